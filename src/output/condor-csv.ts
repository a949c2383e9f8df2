import type { CondorDetail, CondorReport } from '../condor/report.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';

const COLUMNS: readonly CsvColumn<CondorDetail>[] = [
  ['id', (c) => c.id],
  ['underlying', (c) => c.underlying],
  ['expiry', (c) => c.expiry],
  ['settlement', (c) => c.settlement],
  ['settlement_source', (c) => c.settlementSource],
  ['days_to_expiry', (c) => c.daysToExpiry],
  ['quantity', (c) => c.quantity],
  ['long_put', (c) => c.strikes.longPut],
  ['short_put', (c) => c.strikes.shortPut],
  ['short_call', (c) => c.strikes.shortCall],
  ['long_call', (c) => c.strikes.longCall],
  ['credit_points', (c) => c.creditPoints],
  ['credit_usd', (c) => c.creditUsd],
  ['max_profit_usd', (c) => c.maxProfitUsd],
  ['max_loss_usd', (c) => c.maxLossUsd],
  ['break_even_lower', (c) => c.breakEvens.lower],
  ['break_even_upper', (c) => c.breakEvens.upper],
  ['forward', (c) => c.forward],
  ['atm_vol', (c) => c.atmVol],
  ['atm_vol_source', (c) => c.atmVolSource],
  ['probability_of_profit', (c) => c.probabilityOfProfit?.value],
  ['probability_basis', (c) => c.probabilityOfProfit?.basis],
];

/** One row a condor. */
export function condorCsv(report: CondorReport): string {
  const shared: readonly CsvColumn<CondorDetail>[] = [['as_of', () => report.asOf]];
  return csvText([...shared, ...COLUMNS], report.condors);
}
