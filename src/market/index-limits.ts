import { isoDate } from './date.js';
import type { IndexSymbol } from './snapshot.js';

/** What a series of daily prices can be; outside lie slipped digits and other series. */
export interface SeriesLimits {
  /** Points. */
  readonly least: number;
  readonly most: number;
  /** The smallest and the greatest multiple from one trading day to the next. */
  readonly fall: number;
  readonly rise: number;
}

/**
 * The levels that an index can have and the closes from one day to the next, as multiples, that
 * none has had. [C], with room over the extremes named.
 */
export const INDEX_LIMITS: Readonly<Record<IndexSymbol, SeriesLimits>> = {
  // Yahoo has SPX from 1927, when it stood at 17. Its worst day was -20.5% (1987-10-19), its best
  // +16.6% (1933-03-15); a market-wide halt ends the day at -20%. Beyond -23% and +20% lie slipped
  // digits and the splits of a fund's shares.
  SPX: { least: 1, most: 100_000, fall: 0.77, rise: 1.2 },
  // VIX closed at 9.14 (2017-11-03) and 82.69 (2020-03-16); its widest day was x2.16 (2018-02-05).
  VIX: { least: 5, most: 150, fall: 0.25, rise: 4 },
  VIX9D: { least: 3, most: 200, fall: 0.25, rise: 4 },
  VIX3M: { least: 5, most: 150, fall: 0.25, rise: 4 },
  VIX6M: { least: 5, most: 150, fall: 0.25, rise: 4 },
  VVIX: { least: 45, most: 300, fall: 0.25, rise: 4 },
  SKEW: { least: 90, most: 250, fall: 0.7, rise: 1.4 },
};

/** Cboe's first VVIX rows hold levels of 15 to 38, which no VVIX has had since. */
export const VVIX_GOOD_FROM = isoDate('2007-01-01');

/**
 * Settlements of a VX contract. [C]: e and 1/e a day; the widest was x2.13, the contract of
 * February 2018 on 2018-02-05.
 */
export const VX_LIMITS: SeriesLimits = { least: 5, most: 150, fall: 1 / Math.E, rise: Math.E };
