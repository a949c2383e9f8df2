import type { IsoDate } from '../market/date.js';
import type { JournalEntry, JournalKind, NewEntry } from '../journal/entry.js';
import type { StoreDb, SqlValue } from './database.js';
import { CHAIN_START, hashOf } from './journal-chain.js';
import type { JournalRow } from './journal-chain.js';
import { entryOf } from './journal-row.js';

/** What became of an entry. */
export interface Appended {
  readonly seq: number;
  readonly hash: string;
  /** False where an entry of the same key and content was there already: nothing was added. */
  readonly added: boolean;
  /** The key is taken by an entry of other content; nothing was added. */
  readonly conflict?: true;
}

/** Which entries are asked for; bounds are included. */
export interface JournalQuery {
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly kinds?: readonly JournalKind[];
}

/**
 * Adds an entry to the end of the journal. With a key it is added once: the same content again
 * changes nothing, other content under the same key is a conflict. An entry that was voided gives
 * its key free.
 * @param recordedAt ISO moment of the writing
 */
export function appendEntry(db: StoreDb, entry: NewEntry, recordedAt: string): Appended {
  return db.transaction(() => appendWithin(db, entry, recordedAt));
}

/**
 * As {@link appendEntry}, within a transaction that is open: for several entries or none.
 * @param voided numbers of the entries that were voided, where several are added: to look for each
 *   is to read the whole journal
 */
export function appendWithin(
  db: StoreDb,
  entry: NewEntry,
  recordedAt: string,
  voided?: ReadonlySet<number>,
): Appended {
  const body = JSON.stringify(entry.body);
  const { key, taken } = keyOf(db, entry, voided);
  if (taken !== undefined) {
    const { seq, hash } = taken;
    const equal = taken.body === body && taken.kind === entry.kind && taken.date === entry.date;
    return { seq, hash, added: false, ...(!equal && { conflict: true as const }) };
  }
  const last = db.get<JournalRow>('SELECT * FROM journal ORDER BY seq DESC LIMIT 1');
  const row = {
    seq: (last?.seq ?? 0) + 1,
    recorded_at: recordedAt,
    date: entry.date,
    kind: entry.kind,
    key,
    body,
    previous_hash: last?.hash ?? CHAIN_START,
  };
  const hash = hashOf(row);
  db.run(
    'INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[row.seq, row.recorded_at, row.date, row.kind, row.key, row.body],
    ...[row.previous_hash, hash],
  );
  return { seq: row.seq, hash, added: true };
}

/** The key to write an entry under: `key`, and `key#2` once the first was voided. */
function keyOf(
  db: StoreDb,
  entry: NewEntry,
  voided: ReadonlySet<number> | undefined,
): { readonly key: string | null; readonly taken?: JournalRow } {
  if (entry.key === undefined) return { key: null };
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? entry.key : `${entry.key}#${n}`;
    const taken = db.get<JournalRow>('SELECT * FROM journal WHERE key = ?', key);
    if (taken === undefined) return { key };
    const isFree = voided === undefined ? isVoided(db, taken.seq) : voided.has(taken.seq);
    if (!isFree) return { key, taken };
  }
}

function isVoided(db: StoreDb, seq: number): boolean {
  const found = db.get(
    "SELECT seq FROM journal WHERE kind = 'void' AND json_extract(body, '$.seq') = ?",
    seq,
  );
  return found !== undefined;
}

/** Entries by sequence, oldest first. */
export function journalEntries(db: StoreDb, query: JournalQuery = {}): JournalEntry[] {
  const { from, to, kinds = [] } = query;
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  if (from !== undefined) {
    conditions.push('date >= ?');
    values.push(from);
  }
  if (to !== undefined) {
    conditions.push('date <= ?');
    values.push(to);
  }
  if (kinds.length > 0) {
    conditions.push(`kind IN (${kinds.map(() => '?').join(', ')})`);
    values.push(...kinds);
  }
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return db
    .all<JournalRow>(`SELECT * FROM journal${where} ORDER BY seq`, ...values)
    .map((row) => entryOf(row, db.path));
}

/** Entries that a later one has voided. */
const NOT_VOIDED =
  "seq NOT IN (SELECT json_extract(body, '$.seq') FROM journal WHERE kind = 'void')";

/**
 * The last entry of a kind dated before a day (its last of that day), voided ones left out: the
 * recommendation that what has changed is told against.
 */
export function lastEntryBefore(
  db: StoreDb,
  kind: JournalKind,
  day: IsoDate,
): JournalEntry | undefined {
  const row = db.get<JournalRow>(
    `SELECT * FROM journal WHERE kind = ? AND date < ? AND ${NOT_VOIDED} ORDER BY date DESC, seq DESC LIMIT 1`,
    kind,
    day,
  );
  return row && entryOf(row, db.path);
}

/** The last entry of a kind of a day, voided ones left out. */
export function lastEntryOn(
  db: StoreDb,
  kind: JournalKind,
  day: IsoDate,
): JournalEntry | undefined {
  const row = db.get<JournalRow>(
    `SELECT * FROM journal WHERE kind = ? AND date = ? AND ${NOT_VOIDED} ORDER BY seq DESC LIMIT 1`,
    kind,
    day,
  );
  return row && entryOf(row, db.path);
}

/** The entry of a number; undefined where there is none. */
export function entryAt(db: StoreDb, seq: number): JournalEntry | undefined {
  const row = db.get<JournalRow>('SELECT * FROM journal WHERE seq = ?', seq);
  return row && entryOf(row, db.path);
}

/** The entry of a hash; undefined where there is none. */
export function entryWithHash(db: StoreDb, hash: string): JournalEntry | undefined {
  const row = db.get<JournalRow>('SELECT * FROM journal WHERE hash = ?', hash);
  return row && entryOf(row, db.path);
}
