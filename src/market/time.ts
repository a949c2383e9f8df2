import { Refusal } from '../errors.js';
import {
  MS_PER_DAY,
  addDays,
  dateOf,
  dayNumber,
  fromDayNumber,
  isoDate,
  weekday,
  yearOf,
} from './date.js';
import type { IsoDate } from './date.js';

/** A moment: milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = number & { readonly __epochMs: true };

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 60 * MS_PER_MINUTE;
/** METHOD 2: T = calendar minutes to settlement / 525600. */
export const MINUTES_PER_YEAR = 525_600;

/** Years between two moments by METHOD 2's clock; negative where `to` is earlier. */
export function yearsBetween(from: EpochMs, to: EpochMs): number {
  return (to - from) / MS_PER_MINUTE / MINUTES_PER_YEAR;
}

/**
 * The moment at which Chicago's wall clocks show this date and time.
 * US daylight saving by statute: first Sunday of April to last of October for 1987-2006, second
 * Sunday of March to first of November since 2007, at 02:00. A rule of ours, not Intl: loading
 * the time zone data costs 15 ms, a third of the program's start.
 */
export function chicagoTime(date: IsoDate, hour: number, minute: number): EpochMs {
  const wall = dayNumber(date) * MS_PER_DAY + (hour * 60 + minute) * MS_PER_MINUTE;
  const standard = wall + 6 * 60 * MS_PER_MINUTE;
  // The year on the wall serves: no clock is changed where it may differ from that in Greenwich.
  const { start, end } = daylightSavingOf(yearOf(date));
  const isDaylight = standard >= start && standard < end;
  return (isDaylight ? standard - 60 * MS_PER_MINUTE : standard) as EpochMs;
}

/** The day last asked for: a book asks for that of its valuation time again and again. */
let lastAsked: { readonly moment: EpochMs; readonly date: IsoDate } | undefined;

/** The date in Chicago at a moment. */
export function chicagoDate(moment: EpochMs): IsoDate {
  if (lastAsked?.moment !== moment) {
    const offset = isDaylightSaving(moment) ? 5 : 6;
    const day = Math.floor((moment - offset * 60 * MS_PER_MINUTE) / MS_PER_DAY);
    lastAsked = { moment, date: fromDayNumber(day) };
  }
  return lastAsked.date;
}

/** Chicago's wall time at a moment, `HH:MM`. */
export function chicagoClock(moment: EpochMs): string {
  const offset = isDaylightSaving(moment) ? 5 : 6;
  return new Date(moment - offset * 60 * MS_PER_MINUTE).toISOString().slice(11, 16);
}

/**
 * The moment at which New York's wall clocks show this date and time: an hour ahead of Chicago
 * but for the hour in which one of the two has changed its clocks and the other has not.
 */
export function newYorkTime(date: IsoDate, hour: number, minute: number): EpochMs {
  return (chicagoTime(date, hour, minute) - MS_PER_HOUR) as EpochMs;
}

/** The date in New York at a moment. */
export function newYorkDate(moment: EpochMs): IsoDate {
  return chicagoDate((moment + MS_PER_HOUR) as EpochMs);
}

/** New York's wall time at a moment, `HH:MM`. */
export function newYorkClock(moment: EpochMs): string {
  return chicagoClock((moment + MS_PER_HOUR) as EpochMs);
}

/** `2026-11-20T21:15:00Z`. */
export function formatMoment(moment: EpochMs): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}

const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,3})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/** A moment as a user wrote it, and how it was read where that was not certain. */
export interface ReadMoment {
  /** Undefined for a bare date: the caller knows which time of day it means. */
  readonly moment?: EpochMs;
  readonly date: IsoDate;
  readonly zoneAssumed: boolean;
}

/**
 * Reads `2026-11-20`, `2026-11-20T15:00` (Chicago) or `2026-11-20T15:15:00-06:00`.
 * @throws Refusal for anything else
 */
export function readMoment(text: string): ReadMoment {
  const match = TIMESTAMP.exec(text.trim());
  if (match === null) {
    const datePart = text.trim().split(/[Tt](?=\d)| /)[0] ?? '';
    isoDate(datePart);
    throw new Refusal(
      `"${text}" is no time`,
      'write it like 2026-11-20T15:15:00-06:00, or a date alone',
    );
  }
  const [, day = '', hour, minute, second = '00', zone] = match;
  const date = isoDate(day);
  if (hour === undefined || minute === undefined) {
    if (zone !== undefined) {
      throw new Refusal(`"${text}" has a zone but no time`, 'write it like 2026-11-20T15:15-06:00');
    }
    return { date, zoneAssumed: false };
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw new Refusal(`"${text}" is no time of day`, 'give hours 00-23, minutes and seconds 00-59');
  }
  const seconds = Number(second) * 1000;
  if (zone === undefined) {
    const moment = (chicagoTime(date, Number(hour), Number(minute)) + seconds) as EpochMs;
    if (chicagoClock(moment) !== `${hour}:${minute}`) {
      throw new Refusal(
        `Chicago's clocks skip ${hour}:${minute} on ${date}`,
        'give the zone offset, like -06:00',
      );
    }
    return { moment, date, zoneAssumed: true };
  }
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const ms = Date.parse(`${date}T${hour}:${minute}:${second}${offset}`);
  if (Number.isNaN(ms)) {
    throw new Refusal(`"${text}" has no such zone offset`, 'write the offset like -06:00, or Z');
  }
  const moment = ms as EpochMs;
  return { moment, date: chicagoDate(moment), zoneAssumed: false };
}

function isDaylightSaving(moment: number): boolean {
  const { start, end } = daylightSavingOf(new Date(moment).getUTCFullYear());
  return moment >= start && moment < end;
}

const daylightSavingYears = new Map<number, { start: number; end: number }>();

/** Start 02:00 CST = 08:00Z, end 02:00 CDT = 07:00Z. */
function daylightSavingOf(year: number): { start: number; end: number } {
  let found = daylightSavingYears.get(year);
  if (found === undefined) {
    const since2007 = year >= 2007;
    const startDay = since2007 ? sundayOnOrAfter(year, 3, 8) : sundayOnOrAfter(year, 4, 1);
    const endDay = since2007 ? sundayOnOrAfter(year, 11, 1) : sundayOnOrAfter(year, 10, 25);
    found = {
      start: Date.parse(`${startDay}T08:00:00Z`),
      end: Date.parse(`${endDay}T07:00:00Z`),
    };
    daylightSavingYears.set(year, found);
  }
  return found;
}

function sundayOnOrAfter(year: number, month: number, day: number): IsoDate {
  const date = dateOf(year, month, day);
  return addDays(date, (7 - weekday(date)) % 7);
}
