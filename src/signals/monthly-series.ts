import { addDays, dateOf, daysBetween, monthOf, yearOf } from '../market/date.js';
import type { IsoDate } from '../market/date.js';

/** A figure of one month. */
export interface MonthlyRow {
  /** Any day of the month that the figure is of. */
  readonly date: IsoDate;
  /** The day on which this figure was published; absent: the lag tells. */
  readonly published?: IsoDate;
}

export interface MonthlyValue extends MonthlyRow {
  readonly value: number;
}

/** A file's monthly figures; a month may have several, published one after the other. */
export interface MonthlySeries<Row extends MonthlyRow = MonthlyValue> {
  /** Where it comes from, for the reader: `reer.csv`. */
  readonly source: string;
  readonly rows: readonly Row[];
}

/** The figure of a month as it was known on some day. */
export interface KnownMonth<Row extends MonthlyRow = MonthlyValue> {
  /** `2026-06`. */
  readonly month: string;
  /** The last day of the month. */
  readonly end: IsoDate;
  readonly knownSince: IsoDate;
  readonly row: Row;
}

/**
 * What of a series was known on a day, the earliest month first: of each month the figure that was
 * published last by then. A row without its own date of publication counts as published `lagDays`
 * after its month's last day, so that a row dated on the first of a month is not known early.
 */
export function knownMonths<Row extends MonthlyRow>(
  { rows }: MonthlySeries<Row>,
  asOf: IsoDate,
  lagDays: number,
): KnownMonth<Row>[] {
  const byMonth = new Map<string, KnownMonth<Row>>();
  for (const row of rows) {
    const end = monthEnd(row.date);
    const knownSince = row.published ?? addDays(end, lagDays);
    if (knownSince > asOf) continue;
    const month = end.slice(0, 7);
    const before = byMonth.get(month);
    if (before !== undefined && before.knownSince > knownSince) continue;
    byMonth.set(month, { month, end, knownSince, row });
  }
  return [...byMonth.values()].sort((a, b) => daysBetween(b.end, a.end));
}

/** The last day of a date's month. */
export function monthEnd(date: IsoDate): IsoDate {
  return addDays(dateOf(yearOf(date), monthOf(date) + 1, 1), -1);
}

/** Months from one to another; negative where the second is earlier. */
export function monthsBetween(from: IsoDate, to: IsoDate): number {
  return (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from);
}

/** Days since a month ended; a figure published within its month has age 0. */
export function ageDays(end: IsoDate, asOf: IsoDate): number {
  return Math.max(0, daysBetween(end, asOf));
}

/** How the rows in use say when they were known. */
export type VintageReading = 'published' | 'lag' | 'mixed';

export function vintagesOf(months: readonly KnownMonth<MonthlyRow>[]): VintageReading {
  const stated = months.filter(({ row }) => row.published !== undefined).length;
  if (stated === 0) return 'lag';
  return stated === months.length ? 'published' : 'mixed';
}
