import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regressionBeta, stressBeta } from '../../src/capital/beta.js';
import { boxPrice, boxRate, boxValue, shortBoxLoan } from '../../src/capital/box.js';
import { blumeBeta, costOfEquity, wacc } from '../../src/capital/cost-of-capital.js';
import { xirr } from '../../src/capital/irr.js';
import {
  borrowRate,
  fundingAt,
  leverageOf,
  leveredReturn,
  liquidationDrop,
  surviveCrash,
} from '../../src/capital/leverage.js';
import { quotedBox } from '../../src/capital/quoted-box.js';
import { Refusal } from '../../src/errors.js';
import { isoDate } from '../../src/market/date.js';
import type { OptionQuote } from '../../src/market/snapshot.js';
import { bsmPrice, forwardPrice } from '../../src/pricing/bsm.js';

/** METHOD 10.1: r 4.5%, q 1.3%, S 5800, T 30/365, v 16%, strikes 5800 and 5900. */
const YEARS = 30 / 365;
const quote = (right: 'call' | 'put', strike: number): number =>
  bsmPrice(right, 5800, strike, YEARS, 0.16, 0.045, 0.013);
const QUOTES = {
  lowerCall: quote('call', 5800),
  lowerPut: quote('put', 5800),
  upperCall: quote('call', 5900),
  upperPut: quote('put', 5900),
};

describe('a box', () => {
  it('is METHOD’s oracle: forward, price, and the rate back', () => {
    expect(forwardPrice(5800, YEARS, 0.045, 0.013)).toBeCloseTo(5815.2749, 4);
    expect(boxPrice(QUOTES)).toBeCloseTo(99.63082, 5);
    expect(boxValue(100, 0.045, YEARS)).toBeCloseTo(99.63082, 5);
    expect(boxRate(boxPrice(QUOTES), 100, YEARS).continuous).toBeCloseTo(0.045, 9);
  });

  it('958 for 1000 in a year: 4.2908% continuous, 4.3841% simple', () => {
    const rate = boxRate(958, 1000, 1);
    expect(rate.continuous).toBeCloseTo(0.042908, 6);
    expect(rate.simple).toBeCloseTo(0.043841, 6);
    expect(rate.effective).toBeCloseTo(0.043841, 6);
  });

  it.each([
    [0, 100, 1],
    [99, 0, 1],
    [99, 100, 0],
    [-1, 100, 1],
    [NaN, 100, 1],
    [99, Infinity, 1],
  ])('of price %d, width %d and %d years is refused', (price, width, years) => {
    expect(() => boxRate(price, width, years)).toThrow(Refusal);
  });

  it('sold is a loan: received now, its width paid back at expiry', () => {
    const loan = shortBoxLoan({
      date: isoDate('2026-01-05'),
      expiry: isoDate('2027-01-05'),
      lowerStrike: 5000,
      upperStrike: 6000,
      price: 958,
      contracts: 2,
    });
    expect(loan.proceedsUsd).toBe(191_600);
    expect(loan.repaymentUsd).toBe(200_000);
    expect(loan.rate).toBeCloseTo(0.0438413, 7);
    expect(xirr(loan.flows)).toBeCloseTo(loan.rate, 10);
    expect(loan.flows[1].date).toBe('2027-01-05');
  });

  it('that lends nothing is refused', () => {
    const box = { date: isoDate('2026-01-05'), lowerStrike: 5000, upperStrike: 6000, price: 958 };
    const expiry = isoDate('2026-06-19');
    expect(() => shortBoxLoan({ ...box, expiry: box.date, contracts: 1 })).toThrow(Refusal);
    expect(() => shortBoxLoan({ ...box, expiry, contracts: 0 })).toThrow(Refusal);
    expect(() => shortBoxLoan({ ...box, expiry, contracts: 1, upperStrike: 4000 })).toThrow(
      Refusal,
    );
  });

  const expiry = isoDate('2026-12-18');
  const option = (
    strike: number,
    right: 'call' | 'put',
    price: number,
    root: OptionQuote['root'] = 'SPX',
  ): OptionQuote => ({ root, expiry, strike, right, bid: price - 0.1, ask: price + 0.1 });

  it('of a snapshot is the widest whose strikes have both prices, of one series', () => {
    const all = [5700, 5800, 5900, 6000].flatMap((strike) => [
      option(strike, 'call', quote('call', strike)),
      option(strike, 'put', quote('put', strike)),
    ]);
    // The highest strike has no put, and PM options of the day are another series.
    const given = [...all.slice(0, -1), option(6000, 'put', 1, 'SPXW')];
    expect(quotedBox(given, 'SPX', expiry, YEARS)).toMatchObject({
      lowerStrike: 5700,
      upperStrike: 5900,
      root: 'SPX',
      continuous: expect.closeTo(0.045, 9) as number,
    });
    expect(quotedBox(given, 'SPXW', expiry, YEARS)).toBeUndefined();
    expect(quotedBox(given, 'SPX', isoDate('2026-11-20'), YEARS)).toBeUndefined();
    expect(quotedBox([], 'SPX', expiry, YEARS)).toBeUndefined();
  });
});

describe('the cost of capital', () => {
  it('by hand: 4% + 1.2 x 5% = 10%; a third of debt at 6% less 25% tax makes 8.1667%', () => {
    const equity = costOfEquity({ riskFreeRate: 0.04, beta: 1.2, equityRiskPremium: 0.05 });
    expect(equity).toBeCloseTo(0.1, 12);
    expect(wacc(equity, { share: 1 / 3, rate: 0.06, taxRate: 0.25 })).toBeCloseTo(
      0.2 / 3 + 0.045 / 3,
      12,
    );
    expect(wacc(equity)).toBe(equity);
    expect(wacc(equity, { share: 0, rate: 0.06, taxRate: 0 })).toBe(equity);
  });

  it('Blume draws a beta towards 1', () => {
    expect(blumeBeta(1)).toBeCloseTo(1, 12);
    expect(blumeBeta(2)).toBeCloseTo(1.67, 12);
    expect(blumeBeta(0)).toBeCloseTo(0.33, 12);
  });

  it('refuses shares that are none', () => {
    expect(() => wacc(0.1, { share: 1, rate: 0.05, taxRate: 0 })).toThrow(/debt share is 1/);
    expect(() => wacc(0.1, { share: 0.5, rate: 0.05, taxRate: -0.1 })).toThrow(/tax rate is -0.1/);
    expect(() => wacc(0.1, { share: NaN, rate: 0.05, taxRate: 0 })).toThrow(Refusal);
  });
});

describe('beta', () => {
  /** Deterministic noise, as the engine has no chance. */
  const noise = (i: number): number => Math.sin(12.9898 * i) * 0.01;
  const returns = Array.from({ length: 120 }, (_, i) => {
    const spx = Math.sin(i) * 0.01 + 0.0004;
    return { spx, account: 0.0002 + 0.8 * spx + noise(i) };
  });

  it('is the closed form: covariance over variance, residual deviation over its root', () => {
    const n = returns.length;
    const x = returns.map(({ spx }) => spx);
    const y = returns.map(({ account }) => account);
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    const sxx = sum(x.map((v) => v * v)) - sum(x) ** 2 / n;
    const sxy = sum(x.map((v, i) => v * y[i]!)) - (sum(x) * sum(y)) / n;
    const syy = sum(y.map((v) => v * v)) - sum(y) ** 2 / n;
    const slope = sxy / sxx;
    const got = regressionBeta(returns);
    expect(got.beta).toBeCloseTo(slope, 10);
    expect(got.alpha).toBeCloseTo((sum(y) - slope * sum(x)) / n, 12);
    expect(got.standardError).toBeCloseTo(Math.sqrt((syy - slope * sxy) / (n - 2) / sxx), 9);
    expect(got.rSquared).toBeCloseTo(sxy ** 2 / (sxx * syy), 9);
    expect(got.observations).toBe(120);
  });

  it('of the index itself is 1 without error', () => {
    const same = returns.map(({ spx }) => ({ spx, account: spx }));
    expect(regressionBeta(same)).toMatchObject({ beta: 1, standardError: 0, rSquared: 1 });
    const idle = returns.map(({ spx }) => ({ spx, account: 0 }));
    expect(regressionBeta(idle)).toMatchObject({ beta: 0, standardError: 0, rSquared: 0 });
  });

  it('needs 60 observations and an index that moves', () => {
    expect(() => regressionBeta(returns.slice(0, 59))).toThrow(/59 returns/);
    expect(regressionBeta(returns.slice(0, 60)).observations).toBe(60);
    expect(() => regressionBeta(returns.map(({ account }) => ({ account, spx: 0 })))).toThrow(
      /never moves/,
    );
  });

  it('under stress: a loss of 15% where SPX falls 10% is 1.5', () => {
    expect(stressBeta(-15_000, -0.1, 100_000)).toBeCloseTo(1.5, 12);
    expect(stressBeta(15_000, -0.1, 100_000)).toBeCloseTo(-1.5, 12);
    expect(() => stressBeta(-1, 0, 100)).toThrow(Refusal);
    expect(() => stressBeta(-1, -0.1, 0)).toThrow(Refusal);
  });
});

describe('leverage', () => {
  it('is METHOD’s oracle: L 1.5 at a margin of 25% is sold after a fall of 55.6%', () => {
    const funding = fundingAt(150_000, 1.5);
    expect(funding.equityUsd).toBeCloseTo(100_000, 9);
    expect(funding.borrowedUsd).toBeCloseTo(50_000, 9);
    expect(leverageOf(funding)).toBeCloseTo(1.5, 12);
    const drop = liquidationDrop(funding, 0.25);
    expect(drop).toBeCloseTo(5 / 9, 12);
    // At that fall equity over assets is the margin.
    const left = 150_000 * (1 - drop);
    expect((left - funding.borrowedUsd) / left).toBeCloseTo(0.25, 12);
  });

  it('raises a return above the cost of the loan and deepens one below it', () => {
    const funding = fundingAt(150_000, 1.5);
    const rate = borrowRate(0.0429, 0.004);
    expect(rate).toBeCloseTo(0.0469, 12);
    expect(leveredReturn(0.09, rate, funding)).toBeCloseTo(0.09 + 0.5 * (0.09 - 0.0469), 12);
    expect(leveredReturn(0.01, rate, funding)).toBeLessThan(0.01);
    expect(leveredReturn(0.09, rate, fundingAt(1, 1))).toBe(0.09);
  });

  it('property: the levered return is what is left of the assets after the loan', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 3, noNaN: true }),
        fc.double({ min: -0.9, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (leverage, assetReturn, rate) => {
          const funding = fundingAt(1000, leverage);
          const left = 1000 * (1 + assetReturn) - funding.borrowedUsd * (1 + rate);
          expect(leveredReturn(assetReturn, rate, funding)).toBeCloseTo(
            left / funding.equityUsd - 1,
            10,
          );
        },
      ),
    );
  });

  it('a crash is survived where equity covers the margin, doubled', () => {
    const funding = fundingAt(125_000, 1.25);
    // 125,000 less 40,000 is 85,000, half of it 42,500; equity is 60,000.
    expect(surviveCrash(funding, 40_000, 0.25)).toEqual({
      equityUsd: 60_000,
      requiredUsd: 42_500,
      survives: true,
    });
    // 50,000 are left against 25,000 of loan: equity 25,000 is just half.
    expect(surviveCrash(funding, 75_000, 0.25).survives).toBe(true);
    expect(surviveCrash(funding, 75_001, 0.25).survives).toBe(false);
    // More than all is lost: nothing to ask margin of, and nothing left.
    expect(surviveCrash(funding, 130_000, 0.25)).toEqual({
      equityUsd: -30_000,
      requiredUsd: 0,
      survives: false,
    });
    expect(surviveCrash(funding, 0, 0.6).requiredUsd).toBe(125_000);
  });

  it('refuses what is no funding', () => {
    expect(() => fundingAt(0, 1)).toThrow(Refusal);
    expect(() => fundingAt(100, 0.9)).toThrow(Refusal);
    expect(() => liquidationDrop(fundingAt(100, 1.2), 1)).toThrow(Refusal);
    expect(() => leverageOf({ equityUsd: 0, borrowedUsd: 1 })).toThrow(Refusal);
    expect(() => surviveCrash(fundingAt(100, 1.2), NaN, 0.25)).toThrow(Refusal);
  });
});
