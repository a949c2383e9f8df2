import type { CalendarEntry } from '../signals/calendar-entry.js';
import type { CalendarReport } from '../signals/calendar-report.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';

const COLUMNS: readonly CsvColumn<CalendarEntry>[] = [
  ['date', (entry) => entry.date],
  ['kind', (entry) => entry.kind],
  ['name', (entry) => entry.name],
  ['of', (entry) => entry.of?.join('; ')],
  ['moment', (entry) => entry.moment],
  ['new_york', (entry) => entry.newYork],
  ['chicago', (entry) => entry.chicago],
  ['time_assumed', (entry) => entry.timeAssumed],
  ['tentative', (entry) => entry.tentative],
  ['trading_days', (entry) => entry.tradingDays],
  ['weight', (entry) => entry.weight],
  ['source', (entry) => entry.source],
];

/** One row an entry; the lives are in the JSON. */
export function calendarCsv(report: CalendarReport): string {
  return csvText(COLUMNS, report.entries);
}
