import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseOverrides, parseState } from '../../src/input/kept-state.js';
import { POSITION, SNAPSHOT } from './broken/broken-input.js';
import { alvh, freshFolder, killedAfter } from './run.js';
import type { Run } from './run.js';

const SIZE = ['size', '-p', 'position.yaml', '-s', 'snapshot.csv'];
const AS_OF = ['--as-of', '2026-07-06'];
const DAY = '2026-07-06';
const NEXT = '2026-07-07';
const FILES = {
  'position.yaml': POSITION,
  'snapshot.csv': SNAPSHOT,
  'next.csv': SNAPSHOT.replaceAll(DAY, NEXT),
};

interface Sized {
  readonly hedge: { readonly ratio: number };
  readonly termStructure: { readonly regime: string };
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly override?: {
    readonly by: string;
    readonly reason: string;
    readonly rule: { readonly ratio: number };
    readonly chosen: { readonly ratio: number };
  };
}

const sizedOf = ({ stdout }: Run): Sized => JSON.parse(stdout) as Sized;
const codesOf = (run: Run): string[] => sizedOf(run).warnings.map(({ code }) => code);

describe('a state that is kept', () => {
  it('is gone on from, day by day, and the same day changes nothing', async () => {
    const cwd = freshFolder(FILES);
    const args = [...SIZE, '--state', 'state.json', '-f', 'json'];
    const first = await alvh([...args, ...AS_OF], { cwd });
    expect(sizedOf(first).termStructure.regime).toBe('calm');
    const text = readFileSync(join(cwd, 'state.json'), 'utf8');
    const again = await alvh([...args, ...AS_OF], { cwd });
    expect(again.stdout).toBe(first.stdout);
    expect(readFileSync(join(cwd, 'state.json'), 'utf8')).toBe(text);
    const later = ['-p', 'position.yaml', '-s', 'next.csv', '--as-of', NEXT];
    await alvh(['size', ...later, '--state', 'state.json', '-f', 'json'], { cwd });
    const state = parseState(readFileSync(join(cwd, 'state.json'), 'utf8'), 'state.json');
    expect(state?.regime).toMatchObject({ since: DAY, daysInRegime: 2, lastDate: NEXT });
    const { code, stderr } = await alvh([...args, ...AS_OF], { cwd });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^alvh: state.json: it knows 2026-07-07 already/);
  });

  it('decides the regime until another is confirmed', async () => {
    const cwd = freshFolder(FILES);
    const regime = {
      ...{ regime: 'stress', since: '2026-06-30', daysInRegime: 4, lastDate: '2026-07-02' },
      pending: [],
    };
    writeFileSync(join(cwd, 'state.json'), JSON.stringify({ schemaVersion: 1, regime }));
    const run = await alvh([...SIZE, ...AS_OF, '--state', 'state.json', '-f', 'json'], { cwd });
    expect(sizedOf(run).termStructure.regime).toBe('stress');
    const kept = parseState(readFileSync(join(cwd, 'state.json'), 'utf8'), 'state.json');
    expect(kept?.regime?.pending).toEqual(['calm']);
    const later = ['-p', 'position.yaml', '-s', 'next.csv', '--as-of', NEXT, '-f', 'json'];
    const next = await alvh(['size', ...later, '--state', 'state.json'], { cwd });
    expect(sizedOf(next).termStructure.regime).toBe('calm');
  });

  it('begins anew with a warning where the file makes no sense, and keeps that file', async () => {
    const cwd = freshFolder({ ...FILES, 'state.json': '{"schemaVersion":1,"regime":{"reg' });
    const run = await alvh([...SIZE, ...AS_OF, '--state', 'state.json', '-f', 'json'], { cwd });
    expect(run.code).toBe(0);
    expect(codesOf(run)).toContain('state-corrupt');
    const aside = readdirSync(cwd).filter((name) => name.startsWith('state.json.corrupt-'));
    expect(aside).toHaveLength(1);
    expect(readFileSync(join(cwd, aside[0]!), 'utf8')).toBe('{"schemaVersion":1,"regime":{"reg');
    const fresh = parseState(readFileSync(join(cwd, 'state.json'), 'utf8'), 'state.json');
    expect(fresh?.regime).toMatchObject({ regime: 'calm', since: DAY });
  });

  it('begins anew after days that it has not seen, and says so', async () => {
    const regime = {
      ...{ regime: 'crisis', since: '2020-03-12', daysInRegime: 9, lastDate: '2020-03-20' },
      pending: [],
    };
    const state = JSON.stringify({ schemaVersion: 1, regime });
    const cwd = freshFolder({ ...FILES, 'state.json': state });
    const run = await alvh([...SIZE, ...AS_OF, '--state', 'state.json', '-f', 'json'], { cwd });
    expect(sizedOf(run).termStructure.regime).toBe('calm');
    expect(codesOf(run)).toContain('state-stale');
  });

  it('counts days in a row only where none is missing between them', async () => {
    const regime = {
      ...{ regime: 'stress', since: '2026-06-22', daysInRegime: 4, lastDate: '2026-06-30' },
      pending: ['calm'],
    };
    const state = JSON.stringify({ schemaVersion: 1, regime });
    const cwd = freshFolder({ ...FILES, 'state.json': state });
    const run = await alvh([...SIZE, ...AS_OF, '--state', 'state.json', '-f', 'json'], { cwd });
    expect(sizedOf(run).termStructure.regime).toBe('stress');
  });

  it('takes a day that is not over into this result, and not into the file', async () => {
    const morning = SNAPSHOT.replace('T15:00:00', 'T09:00:00');
    const cwd = freshFolder({ ...FILES, 'snapshot.csv': morning });
    const run = await alvh([...SIZE, '--state', 'state.json', '-f', 'json', ...AS_OF], { cwd });
    expect(codesOf(run)).toContain('state-day-open');
    const kept = parseState(readFileSync(join(cwd, 'state.json'), 'utf8'), 'state.json');
    expect(kept).toEqual({});
  });

  it('is never one of the files of the run, nor where the result goes', async () => {
    const cwd = freshFolder(FILES);
    for (const more of [
      ['--state', 'position.yaml'],
      ['--state', 'new.json', '-o', './new.json'],
      ['--overrides', 'new.jsonl', '--state', 'new.jsonl'],
      ['--state', '-'],
    ]) {
      const { code, stderr } = await alvh([...SIZE, ...AS_OF, ...more], { cwd });
      expect(code, stderr).toBe(2);
    }
    expect(readFileSync(join(cwd, 'position.yaml'), 'utf8')).toBe(POSITION);
    expect(readdirSync(cwd).sort()).toEqual(Object.keys(FILES).sort());
  });

  it('of a newer alvh is refused and left alone', async () => {
    const cwd = freshFolder({ ...FILES, 'state.json': '{"schemaVersion":2}' });
    const { code, stderr } = await alvh([...SIZE, ...AS_OF, '--state', 'state.json'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('newer alvh');
    expect(readFileSync(join(cwd, 'state.json'), 'utf8')).toBe('{"schemaVersion":2}');
  });

  it('is neither read nor written under --static, which says so', async () => {
    const cwd = freshFolder(FILES);
    const args = [...SIZE, ...AS_OF, '--state', 'state.json', '--static', '-f', 'json'];
    expect(codesOf(await alvh(args, { cwd }))).toContain('state-not-used');
    expect(existsSync(join(cwd, 'state.json'))).toBe(false);
  });
});

describe('an override', () => {
  const SIZED = [...SIZE, '--max-age', 'never', '-f', 'json', '--overrides', 'log.jsonl'];
  const override = (ratio: string): string[] => [
    ...SIZED,
    ...['--override', 'my reason', '--by', 'Ann', '--ratio', ratio],
  ];

  it('shows up in every result until it lapses, beside what the rule says', async () => {
    const cwd = freshFolder(FILES);
    const rule = sizedOf(await alvh([...SIZE, ...AS_OF, '-f', 'json'], { cwd })).hedge.ratio;
    const made = await alvh(override('0.5'), { cwd, now: '2026-07-06T20:00:00Z' });
    for (const run of [made, await alvh(SIZED, { cwd, now: '2026-07-10T20:00:00Z' })]) {
      const { hedge, override: told, warnings } = sizedOf(run);
      expect(hedge.ratio).toBeCloseTo(0.5, 12);
      expect(warnings[0]?.code).toBe('override-active');
      expect(told).toMatchObject({ by: 'Ann', reason: 'my reason' });
      expect(told?.rule.ratio).toBeCloseTo(rule, 12);
      expect(told?.chosen.ratio).toBe(hedge.ratio);
    }
    const lapsed = sizedOf(await alvh(SIZED, { cwd, now: '2026-07-14T20:00:00Z' }));
    expect(lapsed.hedge.ratio).toBeCloseTo(rule, 12);
    expect(lapsed).not.toHaveProperty('override');
  });

  it('far above the rule holds after a day, not before, and the rule can be given back', async () => {
    const cwd = freshFolder(FILES);
    const asked = await alvh(override('1.4'), { cwd, now: '2026-07-06T20:00:00Z' });
    expect(sizedOf(asked).hedge.ratio).toBeLessThan(1);
    expect(codesOf(asked)[0]).toBe('override-cooling');
    const before = await alvh(SIZED, { cwd, now: '2026-07-07T19:59:00Z' });
    expect(sizedOf(before).hedge.ratio).toBe(sizedOf(asked).hedge.ratio);
    const after = await alvh(SIZED, { cwd, now: '2026-07-07T20:00:00Z' });
    expect(sizedOf(after).override?.chosen.ratio).toBe(sizedOf(after).hedge.ratio);
    expect(sizedOf(after).hedge.ratio).toBeGreaterThan(sizedOf(asked).hedge.ratio);
    const back = await alvh(override('rule'), { cwd, now: '2026-07-08T20:00:00Z' });
    expect(sizedOf(back)).not.toHaveProperty('override');
    const log = parseOverrides(readFileSync(join(cwd, 'log.jsonl'), 'utf8'), 'log.jsonl');
    expect(log.map(({ chosenRatio }) => chosenRatio)).toEqual([1.4, undefined]);
  });

  it('is decided by the clock: an earlier --as-of is no way round the cooling-off', async () => {
    const cwd = freshFolder(FILES);
    const now = '2026-07-08T20:00:00Z';
    const made = await alvh([...override('1.4'), ...AS_OF], { cwd, now });
    expect(codesOf(made)[0]).toBe('override-later');
    expect(sizedOf(made)).not.toHaveProperty('override');
    const [record] = parseOverrides(readFileSync(join(cwd, 'log.jsonl'), 'utf8'), 'log.jsonl');
    expect(record).toMatchObject({ at: Date.parse(now), from: Date.parse(now) + 86_400_000 });
    const ahead = [...SIZED, '--as-of', '2026-07-10'];
    expect(codesOf(await alvh(ahead, { cwd, now }))[0]).toBe('override-cooling');
  });

  it('has lapsed by the day that is valued, also where that is ahead of the clock', async () => {
    const cwd = freshFolder(FILES);
    const now = '2026-07-06T20:00:00Z';
    await alvh([...override('0.5'), '--until', '2026-07-08'], { cwd, now });
    const on = async (day: string) => sizedOf(await alvh([...SIZED, '--as-of', day], { cwd, now }));
    expect(await on('2026-07-08')).toHaveProperty('override');
    expect(await on('2026-07-09')).not.toHaveProperty('override');
  });

  it('is read from a log that is there: a slip of its name is refused', async () => {
    const cwd = freshFolder({ ...FILES, 'empty.jsonl': '' });
    await alvh(override('0.5'), { cwd, now: '2026-07-06T20:00:00Z' });
    const slip = SIZED.map((arg) => (arg === 'log.jsonl' ? 'lgo.jsonl' : arg));
    const refused = await alvh(slip, { cwd, now: '2026-07-07T20:00:00Z' });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^alvh: lgo\.jsonl: there is no such log of overrides; /);
    const empty = SIZED.map((arg) => (arg === 'log.jsonl' ? 'empty.jsonl' : arg));
    expect(sizedOf(await alvh(empty, { cwd, now: '2026-07-07T20:00:00Z' })).hedge.ratio).not.toBe(
      0.5,
    );
  });

  it('stands in every row of CSV', async () => {
    const cwd = freshFolder(FILES);
    const now = '2026-07-06T20:00:00Z';
    await alvh(override('0.5'), { cwd, now });
    const args = [...SIZE, '--overrides', 'log.jsonl', '-f', 'csv', '-q'];
    const [head = '', ...rows] = (await alvh(args, { cwd, now })).stdout.trim().split('\n');
    expect(head).toMatch(/,override_ratio,override_by,override_until$/);
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) expect(row).toMatch(/,0\.5,Ann,2026-07-13$/);
    const without = await alvh([...SIZE, ...AS_OF, '-f', 'csv', '-q'], { cwd });
    expect(without.stdout.split('\n')[0]).toBe(head);
  });

  it('is logged once by each of several runs at once', async () => {
    const cwd = freshFolder(FILES);
    const ratios = ['0.5', '0.55', '0.6', '0.65', '0.7'];
    const now = '2026-07-06T20:00:00Z';
    const runs = await Promise.all(ratios.map((ratio) => alvh(override(ratio), { cwd, now })));
    expect(runs.map(({ code }) => code)).toEqual(ratios.map(() => 0));
    const log = parseOverrides(readFileSync(join(cwd, 'log.jsonl'), 'utf8'), 'log.jsonl');
    expect(log.map(({ chosenRatio }) => chosenRatio).sort()).toEqual(ratios.map(Number));
    expect(readdirSync(cwd).filter((name) => name.includes('lock'))).toEqual([]);
  });
});

describe('what is kept in a pipe', () => {
  it.each(['--state', '--overrides'])('is refused for %s, and the pipe is left', async (flag) => {
    const cwd = freshFolder(FILES);
    execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', join(cwd, 'pipe')]);
    const run = await alvh([...SIZE, ...AS_OF, flag, 'pipe'], { cwd });
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/pipe: it cannot be read \(a device, a pipe or a socket\)/);
    expect(statSync(join(cwd, 'pipe')).isFIFO()).toBe(true);
    expect(readdirSync(cwd).filter((name) => name.includes('corrupt'))).toEqual([]);
  });
});

describe('a run that is killed', () => {
  it('at any moment leaves log and state whole: as they were, or as they were to be', async () => {
    const cwd = freshFolder(FILES);
    const regime = {
      ...{ regime: 'calm', since: '2026-06-30', daysInRegime: 3, lastDate: '2026-07-02' },
      pending: [],
    };
    const old = JSON.stringify({ schemaVersion: 1, regime });
    const args = [
      ...[...SIZE, ...AS_OF, '--state', 'state.json', '--overrides', 'log.jsonl'],
      ...['--override', 'a reason', '--by', 'Ann', '--ratio', '0.6'],
    ];
    const started = Date.now();
    writeFileSync(join(cwd, 'state.json'), old);
    await alvh(args, { cwd });
    let whole = Date.now() - started;
    let records = 1;
    let killed = 0;
    for (let i = 0; i < 40; i += 1) {
      writeFileSync(join(cwd, 'state.json'), old);
      // Most of the moments lie where files are read and written, near the end.
      const share = i % 4 === 0 ? i / 40 : 0.5 + 0.6 * (i / 40);
      if (await killedAfter(cwd, args, whole * share)) killed += 1;
      // It was over by then: the first run met a busier machine, and said nothing of this one.
      else whole *= Math.min(1, share);
      const log = parseOverrides(readFileSync(join(cwd, 'log.jsonl'), 'utf8'), 'log.jsonl');
      expect([records, records + 1]).toContain(log.length);
      records = log.length;
      const state = parseState(readFileSync(join(cwd, 'state.json'), 'utf8'), 'state.json');
      expect(['2026-07-02', DAY]).toContain(state?.regime?.lastDate);
    }
    expect(killed).toBeGreaterThan(5);
    const { code } = await alvh(args, { cwd });
    expect(code).toBe(0);
    const log = parseOverrides(readFileSync(join(cwd, 'log.jsonl'), 'utf8'), 'log.jsonl');
    expect(log).toHaveLength(records + 1);
  });
});
