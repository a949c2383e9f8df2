import { Refusal } from '../errors.js';
import { daysBetween, yearOf } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { inEventOrder, isReleaseType, RELEASE_TYPES } from './events.js';
import type { MarketEvent, ReleaseType } from './events.js';
import { FOMC_MEETINGS } from './fomc-meetings.js';
import type { Warning } from '../report-parts.js';

/** An event as a file gives it. */
export interface GivenEvent {
  readonly event: MarketEvent;
  /** Line of the file. */
  readonly line: number;
}

/** An event that a file says will not be. */
export type CancelledEvent = Pick<MarketEvent, 'type' | 'date'>;

/** The events of one file. */
export interface GivenEvents {
  readonly file: string;
  readonly events: readonly GivenEvent[];
  /** They take the built-in event and other files' of their type and date away. */
  readonly cancelled?: readonly CancelledEvent[];
  /** Types whose recurrence goes on beyond the day up to which it was written out. */
  readonly openThrough?: { readonly types: readonly string[]; readonly date: IsoDate };
}

/** Up to when events of a type are known; without a date none is. */
export interface EventHorizon {
  readonly type: string;
  readonly through?: IsoDate;
}

export interface EventCalendar {
  /** In the order of their release. */
  readonly events: readonly MarketEvent[];
  /** FOMC, CPI, PPI, then the others by name. */
  readonly horizons: readonly EventHorizon[];
  /** What was merged or replaced, to be told. */
  readonly notes: readonly Warning[];
}

/**
 * One calendar of the files' events and the built-in FOMC dates. A file's FOMC dates replace the
 * built-in ones of the years in which it has any; what then differs is told. One event in two
 * files is one event, and so is one release under several titles; what one file cancels is no
 * event of another, nor a built-in one.
 * @throws Refusal where two files give one event two times
 */
export function createEventCalendar(files: readonly GivenEvents[]): EventCalendar {
  const off = cancelledBy(files);
  const { events: given, notes } = mergeFiles(files.map((each) => withoutCancelled(each, off)));
  const years = new Set(given.filter(isFomc).map(({ date }) => yearOf(date)));
  const builtIn = FOMC_MEETINGS.filter(
    (event) => !years.has(yearOf(event.date)) && !off.has(keyOf(event)),
  );
  const events = [...builtIn, ...given].sort(inEventOrder);
  return {
    events,
    horizons: horizonsOf(events, files),
    notes: [
      ...notes,
      ...cancelledNotes(files, off, years),
      ...[...years].sort().flatMap((year) => replacedNote(year, given)),
    ],
  };
}

function isFomc({ type }: MarketEvent): boolean {
  return type === 'FOMC';
}

function keyOf({ date, type }: CancelledEvent): string {
  return `${date} ${type}`;
}

/** Which files cancel an event, by its day and type. */
function cancelledBy(files: readonly GivenEvents[]): ReadonlyMap<string, readonly string[]> {
  const off = new Map<string, string[]>();
  for (const { file, cancelled = [] } of files) {
    for (const event of cancelled) {
      off.set(keyOf(event), [...(off.get(keyOf(event)) ?? []), file]);
    }
  }
  return off;
}

/** Within one file a cancelled event may have been entered anew: its own stays. */
function withoutCancelled(
  given: GivenEvents,
  off: ReadonlyMap<string, readonly string[]>,
): GivenEvents {
  const isOff = ({ event }: GivenEvent): boolean =>
    off.get(keyOf(event))?.some((file) => file !== given.file) ?? false;
  return { ...given, events: given.events.filter((each) => !isOff(each)) };
}

/** What a cancellation took away, to be told. */
function cancelledNotes(
  files: readonly GivenEvents[],
  off: ReadonlyMap<string, readonly string[]>,
  replacedYears: ReadonlySet<number>,
): Warning[] {
  const builtIn = new Set(
    FOMC_MEETINGS.filter(({ date }) => !replacedYears.has(yearOf(date))).map(keyOf),
  );
  return [...off].flatMap(([key, [by = '']]) => {
    const from = [
      ...(builtIn.has(key) ? ['the built-in one'] : []),
      ...files.flatMap(({ file, events }) =>
        file !== by && events.some(({ event }) => keyOf(event) === key) ? [`that of ${file}`] : [],
      ),
    ];
    if (from.length === 0) return [];
    const [date = '', ...type] = key.split(' ');
    const message = `${by} cancels ${type.join(' ')} of ${date}: ${from.join(' and ')} does not count.`;
    return [{ code: 'event-cancelled', message }];
  });
}

function mergeFiles(
  files: readonly GivenEvents[],
): Pick<EventCalendar, 'notes'> & { readonly events: MarketEvent[] } {
  const merged = new Map<string, { readonly event: MarketEvent; readonly file: string }>();
  const notes: Warning[] = [];
  for (const { file, events } of files) {
    const twice: string[] = [];
    for (const { event, line } of events) {
      const key = keyOf(event);
      const before = merged.get(key);
      if (before !== undefined) {
        refuseOtherTime(before, event, file, line);
        twice.push(`${event.type} of ${event.date}`);
      }
      merged.set(
        key,
        before === undefined ? { event, file } : { ...before, event: both(before.event, event) },
      );
    }
    if (twice.length > 0) {
      const list = twice.slice(0, 3).join(', ') + (twice.length > 3 ? ', ...' : '');
      notes.push({
        code: 'reading',
        message: `${file}: ${twice.length === 1 ? 'an event stands twice and counts' : `${twice.length} events stand twice and count`} once: ${list}.`,
      });
    }
  }
  return { events: [...merged.values()].map(({ event }) => event), notes };
}

function refuseOtherTime(
  before: { readonly event: MarketEvent; readonly file: string },
  { date, time, type }: MarketEvent,
  file: string,
  line: number,
): void {
  const { time: earlier } = before.event;
  if (time === undefined || earlier === undefined || time === earlier) return;
  const where = before.file === file ? 'above' : `in ${before.file}`;
  throw new Refusal(
    `${type} of ${date} is at ${time} here and at ${earlier} ${where}`,
    'keep the right one',
    { file, line },
  );
}

/** What one of the two knows, both know; certain where one of them is. */
function both(a: MarketEvent, b: MarketEvent): MarketEvent {
  const time = a.time ?? b.time;
  return {
    ...a,
    ...(time !== undefined && { time }),
    source: a.source === b.source ? a.source : `${a.source}; ${b.source}`,
    tentative: a.tentative && b.tentative,
  };
}

/** Published lists of FOMC dates are often wrong: a difference from the built-in ones is told. */
function replacedNote(year: number, given: readonly MarketEvent[]): Warning[] {
  const of = (events: readonly MarketEvent[]): string[] =>
    events.filter((event) => isFomc(event) && yearOf(event.date) === year).map(({ date }) => date);
  const ours = of(FOMC_MEETINGS);
  const theirs = of(given).sort();
  if (ours.length === 0) return [];
  const more = theirs.filter((date) => !ours.includes(date));
  const missing = ours.filter((date) => !theirs.includes(date));
  if (more.length === 0 && missing.length === 0) {
    return [{ code: 'reading', message: `FOMC dates of ${year}: your file's, as built in.` }];
  }
  const differs = [
    ...(more.length > 0 ? [`it has ${more.join(', ')}, which are not built in`] : []),
    ...(missing.length > 0 ? [`it lacks ${missing.join(', ')}`] : []),
  ].join('; ');
  return [
    {
      code: 'fomc-differs',
      message: `FOMC dates of ${year} are your file's in place of the built-in ones: ${differs}.`,
    },
  ];
}

function horizonsOf(
  events: readonly MarketEvent[],
  files: readonly GivenEvents[],
): readonly EventHorizon[] {
  const through = new Map<string, IsoDate>();
  const reach = (type: string, date: IsoDate): void => {
    const known = through.get(type);
    if (known === undefined || known < date) through.set(type, date);
  };
  for (const { type, date } of events) reach(type, date);
  for (const { openThrough } of files) {
    for (const type of openThrough?.types ?? []) {
      if (openThrough !== undefined) reach(type, openThrough.date);
    }
  }
  const others = [...through.keys()].filter((type) => !isReleaseType(type)).sort();
  return [...RELEASE_TYPES, ...others].map((type) => {
    const date = through.get(type);
    return date === undefined ? { type } : { type, through: date };
  });
}

/**
 * Calendar days within which the next one is due: the FOMC meets every six to eight weeks, CPI and
 * PPI are monthly.
 */
const USUAL_GAP: Readonly<Record<ReleaseType, number>> = { FOMC: 63, CPI: 45, PPI: 45 };

/** A stretch within which the next event of a type is due and none is known. */
interface Hole {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/**
 * What the calendar does not know between two days, to be told: FOMC, CPI and PPI that are not
 * given at all, whose last known date is before the end, or with a hole. Nothing is expected of
 * other types: they come and go.
 * @param what of which the end is, with its verb: `spx-dec ends`
 */
export function horizonWarnings(
  calendar: EventCalendar,
  from: IsoDate,
  what: string,
  end: IsoDate,
): Warning[] {
  const warning = (message: string): Warning => ({ code: 'event-horizon', message });
  const never: string[] = [];
  const messages: string[] = [];
  for (const type of RELEASE_TYPES) {
    const through = calendar.horizons.find((horizon) => horizon.type === type)?.through;
    if (through === undefined) never.push(type);
    else if (through < end) {
      const known = through < from ? `ends on ${through}` : `is known to ${through}`;
      messages.push(`${type} ${known}; ${what} ${end}: later dates are unknown, not absent.`);
    }
    if (through === undefined || through < from) continue;
    const begins = type === 'FOMC' ? fomcBegin(calendar) : undefined;
    if (begins !== undefined && from < begins) {
      messages.push(`No FOMC before ${begins} is built in: earlier ones are unknown, not absent.`);
    }
    const known = begins !== undefined && from < begins ? begins : from;
    for (const hole of holesOf(calendar, type, known, end)) {
      messages.push(`No ${type} is known between ${hole.from} and ${hole.to}: is one missing?`);
    }
  }
  if (never.length > 0) {
    messages.unshift(
      `No dates of ${never.join(' and ')} are known; ${what} ${end}. Give them with --events FILE.`,
    );
  }
  return messages.map(warning);
}

/**
 * The first built-in FOMC date where no file gives an earlier one: before it the list knows
 * nothing.
 */
function fomcBegin({ events }: EventCalendar): IsoDate | undefined {
  const first = events.find(isFomc);
  return FOMC_MEETINGS[0]?.date === first?.date ? first?.date : undefined;
}

/**
 * Holes that reach past a day and begin before an end, from the last known date before that day
 * where there is one. What lies behind the last known date is none.
 */
function holesOf(calendar: EventCalendar, type: ReleaseType, from: IsoDate, end: IsoDate): Hole[] {
  const dates = calendar.events.filter((event) => event.type === type).map(({ date }) => date);
  const holes: Hole[] = [];
  let before = dates.filter((date) => date <= from).at(-1) ?? from;
  for (const date of dates) {
    if (date <= from) continue;
    if (before < end && daysBetween(before, date) > USUAL_GAP[type]) {
      holes.push({ from: before, to: date });
    }
    before = date;
  }
  return holes;
}
