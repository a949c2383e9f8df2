import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertSupportsAlpha, tailRisk } from '../../src/optimize/tail-risk.js';
import { TailFinder } from '../../src/optimize/tail-selection.js';
import { randomSource } from '../../src/scenario/random.js';
import { cvarByDefinition } from './brute-force.js';
import { refusalOf } from './refused.js';

const equal = (count: number): Float64Array => new Float64Array(count).fill(1 / count);

/** Losses with ties, weights with zeros: the cases that selection and atoms can get wrong. */
const sample = fc
  .array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 5 })), {
    minLength: 2,
    maxLength: 40,
  })
  .filter((rows) => rows.some(([, weight]) => weight > 0))
  .map((rows) => {
    const total = rows.reduce((sum, [, weight]) => sum + weight, 0);
    return {
      losses: Float64Array.from(rows, ([loss]) => loss * 100),
      probabilities: Float64Array.from(rows, ([, weight]) => weight / total),
      total,
    };
  });
const alpha = fc.double({ min: 0.001, max: 0.999, noNaN: true });

describe('tail risk', () => {
  it('is by hand what the definition says', () => {
    const losses = Float64Array.of(5, 1, 4, 2, 3);
    // The worst 40% are 5 and 4; the least loss exceeded with probability 0.4 at most is 3.
    expect(tailRisk(losses, equal(5), 0.6)).toEqual({ varUsd: 3, cvarUsd: 4.5 });
    // Half of the atom at 4 completes the worst 30%.
    const split = tailRisk(losses, equal(5), 0.7);
    expect(split.varUsd).toBe(4);
    expect(split.cvarUsd).toBeCloseTo((5 * 0.2 + 4 * 0.1) / 0.3, 12);
  });

  it('gives the unhedged 8400 of METHOD 6.8', () => {
    const losses = Float64Array.of(-1000, 200, 3000, 8000, 9000);
    const { cvarUsd } = tailRisk(losses, Float64Array.of(0.6, 0.2, 0.1, 0.06, 0.04), 0.9);
    expect(cvarUsd).toBeCloseTo(8400, 9);
  });

  it('is the least over z of the Rockafellar-Uryasev function', () => {
    fc.assert(
      fc.property(sample, alpha, ({ losses, probabilities }, a) => {
        const { cvarUsd } = tailRisk(losses, probabilities, a);
        expect(cvarUsd).toBeCloseTo(cvarByDefinition(losses, probabilities, a), 6);
      }),
    );
  });

  it('has VaR at the lower quantile, in whole numbers', () => {
    fc.assert(
      fc.property(sample, fc.nat(), ({ losses, probabilities, total }, at) => {
        // An alpha on an atom's edge: k of `total` weights, so that P(L <= z) >= alpha is exact.
        const k = 1 + (at % Math.max(1, total - 1));
        if (k >= total) return;
        const sorted = Array.from(losses.keys()).sort((i, j) => losses[i]! - losses[j]!);
        let mass = 0;
        const wanted = sorted.find((i) => (mass += Math.round(probabilities[i]! * total)) >= k)!;
        expect(tailRisk(losses, probabilities, k / total).varUsd).toBe(losses[wanted]);
      }),
    );
  });

  it('is at least VaR and rises with alpha', () => {
    fc.assert(
      fc.property(sample, alpha, alpha, ({ losses, probabilities }, a, b) => {
        const low = tailRisk(losses, probabilities, Math.min(a, b));
        const high = tailRisk(losses, probabilities, Math.max(a, b));
        expect(low.cvarUsd).toBeGreaterThanOrEqual(low.varUsd);
        expect(high.varUsd).toBeGreaterThanOrEqual(low.varUsd);
        expect(high.cvarUsd).toBeGreaterThanOrEqual(low.cvarUsd - 1e-9);
      }),
    );
  });

  it('finds the tail of large samples whatever their order, by the sampled guess and without', () => {
    const { uniform: random } = randomSource(3);
    for (const count of [2_000, 30_000]) {
      for (const shape of [(s: number) => s, (s: number) => -s, () => random(), () => 7]) {
        const losses = Float64Array.from({ length: count }, (_, s) => shape(s));
        const sorted = losses.toSorted().reverse();
        const held = count * 0.05;
        const wanted = sorted.subarray(0, held).reduce((sum, loss) => sum + loss, 0) / held;
        const got = tailRisk(losses, equal(count), 0.95).cvarUsd;
        expect(Math.abs(got - wanted)).toBeLessThan(1e-9 * Math.max(1, Math.abs(wanted)));
      }
    }
  });

  it('weighs the tail to 1, split atoms in proportion', () => {
    const tail = new TailFinder(Float64Array.of(0.1, 0.3, 0.3, 0.3), 0.5).find(
      Float64Array.of(9, 4, 4, 1),
    );
    expect(Array.from(tail.scenarios.subarray(0, tail.count))).toEqual([0, 1, 2]);
    const weights = Array.from(tail.weights.subarray(0, tail.count));
    [0.2, 0.4, 0.4].forEach((weight, i) => expect(weights[i]).toBeCloseTo(weight, 12));
  });

  it.each([
    ['an alpha of 1', [1, 2], [0.5, 0.5], 1, 'alpha is 1'],
    ['an alpha of NaN', [1, 2], [0.5, 0.5], NaN, 'alpha is NaN'],
    ['a loss that is none', [1, NaN], [0.5, 0.5], 0.5, 'scenario 1 is NaN'],
    ['a negative probability', [1, 2], [1.5, -0.5], 0.5, 'scenario 0 is 1.5'],
    ['probabilities that miss 1', [1, 2], [0.5, 0.4], 0.5, 'sum to 0.9'],
    ['lengths that differ', [1, 2, 3], [0.5, 0.5], 0.5, '3 losses and 2 probabilities'],
  ])('refuses %s', (_, losses, probabilities, a, said) => {
    const work = (): unknown =>
      tailRisk(Float64Array.from(losses), Float64Array.from(probabilities), a);
    expect(refusalOf(work)).toContain(said);
  });
});

describe('the alpha that a sample supports', () => {
  it('has 14 events of equal weight serve 0.80 and not 0.95 (METHOD 6.8)', () => {
    expect(() => assertSupportsAlpha(14, undefined, 0.8)).not.toThrow();
    const said = refusalOf(() => assertSupportsAlpha(14, equal(14), 0.95));
    expect(said).toContain('needs at least 20 scenarios');
    expect(said).toContain('alpha 0.9285 or less');
    expect(said).toContain('worst case');
  });

  it('names a sample and an alpha that do work, and they are the nearest', () => {
    for (const a of [0.8, 0.9, 0.95, 0.975, 0.99, 0.999]) {
      const said = refusalOf(() => assertSupportsAlpha(3, undefined, a));
      const least = Number(/at least (\d+) scenarios/.exec(said)![1]);
      expect(() => assertSupportsAlpha(least, undefined, a)).not.toThrow();
      expect(() => assertSupportsAlpha(least - 1, equal(least - 1), a)).toThrow();
      const largest = Number(/alpha ([\d.]+) or less/.exec(said)![1]);
      expect(() => assertSupportsAlpha(3, undefined, largest)).not.toThrow();
    }
  });

  it('asks of unequal weights that one scenario fits in the tail', () => {
    const weights = Float64Array.of(0.6, 0.2, 0.1, 0.06, 0.04, 0);
    expect(() => assertSupportsAlpha(6, weights, 0.96)).not.toThrow();
    const said = refusalOf(() => assertSupportsAlpha(6, weights, 0.97));
    expect(said).toContain('the lightest of 5 scenarios (0.04)');
    expect(said).toContain('alpha 0.96 or less');
  });

  it('refuses a single scenario, and none', () => {
    expect(refusalOf(() => assertSupportsAlpha(1, undefined, 0.5))).toContain('1 scenario');
    expect(refusalOf(() => assertSupportsAlpha(0, undefined, 0.5))).toContain('no scenarios');
    expect(refusalOf(() => assertSupportsAlpha(2, Float64Array.of(1, 0), 0.5))).toContain(
      'at least 2 scenarios',
    );
  });
});
