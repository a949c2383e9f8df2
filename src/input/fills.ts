import { Refusal } from '../errors.js';
import type { Fill } from '../journal/entry.js';
import { createFill } from '../journal/fill.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { checkColumns, filled, numberIn, optionalNumberIn, parseCsv } from './csv-table.js';
import type { CsvRow } from './csv-table.js';
import { locateIn } from './ledger.js';
import { relocated } from './place.js';
import type { LocateKey } from './place.js';
import type { Source } from './read-source.js';

const COLUMNS: Readonly<Record<string, string>> = { feesUsd: 'fees_usd' };

/** A fill of a file, and where it stands. */
export interface ParsedFill {
  readonly date: IsoDate;
  readonly fill: Fill;
  readonly locate: LocateKey;
}

/**
 * Reads fills: `date,symbol,contracts,price`, and `fees_usd`, `layer`, `id` and `note` where they
 * are known.
 * @param today the last day that a trade can be of
 * @throws Refusal with the line and column of what is wrong
 */
export async function parseFills(source: Source, today: IsoDate): Promise<ParsedFill[]> {
  const table = await parseCsv(source);
  checkColumns(
    table,
    ['date', 'symbol', 'contracts', 'price'],
    ['fees_usd', 'layer', 'id', 'note'],
  );
  if (table.rows.length === 0) {
    throw new Refusal('there is a head and no fill', 'add a row', {
      file: source.name,
      line: table.headLine,
    });
  }
  return table.rows.map((row) => fillOf(row, today));
}

function fillOf(row: CsvRow, today: IsoDate): ParsedFill {
  const date = relocated(row.place, 'date', () => isoDate(filled(row, 'date')));
  const feesUsd = optionalNumberIn(row, 'fees_usd');
  const input: Fill = {
    symbol: filled(row, 'symbol'),
    contracts: numberIn(row, 'contracts'),
    price: numberIn(row, 'price'),
    ...(feesUsd !== undefined && { feesUsd }),
    ...textOf(row, 'layer'),
    ...textOf(row, 'id'),
    ...textOf(row, 'note'),
  };
  const locate = locateIn(row, COLUMNS);
  return { date, fill: relocated(locate, undefined, () => createFill(input, date, today)), locate };
}

function textOf(row: CsvRow, column: 'layer' | 'id' | 'note'): Partial<Fill> {
  const text = row.cell(column);
  return text === '' ? {} : { [column]: text };
}
