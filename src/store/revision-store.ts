import type { IsoDate } from '../market/date.js';
import type { StoreDb } from './database.js';

/** A settled day that a source offered with another value than the one held. */
export interface StoredRevision {
  /** `VIX`, or `VX 2026-12-16`. */
  readonly series: string;
  readonly date: IsoDate;
  /** The value held when it was offered. */
  readonly held: number;
  readonly offered: number;
  readonly outcome: 'kept' | 'adopted';
  readonly source: string;
  readonly recordedAt: string;
}

/** Records a revision. @returns whether it was new: one already known is no news */
export function recordRevision(db: StoreDb, revision: StoredRevision): boolean {
  const { recordedAt, source, series, date, held, offered, outcome } = revision;
  const known = db.get(
    'SELECT id FROM revision WHERE series = ? AND date = ? AND held = ? AND offered = ? AND outcome = ?',
    ...[series, date, held, offered, outcome],
  );
  if (known !== undefined) return false;
  db.run(
    'INSERT INTO revision (recorded_at, source, series, date, held, offered, outcome) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[recordedAt, source, series, date, held, offered, outcome],
  );
  return true;
}

const COLUMNS = 'series, date, held, offered, outcome, source, recorded_at AS recordedAt';

/** Revisions that were offered, not taken, and still differ from what is held. */
export function openRevisions(db: StoreDb): StoredRevision[] {
  return db.all<StoredRevision>(
    `SELECT ${COLUMNS} FROM revision r WHERE outcome = 'kept' AND held = coalesce(
      (SELECT close FROM index_level WHERE symbol = r.series AND date = r.date),
      (SELECT settle FROM vx_settlement WHERE date = r.date AND 'VX ' || expiry = r.series))
    ORDER BY series, date, id`,
  );
}
