import type { IsoDate } from '../market/date.js';
import type { JournalEntry, JournalKind } from './entry.js';

/** An entry of one kind. */
export type EntryOf<Kind extends JournalKind> = Extract<JournalEntry, { readonly kind: Kind }>;

/** Which entry voids which: the number of the voided one to the one that voids it. */
export function voids(entries: readonly JournalEntry[]): ReadonlyMap<number, EntryOf<'void'>> {
  return new Map(entriesOf(entries, 'void').map((entry) => [entry.body.seq, entry]));
}

/** The entries of a kind, voided ones too. */
export function entriesOf<Kind extends JournalKind>(
  entries: readonly JournalEntry[],
  kind: Kind,
): EntryOf<Kind>[] {
  return entries.filter((entry): entry is EntryOf<Kind> => entry.kind === kind);
}

/**
 * The entries of a kind that count: not voided, dated up to a day, by date and then as written.
 * @param entries with the voids among them
 */
export function liveEntries<Kind extends JournalKind>(
  entries: readonly JournalEntry[],
  kind: Kind,
  asOf: IsoDate,
): EntryOf<Kind>[] {
  const voided = voids(entries);
  return entriesOf(entries, kind)
    .filter(({ seq, date }) => date <= asOf && !voided.has(seq))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.seq - b.seq));
}
