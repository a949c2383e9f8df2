import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type Sqlite from 'libsql';
import { Refusal } from '../errors.js';
import { makeFolder } from './make-folder.js';
import { APPLICATION_ID, STEPS } from './schema.js';
import { storeRefusal } from './store-refusal.js';

/** A value of a cell; SQLite has no other kinds here. */
export type SqlValue = string | number | null;

/** An open store. Every failure is a refusal that names the file (exit 3). */
export interface StoreDb {
  readonly path: string;
  /** All rows of a query, each an object by column. */
  all<Row extends object>(sql: string, ...values: SqlValue[]): Row[];
  /** The first row, or undefined. */
  get<Row extends object>(sql: string, ...values: SqlValue[]): Row | undefined;
  run(sql: string, ...values: SqlValue[]): void;
  /** Runs one statement for each row of values; prepared once. */
  runEach(sql: string, rows: Iterable<readonly SqlValue[]>): void;
  /** All of the work or none of it. Other writers wait; a killed run leaves nothing of it. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** How long a run waits for another that is writing. */
const WAIT_MS = 10_000;

/**
 * Opens a store to read from. Nothing is written but an upgrade of its schema.
 * @throws Refusal (exit 3) where there is none, it is another program's, damaged, or written by a
 *   newer alvh
 */
export async function openToRead(path: string): Promise<StoreDb> {
  if (!existsSync(path)) {
    throw new Refusal(
      'there is no store yet',
      'fill one with alvh data pull or alvh data import, or name another with --store',
      { file: path },
      'data',
    );
  }
  const db = await open(path);
  return closedOnFailure(db, () => {
    if (versionOf(db) < STEPS.length) upgrade(db);
    // libsql takes a read-only flag and does not heed it.
    db.run('PRAGMA query_only = 1');
    return db;
  });
}

/**
 * Opens a store to write to; makes it, and its folder, where there is none.
 * @throws Refusal (exit 3) where it cannot be written, is another program's, damaged, or written
 *   by a newer alvh
 */
export async function openToWrite(path: string): Promise<StoreDb> {
  try {
    makeFolder(dirname(path));
  } catch (error) {
    throw storeRefusal(error, path);
  }
  const db = await open(path);
  return closedOnFailure(db, () => {
    // A commit is on the disk, its folder's entry too, before it is said to be done.
    db.run('PRAGMA synchronous = EXTRA');
    if (versionOf(db) < STEPS.length) upgrade(db);
    return db;
  });
}

/**
 * The store with the journal mode that SQLite has by default: one file beside which nothing stays,
 * that may lie in a folder without write permission, and that readers share with one writer.
 */
async function open(path: string): Promise<StoreDb> {
  const Database = await loadDriver(path);
  return guarded(path, () => {
    const db = new Database(path, { timeout: WAIT_MS });
    db.exec('PRAGMA trusted_schema = OFF');
    return storeDb(db, path);
  });
}

/** The driver has a native part: a machine that it has none for can do all but use a store. */
async function loadDriver(path: string): Promise<typeof Sqlite> {
  try {
    return (await import('libsql')).default;
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    throw new Refusal(
      `the store's driver cannot be loaded (${reason})`,
      'install alvh anew with its dependencies; its driver is for Linux, macOS and Windows on x64, Linux and macOS on arm64',
      { file: path },
      'data',
    );
  }
}

function storeDb(db: Sqlite.Database, path: string): StoreDb {
  const guard = <T>(work: () => T): T => guarded(path, work);
  const all = <Row extends object>(sql: string, ...values: SqlValue[]): Row[] =>
    guard(() => db.prepare(sql).all(...values) as Row[]);
  return {
    path,
    all,
    get: <Row extends object>(sql: string, ...values: SqlValue[]) => all<Row>(sql, ...values)[0],
    run: (sql, ...values) => {
      if (values.length === 0) guard(() => db.exec(sql));
      else guard(() => db.prepare(sql).run(...values));
    },
    runEach: (sql, rows) => {
      guard(() => {
        const statement = db.prepare(sql);
        for (const row of rows) statement.run(...row);
      });
    },
    transaction: (work) => {
      guard(() => db.exec('BEGIN IMMEDIATE'));
      try {
        const value = work();
        guard(() => db.exec('COMMIT'));
        return value;
      } catch (error) {
        try {
          db.exec('ROLLBACK');
        } catch {
          // SQLite has rolled back by itself, as it does on a full disk.
        }
        throw error;
      }
    },
    close: () => {
      guard(() => db.close());
    },
  };
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Refusal ? error : storeRefusal(error, path);
  }
}

function closedOnFailure(db: StoreDb, work: () => StoreDb): StoreDb {
  try {
    return work();
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * The schema's version; 0 for a file without tables.
 * @throws Refusal for another program's database and for one of a newer alvh
 */
function versionOf(db: StoreDb): number {
  const numberOf = (pragma: string): number =>
    db.get<Record<string, number>>(`PRAGMA ${pragma}`)?.[pragma] ?? 0;
  const version = numberOf('user_version');
  const tables = db.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_master')?.n ?? 0;
  if (tables > 0 && numberOf('application_id') !== APPLICATION_ID) {
    throw new Refusal(
      "it is another program's database",
      'name the store of alvh, or a file that is not there yet',
      { file: db.path },
      'data',
    );
  }
  if (version > STEPS.length) {
    throw new Refusal(
      `its schema is version ${version}, this alvh knows up to ${STEPS.length}: a newer alvh wrote it`,
      'update alvh; nothing was changed',
      { file: db.path },
      'data',
    );
  }
  return version;
}

/** Takes the steps that the store lacks. Two runs may come to it at once: the second finds it done. */
function upgrade(db: StoreDb): void {
  db.transaction(() => {
    const from = versionOf(db);
    for (const step of STEPS.slice(from)) db.run(step);
    db.run(`PRAGMA application_id = ${APPLICATION_ID}`);
    db.run(`PRAGMA user_version = ${STEPS.length}`);
  });
}
