/**
 * Contract facts of the instruments this program knows, each with where it comes from.
 * [P1] is the CFE rulebook of 2 October 2022, [P2] the iPath supplement of 25 November 2022, [P4]
 * Cboe's product pages; [M] is from memory and unconfirmed.
 */

import { isoDate } from './date.js';
import type { IsoDate } from './date.js';

/** Dollars a VIX point of one VX future: [P1] rule 1202. Ten VXM, and ten VIX options. */
export const VX_MULTIPLIER_USD = 1000;

/** Dollars a VIX point of one VXM (mini) future: [P1], VXM chapter. */
export const VXM_MULTIPLIER_USD = 100;

/** Dollars a point of premium of one VIX or VIXW option: [P4]. Not the future's 1,000. */
export const VIX_OPTION_MULTIPLIER_USD = 100;

/** Dollars a point of premium of one SPX, SPXW or XSP option: [P4]. */
export const SPX_OPTION_MULTIPLIER_USD = 100;

/** Mini futures that make one VX: the ratio of the two multipliers. */
export const VXM_PER_VX = 10;

export type FutureRoot = 'VX' | 'VXM';

/** When an option's settlement value is struck: at the open (am) or at the close (pm). */
export type Settlement = 'am' | 'pm';

export interface FutureSpec {
  readonly root: FutureRoot;
  readonly multiplierUsd: number;
  /** Least price step of a single contract, in VIX points. */
  readonly tick: number;
  /** Least step of a spread's net price, in VIX points. Settlements are finer: never round them. */
  readonly spreadTick: number;
}

/** [P1] rule 1202; VXM's tick was 0.05 until November 2022 (Cboe, 29 November 2022). */
export const FUTURE_SPECS: Readonly<Record<FutureRoot, FutureSpec>> = {
  VX: { root: 'VX', multiplierUsd: VX_MULTIPLIER_USD, tick: 0.05, spreadTick: 0.01 },
  VXM: { root: 'VXM', multiplierUsd: VXM_MULTIPLIER_USD, tick: 0.01, spreadTick: 0.01 },
};

export type OptionRoot = 'SPX' | 'SPXW' | 'XSP' | 'VIX' | 'VIXW';

export interface OptionSpec {
  readonly root: OptionRoot;
  readonly multiplierUsd: number;
  readonly settlement: Settlement;
  /** Least price step below 3.00 and from 3.00 on, in points. */
  readonly tickBelow3: number;
  readonly tickFrom3: number;
  /** The index the strikes are written on, as a multiple of SPX or VIX: 0.1 for XSP. */
  readonly indexScale: number;
}

/**
 * SPX and SPXW: [P4] spx_spec.
 * XSP: a tick of 0.01 for every series and the close also on third Fridays (Cboe, XSP
 * specification, markets.cboe.com); older pages show 0.05 and 0.10.
 * VIX: 0.01 and 0.05 since November 2022 (Cboe's announcement of 29 November 2022), 0.05 and 0.10
 * before. Weekly VIX options too settle on the morning's opening quotation.
 */
export const OPTION_SPECS: Readonly<Record<OptionRoot, OptionSpec>> = {
  SPX: {
    root: 'SPX',
    multiplierUsd: SPX_OPTION_MULTIPLIER_USD,
    settlement: 'am',
    tickBelow3: 0.05,
    tickFrom3: 0.1,
    indexScale: 1,
  },
  SPXW: {
    root: 'SPXW',
    multiplierUsd: SPX_OPTION_MULTIPLIER_USD,
    settlement: 'pm',
    tickBelow3: 0.05,
    tickFrom3: 0.1,
    indexScale: 1,
  },
  XSP: {
    root: 'XSP',
    multiplierUsd: SPX_OPTION_MULTIPLIER_USD,
    settlement: 'pm',
    tickBelow3: 0.01,
    tickFrom3: 0.01,
    indexScale: 0.1,
  },
  VIX: {
    root: 'VIX',
    multiplierUsd: VIX_OPTION_MULTIPLIER_USD,
    settlement: 'am',
    tickBelow3: 0.01,
    tickFrom3: 0.05,
    indexScale: 1,
  },
  VIXW: {
    root: 'VIXW',
    multiplierUsd: VIX_OPTION_MULTIPLIER_USD,
    settlement: 'am',
    tickBelow3: 0.01,
    tickFrom3: 0.05,
    indexScale: 1,
  },
};

/** The least price step, in points, of an option at a price in points. */
export function optionTick(spec: OptionSpec, price: number): number {
  return price < 3 ? spec.tickBelow3 : spec.tickFrom3;
}

export type EtpSymbol = 'VXX' | 'VXZ' | 'VIXY' | 'VIXM' | 'UVXY' | 'SVXY';

export interface EtpSpec {
  readonly symbol: EtpSymbol;
  /** A note is its issuer's unsecured debt; a fund holds the futures. */
  readonly kind: 'note' | 'fund';
  /** Months of constant maturity of the S&P VIX futures index it follows, and those in days. */
  readonly tenorMonths: 1 | 5;
  readonly constantMaturityDays: 30 | 150;
  /** Multiple of the index's daily return, restored each day: it does not hold over longer spans. */
  readonly dailyLeverage: number;
  /** What it was before a day on which it was changed. */
  readonly leverageBefore?: { readonly day: IsoDate; readonly dailyLeverage: number };
  /** Investor fee a year, a fraction. */
  readonly annualFee: number;
  /** Where the fee and the leverage come from. */
  readonly source: string;
}

/** ProShares cut the leverage of UVXY and SVXY after the crash of 5 February 2018. [M] */
const CUT_IN_2018 = isoDate('2018-02-28');

/** VIX exchange-traded products. */
export const ETP_SPECS: Readonly<Record<EtpSymbol, EtpSpec>> = {
  VXX: {
    symbol: 'VXX',
    kind: 'note',
    tenorMonths: 1,
    constantMaturityDays: 30,
    dailyLeverage: 1,
    annualFee: 0.0089,
    source: '[P2] iPath pricing supplement, 25 November 2022',
  },
  VXZ: {
    symbol: 'VXZ',
    kind: 'note',
    tenorMonths: 5,
    constantMaturityDays: 150,
    dailyLeverage: 1,
    annualFee: 0.0089,
    source: '[P2] iPath pricing supplement, 25 November 2022',
  },
  VIXY: {
    symbol: 'VIXY',
    kind: 'fund',
    tenorMonths: 1,
    constantMaturityDays: 30,
    dailyLeverage: 1,
    annualFee: 0.0085,
    source: '[M] unconfirmed for today; 0.85% as announced at the launch, January 2011',
  },
  VIXM: {
    symbol: 'VIXM',
    kind: 'fund',
    tenorMonths: 5,
    constantMaturityDays: 150,
    dailyLeverage: 1,
    annualFee: 0.0085,
    source: '[S] etfrc.com/VIXM, August 2025',
  },
  UVXY: {
    symbol: 'UVXY',
    kind: 'fund',
    tenorMonths: 1,
    constantMaturityDays: 30,
    dailyLeverage: 1.5,
    leverageBefore: { day: CUT_IN_2018, dailyLeverage: 2 },
    annualFee: 0.0095,
    source: '[S] ProShares, UVXY page, November 2024',
  },
  SVXY: {
    symbol: 'SVXY',
    kind: 'fund',
    tenorMonths: 1,
    constantMaturityDays: 30,
    dailyLeverage: -0.5,
    leverageBefore: { day: CUT_IN_2018, dailyLeverage: -1 },
    annualFee: 0.0095,
    source: '[S] ainvest.com and composer.trade, SVXY pages, December 2025',
  },
};

/** The daily leverage that a product had on a day: what one dollar of it held of its index. */
export function leverageOn({ dailyLeverage, leverageBefore }: EtpSpec, day: IsoDate): number {
  return leverageBefore !== undefined && day < leverageBefore.day
    ? leverageBefore.dailyLeverage
    : dailyLeverage;
}

/** The product of a ticker; undefined where it is none that is known. */
export function etpSpecOf(ticker: string | undefined): EtpSpec | undefined {
  return Object.values(ETP_SPECS).find(({ symbol }) => symbol === ticker);
}

/** Products that gain when VIX futures rise. */
export const HEDGE_ETPS: readonly EtpSymbol[] = Object.values(ETP_SPECS)
  .filter(({ dailyLeverage }) => dailyLeverage > 0)
  .map(({ symbol }) => symbol);

/** Why a product is no hedge, and what to use; undefined for one that gains when VIX rises. */
export function noHedgeEtp(
  symbol: EtpSymbol,
): { readonly problem: string; readonly mend: string } | undefined {
  if (HEDGE_ETPS.includes(symbol)) return undefined;
  return {
    problem: `${symbol} is short VIX futures: it loses when the condors lose and is no hedge`,
    mend: `use one of ${HEDGE_ETPS.join(', ')}`,
  };
}
