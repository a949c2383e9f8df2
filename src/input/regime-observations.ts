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
import { gapsOf, refuseWideGap } from './history-gaps.js';
import { readLevels } from './history-series.js';
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
}

/**
 * One observation for each trading day with a close of VIX and at least one of VIX3M and the two
 * front VX settlements; days before the first such one are left out. VIX rows on holidays fall away.
 * @throws Refusal with file and line, as the readers of calibration, and where nothing is left
 */
export async function parseRegimeObservations(
  sources: RegimeSources,
  { today, asOf, from, to }: RegimeOptions,
): Promise<{ observations: RegimeObservation[]; notes: string[] }> {
  const levelsOf = async (source: Source, symbol: HistoryIndex): Promise<readonly Level[]> =>
    readLevels(await parseCsv(source), symbol, today).levels;
  const all = await levelsOf(sources.vix, 'VIX');
  const closes = all.filter(
    ({ date }) =>
      isTradingDay(date) &&
      vxSettlementMoment(date) <= asOf &&
      (from === undefined || date >= from) &&
      (to === undefined || date <= to),
  );
  const vix3m = new Map(
    sources.vix3m === undefined
      ? []
      : (await levelsOf(sources.vix3m, 'VIX3M')).map(({ date, value }) => [date, value]),
  );
  const files: VxHistory[] = [];
  for (const source of sources.vx) files.push(readVxHistory(await parseCsv(source), today));
  const vix = new Map(closes.map((level) => [level.date, level]));
  const futures = files.length === 0 ? undefined : curvesOf(files, closes, vix);
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
  if (first === -1) {
    throw new Refusal(
      'no trading day has a close of VIX and with it VIX3M or two VX months',
      'check that the files, --from and --to overlap',
      { file: sources.vix.name },
    );
  }
  const last = observations.findLastIndex(isReadable);
  const used = closes.slice(first, last + 1);
  for (const gap of gapsOf(used)) refuseWideGap(gap, 'VIX close');
  const kept = observations.slice(first, last + 1);
  return {
    observations: kept,
    notes: [
      ...(futures?.notes ?? []),
      ...unreadNote(kept),
      ...(sources.vix3m === undefined ? [] : oneSidedNote(kept, 'vixToVix3m', 'VIX3M')),
      ...(futures === undefined ? [] : oneSidedNote(kept, 'slope12', 'two VX months')),
      ...endNote(closes, last),
    ],
  };
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
