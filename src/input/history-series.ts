import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import { INDEX_LIMITS, VVIX_GOOD_FROM } from '../market/index-limits.js';
import { INDEX_SYMBOLS } from '../market/snapshot.js';
import { checkColumns, numberIn } from './csv-table.js';
import type { CsvTable } from './csv-table.js';
import { wordsOfName } from './file-name.js';
import { dateReader } from './history-dates.js';
import { shorten } from './keys.js';

/** What is read from a file of daily closes. */
export interface Level {
  readonly date: IsoDate;
  readonly value: number;
  readonly place: Place;
}

/** The indices whose histories are taken. */
export type HistoryIndex = 'SPX' | 'VIX' | 'VIX3M' | 'VVIX';

/**
 * Daily closes of an index: Cboe's `DATE,OPEN,HIGH,LOW,CLOSE` or `DATE,VVIX`, or the
 * `date,open,high,low,close,volume` of price sites. Dates are ISO, or US where the file shows it.
 * @param today rows after this date are refused
 * @throws Refusal with the line of a row that is out of order, twice there, dated ahead, or no level
 */
export function readLevels(
  table: CsvTable,
  symbol: HistoryIndex,
  today: IsoDate,
): { levels: Level[]; notes: string[] } {
  refuseOtherIndex(table, symbol);
  const { dateColumn, valueColumn } = columnsOf(table, symbol);
  const dateOf = dateReader(table.rows, dateColumn);
  const { least, most } = INDEX_LIMITS[symbol];
  const levels: Level[] = [];
  let dropped = 0;
  for (const row of table.rows) {
    const date = dateOf(row);
    const place = row.place(valueColumn);
    checkOrder(levels.at(-1), date, row.place(dateColumn), today);
    const value = numberIn(row, valueColumn);
    if (symbol === 'VVIX' && date < VVIX_GOOD_FROM && value < least) {
      dropped += 1;
      continue;
    }
    if (!(value >= least && value <= most)) {
      throw new Refusal(
        value > 0 ? `${value} is no level that ${symbol} has` : `${value} is not above 0`,
        `give the close of ${symbol}, or take the row out`,
        place,
      );
    }
    checkJump(levels.at(-1), { date, value, place }, symbol);
    levels.push({ date, value, place });
  }
  if (levels.length === 0) {
    throw new Refusal('there is a head and no row', 'check that it was written to the end', {
      file: table.file,
      line: table.headLine,
    });
  }
  const notes =
    dropped === 0
      ? []
      : [`${table.file}: ${dropped} rows of 2006 with a VVIX below ${least} passed over.`];
  return { levels, notes };
}

/**
 * Checks a date against the one before it.
 * @throws Refusal where it is not later, or lies ahead of today
 */
export function checkOrder(
  before: { readonly date: IsoDate } | undefined,
  date: IsoDate,
  place: Place,
  today: IsoDate,
): void {
  if (date > today) {
    throw new Refusal(
      `${date} lies ahead of today, ${today}`,
      'check the date: history holds what has been',
      place,
    );
  }
  if (before === undefined || date > before.date) return;
  throw date === before.date
    ? new Refusal(`${date} stands twice`, 'keep one of the two rows', place)
    : new Refusal(`${date} stands after ${before.date}`, 'sort the rows by date', place);
}

function checkJump(before: Level | undefined, level: Level, symbol: HistoryIndex): void {
  if (before === undefined) return;
  const { fall, rise } = INDEX_LIMITS[symbol];
  const multiple = level.value / before.value;
  if (multiple >= fall && multiple <= rise) return;
  throw new Refusal(
    `${symbol} goes from ${before.value} on ${before.date} to ${level.value} on ${level.date}`,
    'no close has moved so far since 1927: check the row for a slipped digit or a split, or fill in the days',
    level.place,
  );
}

function columnsOf(
  table: CsvTable,
  symbol: HistoryIndex,
): { dateColumn: string; valueColumn: string } {
  const named = (...names: string[]): string | undefined =>
    table.head.find((column) => names.includes(column.toLowerCase()));
  const dateColumn = named('date') ?? 'DATE';
  const valueColumn = named(symbol.toLowerCase()) ?? named('close') ?? 'CLOSE';
  const others = table.head.filter((column) =>
    ['open', 'high', 'low', 'close', 'adj close', 'adj_close', 'volume'].includes(
      column.toLowerCase(),
    ),
  );
  checkColumns(
    table,
    [dateColumn, valueColumn],
    others.filter((column) => column !== valueColumn),
  );
  return { dateColumn, valueColumn };
}

/** VVIX's file given as VIX's would be read without a murmur: their heads are alike. */
function refuseOtherIndex(table: CsvTable, symbol: HistoryIndex): void {
  const inHead = INDEX_SYMBOLS.filter((other) => table.head.includes(other));
  const inName = INDEX_SYMBOLS.filter((other) => wordsOfName(table.file).includes(other));
  for (const [found, where] of [
    [inHead, 'head'],
    [inName, 'name'],
  ] as const) {
    const [other] = found;
    if (other === undefined || found.some((one) => one === symbol)) continue;
    throw new Refusal(
      `the ${where} of this file says ${other}, where ${symbol} is asked for`,
      `give it to --${other.toLowerCase()} where there is such a flag, or name it ${symbol}_History.csv`,
      { file: shorten(table.file, 200), ...(where === 'head' && { line: table.headLine }) },
    );
  }
}
