import type { PayoffKink } from '../condor/payoff.js';
import { BLOCK } from './horizon-table.js';
import type { HorizonTable } from './horizon-table.js';
import { laterCondorsUsd, netUsd } from './net-structure.js';
import type { HeldPart, NetStructure } from './net-structure.js';

/** Dollars by which a bound is widened: far more than rounding, far less than matters. */
const SLACK_USD = 1e-3;

/**
 * A walk over the points of the net profile, up or down from a level: SPX levels of the grid and
 * strikes, ascending, a grid level before a strike that equals it. A point stands in two fields
 * and no list of points is made. Of a block of the grid without a strike the bounds are known, so
 * that a walk which seeks nothing between them leaps over it: most of the grid is never looked at.
 */
export class ProfileWalk {
  /** The point last walked to, and the net result there. */
  spx = NaN;
  pnlUsd = NaN;
  /** Bounds of the block last looked at, dollars. */
  leastUsd = NaN;
  mostUsd = NaN;
  /** Levels of the grid below the walk. */
  onGrid: number;
  private readonly structure: NetStructure;
  private readonly table: HorizonTable;
  private readonly strikes: readonly number[];
  private readonly strikeUsd: number[];
  /** Strikes below the walk, and kinks of the payoff at or below the level last looked at. */
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
    this.strikeUsd = strikes.map(() => NaN);
    this.onGrid = countUpTo(table.spx, level);
    while (this.strike < strikes.length && (strikes[this.strike] as number) <= level) {
      this.strike += 1;
    }
  }

  /** To the next point above; false where there is none. */
  up(): boolean {
    const { spx: grid } = this.table;
    const level = this.onGrid < grid.length ? (grid[this.onGrid] as number) : Infinity;
    if (this.strikeAbove() < level) {
      this.to(this.strikeAbove(), this.usdAtStrike(this.strike));
      this.strike += 1;
      return true;
    }
    if (level === Infinity) return false;
    this.to(level, this.usdOnGrid(this.onGrid));
    this.onGrid += 1;
    return true;
  }

  /** To the next point below; false where there is none. */
  down(): boolean {
    const level = this.onGrid > 0 ? (this.table.spx[this.onGrid - 1] as number) : -Infinity;
    if (this.strike > 0 && this.strikeBelow() >= level) {
      this.strike -= 1;
      this.to(this.strikes[this.strike] as number, this.usdAtStrike(this.strike));
      return true;
    }
    if (level === -Infinity) return false;
    this.onGrid -= 1;
    this.to(level, this.usdOnGrid(this.onGrid));
    return true;
  }

  /** Whether a block without a strike lies above next; its bounds then stand in the fields. */
  blockAbove(): boolean {
    const end = this.onGrid + BLOCK;
    if (this.onGrid % BLOCK !== 0 || end > this.table.spx.length) return false;
    return this.strikeAbove() > (this.table.spx[end - 1] as number) && this.bound(this.onGrid);
  }

  /** As {@link blockAbove}, of the points below. */
  blockBelow(): boolean {
    const start = this.onGrid - BLOCK;
    if (this.onGrid % BLOCK !== 0 || start < 0) return false;
    return this.strikeBelow() < (this.table.spx[start] as number) && this.bound(start);
  }

  /** Whether the block last looked at lies on the side of zero that an amount lies on. */
  blockIsLike(usd: number): boolean {
    return usd > 0 ? this.leastUsd > 0 : usd < 0 && this.mostUsd < 0;
  }

  leapUp(): void {
    this.onGrid += BLOCK;
  }

  leapDown(): void {
    this.onGrid -= BLOCK;
  }

  /** Net result at a level of the grid: the hedge is in the table there. */
  usdOnGrid(point: number): number {
    const { structure, table } = this;
    const { held, later } = structure;
    let hedge = -structure.costUsd;
    for (let part = 0; part < held.length; part += 1) {
      const { units } = held[part] as HeldPart;
      if (units !== 0) hedge += units * table.unitUsd(part, point);
    }
    // The state of the point is made only where there are condors that live on.
    const rest = later.length === 0 ? 0 : laterCondorsUsd(structure, table, table.stateAt(point));
    return hedge + this.payoff(table.spx[point] as number) + rest;
  }

  /** Net result at a strike, remembered. */
  usdAtStrike(strike: number): number {
    const known = this.strikeUsd[strike] as number;
    if (!Number.isNaN(known)) return known;
    const usd = netUsd(this.structure, this.table, this.strikes[strike] as number);
    this.strikeUsd[strike] = usd;
    return usd;
  }

  private to(spx: number, pnlUsd: number): void {
    this.spx = spx;
    this.pnlUsd = pnlUsd;
  }

  private strikeAbove(): number {
    return this.strike < this.strikes.length ? (this.strikes[this.strike] as number) : Infinity;
  }

  private strikeBelow(): number {
    return this.strike > 0 ? (this.strikes[this.strike - 1] as number) : -Infinity;
  }

  /** Bounds of a block that no strike lies in: there the payoff is one straight line. */
  private bound(start: number): boolean {
    const { structure, table } = this;
    const { held, later } = structure;
    if (later.length > 0) return false;
    const block = start / BLOCK;
    let least = -structure.costUsd;
    let most = least;
    for (let part = 0; part < held.length; part += 1) {
      const { units } = held[part] as HeldPart;
      if (units < 0) return false;
      if (units === 0) continue;
      least += units * table.leastUsd(part, block);
      most += units * table.mostUsd(part, block);
    }
    const from = this.payoff(table.spx[start] as number);
    const to = this.payoff(table.spx[start + BLOCK - 1] as number);
    this.leastUsd = least + Math.min(from, to) - SLACK_USD;
    this.mostUsd = most + Math.max(from, to) + SLACK_USD;
    return true;
  }

  /** The payoff of what settles at the horizon, between the kinks around a level. */
  private payoff(spx: number): number {
    const { kinks } = this.structure.first;
    let { passed } = this;
    while (passed < kinks.length && (kinks[passed] as PayoffKink).spx <= spx) passed += 1;
    while (passed > 0 && (kinks[passed - 1] as PayoffKink).spx > spx) passed -= 1;
    this.passed = passed;
    const left = passed > 0 ? kinks[passed - 1] : undefined;
    const right = passed < kinks.length ? kinks[passed] : undefined;
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
