import { Refusal } from '../errors.js';
import type { LevelRow } from '../market/market-rows.js';
import { INDEX_SYMBOLS } from '../market/snapshot.js';
import type { IndexSymbol } from '../market/snapshot.js';
import { checkColumns, numberIn, optionalNumberIn } from './csv-table.js';
import type { CsvTable } from './csv-table.js';
import { wordsOfName } from './file-name.js';
import { dateReader } from './history-dates.js';
import { shorten } from './keys.js';

/** Histories round the four prices of a day apart: a hundredth is no contradiction. */
const ROUNDING = 0.011;
const OTHERS = ['open', 'high', 'low', 'adj close', 'adj_close', 'volume'];

/**
 * The days of an index history: Cboe's `DATE,OPEN,HIGH,LOW,CLOSE` or `DATE,VVIX`, or
 * `date,open,high,low,close,volume` of price sites. Cboe's own files have days whose close lies
 * outside their range: the close is taken, the range is not.
 * @param stated the index, where head and name do not tell it
 * @throws Refusal with the line and column
 */
export function levelRows(
  table: CsvTable,
  stated: IndexSymbol | undefined,
): { levels: LevelRow[]; notes: string[] } {
  const named = (name: string): string | undefined =>
    table.head.find((column) => column.toLowerCase() === name);
  const inHead = INDEX_SYMBOLS.filter((symbol) => table.head.includes(symbol));
  const symbol = symbolOf(table, inHead, stated);
  const dateColumn = named('date') ?? 'DATE';
  const closeColumn = inHead.length > 0 ? symbol : (named('close') ?? 'CLOSE');
  const others = OTHERS.flatMap((name) => named(name) ?? []);
  checkColumns(table, [dateColumn, closeColumn], others);
  const dateOf = dateReader(table.rows, dateColumn);
  const ranges = ['open', 'high', 'low'].map(named);
  const contradicted: number[] = [];
  const levels = table.rows.map((row): LevelRow => {
    const date = dateOf(row);
    const close = numberIn(row, closeColumn);
    const [open, high, low] = ranges.map((column) =>
      column === undefined ? undefined : optionalNumberIn(row, column),
    );
    if (close > (high ?? Infinity) + ROUNDING || close < (low ?? -Infinity) - ROUNDING) {
      contradicted.push(row.line);
      return { symbol, date, close, place: row.place(closeColumn) };
    }
    return {
      symbol,
      date,
      close,
      ...(open !== undefined && { open }),
      ...(high !== undefined && { high }),
      ...(low !== undefined && { low }),
      place: row.place(closeColumn),
    };
  });
  const [line] = contradicted;
  const notes =
    line === undefined
      ? []
      : [
          `${contradicted.length} closes outside their day's own range (first in line ${line}), taken without it`,
        ];
  return { levels, notes };
}

/** The name that price sites give SPX. */
const SPX_NAMES = ['SPX', 'GSPC'];

function symbolOf(
  table: CsvTable,
  inHead: readonly IndexSymbol[],
  stated: IndexSymbol | undefined,
): IndexSymbol {
  const words = wordsOfName(table.file);
  const inName = INDEX_SYMBOLS.filter((symbol) =>
    (symbol === 'SPX' ? SPX_NAMES : [symbol]).some((name) => words.includes(name)),
  );
  const [symbol, other] = inHead.length > 0 ? inHead : inName;
  if (symbol !== undefined && other === undefined) return symbol;
  if (symbol === undefined && stated !== undefined) return stated;
  throw new Refusal(
    symbol === undefined
      ? 'neither head nor name say which index this is'
      : `it says ${symbol} and ${other ?? ''}`,
    `name it as Cboe does, VIX_History.csv, or add --symbol (${INDEX_SYMBOLS.join(', ')})`,
    { file: shorten(table.file, 200) },
  );
}
