import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SizeResult } from '../../src/hedge/result.js';
import { sizeHedge } from '../../src/hedge/size.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';
import { openToWrite } from '../../src/store/database.js';
import type { StoreDb } from '../../src/store/database.js';
import { verifyChain } from '../../src/store/journal-chain.js';
import {
  appendEntry,
  journalEntries,
  lastEntryBefore,
  lastEntryOn,
} from '../../src/store/journal-store.js';
import { recordRecommendation } from '../../src/store/record-recommendation.js';
import { condor, settingsWith, snapshotOf } from '../hedge/fixtures.js';

const NOW = Date.parse('2026-11-20T22:00:00Z') as EpochMs;
const DAY = isoDate('2026-11-20');

let folder: string;
let db: StoreDb;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alvh-record-'));
  db = await openToWrite(join(folder, 'alvh.db'));
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const SIZE = sizeHedge({ condors: [condor()], snapshot: snapshotOf(), settings: settingsWith({}) });

function resultOf(ratio: number, source = 'alvh.yaml:3', asOf = '2026-11-20T21:00:00Z') {
  return {
    ...SIZE,
    asOf,
    hedge: { ...SIZE.hedge, ratio, factors: [{ name: 'base', value: ratio, source }] },
    warnings: [
      { code: 'reading', message: `read from ${source}` },
      { code: 'rate-default', message: 'assumed' },
    ],
    derivations: [{ figure: 'ratio' }],
  } as unknown as SizeResult;
}

test('the same result again adds nothing, whatever its files are called', () => {
  expect(recordRecommendation(db, resultOf(1), NOW)).toMatchObject({ seq: 1, added: true });
  expect(recordRecommendation(db, resultOf(1), NOW)).toMatchObject({ seq: 1, added: false });
  const renamed = recordRecommendation(db, resultOf(1, 'other.yaml:7'), NOW);
  expect(renamed).toMatchObject({ seq: 1, added: false });
  expect(journalEntries(db)).toHaveLength(1);
});

test('another result of the day counts from then on, and the first again after it', () => {
  recordRecommendation(db, resultOf(1), NOW);
  expect(recordRecommendation(db, resultOf(0.9), NOW)).toMatchObject({ seq: 2, added: true });
  expect(recordRecommendation(db, resultOf(1), NOW)).toMatchObject({ seq: 3, added: true });
  expect(lastEntryOn(db, 'recommendation', DAY)).toMatchObject({
    seq: 3,
    body: { hedge: { ratio: 1 } },
  });
  expect(verifyChain(db)).not.toHaveProperty('broken');
});

test('it is dated by the day in Chicago, and kept without derivations', () => {
  // 02:00 in Greenwich is the evening before in Chicago.
  recordRecommendation(db, resultOf(1, 'x', '2026-11-21T02:00:00Z'), NOW);
  expect(journalEntries(db)).toMatchObject([
    { date: '2026-11-20', recordedAt: '2026-11-20T22:00:00Z', body: { derivations: [] } },
  ]);
});

test('one that was voided is not the last, and may be recorded again', () => {
  recordRecommendation(db, resultOf(1), NOW);
  recordRecommendation(db, resultOf(0.9), NOW);
  appendEntry(db, { kind: 'void', date: DAY, body: { seq: 2, reason: 'wrong file' } }, 'now');
  const next = isoDate('2026-11-23');
  expect(lastEntryBefore(db, 'recommendation', next)).toMatchObject({ seq: 1 });
  expect(recordRecommendation(db, resultOf(0.9), NOW)).toMatchObject({ seq: 4, added: true });
  expect(lastEntryBefore(db, 'recommendation', next)).toMatchObject({ seq: 4 });
});
