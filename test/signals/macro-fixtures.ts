import { addDays, isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import type { MacroSettings } from '../../src/signals/macro-settings.js';
import type { MonthlySeries, MonthlyValue } from '../../src/signals/monthly-series.js';

/** The defaults of METHOD 8.3 and 9, typed from its text. */
export const MACRO: MacroSettings = {
  tilt: true,
  erpTilt: false,
  historyMonths: 120,
  dividendDiscount: { maxAgeDays: 100 },
  equityRiskPremium: { deadBand: 0.0025, tilt: 0.1, lagDays: 90, maxAgeDays: 190 },
  priceToCashFlow: { tilt: 0.25, lagDays: 90, maxAgeDays: 190 },
  reer: { tilt: 0.15, lagDays: 45, maxAgeDays: 120 },
  quickRatio: {
    soundRatio: 1,
    futuresRatio: 0.7,
    lowFactor: 0.9,
    extraCash: 0.2,
    maxAgeDays: 200,
  },
};

/** The first of the month `i` months after the first of a year. */
export function firstOfMonth(year: number, i: number): IsoDate {
  const month = (((i % 12) + 12) % 12) + 1;
  return isoDate(`${year + Math.floor(i / 12)}-${String(month).padStart(2, '0')}-01`);
}

/** One value a month from January of a year, dated on the first. */
export function monthly(values: readonly number[], year = 2010): MonthlySeries {
  return {
    source: 'series.csv',
    rows: values.map((value, i): MonthlyValue => ({ date: firstOfMonth(year, i), value })),
  };
}

/** The day on which a month's figure is known, by hand: its last day and the lag. */
export function knownOn(year: number, i: number, lagDays: number): IsoDate {
  return addDays(firstOfMonth(year, i + 1), lagDays - 1);
}
