/** A year in trading days: an event takes the vol of one of them. */
const TRADING_DAYS_A_YEAR = 252;

/** At-the-money vol of an expiry: a fraction a year, and years to it. */
export interface ExpiryVol {
  readonly vol: number;
  readonly years: number;
}

/**
 * Variance that two expiries around an event price into it (METHOD 11):
 * s^2 = v2^2 T2 - v1^2 T1 - vBase^2 (T2 - T1 - 1/252), and 0 where that is negative. Its root is
 * the event's move, one standard deviation, a fraction of the index.
 * @param before the expiry before the event, `after` the one after it
 * @param baseVol vol of an ordinary day, a fraction a year
 * @throws RangeError for vols that are negative or not finite and expiries out of order
 */
export function impliedEventVariance(before: ExpiryVol, after: ExpiryVol, baseVol: number): number {
  for (const vol of [before.vol, after.vol, baseVol]) {
    if (!(vol >= 0 && Number.isFinite(vol))) throw new RangeError(`${vol} is no volatility`);
  }
  if (!(before.years >= 0 && after.years > before.years && Number.isFinite(after.years))) {
    throw new RangeError(`${before.years} and ${after.years} are no years in order`);
  }
  // Expiries less than a trading day apart have no ordinary time between them.
  const ordinary = Math.max(0, after.years - before.years - 1 / TRADING_DAYS_A_YEAR);
  const event = after.vol ** 2 * after.years - before.vol ** 2 * before.years;
  return Math.max(0, event - baseVol ** 2 * ordinary);
}
