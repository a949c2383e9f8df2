import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseOverrides, parseState } from '../../src/input/kept-state.js';
import { POSITION, SNAPSHOT } from './broken/broken-input.js';
import { alvh, cleanEnv, freshFolder, nodeArgs } from './run.js';
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

/** Starts a run and kills it, by a signal that nothing can hear, after some milliseconds. */
function killedAfter(cwd: string, args: readonly string[], ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, nodeArgs(args), {
      cwd,
      env: cleanEnv(),
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.on('exit', (_, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

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
  const override = (ratio: string, asOf: string, ...more: string[]): string[] => [
    ...['size', '-p', 'position.yaml', '-s', 'snapshot.csv', '--as-of', asOf, '-f', 'json'],
    ...['--overrides', 'log.jsonl', '--override', 'my reason', '--by', 'Ann', '--ratio', ratio],
    ...more,
  ];
  const look = (asOf: string): string[] => [
    ...['size', '-p', 'position.yaml', '-s', 'snapshot.csv', '--as-of', asOf, '-f', 'json'],
    ...['--max-age', 'never', '--overrides', 'log.jsonl'],
  ];

  it('shows up in every result until it lapses, beside what the rule says', async () => {
    const cwd = freshFolder(FILES);
    const rule = sizedOf(await alvh([...SIZE, ...AS_OF, '-f', 'json'], { cwd })).hedge.ratio;
    const made = await alvh(override('0.5', '2026-07-06T15:00'), { cwd });
    for (const run of [made, await alvh(look('2026-07-10'), { cwd })]) {
      const { hedge, override: told, warnings } = sizedOf(run);
      expect(hedge.ratio).toBeCloseTo(0.5, 12);
      expect(warnings[0]?.code).toBe('override-active');
      expect(told).toMatchObject({ by: 'Ann', reason: 'my reason' });
      expect(told?.rule.ratio).toBeCloseTo(rule, 12);
      expect(told?.chosen.ratio).toBe(hedge.ratio);
    }
    const lapsed = sizedOf(await alvh(look('2026-07-14'), { cwd }));
    expect(lapsed.hedge.ratio).toBeCloseTo(rule, 12);
    expect(lapsed).not.toHaveProperty('override');
  });

  it('far above the rule holds after a day, not before, and the rule can be given back', async () => {
    const cwd = freshFolder(FILES);
    const asked = await alvh(override('1.4', '2026-07-06T15:00'), { cwd });
    expect(sizedOf(asked).hedge.ratio).toBeLessThan(1);
    expect(codesOf(asked)[0]).toBe('override-cooling');
    const before = await alvh(look('2026-07-07T14:59'), { cwd });
    expect(sizedOf(before).hedge.ratio).toBe(sizedOf(asked).hedge.ratio);
    const after = await alvh(look('2026-07-07T15:00'), { cwd });
    expect(sizedOf(after).override?.chosen.ratio).toBe(sizedOf(after).hedge.ratio);
    expect(sizedOf(after).hedge.ratio).toBeGreaterThan(sizedOf(asked).hedge.ratio);
    const back = await alvh(override('rule', '2026-07-08T15:00'), { cwd });
    expect(sizedOf(back)).not.toHaveProperty('override');
    const log = parseOverrides(readFileSync(join(cwd, 'log.jsonl'), 'utf8'), 'log.jsonl');
    expect(log.map(({ chosenRatio }) => chosenRatio)).toEqual([1.4, undefined]);
  });

  it('is logged once by each of several runs at once', async () => {
    const cwd = freshFolder(FILES);
    const ratios = ['0.5', '0.55', '0.6', '0.65', '0.7'];
    const runs = await Promise.all(
      ratios.map((ratio) => alvh(override(ratio, '2026-07-06T15:00'), { cwd })),
    );
    expect(runs.map(({ code }) => code)).toEqual(ratios.map(() => 0));
    const log = parseOverrides(readFileSync(join(cwd, 'log.jsonl'), 'utf8'), 'log.jsonl');
    expect(log.map(({ chosenRatio }) => chosenRatio).sort()).toEqual(ratios.map(Number));
    expect(readdirSync(cwd).filter((name) => name.includes('lock'))).toEqual([]);
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
    const whole = Date.now() - started;
    let records = 1;
    let killed = 0;
    for (let i = 0; i < 40; i += 1) {
      writeFileSync(join(cwd, 'state.json'), old);
      // Most of the moments lie where files are read and written, near the end.
      const share = i % 4 === 0 ? i / 40 : 0.5 + 0.6 * (i / 40);
      if (await killedAfter(cwd, args, whole * share)) killed += 1;
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
