import { exp } from './elementary.js';
import { INV_SQRT_2PI } from './normal.js';
import { NO_DENSITY, scaledTail } from './time-value.js';

const MAX_STEPS = 100;

/** A step this small against stdDev is the last: the next would be smaller than rounding. */
const LAST_STEP = 1e-7;

/**
 * Solves c(s) = value for the stdDev s, where c is the out-of-the-money Black value over
 * sqrt(F K), rising in s from 0 to ceiling = e^{-x/2}.
 *
 * Halley steps on a form of the equation that is nearly straight where the root lies, kept in a
 * bracket that a step of bisection shrinks when they leave it:
 * - below the inflection s = sqrt(2x): ln c against 1/s^2, straight in the wings, where c itself
 *   and its derivatives underflow one after the other;
 * - above it, up to half the ceiling: c against s;
 * - above half the ceiling: ln(ceiling - c) against s, where c no longer moves.
 *
 * @param value in (0, ceiling)
 * @param x |ln(F/K)|
 * @param ceiling min(F, K) / sqrt(F K)
 */
export function solveStdDev(value: number, x: number, ceiling: number): number {
  // At the inflection h = q, so c and its slope are at hand without a step.
  const inflection = Math.sqrt(2 * x);
  const atInflection = ceiling * (0.5 - scaledTail(inflection));
  const form =
    value < atInflection ? 'wing' : value <= 0.5 * ceiling ? 'middle' : ('ceiling' as const);
  let s =
    form === 'wing'
      ? wingGuess(value, x, inflection)
      : inflection + (value - atInflection) / (INV_SQRT_2PI * ceiling);
  let below = form === 'wing' ? 0 : inflection;
  let above = form === 'wing' ? inflection : Infinity;
  for (let step = 0; step < MAX_STEPS; step++) {
    const h = x / s;
    const q = 0.5 * s;
    const w = h * h + q * q;
    // Past the density in either direction c is 0 or the ceiling: the bracket alone can tell.
    const density = w < NO_DENSITY ? exp(-0.5 * w) : 0;
    const outer = density * scaledTail(Math.min(h + q, 55));
    const far = h - q < -1;
    const rest = far ? density * scaledTail(Math.min(q - h, 55)) + outer : NaN;
    const c = far ? ceiling - rest : density === 0 ? 0 : density * scaledTail(h - q) - outer;

    const left = far ? rest : ceiling - c;
    // Near the ceiling what is left below it tells the side, c has run out of digits.
    if (form === 'ceiling' ? left > ceiling - value : c < value) below = s;
    else above = s;

    const slope = INV_SQRT_2PI * density;
    const bend = ((h - q) * (h + q)) / s;
    let next: number;
    if (form === 'wing') {
      const newton = (-Math.log(c / value) * c) / slope;
      // In u = 1/s^2, so that s / sqrt(1 + s^2 du) is the next s.
      const du = (-2 * newton) / s / (1 + 0.5 * newton * (bend - slope / c + 3 / s));
      next = s / Math.sqrt(1 + du);
    } else if (form === 'middle') {
      const newton = (value - c) / slope;
      next = s + newton / (1 + 0.5 * newton * bend);
    } else {
      const newton = (Math.log(left / (ceiling - value)) * left) / slope;
      next = s + newton / (1 + 0.5 * newton * (bend + slope / left));
    }
    if (Math.abs(next - s) <= LAST_STEP * s) return next;
    // False for NaN as well.
    if (!(next > below && next < above)) {
      next = above === Infinity ? 2 * s : below === 0 ? 0.5 * s : Math.sqrt(below * above);
    }
    s = next;
  }
  return s;
}

/**
 * A start in the wing from c ~ s^3/x^2 n(h), that is h^2 = -2 ln(c sqrt(2 pi) h^3 / x), by fixed
 * point; near the inflection, where this does not hold, the inflection itself.
 */
function wingGuess(value: number, x: number, inflection: number): number {
  // Two logarithms: the quotient of a price near the least double would be 0.
  const target = 2 * (Math.log(INV_SQRT_2PI * x) - Math.log(value));
  let hh = Math.max(target, 1);
  for (let i = 0; i < 3; i++) hh = Math.max(target - 3 * Math.log(hh), 1);
  return Math.min(x / Math.sqrt(hh), inflection);
}
