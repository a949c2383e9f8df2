import { tradingIndex } from '../market/history.js';
import type { HistoryDay, MarketHistory } from '../market/history.js';

/** Two days of a history, a horizon apart. */
export interface Window {
  /** Trading days from the history's first day to the window's first. */
  readonly at: number;
  readonly from: HistoryDay;
  readonly to: HistoryDay;
  readonly spxLogReturn: number;
  readonly vixLogChange: number;
}

/** All windows of one horizon; they overlap where it is longer than a day. */
export interface Windows {
  /** Trading days. */
  readonly horizon: number;
  /** Trading days from the first day of the history to its last, both counted. */
  readonly days: number;
  readonly windows: readonly Window[];
}

/**
 * Every pair of days of a history that are `horizon` trading days apart. A day that is missing
 * inside a window does no harm; one that is missing at its end leaves the window out.
 */
export function windowsOf({ days }: MarketHistory, horizon: number): Windows {
  const index = tradingIndex(days);
  const windows: Window[] = [];
  let end = 0;
  for (let start = 0; start < days.length; start += 1) {
    const at = index[start] as number;
    while (end < days.length && (index[end] as number) < at + horizon) end += 1;
    const from = days[start] as HistoryDay;
    const to = days[end];
    if (to === undefined || index[end] !== at + horizon) continue;
    windows.push({
      at,
      from,
      to,
      spxLogReturn: Math.log(to.spx / from.spx),
      vixLogChange: Math.log(to.vix / from.vix),
    });
  }
  return { horizon, days: (index[days.length - 1] ?? 0) + 1, windows };
}
