import { describe, expect, it } from 'vitest';
import { SIZE, SOUND } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import { warmAlvh as alvh } from './warm.js';

const MARGIN = ['--vx-margin', '6000'];
const HURDLE = ['--set', 'capital.equityRiskPremium=0.05', '--set', 'capital.riskFreeRate=0.04'];
const LEVERAGE = ['--set', 'capital.leverage=1.2', '--set', 'capital.financing.boxRate=0.043'];

/** 80 days of an account with a beta of about 0.6. */
const RETURNS = [
  'date,return,spx',
  ...Array.from({ length: 80 }, (_, i) => {
    const day = new Date(Date.UTC(2026, 2, 1 + i)).toISOString().slice(0, 10);
    const level = (at: number): number => 7000 * Math.exp(0.01 * Math.sin(at));
    const spx = level(i) / level(i - 1) - 1;
    return `${day},${(0.6 * spx + 0.001 * Math.cos(7 * i)).toFixed(8)},${level(i).toFixed(2)}`;
  }),
  '',
].join('\n');

interface Sized {
  readonly structure: Record<string, unknown> & { readonly capital?: Record<string, unknown> };
  readonly hedge: { readonly factors: { name: string; value: number; source: string }[] };
  readonly warnings: { code: string }[];
}

async function json(...more: string[]): Promise<Sized> {
  const files = { ...SOUND, 'returns.csv': RETURNS };
  const run = await alvh([...SIZE, ...more, '-f', 'json'], { files });
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout) as Sized;
}

async function table(...more: string[]): Promise<string> {
  const run = await alvh([...SIZE, ...more], { files: SOUND });
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  return run.stdout;
}

describe.concurrent('alvh size, the money behind the structure', () => {
  it('IRR with a margin, WACC with a premium, NPV with both', async () => {
    const [margin, hurdle, both] = await Promise.all([
      json(...MARGIN),
      json(...HURDLE),
      json(...MARGIN, ...HURDLE),
    ]);
    const keys = ({ structure }: Sized): string[] =>
      ['expectedIrr', 'wacc', 'npvUsd', 'periodReturn'].filter((key) => key in structure);
    expect(keys(margin)).toEqual(['expectedIrr', 'periodReturn']);
    expect(keys(hurdle)).toEqual(['wacc']);
    expect(keys(both)).toEqual(['expectedIrr', 'wacc', 'npvUsd', 'periodReturn']);
    expect(both.structure['wacc']).toBeCloseTo(0.09, 12);
    expect(both.structure['expectedIrr']).toBe(margin.structure['expectedIrr']);
  });

  it('the table says each line that is known, and none that is not', async () => {
    const labels = (text: string): string[] =>
      ['Capital', 'Return', 'Stress beta', 'WACC', 'Leverage', 'Measure'].filter((label) =>
        new RegExp(`^${label} `, 'm').test(text),
      );
    expect(labels(await table())).toEqual([]);
    expect(labels(await table(...HURDLE))).toEqual(['WACC']);
    expect(labels(await table(...MARGIN))).toEqual(['Capital', 'Return', 'Stress beta', 'Measure']);
    const all = await table(...MARGIN, ...HURDLE, ...LEVERAGE);
    expect(labels(all)).toHaveLength(6);
    expect(all).toMatch(/^WACC +9\.0% a year; NPV -?\$[\d,]+, of it the hedge -\$[\d,]+$/m);
  });

  it('--explain derives what the JSON says, with the flag that gave each setting', async () => {
    const text = (await table(...MARGIN, ...HURDLE, '--explain')).replace(/\s+/g, ' ');
    expect(text).toContain('cost of equity, a year = 0.09: risk-free rate + beta x equity risk');
    expect(text).toContain('equity risk premium 0.05 (capital.equityRiskPremium: --set)');
    expect(text).toContain('NPV, USD = ');
    expect(text).toContain('margin of the condors, their wider wing');
  });

  it('leverage above the profile’s cap is refused with its key', async () => {
    const run = await alvh([...SIZE, '--set', 'capital.leverage=1.4'], { files: SOUND });
    expect(expectRefusal(run, 4)).toContain('--set capital.leverage: leverage 1.4 is above');
    const allowed = await json(...MARGIN, ...LEVERAGE, '--profile', 'promoter');
    expect(allowed.structure.capital).toHaveProperty('leverage');
  });
});

describe.concurrent('alvh size --returns', () => {
  it('takes the place of portfolio.beta, as a factor with its standard error', async () => {
    const result = await json('--returns', 'returns.csv');
    const factor = result.hedge.factors.find(({ name }) => name === 'portfolioBeta');
    expect(factor).toMatchObject({
      source: 'returns.csv',
      note: expect.stringMatching(
        /beta 0\.\d{3}, standard error 0\.\d{3}, of 79 returns$/,
      ) as string,
    });
    expect(factor?.value).toBeGreaterThan(0.75);
    expect(factor?.value).toBeLessThan(0.85);
  });

  it('reads standard input', async () => {
    const args = [...SIZE, '--returns', '-', '-f', 'json'];
    const run = await alvh(args, { files: SOUND, stdin: RETURNS });
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('of 79 returns');
  });

  it.each([
    ['too few', RETURNS.split('\n').slice(0, 60).join('\n'), 'a beta of 58 returns; give at least'],
    ['per cent', RETURNS.replace(/2026-03-10,[^,]+/, '2026-03-10,1.5'), 'a return of 1.5 is 150%'],
    ['no column', RETURNS.replace('return', 'gain'), 'neither a column return nor a column value'],
    ['a day ahead', `${RETURNS}2026-07-07,0,7000\n`, 'is after the valuation date 2026-07-06'],
    ['an empty file', '', 'the file is empty'],
  ])('refuses %s at its place', async (_, text, problem) => {
    const files = { ...SOUND, 'returns.csv': text };
    const run = await alvh([...SIZE, '--returns', 'returns.csv'], { files });
    const line = expectRefusal(run, 2);
    expect(line).toMatch(/^alvh: returns\.csv/);
    expect(line).toContain(problem);
  });

  it('refuses a file that is not there, a name that is none, and stdin twice', async () => {
    const refused = async (...args: string[]): Promise<string> =>
      expectRefusal(await alvh([...SIZE, ...args], { files: SOUND }), 2);
    expect(await refused('--returns', 'nowhere.csv')).toContain(
      'nowhere.csv: there is no such file',
    );
    expect(await refused('--returns', '')).toContain('--returns: the file name is empty');
    expect(await refused('--returns', '-', '-c', '-')).toContain('standard input is asked for');
  });
});
