/**
 * The rows lo_i <= a_i x <= hi_i of a linear programme over few variables, dense. The first
 * `dimension` rows are the variables themselves. Every bound is finite: one that is not given is
 * what the variables' first bounds imply.
 */
export class LpRows {
  readonly dimension: number;
  count = 0;
  /** Rises when rows are removed: indices from before are void. */
  epoch = 0;
  coefficients: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** Solves since the row last held with equality. */
  idle: Int32Array;
  /** The variables' bounds at the start, within which all later ones lie. */
  private readonly boxLow: Float64Array;
  private readonly boxHigh: Float64Array;

  constructor(boxLow: Float64Array, boxHigh: Float64Array) {
    const dimension = boxLow.length;
    this.dimension = dimension;
    this.boxLow = boxLow.slice();
    this.boxHigh = boxHigh.slice();
    const room = 4 * dimension + 16;
    this.coefficients = new Float64Array(room * dimension);
    this.low = new Float64Array(room);
    this.high = new Float64Array(room);
    this.idle = new Int32Array(room);
    const unit = new Float64Array(dimension);
    for (let j = 0; j < dimension; j += 1) {
      unit.fill(0);
      unit[j] = 1;
      this.add(unit, boxLow[j] as number, boxHigh[j] as number);
    }
  }

  /**
   * @param row coefficients; best with a largest one of about 1
   * @returns the row's index
   */
  add(row: Float64Array, low: number, high: number): number {
    const r = this.count;
    if (r === this.low.length) this.grow();
    this.coefficients.set(row, r * this.dimension);
    this.count = r + 1;
    this.idle[r] = 0;
    this.setBounds(r, low, high);
    return r;
  }

  setBounds(row: number, low: number, high: number): void {
    this.low[row] = low === -Infinity ? this.reach(row, -1) : low;
    this.high[row] = high === Infinity ? this.reach(row, 1) : high;
  }

  activity(row: number, x: Float64Array): number {
    const { dimension, coefficients } = this;
    if (row < dimension) return x[row] as number;
    const at = row * dimension;
    let sum = 0;
    for (let i = 0; i < dimension; i += 1) {
      sum += (coefficients[at + i] as number) * (x[i] as number);
    }
    return sum;
  }

  /** Forgets the rows from `first` on that have not held with equality for `age` solves. */
  removeIdle(first: number, age: number): void {
    const { dimension } = this;
    let kept = first;
    for (let r = first; r < this.count; r += 1) {
      if ((this.idle[r] as number) >= age) continue;
      this.coefficients.copyWithin(kept * dimension, r * dimension, (r + 1) * dimension);
      this.low[kept] = this.low[r] as number;
      this.high[kept] = this.high[r] as number;
      this.idle[kept] = this.idle[r] as number;
      kept += 1;
    }
    if (kept === this.count) return;
    this.count = kept;
    this.epoch += 1;
  }

  /** The most (sign 1) or least (sign -1) the row can reach in the box, a little beyond. */
  private reach(row: number, sign: 1 | -1): number {
    const at = row * this.dimension;
    let sum = 0;
    for (let i = 0; i < this.dimension; i += 1) {
      const a = this.coefficients[at + i] as number;
      const end = a * sign > 0 ? this.boxHigh[i] : this.boxLow[i];
      sum += a * (end as number);
    }
    return sum + sign * (1 + Math.abs(sum) * 1e-6);
  }

  private grow(): void {
    const room = this.low.length * 2;
    const copy = (old: Float64Array, length: number): Float64Array => {
      const bigger = new Float64Array(length);
      bigger.set(old);
      return bigger;
    };
    this.coefficients = copy(this.coefficients, room * this.dimension);
    this.low = copy(this.low, room);
    this.high = copy(this.high, room);
    const idle = new Int32Array(room);
    idle.set(this.idle);
    this.idle = idle;
  }
}
