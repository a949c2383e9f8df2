import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AS_OF, SOUND } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import { bash, freshFolder } from './run.js';
import type { Run } from './run.js';

const MIB = 1024 * 1024;
const GARBAGE_BYTES = 200 * MIB;
/** The program itself with all its parts loaded takes some 60 MiB. */
const MOST_MEMORY_BYTES = 200 * MIB;

/** Writes the most memory that the process ever held, in KiB, where $PEAK says. */
const PEAK_HOOK = `import fs from 'node:fs';
process.on('exit', () => {
  fs.writeFileSync(process.env.PEAK, /VmHWM:\\s+(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);
});
`;

/** Runs a line of bash and measures the memory of the alvh in it. */
async function measured(line: string, cwd: string): Promise<Run & { peakBytes: number }> {
  const peak = join(cwd, 'peak');
  writeFileSync(join(cwd, 'peak.mjs'), PEAK_HOOK);
  const run = await bash(line, {
    cwd,
    env: { PEAK: peak, NODE_OPTIONS: `--import=${join(cwd, 'peak.mjs')}` },
  });
  return { ...run, peakBytes: Number(readFileSync(peak, 'utf8')) * 1024 };
}

const POSITION = `$ALVH size -s snapshot.csv ${AS_OF.join(' ')} -p`;
const SNAPSHOT = `$ALVH size -p position.yaml ${AS_OF.join(' ')} -s`;
const CONFIG = `$ALVH size -p position.yaml -s snapshot.csv ${AS_OF.join(' ')} -c`;

/** 200 MiB to standard input, of zeros or of text. */
const ZEROS = `head -c ${GARBAGE_BYTES} /dev/zero`;
const TEXT = `${ZEROS} | tr '\\0' x`;
const LINES = `yes 'index,VIX,,15.57' | head -c ${GARBAGE_BYTES}`;

describe.skipIf(!existsSync('/proc/self/status'))('200 MiB of garbage', () => {
  it.each([
    ['position.csv', POSITION],
    ['position.yaml', POSITION],
    ['position.json', POSITION],
    ['snapshot.csv', SNAPSHOT],
    ['alvh.yaml', CONFIG],
  ])('as the file %s is refused early and in little memory', async (name, line) => {
    const cwd = freshFolder(SOUND);
    writeFileSync(join(cwd, `huge-${name}`), '');
    truncateSync(join(cwd, `huge-${name}`), GARBAGE_BYTES);
    const run = await measured(`${line} huge-${name}`, cwd);
    expect(expectRefusal(run, 2)).toMatch(
      new RegExp(`huge-${name}: .*too large: 200\\.0 MiB.*check that this is the right file`),
    );
    expect(run.peakBytes).toBeLessThan(MOST_MEMORY_BYTES);
  });

  it.each([
    ['zeros for a position', ZEROS, POSITION, /NUL byte/],
    ['text for a position', TEXT, POSITION, /too large: more than 16 MiB/],
    ['rows for a snapshot', LINES, SNAPSHOT, /too large: more than 16 MiB/],
    ['text for a configuration', TEXT, CONFIG, /too large: more than 16 MiB/],
  ])('of %s through a pipe is refused in little memory', async (_, source, line, message) => {
    const run = await measured(`${source} | ${line} -`, freshFolder(SOUND));
    expect(expectRefusal(run, 2)).toMatch(message);
    expect(run.stderr).toMatch(/^alvh: standard input: /);
    expect(run.peakBytes).toBeLessThan(MOST_MEMORY_BYTES);
  });
});

/** Small enough to be read, and made to be slow or to fill the memory. */
describe.concurrent('a malicious file', () => {
  const seconds = 20;

  it.each([
    ['a list of nothing', 'huge.json', POSITION, `{"positions":[${'0,'.repeat(2_000_000)}0]}`],
    ['a mapping of nothing', 'huge.json', SNAPSHOT, jsonKeys(500_000)],
    ['a list of nothing (YAML)', 'huge.yaml', POSITION, `positions: [${'0,'.repeat(100_000)}0]`],
    ['a row without an end', 'huge.csv', SNAPSHOT, 'a,'.repeat(2_000_000)],
    ['a quote without an end', 'huge.csv', SNAPSHOT, `kind,symbol\n"${'a\n'.repeat(2_000_000)}`],
    ['indents without an end', 'huge.yaml', POSITION, indents(1000)],
    ['indents without an end', 'huge.yaml', CONFIG, indents(600)],
    ['brackets without an end', 'huge.yaml', CONFIG, '['.repeat(200_000)],
    ['braces without an end', 'huge.json', SNAPSHOT, '{"a":'.repeat(500_000)],
    ['keys without an end', 'huge.yaml', CONFIG, yamlKeys(20_000)],
  ])('of %s (%s) is refused', { timeout: seconds * 1000 }, async (_, name, line, text) => {
    const run = await bash(`${line} ${name}`, { files: { ...SOUND, [name]: text } });
    expect(expectRefusal(run, 2)).toMatch(new RegExp(`^alvh: ${name}:`));
  });
});

function jsonKeys(count: number): string {
  return `{${Array.from({ length: count }, (_, at) => `"k${at}":0`).join(',')}}`;
}

function yamlKeys(count: number): string {
  return Array.from({ length: count }, (_, at) => `k${at}: 0\n`)
    .join('')
    .slice(0, 250_000);
}

function indents(count: number): string {
  return Array.from({ length: count }, (_, at) => `${' '.repeat(at)}a:\n`).join('');
}
