import { gzipSync } from 'node:zlib';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import Database from 'libsql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import { nextMonthlyVixExpiries } from '../../src/market/vix-expiry.js';
import { BASES, DAYS, FAULTS, SOUND, TODAY, send } from '../feeds/faults.js';
import { feedServer } from '../feeds/feed-server.js';
import type { FeedServer } from '../feeds/feed-server.js';
import { heldRows } from '../feeds/held-rows.js';
import { CONTRACTS, publishAllOn } from '../feeds/publish-all.js';
import { levelOf, settleOf, settlementCsv } from '../feeds/published.js';
import { alvh, freshFolder } from './run.js';
import type { Run } from './run.js';

/** 16:00 in Chicago on a Tuesday: settled. */
const NOW = '2026-11-24T22:00:00Z';
const UNTIL_YESTERDAY = DAYS.slice(0, -1);
const EXPIRIES = nextMonthlyVixExpiries(isoDate(TODAY), 9);

let server: FeedServer;
let store: string;

beforeAll(async () => {
  server = await feedServer();
});

beforeEach(() => {
  server.files.clear();
  server.log.length = 0;
  store = join(freshFolder(), 'alvh.db');
});

afterAll(() => server.close());

const publishAll = (days: readonly string[]): void => {
  publishAllOn(server, days);
};

function pull(args: readonly string[] = [], now = NOW): Promise<Run> {
  const quick = ['--set', 'data.retries=1', '--set', 'data.timeoutSeconds=30'];
  return alvh(['data', 'pull', '--store', store, ...server.flags, ...quick, ...args], { now });
}

const held = (): string => heldRows(store);

function query<T>(sql: string): T[] {
  const db = new Database(store);
  const rows = db.prepare(sql).all() as T[];
  db.close();
  return rows;
}

describe('a first pull', () => {
  it('takes all that is published, and a second asks only whether it has changed', async () => {
    publishAll(DAYS);
    const first = await pull();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain(`VIX: 60 rows added, ${DAYS[0]!} to ${TODAY}\n`);
    for (const symbol of [...Object.keys(BASES), 'VVIX']) {
      const rows = query<{ date: string; close: number }>(
        `SELECT date, close FROM index_level WHERE symbol = '${symbol}'`,
      );
      const base = symbol === 'VVIX' ? 90 : BASES[symbol as keyof typeof BASES];
      expect(rows.map(({ date, close }) => ({ date, close }))).toEqual(
        DAYS.map((date) => ({ date, close: levelOf(date, base) })),
      );
    }
    const settles = query<{ date: string; expiry: string; settle: number }>(
      'SELECT date, expiry, settle FROM vx_settlement ORDER BY date, expiry',
    );
    const lives = CONTRACTS.map((expiry) => DAYS.filter((day) => day <= expiry).length);
    // The contract that expired more than 60 days ago is not asked for.
    expect(CONTRACTS[0]).toBe('2026-09-16');
    expect(settles).toHaveLength(lives.slice(1).reduce((sum, days) => sum + days, 0));
    for (const { date, expiry, settle } of settles) {
      expect(settle).toBe(settleOf(isoDate(date), isoDate(expiry)));
    }
    expect(server.log.every(({ agent }) => /^alvh\/\d+\.\d+\.\d+/.test(agent))).toBe(true);

    const before = held();
    server.log.length = 0;
    const second = await pull();
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(server.log.map(({ status, conditional }) => [status, conditional])).toEqual(
      Array.from({ length: 6 }, () => [304, true]),
    );
    expect(held()).toBe(before);
  });

  it('takes the settlements of the days since the last one held, weeklies too', async () => {
    publishAll(DAYS.slice(0, -3));
    await pull([], '2026-11-19T22:00:00Z');
    publishAll(DAYS);
    const weekly = isoDate('2026-12-09');
    server.files.set(`/settlement?dt=${TODAY}`, settlementCsv(isoDate(TODAY), weekly));
    server.log.length = 0;
    const run = await pull();
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(
      server.log.filter(({ path }) => path.includes('settle')).map(({ path }) => path),
    ).toEqual(DAYS.slice(-3).map((day) => `/settlement?dt=${day}`));
    expect(server.log.some(({ path }) => path.startsWith('/VX/'))).toBe(false);
    expect(run.stdout).toContain(`VX: ${TODAY}: 10 rows added, ${TODAY}`);
    expect(query(`SELECT settle FROM vx_settlement WHERE expiry = '${weekly}'`)).toHaveLength(1);
  });

  it('asks for no more days than the cap, oldest first, and says so', async () => {
    publishAll(DAYS.slice(0, -10));
    await pull([], `${DAYS.at(-11)!}T22:00:00Z`);
    publishAll(DAYS);
    const run = await pull(['--set', 'data.settlementDays=3']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(
      `VX: 7 days from ${DAYS.at(-7)!} to ${TODAY} not asked for, as one pull asks for data.settlementDays`,
    );
    expect(query('SELECT max(date) AS d FROM vx_settlement')).toMatchObject([{ d: DAYS.at(-8) }]);
  });

  it('takes the feeds that --only names, and tries again contracts that failed', async () => {
    publishAll(DAYS);
    server.files.delete(`/VX/VX_${EXPIRIES[2]!}.csv`);
    const run = await pull(['--only', 'vvix,vx']);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/^alvh: VX 2027-02-17: http.*the server has no such file \(404\)/);
    expect(query('SELECT DISTINCT symbol FROM index_level')).toMatchObject([{ symbol: 'VVIX' }]);
    publishAll(DAYS);
    server.log.length = 0;
    expect(await pull(['--only', 'vx'])).toMatchObject({ code: 0, stderr: '' });
    expect(server.log.map(({ path }) => path)).toEqual([`/VX/VX_${EXPIRIES[2]!}.csv`]);
  });

  it('does not take a day before it has closed, and takes it afterwards though unchanged', async () => {
    publishAll(DAYS);
    const noon = await pull([], '2026-11-24T18:00:00Z');
    expect(noon.code).toBe(0);
    expect(noon.stdout).toContain('1 row of today, not closed yet, passed over');
    expect(query('SELECT max(date) AS d FROM index_level')).toMatchObject([{ d: DAYS.at(-2) }]);
    expect(server.log.some(({ path }) => path.includes(TODAY))).toBe(false);
    expect(await pull()).toMatchObject({ code: 0 });
    expect(query('SELECT max(date) AS d FROM index_level')).toMatchObject([{ d: TODAY }]);
  });

  it('waits for settlements that are not published yet', async () => {
    publishAll(UNTIL_YESTERDAY);
    const run = await pull(['--only', 'vx']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(`VX: ${TODAY}: not published yet`);
    server.files.set(`/settlement?dt=${TODAY}`, 'Product,Symbol,Expiration Date,Price\n');
    expect((await pull(['--only', 'vx'])).stdout).toContain('not published yet');
  });
});

describe('settlements that fail', () => {
  /** All but the last ten days are held by then. */
  const start = async (): Promise<void> => {
    publishAll(DAYS.slice(0, -10));
    await pull(['--only', 'vx'], `${DAYS.at(-11)!}T22:00:00Z`);
    publishAll(DAYS);
  };
  const heldFrom = (day: string): string[] =>
    query<{ date: string }>(
      `SELECT DISTINCT date FROM vx_settlement WHERE date >= '${day}' ORDER BY date`,
    ).map(({ date }) => date);
  const page = '<!DOCTYPE html><html><body>Just a moment...</body></html>';

  it('of one day do not hinder the later ones, and are found again', async () => {
    await start();
    const bad = DAYS.at(-8)!;
    server.files.set(`/settlement?dt=${bad}`, page);
    const run = await pull(['--only', 'vx']);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/^alvh: VX: [^\n]*: an HTML page came, not CSV;[^\n]*\n$/);
    expect(run.stderr).toContain(`dt=${bad}`);
    expect(heldFrom(DAYS.at(-10)!)).toEqual(DAYS.slice(-10).filter((day) => day !== bad));
    publishAll(DAYS);
    expect(await pull(['--only', 'vx'])).toMatchObject({ code: 0, stderr: '' });
    expect(heldFrom(DAYS.at(-10)!)).toEqual(DAYS.slice(-10));
  });

  it('are a problem where a past day is not there, one line for many of them', async () => {
    await start();
    server.files.delete(`/settlement?dt=${DAYS.at(-5)!}`);
    const one = await pull(['--only', 'vx']);
    expect(one.code).toBe(3);
    expect(one.stderr).toBe(
      `alvh: VX: ${server.root}/settlement?dt=${DAYS.at(-5)!}: the server has no such file (404); ` +
        'check the address under data; what is held stays as it was\n',
    );
    for (const day of DAYS) server.files.delete(`/settlement?dt=${day}`);
    // The trading days until 2026-12-11, and its own day that may not be published yet.
    const moved = await pull(['--only', 'vx'], '2026-12-11T22:00:00Z');
    expect(moved.code).toBe(3);
    expect(moved.stderr).toBe(
      `alvh: VX: ${server.root}/settlement?dt={date}: the server has no such file (404), ` +
        `for 12 days from ${DAYS.at(-5)!} to 2026-12-10; check the address under data; what is held stays as it was\n`,
    );
    expect(moved.stdout).toBe('VX: 2026-12-11: not published yet\n');
  });

  it('for good do not keep the newest from being asked for', async () => {
    await start();
    for (const day of DAYS.slice(-10, -5)) server.files.delete(`/settlement?dt=${day}`);
    const run = await pull(['--only', 'vx', '--set', 'data.settlementDays=3']);
    expect(run.code).toBe(3);
    expect(heldFrom(DAYS.at(-10)!)).toEqual(DAYS.slice(-3));
  });

  it('stop where the server fails, once two days in a row have', async () => {
    await start();
    const fails = (day: string): void => {
      server.files.set(`/settlement?dt=${day}`, (_, response) => response.writeHead(500).end());
    };
    fails(DAYS.at(-9)!);
    const quick = ['--only', 'vx', '--set', 'data.retries=0'];
    const one = await pull(quick);
    expect(one.code).toBe(3);
    expect(heldFrom(DAYS.at(-10)!)).toHaveLength(9);
    query('DELETE FROM vx_settlement RETURNING date');
    await start();
    for (const day of DAYS.slice(-9)) fails(day);
    server.log.length = 0;
    const all = await pull(quick);
    expect(all.stderr).toContain(
      `the server answers 500, for 2 days from ${DAYS.at(-9)!} to ${DAYS.at(-8)!}; try again later`,
    );
    expect(all.stdout).toContain('not asked for, as the server failed');
    expect(server.log.filter(({ status }) => status === 500)).toHaveLength(2);
  });
});

describe('flags of a pull', () => {
  it('--from is for VX', async () => {
    const run = await pull(['--only', 'vix', '--from', '2026-09-01']);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^alvh: --from: it is for VX, which --only leaves out/);
    expect(server.log).toEqual([]);
  });
});

describe('an address with a password', () => {
  it('is refused, and printed and kept without it', async () => {
    publishAll(DAYS);
    const secret = server.root.replace('://', '://user:secret@');
    const run = await pull([
      ...['--only', 'vix', '--set', `data.indexUrl=${secret}/{symbol}_History.csv`],
    ]);
    expect(run.code).toBe(3);
    expect(run.stderr).toBe(
      `alvh: VIX: ${server.root}/VIX_History.csv: it holds a user name or password, which are not sent; ` +
        'give an address without them under data; what is held stays as it was\n',
    );
    expect(JSON.stringify(query('SELECT * FROM feed'))).not.toContain('secret');
  });
});

describe('contracts that are not there', () => {
  it('are said alike by each run: the last to be listed alone may be absent', async () => {
    publishAll(DAYS);
    for (const expiry of EXPIRIES.slice(-3)) server.files.delete(`/VX/VX_${expiry}.csv`);
    const said = EXPIRIES.slice(-3, -1).map((expiry) => `VX_${expiry}.csv: the server has no`);
    for (let i = 0; i < 3; i += 1) {
      const run = await pull(['--only', 'vx']);
      expect(run.code).toBe(3);
      expect(run.stderr.trimEnd().split('\n')).toHaveLength(2);
      for (const one of said) expect(run.stderr).toContain(one);
    }
  });
});

describe('nothing that is held is lost or changed by', () => {
  let yesterday: string;

  beforeAll(async () => {
    store = yesterday = join(freshFolder(), 'alvh.db');
    publishAll(UNTIL_YESTERDAY);
    expect(await pull(['--only', 'vix'], '2026-11-23T22:00:00Z')).toMatchObject({ code: 0 });
  });

  it.each(FAULTS)('%s', async (name, fault, said) => {
    copyFileSync(yesterday, store);
    const before = held();
    publishAll(DAYS);
    server.files.set('/VIX_History.csv', (_request, response) => {
      fault(response);
    });
    if (said.source.includes('more than 5')) {
      let hop = 0;
      const far = (_: unknown, response: ServerResponse): void => {
        hop += 1;
        response.writeHead(302, { location: `/VIX_History.csv?${hop}` }).end();
      };
      for (let i = 1; i < 9; i += 1) server.files.set(`/VIX_History.csv?${i}`, far);
      server.files.set('/VIX_History.csv', far);
    }
    const seconds = name === 'a slow drip' ? 1 : 30;
    const limits = ['--set', `data.timeoutSeconds=${seconds}`, '--set', 'data.maxBytes=200000'];
    const run = await pull(['--only', 'vix', ...limits]);
    expect(run.stdout).toBe('');
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/^alvh: VIX: [^\n]+; [^\n]*what is held stays as it was\n$/);
    expect(run.stderr).toMatch(said);
    expect(held()).toBe(before);
    const [feed] = query<{ outcome: string; etag: string }>(
      "SELECT * FROM feed WHERE name = 'VIX'",
    );
    expect(feed?.outcome).toMatch(/^failed: /);
  });

  it('a feed that fails, whatever the others bring', async () => {
    publishAll(DAYS);
    server.files.set('/VIX9D_History.csv', '<html></html>');
    const run = await pull();
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/^alvh: VIX9D: .*an HTML page came[^\n]*\n$/);
    expect(run.stdout).toContain('VVIX: 60 rows added');
    expect(run.stdout).toContain('VIX: 60 rows added');
  });
});

describe('a failure that passes', () => {
  it('is tried again', async () => {
    publishAll(DAYS);
    let asked = 0;
    server.files.set('/VIX_History.csv', (_, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(503, { 'retry-after': '0' }).end();
      else send(response, gzipSync(SOUND()), { 'content-encoding': 'gzip' });
    });
    expect(await pull(['--only', 'vix'])).toMatchObject({ code: 0, stderr: '' });
    expect(asked).toBe(2);
    expect(held()).toContain(TODAY);
    expect(query('SELECT count(*) AS n FROM index_level')).toMatchObject([{ n: 60 }]);
  });

  it('and a redirect is followed', async () => {
    publishAll(DAYS);
    server.files.set('/new', SOUND());
    server.files.set('/VIX_History.csv', (_, response) =>
      response.writeHead(301, { location: '/new' }).end(),
    );
    expect(await pull(['--only', 'vix'])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('a settled day that is revised', () => {
  const revised = (): string => {
    const day = DAYS.at(-5)!;
    const row = new RegExp(`^(${day.slice(5, 7)}/${day.slice(8)}/2026),.*$`, 'm');
    return SOUND().replace(row, '$1,17,18,16,17.77');
  };

  it('is an alarm once, stays as it was, and is taken when asked for', async () => {
    publishAll(DAYS);
    await pull(['--only', 'vix']);
    const before = held();
    const day = DAYS.at(-5)!;
    server.files.set('/VIX_History.csv', revised());
    const run = await pull(['--only', 'vix']);
    expect(run.code).toBe(3);
    expect(run.stderr).toBe(
      `alvh: VIX: a settled day is revised: VIX on ${day} ${levelOf(day)} held, 17.77 offered; ` +
        'held values are kept; --accept-revisions takes the new ones\n',
    );
    expect(held()).toBe(before);
    // Known: no alarm, whether it is sent again or not.
    expect(await pull(['--only', 'vix'])).toMatchObject({ code: 0, stderr: '' });
    server.files.set('/VIX_History.csv', (_, response) => {
      send(response, revised());
    });
    const again = await pull(['--only', 'vix']);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain('1 revision known, held values kept');
    const taken = await pull(['--only', 'vix', '--accept-revisions']);
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    expect(taken.stdout).toContain('1 revision adopted');
    expect(query(`SELECT close FROM index_level WHERE date = '${day}'`)).toMatchObject([
      { close: 17.77 },
    ]);
    expect(query('SELECT held, offered, outcome FROM revision ORDER BY id')).toMatchObject([
      { held: levelOf(day), offered: 17.77, outcome: 'kept' },
      { held: levelOf(day), offered: 17.77, outcome: 'adopted' },
    ]);
  });
});

describe('settlements of a day', () => {
  const next = (change: (text: string) => string): void => {
    server.files.set(`/settlement?dt=${TODAY}`, change(settlementCsv(isoDate(TODAY))));
  };
  const start = async (): Promise<string> => {
    publishAll(UNTIL_YESTERDAY);
    await pull(['--only', 'vx'], '2026-11-23T22:00:00Z');
    publishAll(DAYS);
    return held();
  };

  it.each([
    [
      'with a contract missing',
      (text: string) => text.replace(/^VX,VX\/M7.*\n/m, ''),
      /1 of 9 VX contracts of the day before are missing, the first that of 2027-06-16/,
    ],
    [
      "that are the day before's",
      () => settlementCsv(isoDate(DAYS.at(-2)!)),
      /all 9 VX settlements are those of 2026-11-23/,
    ],
    [
      'with a symbol of another expiry',
      (text: string) => text.replace('VX/Z6', 'VX/F7'),
      /VX\/F7 is not the contract that expires on 2026-12-16, which is VX\/Z6/,
    ],
    [
      'with a slipped digit',
      (text: string) => text.replace(/(VX\/Z6,2026-12-16,)([\d.]+)/, '$160.5'),
      /VX 2026-12-16 goes from [\d.]+ on 2026-11-23 to 60\.5/,
    ],
  ])('%s are refused', async (_, change, said) => {
    const before = await start();
    next(change);
    const run = await pull(['--only', 'vx']);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(said);
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(held()).toBe(before);
  });
});
