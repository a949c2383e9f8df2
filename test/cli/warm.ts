import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { afterAll } from 'vitest';
import { cleanEnv, freshFolder, inProject, writeFiles } from './run.js';
import type { Run, RunOptions } from './run.js';

let runner: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

afterAll(() => {
  runner?.kill();
});

/**
 * Runs the built `alvh` to its end, as `alvh` of run.ts does, in one process with the runs before
 * it: for the hundreds whose start would take most of their time. One at a time.
 */
export function warmAlvh(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const run = last.then(() => ask(args, options));
  last = run.catch(() => undefined);
  return run;
}

function ask(args: readonly string[], options: RunOptions): Promise<Run> {
  const cwd = options.cwd ?? freshFolder();
  writeFiles(cwd, options.files ?? {});
  runner ??= fork(inProject('test', 'cli', 'warm-runner.mjs'), { execArgv: [] });
  const child = runner;
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => {
      runner = undefined;
      reject(new Error(`the runner ended with ${code} during: alvh ${args.join(' ')}`));
    };
    child.once('exit', onExit).once('message', (run) => {
      child.off('exit', onExit);
      resolve(run as Run);
    });
    child.send({
      entry: inProject('dist', 'program', 'alvh.cjs'),
      args,
      cwd,
      env: cleanEnv(options.env),
      stdin: Buffer.from(options.stdin ?? '').toString('base64'),
      now: options.now === undefined ? undefined : Date.parse(options.now),
    });
  });
}
