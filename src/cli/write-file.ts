import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from '../errors.js';

/**
 * Writes a whole file or none: to a temporary file beside it, flushed, then renamed over it.
 * Devices and pipes are written as they are. A link stays a link to its file.
 * @throws Refusal (exit 3) where it cannot be written
 */
export function writeFileAtomically(path: string, text: string): void {
  try {
    const target = resolveTarget(path);
    if (target.special) writeWhole(path, text, 'w');
    else replaceFile(target.path, text, target.mode);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Refusal(`it cannot be written (${reason(code)})`, mend(code), { file: path }, 'data');
  }
}

interface Target {
  readonly path: string;
  /** A device, a pipe or a socket: written as it is, never replaced. */
  readonly special: boolean;
  /** Of the file that is there. */
  readonly mode?: number;
}

function resolveTarget(path: string): Target {
  if (path === '') {
    throw new Refusal('the file name is empty', 'name a file, or - for standard output', {
      key: '--output',
    });
  }
  // stat, not realpath, tells what is there: the links of /dev/fd lead to pipes without a name.
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return { path: endOfLinks(path), special: false };
  if (stat.isDirectory()) {
    throw new Refusal('it is a folder', 'name a file', { file: path, key: '--output' });
  }
  if (!stat.isFile()) return { path, special: true };
  return { path: realpathSync(path), special: false, mode: stat.mode & 0o777 };
}

/** Where a link leads to whose file is not there yet. */
function endOfLinks(path: string, hops = 0): string {
  let next: string;
  try {
    next = readlinkSync(path);
  } catch {
    return path;
  }
  return hops < 40 ? endOfLinks(resolve(dirname(path), next), hops + 1) : path;
}

function replaceFile(path: string, text: string, mode: number | undefined): void {
  // The process id alone is not enough: in a container each run may have the same, and one that was
  // killed leaves its file. The name is short: the target's own may be as long as names can be.
  const name = `.alvh-${process.pid}-${Date.now().toString(36)}.tmp`;
  const temporary = join(dirname(path), name);
  const discard = (): void => {
    rmSync(temporary, { force: true });
  };
  // A signal between here and the rename must not leave the temporary file behind.
  const onSignal = (signal: NodeJS.Signals): void => {
    discard();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    writeWhole(temporary, text, 'wx', mode);
    renameSync(temporary, path);
  } catch (error) {
    discard();
    throw error;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function writeWhole(path: string, text: string, flags: 'w' | 'wx', mode?: number): void {
  const file = openSync(path, flags);
  try {
    // By chmod, for the umask would take from the mode that the file had.
    if (mode !== undefined) fchmodSync(file, mode);
    writeAll(file, text);
    if (flags === 'wx') fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Writes all of a text: a nearly full disk takes a part of it first, and fails at the next. */
export function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

function reason(code: string): string {
  const known: Readonly<Record<string, string>> = {
    ENOSPC: 'no space left',
    EDQUOT: 'quota exceeded',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'read-only file system',
    ENOENT: 'its folder does not exist',
    ENOTDIR: 'its folder is a file',
    ENAMETOOLONG: 'name too long',
  };
  return known[code] ?? code;
}

function mend(code: string): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'make the folder first';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'free some space or choose another place';
  return 'choose a place that you can write to';
}
