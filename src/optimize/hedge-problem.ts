import { bookCreditUsd } from '../condor/book.js';
import { carryPlan, carryUsd } from '../hedge/carry.js';
import { productOf } from '../hedge/factors.js';
import { tradeCostUsd, unitNotionalUsd, unitPremiumUsd } from '../hedge/instruments.js';
import { smallestSymbol } from '../hedge/instrument-symbols.js';
import { carryAllowance, carryCapDays } from '../hedge/limits.js';
import { calendarDaysOf } from '../scenario/generate.js';
import type { ScenarioSet } from '../scenario/shock.js';
import type { PricedPlan } from '../stress/outcome.js';
import type { Candidate } from './candidates.js';

import type { HedgeLimits, HedgeObjective, OptimizeProblem } from './problem.js';
import { netLimits } from './net-at.js';
import type { NetFloor } from './net-at.js';
import type { CostHorizon } from './report.js';
import { scenarioGains } from './scenario-gains.js';
import { drawnDays } from './scenario-set.js';

/** What an optimisation of a book's hedge is asked. */
export interface HedgeQuestion {
  readonly scenarios: ScenarioSet;
  readonly alpha: number;
  readonly minimize: HedgeObjective;
  /** Most CVaR of the hedged structure; with `minimize: 'cost'` it must be there. */
  readonly cvarMaxUsd?: number;
  /** Least expected gain of the hedged structure over the horizon, discounted. */
  readonly expectedMinUsd?: number;
  /** Floors under the structure at SPX moves to the first condor expiry. */
  readonly netFloors?: readonly NetFloor[];
}

/** A problem whose instruments are the candidates, in their order. */
export interface HedgeProblem {
  readonly problem: OptimizeProblem;
  readonly candidates: readonly Candidate[];
  readonly targetUsd: number;
  /** Calendar days of the longest scenario. */
  readonly horizonDays: number;
  /** What the cost is counted over. */
  readonly costHorizon: CostHorizon;
  /** Calendar days that carry is counted over, those of the carry cap. */
  readonly carryDays: number;
  /** The key of the carry cap, where it limits. */
  readonly carryKey: string | undefined;
}

/**
 * The problem of METHOD 6.8 for one book: full revaluation of condors and of one unit of each
 * candidate in each scenario, and the limits of the settings: bands, tolerance about the target,
 * premium budget, carry cap.
 */
export function hedgeProblem(
  plan: PricedPlan,
  candidates: readonly Candidate[],
  question: HedgeQuestion,
): HedgeProblem {
  const { prepared, book, priced } = plan;
  const { market } = prepared;
  const { settings } = market;
  const { shocks, probabilities } = question.scenarios;
  const { baseLossUsd, gainUsd } = scenarioGains(plan, candidates, shocks);
  const allowance = carryAllowance(prepared, book, priced);
  const horizonDays = Math.max(0, ...shocks.map(({ days }) => days));
  const costHorizon = costHorizonOf(plan);
  const carryDays = Math.max(0, carryCapDays(prepared, book));
  const carryOver = ({ instrument, layerIndex }: Candidate, days: number): number =>
    days === 0 ? 0 : carryUsd(carryPlan(market, layerIndex, instrument, days), 1, market);
  const targetUsd = targetBeforeCaps(plan);
  return {
    candidates,
    targetUsd,
    horizonDays,
    costHorizon,
    carryDays,
    carryKey: allowance?.key,
    problem: {
      alpha: question.alpha,
      minimize: question.minimize,
      probabilities: Float64Array.from(probabilities),
      baseLossUsd,
      instruments: candidates.map((candidate, j) => ({
        id: smallestSymbol(candidate.instrument),
        layer: candidate.layerIndex,
        gainUsd: gainUsd[j] as Float64Array,
        notionalUsd: unitNotionalUsd(candidate.instrument),
        costUsd:
          2 * tradeCostUsd(candidate.instrument, 1, settings.costs) -
          carryOver(candidate, costHorizon.days),
        premiumUsd: unitPremiumUsd(candidate.instrument),
        carryUsd: carryOver(candidate, carryDays),
        maxUnits: candidate.maxUnits,
      })),
      limits: limitsOf(plan, candidates, question, targetUsd, allowance?.costUsd),
    },
  };
}

/**
 * The horizon of drawn scenarios, whatever episodes are mixed in: a cost over other days would not
 * compare with a CVaR that is mostly theirs, and would move with the longest episode let in.
 */
function costHorizonOf(plan: PricedPlan): CostHorizon {
  const tradingDays = drawnDays(plan);
  return { tradingDays, days: calendarDaysOf(tradingDays, plan.prepared.market.curve) };
}

/** Risk capital times the ratio's factors: what the rules aim at before any cap (METHOD 6.4). */
function targetBeforeCaps({ result, prepared }: PricedPlan): number {
  return result.position.riskCapitalUsd * productOf(prepared.ratioFactors);
}

function limitsOf(
  plan: PricedPlan,
  candidates: readonly Candidate[],
  question: HedgeQuestion,
  targetUsd: number,
  carryCostUsd: number | undefined,
): HedgeLimits {
  const { prepared, book } = plan;
  const { tolerance, premiumBudget } = prepared.market.settings.hedge;
  const { cvarMaxUsd, expectedMinUsd } = question;
  return {
    bands: prepared.layers.map(({ layer: { name, band } }) => ({ name, ...band })),
    notionalUsd: { min: (1 - tolerance) * targetUsd, max: (1 + tolerance) * targetUsd },
    premiumUsd: { max: premiumBudget * bookCreditUsd(book) },
    ...(carryCostUsd !== undefined && { carryUsd: { min: -carryCostUsd } }),
    ...(cvarMaxUsd !== undefined && { cvarUsd: { max: cvarMaxUsd } }),
    ...(expectedMinUsd !== undefined && { expectedValueUsd: { min: expectedMinUsd } }),
    extra: netLimits(plan, candidates, question.netFloors ?? []),
  };
}
