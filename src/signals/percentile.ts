import type { IsoDate } from '../market/date.js';
import { noEffect } from './macro-effect.js';
import type { PercentileSettings } from './macro-settings.js';
import { ageDays, knownMonths, monthsBetween, vintagesOf } from './monthly-series.js';
import type { MonthlySeries, VintageReading } from './monthly-series.js';
import type { Factor } from '../report-parts.js';

/** No percentile moves the press by more than this, whatever its tilt (METHOD 8.3). */
const EFFECT_MIN = 0.75;
const EFFECT_MAX = 1.25;

/** A slow series read by where its latest published value stands in its own history. */
export interface PercentileGauge {
  readonly source: string;
  /** The latest month that was published; absent where none was. */
  readonly latest?: {
    /** `2026-06`. */
    readonly month: string;
    readonly value: number;
    readonly knownSince: IsoDate;
    /** Days since the month ended. */
    readonly ageDays: number;
  };
  /** Months published, and the first of them; months missing between first and latest. */
  readonly months: number;
  readonly from?: string;
  readonly missingMonths: number;
  /** A fraction: 0.9 is dearer than nine tenths of its history. */
  readonly percentile?: number;
  readonly vintages: VintageReading;
  readonly effect: Factor;
  /** Why it has no effect, where it should have one. */
  readonly ignored?: string;
}

/**
 * The share of values below this one, those equal to it counted half: 0.5 is the median.
 * @throws RangeError for no history
 */
export function percentileRank(value: number, history: readonly number[]): number {
  if (history.length === 0) throw new RangeError('a percentile needs a history');
  const points = history.reduce(
    (sum, other) => sum + (other < value ? 1 : other === value ? 0.5 : 0),
    0,
  );
  return points / history.length;
}

/** 1 + tilt x (2 percentile - 1), held in [0.75, 1.25] (METHOD 8.3). */
export function percentileFactor(percentile: number, tilt: number): number {
  return Math.min(EFFECT_MAX, Math.max(EFFECT_MIN, 1 + tilt * (2 * percentile - 1)));
}

/**
 * Reads a monthly series as of a day: the percentile of its latest published value among all
 * published by then, and the factor that follows. Too short or too old a series has no effect, and
 * `ignored` says why.
 * @param name of the effect and of its group of settings: `priceToCashFlow`
 */
export function percentileGauge(
  name: string,
  series: MonthlySeries,
  asOf: IsoDate,
  settings: PercentileSettings & { readonly historyMonths: number },
): PercentileGauge {
  const months = knownMonths(series, asOf, settings.lagDays);
  const first = months[0];
  const latest = months.at(-1);
  const shared = { source: series.source, months: months.length, vintages: vintagesOf(months) };
  if (first === undefined || latest === undefined) {
    const ignored = `no month of it was published by ${asOf}`;
    return { ...shared, missingMonths: 0, effect: noEffect(name, ignored), ignored };
  }
  const age = ageDays(latest.end, asOf);
  const { value } = latest.row;
  const reading = {
    ...shared,
    from: first.month,
    missingMonths: monthsBetween(first.end, latest.end) + 1 - months.length,
    latest: { month: latest.month, value, knownSince: latest.knownSince, ageDays: age },
  };
  if (months.length < settings.historyMonths) {
    const ignored = `${months.length} months were published by ${asOf}, and a percentile needs ${settings.historyMonths} (macro.historyMonths)`;
    return { ...reading, effect: noEffect(name, 'the history is too short'), ignored };
  }
  const percentile = percentileRank(
    value,
    months.map(({ row }) => row.value),
  );
  if (age > settings.maxAgeDays) {
    const ignored = `its latest published month, ${latest.month}, ended ${age} days before ${asOf}, more than macro.${name}.maxAgeDays allows (${settings.maxAgeDays})`;
    return { ...reading, percentile, effect: noEffect(name, 'the latest month is stale'), ignored };
  }
  const effect: Factor = {
    name,
    value: percentileFactor(percentile, settings.tilt),
    source: `${series.source}, method 8.3`,
    note: `${latest.month}: percentile ${Number(percentile.toFixed(4))} of ${months.length} months; 1 + ${settings.tilt} x (2 x percentile - 1)`,
  };
  return { ...reading, percentile, effect };
}
