import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import { checkColumns, numberIn } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { dateReader } from './history-dates.js';
import { checkOrder } from './history-series.js';

/** Issues that rose and fell on one day. */
export interface BreadthRow {
  readonly date: IsoDate;
  readonly advances: number;
  readonly declines: number;
  readonly place: Place;
}

/** Columns that such files have besides, which nothing here rests on. */
const UNUSED = ['unchanged', 'adv_volume', 'dec_volume', 'unch_volume', 'new_highs', 'new_lows'];

/** No exchange has listed more issues than this. */
const MOST_ISSUES = 20_000;

/**
 * Daily breadth of an exchange: `date,advances,declines`, further known columns passed over.
 * @param today rows after this date are refused
 * @throws Refusal with the line of a row that is out of order, twice there, dated ahead or no count
 */
export function readBreadthRows(table: CsvTable, today: IsoDate): BreadthRow[] {
  const dateColumn = ['date', 'Date', 'DATE'].find((name) => table.head.includes(name)) ?? 'date';
  checkColumns(table, [dateColumn, 'advances', 'declines'], UNUSED);
  const dateOf = dateReader(table.rows, dateColumn);
  const rows: BreadthRow[] = [];
  for (const row of table.rows) {
    const date = dateOf(row);
    checkOrder(rows.at(-1), date, row.place(dateColumn), today);
    const advances = countIn(row, 'advances');
    const declines = countIn(row, 'declines');
    if (advances + declines === 0) {
      throw new Refusal(
        'nothing rose and nothing fell: that is no session',
        'give the counts, or take the row out',
        row.place('advances'),
      );
    }
    rows.push({ date, advances, declines, place: row.place(dateColumn) });
  }
  if (rows.length === 0) {
    throw new Refusal('there is a head and no row', 'check that it was written to the end', {
      file: table.file,
      line: table.headLine,
    });
  }
  return rows;
}

function countIn(row: CsvRow, column: string): number {
  const value = numberIn(row, column);
  if (Number.isInteger(value) && value >= 0 && value <= MOST_ISSUES) return value;
  throw new Refusal(
    `${value} is no number of issues`,
    'give a whole number of issues, not a share or a ratio',
    row.place(column),
  );
}
