import type { IsoDate } from '../market/date.js';
import type { StoreDb } from './database.js';

/** A day of an index, as published: points. */
export interface StoredLevel {
  readonly date: IsoDate;
  readonly close: number;
  readonly open?: number;
  readonly high?: number;
  readonly low?: number;
}

/** A settlement of one VX contract: points. */
export interface StoredSettlement {
  readonly date: IsoDate;
  /** Final settlement date, which tells the contract. */
  readonly expiry: IsoDate;
  readonly settle: number;
}

interface LevelRow {
  readonly date: IsoDate;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number;
}

/** Levels of an index from one day to another, both included, ascending. */
export function indexLevels(
  db: StoreDb,
  symbol: string,
  from: IsoDate | '' = '',
  to: IsoDate | '9999' = '9999',
): StoredLevel[] {
  const rows = db.all<LevelRow>(
    'SELECT date, open, high, low, close FROM index_level WHERE symbol = ? AND date BETWEEN ? AND ? ORDER BY date',
    ...[symbol, from, to],
  );
  return rows.map(levelOf);
}

/** The level of an index on a day, or on the last day before it that has one. */
export function levelOn(db: StoreDb, symbol: string, day: IsoDate): StoredLevel | undefined {
  const row = db.get<LevelRow>(
    'SELECT date, open, high, low, close FROM index_level WHERE symbol = ? AND date <= ? ORDER BY date DESC LIMIT 1',
    ...[symbol, day],
  );
  return row && levelOf(row);
}

/** Settlements of all VX contracts on a day, by expiry. */
export function settlementsOn(db: StoreDb, day: IsoDate): StoredSettlement[] {
  return db.all<StoredSettlement>(
    'SELECT date, expiry, settle FROM vx_settlement WHERE date = ? ORDER BY expiry',
    day,
  );
}

/** The last day up to `day` on which VX settlements are held. */
export function lastSettledDay(db: StoreDb, day: IsoDate | '9999' = '9999'): IsoDate | undefined {
  const row = db.get<{ date: IsoDate | null }>(
    'SELECT max(date) AS date FROM vx_settlement WHERE date <= ?',
    day,
  );
  return row?.date ?? undefined;
}

/** The first day on which VX settlements are held. */
export function firstSettledDay(db: StoreDb): IsoDate | undefined {
  const row = db.get<{ date: IsoDate | null }>('SELECT min(date) AS date FROM vx_settlement');
  return row?.date ?? undefined;
}

/** Contracts that were held to within their last days and lack their final settlement. */
export function lackingFinals(db: StoreDb, from: IsoDate, due: IsoDate): IsoDate[] {
  return db
    .all<{ expiry: IsoDate }>(
      'SELECT expiry FROM vx_settlement WHERE expiry BETWEEN ? AND ? GROUP BY expiry HAVING max(date) < expiry ORDER BY expiry',
      ...[from, due],
    )
    .map(({ expiry }) => expiry);
}

/** Settlements of all contracts from one day to another, both included, by day and expiry. */
export function settlements(
  db: StoreDb,
  from: IsoDate | '' = '',
  to: IsoDate | '9999' = '9999',
): StoredSettlement[] {
  return db.all<StoredSettlement>(
    'SELECT date, expiry, settle FROM vx_settlement WHERE date BETWEEN ? AND ? ORDER BY date, expiry',
    ...[from, to],
  );
}

function levelOf({ date, open, high, low, close }: LevelRow): StoredLevel {
  return {
    date,
    close,
    ...(open !== null && { open }),
    ...(high !== null && { high }),
    ...(low !== null && { low }),
  };
}
