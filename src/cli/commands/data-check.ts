import { Refusal, describeRefusal } from '../../errors.js';
import { hasDateForm } from '../../market/date.js';
import type { IsoDate } from '../../market/date.js';
import { missingDays } from '../../market/missing-days.js';
import { plausibleRows } from '../../market/series-check.js';
import { INDEX_SYMBOLS } from '../../market/snapshot.js';
import type { IndexSymbol } from '../../market/snapshot.js';
import type { EpochMs } from '../../market/time.js';
import { vixExpiryKind } from '../../market/vix-expiry.js';
import { openToRead } from '../../store/database.js';
import type { StoreDb } from '../../store/database.js';
import { heldDays } from '../../store/held-days.js';
import { verifyChain } from '../../store/journal-chain.js';
import { indexLevels, settlements } from '../../store/market-store.js';
import { openRevisions } from '../../store/revision-store.js';
import { seriesExtents } from '../../store/series-extent.js';
import type { Io } from '../io.js';
import { daysToAsk, settledDay } from '../settlement-days.js';
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
    found = file.problem
      ? [file]
      : [file, ...checkMarket(db, io.now()), checkJournal(db), ...checkTriggers(db)];
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
  const found = INDEX_SYMBOLS.flatMap((symbol) => {
    const extent = held.find(({ series }) => series === symbol);
    return extent === undefined ? [] : [checkIndex(db, symbol, extent.rows, now)];
  });
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
  const strange = strangeExpiries(db);
  found.push(...(strange.length > 0 ? strange : daysInPart(db, now)));
  const revisions = openRevisions(db).length;
  const well = `ok, ${counted(revisions, 'revision')} known and not taken (see alvh data status)`;
  return revisions === 0 ? found : [...found, { name: 'revisions', well }];
}

/** Settlements of contracts that no rule lets expire then. */
function strangeExpiries(db: StoreDb): Found[] {
  const strange = db
    .all<{ expiry: IsoDate }>('SELECT DISTINCT expiry FROM vx_settlement ORDER BY expiry')
    .filter(({ expiry }) => !hasDateForm(expiry) || vixExpiryKind(expiry) === undefined);
  const [first] = strange;
  if (first === undefined) return [];
  const problem = new Refusal(
    `${first.expiry} is held as an expiry and none of VIX${strange.length === 1 ? '' : `, nor ${strange.length - 1} more`}`,
    'put back a copy of the store',
    { file: db.path, key: 'VX' },
    'data',
  );
  return [{ name: 'VX', problem }];
}

/** Held days that are no curve, as far as a pull asks for them again. */
function daysInPart(db: StoreDb, now: number): Found[] {
  const days = daysToAsk(db, settledDay(now)).filter(({ inPart }) => inPart);
  const [first] = days;
  if (first === undefined) return [];
  const to = days.length === 1 ? '' : ` to ${days.at(-1)?.date ?? ''}`;
  const problem = new Refusal(
    `${counted(days.length, 'day')} held in part, ${first.date}${to}: the first lacks the contract of ${first.lacks[0] ?? ''}`,
    'pull again: alvh data pull asks for them',
    { file: db.path, key: 'VX' },
    'data',
  );
  return [{ name: 'VX', problem }];
}

function checkIndex(db: StoreDb, symbol: IndexSymbol, rows: number, now: number): Found {
  const place = { file: db.path };
  const days = heldDays(db, symbol);
  // `data status` counts them too.
  const early = rows - days.length;
  const size = `${counted(days.length, 'day')}${early === 0 ? '' : ` and ${early} of 2006, which have holes`}`;
  return checkedSeries(symbol, size, days, db, () => {
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

/** What keeps entries from being changed or taken out. */
const JOURNAL_TRIGGERS = ['journal_is_kept', 'journal_is_fixed'];

function checkTriggers(db: StoreDb): Found[] {
  const triggers = db
    .all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    .map(({ name }) => name);
  const lost = JOURNAL_TRIGGERS.filter((name) => !triggers.includes(name));
  if (lost.length === 0) return [];
  const problem = new Refusal(
    `its triggers that keep the journal append-only are gone: ${lost.join(', ')}`,
    'put back a copy of the store',
    { file: db.path, key: 'journal' },
    'data',
  );
  return [{ name: 'journal', problem }];
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
