import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../src/market/date.js';
import { knownMonths, monthEnd } from '../../src/signals/monthly-series.js';
import type { MonthlySeries, MonthlyValue } from '../../src/signals/monthly-series.js';
import { percentileFactor, percentileRank } from '../../src/signals/percentile.js';
import { priceToCashFlow } from '../../src/signals/price-to-cash-flow.js';
import { realExchangeRate } from '../../src/signals/reer.js';
import { MACRO, firstOfMonth, knownOn, monthly } from './macro-fixtures.js';

const rising = (n: number): number[] => Array.from({ length: n }, (_, i) => 10 + i / 100);

describe('percentileRank', () => {
  it('counts those below, and equal ones half', () => {
    expect(percentileRank(3, [1, 2, 3, 4, 5])).toBe(0.5);
    expect(percentileRank(5, [1, 2, 3, 4, 5])).toBe(0.9);
    expect(percentileRank(1, [1, 1, 1, 1])).toBe(0.5);
    expect(() => percentileRank(1, [])).toThrow(RangeError);
  });

  it('is turned round where the series is', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.nat(), (history, at) => {
        const value = history[at % history.length] as number;
        const turned = percentileRank(
          -value,
          history.map((each) => -each),
        );
        expect(percentileRank(value, history) + turned).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('percentileFactor', () => {
  it('is METHOD 8.3 at both ends and in the middle', () => {
    expect([0, 0.5, 1].map((p) => percentileFactor(p, 0.25))).toEqual([0.75, 1, 1.25]);
    expect([0, 0.5, 1].map((p) => percentileFactor(p, 0.15))).toEqual([0.85, 1, 1.15]);
  });

  it('never leaves [0.75, 1.25], whatever the tilt', () => {
    expect(percentileFactor(1, 2)).toBe(1.25);
    expect(percentileFactor(0, 2)).toBe(0.75);
  });
});

describe('knownMonths', () => {
  it('knows a month its lag after its last day, and not a day before', () => {
    const series = monthly([1, 2, 3], 2024);
    // February 2024 has 29 days: it is known 45 days after the 29th.
    const known = isoDate('2024-04-14');
    expect(addDays(monthEnd(isoDate('2024-02-01')), 45)).toBe(known);
    expect(knownMonths(series, known, 45).map(({ month }) => month)).toEqual([
      '2024-01',
      '2024-02',
    ]);
    expect(knownMonths(series, addDays(known, -1), 45)).toHaveLength(1);
  });

  it('gives the same for the first and the last day of a month', () => {
    const rows = (day: string): MonthlySeries => ({
      source: 's',
      rows: [{ date: isoDate(`2024-06-${day}`), value: 1 }],
    });
    const asOf = isoDate('2024-08-14');
    expect(knownMonths(rows('01'), asOf, 45)).toHaveLength(1);
    expect(knownMonths(rows('30'), asOf, 45)).toHaveLength(1);
    expect(knownMonths(rows('01'), addDays(asOf, -1), 45)).toHaveLength(0);
  });

  it('takes of each month the figure that was published last by then', () => {
    const date = isoDate('2024-01-01');
    const series: MonthlySeries = {
      source: 's',
      rows: [
        { date, value: 1, published: isoDate('2024-02-15') },
        { date, value: 2, published: isoDate('2024-03-15') },
        { date, value: 3, published: isoDate('2024-04-15') },
      ],
    };
    const seen = (asOf: string): number[] =>
      knownMonths(series, isoDate(asOf), 45).map(({ row }) => row.value);
    expect(seen('2024-02-14')).toEqual([]);
    expect(seen('2024-02-15')).toEqual([1]);
    expect(seen('2024-04-14')).toEqual([2]);
    expect(seen('2024-04-15')).toEqual([3]);
  });
});

describe('a percentile gauge', () => {
  const LAST = 149;
  const series = monthly(rising(LAST + 1));
  const asOf = knownOn(2010, LAST, 90);

  it('reads the latest published value in all that was published', () => {
    const gauge = priceToCashFlow(series, asOf, MACRO);
    expect(gauge).toMatchObject({
      months: 150,
      from: '2010-01',
      missingMonths: 0,
      vintages: 'lag',
      latest: { month: '2022-06', value: 11.49, ageDays: 90, knownSince: asOf },
    });
    // The dearest of 150, itself counted half.
    expect(gauge.percentile).toBeCloseTo(149.5 / 150, 12);
    expect(gauge.effect.value).toBeCloseTo(1 + 0.25 * (2 * (149.5 / 150) - 1), 12);
    expect(gauge.ignored).toBeUndefined();
    const before = priceToCashFlow(series, addDays(asOf, -1), MACRO);
    expect(before).toMatchObject({ months: 149, latest: { month: '2022-05' } });
  });

  it('is stale one day after its limit, not on it', () => {
    const end = monthEnd(firstOfMonth(2010, LAST));
    expect(priceToCashFlow(series, addDays(end, 190), MACRO).ignored).toBeUndefined();
    const stale = priceToCashFlow(series, addDays(end, 191), MACRO);
    expect(stale.ignored).toMatch(/2022-06, ended 191 days before .*priceToCashFlow.maxAgeDays/);
    expect(stale.effect).toEqual({
      name: 'priceToCashFlow',
      value: 1,
      source: 'neutral: the latest month is stale',
    });
    expect(stale.percentile).toBeCloseTo(149.5 / 150, 12);
  });

  it('needs 120 published months', () => {
    const at = (i: number) => realExchangeRate('BIS', series, knownOn(2010, i, 45), MACRO);
    expect(at(119)).toMatchObject({ months: 120, index: 'BIS' });
    expect(at(119).ignored).toBeUndefined();
    expect(at(118).ignored).toMatch(/^119 months were published by .* needs 120/);
    expect(at(118).percentile).toBeUndefined();
    expect(at(118).effect.value).toBe(1);
    expect(at(-1).ignored).toMatch(/^no month of it was published by 2010-02-14/);
  });

  it('counts the months missing between first and latest', () => {
    const rows = series.rows.filter((_, i) => i !== 40 && i !== 77);
    const gauge = priceToCashFlow({ ...series, rows }, asOf, MACRO);
    expect(gauge).toMatchObject({ months: 148, missingMonths: 2 });
  });

  it('says which rows state when they were published', () => {
    const dated = (from: number): MonthlySeries => ({
      ...series,
      rows: series.rows.map((row, i) =>
        i < from ? row : { ...row, published: addDays(monthEnd(row.date), 60) },
      ),
    });
    expect(priceToCashFlow(dated(0), asOf, MACRO).vintages).toBe('published');
    expect(priceToCashFlow(dated(10), asOf, MACRO).vintages).toBe('mixed');
  });

  it('is blind to whatever is dated or published after its day', () => {
    const day = fc
      .integer({ min: 0, max: 4400 })
      .map((days) => addDays(isoDate('2012-01-01'), days));
    const rows = fc
      .array(
        fc.record({ month: fc.nat(170), value: fc.integer({ min: 5, max: 40 }), lag: fc.nat(400) }),
        {
          minLength: 130,
          maxLength: 260,
        },
      )
      .map((list) =>
        list
          .map(({ month, value, lag }): MonthlyValue => {
            const date = firstOfMonth(2010, month);
            return { date, value, published: addDays(date, lag) };
          })
          .sort((a, b) =>
            `${a.date}${a.published ?? ''}`.localeCompare(`${b.date}${b.published ?? ''}`),
          ),
      );
    fc.assert(
      fc.property(rows, day, (list, asOf_) => {
        const whole = { source: 's', rows: list };
        const cut = { source: 's', rows: list.filter(({ published = '' }) => published <= asOf_) };
        expect(priceToCashFlow(whole, asOf_, MACRO)).toEqual(priceToCashFlow(cut, asOf_, MACRO));
      }),
    );
  });

  it('is blind to later months that only the lag dates', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 5, max: 40, noNaN: true }), { minLength: 130, maxLength: 160 }),
        fc.integer({ min: 100, max: 170 }),
        (values, at) => {
          const day = knownOn(2010, at, 90);
          const cut = monthly(values.slice(0, at + 1));
          expect(priceToCashFlow(monthly(values), day, MACRO)).toEqual(
            priceToCashFlow(cut, day, MACRO),
          );
        },
      ),
    );
  });
});
