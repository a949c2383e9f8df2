import { describe, expect, it } from 'vitest';
import type { Right } from '../../src/pricing/black.js';
import { bsmPrice } from '../../src/pricing/bsm.js';
import { expectNear } from './compare.js';
import { hasOracles, readOracle } from './oracles.js';

interface Strip {
  readonly spot: number;
  readonly q: number;
  readonly r: number;
  readonly t: number;
  readonly dk: number;
  readonly expected_variance: number;
  readonly tol: number;
  readonly options: readonly (readonly [Right, number, number])[];
}

/** Derman, Kamal and Zou 1999, the published example; also in QuantLib's varianceswaps.cpp. */
const PUBLISHED: Strip = {
  spot: 100,
  q: 0,
  r: 0.05,
  t: 0.246575,
  dk: 5,
  expected_variance: 0.04189,
  tol: 1e-4,
  options: Array.from({ length: 11 }, (_, i): [Right, number, number] => [
    'put',
    50 + 5 * i,
    0.3 - 0.01 * i,
  ]).concat(
    Array.from({ length: 8 }, (_, i): [Right, number, number] => [
      'call',
      100 + 5 * i,
      0.2 - 0.01 * i,
    ]),
  ),
};

/**
 * Fair variance from a strip of options: those whose pay-offs make up the piecewise linear curve
 * through f(K) = 2/T [(K - S*)/S* - ln(K/S*)] at the strikes, S* the strike in the middle.
 */
function replicatedVariance({ spot, q, r, t, dk, options }: Strip): number {
  const middle = Math.max(...options.filter(([right]) => right === 'put').map(([, k]) => k));
  const curve = (k: number) => (2 / t) * ((k - middle) / middle - Math.log(k / middle));
  const side = (right: Right) => {
    const away = right === 'call' ? 1 : -1;
    let held = 0;
    let cost = 0;
    const strip = options.filter(([of]) => of === right).sort(([, a], [, b]) => away * (a - b));
    for (const [, strike, vol] of strip) {
      const steepness = (curve(strike + away * dk) - curve(strike)) / dk;
      cost += (steepness - held) * bsmPrice(right, spot, strike, t, vol, r, q);
      held = steepness;
    }
    return cost;
  };
  const forward = Math.exp((r - q) * t) * spot;
  const strip = Math.exp(r * t) * (side('put') + side('call'));
  return (2 / t) * ((r - q) * t - (forward / middle - 1) - Math.log(middle / spot)) + strip;
}

describe('a strip of our prices', () => {
  it('gives the fair variance of Derman, Kamal and Zou', () => {
    const got = replicatedVariance(PUBLISHED);
    expectNear('variance', 'the strip', got, PUBLISHED.expected_variance, { absolute: 1e-4 });
  });

  it.skipIf(!hasOracles)('so with the strip of the oracle file', () => {
    const strip = readOracle<Strip>('quantlib_variance_swap_dkz.json');
    expect(strip.options).toHaveLength(19);
    expectNear('variance', strip, replicatedVariance(strip), strip.expected_variance, {
      absolute: strip.tol,
    });
  });

  it('gives back a flat vol as its square', () => {
    const flat: Strip = {
      ...PUBLISHED,
      dk: 0.5,
      options: [
        ...Array.from({ length: 161 }, (_, i): [Right, number, number] => [
          'put',
          20 + 0.5 * i,
          0.2,
        ]),
        ...Array.from({ length: 401 }, (_, i): [Right, number, number] => [
          'call',
          100 + 0.5 * i,
          0.2,
        ]),
      ],
    };
    // The chords of the curve lie above it: dk^2 / 12 x the mean of 1/K^2 x 2/T at most.
    expectNear('variance', 'flat 20%', replicatedVariance(flat), 0.04, { absolute: 4e-5 });
  });
});
