/**
 * The zero of a continuous function inside a bracket whose ends differ in sign (Illinois regula
 * falsi with a bisection guard: few calls, never leaves the bracket).
 * @param tolerance width of the bracket, in x, at which the search ends
 */
export function findRoot(
  f: (x: number) => number,
  low: number,
  lowValue: number,
  high: number,
  highValue: number,
  tolerance: number,
): number {
  let [a, fa, b, fb] = [low, lowValue, high, highValue];
  if (fa === 0) return a;
  if (fb === 0) return b;
  let kept = 0;
  for (let i = 0; i < 200 && Math.abs(b - a) > tolerance; i += 1) {
    // Every fourth step halves, so that a kink cannot slow the search.
    const halved = i % 4 === 3;
    const x = halved ? (a + b) / 2 : (a * fb - b * fa) / (fb - fa);
    const fx = f(x);
    if (fx === 0) return x;
    if (!halved && nextStep(a, fa, b, fb, fx) < tolerance / 4) {
      // On a straight stretch the root is here: one look to its other side settles it.
      const beyond = fx < 0 === fa < 0 ? Math.min(x + tolerance, b) : Math.max(x - tolerance, a);
      if (f(beyond) < 0 !== fx < 0) return x;
    }
    if (fx < 0 === fb < 0) {
      b = x;
      fb = fx;
      if (kept === -1) fa /= 2;
      kept = -1;
    } else {
      a = x;
      fa = fx;
      if (kept === 1) fb /= 2;
      kept = 1;
    }
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}

/** How far the root lies from where the function is `fx`, were it straight between the ends. */
function nextStep(a: number, fa: number, b: number, fb: number, fx: number): number {
  return Math.abs((fx * (b - a)) / (fb - fa));
}
