import { tradingDaysBetween } from '../market/calendar.js';
import { addDays, daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { futureSymbol } from '../market/futures-symbol.js';
import { rollIndexGrowth } from '../market/roll-index.js';
import { priceAt } from '../market/term-structure.js';
import type { CurveNode, TermStructure } from '../market/term-structure.js';
import { chicagoClock, chicagoTime } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { nextMonthlyVixExpiries } from '../market/vix-expiry.js';
import { VIX_MAX, VIX_MIN, spxVolBeta } from '../scenario/central-path.js';
import { moveBy, shockAtTenor } from '../scenario/shock.js';
import type { MarketShock, ShockMove } from '../scenario/shock.js';
import { etpIndex } from '../hedge/carry.js';
import type { HedgeMarket } from '../hedge/hedge-market.js';
import { dampedVvixFactor } from './market-path.js';
import type { MarketPath, PathPoint } from './market-path.js';

/** No VX future settled outside these levels (METHOD 4.3). */
const FUTURE_MIN = 5;
const FUTURE_MAX = 100;

/** A path made from a shock, and how much of it today's level of VIX has room for. */
export interface ShockPath extends MarketPath {
  /**
   * 1 where the whole shock applies. Less where VIX would leave [9, 90]: the moves of VIX, of the
   * curve and of VVIX are then scaled alike, so that the curve keeps its shape.
   */
  readonly share: number;
}

/**
 * A shock applied to today's market: SPX, VIX and each future move by the shock's log changes from
 * an unchanged curve rolled down in time, by its steps or evenly over its days (METHOD 5, 15.7).
 * @param spx SPX points today
 * @param days calendar days it takes; the shock's own, or 0 for at once
 */
export function shockPath(
  market: HedgeMarket,
  spx: number,
  shock: MarketShock,
  days: number,
): ShockPath {
  const { curve } = market;
  const share = roomFor(days === 0 ? [shock] : [...(shock.steps ?? []), shock], curve.spotVix);
  const elapsed = (day: number): number =>
    Math.max(1, tradingDaysBetween(curve.date, addDays(curve.date, day)));
  const horizon = elapsed(days);
  const unlisted = laterListings(curve, days);
  const points = new Map<number, PathPoint>();
  const pointAt = (day: number): PathPoint => {
    const move = days === 0 ? shock : moveBy(shock, day);
    const spxLog = Math.log1p(move.spxReturn);
    const vixLog = share * move.vixLogChange;
    const vvixLog = share * (move.vvixLogChange ?? 0);
    const moved = (nodes: readonly CurveNode[]): CurveNode[] =>
      nodes
        .filter(({ daysToExpiry }) => daysToExpiry > day && daysToExpiry - day <= furthest(curve))
        .map((node) => {
          const daysToExpiry = node.daysToExpiry - day;
          const shocked = Math.exp(share * shockAtTenor(move, daysToExpiry));
          const unmoved = rolledDown(curve, node, day);
          return { ...node, daysToExpiry, price: held(unmoved * shocked, unmoved) };
        });
    return {
      day,
      moment: sameHourOn(market.asOf, addDays(curve.date, day)),
      spx: spx * Math.exp(spxLog),
      curve: {
        date: addDays(curve.date, day),
        spotVix: curve.spotVix * Math.exp(vixLog),
        nodes: moved([...curve.nodes, ...unlisted]),
        weeklies: moved(curve.weeklies),
      },
      spxVolFactor: (daysLeft) =>
        Math.exp(spxVolBeta(market.settings.dynamics, daysLeft, spxLog, horizon) * vixLog),
      vixVolFactor: (daysLeft) => dampedVvixFactor(vvixLog, daysLeft),
      etpFactor: (etp) => {
        const { tenorDays, leverage, feePerYear } = etp;
        const roll = leverage * (rollIndexGrowth(curve, etpIndex(tenorDays), day) - 1);
        const moved = dailyReset(share * shockAtTenor(move, tenorDays), leverage, elapsed(day));
        return (1 + roll - (feePerYear * day) / 365) * moved;
      },
    };
  };
  return {
    days,
    share,
    at: (day) => {
      let point = points.get(day);
      if (point === undefined) points.set(day, (point = pointAt(day)));
      return point;
    },
  };
}

/** The same time of day in Chicago on another date: settlements keep their hour over the year. */
function sameHourOn(moment: EpochMs, date: IsoDate): EpochMs {
  const [hour = 0, minute = 0] = chicagoClock(moment).split(':').map(Number);
  const withinMinute = moment % 60_000;
  return (chicagoTime(date, hour, minute) + withinMinute) as EpochMs;
}

/** The share of a shock that keeps VIX within the levels it has been seen at. */
function roomFor(moves: readonly ShockMove[], spotVix: number): number {
  return moves.reduce((least, { vixLogChange }) => {
    if (vixLogChange === 0) return least;
    const limit = vixLogChange > 0 ? VIX_MAX : VIX_MIN;
    return Math.min(least, Math.max(0, Math.log(limit / spotVix) / vixLogChange));
  }, 1);
}

/**
 * Months that will be listed by the end of a long path, as today's last ones run off. Each stands
 * on the curve once it has no more days left than the last contract has today.
 */
function laterListings(curve: TermStructure, days: number): CurveNode[] {
  const last = curve.nodes[curve.nodes.length - 1];
  if (last === undefined || days === 0) return [];
  return nextMonthlyVixExpiries(last.expiry, Math.ceil(days / 28)).map((expiry) => {
    const daysToExpiry = daysBetween(curve.date, expiry);
    return {
      symbol: futureSymbol('VX', expiry),
      expiry,
      weekly: false,
      price: priceAt(curve, daysToExpiry),
      daysToExpiry,
    };
  });
}

function furthest({ nodes }: TermStructure): number {
  return nodes[nodes.length - 1]?.daysToExpiry ?? 0;
}

/**
 * A contract's price some days on with the curve unchanged. A weekly one stands off the curve of
 * the monthlies; what it is above or below it, it keeps.
 */
function rolledDown(curve: TermStructure, node: CurveNode, day: number): number {
  const now = priceAt(curve, node.daysToExpiry);
  return node.price * (priceAt(curve, node.daysToExpiry - day) / now);
}

/** A log change of the index as a fund takes part that sets its leverage back every day. */
function dailyReset(logChange: number, leverage: number, tradingDays: number): number {
  return Math.max(0, 1 + leverage * Math.expm1(logChange / tradingDays)) ** tradingDays;
}

/** A level within the limits; one that stood beyond them before the shock may stay there. */
function held(price: number, unmoved: number): number {
  return Math.min(Math.max(FUTURE_MAX, unmoved), Math.max(FUTURE_MIN, price));
}
