import { csvText } from './csv.js';

/** How a column's values are typed; in CSV all are text. */
export type ExportType = 'date' | 'text' | 'number' | 'whole';

export interface ExportColumn {
  readonly name: string;
  readonly type: ExportType;
}

export type ExportRow = Readonly<Record<string, string | number | null>>;

/** A table as CSV, text made inert for spreadsheets; null is an empty cell. */
export function exportCsv(columns: readonly ExportColumn[], rows: readonly ExportRow[]): string {
  return csvText(
    columns.map(({ name }) => [name, (row: ExportRow) => row[name] ?? undefined] as const),
    rows,
  );
}

const PARQUET = {
  date: { type: 'INT32', converted_type: 'DATE' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  whole: { type: 'INT64' },
} as const;

/** A table as Parquet: dates are DATE, numbers DOUBLE, whole ones INT64, text UTF-8 as it is. */
export async function exportParquet(
  columns: readonly ExportColumn[],
  rows: readonly ExportRow[],
): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ name, type }) => ({
      name,
      data: rows.map((row) => parquetValue(row[name] ?? null, type)),
    })),
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, type }) => ({
        ...PARQUET[type],
        name,
        repetition_type: 'OPTIONAL' as const,
      })),
    ],
  });
  return new Uint8Array(buffer);
}

function parquetValue(value: string | number | null, type: ExportType): unknown {
  if (value === null) return undefined;
  if (type === 'date') return new Date(`${String(value)}T00:00:00Z`);
  return type === 'whole' ? BigInt(value) : value;
}
