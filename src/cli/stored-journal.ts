import { existsSync } from 'node:fs';
import { Refusal } from '../errors.js';
import type { OverrideRecord } from '../hedge/override.js';
import { liveEntries } from '../journal/live-entries.js';
import { LAST_DAY } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { createLedger } from '../press/ledger-event.js';
import type { Ledger } from '../press/ledger-event.js';
import { openToRead } from '../store/database.js';
import { journalEntries } from '../store/journal-store.js';
import { addEntries, overrideEntry } from '../store/journal-writes.js';
import type { Io } from './io.js';
import { momentOf, writing } from './journal-writing.js';

/** The overrides of the journal, as they were decided; none where there is no store yet. */
export async function storedOverrides({ store }: Io): Promise<OverrideRecord[]> {
  if (!existsSync(store)) return [];
  const entries = await entriesOf(store, 'override');
  return liveEntries(entries, 'override', LAST_DAY)
    .map(({ body }) => body)
    .sort((a, b) => a.at - b.at);
}

/** Adds a record to the journal. */
export async function appendStoredOverride(record: OverrideRecord, io: Io): Promise<void> {
  await writing(io, (db) => addEntries(db, [overrideEntry(record)], momentOf(io)));
}

/**
 * The ledger that the journal's press entries make.
 * @param asOf what is dated later is not known yet
 * @throws Refusal where there is none
 */
export async function storedLedger({ store }: Io, asOf: IsoDate): Promise<Ledger> {
  const entries = liveEntries(await entriesOf(store, 'press'), 'press', asOf);
  if (entries.length === 0) {
    throw new Refusal(
      'the journal has no press entry',
      'take your ledger in with alvh journal import --ledger FILE',
      { file: store, key: '--ledger' },
      'data',
    );
  }
  return createLedger(
    entries.map(({ body }) => body),
    asOf,
  );
}

async function entriesOf(store: string, kind: 'override' | 'press') {
  const db = await openToRead(store);
  try {
    return journalEntries(db, { kinds: [kind, 'void'] });
  } finally {
    db.close();
  }
}
