/**
 * Dust of binary arithmetic, taken off where figures leave the engine: 24.8 x 100 is 2480, not
 * 2480.0000000000005. The steps lie far below anything that can be paid or quoted.
 */
const STEPS_PER_DOLLAR = 1e6;
const STEPS_PER_POINT = 1e10;

/** Dollars to a millionth; never -0. */
export function roundUsd(usd: number): number {
  return Math.round(usd * STEPS_PER_DOLLAR) / STEPS_PER_DOLLAR + 0;
}

/** Index points, or dollars a share, to 1e-10; never -0. */
export function roundPoints(points: number): number {
  return Math.round(points * STEPS_PER_POINT) / STEPS_PER_POINT + 0;
}

/**
 * Dollars of so many points on so many contracts, on the grid of {@link roundUsd}. The points of
 * one contract are put on it, not the product, so that twice the contracts are exactly twice the
 * dollars, and sums of such figures that ought to be 0 are 0 once rounded.
 */
export function pointsToUsd(points: number, contracts: number, multiplierUsd: number): number {
  return (Math.round(points * multiplierUsd * STEPS_PER_DOLLAR) * contracts) / STEPS_PER_DOLLAR + 0;
}
