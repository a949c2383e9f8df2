import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../shared-data.js';
import { SIGNALS, SIGNAL_FILES } from './broken/signals.js';
import { expectRefusal } from './refusal.js';
import { inProject } from './run.js';
import type { Files } from './run.js';
import { warmAlvh as alvh } from './warm.js';

interface Signals {
  readonly signals: {
    readonly date: string;
    readonly score?: number;
    readonly unavailable?: string;
    readonly state?: string;
    readonly components: readonly { name: string; reading: number; share: number; value: number }[];
    readonly missing: readonly { name: string; reason: string }[];
    readonly overbought?: boolean;
    readonly divergence?: boolean;
  };
  readonly layers: readonly { name: string; tilt: number; weight: number; weightTiltOff: number }[];
  readonly course: readonly { date: string; score?: number }[];
  readonly regime?: { confirmed?: { regime: string }; raw: string };
  readonly warnings: readonly { code: string; message: string }[];
}

interface Layer {
  readonly name: string;
  readonly weight: number;
  readonly factors: readonly { name: string; value: number; source: string }[];
}

const WITH_BREADTH = [...SIGNALS, '--breadth', 'nyse.csv'];

async function signals(args: readonly string[], files: Files = SIGNAL_FILES): Promise<Signals> {
  const run = await alvh([...args, '-f', 'json'], { files });
  expect(run, run.stderr).toMatchObject({ code: 0 });
  return JSON.parse(run.stdout) as Signals;
}

describe('alvh signals', () => {
  it('answers the contract of its JSON', async () => {
    const result = await signals(WITH_BREADTH);
    expect(result).toMatchObject({ schemaVersion: 1, command: 'signals' });
    expect(result.signals).toMatchObject({
      date: '2024-07-12',
      state: 'calm',
      overbought: true,
      divergence: true,
      missing: [{ name: 'curve', reason: 'no VIX and VIX3M of 2024-07-12' }],
    });
    const { score, components } = result.signals;
    const mean = components.reduce((sum, one) => sum + one.share * one.reading, 0);
    expect(score).toBeCloseTo(100 * mean, 9);
    expect(components.map(({ name }) => name)).toEqual(['macd', 'rsi', 'breadth']);
    const lean = ((score ?? NaN) - 50) / 50;
    expect(result.layers.map(({ tilt }) => tilt)).toEqual([1 + 0.2 * lean, 1, 1 - 0.1 * lean]);
    for (const key of ['weight', 'weightTiltOff'] as const) {
      expect(result.layers.reduce((sum, one) => sum + one[key], 0)).toBeCloseTo(1, 12);
    }
    expect(result.layers.map(({ weightTiltOff }) => weightTiltOff)).toEqual([0.2, 0.35, 0.45]);
    expect(result.course.at(-1)).toMatchObject({ date: '2024-07-12', score });
  });

  it('leaves out rows after --as-of, says how many, and reads as if they were not there', async () => {
    const at = ['signals', '--spx', 'spx.csv', '--breadth', 'nyse.csv', '--as-of', '2024-06-28'];
    const later = await signals(at);
    expect(later.warnings[0]).toMatchObject({ code: 'signals-missing' });
    expect(later.warnings.map(({ message }) => message).join('\n')).toContain(
      'spx.csv: 9 rows up to 2024-07-12 had not closed by the valuation time and are left out.',
    );
    const cut = (text: string): string => text.replace(/^2024-07.*\n/gm, '');
    const earlier = await signals(at, {
      'spx.csv': cut(SIGNAL_FILES['spx.csv']),
      'nyse.csv': cut(SIGNAL_FILES['nyse.csv']),
    });
    expect(later.signals).toEqual(earlier.signals);
    expect(later.course).toEqual(earlier.course);
  });

  it('takes no close of a day before it is struck', async () => {
    const at = (time: string) => signals([...SIGNALS.slice(0, 3), '--as-of', time]);
    expect((await at('2024-07-12T14:59:00-05:00')).signals.date).toBe('2024-07-11');
    expect((await at('2024-07-12T15:00:00-05:00')).signals.date).toBe('2024-07-12');
  });

  it('names breadth that has a gap, and gives its weight to the others', async () => {
    const gap = SIGNAL_FILES['nyse.csv'].replace(/^2024-06-03.*\n/m, '');
    const result = await signals(WITH_BREADTH, { ...SIGNAL_FILES, 'nyse.csv': gap });
    expect(result.signals.missing[0]).toEqual({
      name: 'breadth',
      reason: 'no breadth of 2024-06-03, within the window of 60 sessions',
    });
    expect(result.signals.components.map(({ share }) => share)).toEqual([0.5, 0.5]);
  });

  it('has no score, and no tilt, from fewer than two inputs', async () => {
    const only = ['macd', 'breadth', 'curve'].flatMap((n) => ['--set', `signals.weights.${n}=0`]);
    const result = await signals([...SIGNALS, ...only]);
    expect(result.signals.score).toBeUndefined();
    expect(result.signals.unavailable).toBe('1 of 1 inputs, at least 2 are needed');
    expect(result.layers.map(({ tilt }) => tilt)).toEqual([1, 1, 1]);
    expect(result.warnings[0]?.code).toBe('signals-unavailable');
  });

  it('names a curve that had not begun by then, as it does without its files', async () => {
    const files = {
      ...SIGNAL_FILES,
      'vix.csv': 'DATE,CLOSE\n2024-07-11,12.9\n2024-07-12,12.5\n',
      'vix3m.csv': 'DATE,CLOSE\n2024-07-15,14.9\n',
    };
    const curve = ['--vix', 'vix.csv', '--vix3m', 'vix3m.csv'];
    const read = await signals([...WITH_BREADTH, ...curve], files);
    expect(read.signals.score).toBe((await signals(WITH_BREADTH)).signals.score);
    expect(read.signals.missing).toEqual([{ name: 'curve', reason: 'no VIX3M of 2024-07-12' }]);
    expect(read.regime).toBeUndefined();
    expect(read.warnings.map(({ message }) => message).join()).toContain('No regime: by then');
    const history = await alvh(['signals', '--history', ...curve, '--to', '2024-07-12'], { files });
    expect(expectRefusal(history, 2)).toMatch(
      /no trading day has a close of VIX and with it VIX3M/,
    );
  });

  it("takes a snapshot's curve for a session of its own day only", async () => {
    const snapshot = inProject('examples', 'overbought-top', 'snapshot.csv');
    const cut = SIGNAL_FILES['spx.csv'].replace(/^2024-07-12.*\n/m, '');
    const args = ['signals', '--spx', 'spx.csv', '--as-of', '2024-07-12', '-s', snapshot];
    const read = await signals(args, { 'spx.csv': cut });
    expect(read.signals.date).toBe('2024-07-11');
    expect(read.signals.missing.map(({ name }) => name)).toContain('curve');
    expect(read.warnings.map(({ code }) => code)).not.toContain('signals-curve-today');
  });

  it("has a snapshot's raw regime, and none confirmed without a history", async () => {
    const snapshot = inProject('examples', 'overbought-top', 'snapshot.csv');
    const { regime, signals: read } = await signals([...WITH_BREADTH, '-s', snapshot]);
    expect(regime).toMatchObject({ raw: 'calm', date: '2024-07-12' });
    expect(regime).not.toHaveProperty('confirmed');
    expect(read.missing).toEqual([]);
  });

  it('draws the score in the terminal, in 80 columns and in a narrow one', async () => {
    for (const columns of ['80', '50']) {
      const run = await alvh(WITH_BREADTH, { files: SIGNAL_FILES, env: { COLUMNS: columns } });
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout).toMatch(/Score, 0 to 100, at each close\n.*┤/);
      expect(run.stdout).toMatch(/╭|╰/);
      const widest = Math.max(...run.stdout.split('\n').map((text) => [...text].length));
      expect(widest).toBeLessThanOrEqual(Number(columns));
    }
  });

  it('prints a row an input as CSV', async () => {
    const run = await alvh([...WITH_BREADTH, '-f', 'csv'], { files: SIGNAL_FILES });
    const rows: Record<string, string>[] = parse(run.stdout, { columns: true });
    expect(rows.map(({ input }) => input)).toEqual(['macd', 'rsi', 'breadth', 'curve']);
    expect(rows[3]).toMatchObject({ reading: '', missing: 'no VIX and VIX3M of 2024-07-12' });
  });
});

describe('alvh size with signals', () => {
  const X = ['position.yaml', 'snapshot.csv', 'spx.csv', 'breadth.csv'].map((name) =>
    inProject('examples', 'overbought-top', name),
  ) as [string, string, string, string];
  const size = ['size', '-p', X[0], '-s', X[1], '--as-of', '2024-07-12', '-f', 'json'];
  const run = async (...args: string[]) => {
    const done = await alvh([...size, ...args]);
    expect(done, done.stderr).toMatchObject({ code: 0 });
    return JSON.parse(done.stdout) as {
      signals?: Signals['signals'] & { layers: Signals['layers'] };
      layers: Layer[];
      warnings: { code: string; message: string }[];
    };
  };

  /** A layer without the chain of its factors, which names the signals. */
  const held = (layer: Layer): object => ({ ...layer, factors: [] });

  it("tilts the weights by the score, beside those without, with the snapshot's curve", async () => {
    const plain = await run();
    const tilted = await run('--spx', X[2], '--breadth', X[3]);
    expect(plain.signals).toBeUndefined();
    const { score, components, layers } = tilted.signals ?? {
      score: NaN,
      components: [],
      layers: [],
    };
    expect(score).toBeLessThan(50);
    expect(components.find(({ name }) => name === 'curve')?.value).toBeCloseTo(13.1 / 15.2, 12);
    expect(tilted.layers.map(({ weight }) => weight)).toEqual(layers.map(({ weight }) => weight));
    expect(plain.layers.map(({ weight }) => weight)).toEqual(
      layers.map(({ weightTiltOff }) => weightTiltOff),
    );
    expect(tilted.layers[2]?.weight).toBeGreaterThan(plain.layers[2]?.weight ?? NaN);
  });

  it('holds the tilt among the factors with its source, and --explain prints it', async () => {
    const tilted = await run('--spx', X[2], '--breadth', X[3]);
    const factor = tilted.layers[0]?.factors.find(({ name }) => name === 'signals');
    const { score = NaN } = tilted.signals ?? {};
    expect(factor?.value).toBe(1 + (0.2 * (score - 50)) / 50);
    expect(factor?.source).toMatch(/^score 31\.\d of 2024-07-12, method 7\.4$/);
    const explained = [...size.slice(0, -2), '--spx', X[2], '--breadth', X[3], '--explain'];
    expect((await alvh(explained)).stdout).toMatch(/signals +0\.92659/);
  });

  it('is what it was with a tilt of 0', async () => {
    const off = ['--set', 'signals.tilt.first=0', '--set', 'signals.tilt.last=0'];
    const [plain, tilted] = [await run(), await run('--spx', X[2], '--breadth', X[3], ...off)];
    expect(tilted.layers.map(held)).toEqual(plain.layers.map(held));
  });

  it('ignores them with --static, and says so without reading them', async () => {
    const { signals: read, warnings, layers } = await run('--static', '--spx', 'nowhere.csv');
    expect(read).toBeUndefined();
    expect(layers).toEqual((await run('--static')).layers);
    expect(warnings.find(({ code }) => code === 'signals-not-used')?.message).toBe(
      '--static: --spx not read, weights are the base ones.',
    );
  });

  it('has no tilt from prices more than four days older than the snapshot, and says so', async () => {
    const old = SIGNAL_FILES['spx.csv'].replace(/^2024-07-(08|09|1).*\n/gm, '');
    const done = await alvh([...size, '--spx', 'old.csv'], { files: { 'old.csv': old } });
    const result = JSON.parse(done.stdout) as Awaited<ReturnType<typeof run>>;
    expect(result.layers.map(held)).toEqual((await run()).layers.map(held));
    expect(result.warnings.find(({ code }) => code === 'signals-unavailable')?.message).toMatch(
      /the last close, of 2024-07-05, is 7 days old on 2024-07-12/,
    );
  });

  it("leaves out prices newer than the snapshot's day", async () => {
    const args = size.map((arg) => (arg === '2024-07-12' ? '2024-07-15' : arg));
    const newer = `${SIGNAL_FILES['spx.csv']}2024-07-15,6003,6010,5990,5500\n`.replace(
      '5990,',
      '5400,',
    );
    const done = await alvh([...args, '--spx', 'new.csv'], { files: { 'new.csv': newer } });
    expect(done, done.stderr).toMatchObject({ code: 0 });
    const result = JSON.parse(done.stdout) as Awaited<ReturnType<typeof run>>;
    expect(result.signals?.date).toBe('2024-07-12');
    expect(result.warnings.map(({ message }) => message).join()).toContain('new.csv: 1 row up to');
  });
});

describe.skipIf(!hasShared)('alvh signals on the history under shared', () => {
  const data = (rel: string): string => sharedPath(`data/${rel}`);
  const vix = ['--vix', data('vix_indices/VIX_daily_1990_2026-07-23.csv')];
  const vix3m = ['--vix3m', data('vix_indices/VIX3M_History.csv')];
  const vx = ['--vx', data('vx_futures/vx_constant_rank_settle.csv')];

  it('tells the regimes from 2007 in one command, a row a day', async () => {
    const history = ['signals', '--history', ...vix, ...vix3m, ...vx, '--to', '2026-07-06'];
    const run = await alvh([...history, '-f', 'csv']);
    const rows: Record<string, string>[] = parse(run.stdout, { columns: true });
    expect(rows[0]).toMatchObject({ date: '2007-01-03', decided_by: expect.any(String) as string });
    expect(rows.length).toBeGreaterThan(4900);
    const switches = (column: string): number =>
      rows.filter((row, i) => i > 0 && row[column] !== rows[i - 1]?.[column]).length;
    expect(switches('confirmed')).toBeLessThan(switches('raw') / 2);
    const table = await alvh(history);
    const raw = /^raw +([\d,]+)/m.exec(table.stdout)?.[1]?.replace(',', '');
    const both = /^both +([\d,]+)/m.exec(table.stdout)?.[1]?.replace(',', '');
    expect([Number(raw), Number(both)]).toEqual([switches('raw'), switches('confirmed')]);
  });

  it('reads all four inputs and both regimes on 2015-08-24', async () => {
    const spx = ['--spx', data('spx/GSPC_ohlc_1927_2026-08-21.csv')];
    const breadth = ['--breadth', data('breadth/nyse_breadth_daily_1965_2015.csv')];
    const args = ['signals', ...spx, ...breadth, ...vix, ...vix3m, ...vx, '--as-of', '2015-08-24'];
    const { signals: read, regime } = await signals(args);
    expect(read.components.map(({ name }) => name)).toEqual(['macd', 'rsi', 'breadth', 'curve']);
    expect(read.components[3]?.value).toBeCloseTo(40.74 / 31.14, 12);
    expect(read.state).toBe('stress');
    expect(regime).toMatchObject({ raw: 'crisis', confirmed: { regime: 'stress' } });
  });

  it('rests the regime on VIX and VX without VIX3M, and names the curve as missing', async () => {
    const spx = ['--spx', data('spx/GSPC_ohlc_1927_2026-08-21.csv')];
    const args = ['signals', ...spx, ...vix, ...vx, '--as-of', '2020-03-16'];
    const { signals: read, regime } = await signals(args);
    expect(read.missing.map(({ name }) => name)).toEqual(['breadth', 'curve']);
    expect(regime).toMatchObject({ raw: 'stress', confirmed: { regime: 'stress' } });
  });

  it('remembers what lies before the window of --history', async () => {
    const history = ['signals', '--history', ...vix, ...vix3m, ...vx, '--to', '2023-10-10'];
    const rows = async (...window: string[]): Promise<string[]> =>
      (await alvh([...history, ...window, '-f', 'csv'])).stdout.trim().split('\n').slice(1);
    const shown = await rows('--from', '2023-09-20');
    expect(shown).toHaveLength(15);
    expect(shown).toEqual((await rows()).slice(-15));
    expect(shown[0]).toMatch(/^2023-09-20,.*,normal,vixToVix3m,calm$/);
  });

  it('refuses prices that are stale by the clock', async () => {
    const spx = data('spx/GSPC_ohlc_1927_2026-08-21.csv');
    const run = await alvh(['signals', '--spx', spx], { now: '2026-09-30T20:00:00Z' });
    expect(expectRefusal(run, 3)).toMatch(/the last close is of 2026-08-21, 40 days before/);
  });
});
