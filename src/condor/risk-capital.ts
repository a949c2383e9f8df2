import { roundUsd } from '../market/rounding.js';
import type { Book } from './book.js';
import { extremesOf, payoffOf } from './payoff.js';
import type { Payoff } from './payoff.js';

export const RISK_CAPITAL_METHOD = 'per-expiry payoff minimum, summed';

/**
 * Risk capital of a book, dollars: for each settlement the worst loss of its condors together
 * (not the sum of their own worst losses: SPX cannot fall and rise at once), summed over
 * settlements, as the worst can happen at each (METHOD 6.1, 15.10). A settlement that cannot
 * lose counts zero.
 */
export function riskCapitalUsd(book: Book): number {
  return riskOfPayoffsUsd(payoffsOf(book));
}

/** The payoff of each of a book's settlements. */
export function payoffsOf(book: Book): Payoff[] {
  return book.groups.map(({ condors }) => payoffOf(condors));
}

/** {@link riskCapitalUsd} of a book whose {@link payoffsOf} are known. */
export function riskOfPayoffsUsd(payoffs: readonly Payoff[]): number {
  let sum = 0;
  for (const payoff of payoffs) sum += Math.max(0, extremesOf(payoff).maxLossUsd);
  return roundUsd(sum);
}
