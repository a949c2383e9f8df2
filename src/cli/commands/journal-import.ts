import { Refusal } from '../../errors.js';
import { relocated } from '../../input/place.js';
import type { JournalEntry, NewEntry } from '../../journal/entry.js';
import { liveEntries } from '../../journal/live-entries.js';
import { LAST_DAY } from '../../market/date.js';
import { chicagoDate, formatMoment } from '../../market/time.js';
import type { EpochMs } from '../../market/time.js';
import { createLedger } from '../../press/ledger-event.js';
import type { LedgerEvent } from '../../press/ledger-event.js';
import type { StoreDb } from '../../store/database.js';
import { journalEntries } from '../../store/journal-store.js';
import type { Appended } from '../../store/journal-store.js';
import { addEntries, overrideEntry, pressEntry } from '../../store/journal-writes.js';
import { readNamed } from '../inputs.js';
import type { Io } from '../io.js';
import { momentOf, say, writing } from '../journal-writing.js';
import type { QuietFlag } from '../journal-writing.js';
import { readOverrides } from '../kept-files.js';

/** `alvh journal import`: files of before, into the journal; what is there already adds nothing. */
export async function runImport(
  flags: QuietFlag & { ledger?: string; overrides?: string },
  io: Io,
): Promise<void> {
  const { ledger, overrides } = flags;
  if (ledger === undefined && overrides === undefined) {
    throw new Refusal('nothing to import is named', 'add --ledger FILE, --overrides FILE or both', {
      key: '--ledger',
    });
  }
  const events = ledger === undefined ? [] : await ledgerEvents(ledger, io);
  const records = overrides === undefined ? [] : overrideRecords(overrides, io);
  const lines = await writing(io, (db) => {
    checkWhole(db, events, ledger ?? '');
    const entries = [...events.map(pressEntry), ...records.map(overrideEntry)];
    const added = addEntries(db, entries, momentOf(io));
    return [
      ...(ledger === undefined ? [] : [countText('press', entries, added)]),
      ...(overrides === undefined ? [] : [countText('override', entries, added)]),
    ];
  });
  await say(lines, flags, io);
}

async function ledgerEvents(path: string, io: Io) {
  if (path === 'store') {
    throw new Refusal('it is read from a file', 'name the ledger', { key: '--ledger' });
  }
  const { parseLedger } = await import('../../input/ledger.js');
  const source = await readNamed(path, '--ledger', io);
  return (await parseLedger(source, chicagoDate(io.now() as EpochMs))).events;
}

function overrideRecords(path: string, io: Io) {
  if (path === '' || path === '-' || path === 'store') {
    throw new Refusal('it is read from a file', 'name the log', { key: '--overrides' });
  }
  const now = io.now();
  const records = readOverrides(path);
  if (records.length === 0) {
    throw new Refusal('there is no record in it', 'name the log', { file: path }, 'data');
  }
  const later = records.find(({ at }) => at > now);
  if (later === undefined) return records;
  throw new Refusal(
    `it has a record of ${formatMoment(later.at)}, later than the clock shows`,
    'set the clock right',
    { file: path },
    'data',
  );
}

/** The rules of a ledger hold for what is there and what comes, together. */
function checkWhole(db: StoreDb, events: readonly LedgerEvent[], file: string): void {
  const [last] = events
    .map(({ date }) => date)
    .sort()
    .slice(-1);
  if (last === undefined) return;
  const kept = journalEntries(db, { kinds: ['press', 'void'] });
  const known = liveEntries(kept, 'press', LAST_DAY).map(({ body }) => body);
  const keys = new Set(known.map((event) => pressEntry(event).key));
  const all = [...known, ...events.filter((event) => !keys.has(pressEntry(event).key))];
  all.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const end = all.at(-1)?.date ?? last;
  relocated(
    () => ({ file }),
    undefined,
    () => createLedger(all, end),
  );
}

function countText(
  kind: JournalEntry['kind'],
  entries: readonly NewEntry[],
  added: readonly Appended[],
): string {
  const own = added.filter((_, at) => entries[at]?.kind === kind);
  const fresh = own.filter((one) => one.added).length;
  return `${kind}: ${fresh} of ${own.length} added, ${own.length - fresh} there already`;
}
