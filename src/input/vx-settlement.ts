import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import { nearestMonthlyVixExpiry, vixExpiryKind } from '../market/vix-expiry.js';

/** One settlement of one monthly contract; on its expiry that is the final settlement. */
export interface VxSettlement {
  readonly date: IsoDate;
  readonly expiry: IsoDate;
  /** Points as the file has them: before 2007-03-26 perhaps ten times the index. */
  readonly price: number;
  readonly place: Place;
}

/** What a file of VX history contributes. */
export interface VxHistory {
  readonly settlements: readonly VxSettlement[];
  readonly notes: readonly string[];
}

/** Whether an expiry is that of a monthly contract. @throws Refusal where it is none at all */
export function isMonthly(expiry: IsoDate, place: Place): boolean {
  const kind = vixExpiryKind(expiry);
  if (kind !== undefined) return kind === 'monthly';
  throw new Refusal(
    `no VIX contract expires on ${expiry}`,
    `the nearest monthly one does on ${nearestMonthlyVixExpiry(expiry)}`,
    place,
  );
}

/** @throws Refusal for a price after the contract has settled */
export function checkAlive(date: IsoDate, expiry: IsoDate, place: Place): void {
  if (date <= expiry) return;
  throw new Refusal(
    `the contract of ${expiry} has settled by ${date}`,
    'check the date and the contract',
    place,
  );
}
