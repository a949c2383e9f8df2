import type { IsoDate } from '../market/date.js';
import { VVIX_GOOD_FROM } from '../market/index-limits.js';
import { missingDays } from '../market/missing-days.js';
import type { MissingDays } from '../market/missing-days.js';
import type { StoreDb } from './database.js';

/** The days that are held of an index, or of any contract of VX, ascending. */
export function heldDays(db: StoreDb, series: string): IsoDate[] {
  const rows =
    series === 'VX'
      ? db.all<{ date: IsoDate }>('SELECT DISTINCT date FROM vx_settlement ORDER BY date')
      : db.all<{ date: IsoDate }>(
          'SELECT date FROM index_level WHERE symbol = ? ORDER BY date',
          series,
        );
  const days = rows.map(({ date }) => date);
  // Cboe's first VVIX rows are bad and passed over: what is left of 2006 has holes.
  return series === 'VVIX' ? days.filter((date) => date >= VVIX_GOOD_FROM) : days;
}

/** The trading days that a series held lacks within itself. */
export function heldGaps(db: StoreDb, series: string): MissingDays | undefined {
  return missingDays(heldDays(db, series));
}
