import { Refusal } from '../errors.js';
import { placeOf, tidy } from './build-snapshot-rows.js';
import type { InputRow, Numbered } from './build-snapshot-rows.js';
import { daysBetween } from './date.js';
import type { IsoDate } from './date.js';
import type { FutureQuote, IndexSymbol } from './snapshot.js';

interface IndexRow extends InputRow {
  readonly symbol: IndexSymbol;
  readonly price: number;
}

/** A snapshot is read all the same, and the result says it. */
export interface MarketWarning {
  readonly code: 'index-far-from-curve';
  readonly message: string;
}

/** How a level stands to what it hangs on: seen, and beyond doubt impossible. */
interface Bounds {
  readonly seen: readonly [number, number];
  readonly possible: readonly [number, number];
}

/**
 * Closes against settlements, 2007-04 to 2026-07. The extremes, which must pass:
 * - VIX over the first future 0.761 (2016-07-20) to 1.621 (2015-08-24); within a day against that
 *   day's settlement 0.50 (2008-10-10) to 2.12 (2015-08-24; 2.05 on 2024-08-05);
 * - VIX9D over VIX 0.659 (2019-09-23) to 1.590 (2018-02-05);
 * - VIX3M over what VIX and the futures at 30 and 60 days say 0.867 (2010-05-06; 0.893 on
 *   2018-02-05) to 1.147 (2015-10-15), 998 days of 1000 within 0.981 and 1.123;
 * - VIX6M over the same to 150 days 0.906 (2008-01-31) to 1.201 (2011-06-10).
 */
const BOUNDS = {
  VIX: { seen: [0.75, 1.65], possible: [0.45, 2.6] },
  VIX9D: { seen: [0.65, 1.6], possible: [0.4, 2.5] },
  VIX3M: { seen: [0.86, 1.15], possible: [0.7, 1.4] },
  VIX6M: { seen: [0.9, 1.21], possible: [0.65, 1.5] },
} as const satisfies Partial<Record<IndexSymbol, Bounds>>;

/**
 * Holds the VIX family against the futures curve: a level of another day, of another index or with
 * a digit too many would choose another regime and another hedge.
 * @returns warnings for levels further off than any close seen
 * @throws Refusal at the row of a level that cannot be
 */
export function checkLevels(
  entries: readonly Numbered<IndexRow>[],
  futures: readonly FutureQuote[],
  date: IsoDate,
): MarketWarning[] {
  const curve = futures
    .filter(({ expiry }) => expiry > date)
    .map(({ expiry, price }) => ({ days: daysBetween(date, expiry), price }));
  const [front] = curve;
  const level = (symbol: IndexSymbol) =>
    entries.find(({ row }) => row.symbol === symbol)?.row.price;
  const vix = level('VIX');
  if (front === undefined || vix === undefined) return [];
  const yardsticks = {
    VIX: { value: front.price, what: `the first VX future at ${front.price}`, known: true },
    VIX9D: { value: vix, what: `VIX at ${vix}`, known: true },
    VIX3M: averageVol(vix, curve, [30, 60]),
    VIX6M: averageVol(vix, curve, [30, 60, 90, 120, 150]),
  };
  return (Object.keys(BOUNDS) as (keyof typeof BOUNDS)[]).flatMap((symbol): MarketWarning[] => {
    const entry = entries.find(({ row }) => row.symbol === symbol);
    if (entry === undefined) return [];
    const { value, what, known } = yardsticks[symbol];
    const { price } = entry.row;
    const { seen, possible } = BOUNDS[symbol];
    const within = ([low, high]: readonly [number, number], ratio: number): boolean =>
      ratio >= low && ratio <= high;
    if (within(seen, price / value)) return [];
    if (within(possible, price / value)) {
      if (!known) return [];
      return [
        {
          code: 'index-far-from-curve',
          message: `${symbol} at ${price} is further from ${what} than any close since 2007: check that both are of one moment.`,
        },
      ];
    }
    const readings = [0.01, 0.1, 10, 100]
      .filter((factor) => within(seen, (price * factor) / value))
      .map((factor) => `, or ${tidy(price * factor)} if its decimal point has slipped`);
    throw new Refusal(
      `${symbol} at ${price} cannot be, with ${what}`,
      `give the ${symbol} of the same moment${readings.join('')}`,
      placeOf(entry, 'price'),
    );
  });
}

/**
 * The vol of VIX's month and those that start in so many days, as a variance swap averages them.
 * `known` where the futures reach far enough for the figure to be compared closely.
 */
function averageVol(
  vix: number,
  curve: readonly { days: number; price: number }[],
  starts: readonly number[],
): { value: number; what: string; known: boolean } {
  const months = [vix, ...starts.map((days) => priceAt(curve, days))];
  return {
    value: Math.sqrt(months.reduce((sum, vol) => sum + vol * vol, 0) / months.length),
    what: `VIX at ${vix} and the futures`,
    known: (curve[curve.length - 1]?.days ?? 0) >= (starts[starts.length - 1] ?? 0),
  };
}

/** Linear between expiries, flat beyond the ends. */
function priceAt(curve: readonly { days: number; price: number }[], days: number): number {
  const after = curve.findIndex((node) => node.days >= days);
  const right = curve[after] ?? curve[curve.length - 1];
  const left = curve[after - 1] ?? right;
  if (left === undefined || right === undefined) throw new Error('the curve is empty');
  if (right.days === left.days) return right.price;
  return left.price + ((right.price - left.price) * (days - left.days)) / (right.days - left.days);
}
