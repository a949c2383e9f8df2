import { lastExpiry } from '../condor/book.js';
import type { Book } from '../condor/book.js';
import type { AdaptiveInputs } from '../hedge/adaptive.js';
import type { HedgeSettings } from '../hedge/settings.js';
import { addDays } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { nearExpiryWarnings } from '../signals/calendar-report.js';
import type { CondorSpan } from '../signals/calendar-report.js';
import { createEventCalendar, horizonWarnings } from '../signals/event-calendar.js';
import type { EventCalendar } from '../signals/event-calendar.js';
import { eventReadings } from '../signals/event-notes.js';
import { eventTilt, eventWeights } from '../signals/event-weights.js';
import type { EventWeights } from '../signals/event-weights.js';
import type { Note } from './emit.js';
import { readSources } from './inputs.js';
import type { Io } from './io.js';

export interface EventsFlags {
  /** Files of events, or `builtin` for the built-in FOMC dates alone. */
  readonly events?: readonly string[];
}

/** Stands for no file: the dates that are built in. */
const BUILT_IN = 'builtin';

/** Calendar days that hold the sixty trading days in which an event weighs. */
const WEIGHING_DAYS = 100;

/**
 * The calendar of the files that --events names, with the built-in FOMC dates.
 * @param through the last day asked about; recurrences are written out up to it at least
 */
export async function readEventCalendar(
  { events: paths = [] }: EventsFlags,
  asOf: EpochMs,
  through: IsoDate,
  io: Io,
): Promise<EventCalendar> {
  const files = paths.filter((path) => path !== BUILT_IN);
  if (files.length === 0) return createEventCalendar([]);
  const weighed = addDays(chicagoDate(asOf), WEIGHING_DAYS);
  const { parseEvents } = await import('../input/events.js');
  const parsed = [];
  for (const source of await readSources(files, '--events', io)) {
    parsed.push(
      await parseEvents(source, { asOf, through: through > weighed ? through : weighed }),
    );
  }
  const calendar = createEventCalendar(parsed.map(({ given }) => given));
  return { ...calendar, notes: [...parsed.flatMap(({ notes }) => notes), ...calendar.notes] };
}

/** What the events make of a sizing: the tilt, the weights it comes from, what is to be told. */
export interface EventsInput {
  /** What the files give, and what is built in; absent without --events. */
  readonly calendar?: EventCalendar;
  readonly inputs: Pick<AdaptiveInputs, 'eventTilt'>;
  readonly weights?: EventWeights;
  readonly notes: readonly Note[];
}

/** The tilt of the events that --events gives; nothing without it. */
export async function readEvents(
  flags: EventsFlags,
  settings: HedgeSettings,
  book: Book,
  asOf: EpochMs,
  io: Io,
): Promise<EventsInput> {
  if (flags.events === undefined) return { inputs: {}, notes: [] };
  const end = lastExpiry(book);
  const calendar = await readEventCalendar(flags, asOf, end, io);
  const weights = eventWeights(calendar.events, asOf, settings.events);
  const last = condorSpans(book).at(-1);
  const named = last?.ids.length === 1 ? (last.ids[0] ?? '') : 'the last condor';
  return {
    calendar,
    inputs: {
      eventTilt: eventTilt(
        weights,
        settings.layers.map(({ name }) => name),
      ),
    },
    weights,
    notes: [
      ...calendar.notes,
      ...eventReadings(weights),
      ...horizonWarnings(calendar, chicagoDate(asOf), `${named} ends`, end),
      ...nearExpiryWarnings(calendar.events, condorSpans(book), asOf, settings.events),
      ...(settings.static
        ? [{ code: 'events-static', message: 'The sizing is static: events change nothing in it.' }]
        : []),
    ],
  };
}

/** The condors of a book by the moment they settle, the earliest first. */
export function condorSpans({ groups }: Book): CondorSpan[] {
  return groups.map(({ condors, expiry, settlement }) => ({
    ids: condors.map(({ id }) => id),
    expiry,
    settlement,
    settlesAt: optionSettlementMoment(expiry, settlement),
  }));
}
