import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { EpochMs } from '../market/time.js';
import { formatMoment } from '../market/time.js';
import type { Warning } from '../report-parts.js';
import type { GivenEvents } from '../signals/event-calendar.js';
import { releaseOf } from '../signals/events.js';
import { readEventsCsv } from './events-csv.js';
import type { Source } from './read-source.js';

export interface EventsOptions {
  readonly asOf: EpochMs;
  /** The last day that is asked about: recurrences are written out up to it. */
  readonly through: IsoDate;
}

export interface ParsedEvents {
  readonly given: GivenEvents;
  /** How uncertain input was read, what was left out. */
  readonly notes: readonly Warning[];
}

/**
 * The events of a file: CSV or iCalendar, by its look.
 * @throws Refusal with the line of what is wrong
 */
export async function parseEvents(source: Source, options: EventsOptions): Promise<ParsedEvents> {
  const { given, notes } = /^\s*BEGIN:VCALENDAR/i.test(source.text)
    ? await fromIcs(source, options.through)
    : /\.ics$/i.test(source.name)
      ? await fromIcs(source, options.through)
      : await fromCsv(source);
  return {
    given,
    notes: [...notes.map((note) => reading(source, note)), ...pastNote(given, options.asOf)],
  };
}

async function fromCsv(source: Source): Promise<{ given: GivenEvents; notes: string[] }> {
  const { events, notes } = await readEventsCsv(source);
  return { given: { file: source.name, events }, notes };
}

/** The parser of iCalendar is loaded only for a file of that form. */
async function fromIcs(
  source: Source,
  through: IsoDate,
): Promise<{ given: GivenEvents; notes: string[] }> {
  const { readEventsIcs } = await import('./events-ics.js');
  return readEventsIcs(source, through);
}

/** A calendar of the past weighs nothing: it may be last year's file. */
function pastNote({ file, events }: GivenEvents, asOf: EpochMs): Warning[] {
  if (events.some(({ event }) => releaseOf(event).moment > asOf)) return [];
  const last = events.reduce(
    (latest, { event: { date } }) => (date > latest ? date : latest),
    isoDate('0001-01-01'),
  );
  const ends = events.length === 0 ? 'has no event' : `ends on ${last}`;
  return [
    {
      code: 'no-event-ahead',
      message: `${file} ${ends}: nothing in it is ahead of ${formatMoment(asOf)}.`,
    },
  ];
}

function reading({ name }: Source, note: string): Warning {
  return { code: 'reading', message: `${name}: ${note}.` };
}
