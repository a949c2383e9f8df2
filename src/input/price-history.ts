import { Refusal } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import { numberIn } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { readLevels } from './history-series.js';
import type { Level } from './history-series.js';

/** A close with the day's range, where the file has it. */
export interface PriceRow extends Level {
  readonly high?: number;
  readonly low?: number;
}

/** Vendors round the four prices of a day apart. */
const ROUNDING = 0.011;

/**
 * A high or low further from the close than this share of it is a slipped digit. The widest of the
 * S&P 500 from 1950 to August 2026 are +25.7% (1987-10-19) and -10.2% (2008-11-13).
 */
const MOST_ABOVE_CLOSE = 0.3;
const MOST_BELOW_CLOSE = 0.15;

/**
 * Daily prices of SPX: `date,open,high,low,close,volume`, or closes alone. High and low are taken
 * together or, where a row lacks one, not at all.
 * @param today rows after this date are refused
 * @throws Refusal with the line, as `readLevels`, for a close outside the day's range, and for a
 *   high more than 30% above or a low more than 15% below the close
 */
export function readPrices(table: CsvTable, today: IsoDate): PriceRow[] {
  const { levels } = readLevels(table, 'SPX', today);
  const high = columnNamed(table, 'high');
  const low = columnNamed(table, 'low');
  if (high === undefined || low === undefined) return levels;
  return levels.map((level, i) => ({ ...level, ...rangeOf(table.rows[i], level, high, low) }));
}

function columnNamed(table: CsvTable, name: string): string | undefined {
  return table.head.find((column) => column.toLowerCase() === name);
}

function rangeOf(
  row: CsvRow | undefined,
  { value }: Level,
  highColumn: string,
  lowColumn: string,
): { high: number; low: number } | undefined {
  if (row === undefined || row.cell(highColumn) === '' || row.cell(lowColumn) === '') {
    return undefined;
  }
  const high = numberIn(row, highColumn);
  const low = numberIn(row, lowColumn);
  if (low > 0 && value <= high + ROUNDING && value >= low - ROUNDING) {
    refuseFar(high, value, row, highColumn);
    refuseFar(low, value, row, lowColumn);
    return { high, low };
  }
  throw new Refusal(
    `the close ${value} lies outside the day's own range, ${low} to ${high}`,
    'check the row',
    row.place(highColumn),
  );
}

function refuseFar(price: number, close: number, row: CsvRow, column: string): void {
  const share = price / close - 1;
  if (share <= MOST_ABOVE_CLOSE && share >= -MOST_BELOW_CLOSE) return;
  throw new Refusal(
    `${price} is ${(100 * share).toFixed(1)}% from the close ${close}, and no day since 1950 was beyond +25.7% or -10.2%`,
    'check the row for a slipped digit',
    row.place(column),
  );
}
