import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { holidayName, isTradingDay } from '../market/calendar.js';
import type { IsoDate } from '../market/date.js';

/**
 * From here on the exchange calendar knows every session; before, there were Saturdays, other
 * holidays and closings that it does not hold.
 */
export const CALENDAR_COMPLETE_FROM = '1986-01-01';

/**
 * Rows that a data vendor has filled in on holidays are no closes: their moves are 0.
 * @throws Refusal at the row
 */
export function checkTraded(date: IsoDate, place: Place): void {
  if (date < CALENDAR_COMPLETE_FROM || isTradingDay(date)) return;
  const holiday = holidayName(date);
  throw new Refusal(
    `${date} is no trading day${holiday === undefined ? '' : ` (${holiday})`}`,
    'take the row out: a close that was filled in is none',
    place,
  );
}
