import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
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
 * @param flag the flag that names the file, for a refusal
 * @throws Refusal (exit 3) where it cannot be written
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  flag = '--output',
): Promise<void> {
  try {
    const target = resolveTarget(path, flag);
    if (target.special) writeWhole(path, content);
    else await replaceFile(target.path, content, target.mode);
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

function resolveTarget(path: string, flag: string): Target {
  if (path === '') {
    throw new Refusal('the file name is empty', 'name a file, or - for standard output', {
      key: flag,
    });
  }
  // stat, not realpath, tells what is there: the links of /dev/fd lead to pipes without a name.
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return { path: endOfLinks(path), special: false };
  if (stat.isDirectory()) {
    throw new Refusal('it is a folder', 'name a file', { file: path, key: flag });
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

async function replaceFile(
  path: string,
  content: string | Uint8Array,
  mode: number | undefined,
): Promise<void> {
  // The process id alone is not enough: in a container each run may have the same, and one that was
  // killed leaves its file. The name is short: the target's own may be as long as names can be.
  const name = `.alvh-${process.pid}-${Date.now().toString(36)}.tmp`;
  const temporary = join(dirname(path), name);
  const discard = (): void => {
    rmSync(temporary, { force: true });
  };
  // A signal between here and the rename must leave neither the temporary file nor half a result.
  const onSignal = (signal: NodeJS.Signals): void => {
    discard();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const file = openSync(temporary, 'wx');
    try {
      // By chmod, for the umask would take from the mode that the file had.
      if (mode !== undefined) fchmodSync(file, mode);
      // In pieces, for a signal is heard between them only.
      await writeInPieces(file, bytesOf(content));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    await nextTurn();
    renameSync(temporary, path);
    removeStale(dirname(path));
  } catch (error) {
    discard();
    throw error;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function writeWhole(path: string, content: string | Uint8Array): void {
  const file = openSync(path, 'w');
  try {
    writeBytes(file, bytesOf(content));
  } finally {
    closeSync(file);
  }
}

const PIECE_BYTES = 4 * 1024 * 1024;

async function writeInPieces(file: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    at += writeSync(file, bytes, at, Math.min(PIECE_BYTES, bytes.length - at));
    await nextTurn();
  }
}

/** Lets the signals that have come meanwhile be heard. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Longer than any run writes, so that another's file is never taken. */
const STALE_MS = 3_600_000;

/** Takes away what runs that were killed an hour ago and more have left beside the output. */
function removeStale(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const stamp = /^\.alvh-\d+-([0-9a-z]+)\.tmp$/.exec(name)?.[1];
      if (stamp === undefined || Date.now() - parseInt(stamp, 36) < STALE_MS) continue;
      rmSync(join(folder, name), { force: true });
    }
  } catch {
    // A folder that may not be listed, or another's file: nothing that hinders us.
  }
}

/** Writes all of a text: a nearly full disk takes a part of it first, and fails at the next. */
export function writeAll(file: number, text: string): void {
  writeBytes(file, bytesOf(text));
}

function writeBytes(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
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
