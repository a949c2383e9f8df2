import type { IsoDate } from '../market/date.js';
import { readTradedContract } from '../journal/traded-contract.js';
import type { StoreDb } from './database.js';
import { lastSettledDay, settlementsOn } from './market-store.js';

/**
 * Prices of futures at the end of a day, by their symbol: the settlements held for it, or for the
 * last day before it that has any; of a contract that has expired its final settlement, which is
 * the one of its expiry. A mini settles where its VX does. Undefined where nothing is held.
 */
export function settledPrices(db: StoreDb, asOf: IsoDate): (symbol: string) => number | undefined {
  const days = new Map<IsoDate, ReadonlyMap<IsoDate, number>>();
  const settledOn = (day: IsoDate): ReadonlyMap<IsoDate, number> => {
    const before = days.get(day);
    if (before !== undefined) return before;
    const found = new Map(settlementsOn(db, day).map(({ expiry, settle }) => [expiry, settle]));
    days.set(day, found);
    return found;
  };
  return (symbol) => {
    const contract = readTradedContract(symbol, asOf);
    if (contract.kind !== 'future') return undefined;
    const { expiry } = contract;
    const day = expiry <= asOf ? expiry : lastSettledDay(db, asOf);
    return day === undefined ? undefined : settledOn(day).get(expiry);
  };
}
