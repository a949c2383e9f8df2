import { Refusal } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import type { BillRate } from '../market/history.js';
import { checkColumns, numberIn } from './csv-table.js';
import type { CsvTable } from './csv-table.js';
import { dateReader } from './history-dates.js';
import { checkOrder } from './history-series.js';

const DATES = ['Date', 'date', 'DATE', 'observation_date'];
const RATES = ['DTB3', 'tbill_3m'];

/** Bills have yielded from a touch below 0 (2015, 2020) to 17 percent (1981). */
const LEAST_PERCENT = -2;
const MOST_PERCENT = 25;

/**
 * Discount rates of the 91-day Treasury bill in percent a year, as FRED has them: `Date,DTB3`.
 * Days without a rate are blank, or a point, and passed over.
 * @returns fractions a year
 * @throws Refusal with the line of what is wrong
 */
export function readBills(table: CsvTable, today: IsoDate): BillRate[] {
  const dateColumn = DATES.find((name) => table.head.includes(name)) ?? 'Date';
  const rateColumn = RATES.find((name) => table.head.includes(name)) ?? 'DTB3';
  checkColumns(table, [dateColumn, rateColumn], []);
  const dateOf = dateReader(table.rows, dateColumn);
  const bills: BillRate[] = [];
  let before: { date: IsoDate } | undefined;
  for (const row of table.rows) {
    const date = dateOf(row);
    checkOrder(before, date, row.place(dateColumn), today);
    before = { date };
    if (['', '.'].includes(row.cell(rateColumn))) continue;
    const percent = numberIn(row, rateColumn);
    if (percent < LEAST_PERCENT || percent > MOST_PERCENT) {
      throw new Refusal(
        `${percent} is no bill rate in percent a year`,
        'give percent, as FRED does: 4.2',
        row.place(rateColumn),
      );
    }
    bills.push({ date, rate: Number((percent / 100).toPrecision(12)) });
  }
  return bills;
}
