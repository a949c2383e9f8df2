import { Refusal } from '../errors.js';
import { DualSimplex } from './dual-simplex.js';
import { rowOf } from './limits.js';
import type { Limit } from './limits.js';
import { LpRows } from './lp-rows.js';
import type { HedgeInstrument } from './problem.js';

/** More units than any limit that means anything lets through. */
export const NO_LIMIT = 1e6;

/**
 * The most units of each instrument: its own limit, or where it has none, what the other limits
 * let through.
 * @throws Refusal where no limit holds an instrument: its units could grow for ever
 */
export function unitBounds(
  instruments: readonly HedgeInstrument[],
  limits: readonly Limit[],
): Float64Array {
  const upper = Float64Array.from(instruments, ({ maxUnits }) => Math.min(maxUnits, NO_LIMIT));
  const free = instruments.flatMap(({ maxUnits }, j) => (maxUnits > NO_LIMIT ? [j] : []));
  if (free.length === 0) return upper;
  const rows = new LpRows(new Float64Array(upper.length), upper);
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
    const objective = new Float64Array(upper.length);
    objective[j] = -1;
    // Limits that contradict one another bound nothing, and the search will say so.
    if (simplex.solve(objective) === 'infeasible') return upper;
    const most = -simplex.bound(objective);
    if (most > NO_LIMIT * (1 - 1e-6)) {
      const { id } = instruments[j] as HedgeInstrument;
      throw new Refusal(
        `nothing limits the units of ${id}`,
        `give ${id} a maxUnits, or limit the notional, the premium or the carry`,
      );
    }
    bounds[j] = Math.floor(most * (1 + 1e-9) + 1e-6);
  }
  return bounds;
}
