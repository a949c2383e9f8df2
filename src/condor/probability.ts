import { normalCdf } from '../pricing/normal.js';
import { profitZonesOf } from './payoff.js';
import type { Payoff } from './payoff.js';

/**
 * Probability that a payoff ends above zero, SPX lognormal about its forward with one flat vol
 * (risk-neutral: no drift beyond the forward, no skew; METHOD 13.3).
 * @param forward SPX points
 * @param vol at-the-money vol, a fraction a year
 * @param years calendar minutes to settlement / 525600
 */
export function probabilityOfProfit(
  payoff: Payoff,
  forward: number,
  vol: number,
  years: number,
): number {
  const stdDev = vol * Math.sqrt(years);
  const below = (spx: number): number =>
    stdDev > 0
      ? normalCdf((Math.log(spx / forward) + (stdDev * stdDev) / 2) / stdDev)
      : spx > forward
        ? 1
        : 0;
  return profitZonesOf(payoff).reduce(
    (sum, { lower, upper }) =>
      sum + (upper === undefined ? 1 : below(upper)) - (lower === undefined ? 0 : below(lower)),
    0,
  );
}
