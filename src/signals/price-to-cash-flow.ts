import type { IsoDate } from '../market/date.js';
import type { MacroSettings } from './macro-settings.js';
import type { MonthlySeries } from './monthly-series.js';
import { percentileGauge } from './percentile.js';
import type { PercentileGauge } from './percentile.js';

/**
 * P/CF: price over operating cash flow of the last twelve months, by its percentile (METHOD 8.3). It
 * moves the speed of the press and nothing else.
 */
export function priceToCashFlow(
  series: MonthlySeries,
  asOf: IsoDate,
  { priceToCashFlow: own, historyMonths }: MacroSettings,
): PercentileGauge {
  return percentileGauge('priceToCashFlow', series, asOf, { ...own, historyMonths });
}
