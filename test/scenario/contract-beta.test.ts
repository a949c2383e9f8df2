import { describe, expect, it, test } from 'vitest';
import { contractBeta, stressMultiplier } from '../../src/scenario/contract-beta.js';

/** METHOD 4.2, copied: days, beta of one contract a day, and the same on days of SPX below -3%. */
const METHOD_4_2 = [
  [17, 0.623, 0.731],
  [46, 0.426, 0.534],
  [77, 0.325, 0.441],
  [107, 0.266, 0.374],
  [138, 0.227, 0.329],
  [168, 0.205, 0.291],
  [199, 0.19, 0.27],
] as const;

describe('contractBeta', () => {
  test.each(METHOD_4_2)('at %i days is the fit of METHOD 4.2 to a beta of %f', (days, beta) => {
    expect(Math.abs(contractBeta(days) - beta)).toBeLessThan(0.03);
    const fit = 0.2008 + 0.6404 * Math.exp((-8.62 * days) / 365);
    expect(contractBeta(days)).toBeCloseTo(fit, 12);
  });
});

describe('stressMultiplier', () => {
  test.each(METHOD_4_2)('at %i days is %f to %f in a crash', (days, beta, stressed) => {
    expect(stressMultiplier(days, -0.05)).toBeCloseTo(stressed / beta, 12);
    expect(stressMultiplier(days, -0.2)).toBeCloseTo(stressed / beta, 12);
    // METHOD 15.7: straight from SPX -2% to -5%.
    expect(stressMultiplier(days, -0.035)).toBeCloseTo(1 + (stressed / beta - 1) / 2, 12);
  });

  it('runs from 1.17 at the front to 1.42 at the back (METHOD 4.2)', () => {
    expect(stressMultiplier(5, -0.1)).toBeCloseTo(1.17, 2);
    expect(stressMultiplier(199, -0.1)).toBeCloseTo(1.42, 2);
    expect(stressMultiplier(400, -0.1)).toBe(stressMultiplier(199, -0.1));
  });

  it('is 1 in ordinary times and rises', () => {
    for (const move of [-0.02, -0.01, 0, 0.05, 0.5]) expect(stressMultiplier(60, move)).toBe(1);
  });

  it('is straight between the tenors', () => {
    const [, [left, b1, s1], [right, b2, s2]] = METHOD_4_2;
    const middle = (left + right) / 2;
    expect(stressMultiplier(middle, -0.06)).toBeCloseTo((s1 / b1 + s2 / b2) / 2, 12);
  });
});
