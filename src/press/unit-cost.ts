import { carryPlan, carryUsd } from '../hedge/carry.js';
import type { CarryPlan } from '../hedge/carry.js';
import type { HedgeMarket } from '../hedge/hedge-market.js';
import { tradeCostUsd, unitOutlayUsd } from '../hedge/instruments.js';
import type { HedgeInstrument } from '../hedge/instruments.js';
import { ROLL_DAYS } from '../hedge/roll-by.js';
import { roundUsd } from '../market/rounding.js';

/** What pressing money into an instrument pays for. */
export interface PressCost {
  /** Dollars of so many units: positive, and more for more units. */
  readonly costUsd: (units: number) => number;
  /** What the dollars are, in words. */
  readonly basis: string;
}

/**
 * What units of a long-layer instrument cost a press budget (METHOD 8.2, 15.5, 15.11).
 * Options and ETPs are paid for: premium or price, and the cost to buy. A future is not: its
 * budget is what holding it is expected to cost on an unchanged curve until the day it is to be
 * rolled (7 days to expiry), and the cost to buy and sell it. It can lose more than that.
 */
export function pressCost(
  market: HedgeMarket,
  layerIndex: number,
  instrument: HedgeInstrument,
): PressCost {
  const { costs } = market.settings;
  if (instrument.kind !== 'future') {
    const paid = instrument.kind === 'etp' ? 'price of the shares' : 'premium';
    return {
      basis: `${paid} and the cost to buy`,
      costUsd: (units) =>
        roundUsd(units * unitOutlayUsd(instrument) + tradeCostUsd(instrument, units, costs)),
    };
  }
  const days = Math.max(1, instrument.node.daysToExpiry - ROLL_DAYS);
  const plan: CarryPlan = carryPlan(market, layerIndex, instrument, days);
  return {
    basis: `carry expected over ${days} days to the roll, curve unchanged, and the cost to buy and sell; a future has no premium and can lose more`,
    // A contract expected to earn by waiting lowers no other cost: the curve may change.
    costUsd: (units) =>
      roundUsd(
        Math.max(0, -carryUsd(plan, units, market)) + 2 * tradeCostUsd(instrument, units, costs),
      ),
  };
}

/** Units by which a price each may mislead: nine minis over cost as much as two contracts at most. */
const MARGIN_UNITS = 20;

/**
 * The most whole units that a budget pays for, at most so many.
 * @param most a whole number; the cost rises with the units but for ten minis being one contract
 */
export function unitsFor(cost: PressCost, budgetUsd: number, most: number): number {
  const one = cost.costUsd(1);
  if (!(one > 0) || budgetUsd <= 0 || most < 1) return 0;
  // Ten minis trade as one VX for less than ten times one: the guess starts above the answer.
  const least = Math.min(one, cost.costUsd(10) / 10);
  let units = Math.min(most, Math.ceil(budgetUsd / least) + 10);
  while (units > 0) {
    const costUsd = cost.costUsd(units);
    if (costUsd <= budgetUsd) break;
    // Down by what a unit costs here, to a little above the answer again: where one costs less than
    // a cent, that cent is far from what many cost.
    units = Math.min(units - 1, Math.floor(units * (budgetUsd / costUsd)) + MARGIN_UNITS);
  }
  return units;
}
