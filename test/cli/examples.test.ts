import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { SNAPSHOT } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import { alvh, bash, freshFolder, inProject } from './run.js';

const EXAMPLES = readdirSync(inProject('examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

function textOf(...parts: string[]): string {
  return readFileSync(inProject('examples', ...parts), 'utf8');
}

/** The commands of a page: lines indented by four blanks that start with alvh. */
function commandsOf(page: string): string[] {
  return [...page.matchAll(/^ {4}(alvh (?:.*\\\n)*.*)$/gm)].map(([, line = '']) =>
    line.replace(/\\\n\s*/g, ''),
  );
}

describe.concurrent.each(EXAMPLES)('the example %s', (name) => {
  const commands = commandsOf(textOf(name, 'README.md'));

  it('says how to run it', () => {
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.join('\n')).toMatch(/^alvh size .*--as-of \d{4}-\d{2}-\d{2}/m);
  });

  it.each(commands)('%s', async (command) => {
    const line = command.replace(/^alvh/, '$ALVH');
    const run = await bash(line, { cwd: inProject('examples', name) });
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout.split('\n').length).toBeGreaterThan(20);
  });

  it('is of a past day: without --as-of it is stale', async () => {
    const [size = ''] = commands.filter((command) => command.startsWith('alvh size'));
    const line = size.replace(/^alvh/, '$ALVH').replace(/ --as-of \S+/, '');
    const run = await bash(line, { cwd: inProject('examples', name) });
    // Files without a time of their own take it from --as-of only.
    const dated = /^asof/m.test(SNAPSHOTS[name] ?? '') || /_\d{4}-/.test(size);
    expect(expectRefusal(run, dated ? 3 : 2)).toMatch(/days? .*old|--as-of/);
  });
});

const SNAPSHOTS = Object.fromEntries(
  EXAMPLES.map((name) => [
    name,
    readdirSync(inProject('examples', name))
      .filter((file) => file.endsWith('.csv'))
      .map((file) => textOf(name, file))
      .join('\n'),
  ]),
);

describe('alvh init', () => {
  let cwd = '';

  beforeAll(async () => {
    cwd = freshFolder();
    const run = await alvh(['init', 'hedge'], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toBe('hedge/alvh.yaml\nhedge/position.yaml\nhedge/snapshot.csv\n');
  });

  it('writes what the command in the help then sizes, settings and all', async () => {
    const help = await alvh(['--help']);
    const [, command = ''] = /^ {2}(alvh size .*)$/m.exec(help.stdout) ?? [];
    const line = command.replace(/^alvh/, '$ALVH');
    const run = await bash(line, { cwd: join(cwd, 'hedge') });
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('alvh.yaml');
  });

  it('writes out the defaults: with them and without, the answer is the same', async () => {
    const args = ['size', '-p', 'position.yaml', '-s', 'snapshot.csv', '--as-of', '2026-07-06'];
    const folder = join(cwd, 'hedge');
    const figures = async (...more: string[]) => {
      const run = await alvh([...args, '-f', 'json', ...more], { cwd: folder });
      expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
      // Where a value came from differs, and says so; the values must not.
      return JSON.parse(run.stdout, (key, value: unknown) =>
        key === 'source' ? '' : value,
      ) as unknown;
    };
    const withFile = await figures();
    writeFileSync(join(folder, 'none.yaml'), '# nothing\n');
    expect(withFile).toEqual(await figures('-c', 'none.yaml'));
  });

  it('never writes over a file, and then writes none', async () => {
    for (const name of ['alvh.yaml', 'position.yaml', 'snapshot.csv']) {
      const taken = freshFolder({ [name]: 'mine' });
      const run = await alvh(['init'], { cwd: taken });
      expect(expectRefusal(run, 2)).toMatch(new RegExp(`${name}: it is there already`));
      expect(readdirSync(taken)).toEqual([name]);
      expect(readFileSync(join(taken, name), 'utf8')).toBe('mine');
    }
  });

  it('starts in the folder that is there, and makes those that are not', async () => {
    const here = freshFolder({ 'notes.txt': '' });
    expect((await alvh(['init'], { cwd: here })).code).toBe(0);
    expect(readdirSync(here).sort()).toEqual([
      'alvh.yaml',
      'notes.txt',
      'position.yaml',
      'snapshot.csv',
    ]);
    expect((await alvh(['init', 'a/b c/d'], { cwd: here })).code).toBe(0);
    expect(readdirSync(join(here, 'a', 'b c', 'd'))).toHaveLength(3);
  });

  it('is found again as ./alvh.yaml, and below the XDG folder', async () => {
    const folder = join(cwd, 'hedge');
    const args = ['size', '-p', `${folder}/position.yaml`, '-s', `${folder}/snapshot.csv`];
    const run = (options: { cwd?: string; env?: Record<string, string> }) =>
      alvh([...args, '--as-of', '2026-07-06'], options);
    const xdg = freshFolder({ 'alvh/alvh.yaml': 'profile: promoter\n' });
    expect((await run({})).stdout).toMatch(/steward profile, built-in defaults/);
    expect((await run({ env: { XDG_CONFIG_HOME: xdg } })).stdout).toMatch(/promoter/);
    expect((await run({ cwd: folder, env: { XDG_CONFIG_HOME: xdg } })).stdout).toMatch(/steward/);
  });
});

describe.concurrent('alvh schema', () => {
  async function schemaOf(name: string): Promise<z.ZodType> {
    const run = await alvh(['schema', name]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const schema = JSON.parse(run.stdout) as Parameters<typeof z.fromJSONSchema>[0];
    expect(schema).toMatchObject({ $schema: expect.stringContaining('json-schema.org') as string });
    return z.fromJSONSchema(schema);
  }

  function accepts(schema: z.ZodType, value: unknown): boolean {
    return schema.safeParse(value).success;
  }

  it('position accepts the positions of the examples, and not what is wrong', async () => {
    const schema = await schemaOf('position');
    const files = EXAMPLES.flatMap((name) =>
      readdirSync(inProject('examples', name))
        .filter((file) => /\.(yaml|json)$/.test(file) && !/^(scenarios|market)/.test(file))
        .map((file) => [name, file] as const),
    );
    expect(files.length).toBeGreaterThan(2);
    for (const [name, file] of files) {
      expect(accepts(schema, parse(textOf(name, file))), `${name}/${file}`).toBe(true);
    }
    const book = parse(textOf('calm-contango', 'position.yaml')) as { positions: object[] };
    const [condor] = book.positions;
    expect(accepts(schema, condor)).toBe(true);
    expect(accepts(schema, { positions: [] })).toBe(false);
    expect(accepts(schema, { positions: [{ ...condor, quantitiy: 1 }] })).toBe(false);
    expect(accepts(schema, { positions: [{ ...condor, underlying: 'SPY' }] })).toBe(false);
    expect(accepts(schema, { positions: [{ ...condor, quantity: '10' }] })).toBe(false);
  });

  it('snapshot accepts the same snapshot that the program reads', async () => {
    const schema = await schemaOf('snapshot');
    const rows = SNAPSHOT.trim()
      .split('\n')
      .map((line) => line.split(','));
    const snapshot = {
      asOf: rows.find(([kind]) => kind === 'asof')?.[2],
      indices: Object.fromEntries(
        rows.flatMap(([kind, symbol, , price]) =>
          kind === 'index' ? [[symbol, Number(price)]] : [],
        ),
      ) as Record<string, number>,
      futures: rows.flatMap(([kind, symbol, expiry, price]) =>
        kind === 'future' ? [{ symbol, expiry, price: Number(price) }] : [],
      ),
    };
    expect(snapshot.futures).toHaveLength(6);
    expect(accepts(schema, snapshot)).toBe(true);
    expect(accepts(schema, { ...snapshot, indexes: {} })).toBe(false);
    expect(accepts(schema, { ...snapshot, indices: { VIX: '15.57' } })).toBe(false);
    const run = await alvh(['term', '-s', 's.json', '--as-of', '2026-07-06'], {
      files: { 's.json': JSON.stringify(snapshot) },
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  it('scenarios accepts the scenarios of the examples, and not what is wrong', async () => {
    const schema = await schemaOf('scenarios');
    const book = parse(textOf('own-scenarios', 'scenarios.yaml')) as { scenarios: object[] };
    const [scenario] = book.scenarios;
    expect(accepts(schema, book)).toBe(true);
    expect(accepts(schema, { scenarios: [] })).toBe(false);
    expect(accepts(schema, scenario)).toBe(false);
    expect(accepts(schema, { scenarios: [{ ...scenario, spxRetrun: -0.1 }] })).toBe(false);
    expect(accepts(schema, { scenarios: [{ ...scenario, vix: [15, 20, 30] }] })).toBe(false);
    expect(accepts(schema, { scenarios: [{ ...scenario, days: '3' }] })).toBe(false);
  });

  it('config accepts what init writes, and not what is wrong', async () => {
    const schema = await schemaOf('config');
    const cwd = freshFolder();
    await alvh(['init'], { cwd });
    expect(accepts(schema, parse(readFileSync(join(cwd, 'alvh.yaml'), 'utf8')))).toBe(true);
    expect(accepts(schema, { hedge: { ratio: 0.5 } })).toBe(true);
    expect(accepts(schema, { hedge: { ration: 0.5 } })).toBe(false);
    expect(accepts(schema, { stress: { rollDays: 5, marginFactor: 3 } })).toBe(true);
    expect(accepts(schema, { stress: { rollDay: 5 } })).toBe(false);
    expect(accepts(schema, { hedge: { ratio: 'half' } })).toBe(false);
    expect(accepts(schema, { profile: 'stewart' })).toBe(false);
  });
});

describe.concurrent('the help', () => {
  const commands = [
    [],
    ...[
      'size',
      'condor',
      'stress',
      'optimize',
      'press',
      'term',
      'signals',
      'macro',
      'calendar',
      'calibrate',
      'data',
      'journal',
      'report',
      'init',
      'schema',
    ].map((one) => [one]),
  ];
  const nested = ['list', 'show', 'compare', 'verify', 'fill', 'note', 'void', 'import'].map(
    (one) => ['journal', one],
  );
  const data = ['pull', 'import', 'status', 'check', 'export'].map((one) => ['data', one]);

  it.each([...commands, ...nested, ...data].map((command) => [...command, '--help'].join(' ')))(
    'alvh %s fits a screen, starts with the usage and has an example',
    async (line) => {
      const run = await alvh(line.split(' '));
      expect(run).toMatchObject({ code: 0, stderr: '' });
      const lines = run.stdout.trimEnd().split('\n');
      expect(lines.length).toBeLessThanOrEqual(33);
      for (const each of lines) expect(each.length).toBeLessThanOrEqual(80);
      expect(lines[0]).toMatch(/^Usage: alvh /);
      expect(lines.slice(1, 4).join('\n')).toMatch(/^\n(Example|Start):\n {2}alvh /);
      expect((await alvh(line.replace('--help', '-h').split(' '))).stdout).toBe(run.stdout);
    },
  );

  it('names every command that works, and no other', async () => {
    const { stdout } = await alvh(['--help']);
    const named = [...stdout.matchAll(/^ {2}(\w+) [ [<]/gm)].map(([, name]) => name);
    expect(named).toEqual(commands.flat());
  });

  it('is what a bare alvh shows, as an error', async () => {
    const [bare, help] = await Promise.all([alvh([]), alvh(['--help'])]);
    expect(bare).toEqual({ ...help, code: 2, stdout: '', stderr: help.stdout });
  });

  it('gives examples that are right: those of flags are known to the command', async () => {
    for (const command of [
      'size',
      'condor',
      'stress',
      'optimize',
      'term',
      'signals',
      'macro',
      'calendar',
      'calibrate',
    ]) {
      const { stdout } = await alvh([command, '--help']);
      const [, example = ''] = /^Example:\n((?: {2}alvh .*\n)+)/m.exec(stdout) ?? [];
      for (const [flag] of example.matchAll(/(?<= )--?[a-z][\w-]*/g)) {
        expect(stdout).toMatch(new RegExp(`^ +(-\\w, )?${flag}[ ,]`, 'm'));
      }
    }
  });

  it('tells the version', async () => {
    const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
      version: string;
    };
    for (const flag of ['--version', '-V']) {
      expect(await alvh([flag])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
    }
  });
});
