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

/** 1 / sqrt(2 pi). */
export const INV_SQRT_2PI = 0.3989422804014327;

/** Beyond this |x| the tail is smaller than half the least double. */
const TAIL_END = 38.6;

/*
 * R as a polynomial of degree 10 over one of degree 11 in u = y + 1, for y in [-1, 55]: our own
 * minimax fit of the relative error (Remez exchange in 60-digit arithmetic, then P1 raised by one
 * unit in the last place so that R(0) is 1/2 to the bit). The fit is good to 1.2e-16; as u >= 0 and
 * all coefficients are positive, no step of the evaluation cancels: 8e-16 in doubles, against 60
 * digits.
 */
const P0 = 1.387142978835005;
const P1 = 2.097585975225332;
const P2 = 1.6993157187843673;
const P3 = 0.9243321225860619;
const P4 = 0.3657180874118077;
const P5 = 0.10870642436099323;
const P6 = 0.02446085526035231;
const P7 = 0.0041144689958027185;
const P8 = 0.0004975785409648471;
const P9 = 3.951323329015552e-5;
const P10 = 1.6031191781838268e-6;
const Q1 = 2.7997627452387928;
const Q2 = 3.686221713548115;
const Q3 = 3.0208338116090268;
const Q4 = 1.717521308602848;
const Q5 = 0.7141135572700399;
const Q6 = 0.22261389264824988;
const Q7 = 0.052343097623451004;
const Q8 = 0.009169263302447401;
const Q9 = 0.0011522178755522378;
const Q10 = 9.502656392886492e-5;
const Q11 = 4.0184238596338125e-6;

/**
 * R(y) = N(-y) e^{y^2/2}, relative error 1e-15.
 *
 * @param y a number in [-1, 55]; outside it the value is not good
 */
export function scaledTail(y: number): number {
  const u = y + 1;
  const z = u * u;
  // Even and odd powers apart: half as long a chain of dependent steps as plain Horner.
  const pEven = ((((P10 * z + P8) * z + P6) * z + P4) * z + P2) * z + P0;
  const pOdd = (((P9 * z + P7) * z + P5) * z + P3) * z + P1;
  const qEven = ((((Q10 * z + Q8) * z + Q6) * z + Q4) * z + Q2) * z + 1;
  const qOdd = ((((Q11 * z + Q9) * z + Q7) * z + Q5) * z + Q3) * z + Q1;
  return (pEven + u * pOdd) / (qEven + u * qOdd);
}

/**
 * R(from) - R(to), the same bits as the difference of two scaledTails.
 *
 * Written out, because two calls of scaledTail exceed what V8 inlines into a price, and then one
 * of them stays a call with its numbers boxed: a quarter of the time of a price.
 *
 * @param from, to numbers in [-1, 55]
 */
export function scaledTailDrop(from: number, to: number): number {
  const a = from + 1;
  const b = to + 1;
  const y = a * a;
  const z = b * b;
  return (
    (((((P10 * y + P8) * y + P6) * y + P4) * y + P2) * y +
      P0 +
      a * ((((P9 * y + P7) * y + P5) * y + P3) * y + P1)) /
      (((((Q10 * y + Q8) * y + Q6) * y + Q4) * y + Q2) * y +
        1 +
        a * (((((Q11 * y + Q9) * y + Q7) * y + Q5) * y + Q3) * y + Q1)) -
    (((((P10 * z + P8) * z + P6) * z + P4) * z + P2) * z +
      P0 +
      b * ((((P9 * z + P7) * z + P5) * z + P3) * z + P1)) /
      (((((Q10 * z + Q8) * z + Q6) * z + Q4) * z + Q2) * z +
        1 +
        b * (((((Q11 * z + Q9) * z + Q7) * z + Q5) * z + Q3) * z + Q1))
  );
}

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
