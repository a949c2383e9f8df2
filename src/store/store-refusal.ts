import { Refusal } from '../errors.js';

interface Explained {
  readonly problem: string;
  readonly mend: string;
}

/** SQLite's primary result codes and the system's, in words. */
const KNOWN: readonly (readonly [RegExp, Explained])[] = [
  [
    /SQLITE_FULL|ENOSPC|disk is full/,
    { problem: 'no space left to write it', mend: 'free some space; nothing was changed' },
  ],
  [
    /SQLITE_READONLY|EROFS|readonly database/,
    {
      problem: 'the store cannot be written, it is read-only',
      mend: 'make file and folder writable, or name another store with --store',
    },
  ],
  [
    /SQLITE_BUSY|SQLITE_LOCKED|database is locked/,
    { problem: 'another run has been writing it for 10 seconds', mend: 'wait for it' },
  ],
  [
    /SQLITE_NOTADB|not a database/,
    { problem: 'it is no store of alvh', mend: 'name the store with --store' },
  ],
  [
    /SQLITE_CORRUPT|malformed|no such (table|column)/,
    { problem: 'the store is damaged', mend: 'put back a copy of it; alvh data check says more' },
  ],
  [
    /SQLITE_CANTOPEN|Unable to open|EACCES|EPERM|ENOTDIR|EISDIR|ENOENT|ENAMETOOLONG|ELOOP/,
    {
      problem: 'the store cannot be opened',
      mend: 'name a file that you can read and write, in a folder that is yours, with --store',
    },
  ],
  [
    /SQLITE_IOERR|EIO/,
    { problem: 'the store cannot be read or written', mend: 'check the disk; nothing was changed' },
  ],
];

/** A failure of the store as a refusal (exit 3); what is unknown goes on as it is. */
export function storeRefusal(error: unknown, path: string): unknown {
  const { code = '', message } = error as Error & { code?: string };
  const text = `${code} ${message}`;
  const known = KNOWN.find(([pattern]) => pattern.test(text))?.[1];
  if (known === undefined) return error;
  return new Refusal(known.problem, known.mend, { file: path }, 'data');
}
