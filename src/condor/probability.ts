import { normalCdf } from '../pricing/normal.js';
import { breakEvensOf, payoffAt } from './payoff.js';
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
  const edges = [0, ...breakEvensOf(payoff), Infinity];
  let probability = 0;
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const from = edges[i] as number;
    const to = edges[i + 1] as number;
    const inside = to === Infinity ? from + 1 : (from + to) / 2;
    if (payoffAt(payoff, inside) <= 0) continue;
    probability += (to === Infinity ? 1 : below(to)) - (from === 0 ? 0 : below(from));
  }
  return probability;
}
