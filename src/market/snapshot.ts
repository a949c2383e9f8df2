import type { IsoDate } from './date.js';
import type { EpochMs } from './time.js';

/** Index levels that a snapshot may hold. VIX is always there. */
export const INDEX_SYMBOLS = ['SPX', 'VIX', 'VIX9D', 'VIX3M', 'VIX6M', 'VVIX', 'SKEW'] as const;
export type IndexSymbol = (typeof INDEX_SYMBOLS)[number];

/** One VX future's price, in VIX points. VXM minis trade at the same price. */
export interface FutureQuote {
  /** `VXZ26` for a monthly contract, `VX49Z26` for the weekly one of week 49. */
  readonly symbol: string;
  readonly expiry: IsoDate;
  readonly weekly: boolean;
  readonly price: number;
}

export type OptionRight = 'call' | 'put';

/** One listed option's quote; at least one of price, bid and ask, or iv is there. */
export interface OptionQuote {
  /** Root: SPX and VIX are AM-settled monthlies, SPXW, XSP and VIXW the others. */
  readonly root: 'SPX' | 'SPXW' | 'XSP' | 'VIX' | 'VIXW';
  readonly expiry: IsoDate;
  readonly strike: number;
  readonly right: OptionRight;
  readonly bid?: number;
  readonly ask?: number;
  /** Last or settlement price, in points. */
  readonly price?: number;
  /** Annualised implied volatility as a fraction. */
  readonly iv?: number;
}

export interface EtpQuote {
  readonly symbol: string;
  /** Dollars a share. */
  readonly priceUsd: number;
}

/** What the market showed at one moment. Futures are sorted by expiry, one per expiry. */
export interface Snapshot {
  readonly time: EpochMs;
  readonly indices: Readonly<Partial<Record<IndexSymbol, number>>> & { readonly VIX: number };
  readonly futures: readonly FutureQuote[];
  readonly options: readonly OptionQuote[];
  readonly etps: readonly EtpQuote[];
  /** Risk-free rate, continuously compounded a year, a fraction. */
  readonly rate?: number;
  /** SPX dividend yield, continuously compounded a year, a fraction. */
  readonly dividendYield?: number;
}
