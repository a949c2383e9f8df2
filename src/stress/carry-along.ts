import { layersAlong } from './outcome.js';
import type { PricedPlan } from './outcome.js';
import { shockPath } from './shock-path.js';
import { SHOCK_TENORS } from '../scenario/shock.js';

/**
 * What each layer earns or costs over some days while curve and vols stand still (METHOD 15.5),
 * before the costs of entering and leaving: contracts run to their settlement at spot VIX and are
 * replaced, also by months that will be listed only then. Received is positive.
 */
export function carryAlong(plan: PricedPlan, days: number): number[] {
  const path = shockPath(
    plan.prepared.market,
    plan.priced.valuation.spx,
    {
      id: 'still',
      days,
      spxReturn: 0,
      vixLogChange: 0,
      curveLogChanges: SHOCK_TENORS.map(() => 0),
    },
    days,
  );
  return layersAlong(plan, path, { roll: true, rollDays: 0, exitSpreadFactor: 1 }).map((parts) =>
    parts.reduce((sum, { gainUsd, rollCostUsd }) => sum + gainUsd - rollCostUsd, 0),
  );
}
