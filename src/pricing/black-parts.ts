import { exp, logRatio } from './elementary.js';
import { positivePart, signOf, type Right } from './black.js';
import { INV_SQRT_2PI } from './normal.js';
import { farTimeValue, NO_DENSITY, scaledTail } from './time-value.js';

/** The parts of an undiscounted option from which its greeks are made. */
export interface BlackParts {
  /** Undiscounted value, the same bits as blackUndiscounted. */
  readonly value: number;
  /** ln(F/K)/s + s/2 and ln(F/K)/s - s/2; both 0 where density is 0. */
  readonly d1: number;
  readonly d2: number;
  /** n(d1); 0 without volatility, time, forward or strike, and where it underflows. */
  readonly density: number;
  /**
   * N(e d1) and N(e d2), e = +1 for a call and -1 for a put: absolute error 2e-16, and out of the
   * money relative error 1e-15 (1 + h^2) however small, h = |ln(F/K)|/s.
   */
  readonly n1: number;
  readonly n2: number;
}

/**
 * Value, density and probabilities of one option, from one exponential. Arguments as
 * blackUndiscounted, unchecked.
 */
export function blackParts(
  right: Right,
  forward: number,
  strike: number,
  stdDev: number,
): BlackParts {
  const isCall = right === 'call';
  const callIsOut = forward <= strike;
  const isOut = isCall === callIsOut;
  const intrinsic = positivePart(signOf(right) * (forward - strike));
  const d = logRatio(forward, strike) * (1 / stdDev);
  const h = Math.abs(d);
  const q = 0.5 * stdDev;
  const w = h * h + q * q;
  if (!(w < NO_DENSITY)) {
    const value = farTimeValue(forward, strike, h, q) + intrinsic;
    return { value, d1: 0, d2: 0, density: 0, ...certainties(isCall, isOut, h, q) };
  }
  const scale = Math.sqrt(forward * strike) * exp(-0.5 * w);
  const outerTail = scaledTail(h + q);
  // Of the option out of the money: the lower of forward and strike, and the higher, each times
  // its probability. Their difference is its value.
  const higherLeg = scale * outerTail;
  let lowerLeg: number;
  let timeValue: number;
  if (h - q >= -1) {
    const innerTail = scaledTail(h - q);
    lowerLeg = scale * innerTail;
    timeValue = scale * (innerTail - outerTail);
  } else {
    lowerLeg = (callIsOut ? forward : strike) - scale * scaledTail(q - h);
    timeValue = farTimeValue(forward, strike, h, q);
  }
  const out1 = (callIsOut ? lowerLeg : higherLeg) / forward;
  const out2 = (callIsOut ? higherLeg : lowerLeg) / strike;
  return {
    value: timeValue + intrinsic,
    d1: d + q,
    d2: d - q,
    density: (INV_SQRT_2PI * scale) / forward,
    n1: isOut ? out1 : 1 - out1,
    n2: isOut ? out2 : 1 - out2,
  };
}

/** N(e d1) and N(e d2) where the density has vanished. */
function certainties(
  isCall: boolean,
  isOut: boolean,
  h: number,
  q: number,
): { readonly n1: number; readonly n2: number } {
  // So much volatility that d1 is infinite above and d2 below.
  if (q > h) return { n1: isCall ? 1 : 0, n2: isCall ? 0 : 1 };
  // So little that the side on which the forward stands decides; at the money h is NaN, and the
  // probability is halfway between both sides.
  const n = h > q ? (isOut ? 0 : 1) : 0.5;
  return { n1: n, n2: n };
}
