import type { IsoDate } from '../market/date.js';
import { futureSymbol, weeklyFutureSymbol } from '../market/futures-symbol.js';
import { roundUsd } from '../market/rounding.js';
import type { CostSoFar } from '../report/result.js';
import type { JournalEntry } from './entry.js';
import { holdingsOf } from './holdings.js';
import type { BookedHolding } from './holdings.js';
import type { TradedContract } from './traded-contract.js';

/**
 * The price of a contract in points, or dollars a share: at the end of the day that is asked about,
 * and of a contract that has expired by then its final settlement. Undefined where it is not known.
 */
export type PriceOf = (symbol: string) => number | undefined;

/**
 * What the hedge has cost since its first fill; undefined without a fill. A contract that has
 * expired is settled at its final settlement, an option at what it was worth in it.
 * @param asOf the last day whose fills count
 */
export function costSoFar(
  entries: readonly JournalEntry[],
  prices: PriceOf,
  asOf: IsoDate,
): CostSoFar | undefined {
  const holdings = holdingsOf(entries, asOf);
  const since = holdings.map((holding) => holding.since).sort()[0];
  if (since === undefined) return undefined;
  let realisedUsd = 0;
  let openUsd = 0;
  let feesUsd = 0;
  let fillsWithoutFees = 0;
  const unpriced: string[] = [];
  for (const holding of holdings) {
    feesUsd -= holding.feesUsd;
    fillsWithoutFees += holding.fillsWithoutFees;
    realisedUsd += holding.realisedUsd;
    const gain = gainUsd(holding, prices);
    if (gain === undefined) unpriced.push(holding.contract.symbol);
    else if (holding.expired) realisedUsd += gain;
    else openUsd += gain;
  }
  return {
    since,
    feesUsd: roundUsd(feesUsd),
    realisedUsd: roundUsd(realisedUsd),
    ...(unpriced.length === 0
      ? { openUsd: roundUsd(openUsd), totalUsd: roundUsd(realisedUsd + openUsd + feesUsd) }
      : { unpriced }),
    ...(fillsWithoutFees > 0 && { fillsWithoutFees }),
  };
}

/** Of what is held, or was left at the expiry; undefined where its price is unknown. */
function gainUsd(holding: BookedHolding, prices: PriceOf): number | undefined {
  const { contract, contracts, averagePrice, expired } = holding;
  if (averagePrice === undefined) return 0;
  const price = expired ? finalValue(contract, prices) : prices(contract.symbol);
  if (price === undefined) return undefined;
  return contracts * (price - averagePrice) * contract.multiplierUsd;
}

/** A mini and the options of an expiry settle on the value that its VX future settles at. */
function finalValue(contract: TradedContract, prices: PriceOf): number | undefined {
  const own = prices(contract.symbol);
  if (own !== undefined || contract.kind === 'etp') return own;
  const { expiry, weekly } = contract;
  const settled = prices(weekly ? weeklyFutureSymbol(expiry) : futureSymbol('VX', expiry));
  if (settled === undefined || contract.kind === 'future') return settled;
  const { strike, right } = contract;
  return Math.max(0, right === 'call' ? settled - strike : strike - settled);
}
