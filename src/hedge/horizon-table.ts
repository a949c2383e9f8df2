import { VIX_MIN } from '../scenario/central-path.js';
import { stateAt } from '../scenario/horizon-path.js';
import type { HorizonPath, PathState } from '../scenario/horizon-path.js';
import type { HedgeMarket, LayerPart } from './hedge-market.js';
import type { Horizon } from './horizon-value.js';
import { unitOnHorizon } from './unit-on-horizon.js';
import type { UnitOnHorizon } from './unit-on-horizon.js';

/** The grid of METHOD 6.7: SPX moves from -40% to +25% in steps of a quarter percent. */
const LOWEST_MOVE = -0.4;
const HIGHEST_MOVE = 0.25;
const STEP = 0.0025;
const POINTS = Math.round((HIGHEST_MOVE - LOWEST_MOVE) / STEP) + 1;

/** Points of the grid that are worked out together; the last block may have fewer. */
export const BLOCK = 8;
const BLOCKS = Math.ceil(POINTS / BLOCK);

/** One state, and what one unit of every part makes there, dollars, as `UnitOnHorizon` has it. */
export interface UnitsInState {
  readonly state: PathState;
  readonly usd: Float64Array;
}

/** Units of every part of the layers, in their order. */
type Holding = readonly { readonly units: number }[];

/**
 * The hedge's instruments revalued over the SPX grid at one horizon, per unit. A block of points
 * is worked out when it is first asked for and remembered: a search from spot outwards leaves most
 * of the grid unseen.
 */
export class HorizonTable {
  readonly horizon: Horizon;
  readonly spx: Float64Array;
  /** One unit of every part, by its index among the instruments of all layers. */
  readonly units: readonly UnitOnHorizon[];
  /** Made when one is asked for: most books need no state of the grid once its dollars are known. */
  private states: (PathState | undefined)[] | undefined;
  /**
   * Dollars a unit by grid point, then by part: what is added up lies together, as the tables of
   * many horizons do not stay in the processor's cache.
   */
  private readonly usd: Float64Array;
  /** The least and the greatest of it in a block, by block, then by part. */
  private readonly bounds: Float64Array;
  /** 1 where a block is known. */
  private readonly known: Uint8Array;
  private knownLimits: readonly number[] | undefined;
  /** States that every book is told of, by the question and what one unit of each part makes. */
  private readonly views: (UnitsInState | undefined)[] = [];

  /** @param grid SPX levels, of {@link gridAround} the path's level today */
  constructor(
    market: HedgeMarket,
    parts: readonly LayerPart[],
    horizon: Horizon,
    grid: Float64Array,
  ) {
    this.horizon = horizon;
    this.units = parts.map(({ instrument }) => unitOnHorizon(market, instrument, horizon));
    this.spx = grid;
    this.usd = new Float64Array(POINTS * parts.length);
    this.bounds = new Float64Array(2 * BLOCKS * parts.length);
    this.known = new Uint8Array(BLOCKS);
  }

  /** @param point index into the grid */
  stateAt(point: number): PathState {
    this.states ??= new Array<PathState | undefined>(POINTS).fill(undefined);
    return (this.states[point] ??= stateAt(this.horizon.path, this.spx[point] as number));
  }

  /**
   * Profit or loss of one unit, dollars before costs.
   * @param part index among the instruments of all layers
   * @param point index into the grid
   */
  unitUsd(part: number, point: number): number {
    this.workOut(Math.floor(point / BLOCK));
    return this.usd[point * this.units.length + part] as number;
  }

  /**
   * What a holding makes at one point of the grid.
   * @param held units of every part
   * @param start what the sum begins with
   */
  heldUsd(point: number, held: Holding, start: number): number {
    this.workOut((point / BLOCK) | 0);
    return sumOf(held, this.usd, point * this.units.length, start);
  }

  /**
   * The least that a holding makes at any point of a block. No sum there can lie below it, not by
   * rounding either: a sum of products never falls as a term rises, added up in the same order.
   * @param held units of every part
   * @param start what the sum begins with
   */
  leastUsd(block: number, held: Holding, start: number): number {
    return this.boundUsd(block, held, start, 0);
  }

  /** The greatest, as {@link leastUsd}. */
  mostUsd(block: number, held: Holding, start: number): number {
    return this.boundUsd(block, held, start, 1);
  }

  /** @param side 0 for the least, 1 for the greatest; of what is sold the other one counts */
  private boundUsd(block: number, held: Holding, start: number, side: 0 | 1): number {
    this.workOut(block);
    const { bounds } = this;
    const from = 2 * block * this.units.length;
    let sum = start;
    for (let part = 0; part < held.length; part += 1) {
      const { units } = held[part] as Holding[number];
      const bound = from + 2 * part + (units < 0 ? 1 - side : side);
      if (units !== 0) sum += units * (bounds[bound] as number);
    }
    return sum;
  }

  /** All parts at once: they share the states, which are let go. */
  private workOut(block: number): void {
    if (this.known[block] === 1) return;
    const { units, usd, bounds } = this;
    const first = block * BLOCK;
    const end = Math.min(POINTS, first + BLOCK);
    const from = 2 * block * units.length;
    for (let point = first; point < end; point += 1) {
      const state = stateAt(this.horizon.path, this.spx[point] as number);
      for (let part = 0; part < units.length; part += 1) {
        const made = (units[part] as UnitOnHorizon).pnlUsd(state);
        const bound = from + 2 * part;
        usd[point * units.length + part] = made;
        bounds[bound] = point === first ? made : Math.min(made, bounds[bound] as number);
        bounds[bound + 1] = point === first ? made : Math.max(made, bounds[bound + 1] as number);
      }
    }
    this.known[block] = 1;
  }

  /**
   * A state that every book is looked at in, with what one unit of each part makes there.
   * @param view tells the state from the others of this table: whole numbers from 0
   * @param find the state, called the first time only
   */
  viewOf(view: number, find: (path: HorizonPath) => PathState): UnitsInState {
    let found = this.views[view];
    if (found === undefined) {
      const state = find(this.horizon.path);
      found = { state, usd: Float64Array.from(this.units, (unit) => unit.pnlUsd(state)) };
      this.views[view] = found;
    }
    return found;
  }

  /**
   * SPX levels beyond the grid at which VIX first stands at a limit on the path: past them nothing
   * changes, so a worst case lies on the grid, at a strike or there.
   */
  get limits(): readonly number[] {
    return (this.knownLimits ??= limitsBeyond(this.horizon.path));
  }
}

/**
 * What a holding makes.
 * @param usd what one unit of each part makes, one after the other from `from` on
 * @param start what the sum begins with
 */
export function sumOf(held: Holding, usd: Float64Array, from: number, start: number): number {
  let sum = start;
  for (let part = 0; part < held.length; part += 1) {
    const { units } = held[part] as Holding[number];
    if (units !== 0) sum += units * (usd[from + part] as number);
  }
  return sum;
}

/** SPX levels of the grid about one. */
export function gridAround(spx: number): Float64Array {
  const grid = new Float64Array(POINTS);
  for (let i = 0; i < POINTS; i += 1) grid[i] = spx * (1 + LOWEST_MOVE + i * STEP);
  return grid;
}

/** Furthest rise searched for the level at which VIX has nowhere left to fall. */
const FURTHEST_RISE = 4;

function limitsBeyond(path: HorizonPath): number[] {
  const edge = path.spx * (1 + HIGHEST_MOVE);
  const atEdge = stateAt(path, edge).vix;
  const furthest = stateAt(path, path.spx * FURTHEST_RISE).vix;
  // A path that is level from the edge on has its worst at the edge.
  if (atEdge <= VIX_MIN || furthest >= atEdge) return [];
  let low = edge;
  let high = path.spx * FURTHEST_RISE;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (stateAt(path, middle).vix > furthest) low = middle;
    else high = middle;
  }
  return [high];
}
