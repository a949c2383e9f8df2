import type { IsoDate } from '../market/date.js';
import type { StoreDb } from './database.js';

/** First and last day and number of rows of a series held. */
export interface SeriesExtent {
  readonly series: string;
  readonly first: IsoDate;
  readonly last: IsoDate;
  readonly rows: number;
}

/** Of every index held, and of the VX settlements together. */
export function seriesExtents(db: StoreDb): SeriesExtent[] {
  const indices = db.all<SeriesExtent>(
    'SELECT symbol AS series, min(date) AS first, max(date) AS last, count(*) AS rows FROM index_level GROUP BY symbol ORDER BY symbol',
  );
  const [vx] = db.all<SeriesExtent>(
    "SELECT 'VX' AS series, min(date) AS first, max(date) AS last, count(*) AS rows FROM vx_settlement",
  );
  return vx === undefined || vx.rows === 0 ? indices : [...indices, vx];
}
