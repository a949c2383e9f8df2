import { addDays } from '../market/date.js';
import type { IsoDate } from '../market/date.js';

/** A layer is rolled or left before it has fewer days than this (METHOD 15.9). */
export const ROLL_DAYS = 7;

/**
 * The day to roll or leave a contract by: while it has seven days, today where it has fewer, and
 * not after the last condor's end, where there is a condor.
 */
export function rollByOf(expiry: IsoDate, today: IsoDate, condorEnd?: IsoDate): IsoDate {
  return rollByFrom(rollDayOf(expiry), today, condorEnd);
}

/** The day on which a contract has seven days. */
export function rollDayOf(expiry: IsoDate): IsoDate {
  return addDays(expiry, -ROLL_DAYS);
}

/** {@link rollByOf} of a contract whose {@link rollDayOf} is known. */
export function rollByFrom(rollDay: IsoDate, today: IsoDate, condorEnd?: IsoDate): IsoDate {
  const soonest = rollDay < today ? today : rollDay;
  return condorEnd === undefined || soonest < condorEnd ? soonest : condorEnd;
}
