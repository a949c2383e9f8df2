import ICAL from 'ical.js';
import { Refusal } from '../errors.js';
import { addDays, dateOf, dayOf, isoDate, monthOf, yearOf } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { occurrenceKey, occurrenceOf, timesOf } from './ics-time.js';
import type { IcsTime, Occurrence } from './ics-time.js';
import type { WallTime, ZoneClock } from './ics-zone.js';

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
  if (!FREQUENCIES.includes(rule.freq)) {
    throw new Refusal(
      `its rule has the frequency ${String(rule.freq ?? 'none')}`,
      'alvh reads DAILY, WEEKLY, MONTHLY and YEARLY',
    );
  }
  const until = rule.until === null ? undefined : untilOf(rule.until, start);
  const next = iteratorOf(rule, start, through);
  for (let tried = 0; ; tried++) {
    if (tried > MAX_OCCURRENCES) throw tooMany(through);
    const wall = next();
    if (wall === undefined) return;
    const occurrence = occurrenceOf({ ...start, ...wall });
    if (until?.(occurrence) === true) return;
    if (wall.date !== start.date) checkFits(rule, start.date, wall.date);
    yield occurrence;
    if (occurrence.date > through) return;
  }
}

const FREQUENCIES: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/** Steps of ical.js within one rule; a daily rule of a century takes 36,500. */
const MAX_STEPS = 200_000;

/** The rule's wall times, without its UNTIL. ical.js looks for 30 February for ever: it is stopped. */
function iteratorOf(
  rule: ICAL.Recur,
  start: IcsTime,
  through: IsoDate,
): () => WallTime | undefined {
  const endless = rule.clone();
  endless.until = null;
  try {
    const iterator = endless.iterator(floatingTime(start));
    const allows = iterator.check_contracting_rules.bind(iterator);
    let steps = 0;
    iterator.check_contracting_rules = () => {
      if (++steps > MAX_STEPS) throw tooMany(through);
      return allows();
    };
    return () => {
      const time = inWords(() => iterator.next() as ICAL.Time | null | undefined);
      if (!time) return undefined;
      return { date: isoDate(String(time).slice(0, 10)), hour: time.hour, minute: time.minute };
    };
  } catch (error) {
    throw brokenRule(error);
  }
}

function inWords<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw brokenRule(error);
  }
}

/** ical.js lets some rules run over into the next month, such as 30 February each year. */
function checkFits(rule: ICAL.Recur, first: IsoDate, date: IsoDate): void {
  const parts = rule.parts as Readonly<Record<string, readonly (number | string)[] | undefined>>;
  const months = parts['BYMONTH']?.map(Number);
  const days = parts['BYMONTHDAY']?.map(Number);
  const length = dayOf(addDays(dateOf(yearOf(date), monthOf(date) + 1, 1), -1));
  const day = dayOf(date);
  const sameDay =
    (rule.freq !== 'MONTHLY' && rule.freq !== 'YEARLY') ||
    ['BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO'].some((part) => parts[part] !== undefined) ||
    day === dayOf(first);
  const fits =
    (months?.includes(monthOf(date)) ?? true) &&
    (days === undefined || days.includes(day) || days.includes(day - length - 1)) &&
    sameDay;
  if (fits) return;
  throw new Refusal(
    `its rule comes to ${date}, a day that it does not name`,
    'mend the rule, or give its events one by one',
  );
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

function tooMany(through: IsoDate): Refusal {
  return new Refusal(
    `the rule has more than ${MAX_OCCURRENCES} occurrences before ${through}, or never comes true`,
    'take it out, or give its events one by one',
  );
}

function brokenRule(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal(
    `its RRULE has no meaning (${message.slice(0, 80)})`,
    'mend the rule, or give its events one by one',
  );
}
