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

/**
 * The layer of a holding: the one that `alvh size` holds the same contract in, else the one whose
 * window holds it; beyond the ends the nearest (METHOD 15.1: half-open). A layer may be filled
 * with a contract just outside its window, and what was bought for it stays its own.
 */
export function layerAt(plan: HedgePlan, { instrument, daysToExpiry }: PricedHolding): number {
  const sized = plan.prepared.layers.flatMap(({ parts }, layer) =>
    parts.some((part) => sameContract(part.instrument, instrument)) ? [layer] : [],
  );
  const [only, ...others] = sized;
  if (only !== undefined && others.length === 0) return only;
  const days = instrument.kind === 'etp' ? instrument.tenorDays : (daysToExpiry ?? 0);
  const { layers } = plan.prepared;
  const found = layers.findIndex(({ layer }) => days <= layer.window.maxDays);
  return found === -1 ? layers.length - 1 : found;
}

/** The same expiry, or the same ETP: minis, calls and spreads of one expiry are one tenor. */
export function sameContract(one: HedgeInstrument, other: HedgeInstrument): boolean {
  if (one.kind === 'etp' || other.kind === 'etp') {
    return one.kind === 'etp' && other.kind === 'etp' && one.symbol === other.symbol;
  }
  return one.node.expiry === other.node.expiry;
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
