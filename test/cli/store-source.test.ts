import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReportResult } from '../../src/report/result.js';
import { openToWrite } from '../../src/store/database.js';
import { freshFolder, inProject } from './run.js';
import { warmAlvh as alvh } from './warm.js';

const POSITION = inProject('examples', 'calm-contango', 'position.yaml');

/** VX settlements of two days: made up, in contango. */
const DAYS = ['2026-07-02', '2026-07-06'] as const;
const EXPIRIES = [
  '2026-07-22',
  '2026-08-19',
  '2026-09-16',
  '2026-10-21',
  '2026-11-18',
  '2026-12-16',
];
const settle = (day: number, contract: number): number => 18 + 0.7 * contract - 0.35 * day;
const LEVELS = { SPX: 7480.25, VIX: 16.4, VIX9D: 15.1, VIX3M: 19.2, VVIX: 93.5 };

async function filledStore(): Promise<{ folder: string; store: string }> {
  const folder = freshFolder();
  const store = join(folder, 'data', 'alvh.db');
  const db = await openToWrite(store);
  db.transaction(() => {
    db.runEach(
      'INSERT INTO vx_settlement (date, expiry, settle) VALUES (?, ?, ?)',
      DAYS.flatMap((date, day) => EXPIRIES.map((expiry, i) => [date, expiry, settle(day, i)])),
    );
    db.runEach(
      'INSERT INTO index_level (symbol, date, close) VALUES (?, ?, ?)',
      DAYS.flatMap((date, day) =>
        Object.entries(LEVELS).map(([symbol, level]) => [symbol, date, level - day]),
      ),
    );
  });
  db.close();
  return { folder, store };
}

function snapshotCsv(day: number): string {
  return [
    'kind,symbol,expiry,price',
    `asof,,${DAYS[day] ?? ''}T15:00:00-05:00,`,
    ...Object.entries(LEVELS).map(([symbol, level]) => `index,${symbol},,${level - day}`),
    ...EXPIRIES.map((expiry, i) => `future,VX,${expiry},${settle(day, i)}`),
    '',
  ].join('\n');
}

describe('-s store', () => {
  test('is the snapshot of the last settled day, as its file would be', async () => {
    const { folder, store } = await filledStore();
    const files = { 'day0.csv': snapshotCsv(0), 'day1.csv': snapshotCsv(1) };
    const args = ['size', '-p', POSITION, '-f', 'json', '--store', store];
    const now = '2026-07-06T23:00:00Z';
    const fromFile = async (name: string, ...more: string[]) =>
      (await alvh([...args, '-s', name, ...more], { cwd: folder, files, now })).stdout;
    const fromStore = async (name: string, ...more: string[]) =>
      (await alvh([...args, '-s', name, ...more], { cwd: folder, now })).stdout;
    expect(JSON.parse(await fromStore('store'))).toMatchObject({ asOf: '2026-07-06T20:00:00Z' });
    expect(await fromStore('store')).toBe(await fromFile('day1.csv'));
    expect(await fromStore('store:2026-07-02')).toBe(await fromFile('day0.csv'));
  });

  test('knows nothing that was settled after --as-of', async () => {
    const { folder, store } = await filledStore();
    const asOf = async (moment: string) => {
      const args = ['size', '-p', POSITION, '-s', 'store', '--store', store, '-f', 'json'];
      const run = await alvh([...args, '--as-of', moment], { cwd: folder });
      return (JSON.parse(run.stdout) as { snapshotTime: string }).snapshotTime;
    };
    expect(await asOf('2026-07-05')).toBe('2026-07-02T20:00:00Z');
    expect(await asOf('2026-07-06T14:59:00-05:00')).toBe('2026-07-02T20:00:00Z');
    expect(await asOf('2026-07-06T15:00:00-05:00')).toBe('2026-07-06T20:00:00Z');
  });

  test('and a level given by --index too are a contradiction of the user, no damage', async () => {
    const { folder, store } = await filledStore();
    const args = ['term', '-s', 'store', '--store', store, '--as-of', '2026-07-06'];
    const run = await alvh([...args, '--index', 'VVIX=80'], { cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(
      /VVIX is given by this row, 92\.5, and by --index VVIX=80; drop --index/,
    );
  });

  test('takes no day in part for a curve: neither for itself nor for the days before', async () => {
    const { folder, store } = await filledStore();
    const db = await openToWrite(store);
    db.run("DELETE FROM vx_settlement WHERE date = '2026-07-02' AND expiry = '2026-08-19'");
    db.run(
      "INSERT INTO vx_settlement (date, expiry, settle) VALUES ('2026-07-01', '2026-08-19', 18.9)",
    );
    db.close();
    const args = ['-p', POSITION, '--store', store, '-f', 'json'];
    const asOf = ['--as-of', '2026-07-06'];
    const report = await alvh(['report', ...args, '-s', 'store', ...asOf], { cwd: folder });
    const { curve, warnings } = JSON.parse(report.stdout) as ReportResult;
    expect(curve).toEqual({ today: curve.today });
    expect(warnings.find(({ code }) => code === 'history-absent')?.message).toMatch(
      /the curve of the trading day before/,
    );
    const part = ['size', ...args, '-s', 'store:2026-07-02', '--as-of', '2026-07-02'];
    const refused = await alvh(part, { cwd: folder });
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/a part of the VX settlements of 2026-07-02: .* of 2026-08-19/);
  });

  test('has the weekly contracts of the exchange beside the monthly ones', async () => {
    const folder = freshFolder();
    // A day as Cboe lists it, prices made up.
    const files = {
      'settlement_2026-08-28.csv': `Product,Symbol,Expiration Date,Price
VX,VX35/U6,2026-09-02,16.9
VX,VX36/U6,2026-09-09,17.1
VX,VX/U6,2026-09-16,17.25
VX,VX38/U6,2026-09-23,17.6
VX,VX/V6,2026-10-21,18.85
VX,VX/X6,2026-11-18,19.35
`,
      'VIX_History.csv':
        'DATE,OPEN,HIGH,LOW,CLOSE\n08/27/2026,16,17,15,16.2\n08/28/2026,16,17,15,16.4\n',
    };
    const run = async (...args: string[]) => {
      const done = await alvh(args, { cwd: folder, files, now: '2026-08-28T23:00:00Z' });
      expect(done, done.stderr).toMatchObject({ code: 0 });
      return done.stdout;
    };
    await run('data', 'import', ...Object.keys(files), '--store', 'alvh.db');
    const json = ['-f', 'json', '--as-of', '2026-08-28'];
    const fromStore = await run('term', '-s', 'store', '--store', 'alvh.db', ...json);
    const fromFiles = await run(
      ...['term', '-s', 'settlement_2026-08-28.csv', '-s', 'VIX_History.csv', ...json],
    );
    const futuresOf = (text: string) => (JSON.parse(text) as { nodes: unknown[] }).nodes;
    expect(futuresOf(fromStore)).toHaveLength(6);
    expect(futuresOf(fromStore)).toEqual(futuresOf(fromFiles));
  });

  test('in the morning is the curve of the day before, which no later day is known of', async () => {
    const { folder, store } = await filledStore();
    const reported = async (moment: string) => {
      const args = ['report', '-p', POSITION, '-s', 'store', '--store', store, '-f', 'json'];
      const run = await alvh([...args, '--as-of', moment, '--max-age', '1w'], { cwd: folder });
      return JSON.parse(run.stdout) as ReportResult;
    };
    const evening = await reported('2026-07-06T15:00:00-05:00');
    expect(evening.curve.today.date).toBe('2026-07-06');
    expect(evening.curve.yesterday?.date).toBe('2026-07-02');
    const ends = ({ dataAges }: ReportResult) =>
      dataAges.map(({ series, lastDate }) => [series, lastDate]);
    const all = ['snapshot', 'SPX', 'VIX', 'VIX3M', 'VVIX', 'VX'];
    expect(ends(evening)).toEqual(all.map((series) => [series, '2026-07-06']));

    const morning = await reported('2026-07-06T09:00:00-05:00');
    expect(morning.date).toBe('2026-07-06');
    expect(morning.curve).toEqual({ today: evening.curve.yesterday });
    expect(ends(morning)).toEqual(all.map((series) => [series, '2026-07-02']));
    // A report of the next morning has the 6th's prices; what was recommended on the 6th had
    // those of the 2nd, and is no curve of the 6th.
    const next = await reported('2026-07-07T09:00:00-05:00');
    expect(next.curve.today.date).toBe('2026-07-06');
    expect(next.curve.yesterday).toEqual(evening.curve.yesterday);
  });

  test('says what is missing, and where to get it', async () => {
    const { folder, store } = await filledStore();
    const run = (...args: string[]) =>
      alvh(['term', ...args], { cwd: folder, now: '2026-07-06T23:00:00Z' });
    const none = await run('-s', 'store', '--store', 'none.db');
    expect(none.code).toBe(3);
    expect(none.stderr).toMatch(
      /^alvh: none\.db: there is no store yet; fill one with alvh data pull/,
    );
    const day = await run('-s', 'store:2026-07-03', '--store', store);
    expect(day.code).toBe(3);
    expect(day.stderr).toContain(
      'no VX settlement of 2026-07-03, the last before it is of 2026-07-02',
    );
    const wrong = await run('-s', 'store:3/7/2026', '--store', store);
    expect(wrong.code).toBe(2);
    const position = await alvh(['size', '-p', 'store', '-s', 'store', '--store', store]);
    expect(position.code).toBe(2);
    expect(position.stderr).toContain('./store');
  });

  test('an old store is too old, as an old file is', async () => {
    const { folder, store } = await filledStore();
    const run = await alvh(['term', '-s', 'store', '--store', store], {
      cwd: folder,
      now: '2026-07-20T20:00:00Z',
    });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('more than --max-age allows');
  });

  test('the store itself is no place for an output', async () => {
    const { folder, store } = await filledStore();
    const args = ['term', '-s', 'store', '--store', store, '-f', 'json', '-o', store];
    const run = await alvh(args, { cwd: folder, now: '2026-07-06T23:00:00Z' });
    expect(run.code).toBe(2);
  });
});

describe('a day of which a part alone is held', () => {
  test('is no curve to size on', async () => {
    const { folder, store } = await filledStore();
    const db = await openToWrite(store);
    db.run("DELETE FROM vx_settlement WHERE date = '2026-07-06' AND expiry > '2026-09-01'");
    db.close();
    const run = await alvh(['size', '-p', POSITION, '-s', 'store', '--store', store], {
      cwd: folder,
      now: '2026-07-06T23:00:00Z',
    });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(
      'it holds a part of the VX settlements of 2026-07-06: they lack 4 monthly contracts, the first that of 2026-09-16',
    );
  });
});
