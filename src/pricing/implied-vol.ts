import { refuseNumbers } from './arguments.js';
import type { Right } from './black.js';
import { exp, logRatio } from './elementary.js';
import { ImpliedVolError } from './implied-vol-error.js';
import { solveStdDev } from './implied-std-dev.js';

export { ImpliedVolError, type ImpliedVolReason } from './implied-vol-error.js';

/** The vols that are looked for (METHOD 2.1). */
const MIN_VOL = 1e-4;
const MAX_VOL = 10;

/**
 * The vol at which the Black-76 price is the one given (for Black-Scholes-Merton pass
 * `forwardPrice(...)` as the forward).
 *
 * How good it can be. The price fixes the vol no better than its own rounding allows: the error is
 * about 1e-16 x (undiscounted price) / vega for an option in the money, because the time value is
 * what is left after the intrinsic value is taken away, and 1e-16 x (time value) / vega out of the
 * money. Out of the money, with vol x sqrt(years) up to 12, the round trip holds to 1e-8 as far out
 * as a price can be written; deep in the money quote the other right instead. Beyond
 * vol x sqrt(years) = 12 the price lies so close to its maximum that it no longer tells vols apart.
 *
 * @param price discounted, in the unit of the forward
 * @param forward forward price of the underlying for the expiry, >= 0
 * @param strike >= 0
 * @param years to expiry, > 0
 * @param rate continuously compounded, per year
 * @returns vol per square root of a year, in [1e-4, 10]
 * @throws ImpliedVolError with its reason: `no-time` (years not above 0), `not-finite` (a number is
 * NaN or infinite), `below-intrinsic` (price at or below the discounted intrinsic value),
 * `above-maximum` (at or above the discounted forward of a call, strike of a put),
 * `vol-out-of-range` (the vol exists and lies outside [1e-4, 10])
 * @throws RangeError when forward or strike is negative
 */
export function impliedVol(
  right: Right,
  price: number,
  forward: number,
  strike: number,
  years: number,
  rate: number,
): number {
  const quote = { right, price, forward, strike, years, rate };
  if ((price + forward * strike + years + rate) * 0 !== 0) {
    throw new ImpliedVolError('not-finite', quote, 'not every number is finite, or they overflow');
  }
  if (!(forward >= 0 && strike >= 0)) refuseNumbers({ forward, strike }, {});
  if (!(years > 0)) throw new ImpliedVolError('no-time', quote, 'there is no time to expiry');

  // Divided by the very discount the pricer multiplies with, so that its rounding cancels.
  const undiscounted = price / exp(-rate * years);
  const intrinsic = Math.max(0, right === 'call' ? forward - strike : strike - forward);
  // In the money: by parity the value of the other right, which is out of the money.
  const timeValue = undiscounted - intrinsic;
  if (!(timeValue > 0)) {
    throw new ImpliedVolError(
      'below-intrinsic',
      quote,
      `the undiscounted price ${undiscounted} is not above the intrinsic value ${intrinsic}`,
    );
  }
  const maximum = right === 'call' ? forward : strike;
  if (undiscounted >= maximum) {
    const what = right === 'call' ? 'forward' : 'strike';
    throw new ImpliedVolError(
      'above-maximum',
      quote,
      `the undiscounted price is not below the ${what}`,
    );
  }
  const root = Math.sqrt(forward) * Math.sqrt(strike);
  const moneyness = Math.abs(logRatio(forward, strike));
  const stdDev = solveStdDev(timeValue / root, moneyness, Math.min(forward, strike) / root);
  const vol = stdDev / Math.sqrt(years);
  if (!(vol >= MIN_VOL && vol <= MAX_VOL)) {
    const range = `outside ${MIN_VOL} to ${MAX_VOL}`;
    throw new ImpliedVolError('vol-out-of-range', quote, `the implied vol ${vol} lies ${range}`);
  }
  return vol;
}
