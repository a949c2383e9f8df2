import type { CvarCut, CvarModel } from './cvar-model.js';
import { DualSimplex } from './dual-simplex.js';
import type { Basis, LpStatus } from './dual-simplex.js';
import { quantumOf } from './levels.js';
import type { Level } from './levels.js';
import { rowOf, total } from './limits.js';
import type { Limit, LimitRow } from './limits.js';
import { LpRows } from './lp-rows.js';

/** What keeps a limit: a row scaled to a largest coefficient of 1 may be broken by this much. */
const LIMIT_DUST = 1e-9;
/** Cuts that are taken over from earlier searches, and that stand before those that have idled for this many solves are forgotten. */
const MOST_CUTS = 300;
const IDLE_SOLVES = 100;

/** What is searched: the scenarios, the box 0 <= n <= upper, the limits, the objectives in order. */
export interface SearchProblem {
  readonly model: CvarModel;
  readonly upper: Float64Array;
  readonly limits: readonly Limit[];
  readonly levels: readonly Level[];
}

/** The most a value may be where it may be `bound`, in a unit in which 1 is a natural size. */
export function withDust(bound: number): number {
  return bound + LIMIT_DUST * Math.max(1, Math.abs(bound));
}

/**
 * The relaxation of a search problem: whole units become fractions, and the CVaR becomes one more
 * variable (the last, in units of the model's scale) above all cuts known so far. Cuts hold
 * everywhere, so they are kept from node to node.
 */
export class Master {
  /** No units whatever keep the limits: one has no coefficients and fails, or the CVaR cannot be. */
  readonly impossible: boolean;
  private readonly size: number;
  private readonly scale: number;
  private readonly rows: LpRows;
  private readonly simplex: DualSimplex;
  private readonly limitRows: readonly LimitRow[];
  private readonly objectives: readonly Float64Array[];
  /** Row of each level's value; the CVaR's is its variable. */
  private readonly levelRows: readonly number[];
  private readonly firstCut: number;
  private readonly cvarMin: number;
  private readonly cvarMax: number;
  /** The cap on the CVaR with its dust, in the model's scale. */
  private readonly cvarCap: number;

  constructor({ model, upper, limits, levels }: SearchProblem) {
    const { size, scaleUsd: scale } = model;
    this.size = size;
    this.scale = scale;
    const range = model.range(upper);
    this.cvarMin = range.min / scale - 1;
    this.cvarMax = range.max / scale + 1;
    const cap = limits.reduce(
      (least, limit) => (limit.kind === 'cvar' ? Math.min(least, limit.bound) : least),
      Infinity,
    );
    this.cvarCap = withDust(cap / scale);
    this.rows = new LpRows(
      Float64Array.from([...new Float64Array(size), this.cvarMin]),
      Float64Array.from([...upper, this.cvarMax]),
    );
    const scaled = limits.map(rowOf).filter((row) => row !== undefined);
    this.limitRows = scaled.map(scaleRow).filter((row) => row !== undefined);
    this.impossible =
      scaled.some((row) => scaleRow(row) === undefined && !holdsWithoutUnits(row)) ||
      this.cvarCap < this.cvarMin;
    for (const { coefficients, side, bound } of this.limitRows) {
      const row = Float64Array.from([...coefficients, 0]);
      if (side === 'min') this.rows.add(row, -withDust(-bound), Infinity);
      else this.rows.add(row, -Infinity, withDust(bound));
    }
    this.objectives = levels.map(({ coefficients }) =>
      Float64Array.from({ length: size + 1 }, (_, i) =>
        coefficients === undefined ? Number(i === size) : (coefficients[i] ?? 0),
      ),
    );
    this.levelRows = levels.map((level, k) =>
      level.coefficients === undefined
        ? size
        : this.rows.add(this.objectives[k] as Float64Array, -Infinity, Infinity),
    );
    this.firstCut = this.rows.count;
    this.simplex = new DualSimplex(this.rows);
    this.addCut({ constantUsd: model.meanBaseLossUsd, gainsUsd: model.meanGainsUsd });
    for (const cut of model.cuts.slice(-MOST_CUTS)) this.addCut(cut);
  }

  /** The last solution: the units, then the CVaR in the model's scale. */
  get x(): Float64Array {
    return this.simplex.x;
  }

  /** The most that the last solve let the CVaR be, in dollars; Infinity where it is free. */
  get cvarCeilingUsd(): number {
    const high = this.rows.high[this.size] as number;
    return high >= this.cvarMax ? Infinity : high * this.scale;
  }

  addCut({ constantUsd, gainsUsd }: Pick<CvarCut, 'constantUsd' | 'gainsUsd'>): void {
    const row = Float64Array.from([...gainsUsd, this.scale], (value) => value / this.scale);
    this.rows.add(row, constantUsd / this.scale, Infinity);
  }

  /**
   * Minimises one level over a box, the levels before it being held at their ceilings.
   * @returns the status; `bound` and `x` then tell of it
   */
  solve(
    level: number,
    lower: Float64Array,
    upper: Float64Array,
    ceilings: readonly number[],
    basis?: Basis,
  ): LpStatus {
    const { rows, size } = this;
    if (rows.count - this.firstCut > MOST_CUTS) rows.removeIdle(this.firstCut, IDLE_SOLVES);
    for (let j = 0; j < size; j += 1) {
      rows.setBounds(j, lower[j] as number, upper[j] as number);
    }
    let cvarMost = Math.min(this.cvarMax, this.cvarCap);
    this.levelRows.forEach((row, k) => {
      const ceiling = k < level ? withDust(ceilings[k] as number) : Infinity;
      if (row === size) cvarMost = Math.min(cvarMost, ceiling);
      else rows.setBounds(row, -Infinity, ceiling);
    });
    if (cvarMost < this.cvarMin) return 'infeasible';
    rows.setBounds(size, this.cvarMin, cvarMost);
    return this.simplex.solve(this.objectives[level] as Float64Array, basis);
  }

  /** A lower bound of the level's value over what was last solved. */
  bound(level: number): number {
    return this.simplex.bound(this.objectives[level] as Float64Array);
  }

  reducedCost(instrument: number): number {
    return this.simplex.reducedCost(instrument);
  }

  basis(): Basis {
    return this.simplex.basis();
  }

  /** Whether whole units keep every limit, the CVaR's included. */
  keepsLimits(units: ArrayLike<number>, cvarUsd: number): boolean {
    return this.keepsRows(units) && cvarUsd / this.scale <= this.cvarCap;
  }

  keepsRows(units: ArrayLike<number>): boolean {
    return this.limitRows.every(({ coefficients, side, bound }) => {
      const value = total(coefficients, units);
      return side === 'min' ? -value <= withDust(-bound) : value <= withDust(bound);
    });
  }
}

/**
 * The row with a largest coefficient of 1, and its bound drawn in to the nearest value that whole
 * units can have; undefined where all coefficients are 0.
 */
function scaleRow({ coefficients, side, bound }: LimitRow): LimitRow | undefined {
  const scale = coefficients.reduce((most, c) => Math.max(most, Math.abs(c)), 0);
  if (scale === 0) return undefined;
  const quantum = quantumOf(coefficients) / scale;
  const scaled = coefficients.map((c) => c / scale);
  const loose = bound / scale;
  if (quantum === 0) return { coefficients: scaled, side, bound: loose };
  const drawn =
    side === 'max'
      ? Math.floor(withDust(loose) / quantum) * quantum
      : -Math.floor(withDust(-loose) / quantum) * quantum;
  return { coefficients: scaled, side, bound: drawn };
}

/** Whether a limit that no instrument moves is kept. */
function holdsWithoutUnits({ side, bound }: LimitRow): boolean {
  return side === 'min' ? 0 <= withDust(-bound) : 0 <= withDust(bound);
}
