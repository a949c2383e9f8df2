import type { OptimizeProblem } from './problem.js';
import { TailFinder } from './tail-selection.js';

/**
 * CVaR at some units, and the cut it gives: at whatever units n, whole or not, CVaR(n) is at
 * least `constantUsd` - `gainsUsd` . n, because the weights of one tail are a choice among those
 * that CVaR maximises over (Kunzi-Bay and Mayer 2006).
 */
export interface CvarCut {
  readonly cvarUsd: number;
  readonly varUsd: number;
  readonly constantUsd: number;
  readonly gainsUsd: Float64Array;
}

/**
 * CVaR of the hedged loss as a function of the units, exact from all scenarios: one pass over the
 * gains, instrument after instrument, and a selection of the tail. Convex and piecewise linear.
 */
export class CvarModel {
  readonly size: number;
  /** Means of the instruments' gains and of the base loss under the probabilities. */
  readonly meanGainsUsd: Float64Array;
  readonly meanBaseLossUsd: number;
  /** The largest gain or loss of one unit, for scaling; 1 where there is none. */
  readonly scaleUsd: number;
  evaluations = 0;
  /** What `evaluate` has found, for other searches over the same scenarios. */
  readonly cuts: CvarCut[] = [];
  private readonly whole = new Map<string, CvarCut>();
  private readonly base: Float64Array;
  /** Instrument-major: the gains of one instrument lie side by side. */
  private readonly gains: Float64Array;
  private readonly probabilities: Float64Array;
  private readonly losses: Float64Array;
  private readonly finder: TailFinder;

  private constructor(
    base: Float64Array,
    gains: Float64Array,
    probabilities: Float64Array,
    alpha: number,
  ) {
    const scenarios = base.length;
    this.base = base;
    this.gains = gains;
    this.probabilities = probabilities;
    this.size = gains.length / scenarios;
    this.losses = new Float64Array(scenarios);
    this.finder = new TailFinder(probabilities, alpha);
    this.meanBaseLossUsd = dot(probabilities, base);
    this.meanGainsUsd = Float64Array.from({ length: this.size }, (_, j) =>
      dot(probabilities, this.gainsOf(j)),
    );
    const largest = largestSize(gains) || largestSize(base);
    this.scaleUsd = largest > 0 ? largest : 1;
  }

  static of(problem: OptimizeProblem): CvarModel {
    const scenarios = problem.baseLossUsd.length;
    const gains = new Float64Array(scenarios * problem.instruments.length);
    problem.instruments.forEach((item, j) => gains.set(item.gainUsd, j * scenarios));
    return new CvarModel(problem.baseLossUsd, gains, problem.probabilities, problem.alpha);
  }

  /** The same scenarios with other probabilities; nothing large is copied. */
  reweighted(probabilities: Float64Array, alpha: number): CvarModel {
    return new CvarModel(this.base, this.gains, probabilities, alpha);
  }

  /** `evaluate` for whole units, which searches come back to: each is computed once. */
  evaluateWhole(units: readonly number[]): CvarCut {
    const key = units.join(' ');
    const known = this.whole.get(key) ?? this.evaluate(units);
    this.whole.set(key, known);
    return known;
  }

  evaluate(units: ArrayLike<number>): CvarCut {
    this.evaluations += 1;
    this.computeLosses(units);
    const { scenarios, weights, count, threshold } = this.finder.find(this.losses);
    let constantUsd = 0;
    for (let i = 0; i < count; i += 1) {
      constantUsd += (weights[i] as number) * (this.base[scenarios[i] as number] as number);
    }
    const gainsUsd = new Float64Array(this.size);
    let cvarUsd = constantUsd;
    for (let j = 0; j < this.size; j += 1) {
      const gains = this.gainsOf(j);
      let sum = 0;
      for (let i = 0; i < count; i += 1) {
        sum += (weights[i] as number) * (gains[scenarios[i] as number] as number);
      }
      gainsUsd[j] = sum;
      cvarUsd -= sum * (units[j] as number);
    }
    const cut = { cvarUsd, varUsd: threshold, constantUsd, gainsUsd };
    this.cuts.push(cut);
    return cut;
  }

  /** Least and most that the CVaR can be within 0 <= n <= upper; not tight, never wrong. */
  range(upper: Float64Array): { readonly min: number; readonly max: number } {
    let min = this.meanBaseLossUsd;
    let max = this.base.reduce((most, loss) => Math.max(most, loss), -Infinity);
    for (let j = 0; j < this.size; j += 1) {
      min -= Math.max(0, this.meanGainsUsd[j] as number) * (upper[j] as number);
      const worst = this.gainsOf(j).reduce((least, gain) => Math.min(least, gain), 0);
      max -= worst * (upper[j] as number);
    }
    return { min, max };
  }

  private gainsOf(instrument: number): Float64Array {
    const scenarios = this.base.length;
    return this.gains.subarray(instrument * scenarios, (instrument + 1) * scenarios);
  }

  private computeLosses(units: ArrayLike<number>): void {
    const { losses, base } = this;
    const held: number[] = [];
    for (let j = 0; j < this.size; j += 1) if (units[j] !== 0) held.push(j);
    let from = base;
    if (held.length === 0) losses.set(base);
    // Two instruments a pass: half the traffic of one at a time.
    for (let h = 0; h < held.length; h += 2) {
      const j = held[h] as number;
      const k = held[h + 1];
      const first = this.gainsOf(j);
      const n = units[j] as number;
      if (k === undefined) {
        for (let s = 0; s < losses.length; s += 1) {
          losses[s] = (from[s] as number) - n * (first[s] as number);
        }
      } else {
        const second = this.gainsOf(k);
        const m = units[k] as number;
        for (let s = 0; s < losses.length; s += 1) {
          losses[s] = (from[s] as number) - n * (first[s] as number) - m * (second[s] as number);
        }
      }
      from = losses;
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function largestSize(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i += 1) {
    const size = Math.abs(values[i] as number);
    if (size > largest) largest = size;
  }
  return largest;
}
