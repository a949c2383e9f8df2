import { describe, expect, it } from 'vitest';
import { isTradingDay } from '../../src/market/calendar.js';
import { addDays, isoDate } from '../../src/market/date.js';
import { rollIndexGrowth, rollWeights } from '../../src/market/roll-index.js';
import type { RollIndex } from '../../src/market/roll-index.js';
import { termStructure } from '../../src/market/term-structure.js';
import { AS_OF, EXPIRIES, PRICES, snapshotOf } from '../hedge/fixtures.js';
import { curveAt, daysFrom, tradingDays } from '../hedge/naive.js';
import { hasShared, sharedCsv } from '../shared-data.js';

describe('rollWeights (METHOD 3.2)', () => {
  const pairs = (day: string, index: RollIndex): [string, number][] =>
    rollWeights(isoDate(day), index).map(({ expiry, weight }) => [expiry, weight]);

  it('on settlement day the old second month is the first, with all but one day', () => {
    // 2026-12-16 to 2027-01-20: 22 business days from the one (in) to the other (out).
    const dt = tradingDays('2026-12-15', '2027-01-19');
    expect(dt).toBe(22);
    expect(pairs('2026-12-16', 'short-term')).toEqual([
      ['2027-01-20', 21 / 22],
      ['2027-02-17', 1 - 21 / 22],
    ]);
  });

  it('on the day before settlement nothing is left in the first month', () => {
    expect(pairs('2026-12-15', 'short-term')).toEqual([
      ['2026-12-16', 0],
      ['2027-01-20', 1],
    ]);
    expect(pairs('2026-12-15', 'mid-term').map(([, weight]) => weight)).toEqual([0, 1, 1, 1]);
  });

  it('mid-term holds the fourth to the seventh month', () => {
    const dt = tradingDays('2026-11-17', '2026-12-15');
    const dr = tradingDays('2026-11-20', '2026-12-15');
    expect(pairs('2026-11-20', 'mid-term')).toEqual([
      ['2027-03-17', dr / dt],
      ['2027-04-21', 1],
      ['2027-05-18', 1],
      ['2027-06-16', 1 - dr / dt],
    ]);
  });

  it('settlement on a Tuesday (2026-05-19) moves the roll with it', () => {
    expect(pairs('2026-05-18', 'short-term')[0]).toEqual(['2026-05-19', 0]);
    const [first] = pairs('2026-05-19', 'short-term');
    expect(first?.[0]).toBe('2026-06-17');
    // Memorial Day lies between: 20 business days from 05-19 (in) to 06-17 (out).
    expect(first?.[1]).toBeCloseTo(19 / 20, 14);
  });

  it('sums to one month, and falls by one day’s share each business day', () => {
    let day = isoDate('2026-01-21');
    let last: { expiry: string; weight: number } | undefined;
    for (let i = 0; i < 360; i += 1, day = addDays(day, 1)) {
      if (!isTradingDay(day)) continue;
      const short = rollWeights(day, 'short-term');
      const mid = rollWeights(day, 'mid-term');
      expect(short.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 14);
      expect(mid.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(3, 14);
      expect(mid[0]?.weight).toBe(short[0]?.weight);
      const first = short[0];
      if (last !== undefined && first !== undefined && last.expiry === first.expiry) {
        const start = rollWeights(day, 'short-term');
        expect(last.weight - (start[0]?.weight ?? NaN)).toBeGreaterThan(1 / 26);
        expect(last.weight - (start[0]?.weight ?? NaN)).toBeLessThan(1 / 17);
      }
      last = first;
    }
  });
});

describe('rollIndexGrowth on an unchanged curve', () => {
  const curve = termStructure(snapshotOf(), AS_OF);
  const naiveCurve = [
    [0, 17.92],
    ...EXPIRIES.map((e, i) => [daysFrom('2026-11-20', e), PRICES[i] ?? NaN] as const),
  ] as const;

  it('a week by hand: each contract slides down the curve, weights of the night before', () => {
    const days = ['2026-11-20', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-27'];
    const dt = tradingDays('2026-11-17', '2026-12-15');
    let wanted = 1;
    for (let i = 1; i < days.length; i += 1) {
      const [from = '', to = ''] = [days[i - 1], days[i]];
      const share = tradingDays(from, '2026-12-15') / dt;
      const value = (on: string): number =>
        share * curveAt(naiveCurve, daysFrom(on, '2026-12-16')) +
        (1 - share) * curveAt(naiveCurve, daysFrom(on, '2027-01-20'));
      wanted *= value(to) / value(from);
    }
    expect(rollIndexGrowth(curve, 'short-term', 7)).toBeCloseTo(wanted, 12);
    expect(wanted).toBeLessThan(1);
  });

  it('no days, no growth; a flat curve at spot never moves', () => {
    expect(rollIndexGrowth(curve, 'mid-term', 0)).toBe(1);
    const flat = termStructure(snapshotOf({ vix: 20, prices: PRICES.map(() => 20) }), AS_OF);
    expect(rollIndexGrowth(flat, 'short-term', 30)).toBeCloseTo(1, 14);
    expect(rollIndexGrowth(flat, 'mid-term', 30)).toBeCloseTo(1, 14);
  });

  it('contango costs, backwardation pays', () => {
    expect(rollIndexGrowth(curve, 'short-term', 30)).toBeLessThan(0.97);
    const inverted = termStructure(
      snapshotOf({ vix: 40, prices: [36, 33, 31, 30, 29, 28, 27.5, 27] }),
      AS_OF,
    );
    expect(rollIndexGrowth(inverted, 'short-term', 30)).toBeGreaterThan(1.05);
  });
});

describe.skipIf(!hasShared)(
  'calendar-year returns of the S&P 500 VIX futures indices (13.4)',
  () => {
    /** Settlements of monthly contracts by trade date and expiry. */
    function settlements(year: number): Map<string, Map<string, number>> {
      const byDay = new Map<string, Map<string, number>>();
      for (const row of sharedCsv('data/vx_futures/vx_daily_all_contracts.csv')) {
        const { trade_date: date = '', expiry = '', is_monthly: monthly, settle = '' } = row;
        if (monthly !== '1' || settle === '') continue;
        if (date < `${year - 1}-12-20` || date > `${year}-12-31`) continue;
        const day = byDay.get(date) ?? new Map<string, number>();
        byDay.set(date, day.set(expiry, Number(settle)));
      }
      return byDay;
    }

    /** The 91-day bill's rate of each day, the last known where none is stated. */
    function billRates(): (date: string) => number {
      const rows = sharedCsv('data/rates/DTB3_fred.csv')
        .filter((row) => Number.isFinite(Number.parseFloat(row['DTB3'] ?? '')))
        .map((row) => [row['Date'] ?? '', Number(row['DTB3']) / 100] as const);
      return (date) => rows.filter(([day]) => day <= date).at(-1)?.[1] ?? NaN;
    }

    /** Total return of a calendar year, by METHOD 3.2 and the program's weights. */
    function totalReturn(year: number, index: RollIndex): number {
      const prices = settlements(year);
      const rate = billRates();
      const days = [...prices.keys()].sort().filter((day) => isTradingDay(isoDate(day)));
      const start = days.filter((day) => day < `${year}-01-01`).at(-1) ?? '';
      const within = days.filter((day) => day >= start);
      let level = 1;
      for (let i = 1; i < within.length; i += 1) {
        const [before = '', day = ''] = [within[i - 1], within[i]];
        let invested = 0;
        let obtained = 0;
        for (const { expiry, weight } of rollWeights(isoDate(before), index)) {
          if (weight === 0) continue;
          invested += weight * (prices.get(before)?.get(expiry) ?? NaN);
          obtained += weight * (prices.get(day)?.get(expiry) ?? NaN);
        }
        const bill = (1 / (1 - (91 / 360) * rate(before))) ** (daysFrom(before, day) / 91) - 1;
        level *= obtained / invested + bill;
      }
      return 100 * (level - 1);
    }

    it.each([
      [2012, -77.92, -52.85],
      [2017, -72.11, -48.87],
    ])('%d: short-term %d, mid-term %d, within 0.10 points', (year, short, mid) => {
      const got = [totalReturn(year, 'short-term'), totalReturn(year, 'mid-term')];
      expect(Math.abs((got[0] ?? NaN) - short)).toBeLessThan(0.1);
      expect(Math.abs((got[1] ?? NaN) - mid)).toBeLessThan(0.1);
    });
  },
);
