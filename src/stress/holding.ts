import { Refusal } from '../errors.js';
import { daysBetween } from '../market/date.js';
import { yearsBetween } from '../market/time.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import type { CurveNode } from '../market/term-structure.js';
import { fallbackVvix } from '../hedge/carry.js';
import { layerParts } from '../hedge/hedge-market.js';
import type { HedgeMarket } from '../hedge/hedge-market.js';
import {
  settlementCostUsd,
  tradeCostUsd,
  unitMultiplierUsd,
  unitsAfterRoll,
} from '../hedge/instruments.js';
import type { HedgeInstrument, VixCall } from '../hedge/instruments.js';
import type { HeldPart } from '../hedge/structure.js';
import { vixCallValue } from '../hedge/vix-vol.js';
import type { MarketPath, PathPoint } from './market-path.js';

/** How a layer is looked after along a path. */
export interface Upkeep {
  /** Whether a contract near its expiry is replaced by what its layer would then buy. */
  readonly roll: boolean;
  /** Days to expiry below which it is replaced (METHOD 15.9). */
  readonly rollDays: number;
  /** Half-spreads of VIX options at the end of a stress, as a multiple of today's (METHOD 12.4). */
  readonly exitSpreadFactor: number;
}

/** What a holding made of a path, dollars. */
export interface HoldingOutcome {
  /** Before costs. */
  readonly gainUsd: number;
  /** Commissions and half-spreads in, at each roll and out; positive. */
  readonly costUsd: number;
  /** The part of the costs that rolls made. */
  readonly rollCostUsd: number;
  readonly rolls: number;
}

/**
 * One layer's part taken along a path: held to the end, or to its settlement at spot VIX, or
 * replaced on the way (METHOD 5, lesson 5).
 * @param layerIndex the layer it belongs to, which picks what replaces it
 */
export function holdAlong(
  market: HedgeMarket,
  layerIndex: number,
  part: HeldPart,
  path: MarketPath,
  upkeep: Upkeep,
): HoldingOutcome {
  let { instrument, units } = part;
  let bought = today(market);
  const entryCostUsd = tradeCostUsd(instrument, units, market.settings.costs);
  let gainUsd = 0;
  let rollCostUsd = 0;
  let rolls = 0;
  for (;;) {
    const expiryDay = expiryDayOf(instrument, market);
    const leaveDay = upkeep.roll ? leaveDayOf(expiryDay, bought.day, upkeep) : Infinity;
    if (leaveDay < path.days) {
      const point = path.at(leaveDay);
      const later = marketAfter(market, point, instrument);
      const next = layerParts(later, layerIndex)[0]?.instrument;
      if (next !== undefined && next.kind !== 'etp') {
        const { costs } = market.settings;
        gainUsd += units * unitGainUsd(market, instrument, bought, path, leaveDay);
        rollCostUsd +=
          leaveDay >= expiryDay
            ? settlementCostUsd(instrument, units, costs)
            : tradeCostUsd(atPoint(market, instrument, bought, point), units, costs);
        units *= unitsAfterRoll(instrument, next);
        rollCostUsd += tradeCostUsd(next, units, costs);
        [instrument, bought, rolls] = [next, point, rolls + 1];
        continue;
      }
    }
    const end = Math.min(path.days, expiryDay);
    gainUsd += units * unitGainUsd(market, instrument, bought, path, end);
    const leaveCostUsd = exitCostUsd(market, instrument, units, bought, path, end, upkeep);
    return { gainUsd, costUsd: entryCostUsd + rollCostUsd + leaveCostUsd, rollCostUsd, rolls };
  }
}

/** The day a contract is rolled: some days before its expiry, or on it where bought later still. */
function leaveDayOf(expiryDay: number, boughtDay: number, { rollDays }: Upkeep): number {
  const leave = expiryDay - rollDays;
  return leave > boughtDay ? leave : expiryDay;
}

/** The market of today as a point: what a path departs from, also one that happens at once. */
function today(market: HedgeMarket): PathPoint {
  return {
    day: 0,
    moment: market.asOf,
    spx: market.snapshot.indices.SPX ?? Number.NaN,
    curve: market.curve,
    spxVolFactor: () => 1,
    vixVolFactor: () => 1,
    etpFactor: () => 1,
  };
}

/** Calendar days from today to the expiry of what is held; an ETP has none. */
function expiryDayOf(instrument: HedgeInstrument, market: HedgeMarket): number {
  if (instrument.kind === 'etp') return Infinity;
  return daysBetween(market.curve.date, instrument.node.expiry);
}

/** What one unit gains from where it was bought to a day, dollars before costs. */
function unitGainUsd(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  bought: PathPoint,
  path: MarketPath,
  day: number,
): number {
  const point = path.at(day);
  const multiplier = unitMultiplierUsd(instrument);
  switch (instrument.kind) {
    case 'future':
      return multiplier * (levelAt(instrument.node, point) - instrument.node.price);
    case 'call':
      return multiplier * callGain(market, instrument.call, bought, point);
    case 'callSpread':
      return (
        multiplier *
        (callGain(market, instrument.long, bought, point) -
          callGain(market, instrument.short, bought, point))
      );
    case 'etp':
      return instrument.priceUsd * (point.etpFactor(instrument) - 1);
  }
}

/**
 * A future at a point; spot VIX once it has settled there.
 * @throws Refusal where it is alive and the market there has no price of it: a hedge is never
 *   marked to spot VIX (METHOD 15.12)
 */
export function levelAt(node: CurveNode, { curve }: PathPoint): number {
  const there = (node.weekly ? curve.weeklies : curve.nodes).find(
    ({ expiry }) => expiry === node.expiry,
  );
  if (there !== undefined) return there.price;
  if (node.expiry <= curve.date) return curve.spotVix;
  throw new Refusal(
    `the market of ${curve.date} has no price of ${node.symbol}, which is held`,
    `add a future row of VX ${node.expiry} to that snapshot`,
    { key: '--then' },
  );
}

function callGain(market: HedgeMarket, call: VixCall, bought: PathPoint, point: PathPoint): number {
  const level = levelAt(call.node, point);
  const settles = optionSettlementMoment(call.node.expiry, 'am');
  const daysLeft = daysBetween(point.curve.date, call.node.expiry);
  const years = daysLeft <= 0 ? 0 : Math.max(0, yearsBetween(point.moment, settles));
  const { rate, settings } = market;
  const since = point.vixVolFactor(daysLeft) / bought.vixVolFactor(call.node.daysToExpiry);
  const moved = { ...call, impliedVol: call.impliedVol * since };
  return vixCallValue(moved, level, years, rate, settings.vixOptions) - call.pricePoints;
}

/** The market of a point without what expires by the expiry of what is rolled. */
function marketAfter(
  market: HedgeMarket,
  point: PathPoint,
  instrument: HedgeInstrument,
): HedgeMarket {
  const after = instrument.kind === 'etp' ? '' : instrument.node.expiry;
  const curve = {
    ...point.curve,
    nodes: point.curve.nodes.filter(({ expiry }) => expiry > after),
    weeklies: point.curve.weeklies.filter(({ expiry }) => expiry > after),
  };
  const vvix = market.vvix ?? fallbackVvix(instrument, market);
  return {
    ...market,
    curve,
    shape: point.curve,
    asOf: point.moment,
    snapshot: { ...market.snapshot, options: [] },
    vvix: vvix === undefined ? undefined : vvix * point.vixVolFactor(30),
  };
}

/** Cost of leaving at the end of a stress, when options are quoted wide. */
function exitCostUsd(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  units: number,
  bought: PathPoint,
  path: MarketPath,
  day: number,
  upkeep: Upkeep,
): number {
  const { costs } = market.settings;
  const settles = day >= expiryDayOf(instrument, market);
  if (settles) return settlementCostUsd(instrument, units, costs);
  const wide =
    instrument.kind === 'call' || instrument.kind === 'callSpread'
      ? {
          ...costs,
          optionHalfSpreadShare: costs.optionHalfSpreadShare * upkeep.exitSpreadFactor,
          optionHalfSpreadMinPoints: costs.optionHalfSpreadMinPoints * upkeep.exitSpreadFactor,
        }
      : costs;
  return tradeCostUsd(atPoint(market, instrument, bought, path.at(day)), units, wide);
}

/** The instrument at the price it has at a point: half-spreads are a share of that price. */
function atPoint(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  bought: PathPoint,
  point: PathPoint,
): HedgeInstrument {
  const priced = (call: VixCall): VixCall => ({
    ...call,
    pricePoints: call.pricePoints + callGain(market, call, bought, point),
  });
  switch (instrument.kind) {
    case 'future':
      return instrument;
    case 'call':
      return { ...instrument, call: priced(instrument.call) };
    case 'callSpread':
      return { ...instrument, long: priced(instrument.long), short: priced(instrument.short) };
    case 'etp':
      return { ...instrument, priceUsd: instrument.priceUsd * point.etpFactor(instrument) };
  }
}
