import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parse as parseYaml } from 'yaml';
import { SIZE, SOUND, changed } from './broken/broken-input.js';
import { MACRO, MARKET, SERIES } from './broken/market-files.js';
import { expectRefusal } from './refusal.js';
import type { Files } from './run.js';
import { warmAlvh as alvh } from './warm.js';

interface Effect {
  name: string;
  value: number;
  source: string;
  note?: string;
}

interface Gauges {
  off?: string;
  dividendDiscount?: { fair: { divergence: number }; premiumChange: { state: string } };
  priceToCashFlow?: { percentile: number; ignored?: string };
  quickRatio?: { ratio?: number; state: string };
  effects: Record<string, Effect>;
}

interface Report {
  macro: Gauges;
  portfolioBeta: { value: number };
  warnings: { code: string; message: string }[];
}

interface Sized {
  macro?: Gauges;
  hedge: { ratio: number; targetNotionalUsd: number; factors: Effect[] };
  layers: object[];
  structure: object;
  warnings: { code: string; message: string }[];
}

const FILES: Files = { ...SOUND, ...SERIES, 'market.yaml': MARKET };
const WITH = ['--market', 'market.yaml'] as const;

async function json<T>(args: readonly string[], files: Files = FILES, now?: string): Promise<T> {
  const run = await alvh([...args, '-f', 'json'], { files, ...(now !== undefined && { now }) });
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout) as T;
}

const product = (factors: readonly Effect[]): number =>
  factors.reduce((all, { value }) => all * value, 1);

const weak = (liabilities: string): Files => ({
  ...FILES,
  'market.yaml': changed(
    MARKET,
    'currentLiabilities: 170000',
    `currentLiabilities: ${liabilities}`,
  ),
});

describe.concurrent('alvh macro', () => {
  it('prints the gauges with their values, ages and effects, and how thin the evidence is', async () => {
    const run = await alvh(MACRO, { files: FILES });
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    for (const said of [
      /^P\/E +27\.91 +fair 23\.29 at 8\.50%/m,
      /^quick ratio +1\.08 +sound +2026-03-31 +97$/m,
      /^-0\.5% +7,021\.00 +\+12\.5%/m,
      /^Beta +1 \(portfolio\.beta: default/m,
      /have no\s+demonstrated link/,
      /history-revised: .*pcf\.csv, reer\.csv/s,
    ]) {
      expect(run.stdout).toMatch(said);
    }
    for (const line of run.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('prints JSON and CSV of the same figures', async () => {
    const { macro, portfolioBeta, warnings } = await json<Report>(MACRO);
    expect(macro.dividendDiscount?.fair.divergence).toBeCloseTo(
      7480 / ((236 * 1.19) / 0.045) - 1,
      10,
    );
    expect(portfolioBeta.value).toBe(1);
    expect(warnings.map(({ code }) => code)).toEqual(['history-revised']);
    const run = await alvh([...MACRO, '-f', 'csv'], { files: FILES });
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/^alvh: history-revised: /);
    const rows: Record<string, string>[] = parse(run.stdout, { columns: true });
    const pcf = rows.find(({ gauge }) => gauge === 'priceToCashFlow');
    expect(Number(pcf?.['percentile'])).toBe(macro.priceToCashFlow?.percentile);
    expect(Number(pcf?.['factor'])).toBe(macro.effects['priceToCashFlow']?.value);
  });

  it('without --as-of goes by the clock: figures grow stale', async () => {
    const args = ['macro', ...WITH];
    const now = '2027-06-01T12:00:00Z';
    const { macro, warnings } = await json<Report>(args, FILES, now);
    expect(macro.priceToCashFlow?.ignored).toMatch(/2026-06, ended 336 days before 2027-06-01/);
    expect(Object.values(macro.effects).map(({ value }) => value)).toEqual([1, 1, 1, 1]);
    expect(warnings.filter(({ code }) => code === 'macro-ignored')).toHaveLength(3);
    expect(warnings.map(({ code }) => code)).toContain('quick-ratio-stale');
  });

  it('of an earlier day uses nothing that came later', async () => {
    // Only the series: figures that are typed in have one day.
    const text = 'priceToCashFlow: { file: pcf.csv }\nreer: { source: BIS, file: reer.csv }\n';
    const until = (file: string, last: string): string =>
      `${(SERIES[file] as string).split(last)[0] ?? ''}${last}\n`;
    const args = ['macro', ...WITH, '--as-of', '2025-07-01'];
    const whole = await json<Report>(args, { ...SERIES, 'market.yaml': text });
    const cut = await json<Report>(args, {
      'market.yaml': text,
      'pcf.csv': until('pcf.csv', '2025-03-01,15.4'),
      'reer.csv': until('reer.csv', '2025-04-01,108.5'),
    });
    expect(whole).toEqual(cut);
    expect(whole.macro.priceToCashFlow).toMatchObject({
      latest: { month: '2025-03', value: 15.4 },
    });
  });

  it('takes settings', async () => {
    const { macro } = await json<Report>([...MACRO, '--set', 'macro.reer.tilt=0']);
    expect(macro.effects['reer']?.value).toBe(1);
    const run = await alvh([...MACRO, '--set', 'macro.reer.maxAgeDays=60'], { files: FILES });
    expect(expectRefusal(run, 2)).toMatch(/maxAgeDays 60 is less than a month over lagDays 45/);
  });

  it.each([
    [0.9999, '0\\.99', 'low: a smaller hedge'],
    [0.6993, '0\\.69', 'low: no VX or VXM'],
    [0.7, '0\\.70', 'low: a smaller hedge'],
    [1, '1\\.00', 'sound'],
  ])('prints a quick ratio of %d on its side of the cut', async (ratio, printed, reading) => {
    const sheet = `quickRatio:
  date: 2026-03-31
  cash: ${ratio * 10_000}
  marketableSecurities: 0
  receivables: 0
  currentLiabilities: 10000
`;
    const files = { 'market.yaml': sheet };
    const run = await alvh(['macro', ...WITH, '--as-of', '2026-07-06'], { files });
    expect(run, run.stderr).toMatchObject({ code: 0 });
    expect(run.stdout).toMatch(new RegExp(`^quick ratio +${printed} +${reading}`, 'm'));
  });

  it('marks an undefined quick ratio n/a', async () => {
    for (const liabilities of ['null', '0']) {
      const { macro, warnings } = await json<Report>(MACRO, weak(liabilities));
      expect(macro.quickRatio).toMatchObject({ state: 'unclassified' });
      expect(macro.quickRatio?.ratio).toBeUndefined();
      expect(macro.effects['quickRatio']?.value).toBe(1);
      expect(warnings.map(({ code }) => code)).toContain('quick-ratio-undefined');
    }
  });

  it('has a schema that takes the file, and not what is wrong', async () => {
    const { stdout } = await alvh(['schema', 'market']);
    const schema = z.fromJSONSchema(JSON.parse(stdout) as Parameters<typeof z.fromJSONSchema>[0]);
    const accepts = (text: string) => schema.safeParse(parseYaml(text)).success;
    expect(accepts(MARKET)).toBe(true);
    expect(accepts(changed(MARKET, 'currentLiabilities: 170000', 'currentLiabilities: null'))).toBe(
      true,
    );
    expect(accepts(changed(MARKET, 'payout: total\n', 'payout: some\n'))).toBe(false);
    expect(accepts(changed(MARKET, 'riskFree10y', 'riskFree'))).toBe(false);
  });
});

describe.concurrent('alvh size --market', () => {
  const low = weak('200000');

  it('makes the quick ratio and the premium factors of h, in the exact product', async () => {
    const args = [...SIZE, ...WITH, '--set', 'macro.erpTilt=true', '--explain'];
    const plain = await json<Sized>(SIZE);
    const sized = await json<Sized>(args, low);
    const { factors, targetNotionalUsd, ratio } = sized.hedge;
    const named = Object.fromEntries(factors.map((factor) => [factor.name, factor.value]));
    expect(named).toMatchObject({ quickRatio: 0.9, equityRiskPremium: 1.1 });
    expect(product(factors)).toBe(targetNotionalUsd);
    expect(ratio).toBeCloseTo(plain.hedge.ratio * 0.9 * 1.1, 12);
    expect(sized.macro?.effects['quickRatio']?.value).toBe(0.9);
    expect(sized.warnings.map(({ code }) => code)).toContain('quick-ratio-low');
    // The factor of the quick ratio is a setting, and is traced as one.
    expect(factors.find(({ name }) => name === 'quickRatio')?.source).toBe(
      'macro.quickRatio.lowFactor: default, method 9.4, our choice',
    );
  });

  it('leaves the premium out unless it is asked for', async () => {
    const { hedge } = await json<Sized>([...SIZE, ...WITH], low);
    expect(hedge.factors.map(({ name }) => name)).not.toContain('equityRiskPremium');
  });

  it('says where a setting has no file to work on', async () => {
    const { warnings, hedge } = await json<Sized>([...SIZE, '--set', 'macro.erpTilt=true']);
    expect(warnings.map(({ code }) => code)).toContain('macro-not-given');
    expect(hedge.factors.map(({ name }) => name)).not.toContain('equityRiskPremium');
  });

  it('without it is what it was', async () => {
    const { macro, hedge } = await json<Sized>(SIZE);
    expect(macro).toBeUndefined();
    expect(hedge.factors.find(({ name }) => name === 'quickRatio')?.source).toBe(
      'neutral: no quick ratio given',
    );
  });

  it.each([
    [['--no-macro-tilt'], '--no-macro-tilt', []],
    [['--set', 'macro.tilt=false'], 'macro.tilt is off', []],
    [['--static'], 'static', ['--static']],
  ] as const)('with %j shows the gauges and moves nothing', async (flags, reason, baseFlags) => {
    const erp = ['--set', 'macro.erpTilt=true'];
    const plain = await json<Sized>([...SIZE, ...baseFlags]);
    const sized = await json<Sized>([...SIZE, ...WITH, ...erp, ...flags], low);
    expect(sized.layers).toEqual(plain.layers);
    expect(sized.structure).toEqual(plain.structure);
    expect(sized.hedge.targetNotionalUsd).toBe(plain.hedge.targetNotionalUsd);
    expect(sized.macro?.quickRatio?.state).toBe('low');
    expect(sized.macro?.off).toBe(reason);
    const off = sized.warnings.find(({ code }) => code === 'macro-off');
    expect(off?.message).toContain(reason);
  });

  it('below 0.7 refuses futures, also where effects are off, and sizes calls', async () => {
    const files = weak('300000');
    for (const flags of [[], ['--no-macro-tilt'], ['--static']]) {
      const run = await alvh([...SIZE, ...WITH, ...flags], { files });
      const line = expectRefusal(run, 4);
      expect(line).toMatch(/quick ratio of 0\.6166 \(2026-03-31\) is below 0\.7/);
      expect(line).toMatch(/short, intermediate, stabilizer hold them; set instrument: call/);
    }
    const calls = ['short', 'intermediate', 'stabilizer'].flatMap((layer) => [
      '--set',
      `layers.${layer}.instrument=call`,
    ]);
    const sized = await json<Sized>([...SIZE, ...WITH, ...calls], files);
    expect(sized.hedge.factors.find(({ name }) => name === 'quickRatio')?.value).toBe(0.9);
    expect(JSON.stringify(sized.layers)).not.toContain('"kind":"future"');
    const search = await alvh([...SIZE, ...WITH, ...calls, '--method', 'optimize'], { files });
    expect(expectRefusal(search, 4)).toMatch(/optimize\.futures: .*may buy them; set optimize/);
  });

  it('names the file in the header and has the gauges in the table', async () => {
    const run = await alvh([...SIZE, ...WITH, '--no-macro-tilt'], { files: FILES });
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/--market market\.yaml,\s+--no-macro-tilt/);
    expect(run.stdout).toMatch(/^Macro gauges/m);
  });

  it('reads the market file from standard input', async () => {
    const run = await alvh([...SIZE, '--market', '-', '-f', 'json'], {
      files: FILES,
      stdin: MARKET,
    });
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  });
});
