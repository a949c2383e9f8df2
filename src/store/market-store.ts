import { Refusal } from '../errors.js';
import { hasDateForm } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { SqlValue, StoreDb } from './database.js';

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
  return rows.map((row) => levelOf(row, symbol, db.path));
}

/** The level of an index on a day, or on the last day before it that has one. */
export function levelOn(db: StoreDb, symbol: string, day: IsoDate): StoredLevel | undefined {
  const row = db.get<LevelRow>(
    'SELECT date, open, high, low, close FROM index_level WHERE symbol = ? AND date <= ? ORDER BY date DESC LIMIT 1',
    ...[symbol, day],
  );
  return row && levelOf(row, symbol, db.path);
}

/** Settlements of all VX contracts on a day, by expiry. */
export function settlementsOn(db: StoreDb, day: IsoDate): StoredSettlement[] {
  return settled(
    db,
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
  return settled(
    db,
    'SELECT date, expiry, settle FROM vx_settlement WHERE date BETWEEN ? AND ? ORDER BY date, expiry',
    ...[from, to],
  );
}

function settled(db: StoreDb, sql: string, ...values: SqlValue[]): StoredSettlement[] {
  const rows = db.all<StoredSettlement>(sql, ...values);
  for (const { date, expiry, settle } of rows) {
    checkDay(date, 'the day of a VX settlement', db.path);
    checkDay(expiry, `the expiry of a VX settlement of ${date}`, db.path);
    checkHeld(settle, `the VX settlement of ${date} for ${expiry}`, db.path);
  }
  return rows;
}

/**
 * What lies on a disk may be anything, whatever we let in.
 * @throws Refusal (exit 3) for what is no price at all
 */
function checkHeld(value: unknown, what: string, path: string): void {
  if (typeof value === 'number' && Number.isFinite(value)) return;
  throw damaged(what, value, path);
}

function checkDay(value: unknown, what: string, path: string): void {
  if (!hasDateForm(value)) throw damaged(what, value, path);
}

function damaged(what: string, value: unknown, path: string): Refusal {
  return new Refusal(
    `the store is damaged: it holds ${String(value).slice(0, 40)} as ${what}`,
    'put back a copy of it; alvh data check says more',
    { file: path },
    'data',
  );
}

function levelOf(row: LevelRow, symbol: string, path: string): StoredLevel {
  const { date, open, high, low, close } = row;
  checkDay(date, `a day of ${symbol}`, path);
  for (const value of [open ?? close, high ?? close, low ?? close, close]) {
    checkHeld(value, `${symbol} of ${date}`, path);
  }
  return {
    date,
    close,
    ...(open !== null && { open }),
    ...(high !== null && { high }),
    ...(low !== null && { low }),
  };
}
