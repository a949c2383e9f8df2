import type { IsoDate } from '../market/date.js';
import { impliedReturn } from './ddm.js';
import type { PayoutModel } from './ddm.js';
import { noEffect } from './macro-effect.js';
import type { MacroSettings } from './macro-settings.js';
import { ageDays, knownMonths, monthsBetween, vintagesOf } from './monthly-series.js';
import type { MonthlyRow, MonthlySeries, VintageReading } from './monthly-series.js';
import type { Factor } from '../report-parts.js';

/** The premium is compared with its mean over so many months (METHOD 9.2). */
const MEAN_MONTHS = 12;

/** A history of another payout shows a jump of its yield that no market makes in a year. */
const YIELD_JUMP = 1.75;

/** What a month's premium is made of. */
export interface PayoutMonth extends MonthlyRow {
  /** Payout of twelve months over price. */
  readonly payoutYield: number;
  /** Yield of the ten-year Treasury, a fraction. */
  readonly riskFree10y: number;
}

/** How the implied equity risk premium stands against its own mean (METHOD 9.2). */
export interface PremiumChange {
  readonly source: string;
  /** Mean of the last twelve months known, under today's growth. */
  readonly mean?: number;
  readonly from?: string;
  readonly to?: string;
  /** Premium less mean: positive is expanding, stocks grown cheaper. */
  readonly change?: number;
  readonly state?: 'expanding' | 'unchanged' | 'contracting';
  readonly vintages: VintageReading;
  /** Of the hedge ratio. */
  readonly effect: Factor;
  readonly ignored?: string;
}

/**
 * The change of the implied premium: today's less the mean of the twelve latest months that were
 * known, all under the same growth. Expanding lowers the hedge ratio and contracting raises it, by
 * `tilt` at most, where `macro.erpTilt` is on.
 * @param premium today's, from the same model
 * @param history of the same payout as the model's
 */
export function premiumChange(
  premium: number,
  model: PayoutModel & { readonly price: number },
  history: MonthlySeries<PayoutMonth>,
  asOf: IsoDate,
  { equityRiskPremium: own, erpTilt }: MacroSettings,
): PremiumChange {
  const months = knownMonths(history, asOf, own.lagDays).slice(-MEAN_MONTHS);
  const shared = { source: history.source, vintages: vintagesOf(months) };
  const ignore = (ignored: string): PremiumChange => ({
    ...shared,
    effect: noEffect('equityRiskPremium', 'its history is not used'),
    ignored,
  });
  const first = months[0];
  const latest = months.at(-1);
  if (first === undefined || latest === undefined) {
    return ignore(`no month of it was published by ${asOf}`);
  }
  const age = ageDays(latest.end, asOf);
  if (age > own.maxAgeDays) {
    return ignore(
      `its latest published month, ${latest.month}, ended ${age} days before ${asOf}, more than macro.equityRiskPremium.maxAgeDays allows (${own.maxAgeDays})`,
    );
  }
  if (months.length < MEAN_MONTHS || monthsBetween(first.end, latest.end) !== MEAN_MONTHS - 1) {
    return ignore(
      `the mean needs ${MEAN_MONTHS} months in a row, and from ${first.month} to ${latest.month} there are ${months.length}`,
    );
  }
  const yieldNow = model.dividend / model.price;
  const yieldThen = latest.row.payoutYield;
  if (Math.max(yieldNow / yieldThen, yieldThen / yieldNow) > YIELD_JUMP) {
    return ignore(
      `its payout yield is ${shown(yieldThen)} in ${latest.month} and today's ${shown(yieldNow)}: they are not of the same payout`,
    );
  }
  const premiums = months.map(
    ({ row }) => impliedReturn({ ...model, dividend: row.payoutYield }, 1) - row.riskFree10y,
  );
  const mean = premiums.reduce((sum, value) => sum + value, 0) / premiums.length;
  const change = premium - mean;
  const sign = Math.abs(change) <= own.deadBand ? 0 : Math.sign(change);
  const effect: Factor = erpTilt
    ? {
        name: 'equityRiskPremium',
        value: 1 - own.tilt * sign,
        source: `${history.source}, method 9.2`,
        note: `${shown(change)} from its mean of ${MEAN_MONTHS} months, dead band ${own.deadBand}; 1 - ${own.tilt} x sign`,
      }
    : noEffect('equityRiskPremium', 'macro.erpTilt is off');
  const state = sign === 0 ? 'unchanged' : sign > 0 ? 'expanding' : 'contracting';
  return { ...shared, mean, from: first.month, to: latest.month, change, state, effect };
}

function shown(rate: number): string {
  return `${(rate * 100).toFixed(2)}%`;
}
