import { Refusal } from '../errors.js';
import type { FutureRoot } from './contracts.js';
import { monthOf, yearOf } from './date.js';
import type { IsoDate } from './date.js';
import {
  monthlyVixExpiry,
  nearestMonthlyVixExpiry,
  nextMonthlyVixExpiries,
  vixExpiryKind,
  vixWeekNumber,
  weeklyVixExpiry,
} from './vix-expiry.js';

/** Month letters of futures, January to December: the standard of the futures exchanges. */
export const MONTH_CODES = 'FGHJKMNQUVXZ';

export interface ParsedFutureSymbol {
  readonly root: FutureRoot;
  readonly expiry: IsoDate;
  readonly weekly: boolean;
  /** The one spelling this program prints: `VXZ26`, `VXMZ26`, `VX49Z26`. */
  readonly symbol: string;
}

/**
 * No text can be read with both roots: VXMZ26 is the mini of December, and VXM26 is VX of June
 * (code M) 2026, for the mini's own name has a month letter after the root's M.
 * A leading slash, as some platforms write it, is passed over.
 */
const FUTURE_SYMBOL = /^\/?(VXM|VX)(\d{2})?\/?([A-Z])(\d{4}|\d{1,2})$/;

/** A one-digit year further than this from the reference date is taken for a past one. */
const ONE_DIGIT_YEARS_AHEAD = 5;

/**
 * Reads a VX or VXM symbol: `VXZ26`, `VX/Z6` (Cboe), `VXMZ26`, `VXM/Z6`, weekly `VX49Z26` and
 * `VX49/Z6`; years of four digits too, and small letters.
 * @param referenceDate fixes the decade of a one-digit year: the first such contract to expire on
 *   or after this date. Contracts are listed at most two years ahead, so one that is more than
 *   five years off is refused as expired rather than moved by ten years.
 * @throws Refusal that names the contract which may have been meant
 */
export function parseFutureSymbol(text: string, referenceDate: IsoDate): ParsedFutureSymbol {
  const match = FUTURE_SYMBOL.exec(text.trim().toUpperCase());
  if (match === null) throw notASymbol(text, referenceDate);
  const [, rootText = '', weekText, letter = '', yearText = ''] = match;
  const root: FutureRoot = rootText === 'VXM' ? 'VXM' : 'VX';
  const month = MONTH_CODES.indexOf(letter) + 1;
  if (month === 0) {
    throw new Refusal(
      `${text} has the month code ${letter}, which is none`,
      `use one of ${[...MONTH_CODES].join(' ')}, January to December`,
    );
  }
  const expiryIn =
    weekText === undefined
      ? (year: number) => monthlyVixExpiry(year, month)
      : (year: number) => weeklyExpiry(text, root, year, Number(weekText), month);
  const expiry =
    yearText.length === 1
      ? inDecade(text, Number(yearText), expiryIn, referenceDate)
      : expiryIn(yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText));
  const weekly = weekText !== undefined;
  const symbol = weekly ? weeklyFutureSymbol(expiry, root) : futureSymbol(root, expiry);
  return { root, expiry, weekly, symbol };
}

/**
 * The name of a monthly contract: futureSymbol('VXM', 2026-12-16) is `VXMZ26`.
 * @throws Refusal for a date that is no monthly VIX expiry, naming the nearest
 */
export function futureSymbol(root: FutureRoot, expiry: IsoDate): string {
  if (vixExpiryKind(expiry) !== 'monthly') {
    throw new Refusal(
      `no monthly VIX contract expires on ${expiry}`,
      `give a monthly expiry; the nearest is ${nearestMonthlyVixExpiry(expiry)}`,
    );
  }
  return `${root}${monthAndYear(expiry)}`;
}

/**
 * The name of a weekly contract: weeklyFutureSymbol(2026-12-09) is `VX49Z26`, the week being
 * Cboe's (see weeklyVixExpiry) and the letter that of the month of the expiry.
 * @throws Refusal for a date that is no weekly VIX expiry
 */
export function weeklyFutureSymbol(expiry: IsoDate, root: FutureRoot = 'VX'): string {
  const kind = vixExpiryKind(expiry);
  if (kind !== 'weekly') {
    throw new Refusal(
      kind === 'monthly'
        ? `the contract that expires on ${expiry} is the monthly ${futureSymbol(root, expiry)}`
        : `no weekly VIX contract expires on ${expiry}`,
      'give a weekly expiry, a Wednesday or the business day before',
    );
  }
  const week = String(vixWeekNumber(expiry)).padStart(2, '0');
  return `${root}${week}${monthAndYear(expiry)}`;
}

function monthAndYear(expiry: IsoDate): string {
  return `${MONTH_CODES.charAt(monthOf(expiry) - 1)}${String(yearOf(expiry) % 100).padStart(2, '0')}`;
}

/** The expiry in the first year with that last digit in which it has not passed. */
function inDecade(
  text: string,
  digit: number,
  expiryIn: (year: number) => IsoDate,
  referenceDate: IsoDate,
): IsoDate {
  const now = yearOf(referenceDate);
  const ahead = (digit - (now % 10) + 10) % 10;
  const year = ahead > ONE_DIGIT_YEARS_AHEAD ? now + ahead - 10 : now + ahead;
  const expiry = expiryIn(year);
  if (expiry < referenceDate) {
    throw new Refusal(
      `${text} expired on ${expiry}, before ${referenceDate}, unless ${year + 10} is meant`,
      'write the year in two digits, or give the date the symbol was quoted on',
    );
  }
  return expiry;
}

function weeklyExpiry(
  text: string,
  root: FutureRoot,
  year: number,
  week: number,
  month: number,
): IsoDate {
  const expiry = weeklyVixExpiry(year, week);
  if (monthOf(expiry) !== month) {
    throw new Refusal(
      `${text} names month ${month}, but week ${week} of ${year} expires on ${expiry}`,
      `write ${weeklyFutureSymbol(expiry, root)} if that is the week you mean`,
    );
  }
  return expiry;
}

function notASymbol(text: string, referenceDate: IsoDate): Refusal {
  const [next = nearestMonthlyVixExpiry(referenceDate)] = nextMonthlyVixExpiries(referenceDate, 1);
  const example = futureSymbol('VX', next);
  const name = text.trim().toUpperCase();
  if (name === 'VXX' || name === 'VXZ') {
    return new Refusal(
      `${text} is the exchange-traded note, not a future`,
      `a future's symbol ends in its year, like ${example}`,
    );
  }
  if (/^\/?VI[XW]*\/?[A-Z]\d{1,4}$/.test(name)) {
    return new Refusal(
      `"${text}" is no VX or VXM future`,
      `VIX futures have the root VX: write it like ${example}`,
    );
  }
  return new Refusal(
    `"${text}" is no VX or VXM future`,
    `write root, month code and year, like ${example} or ${futureSymbol('VXM', next)}; ` +
      `a weekly has its week before the month, like VX49Z26`,
  );
}
