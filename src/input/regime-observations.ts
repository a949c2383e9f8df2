import { Refusal } from '../errors.js';
import { isTradingDay, nextTradingDay } from '../market/calendar.js';
import type { IsoDate } from '../market/date.js';
import { vxSettlementMoment } from '../market/settlement-time.js';
import type { EpochMs } from '../market/time.js';
import { curveMeasures } from '../market/term-structure.js';
import type { TermStructure } from '../market/term-structure.js';
import { nextMonthlyVixExpiries } from '../market/vix-expiry.js';
import type { RegimeObservation } from '../signals/regime-state.js';
import { parseCsv } from './csv-table.js';
import { curvesOf } from './history-curves.js';
import { cutBefore, gapsOf, isWide, refuseWideGap } from './history-gaps.js';
import { readLevels } from './history-series.js';
import type { Gap } from './history-gaps.js';
import type { HistoryIndex, Level } from './history-series.js';
import { readVxHistory } from './history-vx.js';
import type { Source } from './read-source.js';
import type { VxHistory } from './vx-settlement.js';

/** The files that a regime is read from, as text; VIX3M, VX or both beside VIX. */
export interface RegimeSources {
  readonly vix: Source;
  readonly vix3m?: Source;
  readonly vx: readonly Source[];
}

export interface RegimeOptions {
  /** Today's date in Chicago: later rows are refused. */
  readonly today: IsoDate;
  /** Closes after this moment are left out. */
  readonly asOf: EpochMs;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** Of one moment, without a window: what has not begun by then is absent, and not refused. */
  readonly atMoment?: boolean;
}

export interface ParsedObservations {
  /** Those of the window; none only with `atMoment`. */
  readonly observations: readonly RegimeObservation[];
  /** Those before the window, which the memory at its first day rests on. */
  readonly earlier: readonly RegimeObservation[];
  readonly notes: readonly string[];
}

/**
 * One observation for each trading day with a close of VIX and at least one of VIX3M and the two
 * front VX settlements; days before the first such one are left out. VIX rows on holidays fall away.
 * What comes before more than five missing trading days is left out where the window begins later.
 * @throws Refusal with file and line, as the readers of calibration, and where nothing is left
 */
export async function parseRegimeObservations(
  sources: RegimeSources,
  { today, asOf, from, to, atMoment = false }: RegimeOptions,
): Promise<ParsedObservations> {
  const levelsOf = async (source: Source, symbol: HistoryIndex): Promise<readonly Level[]> =>
    readLevels(await parseCsv(source), symbol, today).levels;
  const all = await levelsOf(sources.vix, 'VIX');
  const closes = all.filter(
    ({ date }) =>
      isTradingDay(date) && vxSettlementMoment(date) <= asOf && (to === undefined || date <= to),
  );
  const vix3m = new Map(
    sources.vix3m === undefined
      ? []
      : (await levelsOf(sources.vix3m, 'VIX3M')).map(({ date, value }) => [date, value]),
  );
  const files: VxHistory[] = [];
  for (const source of sources.vx) files.push(readVxHistory(await parseCsv(source), today));
  const vix = new Map(closes.map((level) => [level.date, level]));
  const none = files.length === 0 || (atMoment && !settledOn(files, vix));
  const futures = none ? undefined : curvesOf(files, closes, vix);
  const observations = closes.map(({ date, value }): RegimeObservation => {
    const threeMonths = vix3m.get(date);
    const slope12 = frontSlope(futures?.curves.get(date)?.curve);
    return {
      date,
      vix: value,
      ...(threeMonths !== undefined && { vixToVix3m: value / threeMonths }),
      ...(slope12 !== undefined && { slope12 }),
    };
  });
  const first = observations.findIndex(isReadable);
  const last = observations.findLastIndex(isReadable);
  const lastDate = observations[last]?.date;
  if (lastDate === undefined || (from !== undefined && lastDate < from)) {
    if (atMoment) return { observations: [], earlier: [], notes: [NONE_NOTE] };
    throw new Refusal(
      'no trading day has a close of VIX and with it VIX3M or two VX months',
      'check that the files, --from and --to overlap',
      { file: sources.vix.name },
    );
  }
  const used = closes.slice(first, last + 1);
  const shownFrom = used.find(({ date }) => from === undefined || date >= from)?.date ?? lastDate;
  const gaps = gapsOf(used);
  for (const gap of gaps.filter(({ to: end }) => end > shownFrom)) {
    refuseWideGap(gap, 'VIX close', gap.place, atMoment ? cutBefore(gap) : undefined);
  }
  const broken = gaps.findLast((gap) => gap.to <= shownFrom && isWide(gap));
  const read = observations
    .slice(first, last + 1)
    .filter(({ date }) => broken === undefined || date >= broken.to);
  // After a gap the memory begins anew, with a day that can be read.
  const known = read.slice(read.findIndex(isReadable));
  const kept = known.filter(({ date }) => date >= shownFrom);
  const earlier = known.filter(({ date }) => date < shownFrom);
  return {
    observations: kept,
    earlier,
    notes: [
      ...(futures?.notes ?? []),
      ...earlierNote(earlier, broken),
      ...unreadNote(kept),
      ...(sources.vix3m === undefined ? [] : oneSidedNote(kept, 'vixToVix3m', 'VIX3M')),
      ...(files.length === 0 ? [] : oneSidedNote(kept, 'slope12', 'two VX months')),
      ...endNote(closes, last),
    ],
  };
}

const NONE_NOTE =
  'No regime: by then no trading day has a close of VIX and with it VIX3M or two VX months.';

function settledOn(files: readonly VxHistory[], days: ReadonlyMap<IsoDate, Level>): boolean {
  return files.some(({ settlements }) => settlements.some(({ date }) => days.has(date)));
}

function earlierNote(earlier: readonly RegimeObservation[], broken: Gap | undefined): string[] {
  const [first] = earlier;
  const gap =
    broken === undefined
      ? ''
      : ` (before it no VIX close from ${broken.firstMissing} to ${broken.lastMissing})`;
  if (first !== undefined)
    return [`The memory goes back to ${first.date}, before the window${gap}.`];
  return broken === undefined ? [] : [`The memory begins with the window${gap}.`];
}

function isReadable({ vixToVix3m, slope12 }: RegimeObservation): boolean {
  return vixToVix3m !== undefined || slope12 !== undefined;
}

/** VX2/VX1 - 1 where the two are the next two monthly contracts: a later one is no VX2. */
function frontSlope(curve: TermStructure | undefined): number | undefined {
  if (curve === undefined) return undefined;
  const months = nextMonthlyVixExpiries(curve.date, 2);
  if (months.some((expiry, i) => curve.nodes[i]?.expiry !== expiry)) return undefined;
  return curveMeasures(curve, undefined).slope12;
}

function unreadNote(observations: readonly RegimeObservation[]): string[] {
  const unread = observations.filter((observation) => !isReadable(observation));
  const [first] = unread;
  if (first === undefined) return [];
  const days = unread.length === 1 ? '1 day has' : `${unread.length} days have`;
  return [
    `${days} neither VIX3M nor two VX months (the first is ${first.date}): the confirmed regime is kept there.`,
  ];
}

/** Days on which a file that is given has nothing: the regime rests on the other measure. */
function oneSidedNote(
  observations: readonly RegimeObservation[],
  measure: 'vixToVix3m' | 'slope12',
  what: string,
): string[] {
  const lacking = observations.filter(
    (observation) => observation[measure] === undefined && isReadable(observation),
  );
  const [first] = lacking;
  const last = lacking.at(-1);
  if (first === undefined || last === undefined) return [];
  const days = lacking.length === 1 ? '1 day is' : `${lacking.length} days are`;
  const span = lacking.length === 1 ? first.date : `${first.date} to ${last.date}`;
  const calm = measure === 'slope12' ? ' and cannot be calm' : '';
  return [`${days} without ${what} (${span}): the regime rests on the other measure there${calm}.`];
}

function endNote(closes: readonly Level[], last: number): string[] {
  const left = closes.length - 1 - last;
  if (left === 0) return [];
  const next = nextTradingDay(closes[last]?.date as IsoDate);
  return [
    `VIX goes on for ${left} ${left === 1 ? 'day' : 'days'} from ${next} without VIX3M or VX: left out.`,
  ];
}
