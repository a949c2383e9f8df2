/**
 * Long-run variances after Newey and West (1987): Bartlett weights on the autocovariances, so that
 * standard errors hold where neighbouring observations hang together, as overlapping windows do.
 *
 * Series stand on a full axis of trading days, 0 where a day has no observation, so that lags are
 * trading days whatever is missing.
 */

/**
 * The number of lags for changes over `horizon` trading days on `days` days: twice the overlap, or
 * Newey and West's own rule 4 (n / 100)^(2/9) where that is more. Bartlett's weights fall to 0 at
 * the last lag; with the overlap alone they would leave out half of what overlapping adds.
 */
export function lagsFor(horizon: number, days: number): number {
  const rule = Math.floor(4 * (days / 100) ** (2 / 9));
  return Math.max(2 * (horizon - 1), rule);
}

/** Sum of weighted cross products of two score series: the long-run covariance of their sums. */
export function longRunCovariance(a: Float64Array, b: Float64Array, lags: number): number {
  let total = 0;
  for (let lag = 0; lag <= lags; lag += 1) {
    let sum = 0;
    for (let t = lag; t < a.length; t += 1) {
      sum += (a[t] as number) * (b[t - lag] as number);
      if (lag > 0) sum += (a[t - lag] as number) * (b[t] as number);
    }
    total += (1 - lag / (lags + 1)) * sum;
  }
  return total;
}

/** Standard error of a sum of scores; a long-run variance is never below 0 with these weights. */
export function longRunError(scores: Float64Array, lags: number): number {
  return Math.sqrt(Math.max(0, longRunCovariance(scores, scores, lags)));
}
