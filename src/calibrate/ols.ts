import { longRunCovariance } from './newey-west.js';

/** Observations of a regression, each on its trading day. */
export interface Sample {
  /** Length of the axis of trading days. */
  readonly days: number;
  /** Trading day of each observation, ascending, no day twice. */
  readonly at: Int32Array;
  readonly y: Float64Array;
  /** Regressors, the constant among them where there is to be one. */
  readonly x: readonly Float64Array[];
}

/** A least-squares fit. */
export interface OlsFit {
  readonly coefficients: readonly number[];
  /** Classical: right where residuals are independent and of one variance. */
  readonly standardErrors: readonly number[];
  /** Newey-West: right also where they are not. */
  readonly robustErrors: readonly number[];
  readonly r2: number;
  readonly residuals: Float64Array;
  /** Of the residuals, with n - k degrees of freedom. */
  readonly residualSd: number;
}

/**
 * Ordinary least squares with classical and Newey-West standard errors.
 * @param lags of the Newey-West errors, trading days
 * @throws RangeError where there are no more observations than regressors, or these are collinear
 */
export function ols({ days, at, y, x }: Sample, lags: number): OlsFit {
  const n = y.length;
  const k = x.length;
  if (n <= k) throw new RangeError(`${n} observations cannot tell ${k} coefficients`);
  const gram = x.map((a) => x.map((b) => dot(a, b)));
  const inverse = inverseOf(gram);
  const xy = x.map((a) => dot(a, y));
  const coefficients = inverse.map((row) => dotOf(row, xy));
  const residuals = Float64Array.from(y, (value, t) =>
    x.reduce(
      (rest, column, j) => rest - (coefficients[j] as number) * (column[t] as number),
      value,
    ),
  );
  const squares = dot(residuals, residuals);
  const mean = y.reduce((sum, value) => sum + value, 0) / n;
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const variance = squares / (n - k);
  const scores = x.map((column) =>
    onAxis(days, at, (t) => (column[t] as number) * (residuals[t] as number)),
  );
  const meat = scores.map((a) => scores.map((b) => longRunCovariance(a, b, lags)));
  const correction = n / (n - k);
  return {
    coefficients,
    standardErrors: inverse.map((row, j) => Math.sqrt(variance * (row[j] as number))),
    robustErrors: inverse.map((row) => {
      const spread = meat.map((line) => dotOf(line, row));
      return Math.sqrt(Math.max(0, correction * dotOf(row, spread)));
    }),
    r2: total > 0 ? 1 - squares / total : 0,
    residuals,
    residualSd: Math.sqrt(variance),
  };
}

/** Values on the full axis of trading days, 0 where there is no observation. */
export function onAxis(days: number, at: Int32Array, value: (i: number) => number): Float64Array {
  const axis = new Float64Array(days);
  for (let i = 0; i < at.length; i += 1) axis[at[i] as number] = value(i);
  return axis;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function dotOf(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

/**
 * Inverse of a symmetric positive definite matrix, by Gauss and Jordan with row exchanges.
 * @throws RangeError where it is singular
 */
export function inverseOf(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(work[row]?.[column] ?? 0) > Math.abs(work[pivot]?.[column] ?? 0)) pivot = row;
    }
    const top = work[pivot] as number[];
    work[pivot] = work[column] as number[];
    work[column] = top;
    const scale = top[column] as number;
    if (Math.abs(scale) < 1e-14 * Math.abs(matrix[column]?.[column] ?? 1) || scale === 0) {
      throw new RangeError('the regressors are collinear');
    }
    for (let j = 0; j < top.length; j += 1) top[j] = (top[j] as number) / scale;
    for (let row = 0; row < size; row += 1) {
      const line = work[row] as number[];
      const factor = line[column] as number;
      if (row === column || factor === 0) continue;
      for (let j = 0; j < line.length; j += 1)
        line[j] = (line[j] as number) - factor * (top[j] as number);
    }
  }
  return work.map((row) => row.slice(size));
}
