import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { writeFileAtomically } from '../../src/store/write-file.js';
import { AS_OF, SIZE, SOUND } from './broken/broken-input.js';
import { expectRefusal } from './refusal.js';
import { alvh, bash, cleanEnv, freshFolder, nodeArgs } from './run.js';

/** A book whose JSON takes many writes to reach the disk. */
function book(name: string): string {
  return [
    'id,underlying,expiry,quantity,long_put,short_put,short_call,long_call,credit',
    ...Array.from(
      { length: 800 },
      (_, at) => `${name}${at},SPX,2026-08-21,1,6900,7000,7900,8000,24.8`,
    ),
    '',
  ].join('\n');
}

const FILES = { ...SOUND, 'a.csv': book('a'), 'b.csv': book('b') };
const SIZE_OF = (name: string) => ['size', '-p', `${name}.csv`, '-s', 'snapshot.csv', ...AS_OF];
const HIDDEN = /^\..+\.tmp$/;

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

interface Strike {
  readonly signal: NodeJS.Signals;
  /** Milliseconds from the start; without it, the moment that anything stirs in the folder. */
  readonly after?: number;
}

/** Writes a book's result to out/size.json and strikes while it does. */
async function struck(cwd: string, name: string, { signal, after }: Strike): Promise<Ended> {
  const child = spawn(
    process.execPath,
    nodeArgs([...SIZE_OF(name), '-o', join('out', 'size.json'), '-q']),
    { cwd, env: cleanEnv(), stdio: 'pipe' },
  );
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const strike = () => child.kill(signal);
  const watcher = after === undefined ? watch(join(cwd, 'out'), strike) : undefined;
  const timer = after === undefined ? undefined : setTimeout(strike, after);
  return new Promise((resolve) => {
    child.on('close', (code, by) => {
      watcher?.close();
      clearTimeout(timer);
      resolve({ code, signal: by, said });
    });
  });
}

describe('a file that is written again and again, and its writer killed', () => {
  const contents: Record<string, string> = {};
  let cwd = '';
  let usual = 0;

  beforeAll(async () => {
    cwd = freshFolder({ ...FILES, 'out/size.json': '' });
    for (const name of ['a', 'b']) {
      const started = Date.now();
      contents[name] = (await alvh([...SIZE_OF(name), '-f', 'json'], { cwd })).stdout;
      usual = Date.now() - started;
    }
    expect(contents['a']?.length).toBeGreaterThan(250_000);
    writeFileSync(join(cwd, 'out', 'size.json'), contents['a'] ?? '');
  });

  /** One strike; the target must be whole before and after. Returns what else lies there. */
  async function round(at: number, how: Strike): Promise<{ ended: Ended; left: string[] }> {
    const target = join(cwd, 'out', 'size.json');
    const before = readFileSync(target, 'utf8');
    const name = at % 2 === 0 ? 'b' : 'a';
    const ended = await struck(cwd, name, how);
    const after = readFileSync(target, 'utf8');
    expect([before, contents[name]].indexOf(after), `round ${at}`).not.toBe(-1);
    if (ended.code === 0) expect(after).toBe(contents[name]);
    expect(ended.said).toBe('');
    const left = readdirSync(join(cwd, 'out')).filter((file) => file !== 'size.json');
    return { ended, left };
  }

  it('by SIGKILL is whole, the old or the new, with nothing but hidden files beside it', async () => {
    const outcomes = new Set<string>();
    for (let at = 0; at < 12; at += 1) {
      // Every other time at a moment of the last third, else while the file is being written.
      const after = usual * (0.66 + 0.4 * Math.random());
      const { ended, left } = await round(at, {
        signal: 'SIGKILL',
        ...(at % 4 < 2 && { after }),
      });
      outcomes.add(String(ended.signal ?? ended.code));
      for (const file of left) expect(file).toMatch(HIDDEN);
    }
    expect(outcomes).toContain('SIGKILL');
    // Leftovers are in nobody's way.
    const run = await alvh([...SIZE_OF('a'), '-o', join('out', 'size.json'), '-q'], { cwd });
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
    await bash('rm -f out/.*.tmp', { cwd });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('by %s leaves nothing at all', async (signal) => {
    for (let at = 0; at < 6; at += 1) {
      const after = usual * (0.66 + 0.4 * Math.random());
      const { ended, left } = await round(at, { signal, ...(at % 2 === 0 && { after }) });
      expect(left).toEqual([]);
      const whole = ended.code === 0;
      expect(whole || ended.signal === signal || [130, 143].includes(ended.code ?? 0)).toBe(true);
    }
  });

  it('is whole whenever it is read, with several writers at once', async () => {
    const target = join(cwd, 'out', 'size.json');
    let running = true;
    const writers = Promise.all(
      ['a', 'b', 'a', 'b'].map((name) => alvh([...SIZE_OF(name), '-o', target], { cwd })),
    ).finally(() => (running = false));
    let reads = 0;
    while (running) {
      const content = readFileSync(target, 'utf8');
      expect([contents['a'], contents['b']]).toContain(content);
      reads += 1;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect((await writers).map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(reads).toBeGreaterThan(10);
    expect(readdirSync(join(cwd, 'out'))).toEqual(['size.json']);
  });
});

describe.concurrent('what --output writes to', () => {
  it('keeps the permissions that the file had, whatever the umask', async () => {
    const cwd = freshFolder({ ...SOUND, 'out.json': 'old' });
    for (const mode of [0o600, 0o664, 0o640]) {
      chmodSync(join(cwd, 'out.json'), mode);
      await bash(`umask 022; $ALVH ${SIZE.join(' ')} -o out.json`, { cwd });
      expect(statSync(join(cwd, 'out.json')).mode & 0o777).toBe(mode);
      expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toMatch(/^\{/);
    }
  });

  it.each(['link', 'hard'])('may not be an input, not by a %s link either', async (kind) => {
    const cwd = freshFolder(SOUND);
    const link = kind === 'link' ? symlinkSync : linkSync;
    link(join(cwd, 'position.yaml'), join(cwd, 'other.yaml'));
    const run = await alvh([...SIZE, '-o', 'other.yaml', '-f', 'json'], { cwd });
    expect(expectRefusal(run, 2)).toMatch(/other\.yaml: --output: .*--position/);
    expect(readFileSync(join(cwd, 'position.yaml'), 'utf8')).toBe(SOUND['position.yaml']);
  });

  it('follows the umask for a new file', async () => {
    const cwd = freshFolder(SOUND);
    await bash(`umask 027; $ALVH ${SIZE.join(' ')} -o out.json`, { cwd });
    expect(statSync(join(cwd, 'out.json')).mode & 0o777).toBe(0o640);
  });

  it.each(['there.json', 'not-there.json'])('stays a link where it is one, to %s', async (name) => {
    const cwd = freshFolder({ ...SOUND, 'far/there.json': 'old' });
    symlinkSync(join('far', name), join(cwd, 'link.json'));
    const run = await alvh([...SIZE, '-o', 'link.json'], { cwd });
    expect(run.code).toBe(0);
    expect(readlinkSync(join(cwd, 'link.json'))).toBe(join('far', name));
    expect(readFileSync(join(cwd, 'far', name), 'utf8')).toMatch(/^\{/);
  });

  it.skipIf(!existsSync('/proc/self/fd'))('may be a link to standard output', async () => {
    // As /dev/stdout is, which a rename over it would take away from the whole machine.
    const cwd = freshFolder(SOUND);
    symlinkSync('/proc/self/fd/1', join(cwd, 'stdout'));
    const run = await bash(`$ALVH ${SIZE.join(' ')} -o stdout -f json -q | head -c 1`, { cwd });
    expect(run).toMatchObject({ code: 0, stdout: '{', stderr: '' });
    expect(lstatSync(join(cwd, 'stdout')).isSymbolicLink()).toBe(true);
  });

  it('may be the input of another program', async () => {
    const line = `$ALVH ${SIZE.join(' ')} -f json -q -o >(head -c 1 > first); sleep 0.3; cat first`;
    expect(await bash(line, { files: SOUND })).toMatchObject({ code: 0, stdout: '{', stderr: '' });
  });

  it('may be a named pipe, and stays one', async () => {
    const cwd = freshFolder(SOUND);
    const line = `mkfifo pipe; cat pipe > copy & $ALVH ${SIZE.join(' ')} -o pipe -f json -q; wait`;
    expect(await bash(line, { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(cwd, 'copy'), 'utf8')).toMatch(/^\{[\s\S]*\}\n$/);
    expect(lstatSync(join(cwd, 'pipe')).isFIFO()).toBe(true);
  });

  it('may have the longest of names', async () => {
    const cwd = freshFolder(SOUND);
    const name = `${'n'.repeat(250)}.json`;
    const run = await alvh([...SIZE, '-o', name], { cwd });
    expect(run.code).toBe(0);
    expect(readFileSync(join(cwd, name), 'utf8')).toMatch(/^\{/);
  });

  it('may lie beside the leftovers of a killed run with the same process id', async () => {
    const cwd = freshFolder();
    // In a container every run may have the same.
    writeFileSync(join(cwd, `.out.json.${process.pid}.tmp`), 'half');
    const old = join(cwd, `.alvh-1-${(Date.now() - 7_200_000).toString(36)}.tmp`);
    const young = join(cwd, `.alvh-2-${Date.now().toString(36)}.tmp`);
    for (const path of [old, young]) writeFileSync(path, 'half');
    await writeFileAtomically(join(cwd, 'out.json'), 'whole');
    // Another run may still be writing the young one.
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe('whole');
  });
});

describe('a file that is written', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('is not there when %s comes while it is written', async (signal, code) => {
    const cwd = freshFolder();
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    try {
      const done = writeFileAtomically(join(cwd, 'out.json'), 'x'.repeat(1e7));
      process.emit(signal, signal);
      // The true exit would not come back; what is left to do finds its file gone.
      await expect(done).rejects.toThrow();
      expect(exit).toHaveBeenCalledWith(code);
    } finally {
      exit.mockRestore();
    }
    expect(readdirSync(cwd)).toEqual([]);
  });
});
