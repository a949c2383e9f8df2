import { describe, expect, it } from 'vitest';
import type { Right } from '../../src/pricing/black.js';
import { bsmGreeks, bsmPrice } from '../../src/pricing/bsm.js';
import { expectNear } from './compare.js';
import { hasOracles, readOracle } from './oracles.js';

interface HaugOracle {
  readonly values: readonly HaugRow[];
  readonly greeks: readonly (HaugRow & { readonly greek: string })[];
}

interface HaugRow {
  readonly type: Right;
  readonly strike: number;
  readonly spot: number;
  readonly q: number;
  readonly r: number;
  readonly t: number;
  readonly vol: number;
  readonly value: number;
}

interface Grid {
  readonly rows: readonly (readonly [
    'C' | 'P',
    ...(readonly [number, number, number, number, number, number]),
    ...(readonly [number, number, number, number, number, number]),
  ])[];
}

interface CalculatorOracle {
  readonly greeks_inputs: {
    readonly forward: number;
    readonly strike: number;
    readonly stdDev: number;
    readonly discount: number;
    readonly spot: number;
    readonly maturity: number;
  };
  readonly greeks: Readonly<Record<string, number>>;
}

describe.skipIf(!hasOracles)('Black-Scholes-Merton against QuantLib', () => {
  const haug = () => readOracle<HaugOracle>('quantlib_haug_european.json');

  it('agrees on the 43 prices of Haug, to the 4 decimals printed', () => {
    const { values } = haug();
    expect(values).toHaveLength(43);
    for (const row of values) {
      const got = bsmPrice(row.type, row.spot, row.strike, row.t, row.vol, row.r, row.q);
      expectNear('price', row, got, row.value, { absolute: 1e-4 });
    }
  });

  it('agrees on the 11 greeks of Haug', () => {
    const { greeks } = haug();
    expect(greeks).toHaveLength(11);
    for (const row of greeks) {
      const got = bsmGreeks(row.type, row.spot, row.strike, row.t, row.vol, row.r, row.q);
      const derived: Readonly<Record<string, number>> = {
        ...got,
        thetaPerDay: got.theta / 365,
        elasticity: (got.delta * row.spot) / got.price,
        dividendRho: -row.t * row.spot * got.delta,
      };
      expectNear(row.greek, row, derived[row.greek] ?? NaN, row.value, { absolute: 1e-4 });
    }
  });

  it('agrees on the spot greeks of its calculator test', () => {
    const oracle = readOracle<CalculatorOracle>('quantlib_black76_calculator.json');
    const { forward, strike, stdDev, discount, spot, maturity } = oracle.greeks_inputs;
    const rate = -Math.log(discount) / maturity;
    const dividendYield = rate - Math.log(forward / spot) / maturity;
    const vol = stdDev / Math.sqrt(maturity);
    const price = (k: number) => bsmPrice('call', spot, k, maturity, vol, rate, dividendYield);
    const got = bsmGreeks('call', spot, strike, maturity, vol, rate, dividendYield);
    const d = 0.01;
    const pairs: readonly (readonly [string, number, number])[] = [
      ['refDelta', got.delta, 1e-12],
      ['refGamma', got.gamma, 1e-12],
      ['refTheta', got.theta, 1e-12],
      ['refVega', got.vega, 1e-12],
      ['refRho', got.rho, 1e-12],
      ['refVanna', got.vanna, 1e-12],
      ['refVolga', got.vomma, 1e-12],
      ['refElasticity', (got.delta * spot) / got.price, 1e-12],
      ['refDividendRho', -maturity * spot * got.delta, 1e-12],
      ['refStrikeSensitivity', (price(strike + d) - price(strike - d)) / (2 * d), 1e-7],
      [
        'refStrikeGamma',
        (price(strike + d) - 2 * price(strike) + price(strike - d)) / (d * d),
        1e-7,
      ],
    ];
    for (const [name, value, relative] of pairs) {
      expectNear(name, oracle.greeks_inputs, value, oracle.greeks[name] ?? NaN, { relative });
    }
  });

  it('agrees on the SPX grid of 720 options', () => {
    const { rows } = readOracle<Grid>('ql129_spx_bsm_grid.json');
    expect(rows).toHaveLength(720);
    for (const row of rows) {
      const [type, spot, strike, rate, dividend, vol, days, npv, delta, gamma, vega] = row;
      const [theta, rho] = [row[11], row[12]];
      const years = days / 365;
      const right = type === 'C' ? 'call' : 'put';
      const got = bsmGreeks(right, spot, strike, years, vol, rate, dividend);
      // QuantLib takes the tail probabilities of puts as 1 minus the rest: a far put comes out as
      // -1.6e-13 instead of 6e-286. What that rounding, 1.1e-16 of 1, is worth in each number is
      // the floor. The truth in 60 digits is on our side (EXACT above, black.test.ts).
      const rounding = 1.2e-16 * Math.max(spot, strike);
      const inputs = JSON.stringify(row);
      expectNear('price', inputs, got.price, npv, { relative: 1e-10, absolute: rounding });
      expectNear('delta', inputs, got.delta, delta, { relative: 1e-10, absolute: 2.6e-16 });
      // Its density is off by up to 3.7e-10 at 36 standard deviations (1e-286).
      expectNear('gamma', inputs, got.gamma, gamma, { relative: 4e-10 });
      expectNear('vega', inputs, got.vega, vega, { relative: 4e-10 });
      // It makes theta from r x value and (r - q) x spot x delta.
      const carry = Math.abs(rate) + Math.abs(rate - dividend);
      expectNear('theta', inputs, got.theta, theta, {
        relative: 4e-10,
        absolute: rounding * carry,
      });
      // And rho from the difference of value and spot x delta.
      expectNear('rho', inputs, got.rho, rho, { relative: 1e-10, absolute: 2 * rounding * years });
    }
  });
});
