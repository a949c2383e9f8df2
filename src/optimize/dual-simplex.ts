import { invertTransposed } from './invert.js';
import type { LpRows } from './lp-rows.js';

/** A multiplier below this is nil; a row's activity this far out of its bounds is inside them. */
const DUAL_DUST = 1e-11;
const PRIMAL_DUST = 1e-10;
/** A pivot below this would blow up the inverse. */
const LEAST_PIVOT = 1e-8;
/** Pivots after which the inverse is computed afresh from the rows. */
const REFRESH = 64;
/** Pivots without progress after which Bland's rule takes over: it cannot cycle. */
const PATIENCE = 40;

export type LpStatus = 'optimal' | 'infeasible' | 'stalled';

/** A vertex to start from: the rows it stands on. Void once rows have been removed. */
export interface Basis {
  readonly rows: Int32Array;
  readonly epoch: number;
}

/**
 * Minimises c x over bounded rows by the dual simplex in row form: a vertex is a set of as many
 * rows as there are variables, all held with equality, and the inverse of just these is kept. So
 * adding a row is free, changing bounds is free, and a pivot takes (rows + variables) x variables
 * steps. As every bound is finite, any vertex is dual feasible once its multipliers have chosen
 * the sides: there is no first phase, and any vertex serves as a start for any objective.
 */
export class DualSimplex {
  /** The solution after `solve`. */
  readonly x: Float64Array;
  private readonly rows: LpRows;
  private readonly dimension: number;
  private readonly active: Int32Array;
  private readonly atHigh: Uint8Array;
  /** Part k: how x moves when active row k's activity rises by 1. */
  private readonly directions: Float64Array;
  private readonly multipliers: Float64Array;
  /** The entering row as a combination of the active ones. */
  private readonly alphas: Float64Array;
  private readonly scratch: Float64Array;
  private isActive = new Uint8Array(0);
  private epoch = -1;

  constructor(rows: LpRows) {
    const { dimension } = rows;
    this.rows = rows;
    this.dimension = dimension;
    this.x = new Float64Array(dimension);
    this.active = new Int32Array(dimension);
    this.atHigh = new Uint8Array(dimension);
    this.directions = new Float64Array(dimension * dimension);
    this.multipliers = new Float64Array(dimension);
    this.alphas = new Float64Array(dimension);
    this.scratch = new Float64Array(dimension * dimension);
  }

  basis(): Basis {
    return { rows: this.active.slice(), epoch: this.epoch };
  }

  /**
   * Solves, and leaves the solution in `x`. `stalled` is an answer too: `bound` holds all the
   * same, but `x` may break rows.
   * @param start where to start from; absent or void: from where the last solve ended
   */
  solve(objective: Float64Array, start?: Basis): LpStatus {
    this.stand(start);
    this.refresh(objective);
    const mostPivots = 200 + 40 * this.dimension;
    let status: LpStatus = 'stalled';
    let still = 0;
    for (let pivots = 1; pivots <= mostPivots; pivots += 1) {
      const bland = still > PATIENCE;
      const row = this.violated(bland);
      if (row < 0) {
        status = 'optimal';
        break;
      }
      const step = this.pivot(row, bland);
      if (step === undefined) {
        if (this.provenInfeasible(row)) status = 'infeasible';
        break;
      }
      still = step > DUAL_DUST ? 0 : still + 1;
      if (pivots % REFRESH === 0) this.refresh(objective);
    }
    const { idle } = this.rows;
    for (let r = 0; r < this.rows.count; r += 1) {
      idle[r] = this.isActive[r] === 1 ? 0 : (idle[r] as number) + 1;
    }
    return status;
  }

  /**
   * A lower bound of the objective that holds whatever the rounding in the solve (Neumaier and
   * Shcherbina 2004): the multipliers weigh the rows, the variables' bounds take what is left.
   */
  bound(objective: Float64Array): number {
    const { dimension, active, multipliers } = this;
    const { low, high, coefficients } = this.rows;
    const rest = this.scratch;
    for (let i = 0; i < dimension; i += 1) rest[i] = objective[i] as number;
    let bound = 0;
    for (let k = 0; k < dimension; k += 1) {
      const y = multipliers[k] as number;
      if (y === 0) continue;
      const row = active[k] as number;
      bound += y * ((y > 0 ? low[row] : high[row]) as number);
      const at = row * dimension;
      for (let i = 0; i < dimension; i += 1) {
        rest[i] = (rest[i] as number) - y * (coefficients[at + i] as number);
      }
    }
    for (let i = 0; i < dimension; i += 1) {
      const left = rest[i] as number;
      bound += Math.min(left * (low[i] as number), left * (high[i] as number));
    }
    return bound;
  }

  /** The variable's reduced cost where it stands on a bound, else 0. */
  reducedCost(variable: number): number {
    if (this.isActive[variable] !== 1) return 0;
    return this.multipliers[this.active.indexOf(variable)] as number;
  }

  /** Takes its place on the start's rows, or on the box where rows have gone. */
  private stand(start: Basis | undefined): void {
    const { count, epoch } = this.rows;
    if (this.isActive.length < count) {
      const bigger = new Uint8Array(count * 2);
      bigger.set(this.isActive);
      this.isActive = bigger;
    }
    if (start?.epoch === epoch) {
      this.active.set(start.rows);
    } else if (this.epoch !== epoch) {
      this.active.forEach((_, k) => (this.active[k] = k));
    }
    this.epoch = epoch;
    this.isActive.fill(0);
    for (const row of this.active) this.isActive[row] = 1;
  }

  /** The inverse, the multipliers, the sides and x, all from the rows. */
  private refresh(objective: Float64Array): void {
    if (!this.invert()) {
      this.isActive.fill(0);
      this.active.forEach((_, k) => {
        this.active[k] = k;
        this.isActive[k] = 1;
      });
      this.invert();
    }
    const { dimension, directions, multipliers } = this;
    for (let k = 0; k < dimension; k += 1) {
      let y = 0;
      const at = k * dimension;
      for (let i = 0; i < dimension; i += 1) {
        y += (objective[i] as number) * (directions[at + i] as number);
      }
      multipliers[k] = Math.abs(y) <= DUAL_DUST ? 0 : y;
      if (multipliers[k] !== 0) this.atHigh[k] = y < 0 ? 1 : 0;
    }
    this.place();
  }

  private invert(): boolean {
    const { dimension, scratch, active } = this;
    const { coefficients } = this.rows;
    for (let k = 0; k < dimension; k += 1) {
      const at = (active[k] as number) * dimension;
      scratch.set(coefficients.subarray(at, at + dimension), k * dimension);
    }
    return invertTransposed(scratch, this.directions, dimension);
  }

  /** x, from the bounds that the active rows stand on. */
  private place(): void {
    const { dimension, directions, x } = this;
    const { low, high } = this.rows;
    x.fill(0);
    for (let k = 0; k < dimension; k += 1) {
      const row = this.active[k] as number;
      const value = (this.atHigh[k] === 1 ? high[row] : low[row]) as number;
      if (value === 0) continue;
      const at = k * dimension;
      for (let i = 0; i < dimension; i += 1) {
        x[i] = (x[i] as number) + value * (directions[at + i] as number);
      }
    }
  }

  /** The row that is broken most, -1 where none is; the first broken one under Bland's rule. */
  private violated(bland: boolean): number {
    const { rows, x } = this;
    let worst = -1;
    let most = 0;
    for (let r = 0; r < rows.count; r += 1) {
      if (this.isActive[r] === 1) continue;
      const value = rows.activity(r, x);
      const low = rows.low[r] as number;
      const high = rows.high[r] as number;
      const violation = Math.max(low - value, value - high);
      if (violation <= most) continue;
      const bound = value < low ? low : high;
      if (violation <= PRIMAL_DUST * Math.max(1, Math.abs(bound))) continue;
      if (bland) return r;
      most = violation;
      worst = r;
    }
    return worst;
  }

  /**
   * Brings a broken row in by the bound-flipping ratio test: rows that would not mend it even at
   * their other bound go there on the way.
   * @returns how far the row's multiplier rose; undefined where no row can leave
   */
  private pivot(row: number, bland: boolean): number | undefined {
    const { active, atHigh, alphas } = this;
    const { low, high } = this.rows;
    const value = this.rows.activity(row, this.x);
    const fromBelow = value < (low[row] as number);
    const sign = fromBelow ? 1 : -1;
    let lacking = fromBelow ? (low[row] as number) - value : value - (high[row] as number);
    this.expand(row, sign);
    const flipped: number[] = [];
    for (;;) {
      const leaving = this.firstToBlock(flipped, bland);
      if (leaving < 0) return undefined;
      const size = Math.abs(alphas[leaving] as number);
      const r = active[leaving] as number;
      const gain = ((high[r] as number) - (low[r] as number)) * size;
      if (bland || lacking - gain <= PRIMAL_DUST) {
        const step = Math.abs(this.multipliers[leaving] as number) / size;
        for (const k of flipped) atHigh[k] = atHigh[k] === 1 ? 0 : 1;
        this.exchange(row, leaving, sign, step);
        atHigh[leaving] = fromBelow ? 0 : 1;
        this.place();
        return step;
      }
      lacking -= gain;
      flipped.push(leaving);
    }
  }

  /** The active row whose multiplier reaches 0 first as the entering row's rises; -1: none. */
  private firstToBlock(flipped: readonly number[], bland: boolean): number {
    const { alphas, active, atHigh, multipliers } = this;
    const { low, high } = this.rows;
    let found = -1;
    let least = Infinity;
    let largest = 0;
    for (let k = 0; k < this.dimension; k += 1) {
      const alpha = alphas[k] as number;
      const size = Math.abs(alpha);
      if (size <= LEAST_PIVOT || alpha > 0 === (atHigh[k] === 1)) continue;
      const r = active[k] as number;
      // A row with one bound only has a multiplier of either sign: it never blocks.
      if (low[r] === high[r] || flipped.includes(k)) continue;
      const ratio = Math.abs(multipliers[k] as number) / size;
      const tie = found >= 0 && Math.abs(ratio - least) <= DUAL_DUST;
      if (tie ? (bland ? r > (active[found] as number) : size <= largest) : ratio > least) continue;
      least = ratio;
      largest = size;
      found = k;
    }
    return found;
  }

  /** The row as a combination of the active rows, into `alphas`. */
  private expand(row: number, sign: number): void {
    const { dimension, directions, alphas } = this;
    const { coefficients } = this.rows;
    const at = row * dimension;
    for (let k = 0; k < dimension; k += 1) {
      const from = k * dimension;
      let alpha = 0;
      for (let i = 0; i < dimension; i += 1) {
        alpha += (coefficients[at + i] as number) * (directions[from + i] as number);
      }
      alphas[k] = sign * alpha;
    }
  }

  /** Puts the row in the leaving one's place: rank-one update of inverse and multipliers. */
  private exchange(row: number, leaving: number, sign: number, step: number): void {
    const { dimension, directions, multipliers, alphas, active } = this;
    const at = leaving * dimension;
    const scale = sign / (alphas[leaving] as number);
    for (let i = 0; i < dimension; i += 1) {
      directions[at + i] = (directions[at + i] as number) * scale;
    }
    for (let k = 0; k < dimension; k += 1) {
      const alpha = alphas[k] as number;
      if (k === leaving || alpha === 0) continue;
      const from = k * dimension;
      for (let i = 0; i < dimension; i += 1) {
        directions[from + i] =
          (directions[from + i] as number) - sign * alpha * (directions[at + i] as number);
      }
      const y = (multipliers[k] as number) - step * alpha;
      multipliers[k] = Math.abs(y) <= DUAL_DUST ? 0 : y;
    }
    multipliers[leaving] = sign * step;
    this.isActive[active[leaving] as number] = 0;
    active[leaving] = row;
    this.isActive[row] = 1;
  }

  /**
   * Whether the broken row, as the combination of active rows that `alphas` holds, cannot reach
   * its bound wherever these stand within theirs: a proof that stands without the pivots.
   */
  private provenInfeasible(row: number): boolean {
    const { dimension, active, alphas, scratch } = this;
    const { low, high, coefficients } = this.rows;
    const sign = this.rows.activity(row, this.x) < (low[row] as number) ? 1 : -1;
    const needed = sign > 0 ? (low[row] as number) : -(high[row] as number);
    let most = 0;
    for (let i = 0; i < dimension; i += 1) {
      scratch[i] = sign * (coefficients[row * dimension + i] as number);
    }
    for (let k = 0; k < dimension; k += 1) {
      const alpha = alphas[k] as number;
      const r = active[k] as number;
      most += alpha * ((alpha > 0 ? high[r] : low[r]) as number);
      for (let i = 0; i < dimension; i += 1) {
        scratch[i] = (scratch[i] as number) - alpha * (coefficients[r * dimension + i] as number);
      }
    }
    for (let i = 0; i < dimension; i += 1) {
      const left = scratch[i] as number;
      most += Math.max(left * (low[i] as number), left * (high[i] as number));
    }
    return most < needed;
  }
}
