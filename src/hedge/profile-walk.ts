import type { PayoffLine } from '../condor/payoff.js';
import { BLOCK } from './horizon-table.js';
import type { HorizonTable } from './horizon-table.js';
import { laterCondorsUsd, netUsd } from './net-structure.js';
import type { NetStructure } from './net-structure.js';

/**
 * A walk over the points of the net profile, up or down from a level: SPX levels of the grid and
 * strikes, ascending, a grid level before a strike that equals it. A point stands in two fields
 * and no list of points is made. Stretches of the grid can be left out: where the bounds of a block
 * say that nothing happens in it.
 */
export class ProfileWalk {
  /** The point last walked to, and the net result there. */
  spx = NaN;
  pnlUsd = NaN;
  private readonly structure: NetStructure;
  private readonly table: HorizonTable;
  private readonly strikes: readonly number[];
  private readonly strikesUsd: readonly number[] | undefined;
  /** Levels of the grid below the walk, and strikes below it. */
  private onGrid: number;
  private strike = 0;
  /** Of what settles at the horizon. */
  private readonly payoff: PayoffLine;
  /** Levels of the grid below the stretches that were tried already, going up and going down. */
  private triedUp = 0;
  private triedDown = Infinity;
  /** Bounds of the net result over the stretch last looked at. */
  private least = NaN;
  private most = NaN;

  /**
   * @param level the walk begins between the points up to it and those above
   * @param strikesUsd the net result at the strikes, where it is known already
   */
  constructor(
    structure: NetStructure,
    table: HorizonTable,
    strikes: readonly number[],
    level: number,
    strikesUsd?: readonly number[],
  ) {
    this.structure = structure;
    this.table = table;
    this.strikes = strikes;
    this.strikesUsd = strikesUsd;
    this.payoff = structure.line;
    this.onGrid = countUpTo(table.spx, level);
    while (this.strike < strikes.length && (strikes[this.strike] as number) <= level) {
      this.strike += 1;
    }
  }

  /** To the next point above; false where there is none. */
  up(): boolean {
    const { spx: grid } = this.table;
    const level = this.onGrid < grid.length ? (grid[this.onGrid] as number) : Infinity;
    const strike = this.strikeAbove();
    if (strike < level) {
      this.toStrike(this.strike);
      this.strike += 1;
      return true;
    }
    if (level === Infinity) return false;
    this.toGrid(level, this.onGrid);
    this.onGrid += 1;
    return true;
  }

  /** To the next point below; false where there is none. */
  down(): boolean {
    const level = this.onGrid > 0 ? (this.table.spx[this.onGrid - 1] as number) : -Infinity;
    const strike = this.strikeBelow();
    if (this.strike > 0 && strike >= level) {
      this.strike -= 1;
      this.toStrike(this.strike);
      return true;
    }
    if (level === -Infinity) return false;
    this.onGrid -= 1;
    this.toGrid(level, this.onGrid);
    return true;
  }

  /**
   * Up past stretches of the grid on which the net result keeps the sign of the point walked to
   * and lies above a bound, to the last point of the last of them.
   * @param floorUpTo the bound of a stretch that begins at `level` or below it
   * @param floorAbove the bound of any other
   */
  leapUp(level: number, floorUpTo: number, floorAbove: number): void {
    // What condors that live on are worth is not known without looking.
    if (this.structure.later.length > 0) return;
    const { spx: grid } = this.table;
    const from = this.onGrid;
    while (this.onGrid < grid.length && this.onGrid >= this.triedUp) {
      const first = this.onGrid;
      const strike = this.strikeAbove();
      const floor = (grid[first] as number) <= level ? floorUpTo : floorAbove;
      let end = Math.min(grid.length, first - (first % BLOCK) + BLOCK);
      while (end > first && (grid[end - 1] as number) >= strike) end -= 1;
      this.triedUp = end;
      if (end === first) break;
      this.bound(first, end - 1);
      if (!(this.least > floor && this.keepsSign())) break;
      this.onGrid = end;
    }
    if (this.onGrid > from) this.toLeapt(this.onGrid - 1);
  }

  /** As {@link leapUp}, down and with no bound. */
  leapDown(): void {
    if (this.structure.later.length > 0) return;
    const { spx: grid } = this.table;
    const from = this.onGrid;
    while (this.onGrid > 0 && this.onGrid <= this.triedDown) {
      const last = this.onGrid - 1;
      const strike = this.strikeBelow();
      let start = last - (last % BLOCK);
      while (start <= last && (grid[start] as number) <= strike) start += 1;
      this.triedDown = start;
      if (start > last || !((grid[last] as number) < this.strikeAbove())) break;
      this.bound(start, last);
      if (!this.keepsSign()) break;
      this.onGrid = start;
    }
    if (this.onGrid < from) this.toLeapt(this.onGrid);
  }

  /** The net result at the highest level of the grid; where it takes a look, what bounds nothing. */
  endUsd(): number {
    return this.structure.later.length > 0 ? Infinity : this.usdAt(this.table.spx.length - 1);
  }

  private strikeAbove(): number {
    return this.strike < this.strikes.length ? (this.strikes[this.strike] as number) : Infinity;
  }

  private strikeBelow(): number {
    return this.strike > 0 ? (this.strikes[this.strike - 1] as number) : -Infinity;
  }

  private toStrike(index: number): void {
    const strike = this.strikes[index] as number;
    this.spx = strike;
    this.pnlUsd = this.strikesUsd?.[index] ?? netUsd(this.structure, this.table, strike);
  }

  private toGrid(level: number, point: number): void {
    const { structure, table } = this;
    this.spx = level;
    this.pnlUsd = this.usdAt(point);
    // The state of the point is made only where there are condors that live on.
    if (structure.later.length > 0) {
      this.pnlUsd += laterCondorsUsd(structure, table, table.stateAt(point));
    }
  }

  /** To the last point of a leap, of which no other was looked at. */
  private toLeapt(point: number): void {
    this.spx = this.table.spx[point] as number;
    this.pnlUsd = this.usdAt(point);
  }

  /** The net result at one point of the grid, but for the condors that live on. */
  private usdAt(point: number): number {
    const { held, costUsd } = this.structure;
    const hedge = this.table.heldUsd(point, held, -costUsd);
    return hedge + this.payoff.at(this.table.spx[point] as number);
  }

  /** Bounds the net result over a stretch of one block that lies between two strikes. */
  private bound(first: number, last: number): void {
    const { table, payoff } = this;
    const { held, costUsd } = this.structure;
    const block = (first / BLOCK) | 0;
    // Between two strikes the payoff is straight, so its ends bound it.
    const atFirst = payoff.at(table.spx[first] as number);
    const atLast = payoff.at(table.spx[last] as number);
    this.least = table.leastUsd(block, held, -costUsd) + Math.min(atFirst, atLast);
    this.most = table.mostUsd(block, held, -costUsd) + Math.max(atFirst, atLast);
  }

  /** Whether the bounds keep to the sign of the point walked to. */
  private keepsSign(): boolean {
    return (this.pnlUsd > 0 && this.least > 0) || (this.pnlUsd < 0 && this.most < 0);
  }
}

/** How many of ascending levels lie at or below one. */
function countUpTo(levels: Float64Array, level: number): number {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((levels[middle] as number) <= level) low = middle + 1;
    else high = middle;
  }
  return low;
}
