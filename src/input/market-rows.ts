import { Refusal } from '../errors.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { MarketRows, RowsForm, SettlementRow } from '../market/market-rows.js';
import { vxSettlementMoment } from '../market/settlement-time.js';
import { INDEX_SYMBOLS } from '../market/snapshot.js';
import type { IndexSymbol } from '../market/snapshot.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { partsOfSettlement } from './cboe-settlement.js';
import { VX_RESCALED } from './contract-name.js';
import { parseCsv } from './csv-table.js';
import type { CsvTable } from './csv-table.js';
import { dateInName } from './file-name.js';
import { formatOf } from './format.js';
import { readVxHistory } from './history-vx.js';
import { shorten } from './keys.js';
import { levelRows } from './level-rows.js';
import type { Source } from './read-source.js';
import { checkSettlementSymbol } from './settlement-symbol.js';
import { parseSnapshot } from './snapshot.js';
import { checkAlive } from './vx-settlement.js';

/** What a file does not say of itself. */
export interface RowsOptions {
  readonly now: EpochMs;
  /** The index of a file whose head and name do not tell it. */
  readonly symbol?: IndexSymbol;
}

/**
 * Days of indices and VX settlements from a file of any form known, told by its head: Cboe's index
 * histories, settlements of a day and contract histories, all VX contracts by day, VX by rank, the
 * prices of price sites, snapshots of alvh.
 * @throws Refusal of kind `input` for a file of no known form, of kind `data` for a row at fault
 */
export async function readMarketRows(source: Source, options: RowsOptions): Promise<MarketRows> {
  const table = formatOf(source) === 'csv' ? await parseCsv(source) : undefined;
  if (table === undefined || table.head.includes('kind')) return rowsOfSnapshot(source);
  let rows: MarketRows;
  try {
    rows = rowsOf(table, options);
  } catch (error) {
    throw ofRow(error, table) ? asFault(error) : error;
  }
  if (rows.levels.length + rows.settlements.length + rows.notes.length > 0) return rows;
  throw new Refusal('there is a head and no row', 'check that it was written to the end', {
    file: table.file,
    line: table.headLine,
  });
}

function rowsOf(table: CsvTable, options: RowsOptions): MarketRows {
  const { head } = table;
  const today = chicagoDate(options.now);
  if (head.includes('Product')) return rowsOfSettlement(table);
  if (head.includes('Trade Date') || head.includes('trade_date')) {
    return rowsOfVx(table, today, 'history');
  }
  // Ranks far out are blank on days on which the contract was listed.
  if (head.includes('VX1')) return rowsOfVx(table, today, 'part');
  if (head.some((name) => name.toLowerCase() === 'date')) {
    return { ...levelRows(table, options.symbol), settlements: [], form: 'history' };
  }
  throw new Refusal(
    `the head "${shorten(head.join(','), 80)}" is of no market data known`,
    'give files of Cboe (index histories, settlements, VX contracts), VX by day or by rank, prices with date and close, or snapshots of alvh',
    { file: table.file, line: table.headLine },
  );
}

/** Cboe's files have 1 on days on which a contract was listed and not settled. */
const PLACEHOLDER = 1;
/** No VX stood here before 2007-03-26 but at ten times the index; files differ in dividing it. */
const TENFOLD_FROM = 90;

function rowsOfVx(table: CsvTable, today: IsoDate, form: RowsForm): MarketRows {
  const { settlements, notes } = readVxHistory(table, today);
  const settled = settlements.filter(({ price }) => price > PLACEHOLDER);
  const placeholders = settlements.length - settled.length;
  return {
    levels: [],
    settlements: settled.map(({ date, expiry, price, place }) => ({
      date,
      expiry,
      settle: date < VX_RESCALED && price > TENFOLD_FROM ? price / 10 : price,
      place,
    })),
    form,
    notes: [
      ...notes.map(withoutFile(table.file)),
      ...(placeholders > 0
        ? [`${placeholders} settlements of ${PLACEHOLDER} or less passed over`]
        : []),
    ],
  };
}

/** The day stands in the file's name. */
function rowsOfSettlement(table: CsvTable): MarketRows {
  const { futures = [], notes = [] } = partsOfSettlement(table);
  const date = dateInName(table.file);
  if (date === undefined) {
    throw new Refusal(
      'the name of this settlement file does not say its day',
      'name it settlement_YYYY-MM-DD.csv',
      { file: table.file },
    );
  }
  const settlements: SettlementRow[] = [];
  for (const { symbol, expiry: text, price, locate } of futures) {
    const placeOf = (key: string) => locate?.(key) ?? { file: table.file };
    const expiry = isoDate(text ?? '');
    checkSettlementSymbol(symbol, expiry, placeOf('symbol'));
    checkAlive(date, expiry, placeOf('expiry'));
    if (settlements.some((row) => row.expiry === expiry)) {
      throw new Refusal(
        `the contract of ${expiry} stands twice`,
        'keep one of the two rows',
        placeOf('expiry'),
      );
    }
    settlements.push({ date, expiry, settle: price, place: placeOf('price') });
  }
  return { levels: [], settlements, form: 'day', notes: notes.map(withoutFile(table.file)) };
}

/** A snapshot's levels and futures on its day, where it was taken at or after settlement. */
async function rowsOfSnapshot(source: Source): Promise<MarketRows> {
  const { snapshot } = await parseSnapshot([source]);
  const date = chicagoDate(snapshot.time);
  const place = { file: source.name };
  if (snapshot.time < vxSettlementMoment(date)) {
    const note = `taken before the settlement of ${date}: nothing of it is kept`;
    return { levels: [], settlements: [], form: 'part', notes: [note] };
  }
  const levels = INDEX_SYMBOLS.flatMap((symbol) => {
    const close = snapshot.indices[symbol];
    return close === undefined ? [] : [{ symbol, date, close, place }];
  });
  const settlements = snapshot.futures.map(({ expiry, price }) => ({
    date,
    expiry,
    settle: price,
    place,
  }));
  return { levels, settlements, form: 'part', notes: [] };
}

/** Notes are printed after the file's name. */
function withoutFile(file: string): (note: string) => string {
  return (note) => note.replace(`${file}: `, '').replace(/\.$/, '');
}

/** Whether a refusal is of a row below the head: the file is of a known form and holds a fault. */
function ofRow(error: unknown, table: CsvTable): error is Refusal {
  return error instanceof Refusal && (error.place.line ?? 0) > table.headLine;
}

function asFault({ message, mend, place }: Refusal): Refusal {
  return new Refusal(message, mend, place, 'data');
}
