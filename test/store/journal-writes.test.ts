import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import { openToWrite } from '../../src/store/database.js';
import type { SqlValue, StoreDb } from '../../src/store/database.js';
import { addFills } from '../../src/store/journal-writes.js';

const DAY = isoDate('2026-07-06');
const FILLS = Array.from({ length: 40 }, (_, i) => ({
  date: DAY,
  fill: { symbol: 'VXQ26', contracts: 1, price: 18, id: `B-${i}` },
}));

test('reads what is there once, however many fills are added, first and again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'alvh-fills-'));
  const store = await openToWrite(join(folder, 'alvh.db'));
  const queries: string[] = [];
  const db: StoreDb = {
    ...store,
    all: <Row extends object>(sql: string, ...values: SqlValue[]): Row[] => {
      queries.push(sql);
      return store.all<Row>(sql, ...values);
    },
    get: <Row extends object>(sql: string, ...values: SqlValue[]): Row | undefined => {
      queries.push(sql);
      return store.get<Row>(sql, ...values);
    },
  };
  for (const added of [true, false]) {
    queries.length = 0;
    const done = addFills(db, FILLS, false, '2026-07-06T20:00:00Z');
    expect(done.every((one) => one.added === added)).toBe(true);
    // One for all; the others look up a key, or the last entry, by an index.
    const whole = queries.filter((sql) => !/WHERE (key|seq) = |DESC LIMIT 1/.test(sql));
    expect(whole).toHaveLength(1);
  }
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
