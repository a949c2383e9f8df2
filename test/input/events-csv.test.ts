import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { parseEvents } from '../../src/input/events.js';
import type { ParsedEvents } from '../../src/input/events.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';
import { createEventCalendar } from '../../src/signals/event-calendar.js';
import { hasShared, sharedPath } from '../shared-data.js';

function parse(text: string, asOf = '2026-07-06T20:00:00Z'): Promise<ParsedEvents> {
  return parseEvents(
    { name: 'e.csv', text },
    { asOf: Date.parse(asOf) as EpochMs, through: isoDate('2026-12-31') },
  );
}

async function refusal(text: string): Promise<string> {
  try {
    await parse(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { file = '', line = '', key = '' } = error.place;
    return `${file}:${line}: ${key}: ${error.message}; ${error.mend}`;
  }
  throw new Error('it was read');
}

describe('events in CSV', () => {
  it('reads the own form', async () => {
    const { given, notes } = await parse(
      'date,time,type,source,tentative\n2026-10-14,8:30,Consumer Price Index,bls.gov,\n2026-12-09,,fomc,,yes\n2026-12-11,10:00,Michigan sentiment,,no\n',
    );
    expect(notes).toEqual([]);
    expect(given.events).toEqual([
      {
        line: 2,
        event: {
          date: '2026-10-14',
          time: '08:30',
          type: 'CPI',
          source: 'bls.gov',
          tentative: false,
        },
      },
      { line: 3, event: { date: '2026-12-09', type: 'FOMC', source: 'e.csv', tentative: true } },
      {
        line: 4,
        event: {
          date: '2026-12-11',
          time: '10:00',
          type: 'Michigan sentiment',
          source: 'e.csv',
          tentative: false,
        },
      },
    ]);
  });

  it('reads date and type alone, in any order, and the form with confidence', async () => {
    const bare = await parse('type,date\nPPI,2026-10-15\n');
    expect(bare.given.events[0]?.event).toMatchObject({ type: 'PPI', date: '2026-10-15' });
    const other = await parse(
      'date,event,time_et,confidence,source\n2026-10-15,PPI,08:30,low,"x, y"\n2026-10-14,CPI,08:30,high,z\n',
    );
    expect(
      other.given.events.map(({ event }) => [event.type, event.tentative, event.source]),
    ).toEqual([
      ['PPI', true, 'x, y'],
      ['CPI', false, 'z'],
    ]);
  });

  it('reads one release under several titles, and the first day of a meeting', async () => {
    const { given, notes } = await parse(
      'date,time,type\n2026-12-08,09:00,FOMC Meeting Day 1\n2026-12-09,14:00,FOMC Meeting Day 2\n2026-12-10,08:30,CPI m/m\n2026-12-10,08:30,CPI y/y\n2026-12-10,08:30,Core CPI m/m\n',
    );
    expect(notes.map(({ message }) => message)).toEqual([
      'e.csv: FOMC of 2026-12-09 (line 2) is the day after its first day.',
    ]);
    const { events } = createEventCalendar([given]);
    const december = events.filter(({ date }) => date.startsWith('2026-12'));
    expect(december.map(({ type, date, time }) => [type, date, time])).toEqual([
      ['FOMC', '2026-12-09', '14:00'],
      ['CPI', '2026-12-10', '08:30'],
    ]);
  });

  it('keeps nothing in a name that steers a terminal', async () => {
    const { given } = await parse('date,type\n2026-10-14,\u001b[2Jwiped\u202e \u0007bell\n');
    expect(given.events[0]?.event.type).toBe('[2Jwiped bell');
  });

  it('tells of a file of the past, of weekends and of what is no release', async () => {
    const past = await parse('date,type\n2025-07-15,CPI\n2026-07-06,PPI\n');
    expect(past.notes).toEqual([
      {
        code: 'no-event-ahead',
        message: 'e.csv ends on 2026-07-06: nothing in it is ahead of 2026-07-06T20:00:00Z.',
      },
    ]);
    const odd = await parse('date,type\n2026-10-10,CPI\n2026-10-14,China CPI\n');
    expect(odd.notes.map(({ message }) => message)).toEqual([
      'e.csv: CPI of 2026-10-10 (line 2) is on a weekend.',
      'e.csv: China CPI (line 3) is not read as CPI.',
    ]);
  });

  it.each([
    ['no date', 'date,type\n,CPI\n', /^e\.csv:2: date: the value is empty/],
    ['no type', 'date,type\n2026-10-14,\n', /^e\.csv:2: type: the value is empty/],
    ['a day that is none', 'date,type\n2026-02-30,CPI\n', /^e\.csv:2: date: 2026-02-30 is no day/],
    ['a US date', 'date,type\n10/14/2026,CPI\n', /^e\.csv:2: date: .*read as 2026-10-14/],
    ['a year of two digits', 'date,type\n14.10.26,CPI\n', /^e\.csv:2: date: .*two-digit year/],
    ['a year far off', 'date,type\n0226-10-14,CPI\n', /^e\.csv:2: date: .*check the year/],
    [
      'a time of twelve hours',
      'date,type,time\n2026-10-14,CPI,8:30 AM\n',
      /^e\.csv:2: time: "8:30 AM" is no time of day; write New York's/,
    ],
    ['a time that is none', 'date,type,time\n2026-10-14,CPI,25:00\n', /^e\.csv:2: time: "25:00"/],
    ['a number for a time', 'date,type,time\n2026-10-14,CPI,0.354\n', /^e\.csv:2: time: "0\.354"/],
    [
      'the same twice',
      'date,type\n2026-10-14,CPI\n2026-10-15,PPI\n2026-10-14,cpi\n',
      /^e\.csv:4: date: CPI of 2026-10-14 stands twice, first in line 2/,
    ],
    [
      'a column misspelt',
      'date,tpye\n2026-10-14,CPI\n',
      /^e\.csv:1: tpye: unknown column "tpye"; did you mean type\?/,
    ],
    ['a column missing', 'type\nCPI\n', /^e\.csv:1: date: the column date is missing/],
    [
      'a certainty that is none',
      'date,type,tentative\n2026-10-14,CPI,maybe\n',
      /^e\.csv:2: tentative: unknown value of tentative "maybe"/,
    ],
    [
      'a confidence that is none',
      'date,event,confidence\n2026-10-14,CPI,0.9\n',
      /^e\.csv:2: confidence: unknown value of confidence "0\.9"/,
    ],
    ['nothing below the head', 'date,type\n', /^e\.csv:: : there is no event below the head/],
    ['semicolons', 'date;type\n2026-10-14;CPI\n', /separated by semicolons/],
  ])('refuses %s', async (_, text, expected) => {
    expect(await refusal(text)).toMatch(expected);
  });
});

describe.skipIf(!hasShared)('a calendar of 2000 to 2027 (skipped where it is not at hand)', () => {
  const text = hasShared
    ? readFileSync(sharedPath('data/events/macro_events_2000_2027.csv'), 'utf8').replaceAll(
        '\r\n',
        '\n',
      )
    : '';

  it('is read whole, its uncertain rows marked, its FOMC of 2026 and 2027 as built in', async () => {
    const { given } = await parse(text);
    const rows = text.trim().split('\n').slice(1);
    expect(given.events).toHaveLength(rows.length);
    const marked = given.events.filter(({ event }) => event.tentative).length;
    expect(marked).toBe(rows.filter((row) => /,(low|tentative),/.test(row)).length);
    expect(marked).toBeGreaterThan(20);
    const { notes, horizons } = createEventCalendar([given]);
    expect(notes.filter(({ code }) => code === 'fomc-differs')).toEqual([]);
    expect(notes.map(({ message }) => message)).toEqual([
      "FOMC dates of 2026: your file's, as built in.",
      "FOMC dates of 2027: your file's, as built in.",
    ]);
    const last = (type: string): string | undefined =>
      rows
        .flatMap((row) => (row.split(',')[1] === type ? [row.slice(0, 10)] : []))
        .sort()
        .at(-1);
    expect(horizons.find(({ type }) => type === 'CPI')?.through).toBe(last('CPI'));
    expect(horizons.find(({ type }) => type === 'PPI')?.through).toBe(last('PPI'));
  });
});
