import { inverseOf, ols } from './ols.js';
import type { Estimate } from './estimate.js';
import type { ContractMove } from './tenor-betas.js';

/**
 * Calendar days to expiry between the buckets of the fit: narrow where the beta falls fast, a
 * fortnight where it is nearly level. Chosen so that each bucket has days enough in one year.
 */
const EDGES = [
  ...[1, 3, 5, 8, 12, 17, 23, 30, 40, 50, 60, 75, 90],
  ...[105, 120, 135, 150, 165, 180, 195, 210, 226],
] as const;

/** A bucket with fewer moves says nothing. */
const MIN_MOVES = 30;
const DAYS_PER_YEAR = 365;

/** The rate, a year, is looked for between these; the data of 2007-2026 give about 8. */
const LEAST_RATE = 0.5;
const MOST_RATE = 60;

/** dln F / dln VIX as floor + scale exp(-rate T), T in years (METHOD 4.2). */
export interface BetaCurve {
  readonly floor: Estimate;
  readonly scale: Estimate;
  readonly rate: Estimate;
  /** Of the betas of the buckets about the curve. */
  readonly rmse: number;
  readonly buckets: readonly {
    readonly meanDays: number;
    readonly observations: number;
    readonly beta: number;
    readonly fitted: number;
  }[];
}

/**
 * The exponential through the betas of buckets of days to expiry, by least squares: for each rate
 * the other two are linear, so that one dimension is searched. Errors from the Jacobian.
 * @returns undefined where fewer than four buckets have moves enough
 */
export function betaCurve(moves: readonly ContractMove[]): BetaCurve | undefined {
  const buckets = EDGES.slice(0, -1).flatMap((from, i) => {
    const to = EDGES[i + 1] as number;
    const own = moves.filter(({ daysToExpiry: days }) => days >= from && days < to);
    if (own.length < MIN_MOVES) return [];
    const meanDays = own.reduce((sum, { daysToExpiry }) => sum + daysToExpiry, 0) / own.length;
    return [{ meanDays, observations: own.length, beta: slopeOf(own) }];
  });
  if (buckets.length < 4) return undefined;
  const years = buckets.map(({ meanDays }) => meanDays / DAYS_PER_YEAR);
  const betas = buckets.map(({ beta }) => beta);
  const rate = bestRate((candidate) => linearPart(years, betas, candidate).squares);
  const { floor, scale, squares } = linearPart(years, betas, rate);
  const errors = errorsOf(years, scale, rate, squares);
  const estimate = (value: number, i: number): Estimate => ({
    value,
    standardError: errors[i] ?? NaN,
  });
  return {
    floor: estimate(floor, 0),
    scale: estimate(scale, 1),
    rate: estimate(rate, 2),
    rmse: Math.sqrt(squares / buckets.length),
    buckets: buckets.map((bucket, i) => ({
      ...bucket,
      fitted: floor + scale * Math.exp(-rate * (years[i] as number)),
    })),
  };
}

/** Several contracts of one day stand in a bucket: the slope alone is taken, not its error. */
function slopeOf(moves: readonly ContractMove[]): number {
  const n = moves.length;
  const meanX = moves.reduce((sum, move) => sum + move.vixLogChange, 0) / n;
  const meanY = moves.reduce((sum, move) => sum + move.futureLogChange, 0) / n;
  let xy = 0;
  let xx = 0;
  for (const { vixLogChange, futureLogChange } of moves) {
    xy += (vixLogChange - meanX) * (futureLogChange - meanY);
    xx += (vixLogChange - meanX) ** 2;
  }
  return xy / xx;
}

function linearPart(
  years: readonly number[],
  betas: readonly number[],
  rate: number,
): { floor: number; scale: number; squares: number } {
  const n = years.length;
  const fit = ols(
    {
      days: n,
      at: Int32Array.from(years, (_, i) => i),
      y: Float64Array.from(betas),
      x: [new Float64Array(n).fill(1), Float64Array.from(years, (t) => Math.exp(-rate * t))],
    },
    0,
  );
  const [floor = NaN, scale = NaN] = fit.coefficients;
  return { floor, scale, squares: fit.residuals.reduce((sum, value) => sum + value * value, 0) };
}

/** A coarse look over the whole range, then golden sections where it is lowest. */
function bestRate(squares: (rate: number) => number): number {
  const steps = 120;
  const step = (MOST_RATE - LEAST_RATE) / steps;
  let best = LEAST_RATE;
  for (let i = 1; i <= steps; i += 1) {
    const candidate = LEAST_RATE + i * step;
    if (squares(candidate) < squares(best)) best = candidate;
  }
  let low = Math.max(LEAST_RATE, best - step);
  let high = Math.min(MOST_RATE, best + step);
  const golden = (Math.sqrt(5) - 1) / 2;
  while (high - low > 1e-9) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (squares(left) < squares(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

function errorsOf(
  years: readonly number[],
  scale: number,
  rate: number,
  squares: number,
): number[] {
  const rows = years.map((t) => {
    const decay = Math.exp(-rate * t);
    return [1, decay, -scale * t * decay] as const;
  });
  const gram = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0)),
  );
  const variance = squares / (years.length - 3);
  return inverseOf(gram).map((row, i) => Math.sqrt(variance * (row[i] ?? NaN)));
}
