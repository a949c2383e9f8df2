import { refuseNumbers } from './arguments.js';
import { blackParts } from './black-parts.js';
import { positivePart, signOf, type Right } from './black.js';
import { exp } from './elementary.js';
import type { Greeks } from './greeks.js';
import { timeValue } from './time-value.js';

/**
 * Black-76 price of a European option on a future or forward (VIX options on their own VX).
 *
 * price = e^{-rT} e [F N(e d1) - K N(e d2)], e = +1 for a call and -1 for a put (METHOD 2).
 *
 * @param forward price of the future, >= 0
 * @param strike in the same unit, >= 0
 * @param years to expiry, >= 0; 0 gives the intrinsic value
 * @param vol per square root of a year, 0.95 for 95%, >= 0
 * @param rate continuously compounded, per year
 * @returns price in the unit of the forward
 * @throws RangeError when a number is NaN, infinite or, rate apart, negative
 */
export function black76Price(
  right: Right,
  forward: number,
  strike: number,
  years: number,
  vol: number,
  rate: number,
): number {
  if (!(
    forward >= 0 &&
    strike >= 0 &&
    years >= 0 &&
    vol >= 0 &&
    (forward * strike + years + vol + rate) * 0 === 0
  )) {
    refuseBlack76(forward, strike, years, vol, rate);
  }
  const inTheMoney = signOf(right) * (forward - strike);
  const discount = exp(-rate * years);
  return discount * (timeValue(forward, strike, vol * Math.sqrt(years)) + positivePart(inTheMoney));
}

/**
 * Black-76 price and greeks (METHOD 2). Units as in Greeks; delta, gamma, vanna and charm are to
 * the forward.
 *
 * Without volatility or time, and where the density underflows, the greeks are those of the
 * discounted exercise value: gamma, vega, vanna and vomma are 0 and delta is that of the side on
 * which the forward stands, the mean of both sides where forward and strike are equal.
 *
 * Arguments and throws as black76Price.
 */
export function black76Greeks(
  right: Right,
  forward: number,
  strike: number,
  years: number,
  vol: number,
  rate: number,
): Greeks {
  if (!(
    forward >= 0 &&
    strike >= 0 &&
    years >= 0 &&
    vol >= 0 &&
    (forward * strike + years + vol + rate) * 0 === 0
  )) {
    refuseBlack76(forward, strike, years, vol, rate);
  }
  const e = signOf(right);
  const rootYears = Math.sqrt(years);
  const stdDev = vol * rootYears;
  const discount = exp(-rate * years);
  const { value, d1, d2, density, n1 } = blackParts(right, forward, strike, stdDev);
  const price = discount * value;
  const delta = e * discount * n1;
  const rho = -years * price;
  if (density === 0) {
    const theta = rate * price;
    const charm = rate * delta;
    return { price, delta, gamma: 0, vega: 0, theta, rho, vanna: 0, vomma: 0, charm };
  }
  const vega = discount * forward * density * rootYears;
  return {
    price,
    delta,
    gamma: (discount * density) / (forward * stdDev),
    vega,
    theta: (-discount * forward * density * vol) / (2 * rootYears) + rate * price,
    rho,
    vanna: (-discount * density * d2) / vol,
    vomma: (vega * d1 * d2) / vol,
    charm: rate * delta + (discount * density * d2) / (2 * years),
  };
}

/** @throws RangeError always, naming the number that Black-76 cannot take */
export function refuseBlack76(
  forward: number,
  strike: number,
  years: number,
  vol: number,
  rate: number,
): never {
  refuseNumbers({ forward, strike, years, vol }, { rate });
}
