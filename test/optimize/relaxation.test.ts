import { describe, expect, it } from 'vitest';
import { CvarModel } from '../../src/optimize/cvar-model.js';
import { DualSimplex } from '../../src/optimize/dual-simplex.js';
import { levelsOf } from '../../src/optimize/levels.js';
import { limitsOf } from '../../src/optimize/limits.js';
import { LpRows } from '../../src/optimize/lp-rows.js';
import { Master } from '../../src/optimize/master.js';
import { randomSource } from '../../src/scenario/random.js';
import { unitBounds } from '../../src/optimize/unit-bounds.js';
import { ORACLE } from './problems.js';

describe('the relaxation', () => {
  it('costs 564.10 at (5.641, 0, 0) in the oracle of METHOD 6.8', () => {
    const model = CvarModel.of(ORACLE);
    const limits = limitsOf(ORACLE, model);
    const upper = unitBounds(model.size, limits);
    const levels = levelsOf(ORACLE, 'cost', model.scaleUsd);
    const master = new Master({ model, upper, limits, levels });
    const lower = new Float64Array(model.size);
    for (let cuts = 0; cuts < 50; cuts += 1) {
      expect(master.solve(0, lower, upper, [])).toBe('optimal');
      const cut = model.evaluate(master.x.subarray(0, model.size));
      if (cut.cvarUsd <= 4000 + 1e-6) break;
      master.addCut(cut);
    }
    expect(master.bound(0) * 100).toBeCloseTo(564.1, 2);
    [5.641, 0, 0].forEach((units, j) => expect(master.x[j]).toBeCloseTo(units, 3));
  });
});

/** The optimum over a box and rows, by trying every vertex: every choice of two tight bounds. */
function bestVertex(
  objective: readonly number[],
  rows: readonly { a: readonly number[]; low: number; high: number }[],
): number | undefined {
  const lines = rows.flatMap(({ a, low, high }) => [low, high].map((b) => ({ a, b })));
  let best: number | undefined;
  for (const one of lines) {
    for (const two of lines) {
      const det = one.a[0]! * two.a[1]! - one.a[1]! * two.a[0]!;
      if (Math.abs(det) < 1e-9) continue;
      const x = (one.b * two.a[1]! - one.a[1]! * two.b) / det;
      const y = (one.a[0]! * two.b - one.b * two.a[0]!) / det;
      const inside = rows.every(({ a, low, high }) => {
        const value = a[0]! * x + a[1]! * y;
        return value >= low - 1e-9 && value <= high + 1e-9;
      });
      const value = objective[0]! * x + objective[1]! * y;
      if (inside && (best === undefined || value < best)) best = value;
    }
  }
  return best;
}

describe('the dual simplex', () => {
  it('finds the best vertex, or that there is none, also when bounds and rows change', () => {
    const { uniform: random } = randomSource(11);
    const whole = (low: number, high: number): number =>
      low + Math.floor(random() * (high - low + 1));
    let infeasible = 0;
    for (let trial = 0; trial < 300; trial += 1) {
      const box = [whole(1, 9), whole(1, 9)];
      const lp = new LpRows(new Float64Array(2), Float64Array.from(box));
      const simplex = new DualSimplex(lp);
      const rows = [
        { a: [1, 0], low: 0, high: box[0]! },
        { a: [0, 1], low: 0, high: box[1]! },
      ];
      for (let added = 0; added < 5; added += 1) {
        const a = [whole(-3, 3), whole(-3, 3)];
        const low = whole(-20, 1);
        rows.push({ a, low, high: low + whole(0, 40) });
        lp.add(Float64Array.from(a), low, rows[rows.length - 1]!.high);
        if (added === 3) {
          rows[0] = { a: [1, 0], low: whole(0, 1), high: box[0]! };
          lp.setBounds(0, rows[0].low, box[0]!);
        }
        const objective = [whole(-5, 5), whole(-5, 5)];
        const c = Float64Array.from(objective);
        const status = simplex.solve(c);
        const wanted = bestVertex(objective, rows);
        expect({ trial, added, status }).toEqual({
          trial,
          added,
          status: wanted === undefined ? 'infeasible' : 'optimal',
        });
        if (wanted === undefined) {
          infeasible += 1;
          break;
        }
        expect(simplex.bound(c)).toBeCloseTo(wanted, 8);
        expect(c[0]! * simplex.x[0]! + c[1]! * simplex.x[1]!).toBeCloseTo(wanted, 8);
      }
    }
    expect(infeasible).toBeGreaterThan(50);
    expect(infeasible).toBeLessThan(250);
  });
});
