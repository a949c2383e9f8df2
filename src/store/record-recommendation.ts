import { createHash } from 'node:crypto';
import type { SizeResult } from '../hedge/result.js';
import { chicagoDate, formatMoment } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { StoreDb } from './database.js';
import { appendWithin, lastEntryOn } from './journal-store.js';
import type { Appended } from './journal-store.js';

/**
 * Keeps what was recommended, under the Chicago date of its `asOf`. The same result again adds
 * nothing; another of the same day adds an entry, and the last of a day counts.
 * @param now the clock
 */
export function recordRecommendation(db: StoreDb, result: SizeResult, now: EpochMs): Appended {
  const date = chicagoDate(Date.parse(result.asOf) as EpochMs);
  const digest = digestOf(result);
  return db.transaction(() => {
    const last = lastEntryOn(db, 'recommendation', date);
    if (last?.key?.includes(digest) === true) {
      return { seq: last.seq, hash: last.hash, added: false };
    }
    // A day may go back to what it said first: the number tells that entry from the first.
    const seen = db.get<{ n: number }>(
      "SELECT count(*) AS n FROM journal WHERE kind = 'recommendation' AND date = ?",
      date,
    );
    const key = `recommendation:${date}:${(seen?.n ?? 0) + 1}:${digest}`;
    const body: SizeResult = { ...result, derivations: [] };
    return appendWithin(db, { kind: 'recommendation', date, key, body }, formatMoment(now));
  });
}

/** Where figures were read from, and how messages put it: another file name is no other result. */
const PASSED_OVER = new Set(['source', 'note', 'message', 'disclaimer', 'derivations']);

function digestOf(result: SizeResult): string {
  const warnings = result.warnings.filter(({ code }) => code !== 'reading');
  const text = JSON.stringify({ ...result, warnings }, (key, value: unknown) =>
    PASSED_OVER.has(key) ? undefined : value,
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
