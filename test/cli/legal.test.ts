import { describe, expect, it } from 'vitest';
import {
  AS_OF,
  POSITION,
  POSITION_CSV,
  POSITION_JSON,
  SETTLEMENT,
  SIZE,
  SNAPSHOT,
  SOUND,
} from './broken/broken-input.js';
import type { Files, RunOptions } from './run.js';
import { warmAlvh as alvh } from './warm.js';

/** What the program prints as JSON, which must have worked. */
async function size(args: readonly string[], options: RunOptions): Promise<string> {
  const run = await alvh([...args, '-f', 'json'], options);
  expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
  return run.stdout;
}

interface Shown {
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

const sound = size(SIZE, { files: SOUND });

function as(position: string, snapshot = 'snapshot.csv'): string[] {
  return ['size', '-p', position, '-s', snapshot, ...AS_OF];
}

const crlf = (text: string) => text.replaceAll('\n', '\r\n');

/** The book of {@link SOUND} without what depends on how it is written. */
const WAYS: Readonly<Record<string, readonly [args: readonly string[], files: Files]>> = {
  'a byte order mark': [
    as('position.yaml'),
    { 'position.yaml': `\ufeff${POSITION}`, 'snapshot.csv': `\ufeff${SNAPSHOT}` },
  ],
  'a byte order mark in JSON': [as('p.json'), { 'p.json': `\ufeff${POSITION_JSON}` }],
  'CRLF line ends': [
    as('position.yaml'),
    { 'position.yaml': crlf(POSITION), 'snapshot.csv': crlf(SNAPSHOT) },
  ],
  'CRLF line ends in JSON': [as('p.json'), { 'p.json': crlf(POSITION_JSON) }],
  'no line end at the end': [
    as('position.yaml'),
    { 'position.yaml': POSITION.trimEnd(), 'snapshot.csv': SNAPSHOT.trimEnd() },
  ],
  'rows of commas and blank lines below': [
    as('position.yaml'),
    { 'snapshot.csv': `${SNAPSHOT},,,\n\n,,,\n` },
  ],
  'blanks about the values': [
    as('position.yaml'),
    { 'snapshot.csv': SNAPSHOT.replaceAll(',', ' , ') },
  ],
  'quoted values': [
    as('position.yaml'),
    { 'snapshot.csv': SNAPSHOT.replace(/[^,\n]+/g, (cell) => `"${cell}"`) },
  ],
  'comments and another order of keys': [
    as('position.yaml'),
    {
      'position.yaml': `# sold in July
positions:
  - credit: 24.80 # net
    legs:
      longCall: 8000
      shortCall: 7900
      shortPut: 7000
      longPut: 6900
    quantity: 10
    expiry: "2026-08-21"
    underlying: SPX
    id: spx-aug
`,
    },
  ],
  'one condor without its list': [
    as('position.yaml'),
    {
      'position.yaml':
        '{ id: spx-aug, underlying: SPX, expiry: 2026-08-21, quantity: 10, credit: 24.8,\n  legs: { longPut: 6900, shortPut: 7000, shortCall: 7900, longCall: 8000 } }\n',
    },
  ],
  'an ending in capitals': [as('POSITION.YAML'), { 'POSITION.YAML': POSITION }],
  'no ending': [as('position', 'snapshot'), { position: POSITION, snapshot: SNAPSHOT }],
  'CSV without an ending': [
    as('position', 'snapshot'),
    {
      position: POSITION_CSV.replace(',opened', '').replace(',2026-07-06', ''),
      snapshot: SNAPSHOT,
    },
  ],
  'a name with blanks and umlauts': [as('Größe 1.yaml'), { 'Größe 1.yaml': POSITION }],
  'rows in another order': [
    as('position.yaml'),
    {
      'snapshot.csv': SNAPSHOT.split('\n')
        .filter((line) => line !== '')
        .map((line, at) => ({ line, key: at === 0 ? '' : line.split('').reverse().join('') }))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ line }) => line)
        .join('\n'),
    },
  ],
  'symbols with their month': [
    as('position.yaml'),
    {
      'snapshot.csv': SNAPSHOT.replace('VX,2026-07-22', 'VXN26,').replace(
        'VX,2026-08-19',
        'VXQ26,2026-08-19',
      ),
    },
  ],
};

describe.concurrent('what is legal', () => {
  for (const [name, [args, files]] of Object.entries(WAYS)) {
    it(`${name} changes no byte of the result`, async () => {
      expect(await size(args, { files: { ...SOUND, ...files } })).toBe(await sound);
    });
  }

  it('standard input for the position', async () => {
    const args = ['size', '-p', '-', '-s', 'snapshot.csv', ...AS_OF];
    for (const stdin of [POSITION, POSITION_JSON]) {
      expect(await size(args, { files: SOUND, stdin })).toBe(await sound);
    }
  });

  it('standard input for the snapshot', async () => {
    const args = ['size', '-p', 'position.yaml', '-s', '-', ...AS_OF];
    expect(await size(args, { files: SOUND, stdin: SNAPSHOT })).toBe(await sound);
  });

  it('a snapshot in two files and by flag', async () => {
    const files = {
      'position.yaml': POSITION,
      'prices.csv': SNAPSHOT.split('\n')
        .filter((line) => !line.startsWith('index'))
        .join('\n'),
      'levels.csv': SNAPSHOT.split('\n')
        .filter((line) => /^kind|^index,(?!VVIX)/.test(line))
        .join('\n'),
    };
    const args = ['size', '-p', 'position.yaml', '-s', 'prices.csv', '-s', 'levels.csv'];
    const given = [...args, '--index', 'VVIX=87.09', ...AS_OF];
    expect(await size(given, { files })).toBe(await sound);
  });

  it("Cboe's settlements, dated by their name", async () => {
    const run = await alvh(
      ['term', '-s', 'settlement_2026-07-06.csv', '--index', 'VIX=15.57', ...AS_OF, '-f', 'json'],
      { files: { 'settlement_2026-07-06.csv': SETTLEMENT } },
    );
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({ asOf: '2026-07-06T20:00:00Z' });
  });
});

describe.concurrent('the age of a snapshot', () => {
  const now = '2026-07-10T19:00:00Z';
  const args = SIZE.slice(0, 5);

  it('is measured against the clock and may be four days less an hour', async () => {
    expect(await size(args, { files: SOUND, now })).toBe(await sound);
  });

  it('may be anything where --max-age says so', async () => {
    const late = { files: SOUND, now: '2029-01-01T00:00:00Z' };
    const shown = JSON.parse(await size([...args, '--max-age', 'never'], late)) as Shown;
    const { warnings, ...rest } = JSON.parse(await sound) as Shown;
    const old = {
      code: 'old-snapshot',
      message:
        'The snapshot of 2026-07-06T20:00:00Z is 909 days 4 hours old at 2029-01-01T00:00:00Z, more than the 4 days that are allowed without --max-age: its prices are of then.',
    };
    expect(shown).toEqual({ ...rest, warnings: [...warnings, old] });
  });

  it.each([
    ['condor', '-p', 'position.yaml'],
    ['stress', '-p', 'position.yaml', '--episode', 'feb-2018'],
    ['term'],
  ])('is told where only --max-age lets it pass: alvh %s', async (...command) => {
    const codes = async (day: string): Promise<string[]> => {
      const moment = ['--as-of', `${day}T15:00`, '--max-age', '1w', '-f', 'json'];
      const run = await alvh([...command, '-s', 'snapshot.csv', ...moment], { files: SOUND });
      expect(run, run.stderr).toMatchObject({ code: 0 });
      return (JSON.parse(run.stdout) as Shown).warnings.map(({ code }) => code);
    };
    expect(await codes('2026-07-11')).toContain('old-snapshot');
    expect(await codes('2026-07-10')).not.toContain('old-snapshot');
  });

  it('may lie hours ahead of a clock that is slow', async () => {
    const early = { files: SOUND, now: '2026-07-06T12:00:00Z' };
    expect(await size(args, early)).toBe(await sound);
  });

  it('is measured against --as-of where that is given, not the clock', async () => {
    const late = { files: SOUND, now: '2029-01-01T00:00:00Z' };
    expect(await size(SIZE, late)).toBe(await sound);
    const run = await alvh([...args, '--as-of', '2026-07-09'], late);
    expect(run.code).toBe(0);
    const stale = await alvh([...args, '--as-of', '2026-07-13'], { files: SOUND, now });
    expect(stale.code).toBe(3);
  });
});
