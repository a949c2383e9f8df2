import { describe, expect, it } from 'vitest';
import { exp, logRatio } from '../../src/pricing/elementary.js';
import { expectNear } from './compare.js';

/** One unit in the last place of a double near 1. */
const ULP = 2 ** -52;

describe('exp', () => {
  // From 60-digit arithmetic, rounded to the nearest double.
  it.each([
    [-699.5, 1.6255858439919858e-304],
    [-37.25, 6.64554417291507e-17],
    [-1, 0.36787944117144233],
    [-0.01, 0.9900498337491681],
    [1e-9, 1.000000001],
    [0.3, 1.3498588075760032],
    [1, 2.718281828459045],
    [20.5, 799902177.4755054],
    [690, 4.60460640478299e299],
  ])('of %f is %f to the last place', (x, expected) => {
    expectNear('exp', x, exp(x), expected, { relative: 1.5 * ULP });
  });

  it('agrees with Math.exp everywhere', () => {
    for (let x = -745; x <= 709.5; x += 0.01237) {
      // Subnormal results have fewer digits, and there exp is Math.exp.
      expectNear('exp', x, exp(x), Math.exp(x), { relative: 2 * ULP });
    }
  });

  it('has the limits of Math.exp', () => {
    for (const x of [0, -0, -Infinity, Infinity, NaN, -800, 800]) expect(exp(x)).toBe(Math.exp(x));
  });
});

describe('logRatio', () => {
  // From 60-digit arithmetic on the doubles themselves.
  it.each([
    [1, 2, -0.6931471805599453],
    [2, 1, 0.6931471805599453],
    [5800, 5799.75, 4.3104377256183635e-5],
    [100, 100.0000001, -9.999999401318238e-10],
    [0.3, 0.7, -0.8472978603872036],
    [20, 65, -1.1786549963416462],
    [1e-8, 3, -19.519293032620475],
    [1, 0.999999999999999, 9.992007221626415e-16],
  ])('of %f / %f is %f to the last places', (a, b, expected) => {
    expectNear('logRatio', [a, b], logRatio(a, b), expected, { relative: 3 * ULP });
  });

  it('changes sign with its arguments, to the bit within a factor of 2', () => {
    for (let a = 0.851; a < 3.4; a *= 1.00137) expect(logRatio(a, 1.7)).toBe(-logRatio(1.7, a));
    for (let a = 3.4; a < 90; a *= 1.0137) {
      expectNear('logRatio', a, logRatio(a, 1.7), -logRatio(1.7, a), { relative: 2 * ULP });
    }
  });

  it('agrees with Math.log across the seams of its two forms', () => {
    for (const ratio of [0.4999999, 0.5, 0.5000001, 1.9999999, 2, 2.0000001]) {
      expectNear('logRatio', ratio, logRatio(ratio, 1), Math.log(ratio), { relative: 4 * ULP });
    }
  });

  it('has the limits of the logarithm', () => {
    expect(logRatio(0, 3)).toBe(-Infinity);
    expect(logRatio(3, 0)).toBe(Infinity);
    expect(logRatio(0, 0)).toBeNaN();
    expect(logRatio(7, 7)).toBe(0);
  });
});
