import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanOf, ratioOf, rootMeanSquareOf } from '../../src/calibrate/estimate.js';
import { lagsFor, longRunCovariance, longRunError } from '../../src/calibrate/newey-west.js';
import { inverseOf, ols } from '../../src/calibrate/ols.js';
import { randomSource } from '../../src/scenario/random.js';

const at = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

describe('least squares', () => {
  it('Anscombe’s first quartet (American Statistician 1973): 3.00 + 0.500 x, R2 0.667', () => {
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const fit = ols(
      { days: 11, at: at(11), y: Float64Array.from(y), x: [ones(11), Float64Array.from(x)] },
      0,
    );
    expect(fit.coefficients[0]).toBeCloseTo(3.0000909, 6);
    expect(fit.coefficients[1]).toBeCloseTo(0.5000909, 6);
    expect(fit.standardErrors[0]).toBeCloseTo(1.1247468, 6);
    expect(fit.standardErrors[1]).toBeCloseTo(0.1179055, 6);
    expect(fit.r2).toBeCloseTo(0.6665425, 6);
    expect(fit.residualSd).toBeCloseTo(1.2366033, 6);
  });

  it('residuals are orthogonal to every regressor', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomSource(seed);
        const n = 60;
        const column = (): Float64Array => Float64Array.from({ length: n }, random.normal);
        const x = [ones(n), column(), column()];
        const fit = ols({ days: n, at: at(n), y: column(), x }, 3);
        for (const each of x) {
          const product = each.reduce((sum, v, i) => sum + v * (fit.residuals[i] ?? NaN), 0);
          expect(product).toBeCloseTo(0, 9);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('says which samples cannot be fitted', () => {
    const sample = { days: 3, at: at(3), y: Float64Array.from([1, 2, 3]) };
    expect(() => ols({ ...sample, x: [ones(3), ones(3)] }, 0)).toThrow(/collinear/);
    expect(() => ols({ ...sample, x: [ones(3), ones(3), ones(3)] }, 0)).toThrow(/cannot tell/);
  });

  it('inverts with row exchanges', () => {
    const inverse = inverseOf([
      [0, 2],
      [1, 3],
    ]);
    expect(inverse).toEqual([
      [-1.5, 1],
      [0.5, 0],
    ]);
  });
});

describe('Newey-West errors', () => {
  it('lags: twice the overlap, or the rule of their paper', () => {
    expect(lagsFor(1, 100)).toBe(4);
    expect(lagsFor(1, 9000)).toBe(10);
    expect(lagsFor(40, 9000)).toBe(78);
  });

  it('agrees with the sum written out', () => {
    const random = randomSource(7);
    const a = Float64Array.from({ length: 40 }, random.normal);
    const b = Float64Array.from({ length: 40 }, random.normal);
    let expected = 0;
    for (let s = 0; s < 40; s += 1) {
      for (let t = 0; t < 40; t += 1) {
        const weight = 1 - Math.abs(s - t) / 6;
        if (weight > 0) expected += weight * (a[s] ?? NaN) * (b[t] ?? NaN);
      }
    }
    expect(longRunCovariance(a, b, 5)).toBeCloseTo(expected, 10);
    expect(longRunError(a, 5)).toBeGreaterThan(0);
  });

  it('without lags they are White’s', () => {
    const random = randomSource(3);
    const n = 200;
    const x = Float64Array.from({ length: n }, random.normal);
    const y = Float64Array.from(x, (v) => 2 * v + Math.abs(v) * random.normal());
    const fit = ols({ days: n, at: at(n), y, x: [x] }, 0);
    const gram = x.reduce((sum, v) => sum + v * v, 0);
    const meat = x.reduce((sum, v, i) => sum + (v * (fit.residuals[i] ?? NaN)) ** 2, 0);
    expect(fit.robustErrors[0]).toBeCloseTo(Math.sqrt((meat * n) / (n - 1)) / gram, 12);
    expect(fit.robustErrors[0]).toBeGreaterThan(1.3 * (fit.standardErrors[0] ?? NaN));
  });

  it('cover the mean of overlapping sums nine times in ten or better, where naive ones fail', () => {
    const horizon = 20;
    const n = 1500;
    let robust = 0;
    let naive = 0;
    const rounds = 200;
    for (let round = 0; round < rounds; round += 1) {
      const random = randomSource(round);
      const steps = Float64Array.from({ length: n + horizon }, random.normal);
      const sums = new Float64Array(n);
      for (let i = 0; i < n; i += 1) {
        for (let j = 0; j < horizon; j += 1) sums[i] = (sums[i] ?? 0) + (steps[i + j] ?? 0);
      }
      const lags = lagsFor(horizon, n);
      const { value, standardError } = meanOf({ days: n, at: at(n), lags }, sums);
      const plain = meanOf({ days: n, at: at(n), lags: 0 }, sums).standardError;
      if (Math.abs(value) < 1.96 * standardError) robust += 1;
      if (Math.abs(value) < 1.96 * plain) naive += 1;
    }
    expect(robust / rounds).toBeGreaterThan(0.88);
    expect(naive / rounds).toBeLessThan(0.5);
  });

  it('ratio and root mean square: independent draws have the textbook errors', () => {
    const random = randomSource(11);
    const n = 4000;
    const noise = Float64Array.from({ length: n }, () => 0.05 * random.normal());
    const below = Float64Array.from({ length: n }, () => 1 + 0.1 * random.normal());
    const above = below.map((v, i) => 0.5 * v + (noise[i] ?? NaN));
    const observations = { days: n, at: at(n), lags: 0 };
    const ratio = ratioOf(observations, above, below);
    expect(Math.abs((ratio?.value ?? NaN) - 0.5)).toBeLessThan(4 * (ratio?.standardError ?? NaN));
    expect(ratio?.standardError).toBeCloseTo(0.05 / Math.sqrt(n), 4);
    const sd = rootMeanSquareOf(observations, noise);
    expect(Math.abs(sd.value - 0.05)).toBeLessThan(4 * sd.standardError);
    expect(sd.standardError).toBeCloseTo(0.05 / Math.sqrt(2 * n), 4);
    expect(ratioOf(observations, above, new Float64Array(n))).toBeUndefined();
  });
});
