import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMeasure, expectation, lognormalMeasure } from '../../src/capital/measure.js';
import { expectedFlows, npvUsd } from '../../src/capital/npv.js';
import { Refusal } from '../../src/errors.js';
import { black76Price } from '../../src/pricing/black76.js';
import { onDays } from './flows.js';

describe('a measure on scenarios', () => {
  it('has a name and probabilities that sum to 1', () => {
    const measure = createMeasure('two days', [0.25, 0.75]);
    expect(expectation(measure, [100, -20])).toBe(10);
    expect(() => createMeasure(' ', [1])).toThrow(/no name/);
    expect(() => createMeasure('x', [0.5, 0.4])).toThrow(/sum to 0.9/);
    expect(() => createMeasure('x', [1.5, -0.5])).toThrow(/1.5 is no probability/);
    expect(() => createMeasure('x', [NaN, 1])).toThrow(/NaN is no probability/);
    expect(() => createMeasure('x', [])).toThrow(/sum to 0/);
    expect(() => expectation(measure, [1])).toThrow(/1 values for 2 probabilities/);
  });

  it('gives expected cash flows, and their value by hand', () => {
    const measure = createMeasure('calm or crash', [0.9, 0.1]);
    const calm = onDays([0, -1000], [73, 1040]);
    const crash = onDays([0, -1000], [73, 600]);
    const expected = expectedFlows([calm, crash], measure);
    expect(expected.map(({ amountUsd }) => amountUsd)).toEqual([-1000, 996]);
    expect(npvUsd(expected, 0.08)).toBeCloseTo(-1000 + 996 / 1.08 ** 0.2, 9);
    // The value is linear in the flows.
    expect(npvUsd(expected, 0.08)).toBeCloseTo(
      0.9 * npvUsd(calm, 0.08) + 0.1 * npvUsd(crash, 0.08),
      9,
    );
    expect(() => expectedFlows([calm, onDays([0, -1000])], measure)).toThrow(Refusal);
    expect(() => expectedFlows([calm, onDays([0, -1000], [80, 1])], measure)).toThrow(Refusal);
  });
});

describe('a lognormal on levels', () => {
  const levels = [5600, 5700, 5800, 5900, 6000, 6100];

  it('prices a payoff that is straight between its kinks exactly: a spread of Black-76', () => {
    const [forward, years, vol] = [5815, 0.1, 0.18];
    const measure = lognormalMeasure('x', [5600, 5700], forward, vol * Math.sqrt(years));
    // The short put spread pays -100 below 5600 and nothing above 5700.
    const spread =
      black76Price('put', forward, 5700, years, vol, 0) -
      black76Price('put', forward, 5600, years, vol, 0);
    expect(expectation(measure, [-100, 0])).toBeCloseTo(-spread, 9);
  });

  it('weighs to 1, is nowhere negative and has its forward as mean', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3000, max: 9000, noNaN: true }),
        fc.double({ min: 0, max: 0.6, noNaN: true }),
        (forward, stdDev) => {
          const { probabilities } = lognormalMeasure('x', levels, forward, stdDev);
          expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
          for (const p of probabilities) expect(p).toBeGreaterThanOrEqual(0);
        },
      ),
    );
    const wide = Array.from({ length: 400 }, (_, i) => 1000 * 1.01 ** i);
    const measure = lognormalMeasure('x', wide, 5815, 0.05);
    expect(expectation(measure, wide)).toBeCloseTo(5815, 6);
  });

  it('without deviation is the forward', () => {
    const measure = lognormalMeasure('x', levels, 5825, 0);
    expect(expectation(measure, levels)).toBeCloseTo(5825, 9);
    expect(measure.probabilities.filter((p) => p > 0)).toHaveLength(2);
    expect(expectation(lognormalMeasure('x', levels, 100, 0), levels)).toBe(5600);
    expect(expectation(lognormalMeasure('x', levels, 9000, 0), levels)).toBe(6100);
  });

  it('refuses levels and numbers that are none', () => {
    expect(() => lognormalMeasure('x', [], 5800, 0.1)).toThrow(Refusal);
    expect(() => lognormalMeasure('x', [2, 1], 5800, 0.1)).toThrow(Refusal);
    expect(() => lognormalMeasure('x', [0, 1], 5800, 0.1)).toThrow(Refusal);
    expect(() => lognormalMeasure('x', levels, 0, 0.1)).toThrow(Refusal);
    expect(() => lognormalMeasure('x', levels, 5800, -0.1)).toThrow(Refusal);
    expect(() => lognormalMeasure('x', levels, NaN, 0.1)).toThrow(Refusal);
  });
});
