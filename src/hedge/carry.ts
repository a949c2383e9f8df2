import { rollIndexGrowth } from '../market/roll-index.js';
import { priceAt } from '../market/term-structure.js';
import { laterMarket, layerParts } from './hedge-market.js';
import type { HedgeMarket } from './hedge-market.js';
import {
  settlementCostUsd,
  tradeCostUsd,
  unitMultiplierUsd,
  unitsAfterRoll,
  unitsPerContract,
} from './instruments.js';
import type { HedgeInstrument, VixCall } from './instruments.js';
import { vixCallValue, vixOptionYears, vvixOf } from './vix-vol.js';

/** Days over which carry is quoted (METHOD 15.5). */
export const CARRY_DAYS = 30;

/** A roll inside the carry period: units of the old contract settle, the new one is bought. */
interface Roll {
  readonly from: HedgeInstrument;
  readonly to: HedgeInstrument;
  /** Units of `from` and of `to` per unit held today; `from` settles once, however many follow. */
  readonly fromUnits: number;
  readonly toUnits: number;
}

/** One contract's part of the carry: what it gains from one number of days left to another. */
export interface CarryStep {
  readonly symbol: string;
  readonly gain: number;
  readonly note: string;
}

/** Carry of one instrument over some days: linear in the units but for the costs of rolling. */
export interface CarryPlan {
  readonly gainUsdPerUnit: number;
  /** How the gain comes about, contract by contract, in points (ETPs: dollars) a unit. */
  readonly steps: readonly CarryStep[];
  readonly rolls: readonly Roll[];
}

/**
 * How a holding earns or loses over some days with the curve and vols unchanged and spot VIX as
 * F(0) (METHOD 15.5). A contract that expires within them runs to its settlement at spot and is
 * rolled into what its layer would then pick.
 * @param layerIndex the layer that the instrument belongs to
 */
export function carryPlan(
  market: HedgeMarket,
  layerIndex: number,
  instrument: HedgeInstrument,
  days: number,
): CarryPlan {
  if (instrument.kind === 'etp') {
    const gainUsdPerUnit = etpGainUsd(market, instrument, days);
    const note = `${days} days of index roll less fee, USD a share`;
    return {
      gainUsdPerUnit,
      steps: [{ symbol: instrument.symbol, gain: gainUsdPerUnit, note }],
      rolls: [],
    };
  }
  const runs = Math.min(days, instrument.node.daysToExpiry);
  const points = gainPoints(market, instrument, runs);
  const steps = [carryStep(market, instrument, runs, points)];
  const gainUsdPerUnit = points * unitMultiplierUsd(instrument);
  const left = days - runs;
  if (left <= 0) return { gainUsdPerUnit, steps, rolls: [] };
  const later = laterMarket(market, runs, fallbackVvix(instrument, market));
  return layerParts(later, layerIndex).reduce<CarryPlan>(
    (plan, { instrument: next, share }, i) => {
      if (next.kind === 'etp') return plan;
      // A layer that blends then splits them by its shares.
      const ratio = share * unitsAfterRoll(instrument, next);
      const onward = carryPlan(later, layerIndex, next, left);
      return {
        gainUsdPerUnit: plan.gainUsdPerUnit + ratio * onward.gainUsdPerUnit,
        steps: [...plan.steps, ...onward.steps],
        rolls: [
          ...plan.rolls,
          { from: instrument, to: next, fromUnits: i === 0 ? 1 : 0, toUnits: ratio },
          ...onward.rolls.map((roll) => ({
            ...roll,
            fromUnits: roll.fromUnits * ratio,
            toUnits: roll.toUnits * ratio,
          })),
        ],
      };
    },
    { gainUsdPerUnit, steps, rolls: [] },
  );
}

function carryStep(
  market: HedgeMarket,
  { kind, node }: Exclude<HedgeInstrument, { kind: 'etp' }>,
  days: number,
  gain: number,
): CarryStep {
  const daysLeft = node.daysToExpiry - days;
  const future = priceAt(market.shape, daysLeft);
  const option = kind === 'future' ? '' : ', option revalued';
  return {
    symbol: node.symbol,
    gain,
    note: `points: from ${node.daysToExpiry} to ${daysLeft} days left its future goes from ${rounded(node.price)} to ${rounded(future)}${option}`,
  };
}

function rounded(price: number): string {
  return String(Math.round(price * 1e4) / 1e4);
}

/** Carry in dollars of this many units, costs of rolling included; a cost is negative. */
export function carryUsd(plan: CarryPlan, units: number, market: HedgeMarket): number {
  const { costs } = market.settings;
  let sum = units * plan.gainUsdPerUnit;
  for (const { from, to, fromUnits, toUnits } of plan.rolls) {
    sum =
      sum -
      settlementCostUsd(from, units * fromUnits, costs) -
      tradeCostUsd(to, units * toUnits, costs);
  }
  return sum;
}

/**
 * Carry of one unit of a fractional target, dollars: the costs of rolling are those of standard
 * contracts, so that the figure is linear in the units.
 */
export function carryUsdPerUnit(plan: CarryPlan, market: HedgeMarket): number {
  const { costs } = market.settings;
  let sum = plan.gainUsdPerUnit;
  for (const { from, to, fromUnits, toUnits } of plan.rolls) {
    const fromLot = unitsPerContract(from);
    const toLot = unitsPerContract(to);
    sum =
      sum -
      (settlementCostUsd(from, fromLot, costs) / fromLot) * fromUnits -
      (tradeCostUsd(to, toLot, costs) / toLot) * toUnits;
  }
  return sum;
}

/** Change of one unit's price in points over days that the contract lives through. */
function gainPoints(
  market: HedgeMarket,
  instrument: Exclude<HedgeInstrument, { kind: 'etp' }>,
  days: number,
): number {
  const { node } = instrument;
  const future = priceAt(market.shape, node.daysToExpiry - days);
  switch (instrument.kind) {
    case 'future':
      return future - node.price;
    case 'call':
      return callGain(market, instrument.call, future, days);
    case 'callSpread':
      return (
        callGain(market, instrument.long, future, days) -
        callGain(market, instrument.short, future, days)
      );
  }
}

/** Theta and the future's roll together, by revaluation. */
function callGain(market: HedgeMarket, call: VixCall, future: number, days: number): number {
  const years =
    call.node.daysToExpiry <= days ? 0 : vixOptionYears(call.node, market.asOf) - days / 365;
  const { rate, settings } = market;
  return vixCallValue(call, future, years, rate, settings.vixOptions) - call.pricePoints;
}

/**
 * Roll of the index times the leverage, less the fee. Interest on the shares' cash is left out on
 * both sides: the product earns it, the holder forgoes it.
 */
function etpGainUsd(
  market: HedgeMarket,
  etp: Extract<HedgeInstrument, { kind: 'etp' }>,
  days: number,
): number {
  const growth = rollIndexGrowth(market.shape, etpIndex(etp.tenorDays), days);
  return etp.priceUsd * (etp.leverage * (growth - 1) - (etp.feePerYear * days) / 365);
}

export function etpIndex(tenorDays: number): 'short-term' | 'mid-term' {
  return tenorDays <= 60 ? 'short-term' : 'mid-term';
}

/** Where the snapshot has no VVIX, a later option is priced at the one that today's implies. */
export function fallbackVvix(
  instrument: HedgeInstrument,
  { settings }: HedgeMarket,
): number | undefined {
  if (instrument.kind === 'call') return vvixOf(instrument.call, settings.vixOptions);
  return instrument.kind === 'callSpread'
    ? vvixOf(instrument.long, settings.vixOptions)
    : undefined;
}
