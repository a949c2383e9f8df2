import type { IsoDate } from '../market/date.js';
import type { JournalEntry } from './entry.js';
import { liveEntries } from './live-entries.js';
import type { EntryOf } from './live-entries.js';
import { hasExpired, readTradedContract } from './traded-contract.js';
import type { TradedContract } from './traded-contract.js';

/** One contract that was traded, as it stands at the end of a day. */
export interface BookedHolding {
  readonly contract: TradedContract;
  /** Held, or left when it expired: bought less sold, negative where sold short. */
  readonly contracts: number;
  /** Points, or dollars a share, at which what is held was bought; absent where nothing is. */
  readonly averagePrice?: number;
  /** Gain on what was closed by trades, without fees; what an expiry settles is not in it. */
  readonly realisedUsd: number;
  /** Fees of all its fills, positive. */
  readonly feesUsd: number;
  /** Fills whose fees are not known. */
  readonly fillsWithoutFees: number;
  readonly since: IsoDate;
  readonly expired: boolean;
  /** The contracts by layer; without a name where no fill says which. */
  readonly layers: readonly { readonly layer?: string; readonly contracts: number }[];
}

type FillEntry = EntryOf<'fill'>;

/**
 * What the fills up to a day have left, a row a contract, those that are flat too. Gains are told
 * by average price [C]: what is realised so hangs neither on which of two equal contracts was sold
 * nor on the order of a day's fills. The fills of a day are taken together: first those that add
 * to what is held, then those that take from it, each side at its average price.
 * @param entries with their voids; the order does not matter
 */
export function holdingsOf(entries: readonly JournalEntry[], asOf: IsoDate): BookedHolding[] {
  const bySymbol = new Map<string, FillEntry[]>();
  for (const entry of liveEntries(entries, 'fill', asOf)) {
    const { symbol } = readTradedContract(entry.body.symbol, entry.date);
    bySymbol.set(symbol, [...(bySymbol.get(symbol) ?? []), entry]);
  }
  return [...bySymbol.values()].map((fills) => holdingOf(fills, asOf));
}

function holdingOf(fills: readonly FillEntry[], asOf: IsoDate): BookedHolding {
  const [first] = fills;
  if (first === undefined) throw new RangeError('no fill, no holding');
  const contract = readTradedContract(first.body.symbol, first.date);
  let course: Course = { contracts: 0, averagePrice: 0, realisedPoints: 0 };
  for (const day of byDay(fills)) course = afterDay(course, day);
  const { contracts, averagePrice, realisedPoints } = course;
  return {
    contract,
    contracts,
    ...(contracts !== 0 && { averagePrice }),
    realisedUsd: realisedPoints * contract.multiplierUsd,
    feesUsd: fills.reduce((sum, { body }) => sum + (body.feesUsd ?? 0), 0),
    fillsWithoutFees: fills.filter(({ body }) => body.feesUsd === undefined).length,
    since: first.date,
    expired: hasExpired(contract, asOf),
    layers: layersOf(fills),
  };
}

function byDay(fills: readonly FillEntry[]): FillEntry[][] {
  const days = new Map<IsoDate, FillEntry[]>();
  for (const fill of fills) days.set(fill.date, [...(days.get(fill.date) ?? []), fill]);
  return [...days.values()];
}

interface Course {
  readonly contracts: number;
  readonly averagePrice: number;
  readonly realisedPoints: number;
}

interface Side {
  /** Bought positive, sold negative. */
  readonly contracts: number;
  readonly averagePrice: number;
}

function afterDay(before: Course, fills: readonly FillEntry[]): Course {
  const bought = sideOf(fills.filter(({ body }) => body.contracts > 0));
  const sold = sideOf(fills.filter(({ body }) => body.contracts < 0));
  const net = bought.contracts + sold.contracts;
  const long = before.contracts === 0 ? net >= 0 : before.contracts > 0;
  const sides = long ? [bought, sold] : [sold, bought];
  return sides.reduce(afterSide, before);
}

function sideOf(fills: readonly FillEntry[]): Side {
  let contracts = 0;
  let points = 0;
  for (const { body } of fills) {
    contracts += body.contracts;
    points += body.contracts * body.price;
  }
  return { contracts, averagePrice: contracts === 0 ? 0 : points / contracts };
}

function afterSide(before: Course, side: Side): Course {
  if (side.contracts === 0) return before;
  const contracts = before.contracts + side.contracts;
  if (before.contracts === 0 || Math.sign(before.contracts) === Math.sign(side.contracts)) {
    const points = before.contracts * before.averagePrice + side.contracts * side.averagePrice;
    return { ...before, contracts, averagePrice: points / contracts };
  }
  const closed =
    Math.min(Math.abs(before.contracts), Math.abs(side.contracts)) * Math.sign(before.contracts);
  const turned = Math.abs(side.contracts) > Math.abs(before.contracts);
  return {
    contracts,
    averagePrice: turned ? side.averagePrice : before.averagePrice,
    realisedPoints: before.realisedPoints + closed * (side.averagePrice - before.averagePrice),
  };
}

/** By layer; a fill that names none belongs to the only one that the others name, or closes them. */
function layersOf(fills: readonly FillEntry[]): BookedHolding['layers'] {
  const named = new Set(fills.flatMap(({ body }) => body.layer ?? []));
  const [only] = named.size === 1 ? named : [];
  const contracts = new Map<string | undefined, number>();
  for (const { body } of fills) {
    const layer = body.layer ?? only;
    contracts.set(layer, (contracts.get(layer) ?? 0) + body.contracts);
  }
  closeNamed(contracts);
  return [...contracts]
    .filter(([, count]) => count !== 0)
    .map(([layer, count]) => ({ ...(layer !== undefined && { layer }), contracts: count }));
}

/** A sale that names no layer closes what the layers hold, the one named first first. */
function closeNamed(contracts: Map<string | undefined, number>): void {
  let loose = contracts.get(undefined) ?? 0;
  for (const [layer, held] of contracts) {
    if (layer === undefined || held * loose >= 0) continue;
    const closed = Math.min(Math.abs(held), Math.abs(loose)) * Math.sign(held);
    contracts.set(layer, held - closed);
    loose += closed;
  }
  if (contracts.has(undefined)) contracts.set(undefined, loose);
}
