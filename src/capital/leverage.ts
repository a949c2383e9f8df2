import { Refusal } from '../errors.js';

/** In a crash brokers ask for this many times the margin (METHOD 12.5). */
export const CRASH_MARGIN_FACTOR = 2;

/** Own money and borrowed money that carry one lot of assets, dollars. */
export interface Funding {
  readonly equityUsd: number;
  readonly borrowedUsd: number;
}

/**
 * Assets split into own and borrowed money at a leverage L = (E + B)/E (METHOD 12.5).
 * @throws Refusal for assets that are not above 0, or a leverage below 1
 */
export function fundingAt(assetsUsd: number, leverage: number): Funding {
  if (!(assetsUsd > 0 && leverage >= 1 && assetsUsd * leverage < Infinity)) {
    throw new Refusal(
      `assets of ${assetsUsd} at a leverage of ${leverage}`,
      'give assets above 0 and a leverage of 1 (none) or more',
    );
  }
  const equityUsd = assetsUsd / leverage;
  return { equityUsd, borrowedUsd: assetsUsd - equityUsd };
}

/** L = (E + B)/E. @throws Refusal without equity */
export function leverageOf({ equityUsd, borrowedUsd }: Funding): number {
  assertEquity(equityUsd);
  return (equityUsd + borrowedUsd) / equityUsd;
}

/** What money costs: the box rate and the lender's spread, fractions a year (METHOD 12.5). */
export function borrowRate(boxRate: number, spread: number): number {
  return boxRate + spread;
}

/**
 * Return on own money, r_a + (B/E)(r_a - r_b): leverage raises what exceeds the cost of the loan
 * and deepens what falls short of it (METHOD 12.5).
 * @param assetReturn, borrowRate over the same time, fractions
 * @throws Refusal without equity
 */
export function leveredReturn(
  assetReturn: number,
  borrowRate: number,
  { equityUsd, borrowedUsd }: Funding,
): number {
  assertEquity(equityUsd);
  return assetReturn + (borrowedUsd / equityUsd) * (assetReturn - borrowRate);
}

/**
 * How far assets may fall before equity / assets is below the maintenance margin and the broker
 * sells: 1 - (B/A)/(1 - m), a fraction of the assets (METHOD 12.5). Below 0: it is there already.
 * @param maintenanceMargin m, a fraction in [0, 1)
 * @throws Refusal for another margin, or without equity
 */
export function liquidationDrop(funding: Funding, maintenanceMargin: number): number {
  if (!(maintenanceMargin >= 0 && maintenanceMargin < 1)) {
    throw new Refusal(
      `a maintenance margin of ${maintenanceMargin}`,
      'give a fraction from 0 to below 1, such as 0.25',
    );
  }
  const borrowedShare = 1 - 1 / leverageOf(funding);
  return 1 - borrowedShare / (1 - maintenanceMargin);
}

/** Where a levered structure stands after a crash. */
export interface CrashReading {
  readonly equityUsd: number;
  /** Own money that the broker then asks for. */
  readonly requiredUsd: number;
  readonly survives: boolean;
}

/**
 * Whether a levered structure outlives a crash in which assets lose `lossUsd` and the maintenance
 * margin doubles (METHOD 12.5: it must).
 * @param lossUsd dollars lost by the assets, positive; a gain is negative
 * @throws Refusal for a loss that is no number, another margin, or without equity
 */
export function surviveCrash(
  funding: Funding,
  lossUsd: number,
  maintenanceMargin: number,
): CrashReading {
  assertEquity(funding.equityUsd);
  if (!Number.isFinite(lossUsd)) {
    throw new Refusal(`a crash that loses ${lossUsd}`, 'give the loss of the assets in dollars');
  }
  const equityUsd = funding.equityUsd - lossUsd;
  const assetsUsd = Math.max(0, equityUsd + funding.borrowedUsd);
  const requiredUsd = Math.min(1, CRASH_MARGIN_FACTOR * maintenanceMargin) * assetsUsd;
  return { equityUsd, requiredUsd, survives: equityUsd > 0 && equityUsd >= requiredUsd };
}

function assertEquity(equityUsd: number): void {
  if (equityUsd > 0 && equityUsd < Infinity) return;
  throw new Refusal(`own money of ${equityUsd}`, 'give an amount above 0');
}
