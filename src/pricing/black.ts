/**
 * The one Black primitive: an undiscounted option on (forward, strike, stdDev).
 *
 * With h = |ln(F/K)| / s and q = s/2 the value out of the money is
 *
 *     sqrt(F K) e^{-(h^2 + q^2)/2} [R(h - q) - R(h + q)],   R(y) = N(-y) e^{y^2/2},
 *
 * the same for the call and the put by parity. One exponential instead of two distribution
 * functions, no cancellation between numbers that have already lost their tail, and in the money
 * the intrinsic value is added, so nothing is subtracted there either.
 */
import { timeValue } from './time-value.js';

export type Right = 'call' | 'put';

/**
 * Undiscounted Black value of a European option.
 *
 * Limits: stdDev 0 (no volatility or no time) gives the intrinsic value; strike 0 gives the
 * forward for a call and 0 for a put; forward 0 gives 0 and the strike; an infinite stdDev gives
 * the forward for a call and the strike for a put.
 * Relative error of the time value below 1e-15 (1 + (1 + h)/s + h^2), s = stdDev, h = |ln(F/K)|/s.
 *
 * @param forward forward price of the underlying for the expiry, >= 0, in any unit of price
 * @param strike in the same unit, >= 0
 * @param stdDev vol x sqrt(years), >= 0
 * @returns value in the same unit
 * @throws RangeError when a number is negative, infinite (stdDev may be) or NaN
 */
export function blackUndiscounted(
  right: Right,
  forward: number,
  strike: number,
  stdDev: number,
): number {
  if (!(forward >= 0 && strike >= 0 && stdDev >= 0 && forward * strike < Infinity)) {
    throw new RangeError(
      `forward, strike and stdDev must be numbers of at least 0, ` +
        `got forward ${forward}, strike ${strike}, stdDev ${stdDev}`,
    );
  }
  const inTheMoney = signOf(right) * (forward - strike);
  return timeValue(forward, strike, stdDev) + positivePart(inTheMoney);
}

/** +1 for a call, -1 for a put, without a branch to mispredict. */
export function signOf(right: Right): number {
  return 2 * +(right === 'call') - 1;
}

/** max(x, 0) without a branch to mispredict; exact. */
export function positivePart(x: number): number {
  return 0.5 * (x + Math.abs(x));
}
