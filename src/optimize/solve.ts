import { Refusal } from '../errors.js';
import { checkProblem } from './check-problem.js';
import { CvarModel } from './cvar-model.js';
import { levelsOf } from './levels.js';
import { limitsOf, statusOf, total } from './limits.js';
import type { Limit } from './limits.js';
import type {
  HedgeObjective,
  HedgeSolution,
  OptimizeOptions,
  OptimizeProblem,
  OptimizeResult,
} from './problem.js';
import { search } from './search.js';
import { NO_LIMIT, unitBounds } from './unit-bounds.js';

/**
 * Nodes by default: at most the first, and with many scenarios, at most the second over their
 * number, but never less than the third. Seconds rather than minutes, if ever they are used up.
 */
const MOST_NODES = 20_000;
const NODES_TIMES_SCENARIOS = 2e8;
const FEWEST_NODES = 1_000;

/**
 * A checked problem with what repeated solves share: the scenarios side by side, what is known of
 * the CVaR so far, and the limits one side each.
 */
export interface PreparedProblem {
  readonly problem: OptimizeProblem;
  readonly model: CvarModel;
  readonly limits: readonly Limit[];
  readonly nodeLimit: number;
}

/** An answer, or that some instrument's units could grow for ever. */
export type PreparedResult =
  OptimizeResult | { readonly status: 'unbounded'; readonly instrument: string };

/**
 * The best hedge in whole units, exactly (METHOD 6.8): least cost under a cap on CVaR, or least
 * CVaR, within every limit; ties as HedgeObjective says. The answer does not depend on the order
 * of the scenarios, and the same input gives the same answer. No hedge at all is an answer where
 * it keeps the limits.
 * @throws Refusal where the problem cannot be read (a number is none, lengths differ, the sample
 * does not support alpha), or nothing limits an instrument that the objective wants more of
 */
export function optimizeHedge(
  problem: OptimizeProblem,
  options: OptimizeOptions = {},
): OptimizeResult {
  return orRefuse(solvePrepared(prepareProblem(problem, options)));
}

/** @throws Refusal where the problem cannot be read */
export function prepareProblem(
  problem: OptimizeProblem,
  options: OptimizeOptions = {},
): PreparedProblem {
  checkProblem(problem);
  const byScenarios = Math.floor(NODES_TIMES_SCENARIOS / problem.probabilities.length);
  const nodeLimit = options.nodeLimit ?? Math.max(FEWEST_NODES, Math.min(MOST_NODES, byScenarios));
  if (!(nodeLimit >= 1)) {
    throw new Refusal(`the node limit is ${nodeLimit}`, 'let the search visit at least 1 node');
  }
  const model = CvarModel.of(problem);
  return { problem, model, limits: limitsOf(problem, model), nodeLimit };
}

/** Solves under the problem's limits, or under others in their place. */
export function solvePrepared(
  { problem, model, limits: own, nodeLimit }: PreparedProblem,
  limits: readonly Limit[] = own,
  minimize: HedgeObjective = problem.minimize,
): PreparedResult {
  const before = model.evaluations;
  const levels = levelsOf(problem, minimize, model.scaleUsd);
  const upper = unitBounds(model.size, limits);
  const found = search({ model, upper, limits, levels }, { nodeLimit });
  const unlimited = found.units?.findIndex((n) => n >= NO_LIMIT) ?? -1;
  if (unlimited >= 0) {
    return { status: 'unbounded', instrument: problem.instruments[unlimited]?.id ?? '' };
  }
  const solution = found.units && describe(problem, model, limits, found.units);
  const effort = { nodes: found.nodes, evaluations: model.evaluations - before };
  if (found.complete) {
    return solution === undefined
      ? { status: 'infeasible', effort }
      : { status: 'optimal', solution, effort };
  }
  // Where nothing has a cost, the cost is 0 and the first level is what breaks ties.
  const costless = minimize === 'cost' && levels[0]?.coefficients === undefined;
  const boundUsd = costless ? 0 : found.bound * (levels[0]?.scale ?? 1);
  if (solution === undefined) return { status: 'undecided', boundUsd, effort };
  const value = minimize === 'cost' ? solution.costUsd : solution.cvarUsd;
  const gap = Math.max(0, value - boundUsd) / Math.max(Math.abs(value), Number.MIN_VALUE);
  return { status: 'gap', solution, boundUsd, gap, effort };
}

/** @throws Refusal for an unbounded problem */
export function orRefuse(result: PreparedResult): OptimizeResult {
  if (result.status !== 'unbounded') return result;
  const { instrument } = result;
  throw new Refusal(
    `nothing limits the units of ${instrument}, and each one more improves the hedge`,
    `give ${instrument} a maxUnits, or limit the notional, the premium or the carry`,
  );
}

function describe(
  problem: OptimizeProblem,
  model: CvarModel,
  limits: readonly Limit[],
  units: readonly number[],
): HedgeSolution {
  const { instruments } = problem;
  const { cvarUsd, varUsd } = model.evaluateWhole(units);
  const sum = (key: 'costUsd' | 'notionalUsd' | 'premiumUsd' | 'carryUsd'): number =>
    instruments.reduce((all, item, j) => all + item[key] * (units[j] as number), 0);
  return {
    units,
    costUsd: sum('costUsd'),
    cvarUsd,
    varUsd,
    expectedLossUsd: model.meanBaseLossUsd - total(model.meanGainsUsd, units),
    notionalUsd: sum('notionalUsd'),
    premiumUsd: sum('premiumUsd'),
    carryUsd: sum('carryUsd'),
    limits: limits.map((limit) => statusOf(limit, units, cvarUsd)),
  };
}
