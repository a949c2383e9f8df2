/**
 * The exponential and the logarithm of a ratio, for the pricing hot path.
 *
 * Why not `Math.exp` and `Math.log`: V8 calls both out of line, and the calls were a good part of
 * the time of a price. They also leave the last digit to each JavaScript engine; these give the same
 * bits wherever they run.
 */

/** 2^(j/32), j = 0..31, correctly rounded. */
const ROOTS_OF_TWO = new Float64Array([
  1, 1.0218971486541166, 1.0442737824274138, 1.0671404006768237, 1.0905077326652577,
  1.1143867425958924, 1.1387886347566916, 1.1637248587775775, 1.189207115002721, 1.215247359980469,
  1.241857812073484, 1.2690509571917332, 1.2968395546510096, 1.3252366431597413, 1.3542555469368927,
  1.383909881963832, 1.4142135623730951, 1.4451808069770467, 1.4768261459394993, 1.5091644275934228,
  1.5422108254079407, 1.5759808451078865, 1.6104903319492543, 1.645755478153965, 1.681792830507429,
  1.718619298122478, 1.7562521603732995, 1.7947090750031072, 1.8340080864093424, 1.8741676341103,
  1.9152065613971474, 1.9571441241754002,
]);

/** 2^k stands at k + 1023, for the exponents of the normal doubles. */
const POWERS_OF_TWO = powersOfTwo();

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2047);
  let up = 1;
  let down = 1;
  for (let k = 0; k <= 1023; k++) {
    powers[1023 + k] = up;
    powers[1023 - k] = down;
    up *= 2;
    down /= 2;
  }
  return powers;
}

/**
 * e^x, within 1.1 units in the last place; NaN and the infinities as Math.exp.
 *
 * x = k ln2/32 + r with k whole and |r| <= ln2/64, so e^x = 2^(k div 32) 2^((k mod 32)/32) e^r and
 * a Taylor polynomial of degree 6 does for e^r. ln2/32 is split so that k times its first part is
 * exact.
 */
export function exp(x: number): number {
  // Beyond, it over- or underflows, or is not a number.
  if (!(Math.abs(x) < 700)) return Math.exp(x);
  // Adding 1.5 x 2^52 and taking it away again rounds to the nearest whole number.
  const k = x * 46.16624130844683 + 6755399441055744 - 6755399441055744;
  const r = x - k * 0.02166084938653512 - k * 5.9631716539705866e-12;
  const rr = r * r;
  const tail = rr * (1 / 24 + r * (1 / 120) + rr * (1 / 720));
  const expm1 = r + rr * (0.5 + r * (1 / 6) + tail);
  const root = ROOTS_OF_TWO[k & 31] as number;
  return (root + root * expm1) * (POWERS_OF_TWO[(k >> 5) + 1023] as number);
}

/**
 * ln(a / b), to about two units in the last place also where a is close to b, where the logarithm
 * of the rounded quotient would lose digits: a - b is exact there. Between b / 2 and 2 b it is
 * 2 artanh u, u = (a - b) / (a + b), as a polynomial in u^2 (our own minimax fit of the relative
 * error on u^2 <= 1/9, good to 4.6e-17).
 *
 * @param a, b numbers of at least 0; a = 0 gives -Infinity, b = 0 Infinity, both 0 NaN
 */
export function logRatio(a: number, b: number): number {
  const u = (a - b) / (a + b);
  const z = u * u;
  // False also for NaN: 0/0 above.
  if (!(z <= 1 / 9)) return Math.log(a / b);
  const y = z * z;
  const even =
    2 +
    y *
      (0.3999999999517793 +
        y * (0.22222190388512536 + y * (0.1536348739773085 + y * 0.0987268497087399)));
  const odd =
    0.6666666666668303 +
    y *
      (0.28571429121835196 +
        y * (0.1818287213259613 + y * (0.1359299039008183 + y * 0.17797001264103154)));
  return u * (even + z * odd);
}
