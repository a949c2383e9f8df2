import type { Dynamics } from './dynamics.js';
import { betaBy, betasAt, responseAt, vixLogChangeBy, vixResidualBy } from './response-at.js';
import type { ResponseAt } from './response-at.js';
import { SHOCK_TENORS } from './shock.js';

/**
 * The central path: how VIX moves with SPX over a horizon, and each future with VIX, under given
 * dynamics (METHOD 15.7 by default). Conditional means, not tails.
 */

/** VIX is held inside these levels whatever the path says (METHOD 15.7). */
export const VIX_MIN = 9;
export const VIX_MAX = 90;

/**
 * Conditional mean of the VIX log change given the SPX log return over a horizon.
 * Linear between knots; beyond the ends the outermost segment goes on with its slope unchanged;
 * linear between the columns' horizons.
 * @param horizon trading days; below the first column's and above the last one's, that column
 */
export function vixLogChange(dynamics: Dynamics, spxLogReturn: number, horizon: number): number {
  return vixLogChangeBy(responseAt(dynamics, horizon), spxLogReturn);
}

/** Residual sd of the VIX log change about {@link vixLogChange}. */
export function vixResidual(dynamics: Dynamics, spxLogReturn: number, horizon: number): number {
  return vixResidualBy(responseAt(dynamics, horizon), spxLogReturn);
}

/**
 * The spot VIX level on the path, held in [9, 90].
 * @param residuals how many residual sds the VIX response lies above its mean; 0 is the centre
 */
export function vixOnPath(
  dynamics: Dynamics,
  spotVix: number,
  spxLogReturn: number,
  horizon: number,
  residuals = 0,
): number {
  return vixOnPathBy(responseAt(dynamics, horizon), spotVix, spxLogReturn, residuals);
}

/** {@link vixOnPath} where the horizon's columns have been looked up. */
export function vixOnPathBy(
  response: ResponseAt,
  spotVix: number,
  spxLogReturn: number,
  residuals: number,
): number {
  const change =
    vixLogChangeBy(response, spxLogReturn) +
    (residuals === 0 ? 0 : residuals * vixResidualBy(response, spxLogReturn));
  return Math.min(VIX_MAX, Math.max(VIX_MIN, spotVix * Math.exp(change)));
}

/**
 * dln F / dln VIX of the future with this many days left, 1 at 0 days, held beyond 180, ramped
 * from ordinary to stress as SPX falls (by default from 2% to 5%).
 */
export function futureBeta(
  dynamics: Dynamics,
  daysToExpiry: number,
  spxLogReturn: number,
  horizon: number,
): number {
  return betaBy(betasAt(responseAt(dynamics, horizon), daysToExpiry), spxLogReturn);
}

/**
 * Log change of the at-the-money vol of SPX options per log change of VIX. A vol over T days is
 * the mean of what the curve holds up to T, so it moves with the mean beta over those days, scaled
 * to 1 at VIX's own 30 days (our convention, METHOD 6.10).
 */
export function spxVolBeta(
  dynamics: Dynamics,
  days: number,
  spxLogReturn: number,
  horizon: number,
): number {
  return (
    meanBeta(dynamics, days, spxLogReturn, horizon) / meanBeta(dynamics, 30, spxLogReturn, horizon)
  );
}

/** Mean of {@link futureBeta} from 0 to `days`: trapezoids between its tenors. */
function meanBeta(dynamics: Dynamics, days: number, spxLogReturn: number, horizon: number): number {
  const end = Math.max(1, days);
  let area = 0;
  let leftDays = 0;
  let leftBeta = 1;
  for (const tenor of [...SHOCK_TENORS.filter((tenor) => tenor < end), end]) {
    const beta = futureBeta(dynamics, tenor, spxLogReturn, horizon);
    area += ((leftBeta + beta) / 2) * (tenor - leftDays);
    leftDays = tenor;
    leftBeta = beta;
  }
  return area / end;
}
