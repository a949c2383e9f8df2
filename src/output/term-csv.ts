import type { TermNode, TermReport } from '../market/term-report.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';

const COLUMNS: readonly CsvColumn<TermNode>[] = [
  ['symbol', (n) => n.symbol],
  ['expiry', (n) => n.expiry],
  ['weekly', (n) => n.weekly],
  ['days_to_expiry', (n) => n.daysToExpiry],
  ['trading_days_to_expiry', (n) => n.tradingDaysToExpiry],
  ['price', (n) => n.price],
  ['roll_yield_per_year', (n) => n.rollYieldPerYear],
  ['roll_usd_per_30_days', (n) => n.rollUsdPer30Days],
];

/** One row a future of the curve. */
export function termCsv(report: TermReport): string {
  const shared: readonly CsvColumn<TermNode>[] = [
    ['as_of', () => report.asOf],
    ['spot_vix', () => report.indices.VIX],
    ['regime', () => report.regime],
  ];
  return csvText([...shared, ...COLUMNS], report.nodes);
}
