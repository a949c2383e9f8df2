import type { JournalComparison, JournalVerified, ListedEntry } from '../journal/report.js';
import { layersOf } from '../journal/listing.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';
import { entryText } from './journal-text.js';

const COLUMNS: readonly CsvColumn<ListedEntry>[] = [
  ['entry', (entry) => entry.seq],
  ['date', (entry) => entry.date],
  ['kind', (entry) => entry.kind],
  ['voided_by', (entry) => entry.voidedBy],
  ['layer', (entry) => layersOf(entry).join('; ') || undefined],
  ['symbol', (entry) => fillOf(entry)?.symbol],
  ['contracts', (entry) => fillOf(entry)?.contracts],
  ['price', (entry) => fillOf(entry)?.price],
  ['fees_usd', (entry) => fillOf(entry)?.feesUsd],
  ['id', (entry) => fillOf(entry)?.id],
  ['says', entryText],
  ['recorded_at', (entry) => entry.recordedAt],
  ['hash', (entry) => entry.hash],
];

/** One row an entry. */
export function listingCsv(entries: readonly ListedEntry[]): string {
  return csvText(COLUMNS, entries);
}

function fillOf(entry: ListedEntry) {
  return entry.kind === 'fill' ? entry.body : undefined;
}

/** One row a contract, layer and day. */
export function comparisonCsv({ days }: JournalComparison): string {
  const rows = days.flatMap((day) =>
    day.layers.flatMap(({ layer, contracts }) =>
      contracts.map((contract) => ({ ...contract, day, layer })),
    ),
  );
  return csvText(
    [
      ['date', ({ day }) => day.date],
      ['recommendation', ({ day }) => day.recommendation],
      ['layer', ({ layer }) => layer],
      ['symbol', ({ symbol }) => symbol],
      ['recommended', ({ recommended }) => recommended],
      ['traded', ({ traded }) => traded],
      ['held', ({ held }) => held],
      ['difference', ({ difference }) => difference],
      ['override_ratio', ({ day }) => day.override?.chosenRatio],
      ['override_by', ({ day }) => day.override?.by],
      ['override_reason', ({ day }) => day.override?.reason],
    ],
    rows,
  );
}

/** One row. */
export function verifiedCsv(report: JournalVerified): string {
  return csvText<JournalVerified>(
    [
      ['entries', ({ entries }) => entries],
      ['head', ({ head }) => head],
    ],
    [report],
  );
}
