import type ICAL from 'ical.js';
import { Refusal } from '../errors.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { newYorkClock, newYorkDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { NEW_YORK_CLOCK, UTC_CLOCK } from './ics-zone.js';
import type { WallTime, ZoneClock } from './ics-zone.js';
import { shorten } from './keys.js';

/** A value of DTSTART and its like, not yet put into a moment. */
export interface IcsTime extends WallTime {
  /** A day without a time: hour and minute are 0. */
  readonly wholeDay: boolean;
  readonly clock: ZoneClock;
  /** Neither in UTC nor in a zone: read as New York's. */
  readonly floating: boolean;
}

/** A day in New York, and the moment where a time is known. */
export interface Occurrence {
  readonly date: IsoDate;
  readonly moment?: EpochMs;
  readonly time?: string;
}

/**
 * The values of a property that holds times (DTSTART, RDATE, EXDATE, RECURRENCE-ID), from its raw
 * text: ical.js lets 31 February run over into March.
 * @throws Refusal for what is no day or no time
 */
export function timesOf(property: ICAL.Property, clockOf: (tzid: string) => ZoneClock): IcsTime[] {
  const [name, , , ...values] = property.toJSON() as [string, unknown, string, ...unknown[]];
  const tzid: unknown = property.getParameter('tzid');
  return values.map((value) => {
    // A period has its start first.
    const text = String(Array.isArray(value) ? value[0] : value);
    const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(Z)?)?$/.exec(text);
    if (match === null) throw notATime(name, text);
    const [, day = '', hour, minute, second, utc] = match;
    const date = isoDate(day);
    if (hour === undefined || minute === undefined) {
      return { date, hour: 0, minute: 0, wholeDay: true, clock: NEW_YORK_CLOCK, floating: false };
    }
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) {
      throw notATime(name, text);
    }
    const zone = typeof tzid === 'string' ? tzid : undefined;
    return {
      date,
      hour: Number(hour),
      minute: Number(minute),
      wholeDay: false,
      clock: utc !== undefined ? UTC_CLOCK : zone !== undefined ? clockOf(zone) : NEW_YORK_CLOCK,
      floating: utc === undefined && zone === undefined,
    };
  });
}

/** The first value of a property; undefined where the component has no such property. */
export function timeOf(
  component: ICAL.Component,
  name: string,
  clockOf: (tzid: string) => ZoneClock,
): IcsTime | undefined {
  const property = component.getFirstProperty(name);
  return property === null ? undefined : timesOf(property, clockOf)[0];
}

/** When it is in New York. */
export function occurrenceOf(time: IcsTime): Occurrence {
  if (time.wholeDay) return { date: time.date };
  const moment = time.clock(time);
  return { date: newYorkDate(moment), moment, time: newYorkClock(moment) };
}

/** The same where two name one moment, or one whole day. */
export function occurrenceKey({ date, moment }: Occurrence): string {
  return moment === undefined ? date : String(moment);
}

function notATime(name: string, text: string): Refusal {
  return new Refusal(
    `${name.toUpperCase()} is ${JSON.stringify(shorten(text))}, which is no date or time`,
    'write it like 20261209T190000Z or, for a whole day, VALUE=DATE:20261209',
  );
}
