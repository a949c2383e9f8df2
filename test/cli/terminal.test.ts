import { describe, expect, it } from 'vitest';
import { AS_OF, POSITION, SIZE, SOUND } from './broken/broken-input.js';
import { alvh, bash, inProject } from './run.js';
import type { RunOptions } from './run.js';

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  size: SIZE,
  'size --explain': [...SIZE, '--explain', '--vx-margin', '6000'],
  'size with capital': [
    ...[...SIZE, '--explain', '--vx-margin', '6000', '--set', 'capital.equityRiskPremium=0.05'],
    ...['--set', 'capital.riskFreeRate=0.04', '--set', 'capital.leverage=1.2'],
    ...['--set', 'capital.financing.boxRate=0.043'],
  ],
  'size of a book': [
    'size',
    '-p',
    inProject('examples', 'two-expiries', 'book.csv'),
    '-s',
    inProject('examples', 'two-expiries', 'snapshot.csv'),
    '--as-of',
    '2023-10-20',
  ],
  condor: ['condor', '-p', 'position.yaml', '-s', 'snapshot.csv', ...AS_OF],
  'condor without a snapshot': ['condor', '-p', 'position.yaml'],
  stress: ['stress', ...SIZE.slice(1)],
  term: ['term', '-s', 'snapshot.csv', ...AS_OF],
};
const EACH = Object.entries(COMMANDS);

// eslint-disable-next-line no-control-regex
const ANSI = /\u001b\[[\d;]*m/g;

async function print(args: readonly string[], env: RunOptions['env'] = {}): Promise<string> {
  const run = await alvh(args, { files: SOUND, env });
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  return run.stdout;
}

function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => [...line].length));
}

describe.concurrent.each(EACH)('the table of %s', (_, args) => {
  it('fits 80 columns where nothing is known of the terminal', async () => {
    const text = await print(args);
    expect(widest(text)).toBeLessThanOrEqual(80);
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/[ \t]$|\t|undefined|NaN|\[object/m);
  });

  it.each([40, 100, 200])('fits %i columns', async (columns) => {
    const text = await print(args, { COLUMNS: String(columns) });
    expect(widest(text)).toBeLessThanOrEqual(columns);
  });

  it('has no colour through a pipe, colour where it is forced, and the same layout', async () => {
    const [plain, forced] = await Promise.all([print(args), print(args, { FORCE_COLOR: '1' })]);
    expect(plain).not.toContain('\u001b');
    expect(forced).toMatch(ANSI);
    expect(forced.replace(ANSI, '')).toBe(plain);
    // Nothing of the terminal but colour: no cursor, no link, no title.
    expect(forced.replace(ANSI, '')).not.toContain('\u001b');
  });

  it('is pure ASCII without UTF-8, and no wider', async () => {
    const text = await print(args, { LC_ALL: 'C' });
    expect(text).toMatch(/^[\n -~]+$/);
    expect(widest(text)).toBeLessThanOrEqual(80);
  });
});

describe.concurrent('colour', () => {
  it.each([
    ['--no-color beats FORCE_COLOR', [...SIZE, '--no-color'], { FORCE_COLOR: '1' }, false],
    ['NO_COLOR beats FORCE_COLOR', SIZE, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['an empty NO_COLOR says nothing', SIZE, { FORCE_COLOR: '1', NO_COLOR: '' }, true],
    ['FORCE_COLOR=0 is none', SIZE, { FORCE_COLOR: '0' }, false],
    ['JSON has none', [...SIZE, '-f', 'json'], { FORCE_COLOR: '1' }, false],
    ['CSV has none', [...SIZE, '-f', 'csv', '-q'], { FORCE_COLOR: '1' }, false],
    ['Markdown has none', [...SIZE, '-f', 'markdown'], { FORCE_COLOR: '1' }, false],
  ] as const)('%s', async (_, args, env, colour) => {
    const text = await print(args, env);
    expect(text.includes('\u001b')).toBe(colour);
  });

  it('is in no file', async () => {
    const line = `FORCE_COLOR=1 $ALVH ${SIZE.join(' ')} -q -o out.txt; cat out.txt`;
    const run = await bash(line, { files: SOUND, env: { COLUMNS: '200' } });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).not.toContain('\u001b');
    // A file is not as wide as the terminal that happened to write it.
    expect(widest(run.stdout)).toBeLessThanOrEqual(80);
  });

  it('carries no meaning of its own: signs and words stay without it', async () => {
    const text = await print(SIZE);
    expect(text).toMatch(/^Warning /m);
    expect(text).toMatch(/-\$\d/);
  });
});

describe.concurrent('the locale', () => {
  it.each([
    [{ LC_ALL: 'POSIX', COLUMNS: '200' }, false],
    [{ LANG: undefined }, false],
    [{ LC_CTYPE: 'de_DE.ISO-8859-1' }, false],
    [{ LC_ALL: '', LANG: 'de_DE.UTF-8' }, true],
    [{ LC_ALL: 'en_US.utf8', LANG: 'C' }, true],
  ])('%j has UTF-8: %s', async (env, utf8) => {
    expect(/[^\n -~]/.test(await print(SIZE, env))).toBe(utf8);
  });

  it('turns letters of an id into ASCII too, but not in JSON', async () => {
    const files = { ...SOUND, 'position.yaml': POSITION.replace('spx-aug', 'Größe 1') };
    const [table, json] = await Promise.all([
      alvh(SIZE, { files, env: { LC_ALL: 'C' } }),
      alvh([...SIZE, '-f', 'json'], { files, env: { LC_ALL: 'C' } }),
    ]);
    expect(table.stdout).toMatch(/^[\n -~]+$/);
    expect(json.stdout).toContain('"Größe 1"');
  });
});

describe.concurrent('the width', () => {
  it.each(['', '0', '-5', 'wide', '99999999999'])(
    'is sane where COLUMNS is %j',
    async (columns) => {
      const text = await print(SIZE, { COLUMNS: columns });
      expect(widest(text)).toBeLessThanOrEqual(400);
      expect(widest(text)).toBeGreaterThan(60);
    },
  );

  it('changes no figure', async () => {
    const figures = (text: string) => text.match(/[-+]?\$?[\d,.]*\d%?/g)?.toSorted();
    const [narrow, wide] = await Promise.all([
      print(SIZE, { COLUMNS: '80' }),
      print(SIZE, { COLUMNS: '200' }),
    ]);
    expect(figures(narrow)).toEqual(figures(wide));
  });

  it('does not touch JSON and CSV', async () => {
    for (const format of ['json', 'csv']) {
      const args = [...SIZE, '-f', format, '-q'];
      const [usual, other] = await Promise.all([
        print(args),
        print(args, { COLUMNS: '40', LC_ALL: 'C', FORCE_COLOR: '1' }),
      ]);
      expect(other).toBe(usual);
    }
  });
});

/** util-linux's script runs a program in a terminal of its own. */
const HAS_SCRIPT = (await bash('script --version')).stdout.includes('util-linux');

describe.skipIf(!HAS_SCRIPT)('in a terminal', () => {
  async function inTerminal(columns: number, env: RunOptions['env'] = {}): Promise<string> {
    const line = `script -qec 'stty cols ${columns} rows 40; $ALVH ${SIZE.join(' ')}' /dev/null`;
    const run = await bash(line, { files: SOUND, env: { TERM: 'xterm-256color', ...env } });
    expect(run.code).toBe(0);
    return run.stdout.replaceAll('\r', '');
  }

  it.each([72, 80, 130])('the table fits its %i columns and has colour', async (columns) => {
    const text = await inTerminal(columns);
    expect(text).toMatch(ANSI);
    const plain = text.replace(ANSI, '');
    expect(widest(plain)).toBeLessThanOrEqual(columns);
    expect(plain).toBe(await print(SIZE, { COLUMNS: String(columns) }));
  });

  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('there is no colour with %j', async (env) => {
    expect(await inTerminal(80, env)).not.toContain('\u001b');
  });
});
