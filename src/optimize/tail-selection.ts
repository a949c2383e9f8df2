/** Probabilities are summed in floating point: masses this near are the same mass. */
const MASS_DUST = 1e-12;
/** Losses sampled to guess where the tail begins. */
const SAMPLE = 1024;

/** The worst part of a loss distribution: which scenarios, and with what weight each. */
export interface Tail {
  /** Scenarios of the tail in rising order; the first `count` entries hold. */
  readonly scenarios: Int32Array;
  /** Weight of each in the tail's mean, p_s / (1 - alpha) or the atom's share of it; sum 1. */
  readonly weights: Float64Array;
  count: number;
  /** The loss at which the tail begins: the value at risk. */
  threshold: number;
}

/**
 * Finds tails of loss vectors of one length, without sorting them: a guess from a sample throws
 * most scenarios away, a weighted quickselect finds the threshold among the rest. The buffers are
 * its own and are overwritten by the next call.
 */
export class TailFinder {
  private readonly probabilities: Float64Array;
  private readonly tailMass: number;
  private readonly tail: Tail;
  private readonly values: Float64Array;
  private readonly masses: Float64Array;
  private readonly sampleStride: number;
  private equalMass = 0;
  private aboveMass = 0;

  /**
   * @param probabilities of the scenarios, sum 1
   * @param alpha confidence, in (0, 1): the tail holds a mass of 1 - alpha
   */
  constructor(probabilities: Float64Array, alpha: number) {
    const count = probabilities.length;
    this.probabilities = probabilities;
    this.tailMass = 1 - alpha;
    this.tail = {
      scenarios: new Int32Array(count),
      weights: new Float64Array(count),
      count: 0,
      threshold: NaN,
    };
    this.values = new Float64Array(count);
    this.masses = new Float64Array(count);
    this.sampleStride = Math.floor(count / SAMPLE);
  }

  /** The tail of these losses. An atom on the threshold is split in proportion to its weights. */
  find(losses: Float64Array): Tail {
    const { tail, tailMass } = this;
    const { scenarios, weights } = tail;
    const candidates = this.gather(losses);
    const threshold = this.select(candidates);
    const share = Math.max(0, tailMass - this.aboveMass) / this.equalMass / tailMass;
    let count = 0;
    for (let i = 0; i < candidates; i += 1) {
      const s = scenarios[i] as number;
      const loss = losses[s] as number;
      if (loss < threshold) continue;
      const p = this.probabilities[s] as number;
      scenarios[count] = s;
      weights[count] = loss > threshold ? p / tailMass : p * share;
      count += 1;
    }
    tail.count = count;
    tail.threshold = threshold;
    return tail;
  }

  /** Scenarios that may belong to the tail, in rising order, into `tail.scenarios`. */
  private gather(losses: Float64Array): number {
    const guess = this.sampleStride > 1 ? this.guess(losses) : -Infinity;
    const { scenarios } = this.tail;
    const { probabilities, values, masses } = this;
    for (const floor of [guess, -Infinity]) {
      let count = 0;
      let mass = 0;
      for (let s = 0; s < losses.length; s += 1) {
        const loss = losses[s] as number;
        const p = probabilities[s] as number;
        if (!(loss >= floor) || p <= 0) continue;
        scenarios[count] = s;
        values[count] = loss;
        masses[count] = p;
        mass += p;
        count += 1;
      }
      if (mass > this.tailMass + MASS_DUST || floor === -Infinity) return count;
    }
    return 0;
  }

  /** A loss below which the tail is unlikely to reach: the sample's quantile, well on this side. */
  private guess(losses: Float64Array): number {
    const { values, masses, probabilities, sampleStride: stride } = this;
    let count = 0;
    let total = 0;
    for (let s = stride >> 1; s < losses.length; s += stride) {
      const p = probabilities[s] as number;
      if (p <= 0) continue;
      values[count] = losses[s] as number;
      masses[count] = p;
      total += p;
      count += 1;
    }
    const share = this.tailMass * 1.2 + 3 * Math.sqrt(this.tailMass / SAMPLE);
    if (count === 0 || share >= 1) return -Infinity;
    return this.select(count, share * total);
  }

  /**
   * The largest value with more than the wanted mass at or above it, among the first `count`
   * values (reordered); leaves the masses above it and at it in the fields.
   */
  private select(count: number, wanted = this.tailMass): number {
    const { values, masses } = this;
    const limit = wanted + MASS_DUST;
    let above = 0;
    let low = 0;
    let high = count - 1;
    for (;;) {
      const pivot = median(
        values[low] as number,
        values[(low + high) >> 1] as number,
        values[high] as number,
      );
      // [low, greater) above the pivot, [greater, at) equal to it, (less, high] below it.
      let greater = low;
      let at = low;
      let less = high;
      let greaterMass = 0;
      let equalMass = 0;
      while (at <= less) {
        const value = values[at] as number;
        if (value > pivot) {
          greaterMass += masses[at] as number;
          this.swap(at, greater);
          greater += 1;
          at += 1;
        } else if (value < pivot) {
          this.swap(at, less);
          less -= 1;
        } else {
          equalMass += masses[at] as number;
          at += 1;
        }
      }
      if (above + greaterMass > limit) {
        high = greater - 1;
        continue;
      }
      above += greaterMass;
      if (above + equalMass > limit || less >= high) {
        this.aboveMass = above;
        this.equalMass = equalMass;
        return pivot;
      }
      above += equalMass;
      low = less + 1;
    }
  }

  private swap(i: number, j: number): void {
    const { values, masses } = this;
    const value = values[i] as number;
    values[i] = values[j] as number;
    values[j] = value;
    const mass = masses[i] as number;
    masses[i] = masses[j] as number;
    masses[j] = mass;
  }
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
