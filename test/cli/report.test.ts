import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SizeResult } from '../../src/hedge/result.js';
import type { NewEntry } from '../../src/journal/entry.js';
import { isoDate } from '../../src/market/date.js';
import type { ReportResult } from '../../src/report/result.js';
import { openToWrite } from '../../src/store/database.js';
import { appendEntry, journalEntries } from '../../src/store/journal-store.js';
import { AS_OF, SOUND, SNAPSHOT, changed } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import { alvh, freshFolder, inProject } from './run.js';
import type { RunOptions } from './run.js';

const EXAMPLE = inProject('examples', 'daily-report');

async function printed(args: readonly string[], options: RunOptions): Promise<string> {
  const run = await alvh(['report', ...args], options);
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  return run.stdout;
}

function dayArgs(day: string, ...more: string[]): string[] {
  const files = ['-p', join(EXAMPLE, 'position.yaml'), '-s', join(EXAMPLE, `${day}.csv`)];
  return [...files, '--as-of', day, '--store', 'days.db', ...more];
}

async function jsonOf(args: readonly string[], options: RunOptions): Promise<ReportResult> {
  return JSON.parse(await printed([...args, '-f', 'json'], options)) as ReportResult;
}

/** Entries as the broker's confirmations would be entered. */
async function append(cwd: string, ...entries: NewEntry[]): Promise<void> {
  const db = await openToWrite(join(cwd, 'days.db'));
  for (const entry of entries) appendEntry(db, entry, '2026-07-06T20:00:00Z');
  db.close();
}

function fill(date: string, symbol: string, contracts: number, price: number): NewEntry {
  return {
    kind: 'fill',
    date: isoDate(date),
    body: { symbol, contracts, price, feesUsd: 2 },
  };
}

describe.concurrent('alvh report', () => {
  it('remembers the days before: changes, curves, the head of the journal', async () => {
    const cwd = freshFolder();
    const first = await jsonOf(dayArgs('2026-06-05'), { cwd });
    expect(first).not.toHaveProperty('changes');
    expect(first.curve).toEqual({ today: first.curve.today });
    expect(first.warnings.map(({ code }) => code)).toContain('history-absent');
    const second = await jsonOf(dayArgs('2026-07-02'), { cwd });
    const third = await jsonOf(dayArgs('2026-07-06'), { cwd });
    expect(third.changes?.since).toEqual({ seq: 2, date: '2026-07-02' });
    expect(third.changes?.regime).toEqual({ before: 'calm', now: 'flat' });
    expect(third.curve).toEqual({
      today: third.curve.today,
      yesterday: second.curve.today,
      monthAgo: first.curve.today,
    });
    expect(third.curve.today.nodes[0]).toEqual({
      symbol: 'VXN26',
      expiry: '2026-07-22',
      daysToExpiry: 16,
      price: 20.7,
    });
    expect(third.journal?.entries).toBe(3);

    // Once more on the same day: nothing is added, and the same is told.
    const again = await jsonOf(dayArgs('2026-07-06'), { cwd });
    expect(again).toEqual(third);
    // Another answer of the day counts in its place; the day before is what it is held against.
    const halved = await jsonOf(dayArgs('2026-07-06', '--set', 'hedge.ratio=0.5'), { cwd });
    expect(halved.journal?.entries).toBe(4);
    expect(halved.changes?.since).toEqual({ seq: 2, date: '2026-07-02' });
    // An earlier day does not see a later one.
    const back = await jsonOf(dayArgs('2026-07-02'), { cwd });
    expect(back.changes?.since).toEqual({ seq: 1, date: '2026-06-05' });
    expect(back.curve).toEqual(second.curve);
  });

  it('sizes as alvh size does', async () => {
    const cwd = freshFolder();
    const args = dayArgs('2026-07-06').filter((arg) => arg !== '--store' && arg !== 'days.db');
    const run = await alvh(['size', ...args, '-f', 'json'], { cwd });
    const { size, stress, payoff } = await jsonOf(dayArgs('2026-07-06', '--no-record'), { cwd });
    const { derivations, ...rest } = size;
    expect(derivations).toEqual([]);
    expect(rest).toEqual(JSON.parse(run.stdout) as SizeResult);
    // Coverage at the strikes is the payoff there.
    for (const { strike, condorUsd, netUsd } of size.structure?.coverage ?? []) {
      const point = payoff.points.find(({ spx }) => spx === strike);
      expect(point).toEqual({ spx: strike, condorUsd, netUsd });
    }
    const stressed = await alvh(['stress', ...args, '-f', 'json'], { cwd });
    const { episodes } = JSON.parse(stressed.stdout) as {
      episodes: { id: string; held: { netUsd: number } }[];
    };
    for (const { id, netUsd } of stress) {
      expect(netUsd).toBeCloseTo(episodes.find((one) => one.id === id)?.held.netUsd ?? NaN, 4);
    }
  });

  it('keeps nothing with --no-record, and makes no store', async () => {
    const cwd = freshFolder();
    const report = await jsonOf(dayArgs('2026-07-06', '--no-record'), { cwd });
    expect(existsSync(join(cwd, 'days.db'))).toBe(false);
    expect(report).not.toHaveProperty('journal');
    await jsonOf(dayArgs('2026-07-02'), { cwd });
    const read = await jsonOf(dayArgs('2026-07-06', '--no-record'), { cwd });
    expect(read.changes?.since.date).toBe('2026-07-02');
    expect(read.journal?.entries).toBe(1);
  });

  it('tells what is held by the fills, what it cost, and that it drifts', async () => {
    const cwd = freshFolder();
    const bare = await jsonOf(dayArgs('2026-07-02'), { cwd });
    expect(bare).not.toHaveProperty('held');
    await append(
      cwd,
      fill('2026-07-02', 'VXMN26', 5, 17),
      fill('2026-07-02', 'VXV26', 1, 20.2),
      // Not known on the 6th yet.
      fill('2026-07-07', 'VXV26', 10, 20.2),
    );
    const { held, cost, alarms } = await jsonOf(dayArgs('2026-07-06'), { cwd });
    const of = (name: string) => held?.layers.find(({ layer }) => layer === name);
    expect(of('short')?.contracts).toEqual([{ symbol: 'VXMN26', recommended: 9, held: 5 }]);
    expect(of('short')?.drift).toBeCloseTo(5 / 9 - 1, 12);
    expect(of('intermediate')?.drift).toBe(-1);
    expect(of('stabilizer')?.heldNotionalUsd).toBe(21_450);
    expect(cost).toMatchObject({ since: '2026-07-02', feesUsd: -4, realisedUsd: 0 });
    expect(cost?.openUsd).toBeCloseTo(5 * 100 * (20.7 - 17) + 1000 * (21.45 - 20.2), 6);
    expect(alarms.map(({ code }) => code)).toEqual(['drift', 'drift', 'drift']);
    const loose = await jsonOf(dayArgs('2026-07-06', '--set', 'alarms.drift=0.43'), { cwd });
    expect(loose.alarms.map(({ message }) => message.split(' ')[0])).toEqual([
      'short',
      'intermediate',
    ]);
  });

  it('takes earlier curves from the settlements held, and settles what has expired', async () => {
    const cwd = freshFolder();
    await jsonOf(dayArgs('2026-07-02'), { cwd });
    const db = await openToWrite(join(cwd, 'days.db'));
    db.runEach('INSERT INTO vx_settlement (date, expiry, settle) VALUES (?, ?, ?)', [
      ['2026-07-02', '2026-07-22', 17.11],
      ['2026-07-02', '2026-07-08', 16.5], // a weekly: not of the curve
      ['2026-06-17', '2026-06-17', 16.25],
      ['2026-06-03', '2026-06-17', 18.25],
      ['2026-05-20', '2026-06-17', 19],
      ['2026-07-07', '2026-07-22', 99], // after the day
    ]);
    db.runEach('INSERT INTO index_level (symbol, date, close) VALUES (?, ?, ?)', [
      ['VIX', '2026-07-02', 15.21],
      ['VIX', '2026-06-02', 17],
    ]);
    db.close();
    await append(
      cwd,
      fill('2026-06-05', 'VXMM26', 4, 18),
      fill('2026-06-05', 'VIX   260617C00016000', 2, 1.5),
    );
    const { curve, cost, held } = await jsonOf(dayArgs('2026-07-06'), { cwd });
    expect(curve.yesterday).toEqual({
      date: '2026-07-02',
      spotVix: 15.21,
      nodes: [{ symbol: 'VXN26', expiry: '2026-07-22', daysToExpiry: 20, price: 17.11 }],
    });
    // VIX of another day is not the day's.
    expect(curve.monthAgo).toEqual({
      date: '2026-06-03',
      nodes: [{ symbol: 'VXM26', expiry: '2026-06-17', daysToExpiry: 14, price: 18.25 }],
    });
    const settled = 4 * 100 * (16.25 - 18) + 2 * 100 * (0.25 - 1.5);
    expect(cost).toEqual({
      since: '2026-06-05',
      feesUsd: -4,
      realisedUsd: settled,
      openUsd: 0,
      totalUsd: settled - 4,
    });
    expect(held?.layers.every(({ contracts }) => contracts.every((one) => one.held === 0))).toBe(
      true,
    );
  });

  it('ends with 5 after the report is written, and says why on one line', async () => {
    const cwd = freshFolder();
    const args = dayArgs('2026-07-06', '--set', 'alarms.stressLoss=0.4', '-q', '-o', 'day.md');
    const run = await alvh(['report', ...args, '--exit-code'], { cwd });
    expect(run).toMatchObject({ code: 5, stdout: '' });
    expect(run.stderr).toMatch(
      /^alvh: action needed: stress-limit: grind-2022 would lose \$[\d,]+ net of the recommended hedge, [\d.]+% of risk capital \(limit 40\.0%\)\n$/,
    );
    expect(readFileSync(join(cwd, 'day.md'), 'utf8')).toMatch(
      /^# Daily report 2026-07-06: 1 alarm/,
    );
    // Without the flag, and without an alarm, all is well.
    expect((await alvh(['report', ...args], { cwd })).code).toBe(0);
    const calm = dayArgs('2026-07-06', '--exit-code');
    expect((await alvh(['report', ...calm], { cwd })).code).toBe(0);
  });

  it('measures age by the clock: a Thursday before a holiday, read on the Tuesday after', async () => {
    const cwd = freshFolder();
    const args = ['report', '--exit-code', '-q', '--store', 'days.db'];
    const files = ['-p', join(EXAMPLE, 'position.yaml'), '-s', join(EXAMPLE, '2026-07-02.csv')];
    const all = [...args, ...files, '--max-age', '1w'];
    const monday = await alvh(all, { cwd, now: '2026-07-06T22:00:00Z' });
    expect(monday.code).toBe(0);
    const tuesday = await alvh(all, { cwd, now: '2026-07-07T12:00:00Z' });
    expect(tuesday.code).toBe(5);
    expect(tuesday.stderr).toBe(
      'alvh: action needed: stale-data: snapshot ends on 2026-07-02, 2 trading days ago (limit 1)\n',
    );
    // It is still the report of the 2nd.
    expect(tuesday.stdout).toMatch(/^Daily report 2026-07-02: 1 alarm/);
    const db = await openToWrite(join(cwd, 'days.db'));
    expect(journalEntries(db).map(({ date }) => date)).toEqual(['2026-07-02']);
    db.close();
  });

  it('shows an override, and calls for someone while it holds', async () => {
    const overruled = inProject('examples', 'overruled');
    const cwd = freshFolder();
    const args = ['report', '-p', join(overruled, 'position.yaml'), '--exit-code', '-q'];
    const run = await alvh(
      [...args, '-s', join(overruled, 'snapshot.csv'), ...AS_OF, '--no-record'].concat(
        '--overrides',
        join(overruled, 'overrides.jsonl'),
      ),
      { cwd },
    );
    expect(run.code).toBe(5);
    expect(run.stderr).toBe(
      'alvh: action needed: override-active: Ann chose a hedge ratio of 0.5, the rule says 0.9; until 2026-07-10\n',
    );
    expect(run.stdout).toContain('Override         by the rule');
  });

  it('holds nothing that a terminal, spreadsheet or page would obey', async () => {
    const evil = '<script>alert(1)</script> \u001b[31m \u202e =cmd()';
    const ledger = `date,type,amount_usd,id,note\n2026-07-01,close,100,spx-jun,"${evil}"\n2026-07-02,fee,-1,,=cmd()\n`;
    const cwd = freshFolder({ ...SOUND, 'ledger.csv': ledger });
    const args = ['-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF, '--no-record'];
    for (const format of ['table', 'markdown', 'csv']) {
      const run = await alvh(['report', ...args, '--ledger', 'ledger.csv', '-f', format, '-q'], {
        cwd,
      });
      expect(run.code, run.stderr).toBe(0);
      // eslint-disable-next-line no-control-regex
      expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      expect(run.stdout).toContain('cmd()');
      if (format === 'markdown') expect(run.stdout).not.toContain('<script>');
      if (format === 'csv') expect(run.stdout).not.toMatch(/(^|,)"?=cmd/m);
    }
  });

  it('fits 80 columns, and any narrower terminal of 40', async () => {
    const cwd = freshFolder();
    await jsonOf(dayArgs('2026-07-02'), { cwd });
    for (const columns of ['80', '60', '40']) {
      const text = await printed(dayArgs('2026-07-06'), { cwd, env: { COLUMNS: columns } });
      for (const line of text.split('\n')) {
        expect(line.length, line).toBeLessThanOrEqual(Number(columns));
      }
    }
  });

  it('has one figure a line in CSV, those of the JSON', async () => {
    const cwd = freshFolder();
    await jsonOf(dayArgs('2026-07-02'), { cwd });
    const json = await jsonOf(dayArgs('2026-07-06'), { cwd });
    const csv = await printed(dayArgs('2026-07-06', '-f', 'csv', '-q'), { cwd });
    const [head, ...rows] = csv.trim().split('\n');
    expect(head).toBe('date,section,of,name,value,text');
    const value = (start: string) =>
      Number(rows.find((row) => row.startsWith(`2026-07-06,${start},`))?.split(',')[4]);
    for (const { id, netUsd } of json.stress) expect(value(`stress,${id},net_usd`)).toBe(netUsd);
    for (const { spx, condorUsd } of json.payoff.points) {
      expect(value(`payoff,${spx},condor_usd`)).toBe(condorUsd);
    }
    expect(value('change,hedge,ratio before')).toBe(0.9);
    expect(value('change,hedge,ratio now')).toBeCloseTo(1.1, 12);
    expect(value('curve,2026-07-02,VXN26')).toBe(17.05);
  });

  it('is refused without an SPX level, and never written over its own files', async () => {
    const cwd = freshFolder({
      ...SOUND,
      'snapshot.csv': changed(SNAPSHOT, 'index,SPX,,7537.43\n', ''),
    });
    const args = ['report', '-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF];
    const run = await alvh([...args, '--store', 'days.db'], { cwd });
    expect(expectRefusal(run, 2)).toMatch(/no SPX level.*--index SPX=LEVEL/);
    expect(existsSync(join(cwd, 'days.db'))).toBe(false);
    const spx = ['--index', 'SPX=7537.43'];
    const over = await alvh([...args, ...spx, '--store', 'x.db', '-o', 'x.db', '-f', 'json'], {
      cwd,
    });
    expect(expectRefusal(over, 2)).toMatch(/--store/);
  });
});
