import { addDays, daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { CalendarEntry, CalendarEntryKind } from '../signals/calendar-entry.js';
import type { EventAhead } from './result.js';

/** Calendar days that the report looks ahead. */
export const AHEAD_DAYS = 45;

/** What a reader plans by: not every listed expiry. */
const SHOWN: readonly CalendarEntryKind[] = [
  'event',
  'holiday',
  'earlyClose',
  'vixExpiry',
  'condorExpiry',
  'condorLastTrade',
  'rollBy',
];

/**
 * The days ahead on which something is due, from entries of the calendar report.
 * @param entries in order of time
 */
export function eventsAhead(entries: readonly CalendarEntry[], today: IsoDate): EventAhead[] {
  const last = addDays(today, AHEAD_DAYS);
  return entries
    .filter(({ date, kind }) => date >= today && date <= last && SHOWN.includes(kind))
    .map((entry) => ({
      date: entry.date,
      daysAhead: daysBetween(today, entry.date),
      kind: entry.kind,
      title: titleOf(entry),
    }));
}

function titleOf({ name, of = [], newYork, timeAssumed, tentative, kind }: CalendarEntry): string {
  const whose = of.length === 0 ? '' : `: ${of.join(', ')}`;
  const at = newYork === undefined || kind !== 'event' ? '' : `, ${newYork} New York`;
  return `${name}${whose}${at}${timeAssumed ? ' (the usual hour)' : ''}${tentative ? ' (tentative)' : ''}`;
}
