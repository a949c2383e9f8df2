import { readFileSync, realpathSync, renameSync, statSync } from 'node:fs';
import { Refusal } from '../errors.js';

/** Far beyond what a state or a log of years holds. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The text of a file that the program keeps for itself; undefined where there is none yet.
 * @throws Refusal (exit 3) where it is there and cannot be read, or is no plain file: what it reads
 *   it replaces, and a device or a pipe cannot be put back
 */
export function readKept(path: string): string | undefined {
  try {
    const stat = statSync(path);
    if (!stat.isFile() && !stat.isDirectory()) throw new Error('a device, a pipe or a socket');
    const bytes = readFileSync(path);
    if (bytes.length > MOST_BYTES) throw new Error('too large');
    return bytes.toString('utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    if (code === 'ENOENT') return undefined;
    throw new Refusal(
      code === 'EISDIR' ? 'it is a folder' : `it cannot be read (${code})`,
      code === 'EISDIR' ? 'name a file' : 'choose a file that you can read',
      { file: path },
      'data',
    );
  }
}

/**
 * Moves a file that makes no sense out of the way, under a name that says so and is free.
 * @param stamp what tells it from others, such as the day
 * @returns the name it has now
 */
export function keepCorrupt(path: string, stamp: string): string {
  const aside = `${path}.corrupt-${stamp}`;
  // A link stays a link: what it leads to is moved.
  renameSync(realpathSync(path), aside);
  return aside;
}
