import { formatMoment } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { safeText } from '../output/safe-text.js';
import { openToWrite } from '../store/database.js';
import type { StoreDb } from '../store/database.js';
import { refuseBroken } from '../store/journal-chain.js';
import type { Io } from './io.js';

/** Of commands that write to the journal. */
export interface QuietFlag {
  readonly quiet?: boolean;
}

/** What was done, on standard output; nothing with --quiet. */
export async function say(lines: readonly string[], { quiet }: QuietFlag, io: Io): Promise<void> {
  if (quiet !== true) await io.writeOut(lines.map((line) => `${safeText(line)}\n`).join(''));
}

/** The clock, as entries have it. */
export function momentOf(io: Io): string {
  return formatMoment(io.now() as EpochMs);
}

/**
 * Work on the store, which is made where there is none.
 * @throws Refusal (exit 3) where the chain of its journal is broken
 */
export async function writing<T>(io: Io, work: (db: StoreDb) => T): Promise<T> {
  const db = await openToWrite(io.store);
  try {
    refuseBroken(db);
    return work(db);
  } finally {
    db.close();
  }
}
