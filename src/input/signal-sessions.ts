import { Refusal } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import { optionSettlementMoment, vxSettlementMoment } from '../market/settlement-time.js';
import type { EpochMs } from '../market/time.js';
import type { Session } from '../signals/session.js';
import { readBreadthRows } from './breadth-csv.js';
import { parseCsv } from './csv-table.js';
import { cutBefore, gapsOf, refuseWideGap } from './history-gaps.js';
import type { Gap } from './history-gaps.js';
import { readLevels } from './history-series.js';
import type { HistoryIndex } from './history-series.js';
import { readPrices } from './price-history.js';
import type { Source } from './read-source.js';
import { CALENDAR_COMPLETE_FROM, checkTraded } from './session-dates.js';

/** The files of the signals, read as text. */
export interface SignalSources {
  readonly spx: Source;
  readonly breadth?: Source;
  readonly vix?: Source;
  readonly vix3m?: Source;
}

export interface SignalOptions {
  /** Today's date in Chicago: later rows are refused. */
  readonly today: IsoDate;
  /** The moment that is known: closes after it are left out. */
  readonly asOf: EpochMs;
}

export interface ParsedSessions {
  /** One a row of SPX that had closed by `asOf`. */
  readonly sessions: readonly Session[];
  readonly notes: readonly string[];
}

/**
 * SPX sessions with their breadth, VIX and VIX3M, from the user's files. Nothing that was not known
 * at `asOf` is in them: SPX and breadth from the close of stocks, VIX from the settlement of VX.
 * @throws Refusal with file and line for rows out of order, twice there, dated ahead of today, on
 *   no trading day, without a level, for jumps and for gaps of more than five trading days
 */
export async function parseSessions(
  sources: SignalSources,
  { today, asOf }: SignalOptions,
): Promise<ParsedSessions> {
  const prices = readPrices(await parseCsv(sources.spx), today);
  for (const { date, place } of prices) checkTraded(date, place);
  const gaps = gapsOf(prices.filter(({ date }) => date >= CALENDAR_COMPLETE_FROM));
  for (const gap of gaps) refuseWideGap(gap, 'SPX close', gap.place, cutBefore(gap));
  const closed = prices.filter(({ date }) => optionSettlementMoment(date, 'pm') <= asOf);
  const breadth = new Map(
    sources.breadth === undefined
      ? []
      : readBreadthRows(await parseCsv(sources.breadth), today).map((row) => [row.date, row]),
  );
  const levelsOf = async (
    source: Source | undefined,
    symbol: HistoryIndex,
  ): Promise<Map<IsoDate, number>> => {
    if (source === undefined) return new Map();
    const { levels } = readLevels(await parseCsv(source), symbol, today);
    const known = levels.filter(({ date }) => vxSettlementMoment(date) <= asOf);
    return new Map(known.map(({ date, value }) => [date, value]));
  };
  const vix = await levelsOf(sources.vix, 'VIX');
  const vix3m = await levelsOf(sources.vix3m, 'VIX3M');
  const sessions = closed.map(({ date, value, high, low }): Session => {
    const issues = breadth.get(date);
    const spotVix = vix.get(date);
    const threeMonths = vix3m.get(date);
    return {
      date,
      close: value,
      ...(high !== undefined && low !== undefined && { high, low }),
      ...(issues && { breadth: { advances: issues.advances, declines: issues.declines } }),
      ...(spotVix !== undefined && { vix: spotVix }),
      ...(threeMonths !== undefined && { vix3m: threeMonths }),
    };
  });
  if (sources.breadth !== undefined) checkOverlap(sessions, sources.breadth);
  return {
    sessions,
    notes: [
      ...gapsNote(gaps, sources.spx),
      ...laterNote(prices.length - closed.length, sources.spx, prices.at(-1)?.date),
      ...holidayNote(
        [...breadth.keys()],
        prices.map(({ date }) => date),
        sources.breadth,
      ),
    ],
  };
}

/** A breadth file that shares no day with SPX is the wrong one, not a missing input. */
function checkOverlap(sessions: readonly Session[], source: Source): void {
  if (sessions.length === 0 || sessions.some(({ breadth }) => breadth !== undefined)) return;
  throw new Refusal(
    'none of its days is a session of the SPX file up to the valuation time',
    'check that the two files overlap',
    { file: source.name },
  );
}

function gapsNote(gaps: readonly Gap[], { name }: Source): string[] {
  const [first] = gaps;
  if (first === undefined) return [];
  const days = gaps.reduce((sum, { missing }) => sum + missing, 0);
  return [
    `${name}: ${days} trading ${days === 1 ? 'day is' : 'days are'} missing (the first is ${first.firstMissing}); the indicators run on over them.`,
  ];
}

function laterNote(count: number, { name }: Source, last: IsoDate | undefined): string[] {
  if (count === 0) return [];
  return [
    `${name}: ${count} ${count === 1 ? 'row' : 'rows'} up to ${last ?? ''} had not closed by the valuation time and ${count === 1 ? 'is' : 'are'} left out.`,
  ];
}

/** Some files repeat the counts of the day before on holidays. */
function holidayNote(
  dates: readonly IsoDate[],
  sessions: readonly IsoDate[],
  source: Source | undefined,
): string[] {
  const known = new Set(sessions);
  const [from, to] = [sessions[0] ?? '', sessions.at(-1) ?? ''];
  const extra = dates.filter((date) => date > from && date < to && !known.has(date));
  if (extra.length === 0) return [];
  return [
    `${source?.name ?? ''}: ${extra.length} ${extra.length === 1 ? 'row' : 'rows'} on days without an SPX row passed over (the first is ${extra[0] ?? ''}).`,
  ];
}
