import { carryPlan, carryUsd } from '../hedge/carry.js';
import { unitNotionalUsd } from '../hedge/instruments.js';
import type { HedgeInstrument } from '../hedge/instruments.js';
import type { HedgePlan } from '../hedge/size.js';
import type { PricedHolding } from './holding.js';

/** A VIX holding of the book, by layer: what the press adds to. */
export interface HeldUnits {
  readonly layer: number;
  readonly instrument: HedgeInstrument;
  readonly units: number;
}

/** The hedge that the press adds to: holdings where they are given, else what `alvh size` asks. */
export function heldUnits(
  plan: HedgePlan,
  holdings: readonly { readonly priced: PricedHolding; readonly contracts: number }[] | undefined,
): HeldUnits[] {
  if (holdings === undefined) {
    return plan.held.flatMap((parts, layer) =>
      parts.map(({ instrument, units }) => ({ layer, instrument, units })),
    );
  }
  return holdings.map(({ priced, contracts }) => ({
    layer: layerAt(plan, priced),
    instrument: priced.instrument,
    units: contracts,
  }));
}

/** The layer whose window holds a holding; beyond the ends the nearest (METHOD 15.1: half-open). */
export function layerAt(plan: HedgePlan, { instrument, daysToExpiry }: PricedHolding): number {
  const days = instrument.kind === 'etp' ? instrument.tenorDays : (daysToExpiry ?? 0);
  const { layers } = plan.prepared;
  const found = layers.findIndex(({ layer }) => days <= layer.window.maxDays);
  return found === -1 ? layers.length - 1 : found;
}

/** Carry of what is held, dollars; a cost is negative. */
export function heldCarryUsd(plan: HedgePlan, held: readonly HeldUnits[], days: number): number {
  const { market } = plan.prepared;
  return held.reduce(
    (sum, { layer, instrument, units }) =>
      units === 0 ? sum : sum + carryUsd(carryPlan(market, layer, instrument, days), units, market),
    0,
  );
}

/** Notional of what is held, dollars. */
export function notionalUsd(held: readonly HeldUnits[]): number {
  return held.reduce((sum, { instrument, units }) => sum + units * unitNotionalUsd(instrument), 0);
}
