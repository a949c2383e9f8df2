import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** The project, whose built program is what these tests run. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const BIN = join(ROOT, 'bin', 'alvh.js');

/** A file of the project as an argument. */
export function inProject(...parts: string[]): string {
  return join(ROOT, ...parts);
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface RunOptions {
  /** The working folder; without it the run gets a fresh one of its own. */
  readonly cwd?: string;
  /** Written into the working folder before the run. */
  readonly files?: Files;
  readonly stdin?: string | Uint8Array;
  /** Over the clean environment; undefined takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the program takes for the current time; without it, the machine's. */
  readonly now?: string;
}

export interface Run {
  /** null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A new folder under the temporary one, by its real path. */
export function freshFolder(files: Files = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'alvh-cli-')));
  folders.push(folder);
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Home of every run: nothing of the machine's own configuration is read. */
const home = freshFolder();

/** The environment of a run: nothing of the machine's but the way to its programs. */
export function cleanEnv(more: RunOptions['env'] = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_CONFIG_HOME: home,
    LANG: 'C.UTF-8',
    ...more,
  };
}

/** Node's own arguments before those of alvh. */
export function nodeArgs(args: readonly string[], now?: string): string[] {
  const clock =
    now === undefined ? [] : ['--import', `data:text/javascript,Date.now=()=>${Date.parse(now)}`];
  return [...clock, BIN, ...args];
}

/** Runs `alvh` to its end. */
export async function alvh(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const cwd = options.cwd ?? freshFolder();
  writeFiles(cwd, options.files ?? {});
  const child = spawn(process.execPath, nodeArgs(args, options.now), {
    cwd,
    env: cleanEnv(options.env),
    stdio: 'pipe',
  });
  return finish(child, options.stdin);
}

/**
 * Starts a run and kills it, by a signal that nothing can hear, after some milliseconds.
 * @returns whether it was still running then
 */
export function killedAfter(
  cwd: string,
  args: readonly string[],
  ms: number,
  now?: string,
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, nodeArgs(args, now), {
      cwd,
      env: cleanEnv(),
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.on('exit', (_, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

/** Runs a line of bash in which `$ALVH` is the program and `$X` an example's folder. */
export async function bash(line: string, options: RunOptions = {}): Promise<Run> {
  const cwd = options.cwd ?? freshFolder();
  writeFiles(cwd, options.files ?? {});
  const child = spawn('bash', ['-c', line], {
    cwd,
    env: cleanEnv({
      ALVH: `${process.execPath} ${BIN}`,
      X: inProject('examples', 'calm-contango'),
      ...options.env,
    }),
    stdio: 'pipe',
  });
  return finish(child, options.stdin);
}

async function finish(child: ChildProcess, stdin: RunOptions['stdin']): Promise<Run> {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk;
    });
  }
  // A program that refuses early leaves the rest of its input unread.
  child.stdin?.on('error', () => undefined).end(stdin ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => {
      resolve({ code, signal, ...output });
    });
  });
}
