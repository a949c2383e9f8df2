import { isTradingDay, previousTradingDay } from '../market/calendar.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { vxSettlementMoment } from '../market/settlement-time.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { StoreDb } from '../store/database.js';
import { firstSettledDay, lastSettledDay } from '../store/market-store.js';
import { lackingDays } from '../store/whole-days.js';
import type { LackingDay } from '../store/whole-days.js';

/** Cboe's files of single contracts go back to here under their present names. */
export const CONTRACTS_FROM = isoDate('2013-01-01');
/** Trading days before the last one held that are looked through for holes and parts. */
const LOOK_BACK_DAYS = 20;

/** The last trading day whose settlements are due. */
export function settledDay(now: number): IsoDate {
  const today = chicagoDate(now as EpochMs);
  return isTradingDay(today) && vxSettlementMoment(today) <= now
    ? today
    : previousTradingDay(today);
}

/**
 * The days that a pull asks for, oldest first: those since the last held, and those of the last
 * weeks that are holes or parts. Where the weeks begin with one, so do those that lead up to it, so
 * that an absence is mended however long it was. A hole before that is the publisher's.
 * @param from holes and parts since this day are asked for in any case
 */
export function daysToAsk(db: StoreDb, due: IsoDate, from?: IsoDate): LackingDay[] {
  const first = firstSettledDay(db);
  const last = lastSettledDay(db, due);
  if (first === undefined || last === undefined) return [{ date: due, inPart: false, lacks: [] }];
  const begin = first > CONTRACTS_FROM ? first : CONTRACTS_FROM;
  let start = weeksBefore(last, begin);
  if (from !== undefined && from < start) start = from > begin ? from : begin;
  const days = lackingDays(db, start, due);
  while (days[0]?.date === start && start > begin) {
    start = previousTradingDay(start);
    days.unshift(...lackingDays(db, start, start));
  }
  return days;
}

/** @param begin the day before which nothing is asked for */
function weeksBefore(date: IsoDate, begin: IsoDate): IsoDate {
  let day = date;
  for (let i = 0; i < LOOK_BACK_DAYS && day > begin; i += 1) day = previousTradingDay(day);
  return day < begin && date >= begin ? begin : day;
}
