import type { Book } from '../condor/book.js';
import { bookCreditUsd, lastExpiry } from '../condor/book.js';
import { condorPnlInState } from '../condor/valuation.js';
import type { PricedBook } from '../condor/priced-book.js';
import { MS_PER_DAY, daysBetween } from '../market/date.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { CARRY_DAYS, carryUsdPerUnit } from './carry.js';
import { dollars } from './dollars.js';
import { factor, setting } from './factors.js';
import type { LayerPart } from './hedge-market.js';
import { unitNotionalUsd, unitPremiumUsd } from './instruments.js';
import type { PreparedHedge, PreparedLayer } from './prepare.js';
import type { Factor, Warning } from './result.js';

/** Periods of {@link CARRY_DAYS} in a year, of the account's carry cap (METHOD 8.4). */
export const PERIODS_PER_YEAR = 12;

/** A limit's factor (at most 1), and what to say of it. */
export interface LimitReading {
  readonly factor: Factor;
  readonly warning?: Warning;
}

/**
 * The carry cap (METHOD 8.4, 15.5): over min(30, days left in the condor) the carry of the
 * fractional target layers may cost at most kappa of what the book gains by revaluation at
 * unchanged spot and vol. It only lowers the target, below the least ratio if it must.
 *
 * A book that gains nothing by waiting leaves no room for carry: the target is then 0, and the
 * warning says how to switch the cap off.
 */
export function carryCap(
  prepared: PreparedHedge,
  book: Book,
  targetUsd: number,
  condors: PricedBook | undefined,
): LimitReading {
  const { kappa, key } = kappaOf(prepared);
  if (!prepared.market.settings.hedge.carryCap) {
    return { factor: setting('carryCap', 1, 'hedge.carryCap', 'switched off') };
  }
  if (condors === undefined) {
    return notCapped(key, 'no SPX level', 'the snapshot has no SPX level');
  }
  const days = carryCapDays(prepared, book);
  if (days <= 0) return notCapped(key, 'ends today', 'the condor ends today');
  const gainUsd = bookGainUsd(condors, days);
  const costUsd = -targetCarryUsd(prepared, targetUsd, days);
  const terms = `${days} days: carry ${dollars(-costUsd)}, book gain ${dollars(gainUsd)}, cap ${kappa} of it`;
  if (costUsd <= 0) return { factor: setting('carryCap', 1, key, `${terms}; no cost to cap`) };
  const value = Math.min(1, (kappa * Math.max(0, gainUsd)) / costUsd);
  const capped = setting('carryCap', value, key, terms);
  if (!(value < 1)) return { factor: capped };
  return {
    factor: capped,
    warning: {
      code: 'carry-cap',
      message: `The carry cap cuts the target from ${dollars(targetUsd)} to ${dollars(targetUsd * value)}: over ${terms}. A condor near its short strike earns little by waiting, and this cap then strips its hedge: look before you follow it, or switch it off with --set hedge.carryCap=false.`,
    },
  };
}

function notCapped(key: string, note: string, why: string): LimitReading {
  return {
    factor: setting('carryCap', 1, key, note),
    warning: {
      code: 'carry-cap-not-applied',
      message: `The carry cap is not applied: ${why}.`,
    },
  };
}

/** Days that the carry cap counts both sides over: min(30, days left in the condors) (METHOD 15.5). */
export function carryCapDays({ market }: PreparedHedge, book: Book): number {
  return Math.min(CARRY_DAYS, daysBetween(market.curve.date, lastExpiry(book)));
}

/** What the carry cap allows, for a search that keeps to it as a limit. */
export interface CarryAllowance {
  /** Days that both sides are counted over: {@link carryCapDays}. */
  readonly days: number;
  /** Most that carry may cost over them, dollars, not negative. */
  readonly costUsd: number;
  /** The share of the book's gain that it is, and its key. */
  readonly kappa: number;
  readonly key: string;
}

/** The carry cap as a limit in dollars (METHOD 8.4); undefined where it is off or does not apply. */
export function carryAllowance(
  prepared: PreparedHedge,
  book: Book,
  condors: PricedBook,
): CarryAllowance | undefined {
  const { settings } = prepared.market;
  const days = carryCapDays(prepared, book);
  if (!settings.hedge.carryCap || days <= 0) return undefined;
  const { kappa, key } = kappaOf(prepared);
  const gainUsd = bookGainUsd(condors, days);
  return { days, costUsd: kappa * Math.max(0, gainUsd), kappa, key };
}

function kappaOf(prepared: PreparedHedge): { kappa: number; key: string } {
  const regime = prepared.regime.regime === 'unknown' ? 'normal' : prepared.regime.regime;
  return {
    kappa: prepared.market.settings.regimes.carryCap[regime],
    key: `regimes.carryCap.${regime}`,
  };
}

/** Option premium may cost at most a share of the book's credit (METHOD 6.9). */
export function premiumBudget(
  prepared: PreparedHedge,
  book: Book,
  targetUsd: number,
): LimitReading | undefined {
  const share = prepared.market.settings.hedge.premiumBudget;
  let outlay = 0;
  for (const { weight, parts } of prepared.layers) {
    let ofLayer = 0;
    for (const { instrument, share: part } of parts) {
      ofLayer +=
        (weight * targetUsd * part * unitPremiumUsd(instrument)) / unitNotionalUsd(instrument);
    }
    outlay += ofLayer;
  }
  if (outlay <= 0) return undefined;
  const budget = share * bookCreditUsd(book);
  const value = Math.min(1, budget / outlay);
  return {
    factor: setting(
      'premiumBudget',
      value,
      'hedge.premiumBudget',
      `outlay ${dollars(outlay)}, budget ${dollars(budget)}`,
    ),
    ...(value < 1 && {
      warning: {
        code: 'premium-budget',
        message: `The premium budget of ${dollars(budget)} (${share} of the credit) cuts the target from ${dollars(targetUsd)} to ${dollars(targetUsd * value)}; see hedge.premiumBudget.`,
      },
    }),
  };
}

/** Carry a year may cost at most a share of the account (METHOD 8.4), where its value is given. */
export function accountCap(prepared: PreparedHedge, targetUsd: number): LimitReading {
  const { portfolio, hedge } = prepared.market.settings;
  const name = 'accountCarryCap';
  if (portfolio.accountUsd === undefined) {
    return {
      factor: factor(name, 1, 'neutral: portfolio.accountUsd is not given'),
    };
  }
  const costUsd = -targetCarryUsd(prepared, targetUsd, CARRY_DAYS) * PERIODS_PER_YEAR;
  const capUsd = hedge.accountCarryCap * portfolio.accountUsd;
  const value = costUsd <= capUsd ? 1 : capUsd / costUsd;
  return {
    factor: setting(
      name,
      value,
      'hedge.accountCarryCap',
      `a year: carry ${dollars(-costUsd)}, cap ${dollars(capUsd)}`,
    ),
    ...(value < 1 && {
      warning: {
        code: 'account-carry-cap',
        message: `The account's carry cap of ${dollars(capUsd)} a year cuts the target from ${dollars(targetUsd)} to ${dollars(targetUsd * value)}; see hedge.accountCarryCap.`,
      },
    }),
  };
}

/** Carry of the fractional target layers, dollars; linear in the target. */
function targetCarryUsd(prepared: PreparedHedge, targetUsd: number, days: number): number {
  const { layers } = prepared;
  let sum = 0;
  for (let i = 0; i < layers.length; i += 1) {
    const { weight, parts } = layers[i] as PreparedLayer;
    const plans = prepared.carryOf(i, days);
    for (let part = 0; part < parts.length; part += 1) {
      const { instrument, share } = parts[part] as LayerPart;
      const plan = plans[part];
      if (plan === undefined) continue;
      const units = (weight * targetUsd * share) / unitNotionalUsd(instrument);
      sum += units * carryUsdPerUnit(plan, prepared.market);
    }
  }
  return sum;
}

/** What the seller's book gains over some days at unchanged spot and vol. */
function bookGainUsd({ resolved, valuation, nowUsd }: PricedBook, days: number): number {
  const { asOf, spx } = valuation;
  const later = (asOf + days * MS_PER_DAY) as EpochMs;
  const today = chicagoDate(asOf);
  let sum = 0;
  resolved.forEach((condor, i) => {
    // A condor that ends on the last day of the period has settled, whatever the time of day.
    const ends = daysBetween(today, condor.condor.expiry) <= days;
    const then = { moment: ends ? condor.settles : later, spx, volFactor: 1 };
    sum = sum + condorPnlInState(condor, valuation, then) - (nowUsd[i] as number);
  });
  return sum;
}
