import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { previousTradingDay } from '../../src/market/calendar.js';
import { isoDate } from '../../src/market/date.js';
import { nextMonthlyVixExpiries } from '../../src/market/vix-expiry.js';
import { openToWrite } from '../../src/store/database.js';
import { appendEntry } from '../../src/store/journal-store.js';
import {
  contractHistory,
  levelOf,
  ohlcHistory,
  plainHistory,
  settleOf,
  settlementCsv,
  tradingDays,
} from '../feeds/published.js';
import { hasShared, sharedCsv, sharedPath } from '../shared-data.js';
import { SNAPSHOT } from './broken/broken-input.js';
import { alvh, freshFolder } from './run.js';
import type { Files, Run } from './run.js';

const NOW = '2026-11-24T22:00:00Z';
const DAYS = tradingDays('2026-11-24', 40);
const [NEXT] = nextMonthlyVixExpiries(isoDate('2026-11-24'), 1) as [ReturnType<typeof isoDate>];

function data(cwd: string, args: readonly string[], files: Files = {}, now = NOW): Promise<Run> {
  return alvh(['data', ...args, '--store', 'alvh.db'], { cwd, files, now });
}

function rows<T>(cwd: string, sql: string): T[] {
  const db = new Database(join(cwd, 'alvh.db'));
  const found = db.prepare(sql).all() as T[];
  db.close();
  return found;
}

const SOUND: Files = {
  'VIX_History.csv': ohlcHistory(DAYS),
  'VVIX_History.csv': plainHistory('VVIX', DAYS, 90),
  'prices.csv': `date,open,high,low,close,volume\n${DAYS.map((day) => `${day},,,,${levelOf(day, 7000)},0`).join('\n')}\n`,
  [`VX_${NEXT}.csv`]: contractHistory(NEXT, DAYS),
  'settlement_2026-11-24.csv': settlementCsv(isoDate('2026-11-24'), isoDate('2026-12-09')),
};

const PARTS =
  'VX: 35 days held in part, 2026-09-30 to 2026-11-17: the first lacks the contract of 2026-10-21; pull again: alvh data pull asks for them';

describe('alvh data import', () => {
  it('says what a series lacks within itself', async () => {
    const cwd = freshFolder();
    const { 'VIX_History.csv': recent = '' } = SOUND;
    const run = await data(cwd, ['import', 'old/VIX_History.csv', 'VIX_History.csv'], {
      'old/VIX_History.csv': ohlcHistory([isoDate('1990-01-18'), isoDate('1990-01-19')]),
      'VIX_History.csv': recent,
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const [before = '', after = ''] = run.stdout.split('\n');
    expect(before).toMatch(/VIX_History\.csv: 2 rows added, 1990-01-18 to 1990-01-19$/);
    expect(after).toMatch(
      new RegExp(
        `; VIX lacks 9\\d{3} trading days, 1990-01-22 to ${previousTradingDay(DAYS[0]!)}$`,
      ),
    );
    const check = await data(cwd, ['check']);
    expect(check.code).toBe(3);
    expect(check.stderr).toMatch(/VIX: it lacks 9\d{3} trading days, 1990-01-22 to/);
  });

  it('takes each file for what it is, once', async () => {
    const cwd = freshFolder();
    const args = ['import', ...Object.keys(SOUND), '--symbol', 'SPX'];
    const run = await data(cwd, args, SOUND);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout.split('\n').slice(0, -1)).toEqual([
      `VIX_History.csv: 40 rows added, ${DAYS[0]!} to 2026-11-24`,
      `VVIX_History.csv: 40 rows added, ${DAYS[0]!} to 2026-11-24`,
      `prices.csv: SPX: 40 rows added, ${DAYS[0]!} to 2026-11-24`,
      `VX_${NEXT}.csv: 40 rows added, ${DAYS[0]!} to 2026-11-24`,
      // The contract of the history is in it too.
      'settlement_2026-11-24.csv: 9 rows added, 2026-11-24',
    ]);
    expect(rows(cwd, "SELECT close FROM index_level WHERE symbol = 'SPX' ORDER BY date")).toEqual(
      DAYS.map((day) => expect.objectContaining({ close: levelOf(day, 7000) }) as unknown),
    );
    expect(
      rows(cwd, `SELECT settle FROM vx_settlement WHERE expiry = '${NEXT}' ORDER BY date`),
    ).toEqual(
      DAYS.map((day) => expect.objectContaining({ settle: settleOf(day, NEXT) }) as unknown),
    );
    const again = await data(cwd, args);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).not.toContain('added');
    const check = await data(cwd, ['check']);
    // Of one contract alone no day is a curve.
    expect(check.code).toBe(3);
    expect(check.stderr).toBe(`alvh: alvh.db: ${PARTS}\n`);
    expect(check.stdout).toContain(`VIX: ok, 40 days, ${DAYS[0]!} to 2026-11-24`);
  });

  it('refuses --symbol where the file says another, and says where a name does not tell', async () => {
    const cwd = freshFolder();
    const prices = 'date,open,high,low,close\n2026-11-23,6900,6910,6890,6905.5\n';
    const files = { 'GSPC_ohlc.csv': prices, 'prices.csv': prices };
    const run = await data(cwd, ['import', '--symbol', 'VIX', 'GSPC_ohlc.csv'], files);
    expect(run.code).toBe(2);
    expect(run.stderr).toBe(
      'alvh: GSPC_ohlc.csv: the file says SPX, and --symbol VIX; leave --symbol out, or mend the name of the file\n',
    );
    const taken = await data(cwd, ['import', '--symbol', 'SPX', 'prices.csv'], files);
    expect(taken.stdout).toBe('prices.csv: SPX: 1 row added, 2026-11-23\n');
  });

  it('keeps what is good of several files, and says all that is wrong', async () => {
    const cwd = freshFolder();
    const run = await data(cwd, ['import', 'a.csv', 'VIX_History.csv', 'VIX6M_History.csv'], {
      ...SOUND,
      'a.csv': 'a,b\n1,2\n',
      'VIX6M_History.csv': ohlcHistory(DAYS).replace(/\n$/, '\n11/29/2026,1,1,1,1\n'),
    });
    expect(run.code).toBe(3);
    expect(run.stdout).toMatch(/^VIX_History\.csv: 40 rows added[^\n]*\n$/);
    expect(run.stderr).toMatch(/^alvh: a\.csv:1: [^\n]+\nalvh: VIX6M_History\.csv:42: [^\n]+\n$/);
    expect(rows(cwd, 'SELECT DISTINCT symbol FROM index_level')).toMatchObject([{ symbol: 'VIX' }]);
  });

  it('refuses a file that has lost days, and one that is an old copy', async () => {
    const cwd = freshFolder();
    await data(cwd, ['import', 'VIX_History.csv'], SOUND);
    const lost = ohlcHistory(DAYS.filter((_, i) => i < 10 || i > 14));
    const hole = await data(cwd, ['import', 'VIX_History.csv'], { 'VIX_History.csv': lost });
    expect(hole.code).toBe(3);
    expect(hole.stderr).toContain(
      `VIX: 5 of 40 held days are missing in it, the first ${DAYS[10]!}`,
    );
    const old = await data(cwd, ['import', 'VIX_History.csv'], {
      'VIX_History.csv': ohlcHistory(DAYS.slice(0, 30)),
    });
    expect(old.code).toBe(3);
    expect(old.stderr).toContain(`it ends on ${DAYS[29]!} and lacks the last 10 of 40 held days`);
  });

  it('takes snapshots of the settlement or later', async () => {
    const cwd = freshFolder();
    const early = SNAPSHOT.replace('T15:00', 'T11:00');
    const run = await data(cwd, ['import', 'late.csv', 'early.csv'], {
      'late.csv': SNAPSHOT,
      'early.csv': early,
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toBe(
      'late.csv: 11 rows added, 2026-07-06\n' +
        'early.csv: taken before the settlement of 2026-07-06: nothing of it is kept\n',
    );
    expect(rows(cwd, "SELECT close FROM index_level WHERE symbol = 'SPX'")).toMatchObject([
      { close: 7537.43 },
    ]);
  });

  it('adopts a revision only when asked to', async () => {
    const cwd = freshFolder();
    await data(cwd, ['import', 'VVIX_History.csv'], SOUND);
    const day = DAYS[5]!;
    const held = levelOf(day, 90);
    const text = plainHistory('VVIX', DAYS, 90).replace(
      `${day.slice(5, 7)}/${day.slice(8)}/2026,${held.toFixed(6)}`,
      `${day.slice(5, 7)}/${day.slice(8)}/2026,91.5`,
    );
    const files = { 'VVIX_History.csv': text };
    const first = await data(cwd, ['import', 'VVIX_History.csv'], files);
    expect(first.code).toBe(3);
    expect(first.stderr).toContain(`VVIX on ${day} ${held} held, 91.5 offered`);
    expect(await data(cwd, ['import', 'VVIX_History.csv'])).toMatchObject({ code: 0, stderr: '' });
    const status = await data(cwd, ['status', '-f', 'json']);
    const { series, warnings } = JSON.parse(status.stdout) as {
      series: { series: string; openRevisions: number; ageTradingDays: number; rows: number }[];
      warnings: unknown[];
    };
    expect(series.find((one) => one.series === 'VVIX')).toMatchObject({
      openRevisions: 1,
      ageTradingDays: 0,
      rows: 40,
    });
    expect(warnings).toHaveLength(1);
    expect(await data(cwd, ['check'])).toMatchObject({ code: 0, stderr: '' });
    const taken = await data(cwd, ['import', 'VVIX_History.csv', '--accept-revisions']);
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    expect((await data(cwd, ['status', '-f', 'csv'])).stdout).toMatch(
      new RegExp(`^VVIX,${DAYS[0]!},2026-11-24,40,0,0,`, 'm'),
    );
    expect(rows(cwd, `SELECT close FROM index_level WHERE date = '${day}'`)).toMatchObject([
      { close: 91.5 },
    ]);
  });
});

describe('alvh data check', () => {
  it('names what no source could have written, a line each', async () => {
    const cwd = freshFolder();
    await data(cwd, ['import', ...Object.keys(SOUND), '--symbol', 'SPX'], SOUND);
    const writer = await openToWrite(join(cwd, 'alvh.db'));
    appendEntry(writer, { kind: 'note', date: isoDate('2026-11-24'), body: { text: 'x' } }, NOW);
    writer.run(`UPDATE index_level SET close = 700 WHERE symbol = 'SPX' AND date = '${DAYS[9]!}'`);
    writer.run(`DELETE FROM index_level WHERE symbol = 'VIX' AND date = '${DAYS[20]!}'`);
    writer.run("INSERT INTO index_level VALUES ('VVIX', '2026-11-22', NULL, NULL, NULL, 90)");
    writer.run('DROP TRIGGER journal_is_fixed');
    writer.run(`UPDATE journal SET body = '{"text":"y"}'`);
    writer.close();
    const run = await data(cwd, ['check']);
    expect(run.code).toBe(3);
    expect(run.stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/alvh\.db: SPX: SPX goes from/),
      expect.stringMatching(new RegExp(`VIX: it lacks 1 trading day, ${DAYS[20]!};`)),
      expect.stringMatching(/VVIX: 2026-11-22 is a weekend/),
      `alvh: alvh.db: ${PARTS}`,
      expect.stringMatching(/journal: the journal breaks at entry 1: its content/),
      expect.stringMatching(/journal: its triggers .* are gone: journal_is_fixed;/),
    ]);
    expect(run.stdout).toMatch(/^store: ok[^\n]*\nVX: ok[^\n]*\n$/);
  });

  it('names an expiry that is none of VIX, and triggers of the journal that are gone', async () => {
    const cwd = freshFolder();
    await data(cwd, ['import', 'VIX_History.csv'], SOUND);
    const writer = await openToWrite(join(cwd, 'alvh.db'));
    writer.run(
      "INSERT INTO vx_settlement (date, expiry, settle) VALUES ('2026-07-06', '2026-07-23', 20)",
    );
    writer.run('DROP TRIGGER journal_is_fixed');
    writer.close();
    const run = await data(cwd, ['check']);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('VX: 2026-07-23 is held as an expiry and none of VIX;');
    expect(run.stderr).toContain(
      'journal: its triggers that keep the journal append-only are gone: journal_is_fixed;',
    );
  });

  it('refuses a damaged file', async () => {
    const cwd = freshFolder();
    await data(cwd, ['import', 'VIX_History.csv'], SOUND);
    const path = join(cwd, 'alvh.db');
    const bytes = readFileSync(path);
    bytes.fill(0xaa, 4096 * 2, 4096 * 4);
    writeFileSync(path, bytes);
    const run = await data(cwd, ['check']);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/^alvh: alvh\.db: [^\n]*damaged[^\n]*\n$/);
  });
});

describe('alvh data export', () => {
  it('writes the same table as CSV and as Parquet, typed', async () => {
    const cwd = freshFolder();
    await data(cwd, ['import', ...Object.keys(SOUND), '--symbol', 'SPX'], SOUND);
    const csv = await data(cwd, ['export', '--table', 'levels']);
    expect(csv.stdout.split('\n')[0]).toBe('symbol,date,open,high,low,close');
    expect(csv.stdout.trimEnd().split('\n')).toHaveLength(121);
    for (const table of ['levels', 'settlements']) {
      const run = await data(cwd, ['export', '--table', table, '-o', `${table}.parquet`, '-q']);
      expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
    }
    const read = async (name: string) => {
      const bytes = readFileSync(join(cwd, name));
      return parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    };
    const levels = await read('levels.parquet');
    expect(levels).toHaveLength(120);
    const [first] = levels.filter(({ symbol }) => symbol === 'VVIX');
    expect(first).toEqual({
      ...{ symbol: 'VVIX', date: new Date(`${DAYS[0]!}T00:00:00Z`), close: levelOf(DAYS[0]!, 90) },
      ...{ open: null, high: null, low: null },
    });
    const settled = await read('settlements.parquet');
    for (const { date, expiry, settle } of settled as Record<string, Date & number>[]) {
      const iso = (value: Date) => isoDate(value.toISOString().slice(0, 10));
      expect(settle).toBe(settleOf(iso(date!), iso(expiry!)));
    }
    expect(settled).toHaveLength(49);
  });

  it('keeps hostile text of the journal whole in Parquet and inert in CSV', async () => {
    const cwd = freshFolder();
    const writer = await openToWrite(join(cwd, 'alvh.db'));
    const key = '=cmd()|"x",<script>\u202e';
    appendEntry(
      writer,
      { kind: 'note', date: isoDate('2026-11-24'), key, body: { text: 'x' } },
      NOW,
    );
    writer.close();
    const csv = await data(cwd, ['export', '--table', 'journal']);
    expect(csv.stdout).toContain(`,"'=cmd()|""x"",<script>",`);
    await data(cwd, ['export', '--table', 'journal', '-o', 'j.parquet']);
    const [row] = await parquetReadObjects({
      file: new Uint8Array(readFileSync(join(cwd, 'j.parquet'))).buffer,
    });
    expect(row).toMatchObject({ seq: 1n, key, body: '{"text":"x"}', kind: 'note' });
    await data(cwd, ['export', '--table', 'revisions', '-o', 'r.parquet']);
    const none = await parquetReadObjects({
      file: new Uint8Array(readFileSync(join(cwd, 'r.parquet'))).buffer,
    });
    expect(none).toEqual([]);
  });
});

describe.skipIf(!hasShared)('real history', () => {
  it('is taken from the files as published and holds their closes', async () => {
    const cwd = freshFolder();
    const files = [
      'data/vix_indices/VIX_daily_1990_2026-07-23.csv',
      'data/vix_indices/VIX6M_History.csv',
    ];
    const vx = 'data/vx_futures/vx_daily_all_contracts.csv';
    const run = await data(cwd, ['import', ...[...files, vx].map(sharedPath)]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const closes = rows<{ date: string; close: number }>(
      cwd,
      "SELECT date, close FROM index_level WHERE symbol = 'VIX' AND date IN ('2018-02-05', '2020-03-16', '2024-08-05') ORDER BY date",
    );
    expect(closes.map(({ close }) => close)).toEqual([37.32, 82.69, 38.57]);
    const settled = new Map(
      rows<{ date: string; expiry: string; settle: number }>(
        cwd,
        'SELECT date, expiry, settle FROM vx_settlement',
      ).map(({ date, expiry, settle }) => [`${date} ${expiry}`, settle]),
    );
    const published = sharedCsv(vx).filter(
      (row) => row['is_monthly'] === '1' && Number(row['settle']) > 1,
    );
    const closed = ['2015-04-03', '2018-12-05', '2025-01-09'];
    for (const { trade_date: date = '', expiry = '', settle } of published) {
      const held = settled.get(`${date} ${expiry}`);
      if (closed.includes(date)) expect(held).toBeUndefined();
      else if (held !== Number(settle)) throw new Error(`${date} ${expiry}: ${held} for ${settle}`);
    }
    expect(await data(cwd, ['check'])).toMatchObject({ code: 0, stderr: '' });
  });
});
