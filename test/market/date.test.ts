import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/errors.js';
import {
  addDays,
  dateOf,
  dayNumber,
  dayOf,
  daysBetween,
  fromDayNumber,
  isoDate,
  monthOf,
  weekday,
  yearOf,
} from '../../src/market/date.js';

describe('dates', () => {
  test.each(['2026-11-20', '2024-02-29', '2000-02-29', '1990-01-01', '2060-12-31'])(
    '%s',
    (text) => {
      const date = isoDate(text);
      expect(date).toBe(text);
      expect(dateOf(yearOf(date), monthOf(date), dayOf(date))).toBe(text);
    },
  );

  test.each([
    ['2026-02-30', '2026-02-30 is no day of the calendar'],
    ['2025-02-29', 'is no day of the calendar'],
    ['1900-02-29', 'is no day of the calendar'],
    ['2026-13-01', 'is no day of the calendar'],
    ['2026-00-10', 'is no day of the calendar'],
    ['2026-11-00', 'is no day of the calendar'],
    ['26-11-20', 'has a two-digit year, which can be read as 19.. or 20..'],
    ['11/20/26', 'has a two-digit year'],
    ['2026-1-5', '"2026-1-5" is no date'],
    ['20261120', '"20261120" is no date'],
    ['2026-11-20 ', 'is no date'],
    ['', '"" is no date'],
  ])('refuses "%s"', (text, expected) => {
    expect(() => isoDate(text)).toThrow(Refusal);
    expect(() => isoDate(text)).toThrow(expected);
  });

  test.each(['03/04/2026', '3/4/2026', '03-04-2026', '3.4.2026'])(
    'refuses %s and names both readings',
    (text) => {
      expect(() => isoDate(text)).toThrow(/2026-03-04 or as 2026-04-03/);
    },
  );

  test('weekdays', () => {
    expect(weekday(isoDate('2026-11-20'))).toBe(5);
    expect(weekday(isoDate('1970-01-01'))).toBe(4);
    expect(weekday(isoDate('1927-12-30'))).toBe(5);
  });

  test('property: days add up', () => {
    const days = fc.integer({ min: -20_000, max: 40_000 });
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (start, step) => {
        const date = fromDayNumber(start);
        expect(dayNumber(date)).toBe(start);
        expect(isoDate(date)).toBe(date);
        expect(daysBetween(date, addDays(date, step))).toBe(step);
        expect((((weekday(date) + step) % 7) + 7) % 7).toBe(weekday(addDays(date, step)));
      }),
    );
  });
});
