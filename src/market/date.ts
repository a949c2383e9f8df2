import { Refusal } from '../errors.js';

/** A calendar date, `YYYY-MM-DD`, known to exist. */
export type IsoDate = string & { readonly __isoDate: true };

export const MS_PER_DAY = 86_400_000;

/** From 0000-03-01 to 1970-01-01. */
const DAYS_TO_1970 = 719_468;

/** Later than any day that is spoken of. */
export const LAST_DAY = '9999-12-31' as IsoDate;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether it is a text of the form `YYYY-MM-DD`; the day need not exist. */
export function hasDateForm(value: unknown): value is string {
  return typeof value === 'string' && ISO_DATE.test(value);
}

/**
 * Reads a date written `YYYY-MM-DD`.
 * @throws Refusal for any other form (a two-digit year, US order) and for days that do not exist
 */
export function isoDate(text: string): IsoDate {
  const match = ISO_DATE.exec(text);
  if (match === null) throw notADate(text);
  if (!exists(text)) {
    throw new Refusal(`${text} is no day of the calendar`, 'give a date that exists');
  }
  return text as IsoDate;
}

/** The date of a year, month (1 to 12) and day; days past the month's end roll over. */
export function dateOf(year: number, month: number, day: number): IsoDate {
  return formatDay(Date.UTC(year, month - 1, day) / MS_PER_DAY);
}

/** Days since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  // Days of the proleptic Gregorian calendar by arithmetic on years that begin in March: every book
  // asks for many, and Date.UTC is four times as slow.
  const month = monthOf(date);
  const year = month > 2 ? yearOf(date) : yearOf(date) - 1;
  const sinceMarch = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  const dayOfYear = Math.floor((153 * sinceMarch + 2) / 5) + dayOf(date) - 1;
  return 365 * year + leapDays + dayOfYear - DAYS_TO_1970;
}

export function fromDayNumber(day: number): IsoDate {
  return formatDay(day);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return formatDay(dayNumber(date) + days);
}

/** Calendar days from one date to another; negative where `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 Sunday to 6 Saturday. */
export function weekday(date: IsoDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

export function yearOf(date: IsoDate): number {
  return 100 * twoDigits(date, 0) + twoDigits(date, 2);
}

/** 1 to 12. */
export function monthOf(date: IsoDate): number {
  return twoDigits(date, 5);
}

export function dayOf(date: IsoDate): number {
  return twoDigits(date, 8);
}

const ZERO = '0'.charCodeAt(0);

/** Read by hand, not cut out: every grid point of every book asks for dates. */
function twoDigits(date: IsoDate, at: number): number {
  return 10 * (date.charCodeAt(at) - ZERO) + (date.charCodeAt(at + 1) - ZERO);
}

function formatDay(day: number): IsoDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10) as IsoDate;
}

/** Whether a text of the form YYYY-MM-DD is a day of the calendar. */
function exists(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && formatDay(ms / MS_PER_DAY) === text;
}

function notADate(text: string): Refusal {
  const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (slashed !== null) {
    const [, first = '', second = '', year = ''] = slashed;
    const readings = [
      [first, second],
      [second, first],
    ]
      .map(([month = '', day = '']) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
      .filter((reading, i, all) => exists(reading) && all.indexOf(reading) === i);
    if (readings.length > 0) {
      return new Refusal(
        `${text} can be read as ${readings.join(' or as ')}`,
        'write the date YYYY-MM-DD',
      );
    }
  }
  if (/^\d{2}[/.-]\d{1,2}[/.-]\d{1,2}$|^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(text)) {
    return new Refusal(
      `${text} has a two-digit year, which can be read as 19.. or 20..`,
      'write the date YYYY-MM-DD',
    );
  }
  return new Refusal(`"${text}" is no date`, 'write the date YYYY-MM-DD');
}
