import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { parseEvents } from '../../src/input/events.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';

const SOUND = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Eastern
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:a
SUMMARY:CPI
DTSTART;TZID=Eastern:20260714T083000
RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=6
EXDATE;TZID=Eastern:20260811T083000
RDATE;VALUE=DATE:20260901
END:VEVENT
BEGIN:VEVENT
UID:a
RECURRENCE-ID;TZID=Eastern:20260908T083000
SUMMARY:CPI
DTSTART:20260910T123000Z
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
UID:b
SUMMARY:FOMC Meeting
CATEGORIES:FOMC,Fed
DTSTART;VALUE=DATE:20261208
DTEND;VALUE=DATE:20261210
END:VEVENT
END:VCALENDAR
`;

const PIECES = [
  ...['', ':', ';', '=', '\n', ',', '"', '\\', 'Z', 'T', '-', '0', '9', '99', 'é', '\u0007'],
  ...[
    'BEGIN:VEVENT\n',
    'END:VEVENT\n',
    'END:VCALENDAR\n',
    'RRULE:FREQ=YEARLY\n',
    'TZID=',
    'UNTIL=',
  ],
  ...['BYDAY=', 'BYMONTHDAY=31', 'INTERVAL=0', 'COUNT=-1', 'VALUE=DATE:', 'VALUE=PERIOD:', 'DAILY'],
];

/** Read, or refused with a problem and a mend: never a fault of ours. */
async function readOrRefused(text: string): Promise<void> {
  try {
    const { given } = await parseEvents(
      { name: 'f.ics', text },
      { asOf: Date.parse('2026-07-06T20:00:00Z') as EpochMs, through: isoDate('2026-12-31') },
    );
    for (const { event } of given.events) {
      expect(isoDate(event.date)).toBe(event.date);
      if (event.time !== undefined) expect(event.time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.mend).not.toBe('');
  }
}

it('a damaged calendar is read or refused', async () => {
  const cut = fc.record({
    at: fc.nat(SOUND.length),
    remove: fc.nat(12),
    insert: fc.constantFrom(...PIECES),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 3 }), async (cuts) => {
      let text = SOUND;
      for (const { at, remove, insert } of cuts) {
        text = text.slice(0, at) + insert + text.slice(at + remove);
      }
      await readOrRefused(text);
    }),
    { numRuns: 300 },
  );
});
