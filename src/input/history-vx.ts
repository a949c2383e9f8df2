import { Refusal } from '../errors.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import {
  CONTRACT_COLUMNS,
  OTHER_CONTRACT_COLUMNS,
  checkContractMonth,
  expiryInName,
} from './contract-name.js';
import { checkColumns, filled, numberIn } from './csv-table.js';
import type { CsvRow, CsvTable } from './csv-table.js';
import { dateReader } from './history-dates.js';
import { checkOrder } from './history-series.js';
import { readRankTable } from './history-vx-rank.js';
import { checkAlive, isMonthly } from './vx-settlement.js';
import type { VxHistory, VxSettlement } from './vx-settlement.js';
import { shorten } from './keys.js';
import { relocated } from './place.js';

const ALL_CONTRACTS = ['trade_date', 'expiry', 'settle'];
const ALL_CONTRACTS_OTHERS = [
  ...['contract', 'is_monthly', 'open', 'high', 'low', 'close', 'volume', 'efp'],
  ...['open_interest', 'source_file'],
];

/**
 * Settlements of the monthly VX contracts from any of three forms: Cboe's file of one contract
 * (`Trade Date,Futures,..,Settle`), all contracts by day (`trade_date,expiry,..,settle`), or ranks
 * (`date,VX1,VX2,..` with or without `VX1_expiry`). Settlements are read, never closes: a day
 * without trade has a close of 0. Weekly contracts are passed over.
 * @throws Refusal with the line of what is wrong
 */
export function readVxHistory(table: CsvTable, today: IsoDate): VxHistory {
  if (table.head.includes('Trade Date')) return readContract(table, today);
  if (table.head.includes('trade_date')) return readAllContracts(table, today);
  if (table.head.includes('VX1')) return readRankTable(table, today);
  throw new Refusal(
    `the head "${shorten(table.head.join(','), 80)}" is of no format known for VX history`,
    "give Cboe's contract files (Trade Date,Futures,...,Settle), all contracts by day " +
      '(trade_date,expiry,settle) or ranks (date,VX1,VX2,... with VX1_expiry,...)',
    { file: table.file, line: table.headLine },
  );
}

function readContract(table: CsvTable, today: IsoDate): VxHistory {
  checkColumns(table, CONTRACT_COLUMNS, OTHER_CONTRACT_COLUMNS);
  const expiry = expiryInName(table.file);
  if (!isMonthly(expiry, { file: table.file })) {
    return {
      settlements: [],
      notes: [`${table.file}: a weekly contract, passed over.`],
    };
  }
  const dateOf = dateReader(table.rows, 'Trade Date');
  const settlements: VxSettlement[] = [];
  let before: { date: IsoDate } | undefined;
  for (const row of table.rows) {
    const date = dateOf(row);
    checkOrder(before, date, row.place('Trade Date'), today);
    before = { date };
    checkContractMonth(row, expiry);
    checkAlive(date, expiry, row.place('Trade Date'));
    const price = settleOf(row, 'Settle');
    if (price !== undefined) settlements.push({ date, expiry, price, place: row.place('Settle') });
  }
  return { settlements, notes: [] };
}

function readAllContracts(table: CsvTable, today: IsoDate): VxHistory {
  checkColumns(table, ALL_CONTRACTS, ALL_CONTRACTS_OTHERS);
  const dateOf = dateReader(table.rows, 'trade_date');
  const lastOf = new Map<IsoDate, { date: IsoDate }>();
  const settlements: VxSettlement[] = [];
  const known = new Map<string, IsoDate>();
  let weeklies = 0;
  for (const row of table.rows) {
    const date = dateOf(row);
    const text = filled(row, 'expiry');
    let expiry = known.get(text);
    if (expiry === undefined) {
      expiry = relocated(row.place, 'expiry', () => isoDate(text));
      known.set(text, expiry);
    }
    // Files are sorted by day or by contract: within a contract both ascend.
    checkOrder(lastOf.get(expiry), date, row.place('trade_date'), today);
    lastOf.set(expiry, { date });
    if (!isMonthly(expiry, row.place('expiry'))) {
      weeklies += 1;
      continue;
    }
    checkAlive(date, expiry, row.place('trade_date'));
    const price = settleOf(row, 'settle');
    if (price !== undefined) settlements.push({ date, expiry, price, place: row.place('settle') });
  }
  const notes =
    weeklies === 0 ? [] : [`${table.file}: ${weeklies} rows of weekly contracts passed over.`];
  return { settlements, notes };
}

/** Undefined for 0: the contract is listed, and has no settlement yet. */
function settleOf(row: CsvRow, column: string): number | undefined {
  const price = numberIn(row, column);
  if (price === 0) return undefined;
  if (price < 0) {
    throw new Refusal(
      `${price} is below 0`,
      'give the settlement, or take the row out',
      row.place(column),
    );
  }
  return price;
}
