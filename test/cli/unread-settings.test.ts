import { describe, expect, it } from 'vitest';
import { describeKeys } from '../../src/config/describe.js';
import { isGroup } from '../../src/config/key.js';
import type { Limits, ValueForm } from '../../src/config/key.js';
import { entryAt } from '../../src/config/keys.js';
import { loadSettings } from '../../src/config/load.js';
import { yamlValue } from '../../src/config/yaml-value.js';
import { unreadKeys, unusedSettings } from '../../src/cli/unread-settings.js';
import type { ReadingFlags, SettingsCommand } from '../../src/cli/unread-settings.js';
import { POSITION, SNAPSHOT, SOUND } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import { inProject } from './run.js';
import { warmAlvh as alvh } from './warm.js';

const example = (folder: string, file: string): string => inProject('examples', folder, file);
const BOOK = ['-p', 'position.yaml', '-s', 'snapshot.csv', '--as-of', '2026-07-06'] as const;
const SPX = example('overbought-top', 'spx.csv');
const LEDGER = ['--ledger', example('calm-year-press', 'ledger.csv')];
const SMALL = ['--set', 'optimize.paths=200', '--set', 'optimize.resamples=2'];

interface Case {
  readonly command: SettingsCommand;
  readonly flags?: ReadingFlags;
  readonly args: readonly string[];
}

/** Every command, plain and with the flags that make it read more. */
const CASES: readonly Case[] = [
  { command: 'size', args: ['size', ...BOOK] },
  {
    command: 'size',
    flags: { method: 'optimize' },
    args: ['size', ...BOOK, '--method', 'optimize', ...SMALL],
  },
  {
    command: 'size',
    flags: { events: ['builtin'] },
    args: ['size', ...BOOK, '--events', 'builtin'],
  },
  {
    command: 'size',
    flags: { market: 'market.yaml' },
    args: ['size', ...BOOK, '--market', example('macro-gauges', 'market.yaml')],
  },
  { command: 'size', flags: { state: 's.json' }, args: ['size', ...BOOK, '--state', 's.json'] },
  { command: 'report', args: ['report', ...BOOK, '--no-record', '--store', 'none.db'] },
  { command: 'stress', args: ['stress', ...BOOK, '--episode', 'feb-2018'] },
  { command: 'optimize', args: ['optimize', ...BOOK, ...SMALL] },
  { command: 'press', args: ['press', ...BOOK, ...LEDGER] },
  {
    command: 'press',
    flags: { replay: true },
    args: ['press', '--replay', ...LEDGER, '--as-of', '2026-06-30'],
  },
  { command: 'condor', args: ['condor', ...BOOK] },
  { command: 'term', args: ['term', ...BOOK.slice(2)] },
  {
    command: 'signals',
    flags: { spx: SPX },
    args: ['signals', '--spx', SPX, '--as-of', '2024-07-12'],
  },
  {
    command: 'signals',
    flags: { history: true } as ReadingFlags,
    args: [
      ...['signals', '--history', '--as-of', '2026-06-30'],
      ...['--vix', example('calm-year-press', 'vix.csv')],
      ...['--vix3m', example('calm-year-press', 'vix3m.csv')],
    ],
  },
  {
    command: 'macro',
    flags: { market: 'market.yaml' },
    args: ['macro', '--market', example('macro-gauges', 'market.yaml'), '--as-of', '2026-07-06'],
  },
  { command: 'calendar', args: ['calendar', '-p', 'position.yaml', '--as-of', '2026-07-06'] },
  { command: 'calendar', flags: { snapshot: ['s'] }, args: ['calendar', ...BOOK] },
];

interface Shown {
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

async function shown(args: readonly string[]): Promise<Shown> {
  const run = await alvh([...args, '-f', 'json'], { files: SOUND, now: '2026-07-06T21:00:00Z' });
  expect(run, run.stderr).toMatchObject({ code: 0 });
  return JSON.parse(run.stdout) as Shown;
}

/** A report holds its sizing's warnings beside its own. */
function withoutUnused(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => !isUnused(one)).map(withoutUnused);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutUnused(one)]));
}

function isUnused(one: unknown): boolean {
  return typeof one === 'object' && one !== null && 'code' in one && one.code === 'unused-setting';
}

/** Kinds of instruments exclude one another: the kind alone is changed. */
const KEPT = /^layers\..*\.(etp|blend)$/;

/** Every key at another value: all numbers a little up or down, so that they still fit together. */
function changed(key: string): string[] {
  const entry = entryAt(key.split('.'));
  if (entry === undefined || isGroup(entry) || KEPT.test(key)) return [];
  if (entry.form.kind === 'choice' && entry.form.choices.length === 1) return [];
  const value = other(entry.form, entry.value);
  expect(value, key).not.toEqual(entry.value);
  return ['--set', `${key}=${yamlValue(value)}`];
}

function other(form: ValueForm, value: unknown): unknown {
  switch (form.kind) {
    case 'number':
      return moved((value ?? 0.98 * form.limits.max) as number, form.limits, -1);
    case 'pair': {
      const [low, high] = value as readonly [number, number];
      const up = form.limits.whole === true ? 1 : -1;
      return [moved(low, form.limits, up), moved(high, form.limits, 1)];
    }
    case 'flag':
      return value !== true;
    case 'address':
      return `https://mirror.example/${form.place}.csv`;
    case 'choice':
      return form.choices.find((choice) => choice !== value && choice !== 'etp');
  }
}

function moved(value: number, { min, max, whole }: Limits, way: 1 | -1): number {
  if (whole === true) return value + 1 > max ? value - 1 : value + 1;
  const next = value === 0 ? 0.01 : value * (1 + 0.02 * way);
  return next < min || next > max ? value * (1 - 0.02 * way) : Number(next.toPrecision(12));
}

const KEYS = describeKeys().map(({ key }) => key);

describe('keys that a command is said not to read', () => {
  it.each(CASES)('change nothing: $command $flags', async ({ command, flags = {}, args }) => {
    const claimed = unreadKeys(KEYS, command, flags).map(({ key }) => key);
    const sets = claimed.flatMap(changed);
    expect(sets.length).toBeGreaterThan(20);
    const run = await shown([...args, ...sets]);
    const told = run.warnings.filter(({ code }) => code === 'unused-setting');
    expect(told).toHaveLength(sets.length / 2);
    expect(withoutUnused(run)).toEqual(await shown(args));
  });

  it('are all but its own for alvh data pull', () => {
    const unread = new Set(unreadKeys(KEYS, 'data pull', {}).map(({ key }) => key));
    const read = KEYS.filter((key) => !unread.has(key));
    expect(
      read.filter((key) => !/^(data|macro|events)\./.test(key) && !/^regimes/.test(key)),
    ).toEqual([]);
    expect(read).toContain('data.indexUrl');
  });
});

describe('a setting that does nothing in a run', () => {
  const told = async (command: SettingsCommand, flags: ReadingFlags, ...sets: string[]) =>
    unusedSettings(await loadSettings({ sets }), command, flags).map(({ message }) => message);

  it.each([
    ['size', {}, 'stress.rollDays=9', 'alvh size does not read it; alvh stress does'],
    ['size', {}, 'optimize.alpha=0.9', 'alvh size reads it with --method optimize only'],
    ['size', {}, 'alarms.drift=0.3', 'alvh size does not read it; alvh report does'],
    ['size', {}, 'events.leastTilt=0.02', 'alvh size reads it with --events only'],
    ['size', {}, 'regimes.hysteresis=0.01', 'alvh size reads it with --state only'],
    ['size', {}, 'costs.etpHalfSpreadShare=0.01', 'no layer holds an ETP'],
    ['size', {}, 'vixOptions.skew=0.3', 'no layer holds VIX options'],
    ['stress', {}, 'vixOptions.shortDelta=0.1', 'no layer holds VIX options'],
    ['stress', {}, 'costs.optionHalfSpreadMinPoints=0.03', 'no layer holds VIX options'],
    ['stress', {}, 'stress.exitSpreadFactor=5', 'no layer holds VIX options'],
    ['size', {}, 'stress.exitSpreadFactor=5', 'alvh size does not read it; alvh stress does'],
    ['size', {}, 'hedge.accountCarryCap=0.01', 'portfolio.accountUsd is not given'],
    ['size', { method: 'optimize' }, 'hedge.accountCarryCap=0.01', 'portfolio.accountUsd is not'],
    ['optimize', {}, 'hedge.accountCarryCap=0.01', 'portfolio.accountUsd is not given'],
    ['report', {}, 'stress.putMoneyness=0.8', 'alvh report does not read it; alvh stress does'],
    ['stress', {}, 'signals.staleDays=9', 'alvh stress does not read it; alvh signals does, and'],
    ['condor', {}, 'hedge.ratio=1.1', 'alvh condor does not read it; alvh size does'],
    ['calendar', {}, 'tenor.carryFloor=1', 'alvh calendar reads it with -s only'],
  ] as const)('is named: alvh %s %j --set %s', async (command, flags, set, reason) => {
    const key = set.replace(/=.*/, '');
    const [message, ...more] = await told(command, flags, set);
    expect(message).toContain(`--set ${key}: ${reason}`);
    expect(more).toEqual([]);
  });

  it.each([
    ['size', { events: ['builtin'] }, 'events.leastTilt=0.02'],
    ['size', { method: 'optimize' }, 'optimize.alpha=0.9'],
    ['size', { state: 's.json' }, 'regimes.hysteresis=0.01'],
    ['size', {}, 'macro.erpTilt=true'],
    ['size', {}, 'hedge.ratio=1.1'],
    ['report', {}, 'alarms.drift=0.3'],
    ['report', {}, 'stress.exitSpreadFactor=5'],
    ['report', {}, 'vixOptions.skew=0.3'],
    ['press', {}, 'costs.optionCommissionUsd=1'],
    ['size', { method: 'optimize' }, 'vixOptions.skew=0.3'],
    ['condor', {}, 'vol.floor=0.06'],
    ['term', {}, 'regimes.thresholds.flatRatio=0.98'],
  ] as const)('is not where it is read: alvh %s %j --set %s', async (command, flags, set) => {
    expect(await told(command, flags, set)).toEqual([]);
  });

  it('is an ETP’s cost only where no layer holds one', async () => {
    const etp = 'layers.short={instrument: etp, etp: VXX}';
    expect(await told('size', {}, etp, 'costs.etpHalfSpreadShare=0.01')).toEqual([]);
  });

  it('is one of VIX options only where no layer holds them', async () => {
    const calls = 'layers.short.instrument=call';
    expect(await told('size', {}, calls, 'vixOptions.skew=0.3')).toEqual([]);
    expect(await told('stress', {}, calls, 'stress.exitSpreadFactor=5')).toEqual([]);
    const [message] = await told('size', {}, calls, 'vixOptions.shortDelta=0.1');
    expect(message).toContain('no layer holds a call spread');
    const spread = 'layers.short.instrument=callSpread';
    expect(await told('size', {}, spread, 'vixOptions.shortDelta=0.1')).toEqual([]);
  });

  it('is the carry cap only without an account', async () => {
    const account = 'portfolio.accountUsd=500000';
    expect(await told('size', {}, account, 'hedge.accountCarryCap=0.01')).toEqual([]);
  });

  it.each(['size', 'stress'] as const)('of what is not held changes nothing: %s', async (name) => {
    const idle = KEYS.filter((key) =>
      /^vixOptions|^costs\.(option|etp)|^hedge\.accountCarryCap|^stress\.exitSpread/.test(key),
    );
    const sets = idle.flatMap(changed);
    expect(sets.length).toBeGreaterThan(14);
    const args = [name, ...BOOK];
    const run = await shown([...args, ...sets]);
    const unused = run.warnings.filter(({ code }) => code === 'unused-setting');
    expect(unused).toHaveLength(sets.length / 2);
    // What stress lists among its assumptions it may assume in vain.
    const told = withoutUnused(run) as Record<string, unknown>;
    const plain = (await shown(args)) as unknown as Record<string, unknown>;
    expect({ ...told, assumptions: undefined }).toEqual({ ...plain, assumptions: undefined });
  });

  it('is harmless in a file, which serves all commands', async () => {
    const text = { name: 'alvh.yaml', text: 'alarms: { drift: 0.3 }\n' };
    expect(unusedSettings(await loadSettings({ text, sets: [] }), 'size', {})).toEqual([]);
  });

  it('is hedge.weeklies where no weekly is quoted', async () => {
    const weekly = SNAPSHOT.replace(/(?=future,VX,2026-08-19)/, 'future,VX30,2026-07-29,17.6\n');
    const codes = async (snapshot: string): Promise<string[]> => {
      const args = ['size', ...BOOK, '--set', 'hedge.weeklies=true', '-f', 'json'];
      const run = await alvh(args, { files: { ...SOUND, 'snapshot.csv': snapshot } });
      return (JSON.parse(run.stdout) as Shown).warnings.map(({ code }) => code);
    };
    expect(await codes(SNAPSHOT)).toContain('unused-setting');
    expect(await codes(weekly)).not.toContain('unused-setting');
  });
});

describe('a key that a flag answers for too', () => {
  it.each([
    [['--vx-margin', '5000'], 'margin.vxUsd=7000', 'margin.vxUsd', '--vx-margin'],
    [['--vx-margin', '5000'], 'margin={vxUsd: 5000}', 'margin.vxUsd', '--vx-margin'],
    [['--profile', 'steward'], 'profile=promoter', 'profile', '--profile'],
    [['--static'], 'static=false', 'static', '--static'],
    [['--returns', 'r.csv'], 'portfolio.beta=2', 'portfolio.beta', '--returns'],
    [['--no-macro-tilt', '--market', 'm.yaml'], 'macro.tilt=true', 'macro.tilt', '--no-macro-tilt'],
  ])('is refused: %j --set %s', async (flags, set, key, flag) => {
    const run = await alvh(['size', ...BOOK, ...flags, '--set', set], { files: SOUND });
    expect(expectRefusal(run, 2)).toBe(
      `alvh: --set: ${key} is given by ${flag} too; keep one of the two`,
    );
  });

  it('of a file gives way; a beta that --returns measures is named', async () => {
    const days = Array.from({ length: 70 }, (_, i) => {
      const date = new Date(Date.UTC(2026, 3, 1 + i)).toISOString().slice(0, 10);
      return `${date},${(100 + Math.sin(i)).toFixed(4)},${(7000 + 60 * Math.sin(i)).toFixed(2)}`;
    });
    const files = {
      'position.yaml': POSITION,
      'snapshot.csv': SNAPSHOT,
      'returns.csv': `date,value,spx\n${days.join('\n')}\n`,
      'own.yaml': 'profile: promoter\nportfolio:\n  beta: 2\n',
    };
    const args = ['size', ...BOOK, '-c', 'own.yaml', '--profile', 'steward', '-f', 'json'];
    const plain = await alvh(args, { files });
    expect(plain.stdout).not.toContain('setting-replaced');
    const run = await alvh([...args, '--returns', 'returns.csv'], { files });
    expect(run, run.stderr).toMatchObject({ code: 0 });
    expect((JSON.parse(run.stdout) as Shown).warnings).toContainEqual({
      code: 'setting-replaced',
      message: 'own.yaml:3: portfolio.beta 2 is not used: --returns measures it.',
    });
  });
});
