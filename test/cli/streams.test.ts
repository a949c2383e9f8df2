import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SOUND, SIZE } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import { alvh, bash, cleanEnv, freshFolder, nodeArgs } from './run.js';

/** A book whose JSON is larger than any pipe's buffer. */
const BIG_BOOK = [
  'id,underlying,expiry,quantity,long_put,short_put,short_call,long_call,credit',
  ...Array.from({ length: 500 }, (_, at) => `c${at},SPX,2026-08-21,1,6900,7000,7900,8000,24.80`),
  '',
].join('\n');
const FILES = { ...SOUND, 'book.csv': BIG_BOOK };
const SIZE_LINE = `$ALVH ${SIZE.join(' ')}`;
const BIG_LINE = '$ALVH size -p book.csv -s snapshot.csv --as-of 2026-07-06 -f json';

/** Commands that print something, by what they print. */
const PRINTING: Readonly<Record<string, string>> = {
  'a table': SIZE_LINE,
  JSON: `${SIZE_LINE} -f json`,
  'large JSON': BIG_LINE,
  'a stress': '$ALVH stress -p position.yaml -s snapshot.csv --as-of 2026-07-06 -f json',
  'the help': '$ALVH --help',
  'the help of a command': '$ALVH size --help',
  'the version': '$ALVH --version',
  'a schema': '$ALVH schema config',
  'the curve': '$ALVH term -s snapshot.csv --as-of 2026-07-06',
};

describe.concurrent('a pipe', () => {
  it('gets JSON and nothing else', async () => {
    const read = `node -e 'process.stdin.setEncoding("utf8"); let t = ""; process.stdin.on("data", (c) => (t += c)).on("end", () => console.log(JSON.parse(t).command))'`;
    const run = await bash(`set -o pipefail; ${BIG_LINE} | ${read}`, { files: FILES });
    expect(run).toMatchObject({ code: 0, stdout: 'size\n', stderr: '' });
  });

  it('may be closed by head: 141, and not a word', async () => {
    const line = `set -o pipefail; ${BIG_LINE} | head -c 10; echo " \${PIPESTATUS[*]}"`;
    const run = await bash(line, { files: FILES });
    expect(run).toMatchObject({ stdout: '{\n  "schem 141 0\n', stderr: '' });
  });

  it.each(Object.entries(PRINTING))(
    'may be closed before %s: 141, and not a word',
    async (_, line) => {
      const run = await bash(`${line} | true; echo "\${PIPESTATUS[*]}"`, { files: FILES });
      expect(run).toMatchObject({ stdout: '141 0\n', stderr: '' });
    },
  );

  it('may read slowly', async () => {
    const line = `set -o pipefail; ${BIG_LINE} | (sleep 0.5; wc -c)`;
    const [slow, quick] = await Promise.all([
      bash(line, { files: FILES }),
      bash(`${BIG_LINE} | wc -c`, { files: FILES }),
    ]);
    expect(slow).toMatchObject({ code: 0, stderr: '' });
    expect(slow.stdout).toBe(quick.stdout);
    expect(Number(slow.stdout)).toBeGreaterThan(65_536);
  });

  it('for messages may be closed: the exit code stays', async () => {
    const run = await bash('$ALVH siez 2>&1 >/dev/null | true; echo "${PIPESTATUS[*]}"');
    expect(run).toMatchObject({ stdout: '2 0\n', stderr: '' });
    const closed = await bash('$ALVH siez 2>&-; echo $?');
    expect(closed).toMatchObject({ stdout: '2\n', stderr: '' });
  });

  it('takes the data apart from the notes', async () => {
    const files = {
      ...FILES,
      'settlement_2026-07-06.csv':
        'Product,Symbol,Expiration Date,Price\nVX,VX/N6,2026-07-22,17.2517\nVXM,VXM/N6,2026-07-22,17.25\n',
    };
    const args = ['term', '-s', 'settlement_2026-07-06.csv', '--index', 'VIX=15.57'];
    const run = await alvh([...args, '--as-of', '2026-07-06', '-f', 'json'], { files });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { warnings } = JSON.parse(run.stdout) as { warnings: { message: string }[] };
    expect(warnings.map(({ message }) => message).join('\n')).toMatch(/1 row of VXM passed over/);
  });
});

describe.skipIf(!existsSync('/dev/full'))('a full device', () => {
  it.each(Object.entries(PRINTING))('for %s: 3, and one line', async (_, line) => {
    expectRefusal(await bash(`${line} > /dev/full`, { files: FILES }), 3);
  });
});

/** A limit on the size of files stands for a disk that fills up while it is written to. */
describe.concurrent('a disk that fills up', () => {
  const LIMIT = 'ulimit -f 4';

  it('never leaves part of a result on standard output and says all is well', async () => {
    const cwd = freshFolder(FILES);
    const run = await bash(`${LIMIT}; ${SIZE_LINE} -f json > out.json`, { cwd });
    expect(expectRefusal(run, 3)).toMatch(/standard output cannot be written/);
    expect(readFileSync(join(cwd, 'out.json')).length).toBeLessThanOrEqual(4096);
  });

  it('leaves no file where there was none', async () => {
    const cwd = freshFolder(FILES);
    const before = readdirSync(cwd);
    const run = await bash(`${LIMIT}; ${SIZE_LINE} -o out.json`, { cwd });
    expect(expectRefusal(run, 3)).toMatch(/out\.json: it cannot be written/);
    expect(readdirSync(cwd)).toEqual(before);
  });

  it('leaves the file as it was', async () => {
    const cwd = freshFolder({ ...FILES, 'out.json': 'old' });
    const before = readdirSync(cwd);
    expectRefusal(await bash(`${LIMIT}; ${SIZE_LINE} -o out.json`, { cwd }), 3);
    expect(readdirSync(cwd)).toEqual(before);
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe('old');
  });
});

describe('a small file system', () => {
  it('keeps the old file and nothing else', async ({ skip }) => {
    const cwd = freshFolder(FILES);
    const disk = join(cwd, 'disk');
    mkdirSync(disk);
    const mounted = await bash('mount -t tmpfs -o size=8k tmpfs disk', { cwd });
    if (mounted.code !== 0) skip('mounting takes root');
    try {
      writeFileSync(join(disk, 'out.json'), 'old');
      const run = await alvh([...SIZE, '-o', 'disk/out.json'], { cwd });
      expect(expectRefusal(run, 3)).toMatch(/disk\/out\.json: .*no space left/);
      expect(readdirSync(disk)).toEqual(['out.json']);
      expect(readFileSync(join(disk, 'out.json'), 'utf8')).toBe('old');
      const stdout = await bash(`${SIZE_LINE} -f json > disk/other.json`, { cwd });
      expect(expectRefusal(stdout, 3)).toMatch(/standard output cannot be written \(ENOSPC\)/);
    } finally {
      await bash('umount disk', { cwd });
    }
  });
});

describe.concurrent('--output', () => {
  it('writes what standard output would show, and says so on standard error', async () => {
    const cwd = freshFolder(FILES);
    const [printed, written] = [
      await alvh([...SIZE, '-f', 'json'], { cwd }),
      await alvh([...SIZE, '-o', 'out.json'], { cwd }),
    ];
    expect(written).toMatchObject({ code: 0, stdout: '', stderr: 'alvh: wrote out.json\n' });
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe(printed.stdout);
  });

  it('says nothing with --quiet', async () => {
    const run = await alvh([...SIZE, '-o', 'out.csv', '-q'], { files: FILES });
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  it.each([
    ['out.json', /^\{\n/],
    ['out.csv', /^\w+(,\w+)+\n/],
    ['out.md', /^# |^\*\*|\n\| /],
    ['out.txt', /^VIX hedge for 1 condor/],
    ['out', /^VIX hedge for 1 condor/],
    ['OUT.JSON', /^\{\n/],
  ])('takes the format from the ending: %s', async (name, start) => {
    const cwd = freshFolder(FILES);
    expect(await alvh([...SIZE, '-o', name], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, name), 'utf8')).toMatch(start);
  });

  it('puts the warnings of CSV, which has no place for them, on standard error', async () => {
    const [csv, json, quiet] = await Promise.all([
      alvh([...SIZE, '-f', 'csv'], { files: FILES }),
      alvh([...SIZE, '-f', 'json'], { files: FILES }),
      alvh([...SIZE, '-f', 'csv', '-q'], { files: FILES }),
    ]);
    const { warnings } = JSON.parse(json.stdout) as {
      warnings: { code: string; message: string }[];
    };
    expect(csv.stderr).toBe(
      warnings.map(({ code, message }) => `alvh: ${code}: ${message}\n`).join(''),
    );
    expect(quiet).toEqual({ ...csv, stderr: '' });
  });

  it('takes the format from -f before the ending', async () => {
    const cwd = freshFolder(FILES);
    await alvh([...SIZE, '-o', 'out.txt', '-f', 'csv'], { cwd });
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).toMatch(/^\w+(,\w+)+\n/);
  });

  it('is standard output for -', async () => {
    const run = await alvh([...SIZE, '-o', '-', '-f', 'csv', '-q'], { files: FILES });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^\w+(,\w+)+\n/);
  });
});

describe('an interrupt', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s ends without a word', async (signal) => {
    // It waits for a position that never comes.
    const child = spawn(process.execPath, nodeArgs(['size', '-p', '-', '-s', 'snapshot.csv']), {
      cwd: freshFolder(FILES),
      env: cleanEnv(),
      stdio: 'pipe',
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    setTimeout(() => child.kill(signal), 300);
    const ended = await new Promise((resolve) => {
      child.on('close', (code, by) => {
        resolve({ code, by });
      });
    });
    // Shells show the signal as 130 and 143.
    expect(ended).toEqual({ code: null, by: signal });
    expect(said).toBe('');
  });

  it('shows as 130 in a shell', async () => {
    const line =
      '$ALVH size -p - -s snapshot.csv < <(sleep 5) & sleep 0.4; kill -INT $!; wait $!; echo $?';
    const run = await bash(`set -m; ${line}`, { files: FILES });
    expect(run.stdout).toBe('130\n');
  });
});
