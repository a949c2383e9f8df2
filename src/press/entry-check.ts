import type { Warning } from '../hedge/result.js';
import type { Holding, PricedHolding } from './holding.js';

/**
 * How far a VX contract has moved while it was held: of the settlements of 2006 to 2021, none stood
 * at more than 4.8 times an earlier one of the same contract, and none below 1/2.4 of it.
 */
const FUTURE_ROSE_MOST = 6;
const FUTURE_FELL_MOST = 3;
/** A point that has slipped by one digit. */
const ONE_DIGIT = 10;

/**
 * Entry prices that do not go with the price now: the ladder sells by their ratio, so that a
 * slipped point sells everything, or never sells.
 */
export function entryWarnings(
  priced: readonly { readonly holding: Holding; readonly priced: PricedHolding | undefined }[],
): Warning[] {
  const doubts = priced.flatMap(({ holding, priced: one }) =>
    one === undefined ? [] : (doubtOf(holding, one) ?? []),
  );
  if (doubts.length === 0) return [];
  const message = `Check the entry price: ${[...new Set(doubts)].join('; ')}. The ladder sells by the price over the entry.`;
  return [{ code: 'entry-far-from-price', message }];
}

function doubtOf({ symbol, entryPrice }: Holding, priced: PricedHolding): string | undefined {
  const { instrument, price } = priced;
  const now = `${symbol} at an entry of ${entryPrice} stands at ${Number(price.toFixed(4))} now`;
  switch (instrument.kind) {
    case 'future':
      return price > FUTURE_ROSE_MOST * entryPrice || entryPrice > FUTURE_FELL_MOST * price
        ? `${now}, further than VX contracts have moved (a slipped decimal point?)`
        : undefined;
    case 'call':
    case 'callSpread': {
      const future = instrument.node.price;
      // A call is never worth more than its future.
      if (entryPrice > future) {
        return `${now}, and its future at ${future} (a premium in dollars, where points are wanted?)`;
      }
      return price >= ONE_DIGIT * entryPrice ? `${now} (a slipped decimal point?)` : undefined;
    }
    case 'etp':
      // A product that loses nine tenths is nothing new; one that gains as much has been reverse split.
      return price >= ONE_DIGIT * entryPrice
        ? `${now} (a slipped decimal point, or a reverse split since?)`
        : undefined;
  }
}
