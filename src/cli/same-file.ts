import { fstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** A plain file; undefined for devices and pipes, which are not overwritten, and for no file. */
export function fileAt(path: string): Stats | undefined {
  try {
    const stat = path === '-' ? fstatSync(0) : statSync(path);
    return stat.isFile() ? stat : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether two names are of one file, there already or not: links, hard and symbolic, are other
 * names of the same file.
 */
export function isSameFile(one: string, other: string): boolean {
  const [a, b] = [fileAt(one), fileAt(other)];
  if (a !== undefined && b !== undefined) return a.dev === b.dev && a.ino === b.ino;
  return a === undefined && b === undefined && realPlace(one) === realPlace(other);
}

/** Beside a store, or passing there: what SQLite has not yet written into it, and our locks. */
const BESIDE_STORE = ['-journal', '-wal', '-shm', '.pull.lock', '.report.lock'] as const;

/**
 * A store and the files beside it that are as much a part of it. SQLite's lie beside the file
 * itself, our locks beside the name that was given, be it a link.
 */
export function filesOfStore(store: string): string[] {
  const names = [...new Set([store, realPlace(store)])];
  return [store, ...names.flatMap((name) => BESIDE_STORE.map((ending) => `${name}${ending}`))];
}

/** The name without links that a file has, or would have. */
function realPlace(path: string, hops = 0): string {
  const full = resolve(path);
  try {
    return realpathSync(full);
  } catch {
    if (hops > 40 || full === dirname(full)) return full;
  }
  try {
    return realPlace(resolve(dirname(full), readlinkSync(full)), hops + 1);
  } catch {
    return join(realPlace(dirname(full), hops + 1), basename(full));
  }
}
