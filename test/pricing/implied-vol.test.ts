import { describe, expect, it } from 'vitest';
import { black76Greeks, black76Price } from '../../src/pricing/black76.js';
import type { Right } from '../../src/pricing/black.js';
import { bsmPrice, forwardPrice } from '../../src/pricing/bsm.js';
import {
  impliedVol,
  ImpliedVolError,
  type ImpliedVolReason,
} from '../../src/pricing/implied-vol.js';
import { expectNear } from './compare.js';
import { hasOracles, readOracle } from './oracles.js';

const RATE = 0.04;

/** METHOD 2.1: vol 0.03..5 and |ln(K/F)| up to 5 standard deviations. */
const VOLS = [0.03, 0.05, 0.08, 0.12, 0.2, 0.35, 0.6, 1, 1.5, 2.5, 4, 5];
const YEARS = [1 / 8760, 1 / 365, 7 / 365, 30 / 365, 0.25, 1, 2.5, 5];
const DEVIATIONS = [-5, -4, -3, -2, -1.3, -0.6, -0.2, -0.01, 0, 0.01, 0.3, 0.9, 1.7, 2.6, 3.8, 5];

interface Row {
  readonly right: Right;
  readonly forward: number;
  readonly strike: number;
  readonly years: number;
  readonly vol: number;
}

/** Every option of the grid whose vol x sqrt(years) is at most 12: beyond, see the docstring. */
function* grid(): Generator<Row> {
  for (const forward of [20, 5800]) {
    for (const years of YEARS) {
      for (const vol of VOLS) {
        const stdDev = vol * Math.sqrt(years);
        if (stdDev > 12) continue;
        for (const deviations of DEVIATIONS) {
          const strike = forward * Math.exp(deviations * stdDev);
          for (const right of ['call', 'put'] as const)
            yield { right, forward, strike, years, vol };
        }
      }
    }
  }
}

const isOut = ({ right, forward, strike }: Row) =>
  right === 'call' ? forward <= strike : forward >= strike;

function priceOf({ right, forward, strike, years, vol }: Row): number {
  return black76Price(right, forward, strike, years, vol, RATE);
}

/** Half a unit in the last place of the price, in vol: what the price cannot tell. */
function roundingOf(row: Row): number {
  const { right, forward, strike, years, vol } = row;
  const { price, vega } = black76Greeks(right, forward, strike, years, vol, RATE);
  return (1.2e-16 * price) / vega;
}

function impliedOf(row: Row): number {
  return impliedVol(row.right, priceOf(row), row.forward, row.strike, row.years, RATE);
}

describe('impliedVol', () => {
  it('returns the vol of every price out of the money to 1e-8, most to 1e-12', () => {
    let count = 0;
    for (const row of grid()) {
      if (!isOut(row)) continue;
      count++;
      const absolute = Math.max(4 * roundingOf(row), 1e-12);
      expect(absolute, JSON.stringify(row)).toBeLessThan(1e-8);
      expectNear('implied vol', row, impliedOf(row), row.vol, { absolute });
    }
    expect(count).toBeGreaterThan(2500);
  });

  it('returns the vol of a price in the money to 1e-8, or as well as its rounding allows', () => {
    let sharp = 0;
    for (const row of grid()) {
      if (isOut(row)) continue;
      const rounding = roundingOf(row);
      // Where that is more than the distance to a bound there is nothing left to invert.
      if (rounding > 1e-3) continue;
      if (rounding < 2.5e-9) sharp++;
      const absolute = Math.max(4 * rounding, 1e-8);
      expectNear('implied vol', row, impliedOf(row), row.vol, { absolute });
    }
    expect(sharp).toBeGreaterThan(2000);
  });

  it('returns vols of prices as small as a double can hold', () => {
    for (const [strike, vol, years] of [
      [25, 0.03, 30 / 365],
      [60, 0.12, 30 / 365],
      [200, 0.3, 30 / 365],
      [1e6, 2, 0.05],
    ] as const) {
      const row = { right: 'call', forward: 20, strike, years, vol } as const;
      expect(priceOf(row)).toBeLessThan(1e-90);
      expectNear('implied vol', row, impliedOf(row), vol, { relative: 1e-14 });
    }
  });

  it('inverts the prices of METHOD 13.2', () => {
    const spx = impliedVol(
      'call',
      170.692904,
      forwardPrice(5800, 30 / 365, 0.04, 0.013),
      5700,
      30 / 365,
      0.04,
    );
    expectNear('SPX C 5700', 170.692904, spx, 0.16, { absolute: 2e-9 });
    const vix = impliedVol('call', 1.477645, 20, 25, 60 / 365, 0.04);
    expectNear('VIX C 25', 1.477645, vix, 0.95, { absolute: 2e-7 });
  });

  it('inverts Black-Scholes-Merton on the forward', () => {
    for (const strike of [4800, 5600, 5800, 6000, 6600]) {
      const right = strike < 5800 ? 'put' : 'call';
      const price = bsmPrice(right, 5800, strike, 0.1, 0.19, 0.043, 0.012);
      const forward = forwardPrice(5800, 0.1, 0.043, 0.012);
      const got = impliedVol(right, price, forward, strike, 0.1, 0.043);
      expectNear('implied vol', [right, strike], got, 0.19, { absolute: 1e-13 });
    }
  });

  it('gives the call and the put of one strike the same vol', () => {
    for (const strike of [15, 18, 20, 24, 30]) {
      const call = impliedOf({ right: 'call', forward: 20, strike, years: 0.2, vol: 0.9 });
      const put = impliedOf({ right: 'put', forward: 20, strike, years: 0.2, vol: 0.9 });
      expectNear('put against call', strike, put, call, { absolute: 1e-14 });
    }
  });

  it('finds its bounds, 1e-4 and 10', () => {
    for (const vol of [1.0001e-4, 9.9999]) {
      const row = { right: 'call', forward: 20, strike: 20, years: 0.25, vol } as const;
      expectNear('implied vol', row, impliedOf(row), vol, { absolute: 1e-11 });
    }
  });

  it.each<[ImpliedVolReason, string, readonly [Right, number, number, number, number, number]]>([
    ['below-intrinsic', 'a call at its intrinsic value', ['call', 10, 110, 100, 0.5, 0]],
    ['below-intrinsic', 'a call below it', ['call', 9.5, 110, 100, 0.5, 0.04]],
    ['below-intrinsic', 'a put below it', ['put', 9.5, 90, 100, 0.5, 0]],
    ['below-intrinsic', 'a price of 0', ['call', 0, 90, 100, 0.5, 0.04]],
    ['below-intrinsic', 'a negative price', ['put', -1, 90, 80, 0.5, 0.04]],
    ['below-intrinsic', 'a put struck at 0', ['put', 0, 90, 0, 0.5, -0.1]],
    ['above-maximum', 'a call at the forward', ['call', 110, 110, 100, 0.5, 0]],
    ['above-maximum', 'a put above its strike', ['put', 101, 90, 100, 0.5, 0]],
    ['above-maximum', 'a call above the discounted forward', ['call', 109, 110, 100, 0.5, 0.04]],
    ['below-intrinsic', 'a call struck at 0', ['call', 90, 90, 0, 0.5, 0]],
    ['no-time', 'no time', ['call', 3, 100, 100, 0, 0]],
    ['no-time', 'negative time', ['call', 3, 100, 100, -0.1, 0]],
    ['not-finite', 'a price that is not a number', ['call', NaN, 100, 100, 0.5, 0]],
    ['not-finite', 'an infinite forward', ['call', 3, Infinity, 100, 0.5, 0]],
    ['not-finite', 'a strike that is not a number', ['call', 3, 100, NaN, 0.5, 0]],
    ['not-finite', 'time that is not a number', ['call', 3, 100, 100, NaN, 0]],
    ['not-finite', 'an infinite rate', ['call', 3, 100, 100, 0.5, Infinity]],
    ['vol-out-of-range', 'a vol below 1e-4', ['call', 1e-6, 100, 100, 0.5, 0]],
    ['vol-out-of-range', 'a vol above 10', ['call', 99.9, 100, 100, 0.05, 0]],
  ])('throws %s for %s', (reason, _, args) => {
    let caught: unknown;
    try {
      impliedVol(...args);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ImpliedVolError);
    const error = caught as ImpliedVolError;
    expect(error.reason).toBe(reason);
    const [right, price, forward, strike, years, rate] = args;
    expect(error.quote).toEqual({ right, price, forward, strike, years, rate });
    for (const value of [price, forward, strike, years, rate]) {
      expect(error.message).toContain(String(value));
    }
    expect(error.message).toContain(right);
  });

  it('refuses a negative forward or strike', () => {
    expect(() => impliedVol('call', 3, -1, 100, 0.5, 0)).toThrow('forward must be');
    expect(() => impliedVol('call', 3, 100, -1, 0.5, 0)).toThrow('strike must be');
  });
});

interface Grid {
  readonly rows: readonly (readonly ['C' | 'P', ...(readonly number[])])[];
}

describe.skipIf(!hasOracles)('QuantLib prices', () => {
  it('of the VIX grid give back its vols', () => {
    let count = 0;
    for (const row of readOracle<Grid>('ql129_black76_vix_grid.json').rows) {
      const [type, forward = 0, strike = 0, vol = 0, days = 0, rate = 0, price = 0] = row;
      const right = type === 'C' ? 'call' : 'put';
      const years = days / 365;
      const { vega } = black76Greeks(right, forward, strike, years, vol, rate);
      // QuantLib's prices carry a rounding of 1.1e-16 of the larger leg (black76.test.ts).
      const rounding = (2.3e-16 * Math.max(forward, strike)) / vega;
      if (rounding > 1e-9) continue;
      count++;
      const got = impliedVol(right, price, forward, strike, years, rate);
      expectNear('implied vol', row, got, vol, { absolute: 2 * rounding + 1e-13 });
    }
    expect(count).toBeGreaterThan(450);
  });
});
