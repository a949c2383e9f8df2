import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hedgeRatioFactors } from '../../src/hedge/hedge-ratio.js';
import type { Factor } from '../../src/hedge/result.js';
import { REGIME_NAMES } from '../../src/market/regime.js';
import { STEWARD, settingsWith } from './fixtures.js';

function product(factors: readonly Factor[]): number {
  return factors.reduce((value, item) => value * item.value, 1);
}

describe('the hedge ratio (METHOD 6.4, 6.5)', () => {
  it.each([
    // profile's h0, regime, portfolio beta, wanted
    [1, 'calm', 1, 0.9],
    [1, 'normal', 1, 1],
    [1, 'flat', 1, 1.1],
    [1, 'stress', 1, 1],
    [1, 'crisis', 1, 0.6],
    [1.3, 'flat', 1, 1.43],
    [1.3, 'flat', 1.5, 1.5],
    [1.3, 'normal', 1.2, 1.43],
    [1, 'normal', 3, 1.25],
    [1, 'normal', 0, 0.75],
    [1, 'normal', 0.6, 0.8],
    [0.3, 'crisis', 0, 0.25],
    [1, 'unknown', 1, 1],
  ] as const)('h0 %d, %s, beta %d: %d', (ratio, regime, beta, wanted) => {
    const settings = settingsWith({ hedge: { ratio }, portfolio: { beta } });
    expect(product(hedgeRatioFactors(settings, regime, {}))).toBeCloseTo(wanted, 12);
  });

  it('static sets the regime’s factor to 1 (METHOD 15.6)', () => {
    const settings = settingsWith({ static: true });
    for (const regime of REGIME_NAMES) {
      expect(product(hedgeRatioFactors(settings, regime, {}))).toBe(1);
    }
  });

  it('the liquidity gate is a factor (METHOD 9.4)', () => {
    const gate = { name: 'quick ratio', value: 0.9, source: 'given' };
    expect(product(hedgeRatioFactors(STEWARD, 'normal', { liquidityGate: gate }))).toBeCloseTo(
      0.9,
      14,
    );
  });

  it('is within its limits to the last digit, and equals the clip', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        number(0.05, 5),
        number(-3, 5),
        fc.constantFrom(...REGIME_NAMES, 'unknown' as const),
        fc.oneof(fc.constant(0), number(0.01, 1)),
        number(0.01, 3),
        number(0.3, 1),
        (ratio, beta, regime, ratioMin, span, gate) => {
          const ratioMax = ratioMin + span;
          const settings = settingsWith({
            hedge: { ratio, ratioMin, ratioMax },
            portfolio: { beta },
          });
          const liquidityGate = { name: 'quick ratio', value: gate, source: 'given' };
          const factors = hedgeRatioFactors(settings, regime, { liquidityGate });
          const got = product(factors);
          expect(got).toBeGreaterThanOrEqual(ratioMin);
          expect(got).toBeLessThanOrEqual(ratioMax);
          const hBeta = Math.min(1.25, Math.max(0.75, 1 + 0.5 * (beta - 1)));
          const hRegime = regime === 'unknown' ? 1 : STEWARD.regimes.hedgeRatio[regime];
          const raw = ratio * hBeta * hRegime * gate;
          const wanted = Math.min(ratioMax, Math.max(ratioMin, raw));
          expect(Math.abs(got - wanted)).toBeLessThanOrEqual(1e-12 * (1 + wanted));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('a factor of 0 makes no NaN and no infinity', () => {
    const none = { name: 'quick ratio', value: 0, source: 'given' };
    for (const item of hedgeRatioFactors(STEWARD, 'normal', { liquidityGate: none })) {
      expect(Number.isFinite(item.value)).toBe(true);
    }
  });
});
