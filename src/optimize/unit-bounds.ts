import { DualSimplex } from './dual-simplex.js';
import { rowOf } from './limits.js';
import type { Limit } from './limits.js';
import { LpRows } from './lp-rows.js';

/** Stands for no limit: more units than any hedge that means anything has. */
export const NO_LIMIT = 1e6;

/**
 * The most units of each of `size` instruments: their own limit, or where there is none, what the
 * other limits let through; NO_LIMIT where nothing holds them.
 */
export function unitBounds(size: number, limits: readonly Limit[]): Float64Array {
  const upper = new Float64Array(size).fill(NO_LIMIT);
  for (const limit of limits) {
    if (limit.kind !== 'units') continue;
    upper[limit.instrument] = Math.min(upper[limit.instrument] as number, limit.bound);
  }
  const free = Array.from(upper.keys()).filter((j) => upper[j] === NO_LIMIT);
  if (free.length === 0) return upper;
  const rows = new LpRows(new Float64Array(size), upper);
  for (const row of limits.map(rowOf)) {
    const scale = row?.coefficients.reduce((most, c) => Math.max(most, Math.abs(c)), 0) ?? 0;
    if (row === undefined || scale === 0) continue;
    const bound = row.bound / scale;
    const coefficients = row.coefficients.map((c) => c / scale);
    if (row.side === 'min') rows.add(coefficients, bound, Infinity);
    else rows.add(coefficients, -Infinity, bound);
  }
  const simplex = new DualSimplex(rows);
  const bounds = upper.slice();
  for (const j of free) {
    const objective = new Float64Array(size);
    objective[j] = -1;
    // Limits that contradict one another bound nothing, and the search will say so.
    if (simplex.solve(objective) === 'infeasible') return upper;
    const most = -simplex.bound(objective);
    bounds[j] = Math.min(NO_LIMIT, Math.max(0, Math.floor(most * (1 + 1e-9) + 1e-6)));
  }
  return bounds;
}
