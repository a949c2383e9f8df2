import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/io.js';
import { runProgram } from '../../src/cli/program.js';
import { configTemplate } from '../../src/config/init-text.js';
import { POSITION, POSITION_CSV, POSITION_JSON, SNAPSHOT } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import { ROOT, freshFolder } from './run.js';
import type { Run } from './run.js';

/** The build puts the version in its place. */
Object.assign(globalThis, { __ALVH_VERSION__: '0.0.0' });

/** Runs the program within this process: a thousand runs take the time of fifty of their own. */
async function within(args: readonly string[], stdin: string, env: Io['env']): Promise<Run> {
  let [stdout, stderr] = ['', ''];
  const code = await runProgram(args, {
    stdin: Readable.from([Buffer.from(stdin)]),
    env,
    now: () => Date.parse('2026-07-06T21:00:00Z'),
    writeOut: (text) => {
      stdout += text;
      return Promise.resolve();
    },
    writeErr: (text) => {
      stderr += text;
    },
    outIsTerminal: false,
    packageRoot: pathToFileURL(ROOT),
    store: 'no-store.db',
    outColumns: undefined,
  });
  return { code, signal: null, stdout, stderr };
}

/** What stands in files that went through spreadsheets, scripts and tired hands. */
const NASTY = [
  ...['', '0', '-1', '-0', '1e308', '1e-308', '9'.repeat(39), '9'.repeat(400), '0.0000001', '00'],
  ...['NaN', '.nan', 'Infinity', '~', 'true', '[]', '{}', '""', "'", '"', '`'],
  ...['1,5', '1.000,5', '1 000', '$5', '5%', '(5)', '0x1F', '١٢', '１２', '½', '∞', '\u2212' + '5'],
  ...[
    '2026-02-30',
    '2026-7-6',
    '0000-01-01',
    '9999-12-31',
    '1987-10-19',
    '2026-07-03',
    '99999-01-01',
  ],
  ...['2026-07-06T15:00', '2026-07-06T24:00Z', '2026-12-16', '2008-11-19', '2026-07-17'],
  ...[
    'SPX',
    'spx',
    'XSP',
    'VIX',
    'VX',
    'VXM',
    'VXN26',
    'VX28',
    'am',
    'pm',
    'put',
    'future',
    'option',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '*a',
    '&a',
    '!!int',
    '<<',
    '---',
    '...',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u202e',
    '\ufeff',
    '\ud800',
    '😀',
    'a'.repeat(300),
    '\t',
    '\r',
  ],
  ...[
    ',',
    ';',
    ':',
    '#',
    '|',
    '>',
    '-',
    '?',
    '%',
    '@',
    '\n',
    '\n\n',
    '{',
    '}',
    '[',
    ']',
    '//',
    '\\',
  ],
];

/** A piece of a text: a word, a number, a mark, a line end. */
const PIECES = /[\w.+-]+|[^\w\s]|\n|[ \t]+/g;

type Change = readonly [kind: number, at: number, other: number, what: string];

/** Anywhere in a text: without fast-check's liking for the ends. */
const somewhere = fc.noBias(fc.integer({ min: 0, max: 999_999 })).map((at) => at / 1_000_000);

const changes = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 6 }), somewhere, somewhere, fc.constantFrom(...NASTY)),
  { minLength: 1, maxLength: 3 },
);

function mutate(text: string, all: readonly Change[]): string {
  return all.reduce((now, change) => mutateOnce(now, change), text);
}

function mutateOnce(text: string, [kind, at, other, what]: Change): string {
  const pieces: string[] = text.match(PIECES) ?? [''];
  const i = Math.floor(at * pieces.length);
  const j = Math.floor(other * pieces.length);
  const here = pieces[i] ?? '';
  switch (kind) {
    case 0:
      return pieces.with(i, what).join('');
    case 1:
      return pieces.toSpliced(i, 0, what).join('');
    case 2:
      return pieces.toSpliced(i, 1).join('');
    case 3:
      return pieces.with(i, pieces[j] ?? '').join('');
    case 4:
      return pieces.slice(0, i).join('');
    case 5: {
      const lines = text.split('\n');
      const line = lines[Math.floor(at * lines.length)] ?? '';
      return lines.toSpliced(Math.floor(other * lines.length), 0, line).join('\n');
    }
    default:
      // One digit more, one less, or the point moved.
      return pieces.with(i, /\d/.test(here) ? slip(here, other) : here.toUpperCase()).join('');
  }
}

function slip(number: string, how: number): string {
  if (how < 0.25) return number.replace(/\d/, '');
  if (how < 0.5) return number.replace(/(\d)/, '$1$1');
  if (how < 0.75) return number.replace('.', '');
  return `-${number}`;
}

describe('mutated input', () => {
  let folder = '';

  beforeAll(() => {
    folder = freshFolder({ 'p.yaml': POSITION, 's.csv': SNAPSHOT });
  });

  const file = (name: string) => join(folder, name);
  const AT = ['--as-of', '2026-07-06', '-f', 'json'];
  const runs: [string, string, () => string[], number][] = [
    ['a position (YAML)', POSITION, () => ['size', '-p', '-', '-s', file('s.csv'), ...AT], 150],
    [
      'a position (JSON)',
      POSITION_JSON,
      () => ['size', '-p', '-', '-s', file('s.csv'), ...AT],
      150,
    ],
    [
      'a position (CSV)',
      POSITION_CSV,
      () => ['condor', '-p', '-', '-s', file('s.csv'), ...AT],
      150,
    ],
    ['a snapshot', SNAPSHOT, () => ['size', '-p', file('p.yaml'), '-s', '-', ...AT], 150],
    [
      'a configuration',
      configTemplate(),
      () => ['size', '-p', file('p.yaml'), '-s', file('s.csv'), '-c', '-', ...AT],
      150,
    ],
  ];

  it.each(runs)('of %s is sized or refused, never a fault of ours', async (_, text, args, runs) => {
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const run = await within(args(), mutate(text, all), { XDG_CONFIG_HOME: folder });
        if (run.code === 0) expectSound(run);
        else expectRefusal(run, run.code === 3 ? 3 : 2);
      }),
      { seed: 20_260_706, numRuns: Number(process.env['FUZZ_RUNS'] ?? runs) },
    );
  });
});

/** An answer from input that is only odd: whole JSON without a hole in it. */
function expectSound(run: Run): void {
  expect(run.stderr).toBe('');
  expect(run.stdout).not.toMatch(/: (?:null|NaN|-?Infinity)\b/);
  expect(JSON.parse(run.stdout)).toMatchObject({ schemaVersion: 1 });
}
