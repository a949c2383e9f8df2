import type { IsoDate } from '../market/date.js';

/** What is left of a fit, to judge it by. */
export interface ResidualDiagnostics {
  readonly observations: number;
  readonly sd: number;
  readonly skewness: number;
  /** Over that of a normal, 0. */
  readonly excessKurtosis: number;
  /** Of each residual with the one before it in the list. */
  readonly autocorrelation: number;
  /** The three furthest off, largest first. */
  readonly largest: readonly { readonly date: IsoDate; readonly residual: number }[];
}

/** Moments, autocorrelation and the worst days of residuals; `dates` are those they end on. */
export function diagnose(residuals: Float64Array, dates: readonly IsoDate[]): ResidualDiagnostics {
  const n = residuals.length;
  const mean = residuals.reduce((sum, value) => sum + value, 0) / n;
  const moment = (power: number): number =>
    residuals.reduce((sum, value) => sum + (value - mean) ** power, 0) / n;
  const variance = moment(2);
  let products = 0;
  for (let i = 1; i < n; i += 1) {
    products += ((residuals[i] as number) - mean) * ((residuals[i - 1] as number) - mean);
  }
  const furthest = Array.from(residuals, (residual, i) => ({ date: dates[i] as IsoDate, residual }))
    .sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual))
    .slice(0, 3);
  const flat = variance === 0;
  return {
    observations: n,
    sd: Math.sqrt(variance),
    skewness: flat ? 0 : moment(3) / variance ** 1.5,
    excessKurtosis: flat ? 0 : moment(4) / variance ** 2 - 3,
    autocorrelation: flat ? 0 : products / n / variance,
    largest: furthest,
  };
}
