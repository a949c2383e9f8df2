import ICAL from 'ical.js';
import type { CalendarEntry } from '../signals/calendar-entry.js';
import type { CalendarReport } from '../signals/calendar-report.js';
import { safeText } from './safe-text.js';

/** ical.js does not count the blank that begins a continued line among RFC 5545's 75 octets. */
ICAL.foldLength = 74;

/**
 * The calendar as iCalendar (RFC 5545), lines folded at 75 octets and ended by CRLF. The same
 * report gives the same text: DTSTAMP is the valuation time, and an entry's UID is made of its
 * day, kind and name.
 */
export function calendarIcs(report: CalendarReport): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//alvh//calendar//EN');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  for (const entry of report.entries) calendar.addSubcomponent(eventOf(entry, report.asOf));
  return `${calendar.toString()}\r\n`;
}

function eventOf(entry: CalendarEntry, asOf: string): ICAL.Component {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', uidOf(entry));
  event.addPropertyWithValue('dtstamp', utcTime(asOf));
  event.addPropertyWithValue(
    'dtstart',
    entry.moment === undefined ? ICAL.Time.fromDateString(entry.date) : utcTime(entry.moment),
  );
  event.addPropertyWithValue('summary', summaryOf(entry));
  event.addPropertyWithValue('description', safeText(descriptionOf(entry)));
  event.addPropertyWithValue('categories', safeText(entry.kind === 'event' ? entry.name : 'alvh'));
  event.addPropertyWithValue('status', entry.tentative ? 'TENTATIVE' : 'CONFIRMED');
  event.addPropertyWithValue('transp', 'TRANSPARENT');
  event.addPropertyWithValue('x-alvh-kind', entry.kind);
  return event;
}

function summaryOf({ name, of }: CalendarEntry): string {
  return safeText(of === undefined ? name : `${name}: ${of.join(', ')}`);
}

function descriptionOf({ source, timeAssumed, tentative }: CalendarEntry): string {
  return [
    `Source: ${source}.`,
    ...(timeAssumed ? ['The usual hour; none was given.'] : []),
    ...(tentative ? ['Tentative.'] : []),
  ].join(' ');
}

function utcTime(moment: string): ICAL.Time {
  return ICAL.Time.fromDateTimeString(moment);
}

function uidOf({ date, kind, name, of = [] }: CalendarEntry): string {
  return `${date.replaceAll('-', '')}-${kind.toLowerCase()}-${hash([name, ...of].join('\n'))}@alvh`;
}

/** FNV-1a over code units, 32 bits, as hexadecimal. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, '0');
}
