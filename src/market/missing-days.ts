import { nextTradingDay, tradingDaysBetween } from './calendar.js';
import type { IsoDate } from './date.js';
import { CALENDAR_FROM } from './series-check.js';

/** Trading days that a series lacks between its first and its last day. */
export interface MissingDays {
  readonly count: number;
  readonly first: IsoDate;
  readonly last: IsoDate;
}

/** @param days ascending; those before the calendar's beginning are passed over */
export function missingDays(days: readonly IsoDate[]): MissingDays | undefined {
  const known = days.filter((day) => day >= CALENDAR_FROM);
  let count = 0;
  let first: IsoDate | undefined;
  let last: IsoDate | undefined;
  known.forEach((day, i) => {
    const before = known[i - 1];
    if (before === undefined) return;
    const lost = tradingDaysBetween(before, day) - 1;
    if (lost <= 0) return;
    count += lost;
    first ??= nextTradingDay(before);
    last = day;
  });
  return first === undefined || last === undefined ? undefined : { count, first, last };
}
