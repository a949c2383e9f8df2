import { refuseNumbers } from './arguments.js';
import { blackParts } from './black-parts.js';
import { positivePart, signOf, type Right } from './black.js';
import { exp } from './elementary.js';
import type { Greeks } from './greeks.js';
import { timeValue } from './time-value.js';

/**
 * Forward price S e^{(r - q) T}.
 *
 * @param spot >= 0
 * @param years >= 0
 * @param rate, dividendYield continuously compounded, per year
 * @throws RangeError when a number is NaN, infinite or, for spot and years, negative
 */
export function forwardPrice(
  spot: number,
  years: number,
  rate: number,
  dividendYield: number,
): number {
  const forward = spot * exp((rate - dividendYield) * years);
  if (!(spot >= 0 && years >= 0 && (forward + rate + dividendYield) * 0 === 0)) {
    refuseNumbers({ spot, years }, { rate, dividendYield });
  }
  return forward;
}

/**
 * Black-Scholes-Merton price of a European option on an index (SPX): Black on the forward
 * F = S e^{(r - q) T} (METHOD 2). As that formula is homogeneous in forward and strike, both go in
 * discounted, S e^{-qT} and K e^{-rT}, and the price comes out as it is, an exponential cheaper.
 *
 * @param spot level of the index, >= 0
 * @param strike in the same unit, >= 0
 * @param years to expiry, >= 0; 0 gives the intrinsic value
 * @param vol per square root of a year, 0.16 for 16%, >= 0
 * @param rate, dividendYield continuously compounded, per year
 * @returns price in the unit of the spot
 * @throws RangeError when a number is NaN, infinite or, the rates apart, negative
 */
export function bsmPrice(
  right: Right,
  spot: number,
  strike: number,
  years: number,
  vol: number,
  rate: number,
  dividendYield: number,
): number {
  const spotNow = spot * exp(-dividendYield * years);
  const strikeNow = strike * exp(-rate * years);
  if (!(
    spot >= 0 &&
    strike >= 0 &&
    years >= 0 &&
    vol >= 0 &&
    (spotNow * strikeNow + years + vol + rate + dividendYield) * 0 === 0
  )) {
    refuseBsm(spot, strike, years, vol, rate, dividendYield);
  }
  const inTheMoney = signOf(right) * (spotNow - strikeNow);
  return timeValue(spotNow, strikeNow, vol * Math.sqrt(years)) + positivePart(inTheMoney);
}

/**
 * Black-Scholes-Merton price and greeks (METHOD 2). Units as in Greeks; delta, gamma, vanna and
 * charm are to the spot. rho holds the spot and the dividend yield still, not the forward.
 *
 * Without volatility or time, and where the density underflows, the greeks are those of the
 * discounted exercise value, as in black76Greeks.
 *
 * Arguments and throws as bsmPrice.
 */
export function bsmGreeks(
  right: Right,
  spot: number,
  strike: number,
  years: number,
  vol: number,
  rate: number,
  dividendYield: number,
): Greeks {
  // What a unit of the index, and of money, at expiry is worth today.
  const carry = exp(-dividendYield * years);
  const discount = exp(-rate * years);
  const spotNow = spot * carry;
  const strikeNow = strike * discount;
  if (!(
    spot >= 0 &&
    strike >= 0 &&
    years >= 0 &&
    vol >= 0 &&
    (spotNow * strikeNow + years + vol + rate + dividendYield) * 0 === 0
  )) {
    refuseBsm(spot, strike, years, vol, rate, dividendYield);
  }
  const e = signOf(right);
  const rootYears = Math.sqrt(years);
  const stdDev = vol * rootYears;
  const { value: price, d1, d2, density, n1, n2 } = blackParts(right, spotNow, strikeNow, stdDev);
  const delta = e * carry * n1;
  const rho = e * years * strikeNow * n2;
  // Time passing with the density at rest: the dividends lost and the interest on the strike.
  const drift = e * dividendYield * spotNow * n1 - e * rate * strikeNow * n2;
  const decay = dividendYield * delta;
  if (density === 0) {
    return { price, delta, gamma: 0, vega: 0, theta: drift, rho, vanna: 0, vomma: 0, charm: decay };
  }
  const vega = spotNow * density * rootYears;
  const tilt = 2 * (rate - dividendYield) * years - d2 * stdDev;
  return {
    price,
    delta,
    gamma: (carry * density) / (spot * stdDev),
    vega,
    theta: (-spotNow * density * vol) / (2 * rootYears) + drift,
    rho,
    vanna: (-carry * density * d2) / vol,
    vomma: (vega * d1 * d2) / vol,
    charm: decay - (carry * density * tilt) / (2 * years * stdDev),
  };
}

/** @throws RangeError always, naming the number that Black-Scholes-Merton cannot take */
function refuseBsm(
  spot: number,
  strike: number,
  years: number,
  vol: number,
  rate: number,
  dividendYield: number,
): never {
  refuseNumbers({ spot, strike, years, vol }, { rate, dividendYield });
}
