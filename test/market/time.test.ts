import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { addDays, dateOf, dayNumber, fromDayNumber, isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import {
  chicagoClock,
  chicagoDate,
  chicagoTime,
  formatMoment,
  readMoment,
  yearsBetween,
} from '../../src/market/time.js';
import type { EpochMs } from '../../src/market/time.js';

const HOUR = 3_600_000;

const intl = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Chicago',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** Chicago's wall clock at a moment as the time zone database has it: `2026-11-20 15:00`. */
function wallByIntl(moment: number): string {
  const parts = Object.fromEntries(
    intl.formatToParts(moment).map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
}

/** Days on which the clocks change by the time zone database, 1990-2040. */
function changeDays(): IsoDate[] {
  const found = [];
  for (let day = dayNumber(isoDate('1990-01-01')); day < dayNumber(isoDate('2041-01-01')); day++) {
    const noon = day * 24 * HOUR + 18 * HOUR;
    if (wallByIntl(noon).slice(11) !== wallByIntl(noon - 24 * HOUR).slice(11)) {
      found.push(fromDayNumber(day));
    }
  }
  return found;
}

describe('Chicago time against the time zone database', () => {
  const changes = changeDays();
  const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const sampled: IsoDate[] = [];
  for (let year = 1990; year <= 2040; year++) {
    for (const month of months) sampled.push(dateOf(year, month, 1), dateOf(year, month, 15));
  }

  test('there are two changes a year', () => {
    expect(changes).toHaveLength(102);
  });

  test('every quarter of an hour of the days around a change', () => {
    for (const change of changes) {
      const start = dayNumber(change) * 24 * HOUR - 24 * HOUR;
      for (let quarter = 0; quarter < 4 * 24 * 3; quarter++) {
        const moment = (start + quarter * (HOUR / 4)) as EpochMs;
        const wall = `${chicagoDate(moment)} ${chicagoClock(moment)}`;
        if (wall !== wallByIntl(moment)) expect(wall).toBe(wallByIntl(moment));
      }
    }
  });

  test('every hour that the wall clocks show, around changes and on sampled days', () => {
    let shown = 0;
    let skipped = 0;
    const around = changes.flatMap((day) => [-1, 0, 1].map((n) => addDays(day, n)));
    for (const date of new Set([...around, ...sampled])) {
      for (let hour = 0; hour < 24; hour++) {
        const moment = chicagoTime(date, hour, 30);
        const wall = `${date} ${String(hour).padStart(2, '0')}:30`;
        if (wallByIntl(moment) === wall) shown++;
        else {
          // Only the hour that spring skips may differ.
          expect([date, hour]).toEqual([changes.includes(date) ? date : 'a change', 2]);
          skipped++;
        }
      }
    }
    expect(skipped).toBe(51);
    expect(shown).toBeGreaterThan(30_000);
  });

  test('the hour that autumn repeats is read as its second, standard one', () => {
    expect(formatMoment(chicagoTime(isoDate('2026-11-01'), 1, 30))).toBe('2026-11-01T07:30:00Z');
  });

  test('the date changes at midnight in Chicago', () => {
    expect(chicagoDate(Date.parse('2026-11-21T05:59:59Z') as EpochMs)).toBe('2026-11-20');
    expect(chicagoDate(Date.parse('2026-11-21T06:00:00Z') as EpochMs)).toBe('2026-11-21');
    expect(chicagoDate(Date.parse('2026-07-21T04:59:59Z') as EpochMs)).toBe('2026-07-20');
  });
});

test('a year is 365 days of calendar minutes', () => {
  const from = chicagoTime(isoDate('2026-01-01'), 15, 0);
  expect(yearsBetween(from, chicagoTime(isoDate('2027-01-01'), 15, 0))).toBe(1);
  expect(yearsBetween(from, chicagoTime(isoDate('2025-12-31'), 15, 0))).toBeCloseTo(-1 / 365, 15);
});

describe('moments as users write them', () => {
  test.each([
    ['2026-11-20T15:15:00-06:00', '2026-11-20T21:15:00Z', '2026-11-20', false],
    ['2026-11-20T15:15-0600', '2026-11-20T21:15:00Z', '2026-11-20', false],
    ['2026-11-20 21:15Z', '2026-11-20T21:15:00Z', '2026-11-20', false],
    ['2026-11-21T03:00Z', '2026-11-21T03:00:00Z', '2026-11-20', false],
    ['2026-11-20T15:00', '2026-11-20T21:00:00Z', '2026-11-20', true],
    ['2026-07-20 15:00:30', '2026-07-20T20:00:30Z', '2026-07-20', true],
    [' 2026-11-20T15:00 ', '2026-11-20T21:00:00Z', '2026-11-20', true],
  ])('%s', (text, moment, date, zoneAssumed) => {
    const read = readMoment(text);
    expect(read).toMatchObject({ date, zoneAssumed });
    expect(formatMoment(read.moment as EpochMs)).toBe(moment);
  });

  test('a bare date has no moment', () => {
    expect(readMoment('2026-11-20')).toEqual({ date: '2026-11-20', zoneAssumed: false });
  });

  test.each([
    ['2026-02-30T10:00', '2026-02-30 is no day of the calendar'],
    ['2026-11-20T24:00', 'is no time of day'],
    ['2026-11-20T15:60', 'is no time of day'],
    ['2026-11-20T15', '"2026-11-20T15" is no time'],
    ['2026-11-20Z', 'has a zone but no time'],
    ['2026-11-20T15:00+99:00', 'has no such zone offset'],
    ['11/20/2026 15:00', '2026-11-20'],
    ['26-11-20T15:00', 'has a two-digit year'],
    ['2026-11-20T15:00 CST', 'is no time'],
  ])('refuses %s', (text, expected) => {
    expect(() => readMoment(text)).toThrow(Refusal);
    expect(() => readMoment(text)).toThrow(expected);
  });
});
