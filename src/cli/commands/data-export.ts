import { Refusal } from '../../errors.js';
import { exportCsv, exportParquet } from '../../output/table-export.js';
import { openToRead } from '../../store/database.js';
import { EXPORT_TABLES, exportRows } from '../../store/export-tables.js';
import type { ExportTable } from '../../store/export-tables.js';
import { writeFileAtomically } from '../../store/write-file.js';
import type { Io } from '../io.js';
import { checkOutputTarget } from '../output-target.js';
import { counted } from '../take-rows.js';

export interface DataExportFlags {
  readonly table?: string;
  readonly output?: string;
  readonly quiet?: boolean;
}

const TABLES = Object.keys(EXPORT_TABLES) as ExportTable[];

/** `alvh data export`: one table of the store as CSV or Parquet, by the file's ending. */
export async function runDataExport(flags: DataExportFlags, io: Io): Promise<void> {
  const table = tableOf(flags.table);
  const format = formatOf(flags.output);
  checkOutputTarget({ ...flags, store: io.store }, io);
  const db = await openToRead(io.store);
  let rows: ReturnType<typeof exportRows>;
  try {
    rows = exportRows(db, table);
  } finally {
    db.close();
  }
  const { columns } = EXPORT_TABLES[table];
  const { output } = flags;
  if (output === undefined || output === '-') {
    await io.writeOut(exportCsv(columns, rows));
    return;
  }
  const content = format === 'csv' ? exportCsv(columns, rows) : await exportParquet(columns, rows);
  await writeFileAtomically(output, content);
  if (flags.quiet !== true) io.writeErr(`alvh: wrote ${output}, ${counted(rows.length, 'row')}\n`);
}

function tableOf(text: string | undefined): ExportTable {
  const table = TABLES.find((name) => name === text);
  if (table !== undefined) return table;
  throw new Refusal(
    text === undefined ? 'no table is named' : `"${text}" is no table of the store`,
    `give one of ${TABLES.join(', ')}`,
    { key: '--table' },
  );
}

function formatOf(output: string | undefined): 'csv' | 'parquet' {
  if (output === undefined || output === '-' || output.toLowerCase().endsWith('.csv')) return 'csv';
  if (output.toLowerCase().endsWith('.parquet')) return 'parquet';
  throw new Refusal('its ending names neither format', 'name it .csv or .parquet', {
    file: output,
    key: '--output',
  });
}
