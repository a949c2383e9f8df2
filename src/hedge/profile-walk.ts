import type { PayoffKink } from '../condor/payoff.js';
import { BLOCK } from './horizon-table.js';
import type { HorizonTable } from './horizon-table.js';
import { laterCondorsUsd, netUsd } from './net-structure.js';
import type { HeldPart, NetStructure } from './net-structure.js';

/**
 * A walk over the points of the net profile, up or down from a level: SPX levels of the grid and
 * strikes, ascending, a grid level before a strike that equals it. A point stands in two fields
 * and no list of points is made. What the hedge makes is added up for a block of the grid at once:
 * a few plain loops over columns cost less than any search for the points that matter.
 */
export class ProfileWalk {
  /** The point last walked to, and the net result there. */
  spx = NaN;
  pnlUsd = NaN;
  private readonly structure: NetStructure;
  private readonly table: HorizonTable;
  private readonly strikes: readonly number[];
  /** Levels of the grid below the walk, and strikes below it. */
  private onGrid: number;
  private strike = 0;
  /** What the hedge makes over the block of the grid last looked at, by the points in it. */
  private readonly hedge: number[];
  private block = -1;
  /** The stretch of the payoff last looked at: one straight line from its lower end on. */
  private readonly line = { from: NaN, to: NaN, base: NaN, baseUsd: NaN, width: NaN, riseUsd: NaN };

  /** @param level the walk begins between the points up to it and those above */
  constructor(
    structure: NetStructure,
    table: HorizonTable,
    strikes: readonly number[],
    level: number,
  ) {
    this.structure = structure;
    this.table = table;
    this.strikes = strikes;
    // Of NaN, as a list that begins with whole numbers is laid out anew at its first fraction.
    this.hedge = [NaN, NaN, NaN, NaN, NaN, NaN, NaN, NaN];
    this.onGrid = countUpTo(table.spx, level);
    while (this.strike < strikes.length && (strikes[this.strike] as number) <= level) {
      this.strike += 1;
    }
  }

  /** To the next point above; false where there is none. */
  up(): boolean {
    const { spx: grid } = this.table;
    const { strikes } = this;
    const level = this.onGrid < grid.length ? (grid[this.onGrid] as number) : Infinity;
    const strike = this.strike < strikes.length ? (strikes[this.strike] as number) : Infinity;
    if (strike < level) {
      this.toStrike(strike);
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
    const strike = this.strike > 0 ? (this.strikes[this.strike - 1] as number) : -Infinity;
    if (this.strike > 0 && strike >= level) {
      this.strike -= 1;
      this.toStrike(strike);
      return true;
    }
    if (level === -Infinity) return false;
    this.onGrid -= 1;
    this.toGrid(level, this.onGrid);
    return true;
  }

  private toStrike(strike: number): void {
    this.spx = strike;
    this.pnlUsd = netUsd(this.structure, this.table, strike);
  }

  private toGrid(level: number, point: number): void {
    const { structure, table } = this;
    const block = (point / BLOCK) | 0;
    if (block !== this.block) this.addUp(block);
    // The state of the point is made only where there are condors that live on.
    const rest =
      structure.later.length === 0 ? 0 : laterCondorsUsd(structure, table, table.stateAt(point));
    this.spx = level;
    this.pnlUsd = (this.hedge[point % BLOCK] as number) + this.payoff(level) + rest;
  }

  /** The hedge over a block of the grid, costs included. */
  private addUp(block: number): void {
    const { hedge, table } = this;
    const { held, costUsd } = this.structure;
    this.block = block;
    // By hand: fill is a call out of the compiled code, for eight numbers.
    for (let i = 0; i < BLOCK; i += 1) hedge[i] = -costUsd;
    for (let part = 0; part < held.length; part += 1) {
      const { units } = held[part] as HeldPart;
      if (units !== 0) table.addUnits(part, block, units, hedge);
    }
  }

  /** The payoff of what settles at the horizon. */
  private payoff(spx: number): number {
    const { line } = this;
    if (!(spx >= line.from && spx < line.to)) this.findLine(spx);
    return line.baseUsd + ((spx - line.base) / line.width) * line.riseUsd;
  }

  private findLine(spx: number): void {
    const { line } = this;
    const { kinks } = this.structure.first;
    let passed = 0;
    while (passed < kinks.length && (kinks[passed] as PayoffKink).spx <= spx) passed += 1;
    const left = passed > 0 ? kinks[passed - 1] : undefined;
    const right = passed < kinks.length ? kinks[passed] : undefined;
    line.from = left?.spx ?? -Infinity;
    line.to = right?.spx ?? Infinity;
    line.base = left?.spx ?? 0;
    line.baseUsd = (left ?? right)?.pnlUsd ?? 0;
    const slopes = left !== undefined && right !== undefined;
    line.width = slopes ? right.spx - left.spx : 1;
    line.riseUsd = slopes ? right.pnlUsd - left.pnlUsd : 0;
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
