import { describe, expect, it } from 'vitest';
import { timeValue } from '../../src/pricing/time-value.js';
import { solveStdDev } from '../../src/pricing/implied-std-dev.js';
import { expectNear } from './compare.js';

/** The value that solveStdDev inverts: sqrt(F K) is 1 for F = e^{-x/2}, K = e^{x/2}. */
const valueOf = (x: number, s: number) => timeValue(Math.exp(-x / 2), Math.exp(x / 2), s);

const MONEYNESS = [0, 1e-6, 1e-3, 0.02, 0.15, 0.7, 2, 8, 40, 250];

describe('solveStdDev', () => {
  it('returns the stdDev of every value that can tell it', () => {
    let count = 0;
    for (const x of MONEYNESS) {
      for (let s = 1e-5; s < 40; s *= 1.13) {
        const ceiling = Math.exp(-x / 2);
        const value = valueOf(x, s);
        // Too small to be a normal double, or so near its ceiling that few digits of the rest stay.
        if (value < 1e-300 || ceiling - value < 1e-6 * ceiling) continue;
        count++;
        const h = x / s;
        // The error of the value (black.ts) over how fast ln(value) moves with ln(s).
        const speed = Math.max(1, h * h);
        const relative = (2e-15 * (1 + (1 + h) / s + h * h)) / speed + 1e-13;
        const nearCeiling = (1e-16 * ceiling) / (ceiling - value);
        const got = solveStdDev(value, x, ceiling);
        expectNear('stdDev', { x, s, value }, got, s, { relative: relative + nearCeiling });
      }
    }
    expect(count).toBeGreaterThan(600);
  });

  it('returns a number for values as small and as large as doubles allow', () => {
    for (const x of MONEYNESS) {
      const ceiling = Math.exp(-x / 2);
      for (const value of [
        5e-324,
        7e-323,
        1e-310,
        1e-200 * ceiling,
        0.5 * ceiling,
        ceiling * (1 - 1e-10),
        ceiling * (1 - 2 ** -53),
      ]) {
        const got = solveStdDev(value, x, ceiling);
        expect(got, `solveStdDev(${value}, ${x}, ${ceiling})`).toBeGreaterThan(0);
        expect(got, `solveStdDev(${value}, ${x}, ${ceiling})`).toBeLessThan(60);
      }
    }
  });
});
