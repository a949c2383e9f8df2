import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { netByDay, periodReturn, signChanges } from '../../src/capital/cash-flow.js';
import { mirr, readRate, xirr } from '../../src/capital/irr.js';
import { npvUsd } from '../../src/capital/npv.js';
import { ratesOnGrid } from '../../src/capital/rate-search.js';
import { Refusal } from '../../src/errors.js';
import { flows, onDays, reasonOf } from './flows.js';

/** The example of Microsoft's XIRR documentation (METHOD 6.6). */
const MICROSOFT = flows(
  ['2008-01-01', -10_000],
  ['2008-03-01', 2750],
  ['2008-10-30', 4250],
  ['2009-02-15', 3250],
  ['2009-04-01', 2750],
);

/** -1000 + 2500 u - 1540 u^2 with u = 1/(1 + x): u is (2500 +- 300)/3080. */
const TWO_RATES = flows(['2026-01-05', -1000], ['2027-01-05', 2500], ['2028-01-05', -1540]);

describe('xirr', () => {
  it('is Microsoft’s example', () => {
    expect(xirr(MICROSOFT)).toBeCloseTo(0.373362535, 8);
    expect(npvUsd(MICROSOFT, xirr(MICROSOFT))).toBeCloseTo(0, 6);
  });

  it('does not depend on the order of the flows, or on how a day is split', () => {
    const shuffled = [...MICROSOFT].reverse();
    expect(xirr(shuffled)).toBeCloseTo(xirr(MICROSOFT), 12);
    const split = [...MICROSOFT, ...flows(['2008-03-01', 500], ['2008-03-01', -500])];
    expect(xirr(split)).toBeCloseTo(xirr(MICROSOFT), 12);
  });

  it('is the closed form of one payment against one', () => {
    expect(xirr(onDays([0, -100], [365, 108]))).toBeCloseTo(0.08, 12);
    expect(xirr(onDays([0, -100], [73, 101]))).toBeCloseTo(1.01 ** 5 - 1, 12);
    expect(xirr(onDays([0, 100], [365, -108]))).toBeCloseTo(0.08, 12);
    expect(xirr(onDays([0, -100], [100, 100]))).toBeCloseTo(0, 12);
  });

  it('finds rates at which Newton fails: near -100%, and of short explosive trades', () => {
    expect(xirr(onDays([0, -1000], [365, 1]))).toBeCloseTo(-0.999, 9);
    const tripled = xirr(onDays([0, -100], [7, 300]));
    expect(tripled / (3 ** (365 / 7) - 1)).toBeCloseTo(1, 9);
  });

  it('names all rates where there is more than one', () => {
    expect(readRate(TWO_RATES)).toEqual({
      kind: 'several',
      rates: [expect.closeTo(0.1, 9), expect.closeTo(0.4, 9)],
      signChanges: 2,
    });
    expect(reasonOf(() => xirr(TWO_RATES))).toBe('severalRates');
    expect(() => xirr(TWO_RATES)).toThrow(/2 rates of return: 0\.100000, 0\.400000/);
  });

  it('takes two sign changes with one touching rate, and with none, for what they are', () => {
    // 1 - u + u^2/4 touches zero at u = 2; 1 - u + u^2 stays above it.
    expect(readRate(onDays([0, -100], [365, 100], [730, -25]))).toMatchObject({
      kind: 'one',
      rate: expect.closeTo(-0.5, 6) as number,
    });
    expect(readRate(onDays([0, -100], [365, 100], [730, -100]))).toEqual({
      kind: 'none',
      reason: 'noRate',
    });
  });

  it('finds rates closer to each other than the grid', () => {
    // (1 - 1.1 u)(1 - 1.1005 u) = 1 - 2.2005 u + 1.21055 u^2
    const near = onDays([0, 1], [365, -2.2005], [730, 1.21055]);
    expect(ratesOnGrid(netByDay(near))).toEqual([
      expect.closeTo(0.1, 6),
      expect.closeTo(0.1005, 6),
    ]);
  });

  it.each([
    ['never a sign change', onDays([0, 100], [30, 50]), 'noSignChange'],
    ['only payments', onDays([0, -100], [30, -50]), 'noSignChange'],
    ['nothing at all', onDays([0, 0], [30, 0]), 'noSignChange'],
    ['one day', onDays([0, -100], [0, 105]), 'oneDay'],
  ])('refuses %s, and says which', (_, given, reason) => {
    expect(reasonOf(() => xirr(given))).toBe(reason);
    expect(readRate(given)).toEqual({ kind: 'none', reason });
  });

  it('refuses no flows and amounts that are none', () => {
    expect(() => xirr([])).toThrow(Refusal);
    expect(() => xirr(onDays([0, -1], [9, NaN]))).toThrow(/is NaN/);
    expect(() => xirr(onDays([0, -1], [9, Infinity]))).toThrow(/is Infinity/);
  });

  it('property: with one sign change the rate is the one zero of the value', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e4, noNaN: true }),
        fc.array(
          fc.tuple(
            fc.integer({ min: 180, max: 2000 }),
            fc.double({ min: 1, max: 1e4, noNaN: true }),
          ),
          { minLength: 1, maxLength: 12 },
        ),
        (paid, back) => {
          const given = onDays([0, -paid], ...back);
          const rate = xirr(given);
          const scale = given.reduce(
            (sum, { amountUsd }, i) =>
              sum + Math.abs(amountUsd) / (1 + rate) ** ((i === 0 ? 0 : back[i - 1]![0]) / 365),
            0,
          );
          expect(Math.abs(npvUsd(given, rate))).toBeLessThan(1e-6 * scale);
        },
      ),
    );
  });
});

describe('npvUsd', () => {
  it('is what a pocket calculator gives', () => {
    const given = onDays([0, -1000], [73, 300], [365, 800]);
    expect(npvUsd(given, 0.1)).toBeCloseTo(-1000 + 300 / 1.1 ** 0.2 + 800 / 1.1, 9);
    expect(npvUsd(given, 0)).toBeCloseTo(100, 9);
  });

  it('refuses a rate that is none', () => {
    for (const rate of [-1, -2, NaN, Infinity]) {
      expect(() => npvUsd(onDays([0, 1]), rate)).toThrow(Refusal);
    }
  });

  it('property: falls as the rate rises where money is paid first and comes back after', () => {
    const rate = fc.double({ min: -0.5, max: 3, noNaN: true });
    const back = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.double({ min: 1, max: 1e6, noNaN: true })),
      { minLength: 1, maxLength: 10 },
    );
    fc.assert(
      fc.property(rate, rate, back, (a, b, received) => {
        const given = onDays([0, -1000], ...received);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(npvUsd(given, high)).toBeLessThanOrEqual(npvUsd(given, low) * (1 + 1e-12) + 1e-6);
      }),
    );
  });
});

describe('the flows themselves', () => {
  it('are netted by day and counted by their signs', () => {
    const nets = netByDay(onDays([3, 5], [0, -2], [3, -5], [10, 1], [0, -1]));
    expect(nets.map(({ amountUsd }) => amountUsd)).toEqual([-3, 0, 1]);
    expect(signChanges(nets)).toBe(1);
    expect(nets[2]?.years).toBeCloseTo(10 / 365, 15);
  });

  it('noise of binary sums is no sign change', () => {
    const nets = netByDay(onDays([0, -1], [1, 0.1], [1, 0.2], [1, -0.3], [2, 2]));
    expect(nets[1]?.amountUsd).toBe(0);
  });

  it('return over the period on what is put in first', () => {
    expect(periodReturn(onDays([0, -1000], [0, 200], [30, 840]))).toBeCloseTo(0.05, 12);
    expect(() => periodReturn(onDays([0, 200], [30, -100]))).toThrow(Refusal);
  });
});

describe('mirr', () => {
  it('is one number where the rate of return is two', () => {
    // Paid 1000 and 1540 in two years at 5%; 2500 after one year at 8% for another.
    const paid = 1000 + 1540 / 1.05 ** 2;
    expect(mirr(TWO_RATES, 0.05, 0.08)).toBeCloseTo(Math.sqrt((2500 * 1.08) / paid) - 1, 12);
  });

  it('is the rate of return where the rates are that', () => {
    expect(mirr(MICROSOFT, 0.373362535, 0.373362535)).toBeCloseTo(0.373362535, 8);
  });

  it('refuses what has none', () => {
    expect(reasonOf(() => mirr(onDays([0, 1], [9, 1]), 0, 0))).toBe('noSignChange');
    expect(reasonOf(() => mirr(onDays([0, -1], [0, 2]), 0, 0))).toBe('oneDay');
    expect(() => mirr(MICROSOFT, -1, 0)).toThrow(/finance rate is -1/);
    expect(() => mirr(MICROSOFT, 0, NaN)).toThrow(/reinvestment rate is NaN/);
  });
});
