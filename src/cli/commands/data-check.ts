import { Refusal, describeRefusal } from '../../errors.js';
import type { IsoDate } from '../../market/date.js';
import { missingDays } from '../../market/missing-days.js';
import { plausibleRows } from '../../market/series-check.js';
import { INDEX_SYMBOLS } from '../../market/snapshot.js';
import type { IndexSymbol } from '../../market/snapshot.js';
import type { EpochMs } from '../../market/time.js';
import { openToRead } from '../../store/database.js';
import type { StoreDb } from '../../store/database.js';
import { heldDays } from '../../store/held-days.js';
import { verifyChain } from '../../store/journal-chain.js';
import { indexLevels, settlements } from '../../store/market-store.js';
import { openRevisions } from '../../store/revision-store.js';
import { seriesExtents } from '../../store/series-extent.js';
import type { Io } from '../io.js';
import { counted, describeMissing, refuseAll, reportLine } from '../take-rows.js';

export interface DataCheckFlags {
  readonly quiet?: boolean;
}

/** What a check found: a line where all is well, a problem where not. */
interface Found {
  readonly name: string;
  readonly well?: string;
  readonly problem?: Refusal;
}

/** `alvh data check`: the file, every series held, the journal. */
export async function runDataCheck(flags: DataCheckFlags, io: Io): Promise<void> {
  const db = await openToRead(io.store);
  let found: Found[];
  try {
    const file = checkFile(db);
    // Nothing read from a damaged file is worth a word.
    found = file.problem ? [file] : [file, ...checkMarket(db, io.now()), checkJournal(db)];
  } finally {
    db.close();
  }
  const well = found.flatMap(({ name, well }) =>
    well === undefined ? [] : [reportLine(name, well)],
  );
  if (flags.quiet !== true) await io.writeOut(well.join(''));
  refuseAll(
    found.flatMap(({ problem }) => problem ?? []),
    io,
    describeRefusal,
  );
}

function checkFile(db: StoreDb): Found {
  const rows = db.all<{ integrity_check: string }>('PRAGMA integrity_check');
  const [first] = rows.filter((row) => row.integrity_check !== 'ok');
  if (first === undefined) return { name: 'store', well: 'ok, whole and of this schema' };
  const problem = new Refusal(
    `the store is damaged: ${first.integrity_check.slice(0, 200)}`,
    'put back a copy of it',
    { file: db.path },
    'data',
  );
  return { name: 'store', problem };
}

function checkMarket(db: StoreDb, now: number): Found[] {
  const place = { file: db.path };
  const held = seriesExtents(db);
  const indices = INDEX_SYMBOLS.filter((symbol) => held.some(({ series }) => series === symbol));
  const found = indices.map((symbol) => checkIndex(db, symbol, now));
  const vx = held.find(({ series }) => series === 'VX');
  if (vx !== undefined) {
    const days = heldDays(db, 'VX');
    const size = `${counted(days.length, 'day')}, ${counted(vx.rows, 'settlement')}`;
    found.push(
      checkedSeries('VX', size, days, db, () => {
        const rows = settlements(db).map((row) => ({ ...row, place }));
        return plausibleRows(
          { levels: [], settlements: rows, form: 'part', notes: [] },
          now as EpochMs,
        );
      }),
    );
  }
  const revisions = openRevisions(db).length;
  const well = `ok, ${counted(revisions, 'revision')} known and not taken (see alvh data status)`;
  return revisions === 0 ? found : [...found, { name: 'revisions', well }];
}

function checkIndex(db: StoreDb, symbol: IndexSymbol, now: number): Found {
  const place = { file: db.path };
  const days = heldDays(db, symbol);
  return checkedSeries(symbol, counted(days.length, 'day'), days, db, () => {
    const levels = indexLevels(db, symbol).map((level) => ({ ...level, symbol, place }));
    return plausibleRows({ levels, settlements: [], form: 'part', notes: [] }, now as EpochMs);
  });
}

function checkedSeries(
  name: string,
  size: string,
  days: readonly IsoDate[],
  db: StoreDb,
  read: () => { readonly notes: readonly string[] },
): Found {
  const fault = (message: string, mend: string): Found => ({
    name,
    problem: new Refusal(message, mend, { file: db.path, key: name }, 'data'),
  });
  try {
    const [note] = read().notes;
    if (note !== undefined)
      return fault(`held though it should not be: ${note}`, 'put back a copy of the store');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return fault(error.message, 'put back a copy of the store, or import the right value');
  }
  const missing = missingDays(days);
  const lacks = missing && `it lacks ${describeMissing(missing)}`;
  if (missing?.isFault) return fault(lacks ?? '', 'import a file that has them');
  const all = `ok, ${size}, ${days[0] ?? ''} to ${days.at(-1) ?? ''}`;
  return { name, well: lacks === undefined ? all : `${all}; ${lacks}, as published` };
}

function checkJournal(db: StoreDb): Found {
  const { entries, head, broken } = verifyChain(db);
  if (broken === undefined) {
    const well =
      entries === 0
        ? 'ok, empty'
        : `ok, ${counted(entries, 'entry').replace('entrys', 'entries')}, head ${head.slice(0, 16)}`;
    return { name: 'journal', well };
  }
  const problem = new Refusal(
    `the journal breaks at entry ${broken.seq}: ${broken.why}`,
    'put back a copy of the store',
    { file: db.path, key: 'journal' },
    'data',
  );
  return { name: 'journal', problem };
}
