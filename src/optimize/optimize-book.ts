import { DISCLAIMER } from '../disclaimer.js';
import { setting } from '../hedge/factors.js';
import { smallestSymbol } from '../hedge/instrument-symbols.js';
import type { Factor, Warning } from '../hedge/result.js';
import type { PreparedHedge } from '../hedge/prepare.js';
import type { PricedPlan } from '../stress/outcome.js';
import { candidatesOf } from './candidates.js';
import type { Candidate } from './candidates.js';
import { efficientFrontier, limitCosts } from './frontier.js';
import { hedgeOf, ruleHoldings, unhedgedFigures } from './hedge-of.js';
import { hedgeProblem } from './hedge-problem.js';
import type { HedgeProblem, HedgeQuestion } from './hedge-problem.js';
import { explainInfeasible } from './infeasible.js';
import { conflictRefusal, limitKey } from './limit-keys.js';
import type { HedgeSolution, OptimizeProblem } from './problem.js';
import type { LimitPrice, OptimizeReport, StabilityFigures } from './report.js';
import { optimizeHedge } from './solve.js';
import { optimizeWarnings, tailWarnings } from './optimize-warnings.js';
import type { FoundHedge } from './optimize-warnings.js';
import { hedgeStability } from './stability.js';
import { assertSupportsAlpha } from './tail-risk.js';

/** Units of each candidate in the best hedge found. */
export interface OptimizedUnits {
  readonly candidates: readonly Candidate[];
  readonly units: readonly number[];
  /** What to know of its tail risk, for a sizing that does not show it. */
  readonly warnings: readonly Warning[];
}

export interface OptimizedBook {
  readonly report: OptimizeReport;
  readonly chosen: OptimizedUnits;
}

/** The search alone, for `size --method optimize`. */
export function optimizedUnits(plan: PricedPlan, question: HedgeQuestion): OptimizedUnits {
  const { found, own } = solveBook(plan, question);
  return chosenOf(own, found.solution);
}

/**
 * The whole contracts with the least tail risk (or cost) within the settings' limits, over
 * everything listed in each layer's window, and what surrounds that answer: what each limit costs,
 * the frontier, the answer of the rules in the same scenarios, how stable it is (METHOD 6.8, 6.9).
 * @throws Refusal of kind `limits` where no hedge keeps the limits; for an alpha that the
 *   scenarios do not support
 */
export function optimizeBook(plan: PricedPlan, question: HedgeQuestion): OptimizedBook {
  const { found, own, whole, rules } = solveBook(plan, question);
  const { problem } = own;
  const { optimize } = plan.prepared.market.settings;
  const { solution } = found;
  const hedge = (units: readonly number[]) => hedgeOf(plan, own, units);
  return {
    chosen: chosenOf(own, solution),
    report: {
      schemaVersion: 1,
      command: 'optimize',
      asOf: plan.result.asOf,
      snapshotTime: plan.result.snapshotTime,
      profile: plan.result.profile,
      position: plan.result.position,
      scenarios: scenarioFigures(problem, question, own.horizonDays),
      minimize: question.minimize,
      targetNotionalUsd: own.targetUsd,
      status: found.status,
      ...(found.status === 'gap' && { gap: found.gap }),
      costHorizon: own.costHorizon,
      carryDays: own.carryDays,
      unhedged: unhedgedFigures(problem),
      optimum: hedge(solution.units),
      rules: hedgeOf(plan, whole, rules),
      limits: limitPrices(problem, own.carryKey),
      frontier:
        optimize.frontierPoints < 2
          ? []
          : efficientFrontier(problem, optimize.frontierPoints).map((point) =>
              hedge(point.solution.units),
            ),
      ...(optimize.resamples > 0 && {
        stability: stabilityFigures(problem, optimize.resamples, optimize.seed),
      }),
      candidates: own.candidates.map(({ instrument }) => smallestSymbol(instrument)),
      assumptions: [...plan.result.assumptions, ...optimizeAssumptions(plan.prepared)],
      warnings: optimizeWarnings(plan.result, own, found),
      disclaimer: DISCLAIMER,
    },
  };
}

function chosenOf(own: HedgeProblem, solution: HedgeSolution): OptimizedUnits {
  return {
    candidates: own.candidates,
    units: solution.units,
    warnings: tailWarnings(own, solution),
  };
}

interface SolvedBook {
  readonly found: FoundHedge;
  /** The problem of the candidates alone. */
  readonly own: HedgeProblem;
  /** The same with what the rules hold beside them. */
  readonly whole: HedgeProblem;
  /** Units of the whole problem that are the rules' answer. */
  readonly rules: readonly number[];
}

function solveBook(plan: PricedPlan, question: HedgeQuestion): SolvedBook {
  const { optimize } = plan.prepared.market.settings;
  assertSupportsAlpha(
    question.scenarios.shocks.length,
    Float64Array.from(question.scenarios.probabilities),
    question.alpha,
  );
  const candidates = candidatesOf(plan.prepared, optimize);
  const held = ruleHoldings(plan);
  const whole = hedgeProblem(
    plan,
    [...candidates, ...held.map(({ candidate }) => candidate)],
    question,
  );
  const own: HedgeProblem = {
    ...whole,
    candidates,
    problem: firstOf(whole.problem, candidates.length),
  };
  const rules = [...candidates.map(() => 0), ...held.map(({ units }) => units)];
  const found = optimizeHedge(own.problem);
  if (found.status === 'infeasible') {
    throw conflictRefusal(explainInfeasible(own.problem), own.carryKey);
  }
  if (found.status === 'undecided') throw conflictRefusal(undefined, own.carryKey);
  return { found, own, whole, rules };
}

/** The problem of its first instruments alone. */
function firstOf(problem: OptimizeProblem, count: number): OptimizeProblem {
  const { limits } = problem;
  return {
    ...problem,
    instruments: problem.instruments.slice(0, count),
    limits: {
      ...limits,
      ...(limits.extra && {
        extra: limits.extra.map((limit) => ({
          ...limit,
          coefficients: limit.coefficients.slice(0, count),
        })),
      }),
    },
  };
}

function scenarioFigures(
  { probabilities, alpha }: OptimizeProblem,
  { scenarios }: HedgeQuestion,
  horizonDays: number,
): OptimizeReport['scenarios'] {
  const tail = Number((1 - alpha).toPrecision(6));
  const lightest = probabilities.reduce((least, p) => (p > 0 ? Math.min(least, p) : least), 1);
  return {
    description: scenarios.description,
    count: probabilities.length,
    horizonDays,
    alpha,
    tailScenarios: Math.min(probabilities.length, Math.ceil(tail / lightest - 1e-9)),
    definition: `CVaR is the mean loss of the worst ${tail} of the probability, VaR the loss exceeded with at most that probability; loss since the condors were sold, hedge and costs included`,
  };
}

function limitPrices(problem: OptimizeProblem, carryKey: string | undefined): LimitPrice[] {
  return limitCosts(problem)
    .filter(({ name }) => !name.startsWith('units of '))
    .map(({ name, side, bound, value, addsUsd }) => ({
      name,
      side,
      bound,
      value,
      key: limitKey(name, carryKey),
      ...(addsUsd !== undefined && { addsUsd }),
    }));
}

function stabilityFigures(problem: OptimizeProblem, draws: number, seed: number): StabilityFigures {
  const { instruments, objectiveUsd } = hedgeStability(problem, { draws, seed });
  return {
    draws,
    instruments: instruments
      .filter(({ units, max }) => units > 0 || max > 0)
      .map(({ id, units, min, median, max, changed }) => ({
        symbol: id,
        contracts: units,
        min,
        median,
        max,
        changed,
      })),
    ...(objectiveUsd && { objectiveUsd }),
  };
}

function optimizeAssumptions({ market }: PreparedHedge): Factor[] {
  const { alpha, paths, seed, bankShare } = market.settings.optimize;
  return [
    setting('alpha', alpha, 'optimize.alpha', 'confidence of CVaR and VaR'),
    setting('paths', paths, 'optimize.paths', 'scenarios generated'),
    setting('seed', seed, 'optimize.seed'),
    setting('bankShare', bankShare, 'optimize.bankShare', 'probability of the episodes in a mix'),
  ];
}
