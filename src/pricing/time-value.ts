/**
 * The scaled tail of the normal distribution, and the time value of an option, which is a
 * difference of two of them (the formula is in black.ts).
 */
import { exp, logRatio } from './elementary.js';

/** h^2 + q^2 from which e^{-(h^2 + q^2)/2} is below the least double. */
export const NO_DENSITY = 1490;

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
  // Even and odd powers apart: half as long a chain of dependent steps as plain Horner. The factor
  // first and the coefficient last: V8 makes two thirds of the bytecode of it, and inlines by that.
  const pEven = z * (z * (z * (z * (z * P10 + P8) + P6) + P4) + P2) + P0;
  const pOdd = z * (z * (z * (z * P9 + P7) + P5) + P3) + P1;
  const qEven = z * (z * (z * (z * (z * Q10 + Q8) + Q6) + Q4) + Q2) + 1;
  const qOdd = z * (z * (z * (z * (z * Q11 + Q9) + Q7) + Q5) + Q3) + Q1;
  return (pEven + u * pOdd) / (qEven + u * qOdd);
}

/**
 * What the option is worth above its intrinsic value, undiscounted: the value of whichever of the
 * call and the put is out of the money. Arguments as blackUndiscounted, unchecked.
 */
export function timeValue(forward: number, strike: number, stdDev: number): number {
  CELL[0] = forward;
  CELL[1] = strike;
  CELL[2] = stdDev;
  timeValueInCell();
  return CELL[0];
}

/*
 * The arguments of timeValue on their way to timeValueInCell, and the result on its way back. V8
 * puts every number on the heap that crosses a call which it does not inline, and a price is too
 * long to be inlined whole: those numbers were a third of its time. It belongs to the module, as
 * nothing calls back into this file while it is in use.
 */
const CELL = new Float64Array(3);

/**
 * Time value of the option in CELL (forward, strike, stdDev), into CELL[0].
 *
 * Both tails are written out, the same bits as scaledTail(h - q) - scaledTail(h + q): as calls they
 * would make this short enough to be inlined in part, with the rest of the numbers on the heap
 * again.
 */
function timeValueInCell(): void {
  const forward = CELL[0] as number;
  const strike = CELL[1] as number;
  const stdDev = CELL[2] as number;
  // The reciprocal does not wait for the logarithm, as a quotient would.
  const h = Math.abs(logRatio(forward, strike)) * (1 / stdDev);
  const q = 0.5 * stdDev;
  const w = h * h + q * q;
  // True for NaN too (stdDev 0 at the money, forward and strike both 0).
  if (!(w < NO_DENSITY && h - q >= -1)) {
    CELL[0] = farTimeValue(forward, strike, h, q);
    return;
  }
  const a = h - q + 1;
  const y = a * a;
  const inner =
    (y * (y * (y * (y * (y * P10 + P8) + P6) + P4) + P2) +
      P0 +
      a * (y * (y * (y * (y * P9 + P7) + P5) + P3) + P1)) /
    (y * (y * (y * (y * (y * Q10 + Q8) + Q6) + Q4) + Q2) +
      1 +
      a * (y * (y * (y * (y * (y * Q11 + Q9) + Q7) + Q5) + Q3) + Q1));
  const b = h + q + 1;
  const z = b * b;
  const outer =
    (z * (z * (z * (z * (z * P10 + P8) + P6) + P4) + P2) +
      P0 +
      b * (z * (z * (z * (z * P9 + P7) + P5) + P3) + P1)) /
    (z * (z * (z * (z * (z * Q10 + Q8) + Q6) + Q4) + Q2) +
      1 +
      b * (z * (z * (z * (z * (z * Q11 + Q9) + Q7) + Q5) + Q3) + Q1));
  CELL[0] = Math.sqrt(forward * strike) * exp(-0.5 * w) * (inner - outer);
}

/** The time value where the density has vanished, or where stdDev is so large that h - q < -1. */
export function farTimeValue(forward: number, strike: number, h: number, q: number): number {
  const lower = Math.min(forward, strike);
  const w = h * h + q * q;
  if (!(w < NO_DENSITY)) return q > h ? lower : 0;
  const scale = Math.sqrt(forward * strike) * exp(-0.5 * w);
  return lower - scale * (scaledTail(q - h) + scaledTail(h + q));
}
