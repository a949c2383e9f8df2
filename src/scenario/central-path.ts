import type { Dynamics, ResponseColumn } from './dynamics.js';
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
  return acrossColumns(dynamics, horizon, (column) => interpolateKnots(column.knots, spxLogReturn));
}

/** Residual sd of the VIX log change about {@link vixLogChange}. */
export function vixResidual(dynamics: Dynamics, spxLogReturn: number, horizon: number): number {
  return acrossColumns(dynamics, horizon, (column) =>
    spxLogReturn < Math.log1p(column.stressReturn) ? column.stressResidual : column.residual,
  );
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
  const change =
    vixLogChange(dynamics, spxLogReturn, horizon) +
    (residuals === 0 ? 0 : residuals * vixResidual(dynamics, spxLogReturn, horizon));
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
  const stressShare = stressRamp(dynamics, spxLogReturn);
  return acrossColumns(dynamics, horizon, (column) => {
    const ordinary = betaAtTenor(column.ordinaryBeta, daysToExpiry);
    if (stressShare === 0) return ordinary;
    return ordinary + stressShare * (betaAtTenor(column.stressBeta, daysToExpiry) - ordinary);
  });
}

/** 0 in ordinary times to 1 where SPX has fallen to the ramp's end or further. */
function stressRamp({ ramp }: Dynamics, spxLogReturn: number): number {
  const move = Math.expm1(spxLogReturn);
  return Math.min(1, Math.max(0, (move - ramp.start) / (ramp.end - ramp.start)));
}

function betaAtTenor(betas: readonly number[], days: number): number {
  let leftDays = 0;
  let leftBeta = 1;
  for (let i = 0; i < SHOCK_TENORS.length; i += 1) {
    const tenor = SHOCK_TENORS[i] as number;
    const beta = betas[i] as number;
    if (days <= tenor) {
      return leftBeta + ((days - leftDays) / (tenor - leftDays)) * (beta - leftBeta);
    }
    leftDays = tenor;
    leftBeta = beta;
  }
  return leftBeta;
}

function acrossColumns(
  { columns }: Dynamics,
  horizon: number,
  value: (column: ResponseColumn) => number,
): number {
  let left = columns[0];
  if (horizon <= left.horizon) return value(left);
  for (const right of columns) {
    if (horizon <= right.horizon) {
      if (horizon === right.horizon) return value(right);
      const share = (horizon - left.horizon) / (right.horizon - left.horizon);
      return (1 - share) * value(left) + share * value(right);
    }
    left = right;
  }
  return value(left);
}

function interpolateKnots(knots: readonly (readonly [number, number])[], x: number): number {
  let i = 1;
  while (i < knots.length - 1 && x > (knots[i] as readonly [number, number])[0]) i += 1;
  const [x0, y0] = knots[i - 1] as readonly [number, number];
  const [x1, y1] = knots[i] as readonly [number, number];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
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
