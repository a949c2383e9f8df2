import type { HedgeInstrument } from '../hedge/instruments.js';
import type { MarketShock } from '../scenario/shock.js';
import { holdAlong } from '../stress/holding.js';
import type { Upkeep } from '../stress/holding.js';
import { condorsAlong } from '../stress/outcome.js';
import type { PricedPlan } from '../stress/outcome.js';
import { shockPath } from '../stress/shock-path.js';

/** One unit of something and the layer it would be held in. */
export interface UnitHolding {
  readonly layerIndex: number;
  readonly instrument: HedgeInstrument;
}

/** The book and single units of instruments at the end of each scenario, dollars. */
export interface ScenarioGains {
  /** Loss of the condors since they were sold; a gain is negative. */
  readonly baseLossUsd: Float64Array;
  /** Gain of one unit net of buying and leaving it, by holding, then by scenario. */
  readonly gainUsd: readonly Float64Array[];
}

/** Nothing is rolled within a scenario, and it is left at the spreads of today. */
const UPKEEP: Upkeep = { roll: false, rollDays: 0, exitSpreadFactor: 1 };

/** Full revaluation, no greeks: every option is priced anew in every scenario (METHOD 4.3, 6.8). */
export function scenarioGains(
  { prepared, priced }: PricedPlan,
  holdings: readonly UnitHolding[],
  shocks: readonly MarketShock[],
): ScenarioGains {
  const { market } = prepared;
  const baseLossUsd = new Float64Array(shocks.length);
  const gainUsd = holdings.map(() => new Float64Array(shocks.length));
  shocks.forEach((shock, s) => {
    const path = shockPath(market, priced.valuation.spx, shock, shock.days);
    baseLossUsd[s] = -condorsAlong(priced, path);
    holdings.forEach(({ instrument, layerIndex }, j) => {
      const held = holdAlong(market, layerIndex, { instrument, units: 1 }, path, UPKEEP);
      (gainUsd[j] as Float64Array)[s] = held.gainUsd - held.costUsd;
    });
  });
  return { baseLossUsd, gainUsd };
}
