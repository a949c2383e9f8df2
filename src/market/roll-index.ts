import { businessDaysBetween, nextTradingDay } from './calendar.js';
import { addDays, daysBetween } from './date.js';
import type { IsoDate } from './date.js';
import { priceAt } from './term-structure.js';
import type { TermStructure } from './term-structure.js';
import { nextMonthlyVixExpiries } from './vix-expiry.js';

/** Which contracts the S&P 500 VIX futures indices hold: short-term 1-2, mid-term 4-7. */
export type RollIndex = 'short-term' | 'mid-term';

/**
 * Growth of 1 in an S&P 500 VIX futures index (excess return) over some days on an unchanged
 * curve: each business day the index holds its contracts by its roll weights and each contract
 * slides down the curve (METHOD 3.2, without the T-bill return).
 * @param days calendar days; the period ends on the last business day within them
 */
export function rollIndexGrowth(curve: TermStructure, index: RollIndex, days: number): number {
  let byPeriod = growths.get(curve);
  if (byPeriod === undefined) growths.set(curve, (byPeriod = new Map<string, number>()));
  const key = `${index}/${days}`;
  let growth = byPeriod.get(key);
  if (growth === undefined) byPeriod.set(key, (growth = growthOver(curve, index, days)));
  return growth;
}

/** Growths already computed: every SPX level of a revaluation asks for the same one. */
const growths = new WeakMap<TermStructure, Map<string, number>>();

function growthOver(curve: TermStructure, index: RollIndex, days: number): number {
  const end = addDays(curve.date, days);
  let growth = 1;
  let day = curve.date;
  for (let next = nextTradingDay(day); next <= end; next = nextTradingDay(day)) {
    const weights = rollWeights(day, index);
    let before = 0;
    let after = 0;
    for (const { expiry, weight } of weights) {
      before += weight * priceOn(curve, day, expiry);
      after += weight * priceOn(curve, next, expiry);
    }
    growth *= after / before;
    day = next;
  }
  return growth;
}

/**
 * Contracts and weights the index holds over the night after `day` (METHOD 3.2: CRW), by the
 * business days of the published calendar: a day lost to an unscheduled closure still counts, for
 * the index keeps its dt. (With Sandy's two days counted, 2012 comes out as published, -77.92;
 * without them it is -77.96.)
 * @param day a business day on which the index is calculated
 */
export function rollWeights(
  day: IsoDate,
  index: RollIndex,
): readonly { readonly expiry: IsoDate; readonly weight: number }[] {
  // On settlement day the old second month is already the first.
  const expiries = nextMonthlyVixExpiries(day, 7);
  const settlement = expiries[0] as IsoDate;
  const previous = previousSettlement(day);
  // From one settlement day (included) to the next (excluded), and from the day after this one.
  const periodDays = businessDaysBetween(previous, settlement);
  const daysLeft = businessDaysBetween(day, settlement) - 1;
  const left = daysLeft / periodDays;
  const at = (i: number, weight: number): { expiry: IsoDate; weight: number } => ({
    expiry: expiries[i] as IsoDate,
    weight,
  });
  return index === 'short-term'
    ? [at(0, left), at(1, 1 - left)]
    : [at(3, left), at(4, 1), at(5, 1), at(6, 1 - left)];
}

function previousSettlement(day: IsoDate): IsoDate {
  const before = nextMonthlyVixExpiries(addDays(day, -40), 3).filter((expiry) => expiry <= day);
  return before[before.length - 1] as IsoDate;
}

function priceOn(curve: TermStructure, day: IsoDate, expiry: IsoDate): number {
  return priceAt(curve, Math.max(0, daysBetween(day, expiry)));
}
