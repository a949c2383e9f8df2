import type { Fill, JournalEntry } from '../../src/journal/entry.js';
import { isoDate } from '../../src/market/date.js';

/** A fill as the journal has it. */
export function fillEntry(seq: number, date: string, fill: Fill): JournalEntry {
  return { seq, date: isoDate(date), recordedAt: 'then', hash: `${seq}`, kind: 'fill', body: fill };
}

/** An entry that voids another. */
export function voidEntry(seq: number, voided: number, date = '2026-12-31'): JournalEntry {
  return {
    ...{ seq, date: isoDate(date), recordedAt: 'then', hash: `${seq}`, kind: 'void' },
    body: { seq: voided, reason: 'wrong' },
  };
}
