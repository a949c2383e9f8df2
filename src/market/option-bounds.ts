import { blackUndiscounted } from '../pricing/black.js';
import { OPTION_SPECS } from './contracts.js';
import type { OptionRoot } from './contracts.js';
import type { IsoDate } from './date.js';
import { optionSettlementMoment } from './settlement-time.js';
import type { IndexSymbol, OptionRight } from './snapshot.js';
import { yearsBetween } from './time.js';
import type { EpochMs } from './time.js';

/** The levels that say which option quotes are possible. */
export interface OptionMarket {
  readonly time: EpochMs;
  readonly indices: Readonly<Partial<Record<IndexSymbol, number>>> & { readonly VIX: number };
  readonly futures: readonly { readonly expiry: IsoDate; readonly price: number }[];
  readonly rate?: number | undefined;
  readonly dividendYield?: number | undefined;
}

/** What can be, for the options of one root and expiry: ranges, not estimates. */
export interface OptionFrame {
  /** What the options are on, for messages: `SPX at 7537.43`. */
  readonly about: string;
  readonly years: number;
  /** Beyond these a forward is impossible. */
  readonly forward: Interval;
  /** Where the forward is as a rule: to tell a vol that is far too low from one that is not. */
  readonly likelyForward: Interval;
  readonly discount: Interval;
  /** Vols that an option of this strike can have. */
  readonly vol: (strike: number) => Interval;
  /** False near the end of an option's life, when its vol says little. */
  readonly volKnown: boolean;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Short rates and SPX's dividend yield since VIX begins in 1990, with room: Treasury bills 0 to 8%,
 * yields 1.1 to 3.9%. A rate that the snapshot gives widens them.
 */
const RATES: Interval = { low: -0.02, high: 0.1 };
const YIELDS: Interval = { low: 0, high: 0.06 };
/** Carry as it is as a rule. */
const LIKELY_CARRY: Interval = { low: -0.03, high: 0.06 };
const TRADING_DAYS = 252;
const DAY = 1 / 365;

/**
 * SPX vols against the VIX family. Near the money they lie between half and twice of it; the bounds
 * catch a factor of ten on either side. Far from the money vols rise, here by one VIX for each
 * standard deviation: at 1 day and 10% below the market quoted vols are four to six times VIX.
 */
const SPX_VOL = { low: 0.2, high: 5, perSd: 1 };
/** The same against VVIX, which stays near the vols of a month at the money. */
const VIX_VOL = { low: 0.2, high: 2.5, perSd: 0.1 };
/** VVIX where there is none: its range since 2006 is 60 to 208. */
const SOME_VVIX = 1;
/** VX moves against the option quotes of other minutes by at most this share. */
const VX_SLACK = 0.05;

/** The family's least and highest level, fractions: what SPX vols are measured against. */
export function vixFamilyRange(indices: OptionMarket['indices']): Interval {
  const levels = (['VIX', 'VIX9D', 'VIX3M', 'VIX6M'] as const).flatMap((symbol) => {
    const level = indices[symbol];
    return level === undefined ? [] : [level / 100];
  });
  return { low: Math.min(...levels), high: Math.max(...levels) };
}

/** Vols that an SPX option can have, by how far it is from the money. */
export function spxVolRange(
  family: Interval,
  spot: number,
  strike: number,
  years: number,
): Interval {
  const sds = Math.abs(Math.log(strike / spot)) / (family.high * Math.sqrt(years));
  return {
    low: SPX_VOL.low * family.low,
    high: family.high * (SPX_VOL.high + SPX_VOL.perSd * sds),
  };
}

/** What can be of one root and expiry; undefined where the level it hangs on is not known. */
export function optionFrame(
  root: OptionRoot,
  expiry: IsoDate,
  market: OptionMarket,
): OptionFrame | undefined {
  const settles = optionSettlementMoment(expiry, OPTION_SPECS[root].settlement);
  const years = Math.max(0, yearsBetween(market.time, settles));
  const { rate } = market;
  const rates = including(RATES, rate);
  const discount = { low: Math.exp(-rates.high * years), high: Math.exp(-rates.low * years) };
  if (root === 'VIX' || root === 'VIXW') return vixFrame(expiry, market, years, discount);
  const { SPX } = market.indices;
  if (SPX === undefined) return undefined;
  const family = vixFamilyRange(market.indices);
  const yields = including(YIELDS, market.dividendYield);
  const spot = root === 'XSP' ? SPX / 10 : SPX;
  const carries = { low: rates.low - yields.high, high: rates.high - yields.low };
  const given = (rate ?? 0) - (market.dividendYield ?? 0);
  // The level and the quotes may be of different minutes of a day.
  const daily = family.high / Math.sqrt(TRADING_DAYS);
  return {
    about: root === 'XSP' ? `XSP at ${spot} (a tenth of SPX)` : `SPX at ${spot}`,
    years,
    forward: forwards(spot, years, carries, 2 * daily),
    likelyForward: forwards(spot, years, including(LIKELY_CARRY, given), daily / 2),
    discount,
    vol: (strike) => spxVolRange(family, spot, strike, Math.max(years, DAY)),
    volKnown: years > DAY,
  };
}

function vixFrame(
  expiry: IsoDate,
  { futures, indices }: OptionMarket,
  years: number,
  discount: Interval,
): OptionFrame | undefined {
  const future = futures.find((one) => one.expiry === expiry)?.price;
  if (future === undefined) return undefined;
  const vvix = indices.VVIX === undefined ? SOME_VVIX : indices.VVIX / 100;
  const forward = { low: future * (1 - VX_SLACK), high: future * (1 + VX_SLACK) };
  return {
    about: `the VX future of ${expiry} at ${future}`,
    years,
    forward,
    likelyForward: forward,
    discount,
    vol: (strike) => {
      const sds = Math.abs(Math.log(strike / future)) / (vvix * Math.sqrt(Math.max(years, DAY)));
      return { low: VIX_VOL.low * vvix, high: vvix * (VIX_VOL.high + VIX_VOL.perSd * sds) };
    },
    volKnown: years > 7 * DAY,
  };
}

function including(range: Interval, value: number | undefined): Interval {
  if (value === undefined) return range;
  return { low: Math.min(range.low, value), high: Math.max(range.high, value) };
}

function forwards(spot: number, years: number, carry: Interval, slack: number): Interval {
  return {
    low: spot * Math.exp(carry.low * years) * Math.max(0.5, 1 - slack),
    high: spot * Math.exp(carry.high * years) * (1 + slack),
  };
}

/** Prices between which an option lies whatever its vol: no arbitrage (METHOD 2.1). */
export function priceBounds(right: OptionRight, strike: number, frame: OptionFrame): Interval {
  const { forward, discount } = frame;
  const intrinsic = right === 'call' ? forward.low - strike : strike - forward.high;
  return {
    low: discount.low * Math.max(0, intrinsic),
    high: discount.high * (right === 'call' ? forward.high : strike),
  };
}

/** The least and the highest price that vols of a range give, the forward where it may be. */
export function pricesOfVols(
  right: OptionRight,
  strike: number,
  vols: Interval,
  frame: OptionFrame,
): Interval {
  const { likelyForward, forward, discount, years } = frame;
  const root = Math.sqrt(years);
  const call = right === 'call';
  const value = (at: number, vol: number): number =>
    blackUndiscounted(right, at, strike, vol * root);
  return {
    low: discount.low * value(call ? likelyForward.low : likelyForward.high, vols.low),
    high: discount.high * value(call ? forward.high : forward.low, vols.high),
  };
}

/** The least that a call and a put of one strike cost together at a vol: both at the money. */
export function leastStraddle(strike: number, vol: number, frame: OptionFrame): number {
  const stdDev = vol * Math.sqrt(frame.years);
  return 2 * frame.discount.low * blackUndiscounted('call', strike, strike, stdDev);
}
