import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { tradingDaysBetween } from '../market/calendar.js';
import { priceAt } from '../market/term-structure.js';
import type { CurveNode, TermStructure } from '../market/term-structure.js';
import { futureBeta, vixOnPath } from './central-path.js';
import type { Dynamics } from './dynamics.js';

/** The central path (METHOD 15.7) from today's curve to one horizon. */
export interface HorizonPath {
  readonly dynamics: Dynamics;
  readonly curve: TermStructure;
  readonly spx: number;
  readonly horizon: IsoDate;
  readonly calendarDays: number;
  readonly tradingDays: number;
  /** How many residual sds the VIX response lies above its mean. */
  readonly residuals: number;
}

export function horizonPath(
  dynamics: Dynamics,
  curve: TermStructure,
  spx: number,
  horizon: IsoDate,
  residuals = 0,
): HorizonPath {
  return {
    dynamics,
    curve,
    spx,
    horizon,
    calendarDays: daysBetween(curve.date, horizon),
    tradingDays: tradingDaysBetween(curve.date, horizon),
    residuals,
  };
}

/** The market at the horizon for one SPX level. */
export interface PathState {
  readonly spx: number;
  readonly spxLogReturn: number;
  readonly vix: number;
  /** Of spot VIX from today to the horizon, after the limits on its level. */
  readonly vixLogChange: number;
  /** Where a contract settles before the horizon, when the state is not on the path. */
  readonly settlementVix?: number;
}

export function stateAt(path: HorizonPath, spx: number): PathState {
  const spxLogReturn = Math.log(spx / path.spx);
  const { dynamics, curve, tradingDays, residuals } = path;
  const vix = vixOnPath(dynamics, curve.spotVix, spxLogReturn, tradingDays, residuals);
  return { spx, spxLogReturn, vix, vixLogChange: Math.log(vix / path.curve.spotVix) };
}

/** A state off the path: VIX at a level, SPX unchanged, so that the ordinary betas hold. */
export function stateAtVix(path: HorizonPath, vix: number): PathState {
  return {
    spx: path.spx,
    spxLogReturn: 0,
    vix,
    vixLogChange: Math.log(vix / path.curve.spotVix),
    settlementVix: vix,
  };
}

/** Where a future stands at the horizon on an unchanged curve; spot VIX once it has expired. */
export function unchangedCurvePrice(path: HorizonPath, node: CurveNode): number {
  return priceAt(path.curve, Math.max(0, node.daysToExpiry - path.calendarDays));
}

/** True where the contract settles on or before the horizon. */
export function expiresBy(path: HorizonPath, node: CurveNode): boolean {
  return node.daysToExpiry <= path.calendarDays;
}

/**
 * The level of a future at the horizon: today's curve rolled down, times exp(beta x VIX log
 * change). One that expires by then has settled at the path's spot VIX on its expiry, the SPX
 * move being spread evenly over the trading days (METHOD 15.7).
 */
export function futureOnPath(path: HorizonPath, state: PathState, node: CurveNode): number {
  const daysLeft = node.daysToExpiry - path.calendarDays;
  if (daysLeft <= 0) return state.settlementVix ?? settlementOnPath(path, state, node);
  const beta = futureBeta(path.dynamics, daysLeft, state.spxLogReturn, path.tradingDays);
  return priceAt(path.curve, daysLeft) * Math.exp(beta * state.vixLogChange);
}

function settlementOnPath(path: HorizonPath, state: PathState, node: CurveNode): number {
  const elapsed = settlementTradingDays(path, node);
  const share = path.tradingDays > 0 ? elapsed / path.tradingDays : 1;
  return vixOnPath(
    path.dynamics,
    path.curve.spotVix,
    state.spxLogReturn * share,
    elapsed,
    path.residuals,
  );
}

const settlementDays = new WeakMap<CurveNode, Map<IsoDate, number>>();

/** Trading days from today to a contract's expiry; remembered, as every grid point asks. */
function settlementTradingDays(path: HorizonPath, node: CurveNode): number {
  const today = path.curve.date;
  let byDate = settlementDays.get(node);
  if (byDate === undefined) settlementDays.set(node, (byDate = new Map<IsoDate, number>()));
  let days = byDate.get(today);
  if (days === undefined) {
    days = tradingDaysBetween(today, node.expiry);
    byDate.set(today, days);
  }
  return days;
}
