import { Refusal } from '../errors.js';
import { dayOf, isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { monthEnd, monthsBetween } from '../signals/monthly-series.js';
import type { MonthlyRow } from '../signals/monthly-series.js';
import { checkColumns, filled } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { dateReader } from './history-dates.js';
import { relocated } from './place.js';

/** Heads of the date column in alvh's, FRED's and the BIS's files. */
const DATES = ['date', 'DATE', 'Date', 'observation_date', 'TIME_PERIOD'];
const PUBLISHED = 'published';
/** What FRED writes for a month without a figure. */
const MISSING = ['', '.'];

/** Columns of a monthly file beside its dates. */
export interface MonthlyColumns {
  readonly required: readonly string[];
  /** Known and not read. */
  readonly passedOver?: readonly string[];
}

/**
 * Rows of a monthly CSV, the oldest first: one a month, or several with a `published` date each, in
 * the order in which they were published. Rows with an empty figure (FRED: a point) are passed over.
 * @param today rows dated or published after it are refused
 * @param read the figures of a row; `before` are those of the month before, where there are any
 * @throws Refusal with the line of a row that is out of order, twice there or dated ahead
 */
export function readMonths<Figures extends object>(
  table: CsvTable,
  { required, passedOver = [] }: MonthlyColumns,
  today: IsoDate,
  read: (row: CsvRow, before: Figures | undefined) => Figures,
): (MonthlyRow & Figures)[] {
  const dateColumn = DATES.find((name) => table.head.includes(name)) ?? 'date';
  checkColumns(table, [dateColumn, ...required], [PUBLISHED, ...passedOver]);
  const dateOf = monthReader(table, dateColumn);
  const rows: (MonthlyRow & Figures)[] = [];
  let last: MonthlyRow | undefined;
  for (const row of table.rows) {
    const date = dateOf(row);
    const published = publishedIn(row, date, today);
    checkMonth(last, { date, ...(published && { published }) }, row, dateColumn, today);
    last = { date, ...(published && { published }) };
    if (required.some((column) => MISSING.includes(row.cell(column)))) continue;
    rows.push({ ...last, ...read(row, monthBefore(rows.at(-1), date)) });
  }
  if (rows.length > 0) return rows;
  throw new Refusal('there is no row with a figure', 'check that it was written to the end', {
    file: table.file,
    line: table.headLine,
  });
}

/** The figures before, where they are of the same month or the one before it. */
function monthBefore<Row extends MonthlyRow>(row: Row | undefined, date: IsoDate): Row | undefined {
  return row !== undefined && monthsBetween(row.date, date) <= 1 ? row : undefined;
}

/** A date, or a month such as 2026-06, which stands for its first day. */
function monthReader(table: CsvTable, column: string): (row: CsvRow) => IsoDate {
  const months = table.rows.some((row) => /^\d{4}-\d{2}$/.test(row.cell(column)));
  if (!months) return dateReader(table.rows, column);
  return (row) => relocated(row.place, column, () => isoDate(`${filled(row, column)}-01`));
}

function publishedIn(row: CsvRow, date: IsoDate, today: IsoDate): IsoDate | undefined {
  const text = row.cell(PUBLISHED);
  if (text === '') return undefined;
  const published = relocated(row.place, PUBLISHED, () => isoDate(text));
  if (published > today) throw ahead(published, row.place(PUBLISHED), today);
  // A row dated on the first stands for its whole month, which must then have passed.
  const earliest = dayOf(date) === 1 ? monthEnd(date) : date;
  if (published >= earliest) return published;
  throw new Refusal(
    `${published} is before ${earliest}, the earliest day on which the figure of ${date} can be known`,
    'give the day on which the figure was published',
    row.place(PUBLISHED),
  );
}

function checkMonth(
  last: MonthlyRow | undefined,
  row: MonthlyRow,
  { place }: CsvRow,
  column: string,
  today: IsoDate,
): void {
  if (row.date > today) throw ahead(row.date, place(column), today);
  if (last === undefined) return;
  const month = row.date.slice(0, 7);
  const lastMonth = last.date.slice(0, 7);
  if (month > lastMonth) return;
  if (month < lastMonth) {
    throw new Refusal(
      `${row.date} stands after ${last.date}`,
      'sort the rows by date, the oldest first',
      place(column),
    );
  }
  if (last.published === undefined || row.published === undefined) {
    throw new Refusal(
      `the month ${month} stands twice`,
      'keep one row a month, or give each revision its date in a column published',
      place(column),
    );
  }
  if (row.published > last.published) return;
  throw new Refusal(
    row.published === last.published
      ? `the month ${month} was published twice on ${row.published}`
      : `the figure of ${month} published on ${row.published} stands after that of ${last.published}`,
    'keep one row a publication, sorted by date and then by published',
    place(PUBLISHED),
  );
}

function ahead(date: IsoDate, place: ReturnType<CsvRow['place']>, today: IsoDate): Refusal {
  return new Refusal(
    `${date} lies ahead of today, ${today}`,
    'check the date: history holds what has been',
    place,
  );
}
