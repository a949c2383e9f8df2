import { roundUsd } from '../market/rounding.js';
import type { Book } from './book.js';
import { extremesOf, payoffOf } from './payoff.js';

export const RISK_CAPITAL_METHOD = 'per-expiry payoff minimum, summed';

/**
 * Risk capital of a book, dollars: for each settlement the worst loss of its condors together
 * (not the sum of their own worst losses: SPX cannot fall and rise at once), summed over
 * settlements, as the worst can happen at each (METHOD 6.1, 15.10). A settlement that cannot
 * lose counts zero.
 */
export function riskCapitalUsd(book: Book): number {
  let sum = 0;
  for (const { condors } of book.groups) {
    sum += Math.max(0, extremesOf(payoffOf(condors)).maxLossUsd);
  }
  return roundUsd(sum);
}
