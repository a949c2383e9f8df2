import { Refusal } from '../errors.js';
import { INDEX_SYMBOLS } from '../market/snapshot.js';
import type { IndexSymbol } from '../market/snapshot.js';
import { checkColumns, numberIn, optionalNumberIn } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { wordsOfName } from './file-name.js';
import { dateReader } from './history-dates.js';
import type { SnapshotParts } from './snapshot-parts.js';

const OHLC = ['DATE', 'OPEN', 'HIGH', 'LOW', 'CLOSE'];

/**
 * Cboe's history of an index: `DATE,OPEN,HIGH,LOW,CLOSE`, the index being in the file's name, or
 * `DATE,VVIX` with one level a day. The level taken is the close.
 * @throws Refusal with the line and column of what is wrong
 */
export function partsOfIndexHistory(table: CsvTable): SnapshotParts {
  const symbolInHead = INDEX_SYMBOLS.find((symbol) => table.head.includes(symbol));
  const symbol = symbolInHead ?? symbolInName(table);
  const column = symbolInHead ?? 'CLOSE';
  checkColumns(table, symbolInHead === undefined ? OHLC : ['DATE', symbolInHead], []);
  const dateOf = dateReader(table.rows, 'DATE');
  return {
    histories: [
      {
        file: table.file,
        rows: table.rows.map((row) => ({
          date: dateOf(row),
          place: row.place('DATE'),
          read: () => {
            if (symbolInHead === undefined) checkRange(row);
            return {
              indices: [{ symbol, price: numberIn(row, column), locate: () => row.place(column) }],
            };
          },
        })),
      },
    ],
  };
}

/** A close outside the day's own range is a row with a slip in it. */
function checkRange(row: CsvRow): void {
  const [close, high, low] = ['CLOSE', 'HIGH', 'LOW'].map((column) =>
    optionalNumberIn(row, column),
  );
  if (close === undefined || high === undefined || low === undefined) return;
  // Histories round the four apart: a hundredth is no contradiction.
  if (close <= high + ROUNDING && close >= low - ROUNDING) return;
  throw new Refusal(
    `the close ${close} lies outside the day's own range, ${low} to ${high}`,
    'check the row',
    row.place('CLOSE'),
  );
}

const ROUNDING = 0.011;

function symbolInName(table: CsvTable): IndexSymbol {
  const words = wordsOfName(table.file);
  const [symbol, other] = INDEX_SYMBOLS.filter((candidate) => words.includes(candidate));
  if (symbol !== undefined && other === undefined) return symbol;
  throw new Refusal(
    symbol === undefined
      ? 'the name of this index history does not say which index it is'
      : `the name of this index history says ${symbol} and ${other ?? ''}`,
    `name it as Cboe does, VIX_History.csv; the index is one of ${INDEX_SYMBOLS.join(', ')}`,
    { file: table.file },
  );
}
