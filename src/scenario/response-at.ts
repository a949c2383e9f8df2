import type { Dynamics, ResponseColumn } from './dynamics.js';
import { SHOCK_TENORS } from './shock.js';

/** A column laid out for the search of a segment: thousands of states ask for one. */
interface Column {
  readonly returns: readonly number[];
  readonly changes: readonly number[];
  readonly residual: number;
  readonly stressResidual: number;
  readonly stressLogReturn: number;
  readonly ordinaryBeta: readonly number[];
  readonly stressBeta: readonly number[];
}

/**
 * The dynamics at one horizon: the columns around it and how far between them it lies. Looked up
 * once for a path, asked in every state of it.
 */
export interface ResponseAt {
  readonly left: Column;
  /** Absent where one column says it all. */
  readonly right: Column | undefined;
  readonly share: number;
  readonly ramp: Ramp;
}

/** SPX moves between which betas ramp, and log returns that lie surely outside them. */
interface Ramp {
  readonly start: number;
  readonly end: number;
  readonly calmAbove: number;
  readonly stressBelow: number;
}

/** Far more than rounding can shift a log return, far less than any move that matters. */
const CLEARANCE = 1e-9;

/** @param horizon trading days; below the first column's and above the last one's, that column */
export function responseAt({ columns, ramp }: Dynamics, horizon: number): ResponseAt {
  const { start, end } = ramp;
  const ramped: Ramp = {
    start,
    end,
    calmAbove: Math.log1p(start) + CLEARANCE,
    stressBelow: Math.log1p(end) - CLEARANCE,
  };
  const only = (column: ResponseColumn): ResponseAt => ({
    left: laidOut(column),
    right: undefined,
    share: 0,
    ramp: ramped,
  });
  let left = columns[0];
  if (horizon <= left.horizon) return only(left);
  for (const right of columns) {
    if (horizon === right.horizon) return only(right);
    if (horizon < right.horizon) {
      const share = (horizon - left.horizon) / (right.horizon - left.horizon);
      return { left: laidOut(left), right: laidOut(right), share, ramp: ramped };
    }
    left = right;
  }
  return only(left);
}

const layouts = new WeakMap<ResponseColumn, Column>();

function laidOut(column: ResponseColumn): Column {
  let found = layouts.get(column);
  if (found === undefined) {
    found = {
      returns: column.knots.map(([spxLogReturn]) => spxLogReturn),
      changes: column.knots.map(([, change]) => change),
      residual: column.residual,
      stressResidual: column.stressResidual,
      stressLogReturn: Math.log1p(column.stressReturn),
      ordinaryBeta: column.ordinaryBeta,
      stressBeta: column.stressBeta,
    };
    layouts.set(column, found);
  }
  return found;
}

/** Conditional mean of the VIX log change. */
export function vixLogChangeBy({ left, right, share }: ResponseAt, spxLogReturn: number): number {
  const change = onKnots(left, spxLogReturn);
  if (right === undefined) return change;
  return (1 - share) * change + share * onKnots(right, spxLogReturn);
}

/** Residual sd about {@link vixLogChangeBy}. */
export function vixResidualBy({ left, right, share }: ResponseAt, spxLogReturn: number): number {
  const residual = residualOf(left, spxLogReturn);
  if (right === undefined) return residual;
  return (1 - share) * residual + share * residualOf(right, spxLogReturn);
}

function residualOf(column: Column, spxLogReturn: number): number {
  return spxLogReturn < column.stressLogReturn ? column.stressResidual : column.residual;
}

function onKnots({ returns, changes }: Column, x: number): number {
  let i = 1;
  const last = returns.length - 1;
  while (i < last && x > (returns[i] as number)) i += 1;
  const x0 = returns[i - 1] as number;
  const y0 = changes[i - 1] as number;
  return y0 + ((x - x0) / ((returns[i] as number) - x0)) * ((changes[i] as number) - y0);
}

/** Betas of one tenor at a horizon, of the columns around it. */
export interface BetasAt {
  readonly response: ResponseAt;
  readonly leftOrdinary: number;
  readonly leftStress: number;
  readonly rightOrdinary: number;
  readonly rightStress: number;
}

/** @param daysToExpiry calendar days left of the future at the horizon */
export function betasAt(response: ResponseAt, daysToExpiry: number): BetasAt {
  const { left, right } = response;
  return {
    response,
    leftOrdinary: betaAtTenor(left.ordinaryBeta, daysToExpiry),
    leftStress: betaAtTenor(left.stressBeta, daysToExpiry),
    rightOrdinary: right === undefined ? 0 : betaAtTenor(right.ordinaryBeta, daysToExpiry),
    rightStress: right === undefined ? 0 : betaAtTenor(right.stressBeta, daysToExpiry),
  };
}

/** dln F / dln VIX of that tenor, ramped from ordinary to stress as SPX falls. */
export function betaBy(betas: BetasAt, spxLogReturn: number): number {
  const { right, share, ramp } = betas.response;
  const stress = stressShare(ramp, spxLogReturn);
  const beta = mixed(betas.leftOrdinary, betas.leftStress, stress);
  if (right === undefined) return beta;
  return (1 - share) * beta + share * mixed(betas.rightOrdinary, betas.rightStress, stress);
}

function mixed(ordinary: number, stress: number, stressed: number): number {
  return stressed === 0 ? ordinary : ordinary + stressed * (stress - ordinary);
}

/** 0 in ordinary times to 1 where SPX has fallen to the ramp's end or further. */
function stressShare(ramp: Ramp, spxLogReturn: number): number {
  if (spxLogReturn > ramp.calmAbove) return 0;
  if (spxLogReturn < ramp.stressBelow) return 1;
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
