import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../src/market/date.js';
import { termStructure } from '../../src/market/term-structure.js';
import type { CurveNode } from '../../src/market/term-structure.js';
import { DEFAULT_DYNAMICS } from '../../src/scenario/dynamics.js';
import {
  expiresBy,
  futureOnPath,
  horizonPath,
  stateAt,
  stateAtVix,
  unchangedCurvePrice,
} from '../../src/scenario/horizon-path.js';
import { AS_OF, EXPIRIES, PRICES, snapshotOf } from '../hedge/fixtures.js';
import * as naive from '../hedge/naive.js';

const SPX = 6512.4;
const TODAY = '2026-11-20';
const CURVE = termStructure(snapshotOf(), AS_OF);
const NAIVE_CURVE = [
  [0, 17.92],
  ...EXPIRIES.map((expiry, i) => [naive.daysFrom(TODAY, expiry), PRICES[i] ?? NaN] as const),
] as const;

/** Where a future stands, by METHOD 15.7 written down again. */
function naiveFuture(expiry: string, horizon: string, spx: number, residuals = 0): number {
  const r = Math.log(spx / SPX);
  const h = naive.tradingDays(TODAY, horizon);
  if (expiry <= horizon) {
    const until = naive.tradingDays(TODAY, expiry);
    return naive.vixAt(17.92, (r * until) / h, until, residuals);
  }
  const left = naive.daysFrom(horizon, expiry);
  const change = Math.log(naive.vixAt(17.92, r, h, residuals) / 17.92);
  return naive.curveAt(NAIVE_CURVE, left) * Math.exp(naive.beta(left, r, h) * change);
}

function nodeOf(expiry: string): CurveNode {
  const node = CURVE.nodes.find((item) => item.expiry === expiry);
  if (node === undefined) throw new Error(expiry);
  return node;
}

describe('futures at a horizon (METHOD 15.7)', () => {
  it('counts trading days over Thanksgiving: 19 to 18 December', () => {
    const path = horizonPath(DEFAULT_DYNAMICS, CURVE, SPX, isoDate('2026-12-18'));
    expect(path).toMatchObject({ calendarDays: 28, tradingDays: 19 });
    expect(naive.tradingDays(TODAY, '2026-12-18')).toBe(19);
  });

  it('by hand: January at the 18 December horizon with SPX unchanged', () => {
    const path = horizonPath(DEFAULT_DYNAMICS, CURVE, SPX, isoDate('2026-12-18'));
    const state = stateAt(path, SPX);
    // 33 days are left; the curve there: 18.85 at 26, 19.70 at 61 days.
    const rolled = 18.85 + (7 / 35) * 0.85;
    expect(unchangedCurvePrice(path, nodeOf('2027-01-20'))).toBeCloseTo(rolled, 12);
    // r = 0: 10 days .047 - 7/15 x .071, 20 days .050 - 7/15 x .061; horizon 19 is nine tenths.
    const change = 0.1 * (0.047 - (7 / 15) * 0.071) + 0.9 * (0.05 - (7 / 15) * 0.061);
    expect(state.vixLogChange).toBeCloseTo(change, 12);
    expect(state.vix).toBeCloseTo(17.92 * Math.exp(change), 12);
    const beta30 = 0.1 * 0.584 + 0.9 * 0.622;
    const beta60 = 0.1 * 0.424 + 0.9 * 0.461;
    const beta = beta30 + 0.1 * (beta60 - beta30);
    expect(futureOnPath(path, state, nodeOf('2027-01-20'))).toBeCloseTo(
      rolled * Math.exp(beta * change),
      11,
    );
  });

  it('a future that expires before the horizon settles at the path’s spot VIX on its expiry', () => {
    const path = horizonPath(DEFAULT_DYNAMICS, CURVE, SPX, isoDate('2026-12-18'));
    const node = nodeOf('2026-12-16');
    expect(expiresBy(path, node)).toBe(true);
    // 17 of 19 trading days: the SPX move is spread evenly over them.
    expect(naive.tradingDays(TODAY, '2026-12-16')).toBe(17);
    for (const move of [-0.2, -0.08, -0.01, 0, 0.05]) {
      const spx = SPX * (1 + move);
      const wanted = naive.vixAt(17.92, (Math.log(1 + move) * 17) / 19, 17);
      expect(futureOnPath(path, stateAt(path, spx), node)).toBeCloseTo(wanted, 10);
    }
    expect(unchangedCurvePrice(path, node)).toBe(17.92);
  });

  it('a future that settles on the very day of the horizon is spot VIX', () => {
    const path = horizonPath(DEFAULT_DYNAMICS, CURVE, SPX, isoDate('2026-12-16'));
    const state = stateAt(path, SPX * 0.93);
    expect(futureOnPath(path, state, nodeOf('2026-12-16'))).toBeCloseTo(state.vix, 12);
  });

  it('agrees with a naive second path for any horizon, contract and SPX', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 150 }),
        fc.constantFrom(...EXPIRIES),
        fc.double({ min: -0.45, max: 0.3, noNaN: true }),
        fc.constantFrom(-1, 0, 0, 1),
        (days, expiry, move, residuals) => {
          const horizon = addDays(isoDate(TODAY), days);
          const path = horizonPath(DEFAULT_DYNAMICS, CURVE, SPX, horizon, residuals);
          if (path.tradingDays === 0) return;
          const spx = SPX * (1 + move);
          expect(futureOnPath(path, stateAt(path, spx), nodeOf(expiry))).toBeCloseTo(
            naiveFuture(expiry, horizon, spx, residuals),
            9,
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('no future rises with SPX on the central path', () => {
    for (const horizon of ['2026-11-23', '2026-12-04', '2026-12-18', '2027-01-15', '2027-02-19']) {
      const path = horizonPath(DEFAULT_DYNAMICS, CURVE, SPX, isoDate(horizon));
      for (const node of CURVE.nodes) {
        let last = Infinity;
        for (let move = -0.45; move <= 0.3; move += 0.001) {
          const level = futureOnPath(path, stateAt(path, SPX * (1 + move)), node);
          expect(level).toBeLessThanOrEqual(last + 1e-10);
          last = level;
        }
      }
    }
  });

  it('VIX at a level, off the path: SPX unchanged, ordinary betas, settlement at that level', () => {
    const path = horizonPath(DEFAULT_DYNAMICS, CURVE, SPX, isoDate('2026-12-18'));
    const state = stateAtVix(path, 12);
    expect(state.vixLogChange).toBeCloseTo(Math.log(12 / 17.92), 14);
    expect(futureOnPath(path, state, nodeOf('2026-12-16'))).toBe(12);
    const left = 33;
    const wanted =
      naive.curveAt(NAIVE_CURVE, left) * Math.exp(naive.beta(left, 0, 19) * Math.log(12 / 17.92));
    expect(futureOnPath(path, state, nodeOf('2027-01-20'))).toBeCloseTo(wanted, 11);
  });
});
