import ICAL from 'ical.js';
import { Refusal } from '../errors.js';
import { MS_PER_DAY } from '../market/date.js';
import { newYorkTime } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { IsoDate } from '../market/date.js';
import { shorten } from './keys.js';

/** A time as clocks show it, in a zone to be named; seconds are dropped. */
export interface WallTime {
  readonly date: IsoDate;
  readonly hour: number;
  readonly minute: number;
}

/** The moment at which a zone's clocks show a time. */
export type ZoneClock = (wall: WallTime) => EpochMs;

const NEW_YORK: ZoneClock = ({ date, hour, minute }) => newYorkTime(date, hour, minute);
const UTC: ZoneClock = (wall) => utcOf(wall) as EpochMs;

/**
 * Clocks of the zones that a calendar's times name: its own definition of the zone (VTIMEZONE),
 * else the IANA zone of that name. Conversions are made here, of wall times: ical.js reads an
 * unknown zone as the machine's, and one without rules as UTC, without a word.
 * @throws Refusal for a zone that neither the calendar nor IANA knows
 */
export function zoneClocks(calendar: ICAL.Component): (tzid: string) => ZoneClock {
  const defined = new Map(
    calendar
      .getAllSubcomponents('vtimezone')
      .map((zone) => [String(zone.getFirstPropertyValue('tzid')), zone]),
  );
  const clocks = new Map<string, ZoneClock>();
  return (tzid) => {
    let clock = clocks.get(tzid);
    if (clock === undefined) {
      clock = definedClock(defined.get(tzid), tzid) ?? ianaClock(tzid) ?? refuseZone(tzid);
      clocks.set(tzid, clock);
    }
    return clock;
  };
}

export { NEW_YORK as NEW_YORK_CLOCK, UTC as UTC_CLOCK };

/** By the calendar's own definition; before its first rule by IANA's, where there is one. */
function definedClock(zone: ICAL.Component | undefined, tzid: string): ZoneClock | undefined {
  if (zone === undefined) return undefined;
  const rules = [...zone.getAllSubcomponents('standard'), ...zone.getAllSubcomponents('daylight')];
  const sound = rules.filter((rule) =>
    ['dtstart', 'tzoffsetto', 'tzoffsetfrom'].every((name) => rule.hasProperty(name)),
  );
  if (sound.length === 0 || sound.length < rules.length) {
    throw new Refusal(
      `the time zone ${shorten(tzid)} is defined without ${sound.length === 0 ? 'rules' : 'DTSTART, TZOFFSETFROM or TZOFFSETTO'}`,
      'export the calendar again, or name an IANA zone such as America/New_York',
    );
  }
  const frequencies = sound
    .flatMap((rule) => rule.getAllProperties('rrule'))
    .map((property) => (property.getFirstValue() as ICAL.Recur).freq);
  if (frequencies.some((frequency) => frequency !== 'YEARLY')) {
    throw new Refusal(
      `the time zone ${shorten(tzid)} changes its clocks by a rule that is not yearly`,
      'export the calendar again, or name an IANA zone such as America/New_York',
    );
  }
  const timezone = new ICAL.Timezone({ component: zone, tzid });
  const begins = sound
    .map((rule) => String(rule.getFirstPropertyValue('dtstart')).slice(0, 10))
    .sort()[0];
  const iana = ianaClock(tzid);
  return (wall) => {
    if (begins !== undefined && wall.date < begins) {
      if (iana !== undefined) return iana(wall);
      throw new Refusal(
        `the time zone ${shorten(tzid)} is defined from ${begins} on, after ${wall.date}`,
        'export the calendar again, or name an IANA zone such as America/New_York',
      );
    }
    const time = ICAL.Time.fromData({
      year: Number(wall.date.slice(0, 4)),
      month: Number(wall.date.slice(5, 7)),
      day: Number(wall.date.slice(8, 10)),
      hour: wall.hour,
      minute: wall.minute,
      second: 0,
    });
    return (utcOf(wall) - timezone.utcOffset(time) * 1000) as EpochMs;
  };
}

/** By the time zone data of the runtime; undefined for a name that is none. */
function ianaClock(tzid: string): ZoneClock | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: tzid,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
  const offsetAt = (moment: number): number => {
    const part = Object.fromEntries(
      format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - moment;
  };
  return (wall) => {
    const utc = utcOf(wall);
    const before = utc - offsetAt(utc - MS_PER_DAY);
    const after = utc - offsetAt(utc + MS_PER_DAY);
    // A time that clocks show twice is the first of the two; one they skip goes by the old offset.
    const found = [before, after].find((moment) => moment + offsetAt(moment) === utc);
    return (found ?? before) as EpochMs;
  };
}

function refuseZone(tzid: string): never {
  throw new Refusal(
    `the time zone ${JSON.stringify(shorten(tzid))} is neither defined in the file nor an IANA name`,
    'write TZID=America/New_York, or a time in UTC',
  );
}

function utcOf({ date, hour, minute }: WallTime): number {
  return Date.parse(`${date}T00:00:00Z`) + (hour * 60 + minute) * 60_000;
}
