import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { noEffect } from './macro-effect.js';
import type { QuickRatioSettings } from './macro-settings.js';
import type { Factor } from '../report-parts.js';

/** What a quick ratio is made of, all in one currency and unit. */
export interface BalanceSheet {
  readonly date: IsoDate;
  readonly cash: number;
  /** Cash that may not be spent and stands within `cash`; it is taken off. */
  readonly restrictedCash?: number;
  readonly marketableSecurities: number;
  readonly receivables: number;
  /** Null, or 0: the balance sheet does not classify its liabilities. */
  readonly currentLiabilities: number | null;
}

export interface QuickRatioGauge {
  readonly date: IsoDate;
  readonly ageDays: number;
  readonly stale: boolean;
  /** Cash less restricted cash, marketable securities and receivables. */
  readonly quickAssets: number;
  readonly ratio?: number;
  /** `unclassified`: no ratio can be made, and none is guessed. */
  readonly state: 'sound' | 'low' | 'noFutures' | 'unclassified';
  /** Further cash to hold, a share of what is held. */
  readonly extraCash?: number;
  /** Of the hedge ratio and of the press. */
  readonly effect: Factor;
}

/**
 * The quick ratio as a gate (METHOD 9.4): sound from 1, below it a smaller hedge and more cash,
 * below 0.7 no futures. A stale sheet binds on where it is low: age does not mend it.
 */
export function quickRatio(
  sheet: BalanceSheet,
  asOf: IsoDate,
  settings: QuickRatioSettings,
): QuickRatioGauge {
  const { date, currentLiabilities } = sheet;
  const quickAssets =
    sheet.cash - (sheet.restrictedCash ?? 0) + sheet.marketableSecurities + sheet.receivables;
  const age = Math.max(0, daysBetween(date, asOf));
  const shared = { date, ageDays: age, stale: age > settings.maxAgeDays, quickAssets };
  if (currentLiabilities === null || currentLiabilities === 0) {
    const effect = noEffect('quickRatio', 'no current liabilities are given, so no ratio');
    return { ...shared, state: 'unclassified', effect };
  }
  const ratio = quickAssets / currentLiabilities;
  const stated = statedRatio(ratio);
  if (ratio >= settings.soundRatio) {
    const effect: Factor = {
      name: 'quickRatio',
      value: 1,
      source: 'method 9.4',
      note: `${stated} of ${date} is at least ${settings.soundRatio}`,
    };
    return { ...shared, ratio, state: 'sound', effect };
  }
  const effect: Factor = {
    name: 'quickRatio',
    value: settings.lowFactor,
    source: 'macro.quickRatio.lowFactor',
    key: 'macro.quickRatio.lowFactor',
    note: `${stated} of ${date} is below ${settings.soundRatio}`,
  };
  const state = ratio < settings.futuresRatio ? 'noFutures' : 'low';
  return { ...shared, ratio, state, extraCash: settings.extraCash, effect };
}

/** Four decimals, never above the ratio: 0.99999 is below 1, and must not be told as 1. */
export function statedRatio(ratio: number): number {
  const nearest = Number(ratio.toFixed(4));
  return nearest <= ratio ? nearest : Number((nearest - 1e-4).toFixed(4));
}
