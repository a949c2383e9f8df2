import { inertText } from './safe-text.js';

export type CsvValue = string | number | boolean | undefined;

/** One column: its name, and its value in a row. */
export type CsvColumn<Row> = readonly [name: string, value: (row: Row) => CsvValue];

/** RFC 4180 with plain newlines: a head, then one line a row. Absent is an empty cell. */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(([name]) => name),
    ...rows.map((row) => columns.map(([, value]) => csvCell(value(row)))),
  ];
  return `${lines.map((cells) => cells.join(',')).join('\n')}\n`;
}

/** Numbers in full, as in the JSON; text that no spreadsheet takes for a formula. */
function csvCell(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = inertText(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
