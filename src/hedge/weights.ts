import type { Band } from './settings.js';

/**
 * Projects raw layer weights onto their bands: the weights nearest in squared distance to the raw
 * ones scaled to sum 1, each inside its band, summing to 1 (METHOD 6.3). The solution shifts all
 * weights by one amount and clips; the shift is found exactly on the breakpoints of that sum.
 * @param raw positive numbers, any scale
 * @param bands one a weight; min sums at most to 1 and max at least to 1 (the config room's care)
 */
export function projectToBands(raw: readonly number[], bands: readonly Band[]): number[] {
  const total = raw.reduce((sum, value) => sum + value, 0);
  const wanted = raw.map((value) => value / total);
  const clipped = (shift: number): number[] =>
    wanted.map((value, i) => {
      const { min, max } = bands[i] as Band;
      return Math.min(max, Math.max(min, value + shift));
    });
  const sumAt = (shift: number): number => clipped(shift).reduce((sum, value) => sum + value, 0);
  const breakpoints = wanted
    .flatMap((value, i) => {
      const { min, max } = bands[i] as Band;
      return [min - value, max - value];
    })
    .sort((a, b) => a - b);
  let left = breakpoints[0] as number;
  let leftSum = sumAt(left);
  if (leftSum >= 1) return clipped(left);
  for (const right of breakpoints) {
    const rightSum = sumAt(right);
    if (rightSum >= 1) {
      const share = rightSum === leftSum ? 0 : (1 - leftSum) / (rightSum - leftSum);
      return clipped(left + share * (right - left));
    }
    left = right;
    leftSum = rightSum;
  }
  return clipped(left);
}
