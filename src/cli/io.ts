import { fstatSync } from 'node:fs';
import { Refusal } from '../errors.js';
import { storePath } from './store-path.js';
import { writeAll } from '../store/write-file.js';

/** What a command may touch of the outside world; tests hand in their own. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Writes the result; resolves when it has left the program. */
  readonly writeOut: (text: string) => Promise<void>;
  readonly writeErr: (text: string) => void;
  readonly outIsTerminal: boolean;
  /** The installed package's folder, with its examples. */
  readonly packageRoot: URL;
  /** The store's file, from --store or the XDG data folder; it may not be there. */
  readonly store: string;
  /** --as-of as it was given: nothing that the store learned later is used. */
  readonly asOf?: string;
  /** Columns of the terminal, where standard output is one. */
  readonly outColumns: number | undefined;
}

/** Standard output was closed by its reader: not an error, just the end. */
export class ClosedPipe extends Error {}

const STDOUT = 1;

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

/** The process's own streams. */
export function processIo(packageRoot: URL): Io {
  const { stdout, stderr } = process;
  // An error event that nobody hears would end the program with a stack trace.
  stderr.on('error', () => undefined);
  return {
    stdin: process.stdin,
    env: process.env,
    now: () => Date.now(),
    writeOut: (text) =>
      new Promise((resolve, reject) => {
        const fail = (error: NodeJS.ErrnoException): void => {
          reject(
            error.code === 'EPIPE'
              ? new ClosedPipe()
              : new Refusal(
                  `standard output cannot be written (${error.code ?? error.message})`,
                  'free some space or choose another place',
                  {},
                  'data',
                ),
          );
        };
        if (isFile(STDOUT)) {
          // Node's own stream writes a file once: what a full disk did not take would be missing,
          // and nobody told.
          try {
            writeAll(STDOUT, text);
            resolve();
          } catch (error) {
            fail(error as NodeJS.ErrnoException);
          }
          return;
        }
        stdout.once('error', fail);
        stdout.write(text, (error) => {
          if (error) fail(error);
          else resolve();
        });
      }),
    writeErr: (text) => void stderr.write(text),
    packageRoot,
    store: storePath({}, process),
    outIsTerminal: stdout.isTTY,
    outColumns: stdout.isTTY ? stdout.columns : undefined,
  };
}

/** Whether text may hold more than ASCII, by the locale (POSIX order of the variables). */
export function localeIsUtf8(env: Io['env']): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale);
}

/** One policy for colour: flag, then NO_COLOR, then FORCE_COLOR, then the terminal. */
export function wantsColor(io: Io, flag: boolean): boolean {
  if (!flag) return false;
  if (io.env['NO_COLOR'] !== undefined && io.env['NO_COLOR'] !== '') return false;
  const force = io.env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return io.outIsTerminal && io.env['TERM'] !== 'dumb';
}

/** Columns to lay tables out in. */
export function outputWidth(io: Io): number {
  const columns = io.outColumns ?? Number(io.env['COLUMNS'] ?? '');
  return Number.isInteger(columns) && columns >= 40 ? Math.min(columns, 400) : 80;
}
