import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { tradingDaysBetween } from '../market/calendar.js';
import { priceAt } from '../market/term-structure.js';
import type { CurveNode, TermStructure } from '../market/term-structure.js';
import { vixOnPathBy } from './central-path.js';
import type { Dynamics } from './dynamics.js';
import { betaBy, betasAt, responseAt } from './response-at.js';
import type { BetasAt, ResponseAt } from './response-at.js';

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
  /** The dynamics at the horizon's trading days. */
  readonly response: ResponseAt;
}

export function horizonPath(
  dynamics: Dynamics,
  curve: TermStructure,
  spx: number,
  horizon: IsoDate,
  residuals = 0,
): HorizonPath {
  const tradingDays = tradingDaysBetween(curve.date, horizon);
  return {
    dynamics,
    curve,
    spx,
    horizon,
    calendarDays: daysBetween(curve.date, horizon),
    tradingDays,
    residuals,
    response: responseAt(dynamics, tradingDays),
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
  const { spotVix } = path.curve;
  const vix = vixOnPathBy(path.response, spotVix, spxLogReturn, path.residuals);
  return { spx, spxLogReturn, vix, vixLogChange: Math.log(vix / spotVix) };
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

/** A contract on a path, with all that does not depend on the state there. */
export type ContractOnPath =
  | { readonly lives: true; readonly unchanged: number; readonly betas: BetasAt }
  | { readonly lives: false; readonly response: ResponseAt; readonly shareElapsed: number };

export function contractOnPath(path: HorizonPath, node: CurveNode): ContractOnPath {
  const daysLeft = node.daysToExpiry - path.calendarDays;
  if (daysLeft > 0) {
    const betas = betasAt(path.response, daysLeft);
    return { lives: true, unchanged: priceAt(path.curve, daysLeft), betas };
  }
  const elapsed = tradingDaysBetween(path.curve.date, node.expiry);
  return {
    lives: false,
    response: responseAt(path.dynamics, elapsed),
    shareElapsed: path.tradingDays > 0 ? elapsed / path.tradingDays : 1,
  };
}

/**
 * The level of a future at the horizon: today's curve rolled down, times exp(beta x VIX log
 * change). One that expires by then has settled at the path's spot VIX on its expiry, the SPX
 * move being spread evenly over the trading days (METHOD 15.7).
 */
export function levelInState(
  path: HorizonPath,
  contract: ContractOnPath,
  state: PathState,
): number {
  if (contract.lives) {
    const beta = betaBy(contract.betas, state.spxLogReturn);
    return contract.unchanged * Math.exp(beta * state.vixLogChange);
  }
  return (
    state.settlementVix ??
    vixOnPathBy(
      contract.response,
      path.curve.spotVix,
      state.spxLogReturn * contract.shareElapsed,
      path.residuals,
    )
  );
}

/** {@link levelInState} of a contract that is asked for once. */
export function futureOnPath(path: HorizonPath, state: PathState, node: CurveNode): number {
  return levelInState(path, contractOnPath(path, node), state);
}
