import { spxPointsPerPoint } from '../condor/condor.js';
import { roundPoints, roundUsd } from '../market/rounding.js';
import type { HorizonTable } from './horizon-table.js';
import { netUsd } from './net-structure.js';
import type { NetStructure } from './net-structure.js';
import { ProfileWalk } from './profile-walk.js';
import type { BreakEvens, PnlPoint } from './result.js';
import { findRoot } from './root.js';

/** Break-evens are refined to this many SPX points (METHOD 15.8). */
const ROOT_TOLERANCE = 0.01;

/**
 * Where the net result may turn within a step of the grid: at the kinks, and at the strikes of
 * condors that live on for a day at most (the afternoon's, settled after the morning's), whose
 * value is nearly as sharp there. Ascending.
 */
export function profileStrikes({ first, later, laterDays }: NetStructure): number[] {
  const kinks = first.kinks.map(({ spx }) => spx);
  const soon = later.filter((_, i) => (laterDays[i] as number) <= 1);
  if (soon.length === 0) return kinks;
  const levels = soon.flatMap(({ condor }) =>
    Object.values(condor.strikes).map((strike) => strike * spxPointsPerPoint(condor)),
  );
  return [...new Set([...kinks, ...levels])].sort((a, b) => a - b);
}

/** What the net result does over the SPX levels of the grid and every strike that matters. */
export interface NetProfile {
  /** The levels at which it is 0, ascending. */
  readonly roots: readonly number[];
  /** The least of all; of two as low, the lower level. */
  readonly lowest: PnlPoint;
  /** The least at levels up to spot; of two as low, the higher level. */
  readonly lowestUpToSpot: PnlPoint;
}

/**
 * One walk over all points; it leaps over stretches that hold neither a root nor a level as low as
 * one already known.
 */
export function profileOn(
  structure: NetStructure,
  table: HorizonTable,
  strikes: readonly number[],
  spot: number,
): NetProfile {
  const walk = new ProfileWalk(structure, table, strikes, -Infinity);
  const bars = barsOf(walk, table, strikes, spot);
  const roots: number[] = [];
  let lowestSpx = NaN;
  let lowest = Infinity;
  let nearSpx = NaN;
  let near = Infinity;
  // The point before; after a leap only its sign is known.
  let beforeSpx = NaN;
  let before = NaN;
  let leapt = false;
  for (;;) {
    if (walk.blockAbove()) {
      const start = table.spx[walk.onGrid] as number;
      const sign = walk.leastUsd > 0 ? 1 : -1;
      const isHigh = walk.leastUsd > (start > spot ? bars.lowest : bars.near);
      if (isHigh && walk.blockIsLike(Number.isNaN(before) ? sign : before)) {
        walk.leapUp();
        before = sign;
        leapt = true;
        continue;
      }
    }
    const last = walk.onGrid - 1;
    if (!walk.up()) break;
    const { spx, pnlUsd } = walk;
    if (pnlUsd < lowest) {
      lowest = pnlUsd;
      lowestSpx = spx;
    }
    if (spx <= spot && pnlUsd <= near) {
      near = pnlUsd;
      nearSpx = spx;
    }
    if (leapt && !(before * pnlUsd > 0)) {
      beforeSpx = table.spx[last] as number;
      before = walk.usdOnGrid(last);
    }
    const root = rootBetween(structure, table, beforeSpx, before, spx, pnlUsd);
    if (root !== undefined) roots.push(root);
    beforeSpx = spx;
    before = pnlUsd;
    leapt = false;
  }
  const root = leapt ? undefined : rootAt(beforeSpx, before);
  if (root !== undefined) roots.push(root);
  // Where spot lies below every point, the first of them.
  if (near === Infinity) {
    const first = new ProfileWalk(structure, table, strikes, -Infinity);
    first.up();
    nearSpx = first.spx;
    near = first.pnlUsd;
  }
  return {
    roots,
    lowest: pointAt(lowestSpx, lowest),
    lowestUpToSpot: pointAt(nearSpx, near),
  };
}

/**
 * Results as low as at some point that the walk comes to, of all points and of those up to spot:
 * the lowest mostly stand at a strike or at an end.
 */
function barsOf(
  walk: ProfileWalk,
  { spx: grid }: HorizonTable,
  strikes: readonly number[],
  spot: number,
): { lowest: number; near: number } {
  const last = grid.length - 1;
  const bars = { lowest: Infinity, near: Infinity };
  const lower = (spx: number, usd: number): void => {
    bars.lowest = Math.min(bars.lowest, usd);
    if (spx <= spot) bars.near = Math.min(bars.near, usd);
  };
  lower(grid[0] as number, walk.usdOnGrid(0));
  strikes.forEach((strike, i) => {
    lower(strike, walk.usdAtStrike(i));
  });
  lower(grid[last] as number, walk.usdOnGrid(last));
  return bars;
}

function pointAt(spx: number, pnlUsd: number): PnlPoint {
  return { spx: roundPoints(spx), pnlUsd: roundUsd(pnlUsd) };
}

/** A point that is itself a root. */
function rootAt(spx: number, pnlUsd: number): number | undefined {
  return pnlUsd === 0 ? roundPoints(spx) : undefined;
}

/** The root at a point, or between it and the next one. */
function rootBetween(
  structure: NetStructure,
  table: HorizonTable,
  low: number,
  lowUsd: number,
  high: number,
  highUsd: number,
): number | undefined {
  if (!(lowUsd * highUsd < 0)) return rootAt(low, lowUsd);
  const net = (level: number): number => netUsd(structure, table, level);
  return roundPoints(findRoot(net, low, lowUsd, high, highUsd, ROOT_TOLERANCE / 2));
}

/**
 * The roots nearest to spot on each side, searched from spot outwards: {@link nearest} of
 * {@link profileOn}'s, without the far points.
 */
export function nearestRoots(
  structure: NetStructure,
  table: HorizonTable,
  strikes: readonly number[],
  spot: number,
): BreakEvens {
  const above = new ProfileWalk(structure, table, strikes, spot);
  const below = new ProfileWalk(structure, table, strikes, spot);
  let more = above.up();
  let lower: number | undefined;
  let upper: number | undefined;
  let leapt = false;
  let high = above.spx;
  let highUsd = more ? above.pnlUsd : NaN;
  while (lower === undefined) {
    if (below.blockBelow() && below.blockIsLike(highUsd)) {
      below.leapDown();
      leapt = true;
      continue;
    }
    const last = below.onGrid;
    if (!below.down()) break;
    const { spx, pnlUsd } = below;
    if (leapt && !(highUsd * pnlUsd > 0)) {
      high = table.spx[last] as number;
      highUsd = below.usdOnGrid(last);
    }
    const root = rootBetween(structure, table, spx, pnlUsd, high, highUsd);
    if (root !== undefined && root <= spot) lower = root;
    else upper = root ?? upper;
    high = spx;
    highUsd = pnlUsd;
    leapt = false;
  }
  let low = above.spx;
  let lowUsd = above.pnlUsd;
  leapt = false;
  while (more && upper === undefined) {
    if (above.blockAbove() && above.blockIsLike(lowUsd)) {
      above.leapUp();
      leapt = true;
      continue;
    }
    const last = above.onGrid - 1;
    more = above.up();
    const { spx, pnlUsd } = above;
    if (!more) {
      upper = leapt ? undefined : rootAt(low, lowUsd);
      break;
    }
    if (leapt && !(lowUsd * pnlUsd > 0)) {
      low = table.spx[last] as number;
      lowUsd = above.usdOnGrid(last);
    }
    upper = rootBetween(structure, table, low, lowUsd, spx, pnlUsd);
    low = spx;
    lowUsd = pnlUsd;
    leapt = false;
  }
  return breakEvens(lower, upper);
}

/** The roots nearest to spot on each side. */
export function nearest(roots: readonly number[], spx: number): BreakEvens {
  let lower: number | undefined;
  let upper: number | undefined;
  for (const root of roots) {
    if (root <= spx) lower = root;
    else upper ??= root;
  }
  return breakEvens(lower, upper);
}

/** A side without a break-even is left out. */
function breakEvens(lower: number | undefined, upper: number | undefined): BreakEvens {
  if (lower === undefined) return upper === undefined ? {} : { upper };
  return upper === undefined ? { lower } : { lower, upper };
}
