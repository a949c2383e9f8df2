import { CARRY_DAYS } from '../hedge/carry.js';
import { dollars } from '../hedge/dollars.js';
import {
  splitUnits,
  unitMultiplierUsd,
  unitNotionalUsd,
  unitOutlayUsd,
} from '../hedge/instruments.js';
import type { HedgeInstrument } from '../hedge/instruments.js';
import { smallestSymbol } from '../hedge/instrument-symbols.js';
import type { HedgePlan } from '../hedge/size.js';
import { VX_MULTIPLIER_USD } from '../market/contracts.js';
import type { IsoDate } from '../market/date.js';
import { roundUsd } from '../market/rounding.js';
import { heldCarryUsd, notionalUsd } from './held.js';
import type { HeldUnits } from './held.js';
import { bookBounds } from './press-limits.js';
import type { PressLimit } from './press-limits.js';
import { pressCost, unitsFor } from './unit-cost.js';

/** One order of a press. */
export interface PressOrder {
  readonly symbol: string;
  /** Absent for an ETP. */
  readonly expiry?: IsoDate;
  readonly contracts: number;
  readonly price: number;
  readonly multiplier: number;
}

/** What a press budget buys. Dollars. */
export interface PressPurchase {
  readonly layer: string;
  readonly kind: HedgeInstrument['kind'];
  /** The smallest thing that can be bought, and what one costs. */
  readonly unitSymbol: string;
  readonly unitCostUsd: number;
  readonly unitNotionalUsd: number;
  readonly unitOutlayUsd: number;
  /** What the dollars of `spentUsd` are. */
  readonly basis: string;
  readonly units: number;
  readonly orders: readonly PressOrder[];
  readonly spentUsd: number;
  /** Share of the hedge's notional that the layer has before and after; absent without a hedge. */
  readonly weightBefore?: number;
  readonly weightAfter?: number;
  /** Carry of the hedge over 30 days, before and after; a cost is negative. */
  readonly carryPerMonthBeforeUsd: number;
  readonly carryPerMonthAfterUsd: number;
  readonly limits: readonly PressLimit[];
}

/**
 * The whole contracts of the long layer that a budget buys (METHOD 8.2 to 8.4), what `alvh size`
 * would hold there: at most what the budget pays for, the layer's band, the greatest hedge ratio
 * and the two carry caps allow. Undefined where the layer has nothing that can be bought.
 * @param budgetUsd not negative
 */
export function pressPurchase(
  plan: HedgePlan,
  held: readonly HeldUnits[],
  budgetUsd: number,
): PressPurchase | undefined {
  const { prepared } = plan;
  const index = prepared.layers.length - 1;
  const layer = prepared.layers[index];
  const [first, ...others] = layer?.parts ?? [];
  if (layer === undefined || first === undefined) return undefined;
  const { instrument } = others.reduce(
    (best, part) => (part.share > best.share ? part : best),
    first,
  );
  const cost = pressCost(prepared.market, index, instrument);
  const bounds = bookBounds(plan, held, index, instrument);
  const most = Math.min(...bounds.map(({ maxUnits }) => maxUnits ?? Infinity));
  const paidFor = unitsFor(cost, budgetUsd, Number.MAX_SAFE_INTEGER);
  const units = Math.min(paidFor, most < Infinity ? unitsFor(cost, budgetUsd, most) : paidFor);
  const limits = [
    {
      name: 'budget' as const,
      maxUnits: paidFor,
      note: `${dollars(budgetUsd)} at ${dollars(cost.costUsd(1))} for one`,
    },
    ...bounds,
  ].map((limit) => ({ ...limit, binds: limit.maxUnits !== undefined && limit.maxUnits <= units }));
  const carry = (list: readonly HeldUnits[]): number => heldCarryUsd(plan, list, CARRY_DAYS);
  const after = [...held, { layer: index, instrument, units }];
  return {
    layer: layer.layer.name,
    kind: instrument.kind,
    unitSymbol: smallestSymbol(instrument),
    unitCostUsd: cost.costUsd(1),
    unitNotionalUsd: roundUsd(unitNotionalUsd(instrument)),
    unitOutlayUsd: roundUsd(unitOutlayUsd(instrument)),
    basis: cost.basis,
    units,
    orders: ordersOf(instrument, units),
    spentUsd: units === 0 ? 0 : cost.costUsd(units),
    ...weights(held, after, index),
    carryPerMonthBeforeUsd: roundUsd(carry(held)),
    carryPerMonthAfterUsd: roundUsd(carry(after)),
    limits,
  };
}

function weights(
  held: readonly HeldUnits[],
  after: readonly HeldUnits[],
  index: number,
): Pick<PressPurchase, 'weightBefore' | 'weightAfter'> {
  const weightOf = (list: readonly HeldUnits[]): number | undefined => {
    const total = notionalUsd(list);
    return total > 0 ? notionalUsd(list.filter(({ layer }) => layer === index)) / total : undefined;
  };
  const [weightBefore, weightAfter] = [weightOf(held), weightOf(after)];
  return {
    ...(weightBefore !== undefined && { weightBefore }),
    ...(weightAfter !== undefined && { weightAfter }),
  };
}

function ordersOf(instrument: HedgeInstrument, units: number): PressOrder[] {
  if (units === 0) return [];
  const symbol = smallestSymbol(instrument);
  const multiplier = unitMultiplierUsd(instrument);
  if (instrument.kind === 'etp') {
    return [{ symbol, contracts: units, price: instrument.priceUsd, multiplier }];
  }
  const { expiry, price } = instrument.node;
  switch (instrument.kind) {
    case 'future': {
      const { standard, minis } = splitUnits(instrument, units);
      const whole = {
        ...{ symbol: instrument.node.symbol, expiry, contracts: standard, price },
        multiplier: VX_MULTIPLIER_USD,
      };
      const rest = { symbol, expiry, contracts: minis, price, multiplier };
      return [whole, rest].filter(({ contracts }) => contracts > 0);
    }
    case 'call': {
      const { pricePoints } = instrument.call;
      return [{ symbol, expiry, contracts: units, price: pricePoints, multiplier }];
    }
    case 'callSpread': {
      const net = instrument.long.pricePoints - instrument.short.pricePoints;
      return [{ symbol, expiry, contracts: units, price: net, multiplier }];
    }
  }
}
