import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import { openToWrite } from '../../src/store/database.js';
import { settlementsOn } from '../../src/store/market-store.js';
import { freshFolder } from '../cli/run.js';
import { warmAlvh as alvh } from '../cli/warm.js';
import { serveFeeds } from './feed-server.js';
import { madeMarket, upTo } from './published.js';

const POSITION = `positions:
  - id: spx-days
    underlying: SPX
    expiry: 2027-03-19
    quantity: 10
    legs: { longPut: 5900, shortPut: 6000, shortCall: 6900, longCall: 7000 }
    credit: 24.80
`;

const market = madeMarket(isoDate('2026-11-20'), 60);
const evening = (day: string): string => `${day}T23:30:00Z`;

/** Runs on a store that pulls from a server which knows the market up to a day. */
async function following(run: (days: Days) => Promise<void>): Promise<void> {
  const server = await serveFeeds(market);
  const cwd = freshFolder({ 'position.yaml': POSITION, 'alvh.yaml': server.yaml });
  const store = ['--store', 'alvh.db'];
  try {
    await run({
      on: (day, args) => {
        server.publish(upTo(market, isoDate(day)));
        return alvh([...args, ...store], { cwd, now: evening(day) });
      },
      path: join(cwd, 'alvh.db'),
    });
  } finally {
    await server.close();
  }
}

interface Days {
  readonly on: (day: string, args: readonly string[]) => ReturnType<typeof alvh>;
  readonly path: string;
}

async function heldOn(path: string, day: IsoDate): Promise<number> {
  const db = await openToWrite(path);
  try {
    return settlementsOn(db, day).length;
  } finally {
    db.close();
  }
}

describe('alvh data pull', () => {
  test('asks again for a day of which a part is held, and for one that is missing', async () => {
    await following(async ({ on, path }) => {
      expect(await on('2026-11-18', ['data', 'pull'])).toMatchObject({ code: 0 });
      const whole = await heldOn(path, isoDate('2026-11-18'));
      expect(whole).toBeGreaterThan(5);
      expect(await on('2026-11-19', ['data', 'pull'])).toMatchObject({ code: 0 });
      const db = await openToWrite(path);
      db.run("DELETE FROM vx_settlement WHERE date = '2026-11-19' AND expiry > '2027-01-01'");
      db.run("DELETE FROM vx_settlement WHERE date = '2026-11-18'");
      db.close();
      const again = await on('2026-11-19', ['data', 'pull']);
      expect(again, again.stderr).toMatchObject({ code: 0 });
      expect(await heldOn(path, isoDate('2026-11-18'))).toBe(whole);
      expect(await heldOn(path, isoDate('2026-11-19'))).toBeGreaterThan(5);
    });
  });
});

describe('alvh report --once', () => {
  const report = ['report', '-p', 'position.yaml', '-s', 'store', '--once', '--exit-code'];

  test('is made once a day for a book and a file, and again where the data stand still', async () => {
    await following(async ({ on }) => {
      await on('2026-11-17', ['data', 'pull']);
      expect(await on('2026-11-17', [...report, '-o', 'a.html'])).toMatchObject({ code: 0 });
      const second = await on('2026-11-17', [...report, '-o', 'a.html']);
      expect(second.stderr).toMatch(/the report of 2026-11-17 was made at .*; nothing to do/);
      const other = await on('2026-11-17', [...report, '-o', 'b.html']);
      expect(other.stderr).toContain('wrote b.html');
      // Nothing is pulled any more: two trading days on it is an alarm.
      const thursday = await on('2026-11-19', [...report, '-o', 'a.html']);
      expect(thursday.code).toBe(5);
      expect(thursday.stderr).toContain('stale-data');
      await on('2026-11-20', ['data', 'pull']);
      expect(await on('2026-11-20', [...report, '-o', 'a.html'])).toMatchObject({ code: 0 });
      const saturday = await on('2026-11-21', [...report, '-o', 'a.html']);
      expect(saturday.stderr).toMatch(/the report of 2026-11-20 was made at .*; nothing to do/);
    });
  });
});
