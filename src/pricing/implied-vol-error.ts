import type { Right } from './black.js';

export type ImpliedVolReason =
  'below-intrinsic' | 'above-maximum' | 'no-time' | 'not-finite' | 'vol-out-of-range';

/** What was asked. */
export interface ImpliedVolQuote {
  readonly right: Right;
  readonly price: number;
  readonly forward: number;
  readonly strike: number;
  readonly years: number;
  readonly rate: number;
}

/** A price that no vol explains; the message holds the reason in words and every number given. */
export class ImpliedVolError extends Error {
  readonly reason: ImpliedVolReason;
  readonly quote: ImpliedVolQuote;

  /** @param what the reason in words, with the derived numbers, without a full stop */
  constructor(reason: ImpliedVolReason, quote: ImpliedVolQuote, what: string) {
    const { right, price, forward, strike, years, rate } = quote;
    super(
      `no implied vol, ${what} (${right}, price ${price}, forward ${forward}, strike ${strike}, ` +
        `years ${years}, rate ${rate})`,
    );
    this.name = 'ImpliedVolError';
    this.reason = reason;
    this.quote = quote;
  }
}
