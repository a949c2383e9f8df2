import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '../errors.js';

/** How long a run waits for another that holds the file: its work takes milliseconds. */
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 20;
/** A lock of another machine, whose processes cannot be seen, is taken for dead after this. */
const DEAD_AFTER_MS = 600_000;
/** How often long work, such as a pull from slow servers, shows that it goes on. */
const SIGN_OF_LIFE_MS = 60_000;

let serial = 0;

/**
 * Runs work that reads a file and writes it anew while no other run does. The lock is a file
 * beside it that names its process: one whose process was killed is taken over.
 * @throws Refusal (exit 3) where another run holds it too long, or the folder cannot be written
 */
export async function withLock<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  const mine = `${process.pid} ${Date.now()} ${(serial += 1)}`;
  await acquire(lock, mine, path);
  const sign = setInterval(() => {
    touch(lock);
  }, SIGN_OF_LIFE_MS);
  sign.unref();
  try {
    return await work();
  } finally {
    clearInterval(sign);
    if (contentOf(lock) === mine) rmSync(lock, { force: true });
  }
}

async function acquire(lock: string, mine: string, path: string): Promise<void> {
  const draft = passingName(lock);
  const until = Date.now() + WAIT_MS;
  try {
    // Linked, not opened: the lock is there with its owner's name in it, or not at all.
    writeFileSync(draft, mine, { flag: 'wx' });
    while (!tryLink(draft, lock)) {
      const held = contentOf(lock);
      if (held !== undefined && isDead(held, lock)) takeAway(lock, held);
      else if (Date.now() > until) throw busy(path, held);
      else await pause();
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Refusal(
      `it cannot be locked (${code})`,
      'choose a place that you can write to, in a folder that exists',
      { file: path },
      'data',
    );
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A name beside the lock of the form that a later write sweeps up, should this run be killed. */
function passingName(lock: string): string {
  const stamp = (Date.now() + (serial += 1)).toString(36);
  return join(dirname(lock), `.alvh-${process.pid}-${stamp}.tmp`);
}

function tryLink(draft: string, lock: string): boolean {
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function touch(lock: string): void {
  try {
    const now = new Date();
    utimesSync(lock, now, now);
  } catch {
    // Taken away by hand: nothing to keep alive.
  }
}

function contentOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

function isDead(held: string, lock: string): boolean {
  const pid = Number(held.split(' ')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  // In containers that share a folder two processes may bear one number.
  const modified = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  return modified !== undefined && Date.now() - modified > DEAD_AFTER_MS;
}

/**
 * Takes a dead lock away. Two runs may see it at once: by renaming, one of them gets it; a run
 * that has got another's living lock instead puts it back.
 */
function takeAway(lock: string, dead: string): void {
  const aside = passingName(lock);
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (contentOf(aside) !== dead) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

function busy(path: string, held: string | undefined): Refusal {
  const owner = held === undefined ? 'another run' : `process ${held.split(' ')[0] ?? ''}`;
  return new Refusal(
    `${owner} has held it for ${WAIT_MS / 1000} seconds`,
    `wait for it, or remove ${path}.lock where no alvh runs`,
    { file: path },
    'data',
  );
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
