import { Refusal } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import type { PayoutMonth } from '../signals/equity-risk-premium.js';
import type { MonthlySeries } from '../signals/monthly-series.js';
import type { ReerIndex } from '../signals/reer.js';
import { filled, numberIn, parseCsv } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { shorten } from './keys.js';
import { readMonths } from './monthly-csv.js';
import type { Source } from './read-source.js';

/** Price over cash flow of a broad index has stood between 5 and 40. */
const PCF = { least: 1, most: 150, jump: Math.log(2) } as const;
/** Real dollar indices have stood between 73 and 133; the most in a month was 7.1%, October 2008. */
const REER = { least: 30, most: 300, jump: 0.1 } as const;

const PCF_COLUMNS = ['price_to_cash_flow', 'ratio'];
const PCF_PARTS = ['price', 'operating_cash_flow'];

/**
 * A series of P/CF: `date,price_to_cash_flow`, or `date,price,operating_cash_flow` with the cash
 * flow of the last twelve months.
 * @throws Refusal with the line of what is wrong
 */
export async function parsePriceToCashFlow(source: Source, today: IsoDate): Promise<MonthlySeries> {
  const table = await parseCsv(source);
  const column = PCF_COLUMNS.find((name) => table.head.includes(name));
  const parts = PCF_PARTS.some((name) => table.head.includes(name));
  if (column !== undefined && parts) {
    throw new Refusal(
      `the file has both a column ${column} and a column of its parts`,
      'keep one: date,price_to_cash_flow or date,price,operating_cash_flow',
      { file: table.file, line: table.headLine },
    );
  }
  const required = parts ? PCF_PARTS : [column ?? 'price_to_cash_flow'];
  const shown = required.at(-1) ?? '';
  const rows = readMonths(table, { required }, today, (row, before?: { value: number }) => {
    const value = parts ? ratioIn(row) : numberIn(row, shown);
    return { value: plausible(row, shown, 'price over cash flow', value, before?.value, PCF) };
  });
  return { source: table.file, rows };
}

function ratioIn(row: CsvRow): number {
  const price = numberIn(row, 'price');
  const cashFlow = numberIn(row, 'operating_cash_flow');
  if (cashFlow > 0 && price > 0) return price / cashFlow;
  const [column, value] = price > 0 ? ['operating_cash_flow', cashFlow] : ['price', price];
  throw new Refusal(
    `${value} is not above 0, so price over cash flow is not defined`,
    'check the row, or leave both figures of the month empty',
    row.place(column.toString()),
  );
}

/** Columns that say whose index they hold. */
const REER_COLUMNS: Readonly<Record<string, ReerIndex>> = {
  RBUSBIS: 'BIS',
  RNUSBIS: 'BIS',
  RTWEXBGS: 'Fed',
};
const NOMINAL = ['NBUSBIS', 'NNUSBIS', 'DTWEXBGS', 'TWEXBGSMTH', 'DTWEXM', 'TWEXB'];

/**
 * A series of the dollar's real effective exchange rate: `date,reer`, the BIS's
 * `TIME_PERIOD,OBS_VALUE`, or FRED's own columns. A column `source` may say whose each row is.
 * @param index whose index the market file says it is
 * @throws Refusal with the line of what is wrong, and for a file of another index
 */
export async function parseReer(
  source: Source,
  index: ReerIndex,
  today: IsoDate,
): Promise<MonthlySeries> {
  const table = await parseCsv(source);
  const column = reerColumn(table, index);
  const said = table.head.includes('source') ? ['source'] : [];
  const read = (row: CsvRow, before?: { value: number }): { value: number } => {
    if (said.length > 0) checkRowIndex(row, index);
    const value = numberIn(row, column);
    return { value: plausible(row, column, 'a real exchange rate', value, before?.value, REER) };
  };
  const rows = readMonths(table, { required: [column], passedOver: said }, today, read);
  return { source: table.file, rows };
}

function reerColumn(table: CsvTable, index: ReerIndex): string {
  const place = { file: table.file, line: table.headLine };
  const nominal = table.head.find((name) => NOMINAL.includes(name));
  if (nominal !== undefined) {
    throw new Refusal(
      `${nominal} is a nominal index`,
      "give a real one: FRED's RBUSBIS (BIS) or RTWEXBGS (Fed)",
      { ...place, key: nominal },
    );
  }
  const known = Object.keys(REER_COLUMNS).filter((name) => table.head.includes(name));
  const [first, second] = known;
  if (second !== undefined) {
    throw new Refusal(
      `the file holds two indices, ${known.join(' and ')}`,
      'keep one: they have other bases and weights',
      { ...place, key: second },
    );
  }
  if (first === undefined) return table.head.includes('OBS_VALUE') ? 'OBS_VALUE' : 'reer';
  const owner = REER_COLUMNS[first];
  if (owner === index) return first;
  throw new Refusal(
    `${first} is the index of the ${owner ?? ''}, and the market file says ${index}`,
    'set reer.source to it, or give the other file: the two are never mixed',
    { ...place, key: first },
  );
}

function checkRowIndex(row: CsvRow, index: ReerIndex): void {
  const said = filled(row, 'source');
  if (said === index) return;
  throw new Refusal(
    `this row is of ${shorten(said)}, and the market file says ${index}`,
    'keep the rows of one index: they have other bases and weights',
    row.place('source'),
  );
}

/** A month's level within what such a series has, and not far off the month before. */
function plausible(
  row: CsvRow,
  column: string,
  what: string,
  value: number,
  before: number | undefined,
  { least, most, jump }: { readonly least: number; readonly most: number; readonly jump: number },
): number {
  if (!(value >= least && value <= most)) {
    throw new Refusal(
      `${value} is not ${what}`,
      `give a number from ${least} to ${most}, or leave the month empty`,
      row.place(column),
    );
  }
  if (before !== undefined && Math.abs(Math.log(value / before)) > jump) {
    throw new Refusal(
      `${what} goes from ${Number(before.toPrecision(6))} to ${Number(value.toPrecision(6))} in one step`,
      'look for a slipped digit, another base year or another index, and give one series',
      row.place(column),
    );
  }
  return value;
}

/** Columns of Shiller's file that say nothing of payout and rate. */
const SHILLER = [
  'earnings',
  'cpi',
  'date_fraction',
  'real_price',
  'real_dividend',
  'real_total_return_price',
  'real_earnings',
  'real_tr_scaled_earnings',
  'cape_pe10',
];
/** Ten-year yields in percent, by the names that FRED and Shiller give them. */
const PERCENT_RATES = ['long_rate_gs10', 'GS10'];
const RATE = 'long_rate';

/** The ten-year yield has stood between 0.62% (July 2020) and 15.3% (September 1981). */
const RATE_LIMITS = { least: 0.001, most: 0.2 } as const;
/** Payout over price of the S&P has stood between 1.1% (2000) and 13.8% (1932). */
const YIELD_LIMITS = { least: 0.003, most: 0.25 } as const;

/**
 * Past months of price, payout and ten-year yield: `date,price,dividend,long_rate` with the yield a
 * fraction, or Shiller's file, whose `long_rate_gs10` is in percent.
 * @throws Refusal with the line of what is wrong
 */
export async function parsePayoutHistory(
  source: Source,
  today: IsoDate,
): Promise<MonthlySeries<PayoutMonth>> {
  const table = await parseCsv(source);
  const inPercent = PERCENT_RATES.find((name) => table.head.includes(name));
  const rate = inPercent ?? RATE;
  const columns = { required: ['price', 'dividend', rate], passedOver: SHILLER };
  const rows: PayoutMonth[] = readMonths(table, columns, today, (row) => ({
    payoutYield: yieldIn(row),
    riskFree10y: rateIn(row, rate, inPercent !== undefined),
  }));
  return { source: table.file, rows };
}

function yieldIn(row: CsvRow): number {
  const price = numberIn(row, 'price');
  const dividend = numberIn(row, 'dividend');
  const share = dividend / price;
  if (price > 0 && share >= YIELD_LIMITS.least && share <= YIELD_LIMITS.most) return share;
  throw new Refusal(
    `a payout of ${dividend} on a price of ${price} is no yield of a stock index`,
    'give both in index points, the payout over twelve months',
    row.place('dividend'),
  );
}

function rateIn(row: CsvRow, column: string, inPercent: boolean): number {
  const stated = numberIn(row, column);
  const rate = inPercent ? Number((stated / 100).toPrecision(12)) : stated;
  if (rate >= RATE_LIMITS.least && rate <= RATE_LIMITS.most) return rate;
  const percent = Number((stated / 100).toPrecision(6));
  throw new Refusal(
    inPercent
      ? `${stated} is no ten-year yield in percent`
      : `${stated} is no ten-year yield as a fraction`,
    inPercent
      ? `the column ${column} is in percent: write 4.2 for 4.2%`
      : `the column ${column} holds fractions: write 0.042 for 4.2%${stated > 0.2 ? ` (${percent} for ${stated}%)` : ''}`,
    row.place(column),
  );
}
