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
import { unitBounds } from './unit-bounds.js';

/** Some seconds at worst, with a dozen instruments or more. */
const NODE_LIMIT = 20_000;

/**
 * A checked problem with what repeated solves share: the scenarios side by side, the cuts found so
 * far, and the limits one side each.
 */
export interface PreparedProblem {
  readonly problem: OptimizeProblem;
  readonly model: CvarModel;
  readonly limits: readonly Limit[];
  readonly nodeLimit: number;
}

/**
 * The best hedge in whole units, exactly (METHOD 6.8): least cost under a cap on CVaR, or least
 * CVaR, within every limit; ties as HedgeObjective says. The answer does not depend on the order
 * of the scenarios, and the same input gives the same answer. No hedge at all is an answer where
 * it keeps the limits.
 * @throws Refusal where the problem cannot be read (a number is none, lengths differ, the sample
 * does not support alpha) or nothing limits an instrument's units
 */
export function optimizeHedge(
  problem: OptimizeProblem,
  options: OptimizeOptions = {},
): OptimizeResult {
  return solvePrepared(prepareProblem(problem, options));
}

/** @throws Refusal as `optimizeHedge` does */
export function prepareProblem(
  problem: OptimizeProblem,
  { nodeLimit = NODE_LIMIT }: OptimizeOptions = {},
): PreparedProblem {
  checkProblem(problem);
  const model = CvarModel.of(problem);
  return { problem, model, limits: limitsOf(problem, model), nodeLimit };
}

/**
 * Solves under some limits: those of the problem, or others in their place.
 * @throws Refusal where nothing limits an instrument's units
 */
export function solvePrepared(
  { problem, model, limits: own, nodeLimit }: PreparedProblem,
  limits: readonly Limit[] = own,
  minimize: HedgeObjective = problem.minimize,
): OptimizeResult {
  const before = model.evaluations;
  const levels = levelsOf(problem, minimize, model.scaleUsd);
  const upper = unitBounds(problem.instruments, limits);
  const found = search({ model, upper, limits, levels }, { nodeLimit });
  const solution = found.units && describe(problem, model, limits, found.units);
  const effort = { nodes: found.nodes, evaluations: model.evaluations - before };
  if (found.complete) {
    return solution === undefined
      ? { status: 'infeasible', effort }
      : { status: 'optimal', solution, effort };
  }
  const boundUsd = found.bound * (levels[0]?.scale ?? 1);
  if (solution === undefined) return { status: 'undecided', boundUsd, effort };
  const value = minimize === 'cost' ? solution.costUsd : solution.cvarUsd;
  const gap = Math.max(0, value - boundUsd) / Math.max(Math.abs(value), 1e-9);
  return { status: 'gap', solution, boundUsd, gap, effort };
}

function describe(
  problem: OptimizeProblem,
  model: CvarModel,
  limits: readonly Limit[],
  units: readonly number[],
): HedgeSolution {
  const { instruments } = problem;
  const { cvarUsd, varUsd } = model.evaluate(units);
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
