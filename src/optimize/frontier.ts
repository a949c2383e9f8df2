import { Refusal } from '../errors.js';
import type { Limit } from './limits.js';
import type { HedgeSolution, OptimizeOptions, OptimizeProblem } from './problem.js';
import { orRefuse, prepareProblem, solvePrepared } from './solve.js';
import type { PreparedProblem, PreparedResult } from './solve.js';

const MOST_POINTS = 1000;
/** How far a limit is relaxed to see what that brings. */
const RELAXED = 0.1;

/** One hedge that no other beats in both cost and CVaR. */
export interface FrontierPoint {
  readonly solution: HedgeSolution;
  /** False where the search stopped at its node limit: a cheaper hedge may be as safe. */
  readonly proven: boolean;
}

/**
 * The efficient frontier of cost against CVaR: from the cheapest hedge (of those, the safest) to
 * the safest (of those, the cheapest), and between them the cheapest under caps on CVaR that lie
 * evenly from one to the other. Whole units have few efficient hedges: points that coincide are
 * given once. The problem's own cap on CVaR and its objective do not count; its other limits do.
 * @param points how many caps to try, the ends included; at least 2
 * @returns points from the cheapest to the safest; none where no hedge keeps the limits or none
 * was found within the node limit
 * @throws Refusal as `optimizeHedge` does
 */
export function efficientFrontier(
  problem: OptimizeProblem,
  points: number,
  options: OptimizeOptions = {},
): readonly FrontierPoint[] {
  if (!(Number.isInteger(points) && points >= 2 && points <= MOST_POINTS)) {
    throw new Refusal(
      `the frontier is to have ${points} points`,
      `ask for a whole number from 2 to ${MOST_POINTS}`,
    );
  }
  const prepared = prepareProblem(problem, options);
  const others = prepared.limits.filter((limit) => limit.kind !== 'cvar');
  const cheapest = pointOf(orRefuse(solvePrepared(prepared, others, 'cost')));
  const safest = pointOf(orRefuse(solvePrepared(prepared, others, 'cvar')));
  if (cheapest === undefined || safest === undefined) return [];
  const from = cheapest.solution.cvarUsd;
  const step = (from - safest.solution.cvarUsd) / (points - 1);
  const found = [cheapest];
  for (let i = 1; i < points - 1; i += 1) {
    const cap: Limit = { kind: 'cvar', name: 'cvar', side: 'max', bound: from - i * step };
    const point = pointOf(orRefuse(solvePrepared(prepared, [...others, cap], 'cost')));
    if (point !== undefined) found.push(point);
  }
  found.push(safest);
  const seen = new Set<string>();
  return found
    .filter(({ solution }) => {
      const key = solution.units.join(' ');
      return seen.has(key) ? false : seen.add(key);
    })
    .map(({ solution, proven }) => ({
      proven,
      // Each point was held to a cap of its own, which is not one of the problem's limits.
      solution: { ...solution, limits: solution.limits.filter(({ name }) => name !== 'cvar') },
    }));
}

function pointOf(result: PreparedResult): FrontierPoint | undefined {
  if (result.status === 'optimal') return { solution: result.solution, proven: true };
  if (result.status === 'gap') return { solution: result.solution, proven: false };
  return undefined;
}

/** What one limit costs: the objective without it, all others staying. */
export interface LimitCost {
  readonly name: string;
  readonly side: 'min' | 'max';
  readonly bound: number;
  /** Where the best hedge stands against it. */
  readonly value: number;
  /**
   * The least objective without the limit; undefined where the objective then falls without end,
   * or no answer was found within the node limit.
   */
  readonly withoutUsd: number | undefined;
  /** How much the limit adds to the objective; 0 where it does not bind. */
  readonly addsUsd: number | undefined;
  /** The least objective with the bound 10% wider; absent where the limit does not bind. */
  readonly relaxed?: { readonly bound: number; readonly objectiveUsd: number };
  /** False where a search stopped at its node limit: the sums then rest on what was found. */
  readonly proven: boolean;
}

/**
 * What each limit costs, by solving again without it, and where it binds, with its bound 10%
 * wider. Whole units have no shadow prices: these are the true differences.
 * @returns one entry for each side of each limit, in the problem's order; none where no hedge
 * keeps the limits or none was found within the node limit
 * @throws Refusal as `optimizeHedge` does
 */
export function limitCosts(
  problem: OptimizeProblem,
  options: OptimizeOptions = {},
): readonly LimitCost[] {
  const prepared = prepareProblem(problem, options);
  const best = pointOf(orRefuse(solvePrepared(prepared)));
  if (best === undefined) return [];
  return prepared.limits.map((limit, i) => costOf(prepared, limit, best, i));
}

function costOf(
  prepared: PreparedProblem,
  limit: Limit,
  best: FrontierPoint,
  index: number,
): LimitCost {
  const { name, side, bound } = limit;
  const objective = (point: FrontierPoint): number =>
    prepared.problem.minimize === 'cost' ? point.solution.costUsd : point.solution.cvarUsd;
  const rest = prepared.limits.filter((other) => other !== limit);
  const without = pointOf(solvePrepared(prepared, rest));
  const value = best.solution.limits[index]?.value ?? bound;
  const base = { name, side, bound, value };
  if (without === undefined) {
    return { ...base, withoutUsd: undefined, addsUsd: undefined, proven: false };
  }
  const withUsd = objective(best);
  const withoutUsd = objective(without);
  const gain = withUsd - withoutUsd;
  const addsUsd = gain > 1e-9 * Math.max(1, Math.abs(withUsd)) ? gain : 0;
  const proven = best.proven && without.proven;
  const wider = widened(limit);
  if (addsUsd === 0 || wider === undefined) return { ...base, withoutUsd, addsUsd, proven };
  const relaxed = pointOf(solvePrepared(prepared, [...rest, wider]));
  return {
    ...base,
    withoutUsd,
    addsUsd,
    proven: proven && relaxed?.proven === true,
    ...(relaxed && { relaxed: { bound: wider.bound, objectiveUsd: objective(relaxed) } }),
  };
}

/** The limit with 10% more room; undefined where 10% of its bound is none. */
function widened(limit: Limit): Limit | undefined {
  const room = RELAXED * Math.abs(limit.bound);
  const bound = limit.bound + (limit.side === 'max' ? room : -room);
  if (limit.kind === 'units') {
    const whole = Math.floor(bound);
    return whole === limit.bound ? undefined : { ...limit, bound: whole };
  }
  return bound === limit.bound ? undefined : { ...limit, bound };
}
