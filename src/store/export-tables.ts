import type { StoreDb } from './database.js';

/** Tables that can be exported: their columns, in order, and what is read. */
export const EXPORT_TABLES = {
  levels: {
    columns: [
      { name: 'symbol', type: 'text' },
      { name: 'date', type: 'date' },
      { name: 'open', type: 'number' },
      { name: 'high', type: 'number' },
      { name: 'low', type: 'number' },
      { name: 'close', type: 'number' },
    ],
    from: 'index_level ORDER BY symbol, date',
  },
  settlements: {
    columns: [
      { name: 'date', type: 'date' },
      { name: 'expiry', type: 'date' },
      { name: 'settle', type: 'number' },
    ],
    from: 'vx_settlement ORDER BY date, expiry',
  },
  revisions: {
    columns: [
      { name: 'recorded_at', type: 'text' },
      { name: 'source', type: 'text' },
      { name: 'series', type: 'text' },
      { name: 'date', type: 'date' },
      { name: 'held', type: 'number' },
      { name: 'offered', type: 'number' },
      { name: 'outcome', type: 'text' },
    ],
    from: 'revision ORDER BY id',
  },
  journal: {
    columns: [
      { name: 'seq', type: 'whole' },
      { name: 'recorded_at', type: 'text' },
      { name: 'date', type: 'date' },
      { name: 'kind', type: 'text' },
      { name: 'key', type: 'text' },
      { name: 'body', type: 'text' },
      { name: 'previous_hash', type: 'text' },
      { name: 'hash', type: 'text' },
    ],
    from: 'journal ORDER BY seq',
  },
} as const;

export type ExportTable = keyof typeof EXPORT_TABLES;

export function exportRows(
  db: StoreDb,
  table: ExportTable,
): Readonly<Record<string, string | number | null>>[] {
  const { columns, from } = EXPORT_TABLES[table];
  return db.all(`SELECT ${columns.map(({ name }) => name).join(', ')} FROM ${from}`);
}
