import type { Book } from './book.js';
import { condorPnlInState, resolveCondor } from './valuation.js';
import type { ResolvedCondor, ValuationMarket } from './valuation.js';

/** A book's options with forwards and vols fixed, in the book's order. */
export interface PricedBook {
  readonly valuation: ValuationMarket;
  readonly resolved: readonly ResolvedCondor[];
  /** Profit or loss of each condor since entry at today's model value, dollars. */
  readonly nowUsd: readonly number[];
}

/** Resolves a book's condors in a market and values them there. */
export function priceBook(book: Book, valuation: ValuationMarket): PricedBook {
  const now = { moment: valuation.asOf, spx: valuation.spx, volFactor: 1 };
  const resolved = book.condors.map((condor) => resolveCondor(condor, valuation));
  const nowUsd = resolved.map((condor) => condorPnlInState(condor, valuation, now));
  return { valuation, resolved, nowUsd };
}
