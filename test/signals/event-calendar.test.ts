import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../src/errors.js';
import { addDays, isoDate } from '../../src/market/date.js';
import { createEventCalendar, horizonWarnings } from '../../src/signals/event-calendar.js';
import type { GivenEvents } from '../../src/signals/event-calendar.js';

/** `CPI 2026-10-14 08:30` lines as a file's events. */
function file(name: string, ...lines: readonly string[]): GivenEvents {
  return {
    file: name,
    events: lines.map((line, i) => {
      const [type = '', date = '', time] = line.split(' ');
      const at = time === undefined ? {} : { time };
      return {
        line: i + 2,
        event: { type, date: isoDate(date), source: name, tentative: false, ...at },
      };
    }),
  };
}

const YEAR_2026 = [
  ...['2026-01-28', '2026-03-18', '2026-04-29', '2026-06-17'],
  ...['2026-07-29', '2026-09-16', '2026-10-28', '2026-12-09'],
];

function datesOf(files: readonly GivenEvents[], type: string): string[] {
  const { events } = createEventCalendar(files);
  return events.flatMap((event) => (event.type === type ? [event.date] : []));
}

describe('files and the built-in dates', () => {
  it('has FOMC alone without files, and no horizon of CPI and PPI', () => {
    expect(createEventCalendar([])).toMatchObject({
      horizons: [{ type: 'FOMC', through: '2028-01-26' }, { type: 'CPI' }, { type: 'PPI' }],
      notes: [],
    });
    expect(createEventCalendar([]).horizons[1]).not.toHaveProperty('through');
  });

  it("replaces a year's FOMC by the file's, whole, and tells the difference", () => {
    const wrong = file('list.csv', ...YEAR_2026.map((d) => `FOMC ${d.replace('04-29', '05-06')}`));
    expect(datesOf([wrong], 'FOMC').slice(0, 4)).toEqual([
      '2026-01-28',
      '2026-03-18',
      '2026-05-06',
      '2026-06-17',
    ]);
    expect(datesOf([wrong], 'FOMC')).toContain('2027-01-27');
    expect(createEventCalendar([wrong]).notes).toEqual([
      {
        code: 'fomc-differs',
        message:
          "FOMC dates of 2026 are your file's in place of the built-in ones: it has 2026-05-06, which are not built in; it lacks 2026-04-29.",
      },
    ]);
  });

  it('agrees quietly where the file has the same', () => {
    const same = file('list.csv', ...YEAR_2026.map((date) => `FOMC ${date}`));
    expect(createEventCalendar([same]).notes.map(({ code }) => code)).toEqual(['reading']);
  });

  it('counts an event of two files once, with the time that one of them has', () => {
    const merged = createEventCalendar([
      file('a.csv', 'CPI 2026-10-14'),
      file('b.csv', 'CPI 2026-10-14 08:30', 'PPI 2026-10-15'),
    ]);
    const cpi = merged.events.filter(({ type }) => type === 'CPI');
    expect(cpi).toMatchObject([{ time: '08:30', source: 'a.csv; b.csv' }]);
    expect(merged.notes).toEqual([
      {
        code: 'reading',
        message: 'b.csv: an event stands twice and counts once: CPI of 2026-10-14.',
      },
    ]);
  });

  it('takes away what a file cancels, built in or of another file, and tells of it', () => {
    const off: GivenEvents = {
      ...file('off.ics', 'PPI 2026-12-11'),
      cancelled: [
        { type: 'FOMC', date: isoDate('2026-12-09') },
        { type: 'CPI', date: isoDate('2026-12-10') },
        { type: 'PPI', date: isoDate('2026-12-11') },
        { type: 'CPI', date: isoDate('2026-11-10') },
      ],
    };
    const other = file('a.csv', 'CPI 2026-12-10', 'CPI 2027-01-13');
    for (const files of [
      [off, other],
      [other, off],
    ]) {
      expect(datesOf(files, 'FOMC')).not.toContain('2026-12-09');
      expect(datesOf(files, 'FOMC')).toContain('2026-10-28');
      expect(datesOf(files, 'CPI')).toEqual(['2027-01-13']);
      // Entered anew in the file that cancels it.
      expect(datesOf(files, 'PPI')).toEqual(['2026-12-11']);
      expect(createEventCalendar(files).notes).toEqual([
        {
          code: 'event-cancelled',
          message: 'off.ics cancels FOMC of 2026-12-09: the built-in one does not count.',
        },
        {
          code: 'event-cancelled',
          message: 'off.ics cancels CPI of 2026-12-10: that of a.csv does not count.',
        },
      ]);
    }
  });

  it('refuses one event at two times, naming both files', () => {
    const both = () =>
      createEventCalendar([
        file('a.csv', 'CPI 2026-10-14 08:30'),
        file('b.csv', 'PPI 2026-10-15', 'CPI 2026-10-14 10:00'),
      ]);
    expect(both).toThrow('CPI of 2026-10-14 is at 10:00 here and at 08:30 in a.csv');
    try {
      both();
    } catch (error) {
      expect((error as Refusal).place).toEqual({ file: 'b.csv', line: 3 });
    }
  });
});

describe('what is not known', () => {
  function warned(files: readonly GivenEvents[], from: string, end: string): string[] {
    const calendar = createEventCalendar(files);
    return horizonWarnings(calendar, isoDate(from), 'spx-dec ends', isoDate(end)).map(
      ({ message }) => message,
    );
  }

  const monthly = (type: string, first: string, count: number): string[] =>
    Array.from({ length: count }, (_, i) => `${type} ${addDays(isoDate(first), 30 * i)}`);

  it('names the types without any date', () => {
    expect(warned([], '2026-11-20', '2026-12-18')).toEqual([
      'No dates of CPI and PPI are known; spx-dec ends 2026-12-18. Give them with --events FILE.',
    ]);
  });

  it('names a type whose dates end before', () => {
    const files = [
      file('a', ...monthly('CPI', '2026-09-11', 3), ...monthly('PPI', '2026-09-12', 5)),
    ];
    expect(warned(files, '2026-11-01', '2026-12-18')).toEqual([
      'CPI is known to 2026-11-10; spx-dec ends 2026-12-18: later dates are unknown, not absent.',
    ]);
    expect(warned(files, '2026-11-01', '2026-11-10')).toEqual([]);
  });

  it('names the last FOMC that is built in, and that none is before 2026', () => {
    expect(warned([], '2027-12-01', '2028-02-18')[1]).toMatch(/^FOMC is known to 2028-01-26/);
    expect(warned([], '2024-06-03', '2024-07-19').at(-1)).toBe(
      'No FOMC before 2026-01-28 is built in: earlier ones are unknown, not absent.',
    );
  });

  it('names a hole in a monthly release', () => {
    const files = [
      file('a', 'CPI 2026-09-11', 'CPI 2026-12-10', ...monthly('PPI', '2026-09-12', 5)),
    ];
    expect(warned(files, '2026-09-01', '2026-12-05')).toEqual([
      'No CPI is known between 2026-09-11 and 2026-12-10: is one missing?',
    ]);
  });

  it('names a hole that began before the valuation date', () => {
    const files = [
      file('a', 'CPI 2026-10-14', 'CPI 2026-12-10', ...monthly('PPI', '2026-10-15', 5)),
    ];
    const hole = 'No CPI is known between 2026-10-14 and 2026-12-10: is one missing?';
    expect(warned(files, '2026-11-02', '2026-12-10')).toEqual([hole]);
    expect(warned(files, '2026-10-14', '2026-12-10')).toEqual([hole]);
    expect(warned(files, '2026-12-10', '2026-12-10')).toEqual([]);
  });

  it('says that the built-in FOMC dates begin in 2026, however short the gap', () => {
    const begins = 'No FOMC before 2026-01-28 is built in: earlier ones are unknown, not absent.';
    expect(warned([], '2025-12-01', '2026-01-20')).toContain(begins);
    expect(warned([], '2026-01-28', '2026-03-20')).not.toContain(begins);
    // A file that knows the year before tells of its own holes.
    const earlier = file('a', 'FOMC 2025-10-29', 'FOMC 2025-12-10');
    expect(warned([earlier], '2025-12-01', '2026-01-20').join()).not.toMatch(/FOMC/);
  });

  it('takes a recurrence without end for known to where it was written out', () => {
    const open: GivenEvents = {
      ...file('a', 'CPI 2026-11-10', 'PPI 2026-11-12'),
      openThrough: { types: ['CPI', 'PPI'], date: isoDate('2026-12-31') },
    };
    expect(warned([open], '2026-11-01', '2026-12-18')).toEqual([]);
  });
});
