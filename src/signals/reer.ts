import type { IsoDate } from '../market/date.js';
import type { MacroSettings } from './macro-settings.js';
import type { MonthlySeries } from './monthly-series.js';
import { percentileGauge } from './percentile.js';
import type { PercentileGauge } from './percentile.js';

/** Who computes the index; their bases and weights differ, so one series holds one of them. */
export const REER_INDICES = ['BIS', 'Fed'] as const;
export type ReerIndex = (typeof REER_INDICES)[number];

export interface ReerGauge extends PercentileGauge {
  readonly index: ReerIndex;
}

/**
 * The dollar's real effective exchange rate by its percentile (METHOD 8.3, 9.3); up is a dearer
 * dollar in both indices. It moves the speed of the press and nothing else.
 */
export function realExchangeRate(
  index: ReerIndex,
  series: MonthlySeries,
  asOf: IsoDate,
  { reer, historyMonths }: MacroSettings,
): ReerGauge {
  return { index, ...percentileGauge('reer', series, asOf, { ...reer, historyMonths }) };
}
