/**
 * The standard normal distribution.
 *
 * Everything stands on one function, the scaled tail
 *
 *     R(y) = N(-y) e^{y^2/2}
 *
 * (the Mills ratio over sqrt(2 pi)). It falls smoothly from 1.387 at y = -1 towards
 * 1/(y sqrt(2 pi)), so one rational function without branches holds it to full relative accuracy
 * however deep in the tail, and whoever needs N at two points that share an exponential, as the
 * Black formula does, pays for that exponential once.
 */
import { exp } from './elementary.js';
import { scaledTail } from './time-value.js';

/** 1 / sqrt(2 pi). */
export const INV_SQRT_2PI = 0.3989422804014327;

/** Beyond this |x| the tail is smaller than half the least double. */
const TAIL_END = 38.6;

/**
 * Density of the standard normal distribution at x.
 *
 * Relative error 1e-15 down to the least normal double; 0 at the infinities, NaN for NaN.
 */
export function normalPdf(x: number): number {
  return INV_SQRT_2PI * bell(Math.abs(x));
}

/**
 * N(x), the standard normal distribution function.
 *
 * Absolute error below 2e-16 on the upper side and relative error 1.2e-15 on the lower side down
 * to x = -37.5, where N leaves the normal doubles; 0 and 1 at the infinities, NaN for NaN.
 */
export function normalCdf(x: number): number {
  return x > 0 ? 1 - lowerTail(x) : lowerTail(-x);
}

/** N(-y) for y >= 0. */
function lowerTail(y: number): number {
  return y > TAIL_END ? 0 : bell(y) * scaledTail(y);
}

/**
 * e^{-y^2/2} for y >= 0. The rounding of y^2 alone would cost 8e-14 of the result at y = 37, so y
 * is split in a head of 24 bits, whose square is exact, and a rest.
 */
function bell(y: number): number {
  if (y > TAIL_END) return 0;
  const head = Math.fround(y);
  const rest = 0.5 * (y - head) * (y + head);
  // e^{-rest}: |rest| < 5e-5, so three terms leave less than 1e-18.
  return exp(-0.5 * head * head) * (1 - rest * (1 - 0.5 * rest * (1 - rest / 3)));
}
