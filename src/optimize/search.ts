import {
  PseudoCosts,
  WHOLE_DUST,
  fractionalVariables,
  roundUnits,
  widestSplit,
} from './branching.js';
import type { CvarCut } from './cvar-model.js';
import type { Basis, LpStatus } from './dual-simplex.js';
import { Incumbent } from './incumbent.js';
import { levelValue } from './levels.js';
import type { Level } from './levels.js';
import { Master } from './master.js';
import type { SearchProblem } from './master.js';
import { NodeHeap } from './node-heap.js';
import type { SearchNode } from './node-heap.js';

/** A CVaR this far above what the relaxation takes it for, relatively, calls for a cut. */
const CUT_DUST = 1e-9;
const ROOT_ROUNDS = 200;
const NODE_ROUNDS = 2;
/** Rounds at one node after which it is split whatever the cuts would still bring. */
const MOST_ROUNDS = 300;

export interface SearchOptions {
  readonly nodeLimit: number;
  /** Stop at the first units that keep the limits. */
  readonly firstOnly?: boolean;
}

export interface SearchResult {
  /** The best units found, undefined where none keep the limits. */
  readonly units: readonly number[] | undefined;
  /** Whether the search was exhausted: then `units` is the best there is, or none there are. */
  readonly complete: boolean;
  /** No units have a lower first level, in its scale. */
  readonly bound: number;
  readonly nodes: number;
}

interface Split {
  readonly variable: number;
  /** Down: at most this; up: at least one more. */
  readonly at: number;
  /** Whether the upper half is looked into first. */
  readonly upFirst: boolean;
  /** The node's own vertex, from which its halves start. */
  readonly basis: Basis;
}

/**
 * The best whole units, level after level, by branch and bound over relaxations that cuts refine:
 * a node is left only where its bound proves it no better than the best known. Where the first
 * level ties, the node's second level is bounded, and so on: one tree settles all levels.
 */
export function search(problem: SearchProblem, options: SearchOptions): SearchResult {
  return new Search(problem, options).run();
}

class Search {
  private readonly problem: SearchProblem;
  private readonly options: SearchOptions;
  private readonly size: number;
  private readonly levels: readonly Level[];
  private readonly master: Master;
  private readonly open = new NodeHeap();
  private readonly pseudoCosts: PseudoCosts;
  private readonly best: Incumbent;
  private nodes = 0;
  private births = 0;
  private stopped = false;

  constructor(problem: SearchProblem, options: SearchOptions) {
    this.problem = problem;
    this.options = options;
    this.size = problem.model.size;
    this.levels = problem.levels;
    this.master = new Master(problem);
    this.pseudoCosts = new PseudoCosts(this.size);
    this.best = new Incumbent(problem.levels);
  }

  run(): SearchResult {
    if (this.master.impossible) return this.result(Infinity);
    const lower = new Float64Array(this.size);
    const upper = this.problem.upper.slice();
    const root = { lower, upper, bound: -Infinity, depth: 0, basis: undefined, birth: 0 };
    let node: SearchNode | undefined = root;
    while (node !== undefined && !this.stopped) {
      if (this.nodes >= this.options.nodeLimit) {
        this.open.push(node);
        return this.result(this.open.leastBound);
      }
      this.nodes += 1;
      const split = this.visit(node);
      node = split === undefined ? this.open.pop() : this.branch(node, split);
    }
    return this.result(this.stopped ? -Infinity : Infinity);
  }

  private result(openBound: number): SearchResult {
    const { units, values } = this.best;
    return {
      units,
      complete: openBound === Infinity || openBound > this.best.ceiling(0),
      bound: Math.min(openBound, values[0] ?? Infinity),
      nodes: this.nodes,
    };
  }

  /** Bounds a node. @returns where to split it, or undefined where it is done with */
  private visit(node: SearchNode): Split | undefined {
    let level = 0;
    let rounds = 0;
    const met = new Set<CvarCut>();
    for (let total = 0; ; total += 1) {
      if (node.bound > this.best.ceiling(0)) return undefined;
      const status = this.solve(level, node.lower, node.upper, node.basis);
      if (status === 'infeasible') return undefined;
      const bound = this.best.roundUp(level, this.master.bound(level));
      if (level === 0) node.bound = Math.max(node.bound, bound);
      if (bound > this.best.ceiling(level)) return undefined;
      if (bound >= this.best.floor(level)) {
        // It can tie at most: see whether it does better after that.
        level += 1;
        rounds = 0;
        if (level === this.levels.length) return undefined;
        continue;
      }
      if (status === 'stalled' || total >= MOST_ROUNDS) return this.anySplit(node);
      const x = this.master.x;
      const fractional = fractionalVariables(x, this.size);
      if (fractional.length === 0) {
        const units = roundUnits(x, this.size);
        const { cut, isBest } = this.tryUnits(units);
        if (this.stopped) return undefined;
        const isNew = !met.has(cut);
        met.add(cut);
        if (isNew && this.isBroken(cut, level)) this.master.addCut(cut);
        else if (!isBest) return this.anySplit(node, units);
        continue;
      }
      const mostRounds = node.depth === 0 ? ROOT_ROUNDS : NODE_ROUNDS;
      if (rounds < mostRounds && this.cvarMatters(level)) {
        rounds += 1;
        const cut = this.problem.model.evaluate(x.subarray(0, this.size));
        if (this.isBroken(cut, level)) {
          this.master.addCut(cut);
          continue;
        }
      }
      if (level === 0) this.tighten(node);
      return this.chooseSplit(node, level, fractional);
    }
  }

  /** Whether the relaxation must know the CVaR: it is what is minimised, or it has a ceiling. */
  private cvarMatters(level: number): boolean {
    return this.levels[level]?.coefficients === undefined || this.master.cvarCeilingUsd < Infinity;
  }

  /** Whether the last solution takes the CVaR for less than it is, where that matters. */
  private isBroken(cut: CvarCut, level: number): boolean {
    const scale = this.problem.model.scaleUsd;
    const taken =
      this.levels[level]?.coefficients === undefined
        ? (this.master.x[this.size] as number)
        : this.master.cvarCeilingUsd / scale;
    return cut.cvarUsd / scale > taken + CUT_DUST * Math.max(1, Math.abs(taken));
  }

  /** Looks at whole units with all scenarios, and keeps them if they are the best so far. */
  private tryUnits(units: readonly number[]): { readonly cut: CvarCut; readonly isBest: boolean } {
    const cut = this.problem.model.evaluateWhole(units);
    if (!this.master.keepsLimits(units, cut.cvarUsd)) return { cut, isBest: false };
    const values = this.levels.map((level) => levelValue(level, units, cut.cvarUsd));
    const isBest = this.best.offer(units, values);
    if (isBest && this.options.firstOnly === true) this.stopped = true;
    return { cut, isBest };
  }

  /** Shrinks the box to what can still be as good as the best, by the reduced costs. */
  private tighten(node: SearchNode): void {
    const room = this.best.ceiling(0) - this.master.bound(0);
    if (!(room < Infinity)) return;
    const { lower, upper } = node;
    for (let j = 0; j < this.size; j += 1) {
      const cost = this.master.reducedCost(j);
      if (Math.abs(cost) < 1e-7) continue;
      const most = Math.floor(room / Math.abs(cost) + WHOLE_DUST);
      if (cost > 0) upper[j] = Math.min(upper[j] as number, (lower[j] as number) + most);
      else lower[j] = Math.max(lower[j] as number, (upper[j] as number) - most);
    }
  }

  /** Splits where both halves promise the greatest rise of the bound. */
  private chooseSplit(node: SearchNode, level: number, fractional: readonly number[]): Split {
    const x = this.master.x.slice();
    const basis = this.master.basis();
    const parent = this.master.bound(level);
    let variable = fractional[0] as number;
    let best = -1;
    for (const j of fractional) {
      const value = x[j] as number;
      if (level === 0 && !this.pseudoCosts.isReliable(j)) {
        this.tryHalves(node, j, value, parent, basis);
      }
      const score = this.pseudoCosts.score(j, value);
      if (score <= best) continue;
      best = score;
      variable = j;
    }
    const value = x[variable] as number;
    const at = Math.floor(value);
    return { variable, at, upFirst: value - at > 0.5, basis };
  }

  /** Bounds both halves of a split, and notes how much the bound rose (strong branching). */
  private tryHalves(
    { lower, upper }: SearchNode,
    variable: number,
    value: number,
    parent: number,
    basis: Basis,
  ): void {
    const most = Math.min(this.best.ceiling(0), parent + 1);
    for (const up of [false, true]) {
      const end = up ? Math.ceil(value) : Math.floor(value);
      const box = (up ? lower : upper).slice();
      box[variable] = end;
      const status = this.solve(0, up ? box : lower, up ? upper : box, basis);
      const bound = status === 'infeasible' ? most : Math.min(most, this.master.bound(0));
      this.pseudoCosts.record(variable, up, bound - parent, Math.abs(end - value));
    }
  }

  private solve(level: number, lower: Float64Array, upper: Float64Array, basis?: Basis): LpStatus {
    return this.master.solve(level, lower, upper, this.best.values, basis);
  }

  /**
   * A split that makes progress whatever the relaxation says, so that what is left of the box
   * around these units becomes a point; undefined where it is one.
   */
  private anySplit(node: SearchNode, units?: readonly number[]): Split | undefined {
    const split = widestSplit(node.lower, node.upper, units);
    if (split !== undefined) return { ...split, basis: this.master.basis() };
    if (units === undefined) this.tryUnits(Array.from(node.lower));
    return undefined;
  }

  /** Splits a node; the half nearer the relaxation's answer is looked into next. */
  private branch(node: SearchNode, { variable, at, upFirst, basis }: Split): SearchNode {
    const half = (bounds: { lower?: Float64Array; upper?: Float64Array }): SearchNode => {
      this.births += 1;
      return { ...node, ...bounds, depth: node.depth + 1, basis, birth: this.births };
    };
    const upper = node.upper.slice();
    upper[variable] = at;
    const lower = node.lower.slice();
    lower[variable] = at + 1;
    const [down, up] = [half({ upper }), half({ lower })];
    this.open.push(upFirst ? down : up);
    return upFirst ? up : down;
  }
}
