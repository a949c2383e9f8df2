import {
  VIX_OPTION_MULTIPLIER_USD,
  VXM_MULTIPLIER_USD,
  VXM_PER_VX,
  VX_MULTIPLIER_USD,
} from '../market/contracts.js';
import type { CurveNode } from '../market/term-structure.js';
import type { CostSettings } from './settings.js';

/** A VX future, held in standard contracts and, where they are taken to trade, minis. */
export interface FutureInstrument {
  readonly kind: 'future';
  readonly node: CurveNode;
  readonly minis: boolean;
}

/** One VIX call as it stands today. */
export interface VixCall {
  readonly node: CurveNode;
  readonly strike: number;
  readonly impliedVol: number;
  readonly pricePoints: number;
  /** Delta to its own VX future, discounted. */
  readonly delta: number;
  readonly priceSource: string;
  /** Half of ask less bid, where the snapshot has both. */
  readonly halfSpreadPoints?: number;
  /** True where the snapshot had no quote and the vol is modelled. */
  readonly modelled: boolean;
  /** False for the weekly root VIXW. */
  readonly monthly: boolean;
}

export interface CallInstrument {
  readonly kind: 'call';
  readonly node: CurveNode;
  readonly call: VixCall;
}

export interface CallSpreadInstrument {
  readonly kind: 'callSpread';
  readonly node: CurveNode;
  readonly long: VixCall;
  readonly short: VixCall;
}

/** A VIX exchange-traded product, as a constant-maturity position in futures. */
export interface EtpInstrument {
  readonly kind: 'etp';
  readonly symbol: string;
  readonly priceUsd: number;
  readonly tenorDays: number;
  readonly leverage: number;
  readonly feePerYear: number;
}

export type HedgeInstrument =
  FutureInstrument | CallInstrument | CallSpreadInstrument | EtpInstrument;

/** Units that make one standard contract: a future with minis is counted in minis. */
export function unitsPerContract(instrument: HedgeInstrument): number {
  return instrument.kind === 'future' && instrument.minis ? VXM_PER_VX : 1;
}

/** Dollars per point of one unit. */
export function unitMultiplierUsd(instrument: HedgeInstrument): number {
  switch (instrument.kind) {
    case 'future':
      return instrument.minis ? VXM_MULTIPLIER_USD : VX_MULTIPLIER_USD;
    case 'call':
    case 'callSpread':
      return VIX_OPTION_MULTIPLIER_USD;
    case 'etp':
      return 1;
  }
}

/**
 * Notional of one unit in dollars (METHOD 6.2): futures multiplier x price; options adjusted by
 * delta, 100 x F x delta; ETPs price x leverage.
 */
export function unitNotionalUsd(instrument: HedgeInstrument): number {
  const multiplier = unitMultiplierUsd(instrument);
  switch (instrument.kind) {
    case 'future':
      return multiplier * instrument.node.price;
    case 'call':
      return multiplier * instrument.node.price * instrument.call.delta;
    case 'callSpread':
      return multiplier * instrument.node.price * (instrument.long.delta - instrument.short.delta);
    case 'etp':
      return instrument.priceUsd * instrument.leverage;
  }
}

/**
 * Units of the next instrument that one unit of an expiring one is rolled into (METHOD 15.5): contract
 * for contract where they are of a kind. A call that a layer of futures happens to hold is rolled
 * into its notional, delta and all: a whole future for it would be many times what was held.
 */
export function unitsAfterRoll(expiring: HedgeInstrument, next: HedgeInstrument): number {
  return expiring.kind === next.kind
    ? unitMultiplierUsd(expiring) / unitMultiplierUsd(next)
    : unitNotionalUsd(expiring) / unitNotionalUsd(next);
}

/** Cash paid for one unit, dollars: premium of options, price of shares, nothing for futures. */
export function unitOutlayUsd(instrument: HedgeInstrument): number {
  switch (instrument.kind) {
    case 'future':
      return 0;
    case 'call':
      return VIX_OPTION_MULTIPLIER_USD * instrument.call.pricePoints;
    case 'callSpread':
      return (
        VIX_OPTION_MULTIPLIER_USD * (instrument.long.pricePoints - instrument.short.pricePoints)
      );
    case 'etp':
      return instrument.priceUsd;
  }
}

/** Premium of one unit, dollars: what can expire worthless. Shares keep their value. */
export function unitPremiumUsd(instrument: HedgeInstrument): number {
  return instrument.kind === 'etp' ? 0 : unitOutlayUsd(instrument);
}

/** Units as standard contracts and minis: at equal notional the standard one (METHOD 15.3). */
export function splitUnits(
  instrument: FutureInstrument,
  units: number,
): { standard: number; minis: number } {
  if (!instrument.minis) return { standard: units, minis: 0 };
  return { standard: Math.floor(units / VXM_PER_VX), minis: units % VXM_PER_VX };
}

/** Commission and half-spread to trade this many units once, dollars, positive (METHOD 15.11). */
export function tradeCostUsd(
  instrument: HedgeInstrument,
  units: number,
  costs: CostSettings,
): number {
  switch (instrument.kind) {
    case 'future': {
      const { standard, minis } = splitUnits(instrument, units);
      return (
        standard * (costs.vxCommissionUsd + costs.vxHalfSpreadPoints * VX_MULTIPLIER_USD) +
        minis * (costs.vxmCommissionUsd + costs.vxmHalfSpreadPoints * VXM_MULTIPLIER_USD)
      );
    }
    case 'call':
      return units * optionTradeCostUsd(instrument.call, costs);
    case 'callSpread':
      return (
        units *
        (optionTradeCostUsd(instrument.long, costs) + optionTradeCostUsd(instrument.short, costs))
      );
    case 'etp':
      return units * instrument.priceUsd * costs.etpHalfSpreadShare;
  }
}

/** What it costs to let units settle: futures pay the commission, options and shares nothing. */
export function settlementCostUsd(
  instrument: HedgeInstrument,
  units: number,
  costs: CostSettings,
): number {
  if (instrument.kind !== 'future') return 0;
  const { standard, minis } = splitUnits(instrument, units);
  return standard * costs.vxCommissionUsd + minis * costs.vxmCommissionUsd;
}

function optionTradeCostUsd(call: VixCall, costs: CostSettings): number {
  const halfSpread = optionHalfSpreadPoints(call, call.pricePoints, costs);
  return costs.optionCommissionUsd + halfSpread * VIX_OPTION_MULTIPLIER_USD;
}

/**
 * What crossing half the spread of a call costs when it is worth so much, points (METHOD 15.11).
 * The setting stands for what nobody has quoted: a quote that is wider costs what it costs.
 */
export function optionHalfSpreadPoints(
  { halfSpreadPoints = 0 }: Pick<VixCall, 'halfSpreadPoints'>,
  valuePoints: number,
  costs: CostSettings,
): number {
  return Math.max(
    halfSpreadPoints,
    costs.optionHalfSpreadMinPoints,
    costs.optionHalfSpreadShare * valuePoints,
  );
}

/** Commission to leave options once, dollars. */
export function optionExitCommissionUsd(
  { kind }: CallInstrument | CallSpreadInstrument,
  units: number,
  costs: CostSettings,
): number {
  return units * costs.optionCommissionUsd * (kind === 'callSpread' ? 2 : 1);
}
