import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDynamics } from '../../src/config/dynamics-file.js';
import { TRUTH, filesOf, syntheticHistory } from '../calibrate/fixtures.js';
import { hasShared, sharedPath } from '../shared-data.js';
import { POSITION, SNAPSHOT } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import { freshFolder } from './run.js';
import type { Run } from './run.js';
import { warmAlvh as alvh } from './warm.js';

const FILES = filesOf(syntheticHistory({ ...TRUTH, days: 800 }));
const INPUT = {
  'spx.csv': FILES.spx,
  'VIX_History.csv': FILES.vix,
  'VVIX_History.csv': FILES.vvix,
  'vx.csv': FILES.vx,
  'position.yaml': POSITION,
  'snapshot.csv': SNAPSHOT,
};
const FLAGS = ['--spx', 'spx.csv', '--vix', 'VIX_History.csv', '--vx', 'vx.csv'];
const folder = freshFolder(INPUT);
const calibrate = (...more: string[]): Promise<Run> =>
  alvh(['calibrate', ...FLAGS, ...more], { cwd: folder });
const size = (...more: string[]): Promise<Run> =>
  alvh(['size', '-p', 'position.yaml', '-s', 'snapshot.csv', '--as-of', '2026-07-06', ...more], {
    cwd: folder,
  });

describe('alvh calibrate', () => {
  it('prints a table that fits, with every section', async () => {
    const { code, stdout } = await calibrate('--vvix', 'VVIX_History.csv');
    expect(code).toBe(0);
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
    for (const words of [
      'VIX on SPX by the day',
      'contract by contract',
      'VVIX on VIX by the day',
      'Central path',
      'Residual sd',
      'replicated',
      'Against the built-in figures',
      'Newey-West',
      'Educational',
    ]) {
      expect(stdout).toContain(words);
    }
  });

  it('JSON, CSV and Markdown hold the same figures; the same input gives the same bytes', async () => {
    const { stdout } = await calibrate('-f', 'json');
    expect((await calibrate('-f', 'json')).stdout).toBe(stdout);
    const json = JSON.parse(stdout) as {
      tenorBetas: { contract: string; beta: { value: number } }[];
      window: { from: string; to: string };
    };
    const beta = json.tenorBetas[1]?.beta.value ?? NaN;
    const csv = (await calibrate('-f', 'csv')).stdout;
    expect(csv.split('\n')[0]).toBe(
      'section,horizon_days,name,at,value,standard_error,observations',
    );
    const row =
      csv
        .split('\n')
        .find((line) => line.includes('VX2.beta'))
        ?.split(',') ?? [];
    expect(Number(row[4])).toBe(beta);
    expect((await calibrate('-f', 'markdown')).stdout).toContain(beta.toFixed(3));
  });

  it('writes a file that size takes, names it, and gives the same dynamics back', async () => {
    const written = await calibrate('--write', 'fit.yaml', '-f', 'json');
    expect(written.stderr).toContain('alvh: wrote fit.yaml');
    const report = JSON.parse(written.stdout) as { dynamics: unknown };
    const text = readFileSync(join(folder, 'fit.yaml'), 'utf8');
    expect(readDynamics({ name: 'fit.yaml', text })).toEqual(report.dynamics);
    const table = await size('--dynamics', 'fit.yaml');
    expect(table.code).toBe(0);
    expect(table.stdout.replace(/\s+/g, ' ')).toContain(
      '--dynamics fit.yaml (fitted to SPX and VIX',
    );
    interface Sized {
      assumptions: { name: string; source: string }[];
      structure: { breakEvens: { hedged: { lower: number } } };
    }
    const fitted = JSON.parse((await size('--dynamics', 'fit.yaml', '-f', 'json')).stdout) as Sized;
    const builtIn = JSON.parse((await size('-f', 'json')).stdout) as Sized;
    expect(fitted.assumptions.find(({ name }) => name === 'dynamics')?.source).toMatch(
      /^fitted to SPX/,
    );
    expect(builtIn.assumptions.some(({ name }) => name === 'dynamics')).toBe(false);
    expect(fitted.structure.breakEvens.hedged.lower).not.toBe(
      builtIn.structure.breakEvens.hedged.lower,
    );
  });

  it('--from and --to cut the window', async () => {
    const { stdout } = await calibrate('--from', '2007-02-01', '--to', '2009-12-31', '-f', 'json');
    const { window } = JSON.parse(stdout) as { window: { from: string; to: string } };
    expect(window).toMatchObject({ from: '2007-02-01', to: '2009-12-31' });
  });

  it('refuses what is missing or wrong, with flag and mend', async () => {
    const broken: readonly (readonly [string[], RegExp])[] = [
      [
        ['--vix', 'VIX_History.csv', '--vx', 'vx.csv'],
        /--spx: no file of SPX closes is given; add --spx FILE/,
      ],
      [['--spx', 'spx.csv', '--vx', 'vx.csv'], /--vix: no file of VIX closes/],
      [['--spx', 'spx.csv', '--vix', 'VIX_History.csv'], /--vx: no file of VX settlements/],
      [[...FLAGS, '--from', '01/02/2008'], /--from: 01\/02\/2008 can be read as/],
      [
        [...FLAGS, '--from', '2009-01-02', '--to', '2008-01-02'],
        /--to: the window ends on 2008-01-02, before/,
      ],
      [[...FLAGS, '--from', '2009-01-02'], /--from: the history (?:has \d+ days|is too short)/],
      [[...FLAGS, '--write', '-'], /--write: "-" is no name for the file/],
      [['--spx', '-', '--vix', '-', '--vx', 'vx.csv'], /standard input is asked for 2 times/],
      [[...FLAGS, '--dynamics', 'fit.yaml'], /unknown option '--dynamics'/],
      [[...FLAGS, 'more.csv'], /"more\.csv" belongs to no flag/],
    ];
    for (const [args, expected] of broken) {
      expect(expectRefusal(await alvh(['calibrate', ...args], { cwd: folder }), 2)).toMatch(
        expected,
      );
    }
  });

  it('a clock that is behind the files: rows dated ahead', async () => {
    const run = await alvh(['calibrate', ...FLAGS], { cwd: folder, now: '2009-06-01T12:00:00Z' });
    expect(expectRefusal(run, 2)).toMatch(
      /spx\.csv:\d+: date: 2009-06-02 lies ahead of today, 2009-06-01/,
    );
  });

  it.each([
    ['condor', ['-p', 'position.yaml', '-s', 'snapshot.csv', '--as-of', '2026-07-06']],
    ['term', ['-s', 'snapshot.csv', '--as-of', '2026-07-06']],
  ])('alvh %s refuses --dynamics by name: it would change nothing', async (command, args) => {
    const run = await alvh([command, ...args, '--dynamics', 'fit.yaml'], { cwd: folder });
    expect(expectRefusal(run, 2)).toBe(
      `alvh: --dynamics: alvh ${command} uses no dynamics: the file would change nothing; leave it out`,
    );
    expect((await alvh([command, '--help'])).stdout).not.toContain('--dynamics');
  });

  it('size refuses a broken or absent dynamics file', async () => {
    expect(expectRefusal(await size('--dynamics', 'none.yaml'), 2)).toMatch(
      /none\.yaml: there is no such file/,
    );
    const run = await alvh(
      [
        'size',
        '-p',
        'position.yaml',
        '-s',
        'snapshot.csv',
        '--as-of',
        '2026-07-06',
        '--dynamics',
        'bad.yaml',
      ],
      { cwd: folder, files: { 'bad.yaml': 'version: 1\nsource: x\n' } },
    );
    expect(expectRefusal(run, 2)).toMatch(/bad\.yaml:1: \S+: \w+ is missing; give/);
  });

  it.skipIf(!hasShared)('the figures of docs/calibrate.md come from its command line', async () => {
    const data = (rel: string): string => sharedPath(`data/${rel}`);
    const { code, stdout } = await alvh([
      'calibrate',
      '--spx',
      data('spx/GSPC_ohlc_1927_2026-08-21.csv'),
      '--vix',
      data('vix_indices/VIX_daily_1990_2026-07-23.csv'),
      '--vx',
      data('vx_futures/vx_daily_all_contracts.csv'),
      '--tbill',
      data('rates/DTB3_fred.csv'),
      '--from',
      '2007-04-01',
      '--to',
      '2021-12-31',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/a \+ b r\s+a\s+0\.0015/);
    expect(stdout).toMatch(/-4\.3962/);
    expect(stdout).toMatch(/2012\s+-77\.92%/);
  });
});
