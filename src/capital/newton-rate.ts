import xirr from 'xirr';
import type { NetFlow } from './cash-flow.js';

/** METHOD 6.6: Newton starts at 10% a year. */
const GUESS = 0.1;
const TOLERANCE = 1e-12;
const MAX_ITERATIONS = 100;

/**
 * The rate a year, effective, that the package `xirr` finds by Newton's method; undefined where it
 * does not converge. It is one root, not all of them, and none that has been checked.
 */
export function newtonRate(flows: readonly NetFlow[]): number | undefined {
  try {
    const rate = xirr(
      flows.map(({ date, amountUsd }) => ({
        amount: amountUsd,
        when: new Date(`${date}T00:00:00Z`),
      })),
      { guess: GUESS, tolerance: TOLERANCE, maxIterations: MAX_ITERATIONS },
    );
    return Number.isFinite(rate) && rate > -1 ? rate : undefined;
  } catch {
    // It throws where Newton leaves the region of convergence: bisection takes over.
    return undefined;
  }
}
