import { Refusal } from '../errors.js';
import { partsOfContractHistory } from './cboe-contract-history.js';
import { partsOfIndexHistory } from './cboe-index-history.js';
import { partsOfSettlement } from './cboe-settlement.js';
import { parseCsv } from './csv-table.js';
import type { CsvTable } from './csv-table.js';
import { formatOf } from './format.js';
import { shorten } from './keys.js';
import { parseTree } from './parse-tree.js';
import { POSITION_COLUMNS } from './position-csv.js';
import type { Source } from './read-source.js';
import { SNAPSHOT_COLUMNS, partsOfSnapshotCsv } from './snapshot-csv.js';
import type { SnapshotParts } from './snapshot-parts.js';

/** What a source of any format contributes. @throws Refusal with the place of what is wrong */
export async function partsOf(source: Source): Promise<SnapshotParts> {
  const format = formatOf(source);
  if (format === 'csv') return partsOfCsv(await parseCsv(source));
  const [tree, { partsOfSnapshotTree }] = await Promise.all([
    parseTree(source, format),
    import('./snapshot-tree.js'),
  ]);
  return partsOfSnapshotTree(tree);
}

/** The head tells the format: one column of it that no other format has. */
function partsOfCsv(table: CsvTable): SnapshotParts {
  const { head } = table;
  const place = { file: table.file, line: table.headLine };
  const parse = head.includes('Product')
    ? partsOfSettlement
    : head.includes('Trade Date')
      ? partsOfContractHistory
      : head.includes('DATE')
        ? partsOfIndexHistory
        : partsOfSnapshotCsv;
  if (parse !== partsOfSnapshotCsv || head.includes('kind')) return noRowless(table, parse);
  const shared = (columns: readonly string[]) =>
    head.filter((column) => columns.includes(column)).length;
  if (shared(POSITION_COLUMNS) > shared(SNAPSHOT_COLUMNS)) {
    throw new Refusal('this is a position file', 'give it to --position', place);
  }
  if (shared(SNAPSHOT_COLUMNS) >= 2) return partsOfSnapshotCsv(table);
  throw new Refusal(
    `the head "${shorten(head.join(','), 80)}" is of no format known for snapshots`,
    'use kind,symbol,expiry,price, or a file of Cboe: its settlements ' +
      '(Product,Symbol,Expiration Date,Price), index histories (DATE,...,CLOSE) or VX contracts (Trade Date,...,Settle,...)',
    place,
  );
}

function noRowless(table: CsvTable, parse: (table: CsvTable) => SnapshotParts): SnapshotParts {
  const parts = parse(table);
  if (table.rows.length > 0) return parts;
  throw new Refusal('there is a head and no row', 'check that it was written to the end', {
    file: table.file,
    line: table.headLine,
  });
}
