import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { parseEvents } from '../../src/input/events.js';
import type { ParsedEvents } from '../../src/input/events.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';
import { createEventCalendar } from '../../src/signals/event-calendar.js';

const AS_OF = Date.parse('2026-07-06T20:00:00Z') as EpochMs;

const EASTERN = `BEGIN:VTIMEZONE
TZID:Custom Eastern
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
END:VTIMEZONE`;

/** A calendar of events, each given by its lines without BEGIN and END. */
function calendar(events: readonly string[], zones = ''): string {
  const body = events.map((lines) => `BEGIN:VEVENT\n${lines}\nEND:VEVENT`).join('\n');
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//t//t//EN', zones, body, 'END:VCALENDAR', '']
    .filter((line, i, all) => line !== '' || i === all.length - 1)
    .join('\n');
}

function parse(text: string, through = '2026-12-31'): Promise<ParsedEvents> {
  return parseEvents({ name: 'e.ics', text }, { asOf: AS_OF, through: isoDate(through) });
}

/** `CPI 2026-10-14 08:30`, with `?` where tentative. */
async function read(events: readonly string[], zones = '', through?: string): Promise<string[]> {
  const { given } = await parse(calendar(events, zones), through);
  return given.events.map(({ event: { type, date, time, tentative } }) =>
    [type, date, ...(time === undefined ? [] : [time]), ...(tentative ? ['?'] : [])].join(' '),
  );
}

async function notesOf(events: readonly string[], zones = ''): Promise<string> {
  const { notes } = await parse(calendar(events, zones));
  return notes.map(({ code, message }) => `${code}: ${message}`).join('\n');
}

async function refusal(text: string): Promise<string> {
  try {
    await parse(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.place.file}:${error.place.line ?? ''}: ${error.message}; ${error.mend}`;
  }
  throw new Error('it was read');
}

describe('times', () => {
  const cases: readonly [name: string, lines: string, expected: string][] = [
    ['UTC in summer', 'DTSTART:20260714T123000Z', '2026-07-14 08:30'],
    ['UTC in winter', 'DTSTART:20261210T133000Z', '2026-12-10 08:30'],
    ['UTC of the next day', 'DTSTART:20261211T013000Z', '2026-12-10 20:30'],
    [
      'an IANA zone without a definition',
      'DTSTART;TZID=America/New_York:20261210T083000',
      '2026-12-10 08:30',
    ],
    ['another IANA zone', 'DTSTART;TZID=Europe/Berlin:20261210T143000', '2026-12-10 08:30'],
    ['a zone ahead by a day', 'DTSTART;TZID=Asia/Tokyo:20261210T223000', '2026-12-10 08:30'],
    ['a fixed zone', 'DTSTART;TZID=Etc/GMT+5:20260714T073000', '2026-07-14 08:30'],
    [
      'a zone of the file, summer',
      'DTSTART;TZID=Custom Eastern:20260714T083000',
      '2026-07-14 08:30',
    ],
    [
      'a zone of the file, winter',
      'DTSTART;TZID=Custom Eastern:20261210T083000',
      '2026-12-10 08:30',
    ],
    ['a quoted zone', 'DTSTART;TZID="America/Chicago":20261210T073000', '2026-12-10 08:30'],
    ['no zone', 'DTSTART:20261210T083000', '2026-12-10 08:30'],
    ['a whole day', 'DTSTART;VALUE=DATE:20261210', '2026-12-10'],
  ];

  it.each(cases)('%s', async (_, lines, expected) => {
    expect(await read([`UID:1\nSUMMARY:CPI\n${lines}`], EASTERN)).toEqual([`CPI ${expected}`]);
  });

  it('tells of a time without a zone', async () => {
    expect(await notesOf(['UID:1\nSUMMARY:CPI\nDTSTART:20261210T083000'])).toBe(
      'reading: e.ics: time without a zone, read as New York: CPI.',
    );
  });

  it('a file that defines a zone for later years falls back on IANA, or refuses', async () => {
    const late = EASTERN.replace('20070311', '20300310').replace('20071104', '20301103');
    const event = 'UID:1\nSUMMARY:CPI\nDTSTART;TZID=Custom Eastern:20261210T083000';
    expect(await refusal(calendar([event], late))).toMatch(
      /^e\.ics:\d+: .*defined from 2030-03-10/,
    );
    const named = late.replace('Custom Eastern', 'America/Chicago');
    const chicago = 'UID:1\nSUMMARY:CPI\nDTSTART;TZID=America/Chicago:20261210T073000';
    expect(await read([chicago], named)).toEqual(['CPI 2026-12-10 08:30']);
  });
});

describe('recurrences', () => {
  it('are written out on wall clocks across the change of clocks', async () => {
    const event =
      'UID:1\nSUMMARY:CPI\nDTSTART;TZID=America/New_York:20261014T083000\nRRULE:FREQ=MONTHLY;COUNT=3';
    expect(await read([event])).toEqual([
      'CPI 2026-10-14 08:30',
      'CPI 2026-11-14 08:30',
      'CPI 2026-12-14 08:30',
    ]);
  });

  it('in UTC move with the clocks', async () => {
    const event = 'UID:1\nSUMMARY:CPI\nDTSTART:20261014T123000Z\nRRULE:FREQ=MONTHLY;COUNT=2';
    expect(await read([event])).toEqual(['CPI 2026-10-14 08:30', 'CPI 2026-11-14 07:30']);
  });

  it('without an end go to the day asked for, and are known to it', async () => {
    const event = 'UID:1\nSUMMARY:CPI\nDTSTART;VALUE=DATE:20260110\nRRULE:FREQ=MONTHLY';
    const { given } = await parse(calendar([event]), '2026-09-20');
    expect(given.events.map(({ event: { date } }) => date).slice(-2)).toEqual([
      '2026-08-10',
      '2026-09-10',
    ]);
    expect(given.openThrough).toEqual({ types: ['CPI'], date: '2026-09-20' });
  });

  it.each([
    ['UTC, between two', 'UNTIL=20261115T000000Z', 2],
    ['UTC, on the moment of one', 'UNTIL=20261114T133000Z', 2],
    ['UTC, a minute before it', 'UNTIL=20261114T132900Z', 1],
    ['a day', 'UNTIL=20261114', 2],
    ['the day before', 'UNTIL=20261113', 1],
  ])('end with UNTIL: %s', async (_, until, count) => {
    const event = `UID:1\nSUMMARY:CPI\nDTSTART;TZID=America/New_York:20261014T083000\nRRULE:FREQ=MONTHLY;${until}`;
    expect(await read([event])).toHaveLength(count);
  });

  it('take EXDATE out in any zone, more than one, and RDATE in', async () => {
    const event = [
      'UID:1',
      'SUMMARY:PPI',
      'DTSTART;TZID=America/New_York:20260714T083000',
      'RRULE:FREQ=MONTHLY;COUNT=5',
      'EXDATE:20260101T000000Z',
      'EXDATE;TZID=America/New_York:20260814T083000',
      'EXDATE:20260914T123000Z',
      'EXDATE;VALUE=DATE:20261014',
      'RDATE;TZID=America/New_York:20260813T083000,20260911T083000',
    ].join('\n');
    expect((await read([event])).sort()).toEqual([
      'PPI 2026-07-14 08:30',
      'PPI 2026-08-13 08:30',
      'PPI 2026-09-11 08:30',
      'PPI 2026-11-14 08:30',
    ]);
  });

  it('give way to an event of their own, and to a cancelled one', async () => {
    const series =
      'UID:s\nSUMMARY:CPI\nDTSTART;TZID=America/New_York:20260714T083000\nRRULE:FREQ=MONTHLY;COUNT=4';
    const moved =
      'UID:s\nSUMMARY:CPI\nRECURRENCE-ID:20260814T123000Z\nDTSTART;TZID=America/New_York:20260812T083000';
    const gone =
      'UID:s\nSUMMARY:CPI\nRECURRENCE-ID;TZID=America/New_York:20260914T083000\nDTSTART;TZID=America/New_York:20260914T083000\nSTATUS:CANCELLED';
    const other = 'UID:x\nSUMMARY:PPI\nRECURRENCE-ID:20261014T123000Z\nDTSTART:20261015T123000Z';
    expect((await read([series, moved, gone, other])).sort()).toEqual([
      'CPI 2026-07-14 08:30',
      'CPI 2026-08-12 08:30',
      'CPI 2026-10-14 08:30',
      'PPI 2026-10-15 08:30',
    ]);
  });

  it('by the second Wednesday, as releases are often given', async () => {
    const event =
      'UID:1\nSUMMARY:CPI\nDTSTART;TZID=America/New_York:20260708T083000\nRRULE:FREQ=MONTHLY;BYDAY=2WE;COUNT=3';
    expect(await read([event])).toEqual([
      'CPI 2026-07-08 08:30',
      'CPI 2026-08-12 08:30',
      'CPI 2026-09-09 08:30',
    ]);
  });
});

describe('what an event is', () => {
  const on = 'DTSTART;VALUE=DATE:20261209';

  it.each([
    ['FOMC', 'FOMC'],
    ['FOMC Statement', 'FOMC'],
    ['Federal Open Market Committee Meeting (SEP)', 'FOMC'],
    ['FOMC rate decision\\, press conference', 'FOMC'],
    ['Consumer Price Index for November 2026', 'CPI'],
    ['U.S. CPI (MoM)', 'CPI'],
    ['Core CPI YoY', 'CPI'],
    ['Producer Price Index - Final Demand', 'PPI'],
    ['CPI m/m', 'CPI'],
    ['CPI y/y', 'CPI'],
    ['Core CPI m/m', 'CPI'],
    ['PPI m/m', 'PPI'],
    ['CPI 8:30am', 'CPI'],
    ['CPI 8:30 a.m. ET', 'CPI'],
    ['CPI Index\\, n.s.a.', 'CPI'],
    ['Fed Interest Rate Decision', 'FOMC'],
    ['U.S. Federal Reserve Rate Decision', 'FOMC'],
    ['Federal Funds Rate', 'FOMC'],
    ['ECB Interest Rate Decision', 'ECB Interest Rate Decision'],
    ['FOMC Meeting Day 2', 'FOMC'],
    ['UK CPI y/y', 'UK CPI y/y'],
    ['FOMC Minutes', 'FOMC Minutes'],
    ['FOMC press conference', 'FOMC press conference'],
    ['Eurozone CPI', 'Eurozone CPI'],
    ['CPI and PPI webinar', 'CPI and PPI webinar'],
    ['CPI and PPI', 'CPI and PPI'],
    ['CPIC earnings', 'CPIC earnings'],
    ['Nonfarm payrolls', 'Nonfarm payrolls'],
  ])('%s is %s', async (summary, type) => {
    expect(await read([`UID:1\nSUMMARY:${summary}\n${on}`])).toEqual([`${type} 2026-12-09`]);
  });

  it('tells what was not taken for a release', async () => {
    expect(await notesOf([`UID:1\nSUMMARY:Eurozone CPI\n${on}`])).toBe(
      'reading: e.ics: not read as CPI: Eurozone CPI.',
    );
  });

  it('goes by its category where the title names none, and says so', async () => {
    const event = `UID:1\nSUMMARY:November inflation\nCATEGORIES:Economy,CPI\n${on}`;
    expect(await read([event])).toEqual(['CPI 2026-12-09']);
    expect(await notesOf([event])).toMatch(/read as CPI by its category: November inflation/);
    expect(await read([`UID:1\nSUMMARY:FOMC Minutes\nCATEGORIES:FOMC\n${on}`])).toEqual([
      'FOMC Minutes 2026-12-09',
    ]);
  });

  it('a meeting of two days is its second', async () => {
    const days =
      'UID:1\nSUMMARY:FOMC Meeting\nDTSTART;VALUE=DATE:20261208\nDTEND;VALUE=DATE:20261210';
    const times =
      'UID:2\nSUMMARY:FOMC Meeting\nDTSTART;TZID=America/New_York:20261027T090000\nDTEND;TZID=America/New_York:20261028T150000';
    expect(await read([days, times])).toEqual(['FOMC 2026-12-09', 'FOMC 2026-10-28']);
    expect(await notesOf([days])).toMatch(/several days, read as its last day: FOMC/);
  });

  it('a first day by its name is the day after, once with the second', async () => {
    const day = (n: number): string =>
      `UID:${n}\nSUMMARY:FOMC Meeting Day ${n}\nDTSTART;VALUE=DATE:2026120${7 + n}`;
    expect(await read([day(1)])).toEqual(['FOMC 2026-12-09']);
    const { given } = await parse(calendar([day(1), day(2)]));
    const { events } = createEventCalendar([given]);
    expect(events.filter(({ date }) => date.startsWith('2026-12'))).toMatchObject([
      { type: 'FOMC', date: '2026-12-09' },
    ]);
  });

  it('one release under several titles is one event', async () => {
    const titles = ['CPI m/m', 'CPI y/y', 'Core CPI m/m'];
    const { given } = await parse(
      calendar(titles.map((title, i) => `UID:${i}\nSUMMARY:${title}\nDTSTART:20261210T133000Z`)),
    );
    const { events } = createEventCalendar([given, { ...given, file: 'again.ics' }]);
    expect(events.filter(({ type }) => type === 'CPI')).toMatchObject([
      { date: '2026-12-10', time: '08:30' },
    ]);
  });

  it('hands on which days are cancelled, of a series all', async () => {
    const gone = (lines: string): Promise<ParsedEvents> =>
      parse(calendar([`UID:1\nSTATUS:CANCELLED\n${lines}`]));
    const fomc = await gone(
      'SUMMARY:FOMC Meeting\nDTSTART;VALUE=DATE:20261208\nDTEND;VALUE=DATE:20261210',
    );
    expect(fomc.given.cancelled).toEqual([{ type: 'FOMC', date: '2026-12-09' }]);
    const series = await gone(
      'SUMMARY:CPI\nDTSTART;VALUE=DATE:20261010\nRRULE:FREQ=MONTHLY;COUNT=2',
    );
    expect(series.given).toMatchObject({
      events: [],
      cancelled: [
        { type: 'CPI', date: '2026-10-10' },
        { type: 'CPI', date: '2026-11-10' },
      ],
    });
    expect((await gone('SUMMARY:CPI')).given).not.toHaveProperty('cancelled');
  });

  it('leaves cancelled ones out and tells of them, and keeps tentative ones', async () => {
    const gone = `UID:1\nSUMMARY:CPI\nSTATUS:CANCELLED\n${on}`;
    const maybe = `UID:2\nSUMMARY:PPI\nSTATUS:TENTATIVE\n${on}`;
    expect(await read([gone, maybe])).toEqual(['PPI 2026-12-09 ?']);
    expect(await notesOf([gone, maybe])).toMatch(/cancelled, left out: CPI/);
  });

  it('folded lines, CRLF and a byte order mark change nothing', async () => {
    const { readSource } = await import('../../src/input/read-source.js');
    const { Readable } = await import('node:stream');
    const text = calendar([`UID:1\nSUMMARY:Consumer Pri\n ce Index\n${on}`]);
    const stdin = Readable.from([Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`)]);
    const source = await readSource('-', stdin);
    const { given } = await parseEvents(source, { asOf: AS_OF, through: isoDate('2026-12-31') });
    expect(given.events.map(({ event }) => event.type)).toEqual(['CPI']);
  });
});

it('refuses a zone that changes its clocks by a rule that is not yearly', async () => {
  const daily = EASTERN.replace(
    'FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  );
  const event = 'UID:1\nSUMMARY:CPI\nDTSTART;TZID=Custom Eastern:20261210T083000';
  expect(await refusal(calendar([event], daily))).toMatch(
    /Custom Eastern changes its clocks by a rule/,
  );
});

describe('refused', () => {
  const cpi = 'UID:1\nSUMMARY:CPI\nDTSTART;VALUE=DATE:20261210';
  const withLine = (line: string): string => calendar([cpi, `UID:2\nSUMMARY:PPI\n${line}`]);

  it.each([
    ['no calendar', 'date;type\n', /^e\.ics:1: this is no iCalendar/],
    ['one that breaks off', calendar([cpi]).slice(0, -20), /breaks off before END:VCALENDAR/],
    ['an event that breaks off', calendar([cpi]).replace('END:VEVENT\n', ''), /cannot be read/],
    ['an event without a day', withLine('DURATION:PT1H'), /^e\.ics:9: PPI has no DTSTART/],
    [
      'a day that is none',
      withLine('DTSTART;VALUE=DATE:20261131'),
      /^e\.ics:9: 2026-11-31 is no day/,
    ],
    [
      'a month that is none',
      withLine('DTSTART:20261301T083000Z'),
      /^e\.ics:9: 2026-13-01 is no day/,
    ],
    ['an hour that is none', withLine('DTSTART:20261201T253000Z'), /^e\.ics:9: DTSTART is/],
    ['words for a day', withLine('DTSTART:tomorrow'), /^e\.ics:9: /],
    [
      'a zone nobody knows',
      withLine('DTSTART;TZID=Mars/Olympus:20261210T083000'),
      /^e\.ics:9: the time zone "Mars\/Olympus" is neither.*TZID=America\/New_York/,
    ],
    [
      'a zone without rules',
      withLine('DTSTART;TZID=Empty:20261210T083000').replace(
        'BEGIN:VEVENT',
        'BEGIN:VTIMEZONE\nTZID:Empty\nEND:VTIMEZONE\nBEGIN:VEVENT',
      ),
      /the time zone Empty is defined without rules/,
    ],
    [
      'a rule that is none',
      withLine('DTSTART:20261201T083000Z\nRRULE:FREQ=SOMETIMES'),
      /^e\.ics:9: /,
    ],
    [
      'a rule without a frequency',
      withLine('DTSTART:20261201T083000Z\nRRULE:COUNT=3'),
      /^e\.ics:9: /,
    ],
    [
      'a rule by the second',
      withLine('DTSTART:20260101T083000Z\nRRULE:FREQ=SECONDLY'),
      /^e\.ics:9: its rule has the frequency SECONDLY; alvh reads DAILY/,
    ],
    [
      'an impossible rule',
      withLine('DTSTART:20260101T083000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
      /^e\.ics:9: /,
    ],
    [
      'an impossible rule of months',
      withLine('DTSTART:20260101T083000Z\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31'),
      /^e\.ics:9: /,
    ],
    [
      'an impossible rule of days',
      withLine('DTSTART:20260101T083000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'),
      /^e\.ics:9: /,
    ],
    [
      'a change of all later ones',
      withLine('RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T083000Z\nDTSTART:20261201T083000Z'),
      /^e\.ics:9: RECURRENCE-ID with RANGE/,
    ],
    [
      'an event without a name',
      calendar(['UID:1\nDTSTART;VALUE=DATE:20261210']),
      /neither SUMMARY nor CATEGORIES/,
    ],
    ['a year mistyped', withLine('DTSTART;VALUE=DATE:12026120'), /^e\.ics:9: /],
    [
      'a year far off',
      withLine('DTSTART;VALUE=DATE:22261210'),
      /^e\.ics:9: 2226-12-10 is not between/,
    ],
  ])('%s', async (_, text, expected) => {
    expect(await refusal(text)).toMatch(expected);
  });
});

it('reads several calendars in one file', async () => {
  const one = calendar(['UID:1\nSUMMARY:CPI\nDTSTART;VALUE=DATE:20261210']);
  const { given } = await parse(one + one.replace('CPI', 'PPI'));
  expect(given.events.map(({ event }) => event.type)).toEqual(['CPI', 'PPI']);
});
