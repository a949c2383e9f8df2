import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  UNSCHEDULED_CLOSURES,
  holidayName,
  holidaysOf,
  isEarlyClose,
  isHoliday,
  isTradingDay,
  nextTradingDay,
  previousBusinessDay,
  previousTradingDay,
  tradingDaysBetween,
} from '../../src/market/calendar.js';
import { addDays, dayNumber, fromDayNumber, isoDate, weekday } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import { hasShared, sharedCsv, sharedPath } from '../shared-data.js';

/** Every date from one to another, both included. */
function* dates(from: string, to: string): Generator<IsoDate> {
  for (let day = dayNumber(isoDate(from)); day <= dayNumber(isoDate(to)); day++) {
    yield fromDayNumber(day);
  }
}

const anyDate = fc
  .integer({ min: dayNumber(isoDate('1998-01-01')), max: dayNumber(isoDate('2060-12-31')) })
  .map(fromDayNumber);

describe('holidays', () => {
  // NYSE Group's announcement of 8 November 2024.
  test.each([
    [2025, '01-01 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25'],
    [2026, '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25'],
    [2027, '01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24'],
  ])('of %i as NYSE announced them', (year, expected) => {
    const found = holidaysOf(year).map(({ date }) => date.slice(5));
    expect(found.join(' ')).toBe(expected);
  });

  test('a New Year on a Saturday is not observed, on a Sunday it moves to Monday', () => {
    expect(isHoliday(isoDate('2021-12-31'))).toBe(false);
    expect(isTradingDay(isoDate('2021-12-31'))).toBe(true);
    expect(holidaysOf(2022)[0]?.name).toBe('Martin Luther King Jr. Day');
    expect(holidayName(isoDate('2023-01-02'))).toBe("New Year's Day");
  });

  test('Juneteenth is a holiday from 2022 on', () => {
    expect(isHoliday(isoDate('2021-06-18'))).toBe(false);
    expect(holidayName(isoDate('2022-06-20'))).toBe('Juneteenth');
    expect(holidayName(isoDate('2024-06-19'))).toBe('Juneteenth');
  });

  test.each(['2008-03-21', '2015-04-03', '2019-04-19', '2024-03-29', '2035-03-23', '2038-04-23'])(
    'Good Friday on %s',
    (date) => {
      expect(holidayName(isoDate(date))).toBe('Good Friday');
    },
  );

  test('every year of 2004 to 2060 has 9 or 10 holidays in order, all on weekdays', () => {
    for (let year = 2004; year <= 2060; year++) {
      const found = holidaysOf(year);
      const newYearOnSaturday = weekday(isoDate(`${year}-01-01`)) === 6;
      expect(found).toHaveLength((year < 2022 ? 9 : 10) - (newYearOnSaturday ? 1 : 0));
      expect([...found].sort((a, b) => a.date.localeCompare(b.date))).toEqual(found);
      for (const { date } of found) {
        expect(date.slice(0, 4)).toBe(String(year));
        expect([1, 2, 3, 4, 5]).toContain(weekday(date));
      }
    }
  });
});

describe('trading days', () => {
  test('an unscheduled closure is no holiday and no trading day, and a business day by rule', () => {
    for (const { date } of UNSCHEDULED_CLOSURES) {
      expect(isHoliday(date)).toBe(false);
      expect(isTradingDay(date)).toBe(false);
      if (weekday(date) < 5) expect(previousBusinessDay(addDays(date, 1))).toBe(date);
    }
  });

  test('before and after a long weekend', () => {
    expect(previousTradingDay(isoDate('2025-04-21'))).toBe('2025-04-17');
    expect(nextTradingDay(isoDate('2025-04-17'))).toBe('2025-04-21');
    expect(nextTradingDay(isoDate('2001-09-10'))).toBe('2001-09-17');
    expect(previousBusinessDay(isoDate('2026-06-22'))).toBe('2026-06-18');
  });

  test('counted over spans known by hand', () => {
    // 252 trading days in 2024 and 250 in 2025 (one lost to the closure of 9 January).
    expect(tradingDaysBetween(isoDate('2023-12-31'), isoDate('2024-12-31'))).toBe(252);
    expect(tradingDaysBetween(isoDate('2024-12-31'), isoDate('2025-12-31'))).toBe(250);
    expect(tradingDaysBetween(isoDate('2026-11-20'), isoDate('2026-11-20'))).toBe(0);
    expect(tradingDaysBetween(isoDate('2026-11-25'), isoDate('2026-11-30'))).toBe(2);
    expect(tradingDaysBetween(isoDate('2026-11-30'), isoDate('2026-11-25'))).toBe(-2);
  });

  test('property: the count is that of a walk over the days', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 900 }), (from, span) => {
        let walked = 0;
        for (let step = 1; step <= span; step++) if (isTradingDay(addDays(from, step))) walked++;
        expect(tradingDaysBetween(from, addDays(from, span))).toBe(walked);
      }),
    );
  });

  test('property: counts add up and change sign with direction', () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyDate, (a, b, c) => {
        const there = tradingDaysBetween(a, b);
        expect(there + tradingDaysBetween(b, c)).toBe(tradingDaysBetween(a, c));
        expect(there + tradingDaysBetween(b, a)).toBe(0);
      }),
    );
  });

  test('property: the next trading day is one trading day on', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const next = nextTradingDay(date);
        expect(isTradingDay(next)).toBe(true);
        expect(tradingDaysBetween(date, next)).toBe(1);
        if (isTradingDay(date)) expect(previousTradingDay(next)).toBe(date);
      }),
    );
  });
});

test('early closes of 2015 to 2028', () => {
  // NYSE's announcements; 2028 is not announced yet and follows from the rule.
  const expected = [
    '2015-11-27 2015-12-24 2016-11-25 2017-07-03 2017-11-24 2018-07-03 2018-11-23 2018-12-24',
    '2019-07-03 2019-11-29 2019-12-24 2020-11-27 2020-12-24 2021-11-26 2022-11-25 2023-07-03',
    '2023-11-24 2024-07-03 2024-11-29 2024-12-24 2025-07-03 2025-11-28 2025-12-24 2026-11-27',
    '2026-12-24 2027-11-26 2028-07-03 2028-11-24',
  ];
  const found = [...dates('2015-01-01', '2028-12-31')].filter(isEarlyClose);
  expect(found).toEqual(expected.join(' ').split(' '));
});

describe.skipIf(!hasShared)('against shared data', () => {
  test('trading days 1998-2026 are the days SPX has a price', () => {
    const days = new Set(
      sharedCsv('data/spx/GSPC_ohlc_1927_2026-08-21.csv').map(({ date }) => date),
    );
    const wrong = [...dates('1998-01-01', '2026-08-20')].filter(
      (date) => isTradingDay(date) !== days.has(date),
    );
    expect(wrong).toEqual([]);
  });

  test('VX settles on trading days, and on three days when stocks were closed', () => {
    const days = new Set(
      sharedCsv('data/vx_futures/vx_daily_all_contracts.csv').map((row) => row.trade_date ?? ''),
    );
    const extra = [...days].filter((date) => !isTradingDay(isoDate(date)));
    expect(extra.sort()).toEqual(['2015-04-03', '2018-12-05', '2025-01-09']);
    const missing = [...dates('2006-03-09', '2026-07-06')].filter(
      (date) => isTradingDay(date) && !days.has(date),
    );
    expect(missing).toEqual([]);
  });

  test("QuantLib's NYSE holidays 2020-2030", () => {
    const oracle = JSON.parse(
      readFileSync(sharedPath('oracles/ql129_nyse_calendar.json'), 'utf8'),
    ) as { nyse_holidays: string[] };
    const ours = [2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030].flatMap(
      (year) => holidaysOf(year).map(({ date }) => date),
    );
    // Their list holds holidays only; the closure of 2025-01-09 is their known gap.
    expect(ours).toEqual(oracle.nyse_holidays);
  });
});
