import { longRunError } from './newey-west.js';
import { onAxis } from './ols.js';

/** A figure with its standard error. */
export interface Estimate {
  readonly value: number;
  /** Newey-West. */
  readonly standardError: number;
}

/** Observations on the axis of trading days. */
export interface Observations {
  readonly days: number;
  readonly at: Int32Array;
  readonly lags: number;
}

/** Mean of values. */
export function meanOf({ days, at, lags }: Observations, values: Float64Array): Estimate {
  const value = sumOf(values) / values.length;
  const scores = onAxis(days, at, (i) => (values[i] as number) - value);
  return { value, standardError: longRunError(scores, lags) / values.length };
}

/** Sum of one series over the sum of another; undefined where the latter is 0. */
export function ratioOf(
  { days, at, lags }: Observations,
  above: Float64Array,
  below: Float64Array,
): Estimate | undefined {
  const base = sumOf(below);
  if (base === 0) return undefined;
  const value = sumOf(above) / base;
  const scores = onAxis(days, at, (i) => (above[i] as number) - value * (below[i] as number));
  return { value, standardError: longRunError(scores, lags) / Math.abs(base) };
}

/** Root of the mean square; its error by the delta method from that of the mean square. */
export function rootMeanSquareOf(observations: Observations, values: Float64Array): Estimate {
  const square = meanOf(
    observations,
    values.map((value) => value * value),
  );
  const value = Math.sqrt(square.value);
  return { value, standardError: value > 0 ? square.standardError / (2 * value) : 0 };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
