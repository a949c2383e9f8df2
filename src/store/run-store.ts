import type { IsoDate } from '../market/date.js';
import type { StoreDb } from './database.js';

/** Notes that a command has done its work for a trading day. */
export function noteRun(db: StoreDb, command: string, day: IsoDate, finishedAt: string): void {
  db.run(
    'INSERT INTO run VALUES (?, ?, ?) ON CONFLICT (command, date) DO UPDATE SET finished_at = excluded.finished_at',
    ...[command, day, finishedAt],
  );
}

/** When a command last did its work for a trading day, ISO; undefined where it has not. */
export function runOf(db: StoreDb, command: string, day: IsoDate): string | undefined {
  const row = db.get<{ finished_at: string }>(
    'SELECT finished_at FROM run WHERE command = ? AND date = ?',
    ...[command, day],
  );
  return row?.finished_at;
}
