import { Refusal } from '../errors.js';
import { isHoliday, previousBusinessDay } from './calendar.js';
import { addDays, dateOf, daysBetween, isoDate, monthOf, weekday, yearOf } from './date.js';
import type { IsoDate } from './date.js';
import { thirdFriday } from './spx-expiry.js';

/**
 * When VIX futures and options expire: CFE rule 1202(b) [P1], METHOD 1.1. The rule looks at the
 * holidays that Cboe Options publishes; an unscheduled closure moves nothing.
 */

/** Days from a VIX expiry to the Friday of the SPX options it measures. */
const DAYS_TO_SPX_EXPIRY = 30;
const WEDNESDAY = 3;

/** Weekly VIX futures began on 2015-07-23; this one expired first (Cboe, 24 July 2015). */
export const FIRST_WEEKLY_VIX_EXPIRY = isoDate('2015-08-05');

/** Monthly VX contracts that are listed at a time, the most (CFE rule 1202 [P1]). */
export const LISTED_MONTHS = 9;

export type VixExpiryKind = 'monthly' | 'weekly';

const monthlies = new Map<number, IsoDate>();

/**
 * The expiry of the VIX contracts of a month: 30 days before the third Friday of the month after,
 * a Wednesday; the business day before it where that Wednesday or that Friday is a holiday.
 * @param month 1 to 12
 */
export function monthlyVixExpiry(year: number, month: number): IsoDate {
  const key = year * 12 + month;
  let found = monthlies.get(key);
  if (found === undefined) {
    found = settlementOf(addDays(thirdFriday(year, month + 1), -DAYS_TO_SPX_EXPIRY));
    monthlies.set(key, found);
  }
  return found;
}

/**
 * The expiry of the weekly VIX contracts of a week, by the same holiday test.
 * Cboe counts the Wednesdays of the calendar year (not ISO weeks: 2026-09-02 is week 35 and ISO
 * week 36): "the first week of a calendar year is the first week of that year with a Wednesday on
 * which a weekly VX futures contract could expire". Read literally, a 1 January that is a Wednesday
 * is no such day, so that in 2020, 2025 and 2031 week 1 is that of 8 January, and the contract
 * settled on 31 December for it is week 53 of the year before. No sample of those years was found.
 * @param week 1 to 53, as in the symbol `VX35`
 * @throws Refusal where the year has no such week, the week has the monthly contract, or weekly
 *   contracts did not exist
 */
export function weeklyVixExpiry(year: number, week: number): IsoDate {
  const { firstWednesday, lastWeek } = weeksOf(year);
  if (!Number.isInteger(week) || week < 1 || week > lastWeek) {
    throw new Refusal(`${year} has no VIX week ${week}`, `give a week from 1 to ${lastWeek}`);
  }
  const expiry = settlementOf(addDays(firstWednesday, (week - 1) * 7));
  if (expiry === monthlyVixExpiry(year, monthOf(expiry))) {
    throw new Refusal(
      `week ${week} of ${year} has no weekly VIX contract: the monthly one expires on ${expiry}`,
      'name the monthly contract',
    );
  }
  if (expiry < FIRST_WEEKLY_VIX_EXPIRY) {
    throw new Refusal(
      `there was no weekly VIX contract for ${expiry}`,
      `give a week whose contract expires on ${FIRST_WEEKLY_VIX_EXPIRY} or later`,
    );
  }
  return expiry;
}

/**
 * Cboe's number of the week, 1 to 53, in which VIX contracts expire on a date.
 * @param expiry a monthly or weekly expiry; the year of the week is that of this date
 */
export function vixWeekNumber(expiry: IsoDate): number {
  return daysBetween(weeksOf(yearOf(expiry)).firstWednesday, wednesdayFrom(expiry)) / 7 + 1;
}

/** Whether VIX contracts expire on a date, and which; undefined where none do. */
export function vixExpiryKind(date: IsoDate): VixExpiryKind | undefined {
  if (date === monthlyVixExpiry(yearOf(date), monthOf(date))) return 'monthly';
  if (date < FIRST_WEEKLY_VIX_EXPIRY) return undefined;
  return date === settlementOf(wednesdayFrom(date)) ? 'weekly' : undefined;
}

/** The monthly VIX expiry with the fewest days to a date; of two as near, the later. */
export function nearestMonthlyVixExpiry(date: IsoDate): IsoDate {
  const after = monthlyFrom(date, 0);
  const before = monthlyFrom(date, -1);
  return daysBetween(before, date) < daysBetween(date, after) ? before : after;
}

/** The next monthly VIX expiries strictly after a date, in order. */
export function nextMonthlyVixExpiries(after: IsoDate, count: number): IsoDate[] {
  const tomorrow = addDays(after, 1);
  return Array.from({ length: Math.max(0, count) }, (_, months) => monthlyFrom(tomorrow, months));
}

/** The first monthly expiry on or after a date, and so many months on from it. */
function monthlyFrom(date: IsoDate, months: number): IsoDate {
  const year = yearOf(date);
  const month = monthOf(date);
  const passed = monthlyVixExpiry(year, month) < date ? 1 : 0;
  const index = year * 12 + (month - 1) + passed + months;
  return monthlyVixExpiry(Math.floor(index / 12), (index % 12) + 1);
}

const settlements = new Map<IsoDate, IsoDate>();

/** Rule 1202(b)'s holiday test on a Wednesday and the Friday 30 days on. */
function settlementOf(wednesday: IsoDate): IsoDate {
  let found = settlements.get(wednesday);
  if (found === undefined) {
    const moved = isHoliday(wednesday) || isHoliday(addDays(wednesday, DAYS_TO_SPX_EXPIRY));
    found = moved ? previousBusinessDay(wednesday) : wednesday;
    settlements.set(wednesday, found);
  }
  return found;
}

interface VixWeeks {
  readonly firstWednesday: IsoDate;
  /** The number of the last week whose contracts expire within the year. */
  readonly lastWeek: number;
}

const weeks = new Map<number, VixWeeks>();

/** How the weeks of a year are numbered: see weeklyVixExpiry. */
function weeksOf(year: number): VixWeeks {
  let found = weeks.get(year);
  if (found === undefined) {
    const january = wednesdayFrom(dateOf(year, 1, 1));
    const firstWednesday = isHoliday(january) ? addDays(january, 7) : january;
    const newYear = wednesdayFrom(dateOf(year, 12, 31));
    const last = yearOf(settlementOf(newYear)) === year ? newYear : addDays(newYear, -7);
    found = { firstWednesday, lastWeek: daysBetween(firstWednesday, last) / 7 + 1 };
    weeks.set(year, found);
  }
  return found;
}

/** The first Wednesday on or after a date. */
function wednesdayFrom(date: IsoDate): IsoDate {
  return addDays(date, (WEDNESDAY - weekday(date) + 7) % 7);
}
