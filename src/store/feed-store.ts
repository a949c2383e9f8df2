import type { StoreDb } from './database.js';

/** What is known of a feed since it was last asked. */
export interface StoredFeed {
  readonly name: string;
  readonly address: string;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  /** Rows, first and last day of the last file that was taken. */
  readonly rows: number | null;
  readonly first_date: string | null;
  readonly last_date: string | null;
  /** When a file was last taken, and when the feed was last asked; ISO moments. */
  readonly fetched_at: string | null;
  readonly checked_at: string;
  readonly outcome: string;
}

const COLUMNS = [
  ...(['name', 'address', 'etag', 'last_modified', 'sha256', 'bytes'] as const),
  ...(['rows', 'first_date', 'last_date', 'fetched_at', 'checked_at', 'outcome'] as const),
] as const;

export function feedOf(db: StoreDb, name: string): StoredFeed | undefined {
  return db.get<StoredFeed>('SELECT * FROM feed WHERE name = ?', name);
}

export function saveFeed(db: StoreDb, feed: StoredFeed): void {
  const places = COLUMNS.map(() => '?').join(', ');
  db.run(
    `INSERT OR REPLACE INTO feed (${COLUMNS.join(', ')}) VALUES (${places})`,
    ...COLUMNS.map((column) => feed[column]),
  );
}
