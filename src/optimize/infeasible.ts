import { cvarLevel, linearLevel } from './levels.js';
import type { Level } from './levels.js';
import { statusOf, total } from './limits.js';
import type { Limit } from './limits.js';
import type { OptimizeOptions, OptimizeProblem } from './problem.js';
import { search } from './search.js';
import type { SearchResult } from './search.js';
import { prepareProblem } from './solve.js';
import type { PreparedProblem } from './solve.js';
import { unitBounds } from './unit-bounds.js';

/** Rounds of Dinkelbach's method, which roughly squares its error in each. */
const RATIO_ROUNDS = 50;
/** A share nearer than this is reached. */
const SHARE_DUST = 1e-12;

/** One limit of a conflict, and what it would take, of it alone, to free the problem. */
export interface ConflictingLimit {
  readonly name: string;
  readonly side: 'min' | 'max';
  /** In the limit's unit: dollars, units, or a share of the notional. */
  readonly bound: number;
  /**
   * The bound nearest to `bound` with which, all others staying, some hedge keeps every limit;
   * undefined where no relaxation of this limit alone is enough.
   */
  readonly needed: number | undefined;
  /** Whether the search for `needed` was exhausted; if not, a nearer bound may be enough. */
  readonly proven: boolean;
}

export interface Conflict {
  /** Limits that cannot all be kept, in the problem's order. */
  readonly limits: readonly ConflictingLimit[];
  /** Whether without any one of them the others can be kept; false: not proven of all. */
  readonly irreducible: boolean;
}

/**
 * Why no whole hedge keeps every limit (METHOD 6.9): a set of limits in conflict from which none
 * can be spared, by a deletion filter over exact solves, and the smallest relaxation of each one
 * alone that frees the problem. A limit outside the set can free nothing. The limits on units are
 * tried for deletion first, so that they are named only where they matter.
 * @returns undefined where the problem is feasible, or was not decided within the node limit
 * @throws Refusal where the problem cannot be read
 */
export function explainInfeasible(
  problem: OptimizeProblem,
  options: OptimizeOptions = {},
): Conflict | undefined {
  const prepared = prepareProblem(problem, options);
  if (verdict(prepared, prepared.limits) !== 'infeasible') return undefined;
  let kept: readonly Limit[] = prepared.limits;
  let irreducible = true;
  const order = [
    ...prepared.limits.filter((limit) => limit.kind === 'units'),
    ...prepared.limits.filter((limit) => limit.kind !== 'units'),
  ];
  for (const limit of order) {
    const rest = kept.filter((other) => other !== limit);
    const without = verdict(prepared, rest);
    if (without === 'infeasible') kept = rest;
    if (without === 'undecided') irreducible = false;
  }
  return { limits: kept.map((limit) => relax(prepared, limit)), irreducible };
}

function verdict(
  prepared: PreparedProblem,
  limits: readonly Limit[],
): 'feasible' | 'infeasible' | 'undecided' {
  const capped = limits.some((limit) => limit.kind === 'cvar');
  const level = capped ? cvarLevel(prepared.model.scaleUsd) : countLevel(prepared.model.size);
  const { units, complete } = minimise(prepared, limits, level, true);
  if (units !== undefined) return 'feasible';
  return complete ? 'infeasible' : 'undecided';
}

/** The problem without a limit, made to keep to it as nearly as the others let it. */
function relax(prepared: PreparedProblem, limit: Limit): ConflictingLimit {
  const { name, side, bound } = limit;
  const rest = prepared.limits.filter((other) => other !== limit);
  const { units, complete } =
    limit.kind === 'band'
      ? nearestShare(prepared, rest, limit)
      : minimise(prepared, rest, levelOf(prepared, limit));
  if (units === undefined) return { name, side, bound, needed: undefined, proven: complete };
  const { cvarUsd } = prepared.model.evaluateWhole(units);
  return { name, side, bound, needed: statusOf(limit, units, cvarUsd).value, proven: complete };
}

/** What must be made least to keep to the limit. */
function levelOf({ model }: PreparedProblem, limit: Exclude<Limit, { kind: 'band' }>): Level {
  if (limit.kind === 'cvar') return cvarLevel(model.scaleUsd);
  const coefficients =
    limit.kind === 'units'
      ? Float64Array.from({ length: model.size }, (_, j) => Number(j === limit.instrument))
      : limit.coefficients.map((c) => (limit.side === 'max' ? c : -c));
  return linearLevel(coefficients) ?? countLevel(model.size);
}

/** The least (or greatest) share of a layer by Dinkelbach's method: a ratio by linear objectives. */
function nearestShare(
  prepared: PreparedProblem,
  rest: readonly Limit[],
  { part, whole, side }: Extract<Limit, { kind: 'band' }>,
): Pick<SearchResult, 'units' | 'complete'> {
  const sign = side === 'max' ? 1 : -1;
  let found: Pick<SearchResult, 'units' | 'complete'> = minimise(
    prepared,
    rest,
    countLevel(prepared.model.size),
    true,
  );
  if (found.units === undefined) return found;
  let complete = true;
  for (let round = 0; round < RATIO_ROUNDS; round += 1) {
    const units = found.units as readonly number[];
    const all = total(whole, units);
    if (all === 0) break;
    const share = total(part, units) / all;
    const level = linearLevel(part.map((p, j) => sign * (p - share * (whole[j] as number))));
    if (level === undefined) break;
    const next = minimise(prepared, rest, level);
    complete = next.complete;
    if (next.units === undefined) break;
    const nextShare = total(part, next.units) / total(whole, next.units);
    if (!(sign * (share - nextShare) > SHARE_DUST)) break;
    found = next;
  }
  return { units: found.units, complete };
}

function minimise(
  { model, nodeLimit }: PreparedProblem,
  limits: readonly Limit[],
  level: Level,
  firstOnly = false,
): SearchResult {
  const upper = unitBounds(model.size, limits);
  return search({ model, upper, limits, levels: [level] }, { nodeLimit, firstOnly });
}

function countLevel(size: number): Level {
  // No instruments: any level will do, the CVaR's at any scale.
  return linearLevel(new Float64Array(size).fill(1)) ?? cvarLevel(1);
}
