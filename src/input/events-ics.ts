import ICAL from 'ical.js';
import { Refusal } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import { addDays, daysBetween } from '../market/date.js';
import { newYorkDate } from '../market/time.js';
import type { CancelledEvent, GivenEvent, GivenEvents } from '../signals/event-calendar.js';
import { isReleaseType } from '../signals/events.js';
import { checkYear } from './events-csv.js';
import { eventTypeOf } from './event-type.js';
import { occurrencesOf } from './ics-recurrence.js';
import { occurrenceKey, occurrenceOf, timeOf } from './ics-time.js';
import type { IcsTime, Occurrence } from './ics-time.js';
import { zoneClocks } from './ics-zone.js';
import type { ZoneClock } from './ics-zone.js';
import { shorten } from './keys.js';
import { relocated } from './place.js';
import type { Source } from './read-source.js';

/** An event component with its line and the clocks of its file. */
interface Entry {
  readonly component: ICAL.Component;
  readonly line: number;
  readonly clockOf: (tzid: string) => ZoneClock;
}

/** What is told once for all events that it holds of. */
class Tally {
  readonly #counts = new Map<string, string[]>();

  add(what: string, of: string): void {
    this.#counts.set(what, [...(this.#counts.get(what) ?? []), of]);
  }

  notes(): string[] {
    return [...this.#counts].map(([what, of]) => {
      const names = [...new Set(of)];
      const list = names
        .slice(0, 3)
        .map((name) => shorten(name))
        .join(', ');
      return `${what}: ${list}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
    });
  }
}

/**
 * The events of an iCalendar file (RFC 5545), recurrences written out up to a day.
 * @throws Refusal for a file that is none or breaks off, an event without DTSTART, a zone that
 *   nobody knows, a rule that is none
 */
export function readEventsIcs(
  source: Source,
  through: IsoDate,
): { readonly given: GivenEvents; readonly notes: string[] } {
  const tally = new Tally();
  const entries = entriesOf(source);
  const overrides = overridesOf(entries, source);
  const events: GivenEvent[] = [];
  const cancelled: CancelledEvent[] = [];
  const open = new Set<string>();
  for (const entry of entries) {
    within(entry, source, () => {
      const read = readEntry(entry, source, through, overrides, tally);
      events.push(...read.events);
      cancelled.push(...(read.cancelled ?? []));
      if (read.open) open.add(read.type);
    });
  }
  return {
    given: {
      file: source.name,
      events,
      ...(cancelled.length > 0 && { cancelled }),
      ...(open.size > 0 && { openThrough: { types: [...open], date: through } }),
    },
    notes: tally.notes(),
  };
}

/** The events of all calendars in the file, with the lines on which they begin. */
function entriesOf(source: Source): Entry[] {
  const lines = source.text
    .split('\n')
    .flatMap((line, index) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [index + 1] : []));
  let seen = 0;
  return calendarsOf(source).flatMap((calendar) => {
    const clockOf = zoneClocks(calendar);
    return calendar
      .getAllSubcomponents('vevent')
      .map((component) => ({ component, line: lines[seen++] ?? 1, clockOf }));
  });
}

function calendarsOf(source: Source): ICAL.Component[] {
  const { name: file, text } = source;
  if (!/^\s*BEGIN:VCALENDAR/i.test(text)) {
    throw new Refusal(
      'this is no iCalendar: it does not begin with BEGIN:VCALENDAR',
      'give an .ics or a CSV file',
      { file, line: 1 },
    );
  }
  if (!/^END:VCALENDAR\s*$/im.test(text)) {
    throw new Refusal('the calendar breaks off before END:VCALENDAR', 'fetch or export it again', {
      file,
    });
  }
  let parsed: unknown[];
  try {
    parsed = ICAL.parse(text) as unknown[];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      `the calendar cannot be read (${shorten(message, 120)})`,
      'mend the line, or export it again',
      { file, ...brokenLine(text) },
    );
  }
  // One calendar is an array that begins with its name, several are an array of such.
  const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][];
  return calendars.map((jCal) => new ICAL.Component(jCal));
}

/** The first event that cannot be read by itself; nothing where the trouble lies elsewhere. */
function brokenLine(text: string): { readonly line?: number } {
  let line = 0;
  let block: string[] | undefined;
  let begun = 0;
  for (const each of text.split('\n')) {
    line += 1;
    if (/^BEGIN:VEVENT\s*$/i.test(each)) {
      block = [];
      begun = line;
    }
    block?.push(each);
    if (block === undefined || !/^END:VEVENT\s*$/i.test(each)) continue;
    try {
      ICAL.parse(block.join('\n'));
    } catch {
      return { line: begun };
    }
    block = undefined;
  }
  return {};
}

/** ical.js reads a value when it is asked for, and throws plain errors: they are the file's. */
function within<T>({ line }: Entry, { name: file }: Source, read: () => T): T {
  return relocated(
    () => ({ file, line }),
    undefined,
    () => {
      try {
        return read();
      } catch (error) {
        if (error instanceof Refusal) throw error;
        const message = error instanceof Error ? error.message : String(error);
        throw new Refusal(
          `a value of the event cannot be read (${shorten(message, 120)})`,
          'mend it, or export the calendar again',
        );
      }
    },
  );
}

/** Occurrences that have an event of their own, by UID: their series leaves them out. */
function overridesOf(
  entries: readonly Entry[],
  source: Source,
): ReadonlyMap<string, ReadonlySet<string>> {
  const overrides = new Map<string, Set<string>>();
  for (const entry of entries) {
    const { component, clockOf } = entry;
    const property = component.getFirstProperty('recurrence-id');
    if (property === null) continue;
    within(entry, source, () => {
      if (property.getParameter('range') !== undefined) {
        throw new Refusal(
          'RECURRENCE-ID with RANGE changes all later occurrences: alvh does not read that',
          'end the series with UNTIL and begin another',
        );
      }
      const replaced = timeOf(component, 'recurrence-id', clockOf);
      if (replaced === undefined) return;
      const uid = textOf(component, 'uid');
      const keys = overrides.get(uid) ?? new Set();
      overrides.set(uid, keys.add(occurrenceKey(occurrenceOf(replaced))));
    });
  }
  return overrides;
}

interface EntryRead {
  readonly type: string;
  readonly events: readonly GivenEvent[];
  readonly cancelled?: readonly CancelledEvent[];
  readonly open: boolean;
}

function readEntry(
  { component, line, clockOf }: Entry,
  source: Source,
  through: IsoDate,
  overrides: ReadonlyMap<string, ReadonlySet<string>>,
  tally: Tally,
): EntryRead {
  const summary = textOf(component, 'summary');
  const kind = textOf(component, 'x-alvh-kind');
  if (kind !== '' && kind !== 'event') {
    tally.add('no event, left out', summary);
    return { type: '', events: [], open: false };
  }
  const { type, firstDay } = typeOf(component, summary, tally);
  const status = textOf(component, 'status').toUpperCase();
  if (status === 'CANCELLED') {
    tally.add('cancelled, left out', type === '' ? 'an event without a name' : type);
    const cancelled = cancelledDates({ component, line, clockOf }, through, type, firstDay);
    return { type, events: [], cancelled: cancelled.map((date) => ({ type, date })), open: false };
  }
  if (type === '') {
    throw new Refusal(
      'the event has neither SUMMARY nor CATEGORIES',
      'name it, such as SUMMARY:CPI',
    );
  }
  const start = timeOf(component, 'dtstart', clockOf);
  if (start === undefined) {
    throw new Refusal(`${shorten(type)} has no DTSTART`, 'give its day or time, or take it out');
  }
  if (start.floating) tally.add('time without a zone, read as New York', type);
  const { occurrences, open } = occurrencesFrom(component, start, through, clockOf);
  const replaced = component.hasProperty('recurrence-id')
    ? undefined
    : overrides.get(textOf(component, 'uid'));
  const shift = daysToStatement(component, start, type, firstDay, clockOf);
  if (shift > 0) tally.add('meeting of several days, read as its last day', type);
  const events = occurrences
    .filter((occurrence) => replaced?.has(occurrenceKey(occurrence)) !== true)
    .map(({ date, time }): GivenEvent => {
      checkYear(date);
      return {
        line,
        event: {
          date: addDays(date, shift),
          ...(time !== undefined && shift === 0 && { time }),
          type,
          source: source.name,
          tentative: status === 'TENTATIVE',
        },
      };
    });
  return { type, events, open };
}

/** The days of an event that is cancelled, all of them where it is a series; none without a day. */
function cancelledDates(
  { component, clockOf }: Entry,
  through: IsoDate,
  type: string,
  firstDay: boolean,
): IsoDate[] {
  const start = timeOf(component, 'dtstart', clockOf);
  if (start === undefined) return [];
  const shift = daysToStatement(component, start, type, firstDay, clockOf);
  const { occurrences } = occurrencesFrom(component, start, through, clockOf);
  return occurrences.map(({ date }) => addDays(date, shift));
}

/** A single event counts whatever its day; a series is written out only as far as is asked. */
function occurrencesFrom(
  component: ICAL.Component,
  start: IcsTime,
  through: IsoDate,
  clockOf: (tzid: string) => ZoneClock,
): { readonly occurrences: readonly Occurrence[]; readonly open: boolean } {
  const recurs = component.hasProperty('rrule') || component.hasProperty('rdate');
  if (!recurs || component.hasProperty('recurrence-id')) {
    return { occurrences: [occurrenceOf(start)], open: false };
  }
  return occurrencesOf(component, start, through, clockOf);
}

/** Days from the first to the last day of an FOMC meeting: the statement ends it. */
function daysToStatement(
  component: ICAL.Component,
  start: IcsTime,
  type: string,
  firstDay: boolean,
  clockOf: (tzid: string) => ZoneClock,
): number {
  if (type !== 'FOMC') return 0;
  const end = timeOf(component, 'dtend', clockOf);
  const named = firstDay ? 1 : 0;
  if (end === undefined) return named;
  // The end of whole days is the day after the last.
  const last = end.wholeDay ? addDays(end.date, -1) : newYorkDate(end.clock(end));
  const first = occurrenceOf(start).date;
  const days = daysBetween(first, last);
  return days > 0 && days <= 4 ? days : named;
}

/** By the summary; a category that is the plain name of a release decides where the summary does not. */
function typeOf(
  component: ICAL.Component,
  summary: string,
  tally: Tally,
): { readonly type: string; readonly firstDay: boolean } {
  const categories = component
    .getAllProperties('categories')
    .flatMap((property) => property.getValues().map(String));
  const { type, mentions, firstDay = false } = eventTypeOf(summary);
  if (isReleaseType(type)) return { type, firstDay };
  const category = categories.map((each) => eventTypeOf(each).type).find(isReleaseType);
  if (category !== undefined && mentions === undefined) {
    if (summary !== '') tally.add(`read as ${category} by its category`, summary);
    return { type: category, firstDay: false };
  }
  if (mentions !== undefined) tally.add(`not read as ${mentions}`, type);
  const named = type === '' ? eventTypeOf(categories[0] ?? '').type : type;
  return { type: named, firstDay: false };
}

function textOf(component: ICAL.Component, name: string): string {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim() : '';
}
