import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { parseEvents } from '../../src/input/events.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';
import { calendarIcs } from '../../src/output/calendar-ics.js';
import { calendarReport } from '../../src/signals/calendar-report.js';
import type { CalendarReport } from '../../src/signals/calendar-report.js';
import { createEventCalendar } from '../../src/signals/event-calendar.js';
import type { MarketEvent } from '../../src/signals/events.js';

const AS_OF = Date.parse('2026-12-04T21:00:00Z') as EpochMs;
const HOSTILE = 'A, b; c\\d\nEND:VEVENT \u001b[31mred\u0007 \u202eevil, é'.padEnd(200, 'ü,');

function reportOf(events: readonly MarketEvent[]): CalendarReport {
  return calendarReport({
    asOf: AS_OF,
    from: isoDate('2026-12-04'),
    to: isoDate('2027-01-31'),
    calendar: createEventCalendar([
      { file: 'e.csv', events: events.map((event, i) => ({ event, line: i + 2 })) },
    ]),
    settings: {
      amplitude: { fomc: 0.15, cpi: 0.1, ppi: 0.05, other: 0 },
      decayDays: 3,
      leastTilt: 0.01,
    },
    condors: [
      {
        ids: ['spx-dec', 'b;x'],
        expiry: isoDate('2026-12-18'),
        settlement: 'am',
        settlesAt: Date.parse('2026-12-18T14:30:00Z') as EpochMs,
      },
    ],
    layers: [],
    weeklies: false,
  });
}

const EVENTS: readonly MarketEvent[] = [
  { date: isoDate('2026-12-10'), time: '08:30', type: 'CPI', source: 'bls, x', tentative: true },
  { date: isoDate('2026-12-11'), type: HOSTILE, source: HOSTILE, tentative: false },
];
const report = reportOf(EVENTS);
const text = calendarIcs(report);
const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
const events = calendar.getAllSubcomponents('vevent');

describe('the calendar as .ics', () => {
  it('is RFC 5545: CRLF alone, lines of at most 75 octets, balanced', () => {
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) {
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    }
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
    expect(text).toMatch(/END:VCALENDAR\r\n$/);
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(report.entries.length);
    expect(text.match(/^END:VEVENT/gm)).toHaveLength(report.entries.length);
  });

  it('gives back what was written, entry by entry', () => {
    expect(events).toHaveLength(report.entries.length);
    for (const [i, entry] of report.entries.entries()) {
      const event = events[i]!;
      const start = event.getFirstPropertyValue('dtstart') as ICAL.Time;
      if (entry.moment === undefined) {
        expect(start.isDate).toBe(true);
        expect(start.toString()).toBe(entry.date);
      } else {
        expect(start.toUnixTime() * 1000).toBe(Date.parse(entry.moment));
      }
      expect(event.getFirstPropertyValue('status')).toBe(
        entry.tentative ? 'TENTATIVE' : 'CONFIRMED',
      );
      expect(String(event.getFirstPropertyValue('summary'))).toContain(
        entry.kind === 'event' && entry.name.startsWith('A, b')
          ? 'A, b; c\\d END:VEVENT red evil, é'
          : entry.name,
      );
      expect(String(event.getFirstPropertyValue('dtstamp'))).toBe('2026-12-04T21:00:00Z');
    }
  });

  it('has nothing that acts: no escape, no mark of direction', () => {
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u202a-\u202e]/);
  });

  it('is the same text for the same report, every UID once, whatever else is in it', () => {
    expect(calendarIcs(reportOf(EVENTS))).toBe(text);
    const uids = events.map((event) => String(event.getFirstPropertyValue('uid')));
    expect(new Set(uids).size).toBe(uids.length);
    const fewer = calendarIcs(reportOf(EVENTS.slice(0, 1)));
    for (const [uid] of fewer.matchAll(/(?<=^UID:).*(?=\r$)/gm)) expect(uids).toContain(uid);
  });

  it('is read again by alvh as the events that it was written from', async () => {
    const { readSource } = await import('../../src/input/read-source.js');
    const { Readable } = await import('node:stream');
    const source = await readSource('-', Readable.from([Buffer.from(text)]));
    const { given } = await parseEvents(source, { asOf: AS_OF, through: isoDate('2027-06-30') });
    const read = given.events.map(({ event }) => event);
    expect(read.find(({ type }) => type === 'CPI')).toEqual({
      date: '2026-12-10',
      time: '08:30',
      type: 'CPI',
      source: 'standard input',
      tentative: true,
    });
    expect(read.filter(({ type }) => type === 'FOMC').map(({ date }) => date)).toEqual([
      '2026-12-09',
      '2027-01-27',
    ]);
    // Expiries and holidays are no events.
    expect(read).toHaveLength(4);
  });
});
