import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { shorten, unknownName } from './keys.js';
import { readComputed, readNumber } from './numbers.js';
import { relocated } from './place.js';
import type { LocateKey } from './place.js';
import type { Source } from './read-source.js';

/** One line of a CSV file below its head. */
export interface CsvRow {
  readonly line: number;
  /** Values up to the last that is not empty. */
  readonly values: number;
  /** The trimmed text under a column; empty where the row ends before it or has no such column. */
  readonly cell: (column: string) => string;
  /** The place of a cell, for messages. */
  readonly place: LocateKey;
}

/** A CSV file: its head and its rows, blank rows left out. */
export interface CsvTable {
  readonly file: string;
  readonly head: readonly string[];
  readonly headLine: number;
  readonly rows: readonly CsvRow[];
}

/** No row of any format comes near these; an unclosed quote swallows the rest of the file. */
const MAX_RECORD_CHARACTERS = 65_536;
const MAX_COLUMNS = 200;
const MAX_ROWS = 500_000;

/**
 * Splits CSV text (commas, double quotes, a head) into rows that know their lines.
 * @throws Refusal for broken quoting, a foreign separator or a column that stands twice
 */
export async function parseCsv(source: Source): Promise<CsvTable> {
  const [first, ...others] = await readRecords(source);
  if (first === undefined) {
    throw new Refusal('the file is empty', 'give a head and rows', { file: source.name });
  }
  const head = first.cells.slice(0, first.cells.findLastIndex((name) => name !== '') + 1);
  checkSeparator(head, { file: source.name, line: first.line });
  checkColumnsDiffer(head, { file: source.name, line: first.line });
  const position = new Map(head.map((name, index) => [name, index]));
  const rows = others.map(({ line, cells }): CsvRow => {
    return {
      line,
      values: cells.findLastIndex((cell) => cell !== '') + 1,
      cell: (column) => cells[position.get(column) ?? -1] ?? '',
      place: (column) => ({
        file: source.name,
        line,
        ...(column === undefined ? {} : { key: column }),
      }),
    };
  });
  return { file: source.name, head, headLine: first.line, rows };
}

/**
 * Checks that a head has all required columns and none that is unknown, and that no row is longer.
 * @throws Refusal naming the column and the nearest known one, or the row
 */
export function checkColumns(
  table: CsvTable,
  required: readonly string[],
  optional: readonly string[],
): void {
  const known = [...required, ...optional];
  const missing = required.find((name) => !table.head.includes(name));
  const place = { file: table.file, line: table.headLine };
  const stranger = table.head.find((name) => !known.includes(name));
  if (stranger === '') {
    throw new Refusal(
      `column ${table.head.indexOf('') + 1} has no name`,
      'name it in the head, or take it out',
      place,
    );
  }
  if (stranger !== undefined) {
    // Only columns that are not there already can be what a misspelt one meant.
    const free = known.filter((name) => !table.head.includes(name));
    throw unknownName('column', stranger, known, { ...place, key: shorten(stranger) }, free);
  }
  if (missing !== undefined) {
    throw new Refusal(
      `the column ${missing} is missing`,
      `add it to the head (needed: ${required.join(',')})`,
      { ...place, key: missing },
    );
  }
  const long = table.rows.find((row) => row.values > table.head.length);
  if (long !== undefined) {
    throw new Refusal(
      `the row has ${long.values} values under ${table.head.length} columns`,
      'look for a comma inside a value, such as 6,480.25 for 6480.25',
      long.place(),
    );
  }
}

/** The number in a cell. @throws Refusal at the cell */
export function numberIn(row: CsvRow, column: string): number {
  return relocated(row.place, column, () => readNumber(row.cell(column)));
}

/** The number in a cell of a file that programs write: exponents are read too. @throws Refusal at the cell */
export function computedIn(row: CsvRow, column: string): number {
  return relocated(row.place, column, () => readComputed(row.cell(column)));
}

/** The number in a cell, or undefined where the cell is empty. */
export function optionalNumberIn(row: CsvRow, column: string): number | undefined {
  return row.cell(column) === '' ? undefined : numberIn(row, column);
}

/** The text of a cell that must not be empty. @throws Refusal at the cell */
export function filled(row: CsvRow, column: string): string {
  const text = row.cell(column);
  if (text !== '') return text;
  throw new Refusal('the value is empty', 'fill it in', row.place(column));
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

async function readRecords(source: Source): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  const add = (cells: readonly string[], line: number): void => {
    if (cells.length > MAX_COLUMNS || records.length > MAX_ROWS) {
      throw new Refusal(
        cells.length > MAX_COLUMNS
          ? `a row has ${cells.length} values`
          : `the file has more than ${MAX_ROWS} rows`,
        'check that this is the right file',
        { file: source.name, line },
      );
    }
    const trimmed = cells.map((cell) => cell.trim());
    // Spreadsheets write rows of bare commas below the data: they say nothing.
    if (trimmed.some((cell) => cell !== '')) records.push({ line, cells: trimmed });
  };
  if (source.text.includes('"')) await readQuoted(source, add);
  else readPlain(source, add);
  return records;
}

type AddRecord = (cells: readonly string[], line: number) => void;

/**
 * Without quotes a line is a row and a comma ends a value. The parser for the others makes an error
 * for every row shorter than the head: a million blank lines took it half a minute.
 */
function readPlain({ name, text }: Source, add: AddRecord): void {
  let line = 0;
  for (let start = 0; start < text.length;) {
    line += 1;
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    if (end - start > MAX_RECORD_CHARACTERS) {
      throw csvRefusal('CSV_MAX_RECORD_SIZE', { file: name, line });
    }
    if (end > start) add(text.slice(start, end).split(','), line);
    start = end + 1;
  }
}

async function readQuoted(source: Source, add: AddRecord): Promise<void> {
  const { parse, CsvError } = await import('csv-parse/sync');
  let lastLine = 0;
  try {
    parse(source.text, {
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      onRecord: (cells: string[], { lines }) => {
        lastLine = lines;
        add(cells, lines);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser counts on to where it gave up; the trouble is in the row after the last good one.
    throw csvRefusal(error.code, { file: source.name, line: lastLine + 1 });
  }
}

function csvRefusal(code: string, place: Place): Refusal {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return new Refusal(
        code === 'CSV_MAX_RECORD_SIZE'
          ? `a row is longer than ${MAX_RECORD_CHARACTERS} characters`
          : 'a double quote is not closed',
        'close the quote, or take it out',
        place,
      );
    default:
      return new Refusal(
        'a double quote stands inside a value',
        'quote the whole value and double the quotes inside it, or take them out',
        place,
      );
  }
}

function checkSeparator(head: readonly string[], place: Place): void {
  const [only] = head;
  if (head.length > 1 || only === undefined) return;
  const separator = only.includes(';') ? 'semicolons' : only.includes('\t') ? 'tabs' : undefined;
  if (separator === undefined) return;
  throw new Refusal(`the columns are separated by ${separator}`, 'separate them by commas', place);
}

function checkColumnsDiffer(head: readonly string[], place: Place): void {
  const twice = head.find((name, index) => head.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new Refusal(
    twice === '' ? 'two columns have no name' : `the column ${shorten(twice)} stands twice`,
    'give every column one name of its own',
    { ...place, key: shorten(twice) },
  );
}
