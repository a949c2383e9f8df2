import type { IsoDate } from '../market/date.js';
import type { EpochMs } from '../market/time.js';
import { VIX_MIN } from '../scenario/central-path.js';
import { horizonPath, stateAt } from '../scenario/horizon-path.js';
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
  readonly usd: readonly number[];
}

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
  private readonly states: (PathState | undefined)[];
  /**
   * Dollars a unit by part, then by grid point. One array: in many the numbers of a book lie all
   * over memory.
   */
  private readonly usd: Float64Array;
  /** The least and the greatest of each block of it, by part, then by block; NaN until known. */
  private readonly blockLeast: Float64Array;
  private readonly blockMost: Float64Array;
  /** 1 where a part's block is known, by part, then by block. */
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
    this.states = new Array<PathState | undefined>(POINTS).fill(undefined);
    this.usd = new Float64Array(POINTS * parts.length);
    this.blockLeast = new Float64Array(BLOCKS * parts.length).fill(NaN);
    this.blockMost = new Float64Array(BLOCKS * parts.length).fill(NaN);
    this.known = new Uint8Array(BLOCKS * parts.length);
  }

  /** @param point index into the grid */
  stateAt(point: number): PathState {
    return (this.states[point] ??= stateAt(this.horizon.path, this.spx[point] as number));
  }

  /**
   * Profit or loss of one unit, dollars before costs.
   * @param part index among the instruments of all layers
   * @param point index into the grid
   */
  unitUsd(part: number, point: number): number {
    this.workOut(part, Math.floor(point / BLOCK));
    return this.usd[part * POINTS + point] as number;
  }

  /**
   * Adds to each of `sums` what so many units make at the points of a block.
   * @param part index among the instruments of all layers
   */
  addUnits(part: number, block: number, units: number, sums: number[]): void {
    this.workOut(part, block);
    const { usd } = this;
    const start = block * BLOCK;
    const count = Math.min(BLOCK, POINTS - start);
    const from = part * POINTS + start;
    for (let i = 0; i < count; i += 1) {
      sums[i] = (sums[i] as number) + units * (usd[from + i] as number);
    }
  }

  /** What one unit makes at any point of a block is at least this, once it is worked out. */
  leastUsd(part: number, block: number): number {
    return this.blockLeast[part * BLOCKS + block] as number;
  }

  /** And at most this. */
  mostUsd(part: number, block: number): number {
    return this.blockMost[part * BLOCKS + block] as number;
  }

  /** Sees to it that a part's block is known. */
  workOut(part: number, block: number): void {
    const key = part * BLOCKS + block;
    if (this.known[key] === 1) return;
    const unit = this.units[part] as UnitOnHorizon;
    const end = Math.min(POINTS, (block + 1) * BLOCK);
    let least = Infinity;
    let most = -Infinity;
    for (let point = block * BLOCK; point < end; point += 1) {
      const usd = unit.pnlUsd(this.stateAt(point));
      this.usd[part * POINTS + point] = usd;
      least = Math.min(least, usd);
      most = Math.max(most, usd);
    }
    this.blockLeast[key] = least;
    this.blockMost[key] = most;
    this.known[key] = 1;
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
      found = { state, usd: this.units.map((unit) => unit.pnlUsd(state)) };
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

function gridAround(spx: number): Float64Array {
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

/**
 * Tables by horizon and VIX response, each computed once: sizing thousands of books on one
 * snapshot revalues the hedge once, not thousands of times.
 */
export class HorizonTables {
  /** By horizon, then by residuals, of one SPX level: a snapshot has but one. */
  private readonly tables = new Map<EpochMs, Map<number, HorizonTable>>();
  private tablesSpx: number | undefined;
  /** The horizon last asked for: a book asks for one several times. */
  private lastMoment: EpochMs | undefined;
  private last = new Map<number, HorizonTable>();
  private grid: Float64Array = new Float64Array(0);
  private readonly market: HedgeMarket;
  private readonly parts: readonly LayerPart[];

  constructor(market: HedgeMarket, parts: readonly LayerPart[]) {
    this.market = market;
    this.parts = parts;
  }

  at(spx: number, date: IsoDate, moment: EpochMs, residuals: number): HorizonTable {
    if (spx !== this.tablesSpx) {
      this.tables.clear();
      this.lastMoment = undefined;
      this.grid = gridAround(spx);
      this.tablesSpx = spx;
    }
    if (moment !== this.lastMoment) {
      this.last = this.byResiduals(moment);
      this.lastMoment = moment;
    }
    let table = this.last.get(residuals);
    if (table === undefined) {
      const { curve, settings } = this.market;
      const path = horizonPath(settings.dynamics, curve, spx, date, residuals);
      table = new HorizonTable(this.market, this.parts, { path, moment }, this.grid);
      this.last.set(residuals, table);
    }
    return table;
  }

  private byResiduals(moment: EpochMs): Map<number, HorizonTable> {
    let found = this.tables.get(moment);
    if (found === undefined) {
      found = new Map<number, HorizonTable>();
      this.tables.set(moment, found);
    }
    return found;
  }
}
