import { isHoliday, previousBusinessDay } from './calendar.js';
import { addDays, dateOf, dayOf, monthOf, weekday, yearOf } from './date.js';
import type { IsoDate } from './date.js';

const FRIDAY = 5;

/**
 * The third Friday of a month, holiday or not.
 * @param month 1 to 12; months past 12 run on into the next year
 */
export function thirdFriday(year: number, month: number): IsoDate {
  const fifteenth = dateOf(year, month, 15);
  return addDays(fifteenth, (FRIDAY - weekday(fifteenth) + 7) % 7);
}

/**
 * The expiry of a month's standard (AM-settled, root SPX) options: its third Friday, or the
 * business day before where that is a holiday (Cboe, SPX specification).
 * @param month 1 to 12
 */
export function standardSpxExpiry(year: number, month: number): IsoDate {
  const friday = thirdFriday(year, month);
  return isHoliday(friday) ? previousBusinessDay(friday) : friday;
}

/** Whether standard SPX options expire on a date; SPXW options may expire on it as well. */
export function isStandardSpxExpiry(date: IsoDate): boolean {
  const day = dayOf(date);
  // Cheap first: the third Friday is the 15th to the 21st, the day before it the 14th at least.
  if (day < 12 || day > 21) return false;
  return date === standardSpxExpiry(yearOf(date), monthOf(date));
}
