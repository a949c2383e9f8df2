import { describe, expect, it } from 'vitest';
import { blackUndiscounted, type Right } from '../../src/pricing/black.js';
import { expectNear } from './compare.js';
import { hasOracles, readOracle } from './oracles.js';

type Case = readonly [Right, number, number, number, number];

/** right, forward, strike, stdDev, value: 60-digit arithmetic on these doubles. */
const EXACT: readonly Case[] = [
  ['call', 100, 100, 0.2, 7.965567455405797],
  ['call', 100, 100, 0.001, 0.039894226377883826],
  ['call', 100, 100, 1e-5, 0.00039894228039977046],
  ['put', 100, 40, 0.05, 4.416317990650639e-76],
  ['call', 20, 80, 0.1, 1.5151064958372243e-44],
  ['call', 20, 25, 0.01, 1.337827853605103e-112],
  ['put', 5800, 4200, 0.02, 4.141336664802558e-58],
  ['call', 35, 105, 0.1850583025494013, 2.6017086855604764e-9],
  ['call', 20, 25, 3, 17.017724090929907],
  ['put', 100, 60, 6, 59.791517380069216],
  ['call', 100, 250, 9.5, 99.99967975297187],
  ['call', 5800, 5000, 0.03, 800.000011439066],
  ['put', 20, 26, 0.4, 7.387928660843448],
  ['put', 20, 500, 2.2, 484.57174775973067],
];

/** QuantLib test-suite, blackcalculator.cpp (discount 1). */
const QUANTLIB: readonly Case[] = [
  ['call', 100, 100, 0.2, 7.965567455405804],
  ['put', 100, 100, 0.2, 7.965567455405804],
  ['call', 100, 90, 0.2, 13.589108116054803],
  ['put', 100, 110, 0.2, 14.292010941409899],
  ['call', 100, 110, 0.2, 4.292010941409885],
  ['put', 100, 90, 0.2, 3.589108116054806],
];

interface CalculatorOracle {
  readonly black76_values: readonly {
    readonly type: Right;
    readonly strike: number;
    readonly forward: number;
    readonly stdDev: number;
    readonly discount: number;
    readonly tol: number;
    readonly value: number;
  }[];
}

describe('blackUndiscounted', () => {
  it.each(EXACT)('%s, F %f, K %f, stdDev %f is %f', (right, forward, strike, stdDev, expected) => {
    const h = Math.abs(Math.log(forward / strike)) / stdDev;
    // The error its docstring promises, of the part above the intrinsic value.
    const relative = 1e-15 * (1 + (1 + h) / stdDev + h * h);
    const got = blackUndiscounted(right, forward, strike, stdDev);
    expectNear('value', [right, forward, strike, stdDev], got, expected, { relative });
  });

  it.each(QUANTLIB)('%s, F %f, K %f, stdDev %f as in QuantLib', (right, f, k, stdDev, expected) => {
    const got = blackUndiscounted(right, f, k, stdDev);
    expectNear('value', [right, f, k, stdDev], got, expected, { relative: 4e-15 });
  });

  it.skipIf(!hasOracles)('agrees with every QuantLib calculator value', () => {
    const { black76_values: rows } = readOracle<CalculatorOracle>(
      'quantlib_black76_calculator.json',
    );
    expect(rows).toHaveLength(8);
    for (const row of rows) {
      const got = row.discount * blackUndiscounted(row.type, row.forward, row.strike, row.stdDev);
      expectNear('value', row, got, row.value, { relative: 1e-10 });
    }
  });

  describe('limits', () => {
    it.each([
      ['no stdDev, in the money', 'call', 110, 100, 0, 10],
      ['no stdDev, out of the money', 'call', 90, 100, 0, 0],
      ['no stdDev, put in the money', 'put', 90, 100, 0, 10],
      ['no stdDev, at the money', 'put', 100, 100, 0, 0],
      ['stdDev that underflows', 'call', 90, 100, 1e-200, 0],
      ['strike 0', 'call', 90, 0, 0.2, 90],
      ['strike 0', 'put', 90, 0, 0.2, 0],
      ['forward 0', 'call', 0, 90, 0.2, 0],
      ['forward 0', 'put', 0, 90, 0.2, 90],
      ['both 0', 'call', 0, 0, 0, 0],
      ['stdDev without end', 'call', 90, 100, 1e9, 90],
      ['stdDev without end', 'put', 90, 100, Infinity, 100],
      ['stdDev without end, at the money', 'put', 100, 100, 1e200, 100],
    ] as const)('%s: %s F %f K %f stdDev %f is %f', (_, right, f, k, stdDev, expected) => {
      expect(blackUndiscounted(right, f, k, stdDev)).toBe(expected);
    });

    it('is continuous where its two forms meet, at ln(F/K)/s + s/2 = 1', () => {
      for (const strike of [100, 101, 130, 90, 60]) {
        const x = Math.abs(Math.log(100 / strike));
        const seam = 1 + Math.sqrt(1 + 2 * x);
        const below = blackUndiscounted('call', 100, strike, seam * (1 - 1e-12));
        const above = blackUndiscounted('call', 100, strike, seam * (1 + 1e-12));
        expectNear('value above the seam', [strike, seam], above, below, { relative: 5e-12 });
      }
    });
  });

  it.each([
    [-1, 100, 0.2],
    [100, -1, 0.2],
    [100, 100, -0.2],
    [NaN, 100, 0.2],
    [100, NaN, 0.2],
    [100, 100, NaN],
    [Infinity, 100, 0.2],
  ])('refuses F %f, K %f, stdDev %f and says what it got', (forward, strike, stdDev) => {
    const price = () => blackUndiscounted('call', forward, strike, stdDev);
    expect(price).toThrow(RangeError);
    expect(price).toThrow(`got forward ${forward}, strike ${strike}, stdDev ${stdDev}`);
  });
});
