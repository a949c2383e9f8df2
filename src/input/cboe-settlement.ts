import { Refusal } from '../errors.js';
import { isoDate } from '../market/date.js';
import type { FutureInput } from '../market/build-snapshot.js';
import { checkColumns, filled, numberIn } from './csv-table.js';
import type { CsvTable } from './csv-table.js';
import { dateInName } from './file-name.js';
import { shorten } from './keys.js';
import { relocated } from './place.js';
import type { SnapshotParts } from './snapshot-parts.js';

/** As published. */
export const SETTLEMENT_COLUMNS = ['Product', 'Symbol', 'Expiration Date', 'Price'];

/**
 * Cboe's daily settlement CSV (`Product,Symbol,Expiration Date,Price`), of which the VX rows are
 * taken. Its date stands in its name only.
 * @throws Refusal with the line and column of what is wrong
 */
export function partsOfSettlement(table: CsvTable): SnapshotParts {
  checkColumns(table, SETTLEMENT_COLUMNS, []);
  const skipped = new Map<string, number>();
  const futures: FutureInput[] = [];
  for (const row of table.rows) {
    const product = filled(row, 'Product');
    if (product !== 'VX') {
      skipped.set(product, (skipped.get(product) ?? 0) + 1);
      continue;
    }
    const text = filled(row, 'Expiration Date');
    futures.push({
      symbol: filled(row, 'Symbol'),
      expiry: relocated(row.place, 'Expiration Date', () => isoDate(text)),
      price: numberIn(row, 'Price'),
      locate: (field) => row.place(COLUMN_OF_FIELD[field] ?? field),
    });
  }
  const [other] = skipped.keys();
  if (futures.length === 0 && other !== undefined) {
    throw new Refusal(
      `no row is of VX, the first is of ${shorten(other)}`,
      other === 'VXM'
        ? 'give the settlements of VX: minis are priced from them'
        : 'check that this is the file of the VX settlements',
      table.rows[0]?.place('Product') ?? { file: table.file },
    );
  }
  const date = dateInName(table.file);
  return {
    futures,
    times:
      date === undefined
        ? []
        : [{ read: { date, zoneAssumed: false }, text: date, place: { file: table.file } }],
    notes: [...skipped].map(
      ([product, count]) =>
        `${table.file}: ${count} ${count === 1 ? 'row' : 'rows'} of ${product} passed over, VX alone is read.`,
    ),
  };
}

const COLUMN_OF_FIELD: Readonly<Record<string, string>> = {
  symbol: 'Symbol',
  expiry: 'Expiration Date',
  price: 'Price',
};
