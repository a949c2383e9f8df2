import { tradingDaysBetween } from './calendar.js';
import type { IsoDate } from './date.js';
import type { TermStructure } from './term-structure.js';

/** Closes and settlements of one day on which SPX traded. */
export interface HistoryDay {
  readonly date: IsoDate;
  /** Close, index points. */
  readonly spx: number;
  readonly vix: number;
  readonly vix3m?: number;
  readonly vvix?: number;
  /**
   * Settlements of the monthly VX contracts that live on after the day, spot VIX at 0 days. The
   * nodes are contracts, never ranks: what a column holds changes on settlement day.
   */
  readonly curve?: TermStructure;
  /** Final settlement, points, of the monthly contract that expired on the day. */
  readonly settled?: number;
}

/** The discount rate of the 91-day Treasury bill on a day, a fraction a year (TBAR, METHOD 3.2). */
export interface BillRate {
  readonly date: IsoDate;
  readonly rate: number;
}

/** Daily market history, aligned to the days on which SPX traded; ascending, no day twice. */
export interface MarketHistory {
  readonly days: readonly HistoryDay[];
  /** Ascending; empty where none are given. */
  readonly bills: readonly BillRate[];
}

/**
 * Where each day stands in trading days from the first one. Days that are missing leave holes, so
 * that a change over h trading days is one between two days whose numbers are h apart.
 */
export function tradingIndex(days: readonly HistoryDay[]): Int32Array {
  const index = new Int32Array(days.length);
  for (let i = 1; i < days.length; i += 1) {
    const step = tradingDaysBetween(days[i - 1]?.date as IsoDate, days[i]?.date as IsoDate);
    index[i] = (index[i - 1] as number) + step;
  }
  return index;
}

/** The part of a history from one date to another, both included; bills are kept whole. */
export function historyWindow(
  history: MarketHistory,
  from: IsoDate | undefined,
  to: IsoDate | undefined,
): MarketHistory {
  const days = history.days.filter(
    ({ date }) => (from === undefined || date >= from) && (to === undefined || date <= to),
  );
  return { ...history, days };
}
