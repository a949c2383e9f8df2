import { createHash } from 'node:crypto';
import { Refusal } from '../errors.js';
import type { StoreDb } from './database.js';

/** What the first entry has for the hash of the one before it. */
export const CHAIN_START = '0'.repeat(64);

/** An entry as it lies in the table; a store that was tampered with may hold anything instead. */
export interface JournalRow {
  readonly seq: number;
  readonly recorded_at: string;
  readonly date: string;
  readonly kind: string;
  readonly key: string | null;
  readonly body: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** Where the chain breaks, or its length and last hash. */
export interface ChainCheck {
  /** Those that hold, up to the break. */
  readonly entries: number;
  /** Hash of the last of them: noted elsewhere, it tells a journal whose end was cut off. */
  readonly head: string;
  readonly broken?: { readonly seq: number; readonly why: string };
}

/** Results are long: a journal of years is not read into memory at once. */
const ROWS_AT_ONCE = 500;

/** Recomputes every hash of the journal, oldest first, to the first that does not hold. */
export function verifyChain(db: StoreDb): ChainCheck {
  let previous = CHAIN_START;
  let entries = 0;
  let last: number | undefined;
  for (;;) {
    const rows: JournalRow[] = db.all(
      `SELECT * FROM journal ${last === undefined ? '' : 'WHERE seq > ? '}ORDER BY seq LIMIT ${ROWS_AT_ONCE}`,
      ...(last === undefined ? [] : [last]),
    );
    for (const row of rows) {
      const why = faultOf(row, previous, entries + 1);
      if (why !== undefined) return { entries, head: previous, broken: { seq: row.seq, why } };
      previous = row.hash;
      entries += 1;
    }
    if (rows.length < ROWS_AT_ONCE) return { entries, head: previous };
    last = rows.at(-1)?.seq;
  }
}

/**
 * Refuses a journal whose chain is broken: an entry added to it would be sealed together with what
 * somebody has changed.
 * @throws Refusal (exit 3) naming the entry
 */
export function refuseBroken(db: StoreDb): void {
  const { broken } = verifyChain(db);
  if (broken !== undefined) throw nothingAdded(broken, db.path);
}

/** The refusal to add to a broken chain. */
export function nothingAdded({ seq, why }: NonNullable<ChainCheck['broken']>, path: string) {
  return new Refusal(
    `nothing was added, for the journal breaks at entry ${seq}: ${why}`,
    'put back a copy of the store from before; alvh journal verify checks it',
    { file: path },
    'data',
  );
}

function faultOf(row: JournalRow, previous: string, seq: number): string | undefined {
  if (row.seq !== seq) return `entry ${seq} is missing`;
  if (row.previous_hash !== previous) return 'it does not follow from the entry before it';
  // Bytes of another type may read the same.
  if (typeof row.body !== 'string' || row.hash !== hashOf(row)) {
    return 'its content is not what was written';
  }
  return undefined;
}

/** SHA-256 over all of an entry and the hash before it; JSON has no bare line ends in it. */
export function hashOf(row: Omit<JournalRow, 'hash'>): string {
  const { seq, recorded_at, date, kind, key, body, previous_hash } = row;
  const parts = [seq, recorded_at, date, kind, JSON.stringify(key), body, previous_hash];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
