import { Refusal } from '../errors.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { checkColumns, computedIn, filled, parseCsv } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { relocated } from './place.js';
import type { Source } from './read-source.js';

/** A return beyond this is per cent, or a deposit: accounts do not double in a day. */
const MAX_RETURN = 1;

/** Returns of an account and of SPX between two rows of a file, simple, fractions. */
export interface ReturnRow {
  /** The later of the two days. */
  readonly date: IsoDate;
  readonly account: number;
  readonly spx: number;
}

/**
 * Reads an account's history beside closes of SPX: `date,return,spx` or `date,value,spx`, a row a
 * day (or week: every return is that between two rows). The first row has no return of SPX before
 * it, so n rows make n - 1 returns; a `return` stated there is not used. Programs write such files:
 * exponents such as -6e-05 are read.
 * @param notAfter the valuation date: a later return would be looking ahead
 * @throws Refusal with the line and column of what is wrong
 */
export async function parseReturns(source: Source, notAfter: IsoDate): Promise<ReturnRow[]> {
  const table = await parseCsv(source);
  const states = accountColumn(table);
  checkColumns(table, ['date', states, 'spx'], []);
  const returns: ReturnRow[] = [];
  let before: { row: CsvRow; date: IsoDate; spx: number } | undefined;
  for (const row of table.rows) {
    const date = relocated(row.place, 'date', () => isoDate(filled(row, 'date')));
    if (date > notAfter) throw tooLate(row, date, notAfter);
    const spx = levelIn(row, 'spx');
    if (before !== undefined) {
      if (date <= before.date) throw outOfOrder(row, date, before.date);
      const account =
        states === 'return'
          ? returnIn(row)
          : change(row, 'value', levelIn(before.row, 'value'), levelIn(row, 'value'));
      returns.push({ date, account, spx: change(row, 'spx', before.spx, spx) });
    }
    before = { row, date, spx };
  }
  return returns;
}

function accountColumn({ head, file, headLine }: CsvTable): 'return' | 'value' {
  const named = (['return', 'value'] as const).filter((name) => head.includes(name));
  const [only, other] = named;
  if (only !== undefined && other === undefined) return only;
  throw new Refusal(
    only === undefined
      ? 'the account has neither a column return nor a column value'
      : 'the account has a column return and a column value',
    'keep one of them: date,return,spx or date,value,spx',
    { file, line: headLine },
  );
}

function levelIn(row: CsvRow, column: 'value' | 'spx'): number {
  const level = computedIn(row, column);
  if (level > 0) return level;
  throw new Refusal(
    `${level} is no ${column === 'spx' ? 'close of SPX' : 'value of an account'}`,
    'give a number above 0',
    row.place(column),
  );
}

function returnIn(row: CsvRow): number {
  return plausible(row, 'return', computedIn(row, 'return'));
}

function change(row: CsvRow, column: 'value' | 'spx', from: number, to: number): number {
  return plausible(row, column, to / from - 1);
}

function plausible(row: CsvRow, column: string, value: number): number {
  if (value > -1 && value <= MAX_RETURN) return value;
  const shown = Number(value.toPrecision(4));
  throw new Refusal(
    column === 'return'
      ? `a return of ${shown} is ${Number((value * 100).toPrecision(4))}%`
      : `${column} changes by ${Number((value * 100).toPrecision(4))}% from the row before`,
    column === 'return'
      ? 'write fractions: 0.012 for 1.2%'
      : 'check the two rows; take deposits and withdrawals out of the values',
    row.place(column),
  );
}

function tooLate(row: CsvRow, date: IsoDate, notAfter: IsoDate): Refusal {
  return new Refusal(
    `${date} is after the valuation date ${notAfter}`,
    'end the file there: a later return would be looking ahead',
    row.place('date'),
  );
}

function outOfOrder(row: CsvRow, date: IsoDate, before: IsoDate): Refusal {
  return new Refusal(
    date === before ? `${date} stands twice` : `${date} follows ${before}`,
    'give each day once, the oldest first',
    row.place('date'),
  );
}
