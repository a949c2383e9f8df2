import type { Upkeep } from './holding.js';
import { outcomeOf } from './outcome.js';
import type { PricedPlan } from './outcome.js';
import type { StressGrid } from './result.js';
import { shockPath } from './shock-path.js';
import { spotVolShock } from './spot-vol-shock.js';

/**
 * Position and hedge revalued at once over shocks of SPX and VIX, each pair as if it came alone.
 * @param spxMoves simple returns
 * @param vixFactors VIX as a multiple of today's
 */
export function stressGrid(
  plan: PricedPlan,
  spxMoves: readonly number[],
  vixFactors: readonly number[],
  upkeep: Upkeep,
): StressGrid {
  const { market } = plan.prepared;
  const { spx } = plan.priced.valuation;
  const path = (move: number, factor: number) =>
    shockPath(market, spx, spotVolShock(move, factor), 0);
  const outcomes = vixFactors.map((factor) =>
    spxMoves.map((move) => outcomeOf(plan, path(move, factor), upkeep)),
  );
  return {
    spxMoves,
    vixFactors,
    vix: vixFactors.map((factor) => path(0, factor).at(0).curve.spotVix),
    shareApplied: vixFactors.map((factor) => path(0, factor).share),
    condorUsd: outcomes.map((row) => row.map(({ condorUsd }) => condorUsd)),
    hedgeUsd: outcomes.map((row) => row.map(({ hedgeUsd }) => hedgeUsd)),
    netUsd: outcomes.map((row) => row.map(({ netUsd }) => netUsd)),
  };
}
