import type { RegimeHistoryReport } from '../signals/report.js';
import type { RegimeDay } from '../signals/regime-history.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';

const COLUMNS: readonly CsvColumn<RegimeDay>[] = [
  ['date', (day) => day.date],
  ['vix', (day) => day.vix],
  ['vix_to_vix3m', (day) => day.vixToVix3m],
  ['slope12', (day) => day.slope12],
  ['raw', (day) => day.raw],
  ['decided_by', (day) => day.by],
  ['confirmed', (day) => day.confirmed],
];

/** One row a day. */
export function regimeHistoryCsv({ regimes }: RegimeHistoryReport): string {
  return csvText(COLUMNS, regimes.days);
}
