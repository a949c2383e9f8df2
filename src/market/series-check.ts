import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { isEarlyClose, isTradingDay, tradingDaysBetween } from './calendar.js';
import { weekday } from './date.js';
import type { IsoDate } from './date.js';
import { INDEX_LIMITS, VVIX_GOOD_FROM, VX_LIMITS } from './index-limits.js';
import type { SeriesLimits } from './index-limits.js';
import { contractSeries } from './market-rows.js';
import type { LevelRow, MarketRows, OfferedDay, SeriesDay, SettlementRow } from './market-rows.js';
import { vxSettlementMoment } from './settlement-time.js';
import { chicagoDate, chicagoTime } from './time.js';
import type { EpochMs } from './time.js';

/** Before, exchanges traded on Saturdays and closed on days that the calendar does not know. */
export const CALENDAR_FROM = '1990-01-01';

/** Rows that can be taken. */
export interface PlausibleRows extends MarketRows {
  /** A row of today was passed over, not closed yet: the same file has more to give later. */
  readonly unfinished: boolean;
}

/**
 * The rows that can be taken: each day once, none ahead, prices and moves within limits. Holiday
 * rows and the unfinished day are passed over and noted.
 * @param now the clock: a day is taken once it has closed or settled
 * @throws Refusal (exit 3) at the first row that cannot be
 */
export function plausibleRows(rows: MarketRows, now: EpochMs): PlausibleRows {
  const today = chicagoDate(now);
  const passed: Passed = { holidays: 0, unfinished: 0, badVvix: 0 };
  const levels = [...groupBy(rows.levels, ({ symbol }) => symbol)].flatMap(([symbol, all]) => {
    const kept = all.filter(
      (row) => isKept(row, today, now, levelMoment, passed) && !isBadVvix(row, passed),
    );
    checkSeries(symbol, INDEX_LIMITS[symbol], kept.map(offeredLevel));
    return kept;
  });
  const settlements = [...groupBy(rows.settlements, ({ expiry }) => expiry)].flatMap(
    ([expiry, all]) => {
      const kept = all.filter((row) => isKept(row, today, now, vxSettlementMoment, passed));
      checkSeries(contractSeries(expiry), VX_LIMITS, kept.map(offeredSettlement));
      return kept;
    },
  );
  const notes = [...rows.notes, ...passedNotes(passed)];
  return { ...rows, levels, settlements, notes, unfinished: passed.unfinished > 0 };
}

/** What was passed over, by reason. */
interface Passed {
  holidays: number;
  unfinished: number;
  badVvix: number;
}

function passedNotes({ holidays, unfinished, badVvix }: Passed): string[] {
  const note = (count: number, of: string): string[] =>
    count === 0 ? [] : [`${count} ${count === 1 ? 'row' : 'rows'} ${of} passed over`];
  return [
    ...note(holidays, 'of days without SPX trading'),
    ...note(unfinished, 'of today, not closed yet,'),
    ...note(badVvix, `of 2006 with a VVIX below ${INDEX_LIMITS.VVIX.least}`),
  ];
}

/** An index is final when its options stop trading: 15:15 Chicago, 12:15 on early closes [C]. */
function levelMoment(date: IsoDate): EpochMs {
  return chicagoTime(date, isEarlyClose(date) ? 12 : 15, 15);
}

function isKept(
  { date, place }: { readonly date: IsoDate; readonly place: Place },
  today: IsoDate,
  now: EpochMs,
  finalAt: (date: IsoDate) => EpochMs,
  passed: Passed,
): boolean {
  if (date > today) {
    throw implausible(`${date} lies ahead of today, ${today}`, 'check the file', place);
  }
  if (date >= CALENDAR_FROM && !isTradingDay(date)) {
    if (weekday(date) === 0 || weekday(date) === 6) {
      throw implausible(`${date} is a weekend`, 'check the file: no market was open', place);
    }
    passed.holidays += 1;
    return false;
  }
  if (date < today || finalAt(date) <= now) return true;
  passed.unfinished += 1;
  return false;
}

function isBadVvix({ symbol, date, close }: LevelRow, passed: Passed): boolean {
  const bad = symbol === 'VVIX' && date < VVIX_GOOD_FROM && close < INDEX_LIMITS.VVIX.least;
  if (bad) passed.badVvix += 1;
  return bad;
}

/**
 * Checks a series by itself: dates forward, values and moves within limits.
 * @throws Refusal (exit 3) at the first day that cannot be
 */
export function checkSeries(name: string, limits: SeriesLimits, days: readonly OfferedDay[]): void {
  let before: OfferedDay | undefined;
  for (const day of days) {
    const { date, place } = day;
    if (before !== undefined && date <= before.date) {
      throw date === before.date
        ? implausible(`${date} stands twice`, 'keep one of the two rows', place)
        : implausible(`${date} stands after ${before.date}`, 'sort the rows by date', place);
    }
    checkLevel(name, limits, day);
    if (before !== undefined) checkMove(name, limits, before, day, place);
    before = day;
  }
}

function checkLevel(name: string, { least, most }: SeriesLimits, day: OfferedDay): void {
  const { value, place } = day;
  if (value >= least && value <= most) return;
  throw implausible(
    value > 0 ? `${value} is no price that ${name} has` : `${value} is not above 0`,
    `it has ${least} to ${most}: check the row`,
    place,
  );
}

/**
 * Checks the move from a day to a later one. Over several trading days the limit widens with the
 * square root of their number [C].
 */
function checkMove(
  name: string,
  { fall, rise }: SeriesLimits,
  before: SeriesDay,
  after: SeriesDay,
  place: Place,
): void {
  const multiple = after.value / before.value;
  // Most moves are small: the calendar is asked for the others only.
  if (multiple >= fall && multiple <= rise) return;
  const root = Math.sqrt(Math.max(1, tradingDaysBetween(before.date, after.date)));
  if (multiple >= fall ** root && multiple <= rise ** root) return;
  throw implausible(
    `${name} goes from ${before.value} on ${before.date} to ${after.value} on ${after.date}`,
    `no day moves it below x${fall.toFixed(2)} or above x${rise.toFixed(2)}: check for a slipped digit or a split`,
    place,
  );
}

/** Settlements of a day as held. */
interface HeldSettlement {
  readonly date: IsoDate;
  readonly expiry: IsoDate;
  readonly settle: number;
}

/** As many prices are never all unchanged for a day. [C] */
const LEAST_TO_COMPARE = 4;

/**
 * Checks a day's settlements against those of the day held before it.
 * @param before the settlements of the last held day before
 * @throws Refusal (exit 3) where listed contracts are missing, or every price is that day's
 */
export function checkDay(rows: readonly SettlementRow[], before: readonly HeldSettlement[]): void {
  const [first] = rows;
  const [old] = before;
  if (first === undefined || old === undefined) return;
  if (tradingDaysBetween(old.date, first.date) !== 1) return;
  const offered = new Map(rows.map(({ expiry, settle }) => [expiry, settle]));
  // On its expiry a contract has a final settlement, which comes in a list of its own.
  const alive = before.filter(({ expiry }) => expiry > first.date);
  const lost = alive.filter(({ expiry }) => !offered.has(expiry));
  const [missing] = lost;
  if (missing !== undefined) {
    throw implausible(
      `${first.date}: ${lost.length} of ${alive.length} VX contracts of the day before are missing, the first that of ${missing.expiry}`,
      'the file is not whole: fetch it again',
      first.place,
    );
  }
  const same = alive.filter(({ expiry, settle }) => offered.get(expiry) === settle);
  if (alive.length < LEAST_TO_COMPARE || same.length < alive.length) return;
  throw implausible(
    `${first.date}: all ${alive.length} VX settlements are those of ${old.date}`,
    "it is that day's file under another date",
    first.place,
  );
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function offeredLevel({ date, close, place }: LevelRow): OfferedDay {
  return { date, value: close, place };
}

function offeredSettlement({ date, settle, place }: SettlementRow): OfferedDay {
  return { date, value: settle, place };
}

function implausible(problem: string, mend: string, place: Place): Refusal {
  return new Refusal(problem, mend, place, 'data');
}
