/**
 * Price and sensitivities of one option, in the unit of price of the underlying (one contract is
 * these times its multiplier).
 */
export interface Greeks {
  readonly price: number;
  /** Per 1.00 of the underlying: the forward in Black-76, the spot in Black-Scholes-Merton. */
  readonly delta: number;
  /** Change of delta per 1.00 of the underlying. */
  readonly gamma: number;
  /** Per 1.00 of vol, that is per 100 vol points. */
  readonly vega: number;
  /** Per year of calendar time, at unchanged underlying and vol; / 365 for a day. */
  readonly theta: number;
  /** Per 1.00 of the rate, at unchanged underlying. */
  readonly rho: number;
  /** Change of delta per 1.00 of vol. */
  readonly vanna: number;
  /** Change of vega per 1.00 of vol (volga). */
  readonly vomma: number;
  /** Change of delta per year of calendar time. */
  readonly charm: number;
}
