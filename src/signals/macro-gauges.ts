import { Refusal } from '../errors.js';
import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { dividendDiscount } from './ddm.js';
import type { DividendDiscountInput, DividendDiscountReading } from './ddm.js';
import { premiumChange } from './equity-risk-premium.js';
import type { PayoutMonth, PremiumChange } from './equity-risk-premium.js';
import { noEffect, unlessOff } from './macro-effect.js';
import type { MacroSettings } from './macro-settings.js';
import type { MonthlySeries } from './monthly-series.js';
import type { PercentileGauge } from './percentile.js';
import { priceToCashFlow } from './price-to-cash-flow.js';
import { quickRatio, statedRatio } from './quick-ratio.js';
import type { BalanceSheet, QuickRatioGauge } from './quick-ratio.js';
import { realExchangeRate } from './reer.js';
import type { ReerGauge, ReerIndex } from './reer.js';
import type { Factor } from '../report-parts.js';

/** What is known of the market beside its prices; every part is optional. */
export interface MarketFigures {
  /** Where it comes from, for the reader: `market.yaml`. */
  readonly source: string;
  readonly dividendDiscount?: DividendDiscountInput & {
    /** The day of price, payout and yield. */
    readonly date: IsoDate;
    readonly history?: MonthlySeries<PayoutMonth>;
  };
  readonly priceToCashFlow?: MonthlySeries;
  readonly reer?: { readonly index: ReerIndex; readonly series: MonthlySeries };
  readonly quickRatio?: BalanceSheet;
}

export interface DividendDiscountGauge extends DividendDiscountReading {
  readonly date: IsoDate;
  readonly ageDays: number;
  readonly price: number;
  readonly earnings: number;
  readonly payout: 'total' | 'dividends';
  readonly riskFree10y: number;
  /** The premium against its own mean; absent without a history, or where the figures are stale. */
  readonly premiumChange?: PremiumChange;
  /** Why it has no effect, where the figures are stale. */
  readonly ignored?: string;
}

/** Every gauge that was given, as of a day. A part that was not given is absent. */
export interface MacroGauges {
  readonly asOf: IsoDate;
  readonly source: string;
  /** Why effects are switched off, where they are: the gauges are shown all the same. */
  readonly off?: string;
  readonly dividendDiscount?: DividendDiscountGauge;
  readonly priceToCashFlow?: PercentileGauge;
  readonly reer?: ReerGauge;
  readonly quickRatio?: QuickRatioGauge;
  readonly effects: MacroEffects;
  /** Why no VX or VXM futures may be held: a limit, which no switch lifts. */
  readonly futuresBarred?: string;
}

/** Bounded factors; 1 where a gauge is not given, ignored or switched off. */
export interface MacroEffects {
  /** Of the hedge ratio. */
  readonly equityRiskPremium: Factor;
  /** Of the hedge ratio, and of the press. */
  readonly quickRatio: Factor;
  /** Of the press alone. */
  readonly priceToCashFlow: Factor;
  readonly reer: Factor;
}

/**
 * Reads all macro gauges as of a day (METHOD 8.3, 9). Nothing dated or published after that day is
 * used: of series the later rows are passed over, figures typed in are refused.
 * @param off why effects are switched off, for their sources; absent: they are not
 * @throws Refusal where a figure typed in is dated after the day, or the payout model has no value
 */
export function macroGauges(
  figures: MarketFigures,
  asOf: IsoDate,
  settings: MacroSettings,
  off?: string,
): MacroGauges {
  refuseLater(figures, asOf);
  const { dividendDiscount: payout, reer, priceToCashFlow: cash, quickRatio: sheet } = figures;
  const gauges = {
    ...(payout && { dividendDiscount: payoutGauge(payout, asOf, settings) }),
    ...(cash && { priceToCashFlow: priceToCashFlow(cash, asOf, settings) }),
    ...(reer && { reer: realExchangeRate(reer.index, reer.series, asOf, settings) }),
    ...(sheet && { quickRatio: quickRatio(sheet, asOf, settings.quickRatio) }),
  };
  return {
    asOf,
    source: figures.source,
    ...(off !== undefined && { off }),
    ...gauges,
    effects: effectsOf(gauges, off),
    ...barOf(gauges.quickRatio, settings),
  };
}

type Gauges = Pick<MacroGauges, 'dividendDiscount' | 'priceToCashFlow' | 'reer' | 'quickRatio'>;

function effectsOf(gauges: Gauges, off: string | undefined): MacroEffects {
  const effect = (
    name: string,
    gauge: { readonly effect: Factor } | undefined,
    missing: string,
  ): Factor => unlessOff(gauge?.effect ?? noEffect(name, missing), off);
  const { dividendDiscount: payout } = gauges;
  return {
    equityRiskPremium: effect(
      'equityRiskPremium',
      payout?.premiumChange,
      payout?.ignored === undefined ? 'no history of the premium given' : 'its figures are stale',
    ),
    quickRatio: effect('quickRatio', gauges.quickRatio, 'no quick ratio given'),
    priceToCashFlow: effect('priceToCashFlow', gauges.priceToCashFlow, 'no P/CF given'),
    reer: effect('reer', gauges.reer, 'no REER given'),
  };
}

function payoutGauge(
  figures: NonNullable<MarketFigures['dividendDiscount']>,
  asOf: IsoDate,
  settings: MacroSettings,
): DividendDiscountGauge {
  const { date, history, price, earnings, payout, riskFree10y } = figures;
  const reading = dividendDiscount(figures);
  const age = daysBetween(date, asOf);
  const gauge = { ...reading, date, ageDays: age, price, earnings, payout, riskFree10y };
  const { maxAgeDays } = settings.dividendDiscount;
  if (age > maxAgeDays) {
    const ignored = `its figures are of ${date}, ${age} days before ${asOf}, more than macro.dividendDiscount.maxAgeDays allows (${maxAgeDays})`;
    return { ...gauge, ignored };
  }
  if (history === undefined) return gauge;
  const change = premiumChange(reading.equityRiskPremium, figures, history, asOf, settings);
  return { ...gauge, premiumChange: change };
}

function barOf(
  gauge: QuickRatioGauge | undefined,
  { quickRatio: { futuresRatio } }: MacroSettings,
): { futuresBarred?: string } {
  if (gauge?.ratio === undefined || gauge.state !== 'noFutures') return {};
  const ratio = statedRatio(gauge.ratio);
  return {
    futuresBarred: `a quick ratio of ${ratio} (${gauge.date}) is below ${futuresRatio}, macro.quickRatio.futuresRatio: a margin call could not be met`,
  };
}

function refuseLater(
  { dividendDiscount: payout, quickRatio: sheet }: MarketFigures,
  asOf: IsoDate,
): void {
  for (const [key, date] of [
    ['dividendDiscount.date', payout?.date],
    ['quickRatio.date', sheet?.date],
  ] as const) {
    if (date === undefined || date <= asOf) continue;
    throw new Refusal(
      `${date} is after the valuation date ${asOf}`,
      'give the figures that were known then, or value at a later date: this would be looking ahead',
      { key },
    );
  }
}
