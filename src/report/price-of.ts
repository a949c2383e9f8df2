import type { SizeResult } from '../hedge/result.js';
import { formatOptionSymbol } from '../market/option-symbol.js';
import type { Snapshot } from '../market/snapshot.js';

/**
 * Today's price of a contract by its symbol: points for futures and options, dollars a share for
 * ETPs. A mini stands where its standard contract does. What the sizing priced by its model has
 * that price; anything else without a quote is unknown.
 * @param settled final settlements of contracts that have expired, by symbol
 */
export function pricesOf(
  { futures, options, etps }: Snapshot,
  { layers }: SizeResult,
  settled: ReadonlyMap<string, number> = new Map(),
): (symbol: string) => number | undefined {
  const prices = new Map<string, number>(settled);
  for (const { instruments } of layers) {
    for (const { symbol, price } of instruments) prices.set(symbol, price);
  }
  for (const option of options) {
    const { bid, ask, price } = option;
    const middle = bid !== undefined && ask !== undefined ? (bid + ask) / 2 : price;
    if (middle !== undefined) prices.set(formatOptionSymbol(option), middle);
  }
  for (const { symbol, priceUsd } of etps) prices.set(symbol, priceUsd);
  for (const { symbol, price } of futures) {
    prices.set(symbol, price);
    prices.set(symbol.replace(/^VX/, 'VXM'), price);
  }
  return (symbol) => prices.get(symbol);
}
