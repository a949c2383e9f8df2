import { describe, expect, it } from 'vitest';
import { black76Greeks } from '../../src/pricing/black76.js';
import { normalCdf } from '../../src/pricing/normal.js';
import { expectNear } from './compare.js';
import { hasOracles, readOracle } from './oracles.js';

interface Grid {
  readonly rows: readonly (readonly [
    'C' | 'P',
    ...(readonly [number, number, number, number, number, number, number, number, number, number]),
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

describe.skipIf(!hasOracles)('Black-76 against QuantLib', () => {
  it('agrees on the greeks of its calculator test', () => {
    const oracle = readOracle<CalculatorOracle>('quantlib_black76_calculator.json');
    const { forward, strike, stdDev, discount, maturity } = oracle.greeks_inputs;
    const rate = -Math.log(discount) / maturity;
    const vol = stdDev / Math.sqrt(maturity);
    const got = black76Greeks('call', forward, strike, maturity, vol, rate);
    const elasticity = (got.delta * forward) / got.price;
    const d1 = Math.log(forward / strike) / stdDev + stdDev / 2;
    const pairs: readonly (readonly [string, number])[] = [
      ['refDeltaFwd', got.delta],
      ['refGammaFwd', got.gamma],
      ['refVega', got.vega],
      ['refVolga', got.vomma],
      ['refElasticityFwd', elasticity],
      ['refItmAssetProb', normalCdf(d1)],
      ['refItmCashProb', normalCdf(d1 - stdDev)],
    ];
    for (const [name, value] of pairs) {
      expectNear(name, oracle.greeks_inputs, value, oracle.greeks[name] ?? NaN, {
        relative: 1e-12,
      });
    }
  });

  it('agrees on the VIX grid of 672 options', () => {
    const { rows } = readOracle<Grid>('ql129_black76_vix_grid.json');
    expect(rows).toHaveLength(672);
    for (const row of rows) {
      const [type, forward, strike, vol, days, rate, price, delta, gamma, vega, itm] = row;
      const years = days / 365;
      const right = type === 'C' ? 'call' : 'put';
      const got = black76Greeks(right, forward, strike, years, vol, rate);
      // QuantLib takes its tail probabilities as 1 minus the rest, which leaves a rounding of half
      // a unit in the last place of 1, 1.1e-16, times the larger leg. 24 prices below 1.1e-7 feel
      // it: the oracle's 2.6017086831e-9 for C 35 105 at 250%, 2 days stands for 2.6017086856e-9
      // (60 digits; black.test.ts).
      const rounding = 1.2e-16;
      expectNear('price', row, got.price, price, {
        relative: 1e-10,
        absolute: rounding * Math.max(forward, strike),
      });
      expectNear('delta', row, got.delta, delta, { relative: 1e-10, absolute: rounding });
      expectNear('gamma', row, got.gamma, gamma, { relative: 1e-10 });
      expectNear('vega', row, got.vega, vega, { relative: 1e-10 });
      const stdDev = vol * Math.sqrt(years);
      const cdf = normalCdf(Math.log(forward / strike) / stdDev - stdDev / 2);
      expectNear('N(d2)', row, cdf, itm, { relative: 1e-10, absolute: rounding });
    }
  });
});
