import { Refusal } from '../errors.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { createHolding } from '../press/holding.js';
import type { Holding } from '../press/holding.js';
import { checkColumns, filled, numberIn, optionalNumberIn, parseCsv } from './csv-table.js';
import { locateIn } from './ledger.js';
import { relocated } from './place.js';
import type { Source } from './read-source.js';

const COLUMNS: Readonly<Record<string, string>> = {
  entryPrice: 'entry_price',
  entryDate: 'entry_date',
  stepsTaken: 'steps_taken',
};

/**
 * Reads the VIX holdings of a book: `symbol,contracts,entry_price,entry_date`, and `steps_taken`
 * and `bought` where steps of the ladder have been sold.
 * @param asOf the valuation date
 * @throws Refusal with the line and column of what is wrong
 */
export async function parseHoldings(source: Source, asOf: IsoDate): Promise<Holding[]> {
  const table = await parseCsv(source);
  checkColumns(
    table,
    ['symbol', 'contracts', 'entry_price', 'entry_date'],
    ['steps_taken', 'bought'],
  );
  const holdings: Holding[] = [];
  const lots = new Map<string, number>();
  for (const row of table.rows) {
    const holding = relocated(locateIn(row, COLUMNS), undefined, () =>
      createHolding(
        {
          symbol: filled(row, 'symbol'),
          contracts: numberIn(row, 'contracts'),
          entryPrice: numberIn(row, 'entry_price'),
          entryDate: relocated(row.place, 'entry_date', () => isoDate(filled(row, 'entry_date'))),
          stepsTaken: optionalNumberIn(row, 'steps_taken'),
          bought: optionalNumberIn(row, 'bought'),
        },
        asOf,
      ),
    );
    const lot = `${holding.symbol} ${holding.entryDate} ${holding.entryPrice}`;
    const before = lots.get(lot);
    if (before !== undefined) {
      throw new Refusal(
        `${holding.symbol} of ${holding.entryDate} at ${holding.entryPrice} stands on line ${before} too`,
        'add the contracts of the two rows, or take one out',
        row.place('symbol'),
      );
    }
    lots.set(lot, row.line);
    holdings.push(holding);
  }
  if (holdings.length === 0) {
    throw new Refusal('there is a head and no holding', 'add a row, or leave the file out', {
      file: source.name,
      line: table.headLine,
    });
  }
  return holdings;
}
