import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import { openToWrite } from '../../src/store/database.js';
import { settlementsOn } from '../../src/store/market-store.js';
import { freshFolder } from '../cli/run.js';
import { warmAlvh as alvh } from '../cli/warm.js';
import { serveFeeds } from './feed-server.js';
import { listedOn, madeMarket, upTo, weekliesOn } from './published.js';
import type { MadeMarket } from './published.js';

const POSITION = `positions:
  - id: spx-days
    underlying: SPX
    expiry: 2027-03-19
    quantity: 10
    legs: { longPut: 5900, shortPut: 6000, shortCall: 6900, longCall: 7000 }
    credit: 24.80
`;

const market = madeMarket(isoDate('2026-11-20'), 60);
/** Over the expiries of 2026-09-16, 10-21 and 11-18. */
const longMarket = madeMarket(isoDate('2026-11-20'), 120);
const evening = (day: string): string => `${day}T23:30:00Z`;

/** Runs on a store that pulls from a server which knows the market up to a day. */
async function following(
  run: (days: Days) => Promise<void>,
  made: MadeMarket = market,
): Promise<void> {
  const server = await serveFeeds(made);
  const cwd = freshFolder({ 'position.yaml': POSITION, 'alvh.yaml': server.yaml });
  const store = ['--store', 'alvh.db'];
  try {
    await run({
      on: (day, args) => {
        server.publish(upTo(made, isoDate(day)));
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

/** Trading days held after one that do not have every monthly contract listed. */
async function partsAfter(path: string, start: string): Promise<string[]> {
  const db = await openToWrite(path);
  try {
    return longMarket.days.filter((day) => {
      const held = settlementsOn(db, day).map(({ expiry }) => expiry);
      return day > start && held.length > 0 && listedOn(day).some((one) => !held.includes(one));
    });
  } finally {
    db.close();
  }
}

describe('an absence over an expiry', () => {
  const pull = ['data', 'pull', '-c', 'alvh.yaml'];
  const check = ['data', 'check'];

  // A day, a week, three months: longer than one pull asks for, and than it looks back.
  test.each([
    ['2026-11-17', 1],
    ['2026-11-11', 1],
    ['2026-10-15', 2],
    ['2026-08-03', 4],
  ])('since %s is mended by %i pulls', async (last, pulls) => {
    await following(async ({ on, path }) => {
      expect(await on(last, pull)).toMatchObject({ code: 0, stderr: '' });
      for (let i = 0; i < pulls; i += 1) {
        expect(await on('2026-11-20', pull)).toMatchObject({ code: 0, stderr: '' });
        // Not at any moment does a day stand there of which a part is held.
        expect(await partsAfter(path, last)).toEqual([]);
      }
      const rest = await on('2026-11-20', ['data', 'pull', '--only', 'vx']);
      expect(rest.stdout).toBe('VX: held to 2026-11-20, nothing to ask for\n');
      for (const day of longMarket.days.filter((one) => one > last)) {
        // Final settlements are looked for as long as they are not 60 days old.
        const finals = ['2026-10-21', '2026-11-18'].includes(day) ? 1 : 0;
        const all = listedOn(day).length + weekliesOn(day).length;
        expect([day, await heldOn(path, day)]).toEqual([day, all + finals]);
      }
      expect(await on('2026-11-20', check)).toMatchObject({ code: 0, stderr: '' });
      const sized = await on('2026-11-20', ['size', '-p', 'position.yaml', '-s', 'store']);
      expect(sized, sized.stderr).toMatchObject({ code: 0 });
    }, longMarket);
  });

  test('that left days in part is mended however far they reach back, and told until then', async () => {
    await following(async ({ on, path }) => {
      await on('2026-11-20', pull);
      const db = await openToWrite(path);
      // As an older alvh left it: of 40 days the history of an expired contract alone.
      const parts = longMarket.days.filter((day) => day > '2026-09-21' && day < '2026-11-18');
      expect(parts).toHaveLength(41);
      db.run(
        "DELETE FROM vx_settlement WHERE expiry <> '2026-11-18' AND date > '2026-09-21' AND date < '2026-11-18'",
      );
      db.close();
      const told = await on('2026-11-20', check);
      expect(told.code).toBe(3);
      expect(told.stderr).toContain(
        'VX: 41 days held in part, 2026-09-22 to 2026-11-17: the first lacks the contract of 2026-10-21',
      );
      const day = ['-s', 'store:2026-11-10', '--as-of', '2026-11-10'];
      const sized = await on('2026-11-20', ['size', '-p', 'position.yaml', ...day]);
      expect(sized.code).toBe(3);
      expect(sized.stderr).toContain(
        'it holds a part of the VX settlements of 2026-11-10: they lack 6 monthly contracts, the first that of 2026-12-16',
      );
      for (let i = 0; i < 3; i += 1)
        expect(await on('2026-11-20', pull)).toMatchObject({ code: 0 });
      expect(await partsAfter(path, '2026-09-21')).toEqual([]);
      expect(await on('2026-11-20', check)).toMatchObject({ code: 0 });
    }, longMarket);
  });

  test('--from asks for parts of longer ago', async () => {
    await following(async ({ on, path }) => {
      await on('2026-11-20', pull);
      const db = await openToWrite(path);
      db.run("DELETE FROM vx_settlement WHERE date = '2026-09-25' AND expiry > '2026-11-01'");
      db.close();
      const without = await on('2026-11-20', pull);
      expect(without.stdout).toContain('nothing to ask for');
      expect(await partsAfter(path, '2026-09-21')).toEqual(['2026-09-25']);
      const run = await on('2026-11-20', [...pull, '--from', '2026-09-21']);
      expect(run.stdout).toContain('VX: 2026-09-25: ');
      expect(await partsAfter(path, '2026-09-21')).toEqual([]);
    }, longMarket);
  });
});

describe('alvh data pull', () => {
  test('asks again for a day of which a part is held, and for one that is missing', async () => {
    await following(async ({ on, path }) => {
      expect(await on('2026-11-18', ['data', 'pull'])).toMatchObject({ code: 0 });
      expect(await on('2026-11-19', ['data', 'pull'])).toMatchObject({ code: 0 });
      const db = await openToWrite(path);
      db.run("DELETE FROM vx_settlement WHERE date = '2026-11-19' AND expiry > '2027-01-01'");
      db.run("DELETE FROM vx_settlement WHERE date = '2026-11-18'");
      db.close();
      const again = await on('2026-11-19', ['data', 'pull']);
      expect(again, again.stderr).toMatchObject({ code: 0 });
      // Eight monthly contracts and four weekly ones.
      expect(await heldOn(path, isoDate('2026-11-18'))).toBe(12);
      expect(await heldOn(path, isoDate('2026-11-19'))).toBe(12);
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
