import { isEarlyClose } from './calendar.js';
import type { Settlement } from './contracts.js';
import { addDays, isoDate } from './date.js';
import type { IsoDate } from './date.js';
import { chicagoDate, chicagoTime } from './time.js';
import type { EpochMs } from './time.js';

/** From this date VX settles daily at 15:00 Chicago, with the stocks; before, at 15:15 (METHOD 1). */
const VX_SETTLES_AT_THE_CLOSE_FROM = isoDate('2020-10-26');

/**
 * The moment of the daily VX settlement price: 15:00 Chicago, 15:15 through 2020-10-25.
 * On days when stocks close early it is taken to be 12:00 and 12:15: by analogy, no source was
 * found. Until 2020-10-25 the settlement holds fifteen minutes that the SPX close does not.
 * @param date a day with a settlement; not checked, as VX settles on some days without stocks
 */
export function vxSettlementMoment(date: IsoDate): EpochMs {
  const minute = date < VX_SETTLES_AT_THE_CLOSE_FROM ? 15 : 0;
  return chicagoTime(date, isEarlyClose(date) ? 12 : 15, minute);
}

/** The last date whose daily settlements are known at a moment; what is later would be looking ahead. */
export function settledUntil(moment: EpochMs): IsoDate {
  const day = chicagoDate(moment);
  return moment < vxSettlementMoment(day) ? addDays(day, -1) : day;
}

/**
 * The end of trading of an expiring VX or VXM future: 8:00 Chicago on its expiry (CFE rule 1202
 * [P1]). Its final price is struck from SPX options' opening at 8:30, so it is known later.
 */
export function vxFinalSettlementMoment(expiry: IsoDate): EpochMs {
  return chicagoTime(expiry, 8, 0);
}

/**
 * The moment an option's settlement value is struck: `am` at the open, 8:30 Chicago (SPX and all
 * VIX options), `pm` at the close, 15:00, or 12:00 where stocks close early (SPXW and XSP).
 */
export function optionSettlementMoment(expiry: IsoDate, settlement: Settlement): EpochMs {
  if (settlement === 'am') return chicagoTime(expiry, 8, 30);
  return chicagoTime(expiry, isEarlyClose(expiry) ? 12 : 15, 0);
}
