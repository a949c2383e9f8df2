import {
  MS_PER_DAY,
  dayNumber,
  dayOf,
  fromDayNumber,
  isoDate,
  monthOf,
  weekday,
  yearOf,
} from './date.js';
import type { IsoDate } from './date.js';

/**
 * The calendar of NYSE and Cboe Options, by rule: valid from 1998 (the first Martin Luther King
 * day) on and checked against SPX closes from 1990, early closes from 2004. The rules are those of the CFE rulebook [P1] and NYSE rule 7.2.
 *
 * VX trades on some days when stocks do not: settlements exist for 2015-04-03 (a Good Friday),
 * 2018-12-05 and 2025-01-09. These are no trading days here, for SPX has no price on them.
 */

export interface Holiday {
  readonly date: IsoDate;
  readonly name: string;
}

export interface UnscheduledClosure {
  readonly date: IsoDate;
  readonly reason: string;
}

/**
 * Days on which stocks and SPX options did not trade though the published calendar said they would.
 * They count in isTradingDay, and never move an expiry set by rule: on 2018-12-05 the weekly VIX
 * contracts kept their expiry date and were settled the day after.
 */
export const UNSCHEDULED_CLOSURES: readonly UnscheduledClosure[] = (
  [
    ['1994-04-27', 'mourning for President Nixon'],
    ['2001-09-11', 'attacks of 11 September'],
    ['2001-09-12', 'attacks of 11 September'],
    ['2001-09-13', 'attacks of 11 September'],
    ['2001-09-14', 'attacks of 11 September'],
    ['2004-06-11', 'mourning for President Reagan'],
    ['2007-01-02', 'mourning for President Ford'],
    ['2012-10-29', 'Hurricane Sandy'],
    ['2012-10-30', 'Hurricane Sandy'],
    ['2018-12-05', 'mourning for President G. H. W. Bush'],
    ['2025-01-09', 'mourning for President Carter'],
  ] as const
).map(([date, reason]) => ({ date: isoDate(date), reason }));

const FIRST_JUNETEENTH = 2022;
const FIRST_MARTIN_LUTHER_KING_DAY = 1998;

const SUNDAY = 0;
const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;

/** The holidays of a year as observed, in order. */
export function holidaysOf(year: number): readonly Holiday[] {
  return calendarOf(year).holidays;
}

/** Whether a date is a holiday of the published calendar; unscheduled closures are none. */
export function isHoliday(date: IsoDate): boolean {
  return calendarOf(yearOf(date)).holidayNames.has(dayNumber(date));
}

/** The holiday observed on a date, e.g. `Good Friday`; undefined where there is none. */
export function holidayName(date: IsoDate): string | undefined {
  return calendarOf(yearOf(date)).holidayNames.get(dayNumber(date));
}

/** Whether stocks and SPX options trade: a weekday, no holiday, no unscheduled closure. */
export function isTradingDay(date: IsoDate): boolean {
  const day = dayNumber(date);
  return isWeekday(day) && !calendarOf(yearOf(date)).closedWeekdays.includes(day);
}

/**
 * Whether stocks close at 13:00 New York (12:00 Chicago): the day after Thanksgiving, and 3 July
 * and 24 December where they are trading days. A holiday observed on the Friday (its date on a
 * Saturday) brings no early close on the Thursday. NYSE calendars of 2015-2027; from 2004.
 */
export function isEarlyClose(date: IsoDate): boolean {
  const month = monthOf(date);
  if (month !== 7 && month !== 11 && month !== 12) return false;
  if (!isTradingDay(date)) return false;
  if (month === 11) {
    return dayNumber(date) === nthWeekday(yearOf(date), 11, THURSDAY, 4) + 1;
  }
  return dayOf(date) === (month === 7 ? 3 : 24);
}

/** The last trading day before a date. */
export function previousTradingDay(date: IsoDate): IsoDate {
  let day = fromDayNumber(dayNumber(date) - 1);
  while (!isTradingDay(day)) day = fromDayNumber(dayNumber(day) - 1);
  return day;
}

/** The first trading day after a date. */
export function nextTradingDay(date: IsoDate): IsoDate {
  let day = fromDayNumber(dayNumber(date) + 1);
  while (!isTradingDay(day)) day = fromDayNumber(dayNumber(day) + 1);
  return day;
}

/**
 * The last business day before a date by the published calendar: what expiry rules look at.
 * Unscheduled closures are business days here.
 */
export function previousBusinessDay(date: IsoDate): IsoDate {
  let day = fromDayNumber(dayNumber(date) - 1);
  while (weekday(day) === SUNDAY || weekday(day) === SATURDAY || isHoliday(day)) {
    day = fromDayNumber(dayNumber(day) - 1);
  }
  return day;
}

/**
 * Business days after `from`, up to and including `to`, by the published calendar: what the rules
 * of futures indices count, so that an unscheduled closure is one. Not for `to` before `from`.
 */
export function businessDaysBetween(from: IsoDate, to: IsoDate): number {
  const days = tradingDaysBetween(from, to);
  const lost = UNSCHEDULED_CLOSURES.filter(({ date }) => date > from && date <= to);
  return days + lost.length;
}

/**
 * Trading days after `from`, up to and including `to`; negative where `to` is earlier.
 * Arithmetic on weekdays less the cached closures: no walk over the days.
 */
export function tradingDaysBetween(from: IsoDate, to: IsoDate): number {
  const first = dayNumber(from);
  const last = dayNumber(to);
  if (last < first) return 0 - tradingDaysBetween(to, from); // not minus: no -0
  let days = weekdaysUpTo(last) - weekdaysUpTo(first);
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    for (const closed of calendarOf(year).closedWeekdays) {
      if (closed > first && closed <= last) days--;
    }
  }
  return days;
}

interface CalendarYear {
  readonly holidays: readonly Holiday[];
  /** By day number. */
  readonly holidayNames: ReadonlyMap<number, string>;
  /** Day numbers of the weekdays without trading, for whatever reason. */
  readonly closedWeekdays: readonly number[];
}

const years = new Map<number, CalendarYear>();

function calendarOf(year: number): CalendarYear {
  let found = years.get(year);
  if (found === undefined) {
    const holidayNames = new Map(ruleHolidays(year));
    const unscheduled = UNSCHEDULED_CLOSURES.filter(({ date }) => yearOf(date) === year);
    found = {
      holidays: [...holidayNames].map(([day, name]) => ({ date: fromDayNumber(day), name })),
      holidayNames,
      closedWeekdays: [...holidayNames.keys(), ...unscheduled.map(({ date }) => dayNumber(date))],
    };
    years.set(year, found);
  }
  return found;
}

/** Day numbers and names, in order. */
function ruleHolidays(year: number): [number, string][] {
  const holidays: [number, string][] = [];
  const newYear = dayAt(year, 1, 1);
  // A New Year's Day on a Saturday is not observed: its Friday closes the books of the old year.
  if (weekdayOf(newYear) !== SATURDAY) holidays.push([observed(newYear), "New Year's Day"]);
  if (year >= FIRST_MARTIN_LUTHER_KING_DAY) {
    holidays.push([nthWeekday(year, 1, MONDAY, 3), 'Martin Luther King Jr. Day']);
  }
  holidays.push([nthWeekday(year, 2, MONDAY, 3), "Presidents' Day"]);
  holidays.push([easterSunday(year) - 2, 'Good Friday']);
  const lastOfMay = dayAt(year, 5, 31);
  holidays.push([lastOfMay - ((weekdayOf(lastOfMay) + 6) % 7), 'Memorial Day']);
  if (year >= FIRST_JUNETEENTH) holidays.push([observed(dayAt(year, 6, 19)), 'Juneteenth']);
  holidays.push([observed(dayAt(year, 7, 4)), 'Independence Day']);
  holidays.push([nthWeekday(year, 9, MONDAY, 1), 'Labor Day']);
  holidays.push([nthWeekday(year, 11, THURSDAY, 4), 'Thanksgiving Day']);
  holidays.push([observed(dayAt(year, 12, 25)), 'Christmas Day']);
  return holidays;
}

/** Saturday to the Friday before, Sunday to the Monday after. */
function observed(day: number): number {
  const at = weekdayOf(day);
  return at === SATURDAY ? day - 1 : at === SUNDAY ? day + 1 : day;
}

/** The Gregorian computus (Meeus, Jones and Butcher). */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return dayAt(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

function nthWeekday(year: number, month: number, which: number, n: number): number {
  const first = dayAt(year, month, 1);
  return first + ((which - weekdayOf(first) + 7) % 7) + 7 * (n - 1);
}

function dayAt(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

/** As date.ts's weekday, of a day number: day 0 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

function isWeekday(day: number): boolean {
  const at = weekdayOf(day);
  return at !== SUNDAY && at !== SATURDAY;
}

/** Weekdays up to a day, from Monday 1969-12-29 (day -3) on; negative before. */
function weekdaysUpTo(day: number): number {
  const sinceMonday = day + 3;
  const week = Math.floor(sinceMonday / 7);
  return week * 5 + Math.min(sinceMonday - week * 7 + 1, 5);
}
