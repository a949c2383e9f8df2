import type { PayoffKink } from '../condor/payoff.js';
import type { HorizonTable } from './horizon-table.js';
import { laterCondorsUsd, netUsd } from './net-structure.js';
import type { HeldPart, NetStructure } from './net-structure.js';

/**
 * A walk over the points of the net profile, up or down from a level: SPX levels of the grid and
 * strikes, ascending, a grid level before a strike that equals it. A point stands in two fields
 * and no list of points is made: most of the grid is never looked at.
 */
export class ProfileWalk {
  /** The point last walked to, and the net result there. */
  spx = NaN;
  pnlUsd = NaN;
  private readonly structure: NetStructure;
  private readonly table: HorizonTable;
  private readonly strikes: readonly number[];
  /** Levels of the grid, strikes and kinks below the walk; a kink is a strike that has settled. */
  private onGrid: number;
  private strike = 0;
  private passed = 0;

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
    this.onGrid = countUpTo(table.spx, level);
    while (this.strike < strikes.length && (strikes[this.strike] as number) <= level) {
      this.strike += 1;
    }
  }

  /** To the next point above; false where there is none. */
  up(): boolean {
    const { spx: grid } = this.table;
    const level = this.onGrid < grid.length ? (grid[this.onGrid] as number) : Infinity;
    const strike = this.strike < this.strikes.length ? this.strikes[this.strike] : undefined;
    if (strike !== undefined && strike < level) {
      this.strike += 1;
      this.toStrike(strike);
      return true;
    }
    if (level === Infinity) return false;
    this.toGrid(this.onGrid, level);
    this.onGrid += 1;
    return true;
  }

  /** To the next point below; false where there is none. */
  down(): boolean {
    const level = this.onGrid > 0 ? (this.table.spx[this.onGrid - 1] as number) : -Infinity;
    const strike = this.strike > 0 ? this.strikes[this.strike - 1] : undefined;
    if (strike !== undefined && strike >= level) {
      this.strike -= 1;
      this.toStrike(strike);
      return true;
    }
    if (level === -Infinity) return false;
    this.onGrid -= 1;
    this.toGrid(this.onGrid, level);
    return true;
  }

  private toStrike(spx: number): void {
    this.spx = spx;
    this.pnlUsd = netUsd(this.structure, this.table, spx);
  }

  /** The hedge is in the table there. */
  private toGrid(point: number, spx: number): void {
    const { structure, table } = this;
    const { held, later } = structure;
    let hedge = -structure.costUsd;
    for (let part = 0; part < held.length; part += 1) {
      const { units } = held[part] as HeldPart;
      if (units !== 0) hedge += units * table.unitUsd(part, point);
    }
    // The state of the point is made only where there are condors that live on.
    const rest = later.length === 0 ? 0 : laterCondorsUsd(structure, table, table.stateAt(point));
    this.spx = spx;
    this.pnlUsd = hedge + this.payoff(spx) + rest;
  }

  /** The payoff of what settles at the horizon, between the kinks around a level. */
  private payoff(spx: number): number {
    const { kinks } = this.structure.first;
    let { passed } = this;
    while (passed < kinks.length && (kinks[passed] as PayoffKink).spx <= spx) passed += 1;
    while (passed > 0 && (kinks[passed - 1] as PayoffKink).spx > spx) passed -= 1;
    this.passed = passed;
    const left = kinks[passed - 1];
    const right = kinks[passed];
    if (left === undefined || right === undefined) return (left ?? right)?.pnlUsd ?? 0;
    const share = (spx - left.spx) / (right.spx - left.spx);
    return left.pnlUsd + share * (right.pnlUsd - left.pnlUsd);
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
