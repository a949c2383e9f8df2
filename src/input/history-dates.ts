import { Refusal } from '../errors.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { CsvRow } from './csv-table.js';
import { relocated } from './place.js';

type DateOrder = 'monthFirst' | 'dayFirst';

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/**
 * A reader of the dates in a file that Cboe publishes, which are YYYY-MM-DD or US dates. The order
 * of slashed dates is decided from the whole file, never from the one that is read.
 * @throws Refusal where no date of the file decides the order, or two contradict each other
 */
export function dateReader(rows: readonly CsvRow[], column: string): (row: CsvRow) => IsoDate {
  const order = orderOf(rows, column);
  return (row) => {
    const text = row.cell(column);
    const match = SLASHED.exec(text);
    return relocated(row.place, column, () => {
      if (match === null || order === undefined) return isoDate(text);
      const [, first = '', second = '', year = ''] = match;
      const [month, day] = order === 'monthFirst' ? [first, second] : [second, first];
      return isoDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    });
  };
}

/** Undefined where no date is slashed. */
function orderOf(rows: readonly CsvRow[], column: string): DateOrder | undefined {
  const slashed = rows.filter((row) => SLASHED.test(row.cell(column)));
  const [sample] = slashed;
  if (sample === undefined) return undefined;
  const withOver12 = (group: 1 | 2) =>
    slashed.find((row) => Number(SLASHED.exec(row.cell(column))?.[group]) > 12);
  const dayFirst = withOver12(1);
  const monthFirst = withOver12(2);
  if (dayFirst !== undefined && monthFirst !== undefined) {
    throw new Refusal(
      `${dayFirst.cell(column)} has the day first, ${monthFirst.cell(column)} the month first`,
      'write all dates YYYY-MM-DD',
      dayFirst.place(column),
    );
  }
  if (dayFirst !== undefined) return 'dayFirst';
  if (monthFirst !== undefined) return 'monthFirst';
  return relocated(sample.place, column, () => {
    // No day of the file is past the 12th: isoDate names the two readings and the mend.
    isoDate(sample.cell(column));
    return undefined;
  });
}
