import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neverRising } from '../../src/calibrate/isotonic.js';

/** The min-max formula: by hand over all runs, with nothing of the algorithm's own. */
function byBruteForce(values: readonly number[], weights: readonly number[]): number[] {
  const mean = (from: number, to: number): number => {
    let sum = 0;
    let weight = 0;
    for (let i = from; i <= to; i += 1) {
      sum += (values[i] ?? NaN) * (weights[i] ?? NaN);
      weight += weights[i] ?? NaN;
    }
    return sum / weight;
  };
  return values.map((_, i) => {
    let least = Infinity;
    for (let from = 0; from <= i; from += 1) {
      let most = -Infinity;
      for (let to = i; to < values.length; to += 1) most = Math.max(most, mean(from, to));
      least = Math.min(least, most);
    }
    return least;
  });
}

describe('pool adjacent violators', () => {
  it('by hand', () => {
    expect(neverRising([3, 2, 1], [1, 1, 1])).toEqual({ fitted: [3, 2, 1], pools: [0, 1, 2] });
    expect(neverRising([1, 2, 0], [1, 3, 1])).toEqual({
      fitted: [1.75, 1.75, 0],
      pools: [0, 0, 1],
    });
    expect(neverRising([1, 2, 3], [1, 1, 2]).fitted).toEqual([2.25, 2.25, 2.25]);
    expect(neverRising([5], [2])).toEqual({ fitted: [5], pools: [0] });
  });

  it('agrees with the min-max formula, never rises, and keeps the weighted mean', () => {
    const pair = fc.tuple(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.integer({ min: 1, max: 500 }),
    );
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 14 }), (pairs) => {
        const values = pairs.map(([value]) => value);
        const weights = pairs.map(([, weight]) => weight);
        const { fitted, pools } = neverRising(values, weights);
        const expected = byBruteForce(values, weights);
        fitted.forEach((value, i) => {
          expect(value).toBeCloseTo(expected[i] ?? NaN, 10);
          if (i > 0) expect(value).toBeLessThanOrEqual(fitted[i - 1] ?? NaN);
          if (i > 0 && pools[i] === pools[i - 1]) expect(value).toBe(fitted[i - 1]);
        });
        const total = (of: readonly number[]): number =>
          of.reduce((sum, value, i) => sum + value * (weights[i] ?? NaN), 0);
        expect(total(fitted)).toBeCloseTo(total(values), 8);
      }),
      { numRuns: 1500 },
    );
  });
});
