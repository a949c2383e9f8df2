import { CARRY_DAYS, carryPlan, carryUsdPerUnit } from '../hedge/carry.js';
import { dollars } from '../hedge/dollars.js';
import { unitNotionalUsd } from '../hedge/instruments.js';
import type { HedgeInstrument } from '../hedge/instruments.js';
import { PERIODS_PER_YEAR, carryAllowance } from '../hedge/limits.js';
import type { HedgePlan } from '../hedge/size.js';
import { heldCarryUsd, notionalUsd } from './held.js';
import type { HeldUnits } from './held.js';

/** Dust of division, in dollars of notional. */
const DUST_USD = 0.01;

/** One bound on the contracts that a press buys. */
export interface PressLimit {
  readonly name: 'budget' | 'band' | 'otherBand' | 'hedgeRatio' | 'carryCap' | 'accountCarryCap';
  /** Of a band: the layer whose it is. */
  readonly layer?: string;
  /** The most units it allows; absent where it sets no bound. */
  readonly maxUnits?: number;
  /** It allows least, and is why no more is bought. */
  readonly binds: boolean;
  readonly note: string;
  readonly key?: string;
}

/** A bound before it is known whether it is the one that binds. */
type Bound = Omit<PressLimit, 'binds'>;

/** What the book allows of an instrument of a layer: bands, hedge ratio, the two carry caps. */
export function bookBounds(
  plan: HedgePlan,
  held: readonly HeldUnits[],
  index: number,
  instrument: HedgeInstrument,
): Bound[] {
  return [
    bandLimit(plan, held, index, instrument),
    ...otherBandLimits(plan, held, index, instrument),
    ratioLimit(plan, held, instrument),
    carryCapLimit(plan, held, index, instrument),
    accountLimit(plan, held, index, instrument),
  ];
}

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
    layer: name,
    key: `layers.${name}.band`,
    ...(most < Infinity && { maxUnits: wholeUnits(most) }),
    note: `${name} holds ${dollars(own)} of ${dollars(total)}, ${dollars(wanted)} wanted; its band ends at ${band.max}`,
  };
}

/**
 * The other layers keep theirs: every contract bought makes their shares of the notional held
 * smaller (METHOD 8.3: subject to bands). A layer that nothing can be held in keeps no band.
 */
function otherBandLimits(
  plan: HedgePlan,
  held: readonly HeldUnits[],
  index: number,
  instrument: HedgeInstrument,
): Bound[] {
  const unit = unitNotionalUsd(instrument);
  const total = notionalUsd(held);
  return plan.prepared.layers.flatMap(({ layer, parts }, at): Bound[] => {
    const { band, name } = layer;
    const own = notionalUsd(held.filter((part) => part.layer === at));
    if (at === index || band.min <= 0 || (parts.length === 0 && own === 0)) return [];
    const room = own / band.min - total;
    const outside = room < -DUST_USD;
    return [
      {
        name: 'otherBand',
        layer: name,
        key: `layers.${name}.band`,
        maxUnits: wholeUnits(room / unit),
        note: `${name} holds ${dollars(own)} of ${dollars(total)}, ${outside ? 'less than the' : 'its band starts at'} ${band.min}${outside ? ' at which its band starts' : ''}`,
      },
    ];
  });
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

/** A bound as whole units; what lies on it but for dust of division counts. */
function wholeUnits(most: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.floor(most + 1e-9)));
}
