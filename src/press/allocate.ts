import { CARRY_DAYS, carryPlan, carryUsd, carryUsdPerUnit } from '../hedge/carry.js';
import { dollars } from '../hedge/dollars.js';
import {
  splitUnits,
  unitMultiplierUsd,
  unitNotionalUsd,
  unitOutlayUsd,
} from '../hedge/instruments.js';
import type { HedgeInstrument } from '../hedge/instruments.js';
import { smallestSymbol } from '../hedge/layer-result.js';
import { carryAllowance } from '../hedge/limits.js';
import type { HedgePlan } from '../hedge/size.js';
import { VX_MULTIPLIER_USD } from '../market/contracts.js';
import { roundUsd } from '../market/rounding.js';
import type { PricedHolding } from './holding.js';
import { pressCost, unitsFor } from './unit-cost.js';

/** Months in a year, of the account's carry cap (METHOD 8.4). */
const PERIODS_PER_YEAR = 12;

/** A VIX holding of the book, by layer: what the press adds to. */
export interface HeldUnits {
  readonly layer: number;
  readonly instrument: HedgeInstrument;
  readonly units: number;
}

/** One bound on the contracts that a press buys. */
export interface PressLimit {
  readonly name: 'budget' | 'band' | 'hedgeRatio' | 'carryCap' | 'accountCarryCap';
  /** The most units it allows; absent where it sets no bound. */
  readonly maxUnits?: number;
  /** It allows least, and is why no more is bought. */
  readonly binds: boolean;
  readonly note: string;
  readonly key?: string;
}

/** One order of a press. */
export interface PressOrder {
  readonly symbol: string;
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
  const bounds = [
    bandLimit(plan, held, index, instrument),
    ratioLimit(plan, held, instrument),
    carryCapLimit(plan, held, index, instrument),
    accountLimit(plan, held, index, instrument),
  ];
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

type Bound = Omit<PressLimit, 'binds'>;

/** The layer keeps its band of the notional wanted, or of the notional held where that is more. */
function bandLimit(
  plan: HedgePlan,
  held: readonly HeldUnits[],
  index: number,
  instrument: HedgeInstrument,
): Bound {
  const { band, name } = plan.prepared.layers[index]?.layer ?? {
    band: { min: 0, max: 1 },
    name: '',
  };
  const unit = unitNotionalUsd(instrument);
  const wanted = plan.result.hedge.targetNotionalUsd;
  const total = notionalUsd(held);
  const own = notionalUsd(held.filter((part) => part.layer === index));
  const ofWanted = (band.max * wanted - own) / unit;
  const ofHeld = band.max < 1 ? (band.max * total - own) / (unit * (1 - band.max)) : Infinity;
  const most = Math.max(ofWanted, ofHeld);
  return {
    name: 'band',
    key: `layers.${name}.band`,
    ...(most < Infinity && { maxUnits: wholeUnits(most) }),
    note: `${name} holds ${dollars(own)} of ${dollars(total)}, ${dollars(wanted)} wanted; its band ends at ${band.max}`,
  };
}

function ratioLimit(
  plan: HedgePlan,
  held: readonly HeldUnits[],
  instrument: HedgeInstrument,
): Bound {
  const { ratioMax } = plan.prepared.market.settings.hedge;
  const { riskCapitalUsd } = plan.result.position;
  const total = notionalUsd(held);
  return {
    name: 'hedgeRatio',
    key: 'hedge.ratioMax',
    maxUnits: wholeUnits((ratioMax * riskCapitalUsd - total) / unitNotionalUsd(instrument)),
    note: `${dollars(total)} held, at most ${ratioMax} x risk capital ${dollars(riskCapitalUsd)}`,
  };
}

/** METHOD 8.4: carry of hedge and press together against what the condors gain. */
function carryCapLimit(
  plan: HedgePlan,
  held: readonly HeldUnits[],
  index: number,
  instrument: HedgeInstrument,
): Bound {
  const name = 'carryCap';
  const { prepared, book, priced } = plan;
  if (priced === undefined) return { name, note: 'not applied: the snapshot has no SPX level' };
  const allowance = carryAllowance(prepared, book, priced);
  if (allowance === undefined) {
    return { name, key: 'hedge.carryCap', note: 'switched off, or the condors end today' };
  }
  const { days, costUsd, kappa, key } = allowance;
  return {
    name,
    key,
    ...carryBound(plan, held, index, instrument, days, costUsd),
    note: `${days} days: carry of the hedge ${dollars(heldCarryUsd(plan, held, days))}, at most ${dollars(costUsd)}, ${kappa} of the condors' gain`,
  };
}

function accountLimit(
  plan: HedgePlan,
  held: readonly HeldUnits[],
  index: number,
  instrument: HedgeInstrument,
): Bound {
  const name = 'accountCarryCap';
  const { portfolio, hedge } = plan.prepared.market.settings;
  if (portfolio.accountUsd === undefined) {
    return { name, note: 'not applied: portfolio.accountUsd is not given' };
  }
  const capUsd = hedge.accountCarryCap * portfolio.accountUsd;
  const yearUsd = PERIODS_PER_YEAR * heldCarryUsd(plan, held, CARRY_DAYS);
  return {
    name,
    key: 'hedge.accountCarryCap',
    ...carryBound(plan, held, index, instrument, CARRY_DAYS, capUsd / PERIODS_PER_YEAR),
    note: `carry of the hedge ${dollars(yearUsd)} a year, at most ${dollars(capUsd)}`,
  };
}

/** Units until the carry over some days costs as much as it may; none where they earn. */
function carryBound(
  plan: HedgePlan,
  held: readonly HeldUnits[],
  index: number,
  instrument: HedgeInstrument,
  days: number,
  mostUsd: number,
): { maxUnits?: number } {
  const { market } = plan.prepared;
  const unitUsd = -carryUsdPerUnit(carryPlan(market, index, instrument, days), market);
  if (unitUsd <= 0) return {};
  const room = mostUsd + heldCarryUsd(plan, held, days);
  return { maxUnits: wholeUnits(room / unitUsd) };
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

function notionalUsd(held: readonly HeldUnits[]): number {
  return held.reduce((sum, { instrument, units }) => sum + units * unitNotionalUsd(instrument), 0);
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

/** A bound as whole units; what lies on it but for dust of division counts. */
function wholeUnits(most: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.floor(most + 1e-9)));
}

function ordersOf(instrument: HedgeInstrument, units: number): PressOrder[] {
  if (units === 0) return [];
  const symbol = smallestSymbol(instrument);
  const multiplier = unitMultiplierUsd(instrument);
  switch (instrument.kind) {
    case 'future': {
      const { node } = instrument;
      const { standard, minis } = splitUnits(instrument, units);
      const whole = {
        symbol: node.symbol,
        contracts: standard,
        price: node.price,
        multiplier: VX_MULTIPLIER_USD,
      };
      const rest = { symbol, contracts: minis, price: node.price, multiplier };
      return [whole, rest].filter(({ contracts }) => contracts > 0);
    }
    case 'call':
      return [{ symbol, contracts: units, price: instrument.call.pricePoints, multiplier }];
    case 'callSpread': {
      const price = instrument.long.pricePoints - instrument.short.pricePoints;
      return [{ symbol, contracts: units, price, multiplier }];
    }
    case 'etp':
      return [{ symbol, contracts: units, price: instrument.priceUsd, multiplier }];
  }
}
