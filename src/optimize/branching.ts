/** Trials of a variable's direction after which its pseudo-cost is believed. */
const RELIABLE = 4;
/** So that a half that gains nothing does not make all products equal. */
const LEAST_GAIN = 1e-9;
/** A fraction this near a whole number is one. */
export const WHOLE_DUST = 1e-6;

/** What rounding up and down has done to the bound, a unit of fraction, for each variable. */
export class PseudoCosts {
  private readonly sums: Float64Array;
  private readonly trials: Int32Array;

  constructor(size: number) {
    this.sums = new Float64Array(2 * size);
    this.trials = new Int32Array(2 * size);
  }

  isReliable(variable: number): boolean {
    const down = this.trials[2 * variable] as number;
    const up = this.trials[2 * variable + 1] as number;
    return Math.min(down, up) >= RELIABLE;
  }

  record(variable: number, up: boolean, gain: number, distance: number): void {
    const at = 2 * variable + Number(up);
    this.sums[at] = (this.sums[at] as number) + Math.max(0, gain) / Math.max(distance, WHOLE_DUST);
    this.trials[at] = (this.trials[at] as number) + 1;
  }

  /** The product of the gains expected from rounding a value down and up: the more, the better. */
  score(variable: number, value: number): number {
    const fraction = value - Math.floor(value);
    const down = this.mean(2 * variable) * fraction;
    const up = this.mean(2 * variable + 1) * (1 - fraction);
    return Math.max(down, LEAST_GAIN) * Math.max(up, LEAST_GAIN);
  }

  private mean(at: number): number {
    const trials = this.trials[at] as number;
    return trials === 0 ? 1 : (this.sums[at] as number) / trials;
  }
}

/** Variables whose values are not whole, in order. */
export function fractionalVariables(x: Float64Array, size: number): number[] {
  const found: number[] = [];
  for (let j = 0; j < size; j += 1) {
    const value = x[j] as number;
    if (Math.abs(value - Math.round(value)) > WHOLE_DUST) found.push(j);
  }
  return found;
}

/** The nearest whole numbers, none of them -0. */
export function roundUnits(x: Float64Array, size: number): number[] {
  return Array.from(x.subarray(0, size), (value) => Math.round(value) + 0);
}

/**
 * Splits the widest interval: beside the units where they are given, else in the middle.
 * @returns undefined where the box is a single point
 */
export function widestSplit(
  lower: Float64Array,
  upper: Float64Array,
  units?: readonly number[],
): { readonly variable: number; readonly at: number; readonly upFirst: boolean } | undefined {
  let variable = -1;
  let widest = 0;
  lower.forEach((low, j) => {
    const width = (upper[j] as number) - low;
    if (width <= widest) return;
    widest = width;
    variable = j;
  });
  if (variable < 0) return undefined;
  const low = lower[variable] as number;
  const high = upper[variable] as number;
  const value = units?.[variable] ?? Math.floor((low + high) / 2);
  const upFirst = value === high;
  return { variable, at: upFirst ? high - 1 : value, upFirst };
}
