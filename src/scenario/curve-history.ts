import type { HistoryDay } from '../market/history.js';
import { priceAt } from '../market/term-structure.js';
import type { TermStructure } from '../market/term-structure.js';
import { SHOCK_TENORS } from './shock.js';

/**
 * Constant maturities through history (METHOD 3.1): linear in calendar days between monthly
 * contracts, between spot VIX and the first one below its expiry. The last price is held for at
 * most one month beyond the last contract: further out the curve is not known.
 */
const HELD_BEYOND_DAYS = 35;

/** Two contracts further apart than this leave the curve between them unknown. */
const WIDEST_GAP_DAYS = 100;

/** The first monthly contract is never further off than this; if it is, the first is missing. */
const FIRST_WITHIN_DAYS = 36;

/**
 * Prices, points, at 30, 60, .. 180 days; undefined where the day has no curve that reaches them.
 * @param curve monthly contracts of one day's settlements
 */
export function constantMaturities(curve: TermStructure): readonly number[] | undefined {
  if (!known.has(curve)) known.set(curve, interpolated(curve));
  return known.get(curve);
}

/** Each day of a history is asked for once a horizon and bootstrap: interpolated once. */
const known = new WeakMap<TermStructure, readonly number[] | undefined>();

function interpolated(curve: TermStructure): readonly number[] | undefined {
  const { nodes } = curve;
  const [first] = nodes;
  const last = nodes[nodes.length - 1];
  const furthest = SHOCK_TENORS[SHOCK_TENORS.length - 1] as number;
  if (first === undefined || last === undefined) return undefined;
  if (first.daysToExpiry > FIRST_WITHIN_DAYS) return undefined;
  if (last.daysToExpiry + HELD_BEYOND_DAYS < furthest) return undefined;
  for (let i = 1; i < nodes.length; i += 1) {
    const left = nodes[i - 1]?.daysToExpiry ?? 0;
    if (left < furthest && (nodes[i]?.daysToExpiry ?? 0) - left > WIDEST_GAP_DAYS) return undefined;
  }
  return SHOCK_TENORS.map((days) => priceAt(curve, days));
}

/**
 * Log changes of the constant maturities of 30, 60, .. 180 days from one day to another, e.g. over
 * an episode of METHOD 5.3.
 * @returns undefined where either day has no curve that reaches 180 days
 */
export function curveLogShock(from: HistoryDay, to: HistoryDay): readonly number[] | undefined {
  const before = from.curve && constantMaturities(from.curve);
  const after = to.curve && constantMaturities(to.curve);
  if (before === undefined || after === undefined) return undefined;
  return after.map((price, i) => Math.log(price / (before[i] as number)));
}
