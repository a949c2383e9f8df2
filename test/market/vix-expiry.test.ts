import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTradingDay } from '../../src/market/calendar.js';
import { addDays, dayNumber, fromDayNumber, isoDate, weekday } from '../../src/market/date.js';
import {
  isStandardSpxExpiry,
  standardSpxExpiry,
  thirdFriday,
} from '../../src/market/spx-expiry.js';
import {
  monthlyVixExpiry,
  nearestMonthlyVixExpiry,
  nextMonthlyVixExpiries,
  vixExpiryKind,
  vixWeekNumber,
  weeklyVixExpiry,
} from '../../src/market/vix-expiry.js';
import { hasShared, sharedCsv, sharedPath } from '../shared-data.js';

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const anyDate = fc
  .integer({ min: dayNumber(isoDate('2004-01-01')), max: dayNumber(isoDate('2060-12-31')) })
  .map(fromDayNumber);

describe('monthly VIX expiries', () => {
  // METHOD 1.1, the tests of vix_utils, and Cboe's calendar for 2026.
  test.each([
    [2026, '01-21 02-18 03-18 04-15 05-19 06-17 07-22 08-19 09-16 10-21 11-18 12-16'],
    [2027, '01-20 02-17 03-17 04-21 05-18 06-16 07-21 08-18 09-15 10-20 11-17 12-22'],
  ])('of %i', (year, expected) => {
    expect(MONTHS.map((month) => monthlyVixExpiry(year, month).slice(5)).join(' ')).toBe(expected);
  });

  test.each(['2013-01-16', '2013-12-18', '2016-12-21', '2021-01-20', '2024-06-18'])(
    '%s',
    (date) => {
      expect(monthlyVixExpiry(Number(date.slice(0, 4)), Number(date.slice(5, 7)))).toBe(date);
    },
  );

  test('2006-2028 fall on a Wednesday but for those next to a holiday', () => {
    const other = [];
    for (let year = 2006; year <= 2028; year++) {
      for (const month of MONTHS) {
        const expiry = monthlyVixExpiry(year, month);
        if (weekday(expiry) !== 3) other.push(expiry);
      }
    }
    expect(other.join(' ')).toBe(
      '2008-02-19 2014-03-18 2019-03-19 2022-03-15 2024-06-18 2025-03-18 2026-05-19 2027-05-18',
    );
  });

  test('the next ones are strictly after the date, across a year end', () => {
    expect(nextMonthlyVixExpiries(isoDate('2026-11-17'), 3)).toEqual([
      '2026-11-18',
      '2026-12-16',
      '2027-01-20',
    ]);
    expect(nextMonthlyVixExpiries(isoDate('2026-11-18'), 1)).toEqual(['2026-12-16']);
    expect(nextMonthlyVixExpiries(isoDate('2026-12-31'), 1)).toEqual(['2027-01-20']);
    expect(nextMonthlyVixExpiries(isoDate('2026-11-18'), 0)).toEqual([]);
  });

  test.each([
    ['2026-12-15', '2026-12-16'],
    ['2026-12-16', '2026-12-16'],
    ['2026-12-30', '2026-12-16'],
    ['2027-01-04', '2027-01-20'],
    // Fourteen days from 2026-11-18 and from 2026-12-16: the later.
    ['2026-12-02', '2026-12-16'],
  ])('the nearest to %s is %s', (date, expected) => {
    expect(nearestMonthlyVixExpiry(isoDate(date))).toBe(expected);
  });

  test('property: the next ones are all there is, 27 to 36 days apart, and the nearest is nearest', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const next = nextMonthlyVixExpiries(date, 3);
        let last = date;
        for (const expiry of next) {
          expect(vixExpiryKind(expiry)).toBe('monthly');
          expect(isTradingDay(expiry)).toBe(true);
          for (let day = addDays(last, 1); day < expiry; day = addDays(day, 1)) {
            expect(vixExpiryKind(day)).not.toBe('monthly');
          }
          last = expiry;
        }
        const distance = (to: string): number => Math.abs(dayNumber(isoDate(to)) - dayNumber(date));
        const nearest = distance(nearestMonthlyVixExpiry(date));
        expect(nearest).toBeLessThanOrEqual(18);
        for (const expiry of next) expect(nearest).toBeLessThanOrEqual(distance(expiry));
      }),
      { numRuns: 300 },
    );
  });
});

describe('weekly VIX expiries', () => {
  // Cboe: the settlement file of September 2026; its blog of 2015-07-24 ("31VX/Q5" for 5 August);
  // its Weeklys page of August 2016; a download of 2022 (VX22/M2).
  test.each([
    [2026, 35, '2026-09-02'],
    [2026, 36, '2026-09-09'],
    [2026, 38, '2026-09-23'],
    [2026, 40, '2026-10-07'],
    [2026, 31, '2026-08-05'],
    [2015, 31, '2015-08-05'],
    [2015, 32, '2015-08-12'],
    [2016, 35, '2016-08-31'],
    [2022, 22, '2022-06-01'],
  ])('week %2$i of %1$i expires on %3$s', (year, week, date) => {
    expect(weeklyVixExpiry(year, week)).toBe(date);
    expect(vixWeekNumber(isoDate(date))).toBe(week);
  });

  test('a week of 1 January on a Wednesday is the last one of the year before', () => {
    expect(weeklyVixExpiry(2024, 53)).toBe('2024-12-31');
    expect(weeklyVixExpiry(2025, 1)).toBe('2025-01-08');
    expect(weeklyVixExpiry(2025, 52)).toBe('2025-12-31');
  });

  test('the Wednesday or the Friday after a month on a holiday moves it to Tuesday', () => {
    expect(weeklyVixExpiry(2024, 52)).toBe('2024-12-24');
    expect(weeklyVixExpiry(2026, 22)).toBe('2026-06-02');
  });

  test('refuses weeks that do not exist, are monthly, or come before the contract', () => {
    expect(() => weeklyVixExpiry(2026, 53)).toThrow('2026 has no VIX week 53');
    expect(() => weeklyVixExpiry(2026, 0)).toThrow('no VIX week 0');
    expect(() => weeklyVixExpiry(2026, 1.5)).toThrow('no VIX week 1.5');
    expect(() => weeklyVixExpiry(2026, 37)).toThrow('the monthly one expires on 2026-09-16');
    expect(() => weeklyVixExpiry(2015, 30)).toThrow('no weekly VIX contract for 2015-07-29');
  });

  test('kinds', () => {
    expect(vixExpiryKind(isoDate('2026-05-19'))).toBe('monthly');
    expect(vixExpiryKind(isoDate('2026-05-20'))).toBeUndefined();
    expect(vixExpiryKind(isoDate('2026-06-02'))).toBe('weekly');
    expect(vixExpiryKind(isoDate('2026-06-03'))).toBeUndefined();
    expect(vixExpiryKind(isoDate('2026-09-02'))).toBe('weekly');
    expect(vixExpiryKind(isoDate('2026-09-04'))).toBeUndefined();
    expect(vixExpiryKind(isoDate('2015-07-29'))).toBeUndefined();
    // An unscheduled closure moves no expiry.
    expect(vixExpiryKind(isoDate('2018-12-05'))).toBe('weekly');
  });

  test('every week of 2016-2060 is weekly or monthly, and numbers go both ways', () => {
    for (
      let day = dayNumber(isoDate('2016-01-01'));
      day < dayNumber(isoDate('2060-12-01'));
      day++
    ) {
      const date = fromDayNumber(day);
      if (vixExpiryKind(date) !== 'weekly') continue;
      expect(weeklyVixExpiry(Number(date.slice(0, 4)), vixWeekNumber(date))).toBe(date);
    }
  });
});

describe('SPX expiries', () => {
  test('third Fridays', () => {
    expect(thirdFriday(2026, 12)).toBe('2026-12-18');
    expect(thirdFriday(2026, 5)).toBe('2026-05-15');
    expect(thirdFriday(2026, 13)).toBe('2027-01-15');
    expect(thirdFriday(2027, 1)).toBe('2027-01-15');
    expect(thirdFriday(2024, 6)).toBe('2024-06-21');
  });

  test('a third Friday on a holiday gives the Thursday', () => {
    expect(standardSpxExpiry(2026, 6)).toBe('2026-06-18');
    expect(standardSpxExpiry(2025, 4)).toBe('2025-04-17');
    expect(standardSpxExpiry(2027, 6)).toBe('2027-06-17');
    expect(isStandardSpxExpiry(isoDate('2026-06-19'))).toBe(false);
  });

  test('one standard expiry a month, on trading days', () => {
    for (let year = 2004; year <= 2060; year++) {
      for (const month of MONTHS) {
        const expiry = standardSpxExpiry(year, month);
        expect(isTradingDay(expiry)).toBe(true);
        expect(isStandardSpxExpiry(expiry)).toBe(true);
        expect(isStandardSpxExpiry(addDays(expiry, 1))).toBe(false);
        expect(isStandardSpxExpiry(addDays(expiry, -1))).toBe(false);
      }
    }
  });
});

describe.skipIf(!hasShared)('against shared data', () => {
  const expiries = (monthly: '0' | '1'): string[] => {
    const rows = sharedCsv('data/vx_futures/vx_daily_all_contracts.csv');
    return [
      ...new Set(rows.filter((row) => row.is_monthly === monthly).map((row) => row.expiry ?? '')),
    ].sort();
  };

  test('monthly expiries 2007-2026 are those of the contracts, and there are no others', () => {
    const byRule = [];
    for (let year = 2007; year <= 2026; year++) {
      for (const month of MONTHS) byRule.push(monthlyVixExpiry(year, month));
    }
    expect(expiries('1')).toEqual(byRule);
  });

  test('weekly expiries 2015-2026 are those of the contracts, and there are no others', () => {
    const listed = expiries('0');
    const byRule = [];
    const end = dayNumber(isoDate('2026-08-05'));
    for (let day = dayNumber(isoDate('2015-08-05')); day <= end; day++) {
      const date = fromDayNumber(day);
      if (vixExpiryKind(date) === 'weekly') byRule.push(date);
    }
    expect(listed).toEqual(byRule);
  });

  test("the expiries derived from QuantLib's calendar", () => {
    const oracle = JSON.parse(
      readFileSync(sharedPath('oracles/ql129_nyse_calendar.json'), 'utf8'),
    ) as { vix_monthly_expiry: { month: string; vix: string; third_friday: string }[] };
    expect(oracle.vix_monthly_expiry.length).toBeGreaterThan(100);
    for (const { month, vix, third_friday } of oracle.vix_monthly_expiry) {
      const [year, number] = month.split('-').map(Number);
      expect(monthlyVixExpiry(year ?? 0, number ?? 0)).toBe(vix);
      expect(thirdFriday(year ?? 0, number ?? 0)).toBe(third_friday);
    }
  });
});
