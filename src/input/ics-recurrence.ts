import ICAL from 'ical.js';
import { Refusal } from '../errors.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { occurrenceKey, occurrenceOf, timesOf } from './ics-time.js';
import type { IcsTime, Occurrence } from './ics-time.js';
import type { ZoneClock } from './ics-zone.js';

/** No calendar of releases has near as many; a rule by the second has. */
const MAX_OCCURRENCES = 20_000;

export interface Recurrence {
  readonly occurrences: readonly Occurrence[];
  /** It goes on beyond the last day asked for. */
  readonly open: boolean;
}

/**
 * The occurrences of an event up to a day: DTSTART, RRULE and RDATE less EXDATE. ical.js counts
 * out the rules on wall times without a zone; zones, UNTIL and EXDATE are applied here, so that
 * nothing depends on the zone of the machine.
 * @throws Refusal for a rule that is none, or has too many occurrences
 */
export function occurrencesOf(
  event: ICAL.Component,
  start: IcsTime,
  through: IsoDate,
  clockOf: (tzid: string) => ZoneClock,
): Recurrence {
  const excluded = new Set(
    event
      .getAllProperties('exdate')
      .flatMap((property) => timesOf(property, clockOf))
      .map((time) => occurrenceKey(occurrenceOf(time))),
  );
  const found = new Map<string, Occurrence>();
  let open = false;
  const add = (occurrence: Occurrence): void => {
    if (occurrence.date > through) open = true;
    else found.set(occurrenceKey(occurrence), occurrence);
  };
  for (const property of event.getAllProperties('rrule')) {
    for (const occurrence of ruled(property, start, through)) add(occurrence);
  }
  add(occurrenceOf(start));
  for (const property of event.getAllProperties('rdate')) {
    for (const time of timesOf(property, clockOf)) add(occurrenceOf(time));
  }
  const kept = [...found].filter(
    // A whole day in EXDATE takes out what is on it.
    ([key, { date }]) => !excluded.has(key) && !excluded.has(date),
  );
  return { occurrences: kept.map(([, occurrence]) => occurrence), open };
}

/** What a rule gives, up to the first occurrence after the last day asked for. */
function* ruled(property: ICAL.Property, start: IcsTime, through: IsoDate): Generator<Occurrence> {
  const rule = property.getFirstValue() as ICAL.Recur;
  const until = rule.until === null ? undefined : untilOf(rule.until, start);
  const endless = rule.clone();
  endless.until = null;
  let iterator: ICAL.RecurIterator;
  try {
    iterator = endless.iterator(floatingTime(start));
  } catch (error) {
    throw brokenRule(error);
  }
  for (let tried = 0; ; tried++) {
    if (tried > MAX_OCCURRENCES) {
      throw new Refusal(
        `the rule has more than ${MAX_OCCURRENCES} occurrences before ${through}`,
        'take it out, or give its events one by one',
      );
    }
    const next = nextOf(iterator);
    if (next === undefined) return;
    const occurrence = occurrenceOf({
      ...start,
      date: isoDate(String(next).slice(0, 10)),
      hour: next.hour,
      minute: next.minute,
    });
    if (until?.(occurrence) === true) return;
    yield occurrence;
    if (occurrence.date > through) return;
  }
}

function nextOf(iterator: ICAL.RecurIterator): ICAL.Time | undefined {
  try {
    return (iterator.next()) ?? undefined;
  } catch (error) {
    throw brokenRule(error);
  }
}

/** Whether an occurrence is past UNTIL, which is a day, a moment in UTC, or a wall time. */
function untilOf(until: ICAL.Time, start: IcsTime): (occurrence: Occurrence) => boolean {
  const text = String(until);
  const date = isoDate(text.slice(0, 10));
  const wholeDay = until.isDate || start.wholeDay;
  if (wholeDay) return (occurrence) => occurrence.date > date;
  const utc = text.endsWith('Z');
  const wall = { date, hour: until.hour, minute: until.minute };
  const end = utc ? Date.parse(text) : start.clock(wall);
  return ({ moment }) => moment !== undefined && moment > end;
}

function floatingTime({ date, hour, minute, wholeDay }: IcsTime): ICAL.Time {
  return new ICAL.Time(
    {
      year: Number(date.slice(0, 4)),
      month: Number(date.slice(5, 7)),
      day: Number(date.slice(8, 10)),
      hour,
      minute,
      second: 0,
      isDate: wholeDay,
    },
    ICAL.Timezone.localTimezone,
  );
}

function brokenRule(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal(
    `its RRULE has no meaning (${message.slice(0, 80)})`,
    'mend the rule, or give its events one by one',
  );
}
