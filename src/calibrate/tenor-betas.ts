import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { HistoryDay } from '../market/history.js';
import { nextMonthlyVixExpiries } from '../market/vix-expiry.js';
import type { Windows } from './changes.js';
import { ratioOf } from './estimate.js';
import type { Estimate } from './estimate.js';
import { lagsFor } from './newey-west.js';
import { ols } from './ols.js';

/** Ranks of METHOD 4.2. */
const RANKS = 7;

/** SPX log return below which a day is one of stress (METHOD 4.2: r < -3%). */
const STRESS_RETURN = -0.03;

/** One day's move of one contract, VIX and SPX. */
export interface ContractMove {
  readonly at: number;
  /** The k of VXk on the first of the two days. */
  readonly rank: number;
  /** Calendar days to expiry on the first of the two days. */
  readonly daysToExpiry: number;
  readonly futureLogChange: number;
  readonly futurePoints: number;
  readonly vixLogChange: number;
  readonly vixPoints: number;
  readonly spxLogReturn: number;
}

/** How the futures of one rank answer VIX and SPX by the day (METHOD 4.2). */
export interface TenorBeta {
  readonly contract: string;
  readonly observations: number;
  readonly meanDays: number;
  /** dln F / dln VIX. */
  readonly beta: Estimate;
  readonly r2: number;
  readonly residualSd: number;
  /** dln F / SPX log return. */
  readonly spxBeta: Estimate;
  /** dF / dVIX, points. */
  readonly pointsBeta: Estimate;
  /** Sum of dln F over sum of dln VIX on days with SPX below -3%; absent where there are none. */
  readonly stressBeta?: Estimate;
  readonly stressObservations: number;
}

/**
 * Every one-day move of every monthly contract that lives on after both days. The contract is the
 * same on both: ranks are never differenced. The day of the final settlement is left out, for that
 * is an opening quotation and no settlement of the market.
 * @param daily windows of one trading day
 */
export function contractMoves({ windows }: Windows): ContractMove[] {
  return windows.flatMap(({ at, from, to, spxLogReturn, vixLogChange }) => {
    const after = pricesOf(to);
    const ranks = new Map(
      nextMonthlyVixExpiries(from.date, 12).map((expiry, i) => [expiry, i + 1]),
    );
    return (from.curve?.nodes ?? []).flatMap(({ expiry, price }): ContractMove[] => {
      const next = after.get(expiry);
      if (next === undefined) return [];
      return [
        {
          at,
          rank: ranks.get(expiry) ?? Infinity,
          daysToExpiry: daysBetween(from.date, expiry),
          futureLogChange: Math.log(next / price),
          futurePoints: next - price,
          vixLogChange,
          vixPoints: to.vix - from.vix,
          spxLogReturn,
        },
      ];
    });
  });
}

function pricesOf({ curve }: HistoryDay): Map<IsoDate, number> {
  return new Map((curve?.nodes ?? []).map(({ expiry, price }) => [expiry, price]));
}

/** The table of METHOD 4.2: VX1 to VX7, those that have observations. */
export function tenorBetas(moves: readonly ContractMove[], days: number): TenorBeta[] {
  return Array.from({ length: RANKS }, (_, i) => i + 1).flatMap((rank) => {
    const own = moves.filter((move) => move.rank === rank);
    return own.length < MIN_OBSERVATIONS ? [] : [tenorBeta(own, rank, days)];
  });
}

/** With fewer the figures of a rank say nothing. */
const MIN_OBSERVATIONS = 30;

function tenorBeta(moves: readonly ContractMove[], rank: number, days: number): TenorBeta {
  const lags = lagsFor(1, moves.length);
  const at = Int32Array.from(moves, (move) => move.at);
  const column = (pick: (move: ContractMove) => number): Float64Array =>
    Float64Array.from(moves, pick);
  const slope = (y: Float64Array, x: Float64Array) => {
    const fit = ols({ days, at, y, x: [new Float64Array(y.length).fill(1), x] }, lags);
    const estimate = {
      value: fit.coefficients[1] ?? NaN,
      standardError: fit.robustErrors[1] ?? NaN,
    };
    return { ...fit, estimate };
  };
  const change = column((move) => move.futureLogChange);
  const onVix = slope(
    change,
    column((move) => move.vixLogChange),
  );
  const stressed = moves.filter(({ spxLogReturn }) => spxLogReturn < STRESS_RETURN);
  const stressBeta =
    stressed.length === 0
      ? undefined
      : ratioOf(
          { days, at: Int32Array.from(stressed, (move) => move.at), lags },
          Float64Array.from(stressed, (move) => move.futureLogChange),
          Float64Array.from(stressed, (move) => move.vixLogChange),
        );
  return {
    contract: `VX${rank}`,
    observations: moves.length,
    meanDays: moves.reduce((sum, move) => sum + move.daysToExpiry, 0) / moves.length,
    beta: onVix.estimate,
    r2: onVix.r2,
    residualSd: onVix.residualSd,
    spxBeta: slope(
      change,
      column((move) => move.spxLogReturn),
    ).estimate,
    pointsBeta: slope(
      column((move) => move.futurePoints),
      column((move) => move.vixPoints),
    ).estimate,
    ...(stressBeta !== undefined && { stressBeta }),
    stressObservations: stressed.length,
  };
}
