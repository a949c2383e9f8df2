import { nextTradingDay, previousTradingDay, tradingDaysBetween } from './calendar.js';
import type { IsoDate } from './date.js';
import { CALENDAR_FROM } from './series-check.js';

/**
 * Trading days that a series lacks between its first and its last day: those that the published
 * files cannot lack where there are any, else those that they do.
 */
export interface MissingDays {
  readonly count: number;
  /** The first and the last of them. */
  readonly first: IsoDate;
  readonly last: IsoDate;
  /** In too long a gap, or too late a one, to be one of the published file's own. */
  readonly isFault: boolean;
}

/** Cboe's own files lack days: 4 of VIX, 16 of SKEW, 8 of them in a row (2000-09-20). [C] */
const LONGEST_GAP = 10;
const LATE_TRADING_DAYS = 60;

/** @param days ascending; those before the calendar's beginning are passed over */
export function missingDays(days: readonly IsoDate[]): MissingDays | undefined {
  const end = days.at(-1);
  const gaps = days.flatMap((day, i) => {
    const before = days[i - 1];
    if (before === undefined || before < CALENDAR_FROM) return [];
    const lost = tradingDaysBetween(before, day) - 1;
    return lost > 0 ? [{ before, day, lost }] : [];
  });
  const faults = gaps.filter(
    ({ day, lost }) =>
      lost > LONGEST_GAP || tradingDaysBetween(day, end ?? day) < LATE_TRADING_DAYS,
  );
  const isFault = faults.length > 0;
  const told = isFault ? faults : gaps;
  const [first] = told;
  const last = told.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    count: told.reduce((sum, { lost }) => sum + lost, 0),
    first: nextTradingDay(first.before),
    last: previousTradingDay(last.day),
    isFault,
  };
}
