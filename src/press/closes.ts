import { tradingDaysBetween } from '../market/calendar.js';
import type { IsoDate } from '../market/date.js';
import type { Measured } from './big-top.js';

/** One daily close, index points. */
export interface Close {
  readonly date: IsoDate;
  readonly value: number;
}

/** Trading days of the windows of METHOD 8.3, today among them. */
export const WINDOW_DAYS = 252;
/** Of a window's closes, one in so many may be missing: 5 of a year, none of a week. */
const ONE_MISSING_IN = 50;

/** SPX today over its highest close in 252 trading days, today among them. */
export function shareOfHigh(
  closes: readonly Close[] | undefined,
  today: IsoDate,
  level: number | undefined,
): Measured {
  return overWindow(closes, today, level, WINDOW_DAYS, (before, now) => ({
    value: now / Math.max(now, ...before),
    note: `high ${Math.max(now, ...before)} in ${WINDOW_DAYS} trading days`,
  }));
}

/** Share of the window's earlier closes that lie below today's level; equal ones count half. */
export function percentileOf(
  closes: readonly Close[] | undefined,
  today: IsoDate,
  level: number | undefined,
): Measured {
  return overWindow(closes, today, level, WINDOW_DAYS, (before, now) => {
    const below = before.filter((value) => value < now).length;
    const equal = before.filter((value) => value === now).length;
    return {
      value: (below + equal / 2) / before.length,
      note: `${below} of ${before.length} closes lie below ${now}`,
    };
  });
}

/** The greatest of the closes of so many trading days before today, and today's level. */
export function recentMax(
  closes: readonly Close[] | undefined,
  today: IsoDate,
  level: number,
  days: number,
): Measured {
  return overWindow(closes, today, level, days + 1, (before, now) => ({
    value: Math.max(now, ...before),
    note: `greatest of ${days} closes before ${today} and of ${now}`,
  }));
}

/**
 * Measures today's level against the closes before it. Only rows before today are used: a close
 * of today may lie after the valuation time.
 * @param size closes of the window, today's level among them
 */
function overWindow(
  closes: readonly Close[] | undefined,
  today: IsoDate,
  level: number | undefined,
  size: number,
  measure: (before: readonly number[], now: number) => Measured,
): Measured {
  if (level === undefined) return { unknown: 'no level today' };
  if (closes === undefined) return { unknown: 'no history given' };
  const before = closes.filter(({ date }) => date < today).slice(1 - size);
  const [first] = before;
  if (first === undefined || before.length < size - 1) {
    return { unknown: `${before.length} closes before ${today}, ${size - 1} are needed` };
  }
  const missing = tradingDaysBetween(first.date, today) - (size - 1);
  if (missing > Math.floor(size / ONE_MISSING_IN)) {
    return { unknown: `${missing} trading days before ${today} have no close` };
  }
  return measure(
    before.map(({ value }) => value),
    level,
  );
}
