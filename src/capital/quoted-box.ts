import { midOf } from '../condor/valuation.js';
import type { IsoDate } from '../market/date.js';
import type { OptionQuote } from '../market/snapshot.js';
import { boxPrice, boxRate } from './box.js';
import type { BoxRate } from './box.js';

/** The widest box that a snapshot's options make on one expiry. */
export interface QuotedBox extends BoxRate {
  readonly lowerStrike: number;
  readonly upperStrike: number;
  readonly root: 'SPX' | 'SPXW';
}

/**
 * The box between the outermost strikes of one series at which both call and put have a price. The
 * widest, as a tick of the price then weighs least. AM and PM series never pair (METHOD 10.4).
 * @param years to the series' settlement
 * @returns undefined where the snapshot quotes no two strikes, or a price that is no loan
 */
export function quotedBox(
  options: readonly OptionQuote[],
  root: 'SPX' | 'SPXW',
  expiry: IsoDate,
  years: number,
): QuotedBox | undefined {
  const price = new Map<string, number>();
  const strikes = new Set<number>();
  for (const quote of options) {
    if (quote.root !== root || quote.expiry !== expiry) continue;
    const mid = midOf(quote);
    if (mid === undefined) continue;
    price.set(`${quote.right}${quote.strike}`, mid);
    strikes.add(quote.strike);
  }
  const paired = [...strikes]
    .filter((strike) => price.has(`call${strike}`) && price.has(`put${strike}`))
    .sort((a, b) => a - b);
  const lower = paired[0];
  const upper = paired[paired.length - 1];
  if (lower === undefined || upper === undefined || lower === upper || years <= 0) return undefined;
  const at = (key: string): number => price.get(key) as number;
  const points = boxPrice({
    lowerCall: at(`call${lower}`),
    lowerPut: at(`put${lower}`),
    upperCall: at(`call${upper}`),
    upperPut: at(`put${upper}`),
  });
  if (points <= 0) return undefined;
  return {
    ...boxRate(points, upper - lower, years),
    lowerStrike: lower,
    upperStrike: upper,
    root,
  };
}
