import { Refusal } from '../errors.js';
import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { roundUsd } from '../market/rounding.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import { chicagoDate, formatMoment } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { creditUsd, spxPointsPerPoint } from './condor.js';
import type { Condor, SettlementStyle } from './condor.js';

/** No SPX option is listed this far ahead: a year mistyped. */
const FURTHEST_DAYS = 3653;

/** Condors that settle against the same print: one date and one settlement style. */
export interface ExpiryGroup {
  readonly expiry: IsoDate;
  readonly settlement: SettlementStyle;
  readonly condors: readonly Condor[];
}

/** A book of condors in canonical order; groups by settlement, the earliest first. */
export interface Book {
  readonly condors: readonly Condor[];
  readonly groups: readonly [ExpiryGroup, ...ExpiryGroup[]];
}

/**
 * A book of one or more condors. The order given never shows in it.
 * @throws Refusal for an empty book and for two condors with one id
 */
export function createBook(condors: readonly Condor[]): Book {
  const sorted = condors.length < 2 ? condors : [...condors].sort(inOrder);
  const groups: ExpiryGroup[] = [];
  let current: Condor[] = [];
  const ids = new Set<string>();
  for (const condor of sorted) {
    if (ids.has(condor.id)) {
      throw new Refusal(
        `two condors are called "${condor.id}"`,
        'give each condor its own id, or add their quantities',
        { key: 'id' },
      );
    }
    ids.add(condor.id);
    const last = current[0];
    if (last?.expiry === condor.expiry && last.settlement === condor.settlement) {
      current.push(condor);
    } else {
      current = [condor];
      groups.push({ expiry: condor.expiry, settlement: condor.settlement, condors: current });
    }
  }
  const [first, ...rest] = groups;
  if (first === undefined) {
    throw new Refusal('there is no condor in the position', 'give at least one condor');
  }
  return { condors: sorted, groups: [first, ...rest] };
}

/**
 * Checks that a condor was open and is not yet settled at the valuation time.
 * @throws Refusal where it has settled, or was opened later
 */
export function assertLive(condor: Condor, asOf: EpochMs): void {
  if (optionSettlementMoment(condor.expiry, condor.settlement) <= asOf) {
    throw new Refusal(
      `${condor.id} (${condor.expiry} ${condor.settlement}) has settled by ${formatMoment(asOf)}`,
      'remove it, or value the book at an earlier --as-of',
      { key: 'expiry' },
    );
  }
  const today = chicagoDate(asOf);
  if (daysBetween(today, condor.expiry) > FURTHEST_DAYS) {
    throw new Refusal(
      `${condor.id} expires on ${condor.expiry}, more than ten years after ${today}`,
      'check the year',
      { key: 'expiry' },
    );
  }
  if (condor.opened !== undefined && condor.opened > today) {
    throw new Refusal(
      `${condor.id} was opened on ${condor.opened}, after the valuation date ${today}`,
      'check the date, or value the book at a later --as-of',
      { key: 'opened' },
    );
  }
}

/** Both sold strikes this many times away from the SPX level: strikes of another index. */
const STRANGE_SCALE = 2;
/** One sold strike this many times away: a digit lost or too many. */
const MISTYPED_SCALE = 4;

/**
 * Checks that a condor's strikes are of the size of the SPX level. The sold strikes alone tell:
 * a wing may be bought as far out as one likes, and after a crash one sold strike may lie at twice
 * the level.
 * @param spx SPX points
 * @throws Refusal where both short strikes lie below half or above twice the level, or one below a
 * quarter or above four times it
 */
export function assertScale(condor: Condor, spx: number): void {
  const scale = spxPointsPerPoint(condor);
  const put = condor.strikes.shortPut * scale;
  const call = condor.strikes.shortCall * scale;
  if (!isBeyond(STRANGE_SCALE, put, spx) && !isBeyond(STRANGE_SCALE, call, spx)) return;
  const both = isBeyond(STRANGE_SCALE, put, spx) && isBeyond(STRANGE_SCALE, call, spx);
  const worst = both ? put : [put, call].find((strike) => isBeyond(MISTYPED_SCALE, strike, spx));
  if (worst === undefined) return;
  throw new Refusal(
    `${condor.id} sells a strike at ${worst} SPX points, with SPX at ${spx}`,
    'check strikes and SPX level: XSP strikes go with underlying XSP, SPX strikes with SPX',
    { key: 'legs' },
  );
}

function isBeyond(times: number, strike: number, spx: number): boolean {
  return strike > spx * times || strike < spx / times;
}

export function bookCreditUsd(book: Book): number {
  let sum = 0;
  for (const condor of book.condors) sum += creditUsd(condor);
  return roundUsd(sum);
}

export function lastExpiry(book: Book): IsoDate {
  return (book.groups[book.groups.length - 1] ?? book.groups[0]).expiry;
}

function inOrder(a: Condor, b: Condor): number {
  return compare(a.expiry, b.expiry) || compare(a.settlement, b.settlement) || compare(a.id, b.id);
}

/** By code unit, so that the order is the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
