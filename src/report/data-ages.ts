import { tradingDaysBetween } from '../market/calendar.js';
import type { IsoDate } from '../market/date.js';
import type { DataAge } from './result.js';

/** A series that the report uses, and the last day that it holds. */
export interface SeriesEnd {
  readonly series: string;
  /** Absent where it holds none. */
  readonly lastDate?: IsoDate;
}

/**
 * How many trading days each series is behind a day: on a Saturday Friday's prices are none, on
 * Monday one, whatever the hour. Holidays do not count, half-days do.
 * @param today the day that the report is read on
 * @param staleDays trading days that a series may be old
 */
export function dataAges(
  series: readonly SeriesEnd[],
  today: IsoDate,
  staleDays: number,
): DataAge[] {
  return series.map(({ series: name, lastDate }) => {
    if (lastDate === undefined) return { series: name, stale: true };
    const tradingDaysOld = Math.max(0, tradingDaysBetween(lastDate, today));
    return { series: name, lastDate, tradingDaysOld, stale: tradingDaysOld > staleDays };
  });
}
