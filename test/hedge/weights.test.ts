import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Band } from '../../src/hedge/settings.js';
import { projectToBands } from '../../src/hedge/weights.js';

const ARTICLE: readonly Band[] = [
  { min: 0.15, max: 0.25 },
  { min: 0.3, max: 0.4 },
  { min: 0.35, max: 0.55 },
];

/** Bands with sum(min) <= 1 <= sum(max), and raw weights of any scale. */
const problem = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc
    .record({
      raw: fc.array(fc.double({ min: 1e-6, max: 5, noNaN: true }), { minLength: n, maxLength: n }),
      inside: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
      below: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
      above: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
      scale: fc.constantFrom(1e-9, 1e-3, 1, 1e4),
      pinned: fc.boolean(),
    })
    .filter(({ inside }) => inside.reduce((a, b) => a + b, 0) > 1e-3)
    .map(({ raw, inside, below, above, scale, pinned }) => {
      const sum = inside.reduce((a, b) => a + b, 0);
      const bands = inside.map((value, i) => {
        const point = value / sum;
        if (pinned && i === 0) return { min: point, max: point };
        return {
          min: point * (1 - (below[i] ?? 0)),
          max: Math.min(1, point + (1 - point) * (above[i] ?? 0)),
        };
      });
      return { raw: raw.map((value) => value * scale), bands };
    }),
);

describe('projectToBands (METHOD 6.3)', () => {
  it.each([
    // raw, wanted: the oracles of 6.3
    [
      [0.23, 0.35, 0.405],
      [0.2335, 0.35533, 0.41117],
    ],
    [
      [0.2, 0.35, 0.45],
      [0.2, 0.35, 0.45],
    ],
    [
      [0.3, 0.33, 0.37],
      [0.25, 0.355, 0.395],
    ],
    [
      [0.1, 0.25, 0.65],
      [0.15, 0.3, 0.55],
    ],
    [
      [0.4, 0.4, 0.2],
      [0.25, 0.4, 0.35],
    ],
  ])('%j to %j', (raw, wanted) => {
    const got = projectToBands(raw, ARTICLE);
    got.forEach((weight, i) => expect(weight).toBeCloseTo(wanted[i] ?? NaN, 5));
  });

  it('the first oracle to the last digit: no band binds, so it is a plain scaling', () => {
    const got = projectToBands([0.23, 0.35, 0.405], ARTICLE);
    [0.23 / 0.985, 0.35 / 0.985, 0.405 / 0.985].forEach((wanted, i) =>
      expect(got[i]).toBeCloseTo(wanted, 14),
    );
  });

  it('calm tilts by hand: .17 .35 .495 over 1.015', () => {
    const got = projectToBands([0.2 * 0.85, 0.35, 0.45 * 1.1], ARTICLE);
    [0.17 / 1.015, 0.35 / 1.015, 0.495 / 1.015].forEach((wanted, i) =>
      expect(got[i]).toBeCloseTo(wanted, 14),
    );
  });

  it('sums to 1, stays in its bands, and is optimal (Karush-Kuhn-Tucker)', () => {
    fc.assert(
      fc.property(problem, ({ raw, bands }) => {
        const total = raw.reduce((a, b) => a + b, 0);
        const wanted = raw.map((value) => value / total);
        const got = projectToBands(raw, bands);
        expect(Math.abs(got.reduce((a, b) => a + b, 0) - 1)).toBeLessThanOrEqual(1e-12);
        got.forEach((weight, i) => {
          expect(weight).toBeGreaterThanOrEqual(bands[i]?.min ?? NaN);
          expect(weight).toBeLessThanOrEqual(bands[i]?.max ?? NaN);
        });
        // Nothing can be moved from i to j with gain: the gradient 2 (w - t) says so.
        got.forEach((from, i) => {
          got.forEach((to, j) => {
            const canGive = from > (bands[i]?.min ?? 0) + 1e-9;
            const canTake = to < (bands[j]?.max ?? 0) - 1e-9;
            if (i === j || !canGive || !canTake) return;
            expect(from - (wanted[i] ?? 0)).toBeLessThanOrEqual(to - (wanted[j] ?? 0) + 1e-9);
          });
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('is no worse than any point of a fine grid (three layers)', () => {
    const raws = [
      [0.5, 0.3, 0.2],
      [0.05, 0.9, 0.05],
      [0.33, 0.33, 0.34],
      [1, 5, 3],
    ];
    for (const raw of raws) {
      const total = raw.reduce((a, b) => a + b, 0);
      const cost = (weights: readonly number[]): number =>
        weights.reduce((sum, weight, i) => sum + (weight - (raw[i] ?? 0) / total) ** 2, 0);
      let best = Infinity;
      for (let a = 150; a <= 250; a += 1) {
        for (let b = 300; b <= 400; b += 1) {
          const c = 1000 - a - b;
          if (c >= 350 && c <= 550) best = Math.min(best, cost([a / 1000, b / 1000, c / 1000]));
        }
      }
      expect(cost(projectToBands(raw, ARTICLE))).toBeLessThanOrEqual(best + 1e-15);
    }
  });
});
