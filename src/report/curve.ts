import { previousTradingDay } from '../market/calendar.js';
import { addDays, dateOf, dayOf, daysBetween, monthOf, yearOf } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { TermStructure } from '../market/term-structure.js';
import type { CurveThenAndNow, DayCurve } from './result.js';

/** A curve a month ago may be so many days older where that day has none. */
const MONTH_AGO_SLACK_DAYS = 7;

/**
 * The monthly contracts of a curve, with spot VIX.
 * @param date the day that its prices are of: before the day of a report that is made in the morning
 */
export function dayCurveOf(
  { spotVix, nodes }: Pick<TermStructure, 'spotVix'> & { readonly nodes: DayCurve['nodes'] },
  date: IsoDate,
): DayCurve {
  return {
    date,
    spotVix,
    nodes: nodes.map(({ symbol, expiry, price }) => ({
      symbol,
      expiry,
      daysToExpiry: daysBetween(date, expiry),
      price,
    })),
  };
}

/**
 * The curve of a snapshot's day beside that of the trading day before, and of the same day a month
 * ago (the last of the month where it has no such day), or the last one known in the week up to it.
 * @param past curves of earlier days, in any order; one of a later day is passed over
 */
export function curveThenAndNow(today: DayCurve, past: readonly DayCurve[]): CurveThenAndNow {
  const before = previousTradingDay(today.date);
  const yesterday = past.find(({ date }) => date === before);
  const monthAgo = lastWithin(past, monthBefore(today.date));
  return {
    today,
    ...(yesterday !== undefined && { yesterday }),
    ...(monthAgo !== undefined && { monthAgo }),
  };
}

/** The days whose curves {@link curveThenAndNow} looks for: one, and from one to another. */
export function daysLookedFor(today: IsoDate): {
  readonly yesterday: IsoDate;
  readonly monthAgo: { readonly from: IsoDate; readonly to: IsoDate };
} {
  const to = monthBefore(today);
  return {
    yesterday: previousTradingDay(today),
    monthAgo: { from: addDays(to, -MONTH_AGO_SLACK_DAYS), to },
  };
}

function lastWithin(past: readonly DayCurve[], day: IsoDate): DayCurve | undefined {
  const first = addDays(day, -MONTH_AGO_SLACK_DAYS);
  return past
    .filter(({ date }) => date >= first && date <= day)
    .reduce<DayCurve | undefined>(
      (last, curve) => (last === undefined || curve.date > last.date ? curve : last),
      undefined,
    );
}

/** 31 March gives the last of February. */
function monthBefore(date: IsoDate): IsoDate {
  const same = dateOf(yearOf(date), monthOf(date) - 1, dayOf(date));
  const lastOfMonth = dateOf(yearOf(date), monthOf(date), 0);
  return same < lastOfMonth ? same : lastOfMonth;
}
