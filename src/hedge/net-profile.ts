import { spxPointsPerPoint } from '../condor/condor.js';
import { sidesOf } from '../condor/payoff.js';
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
  const kinks: number[] = [];
  for (const { spx } of first.kinks) kinks.push(spx);
  if (later.length === 0) return kinks;
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
 * One walk over all points that can matter.
 * @param strikesUsd the net result at the strikes, where it is known already
 */
export function profileOn(
  structure: NetStructure,
  table: HorizonTable,
  strikes: readonly number[],
  spot: number,
  strikesUsd = strikes.map((strike) => netUsd(structure, table, strike)),
): NetProfile {
  const walk = new ProfileWalk(structure, table, strikes, -Infinity, strikesUsd);
  // What lies above points that are known is not the lowest.
  let seen = walk.endUsd();
  let seenUpToSpot = Infinity;
  for (let i = 0; i < strikes.length; i += 1) {
    const usd = strikesUsd[i] as number;
    seen = Math.min(seen, usd);
    if ((strikes[i] as number) <= spot) seenUpToSpot = Math.min(seenUpToSpot, usd);
  }
  const roots: number[] = [];
  let lowestSpx = NaN;
  let lowest = Infinity;
  // Where spot lies below every point, the first of them.
  let nearSpx = NaN;
  let near = NaN;
  let beforeSpx = NaN;
  let before = NaN;
  while (walk.up()) {
    const { spx, pnlUsd } = walk;
    if (pnlUsd < lowest) {
      lowest = pnlUsd;
      lowestSpx = spx;
    }
    if (Number.isNaN(near) || (spx <= spot && pnlUsd <= near)) {
      near = pnlUsd;
      nearSpx = spx;
    }
    if (!(before * pnlUsd > 0)) {
      const root = rootBetween(structure, table, beforeSpx, before, spx, pnlUsd);
      if (root !== undefined) roots.push(root);
    }
    walk.leapUp(spot, Math.min(near, seenUpToSpot), Math.min(lowest, seen));
    beforeSpx = walk.spx;
    before = walk.pnlUsd;
  }
  const root = rootAt(beforeSpx, before);
  if (root !== undefined) roots.push(root);
  return {
    roots,
    lowest: pointAt(lowestSpx, lowest),
    lowestUpToSpot: pointAt(nearSpx, near),
  };
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
  let high = above.spx;
  let highUsd = above.pnlUsd;
  while (lower === undefined && below.down()) {
    const { spx, pnlUsd } = below;
    if (!(pnlUsd * highUsd > 0)) {
      const root = rootBetween(structure, table, spx, pnlUsd, high, highUsd);
      if (root !== undefined && root <= spot) lower = root;
      else upper = root ?? upper;
    }
    if (lower === undefined) below.leapDown();
    high = below.spx;
    highUsd = below.pnlUsd;
  }
  let low = above.spx;
  let lowUsd = above.pnlUsd;
  while (more && upper === undefined) {
    more = above.up();
    const { spx, pnlUsd } = above;
    if (!more) upper = rootAt(low, lowUsd);
    else if (!(lowUsd * pnlUsd > 0)) {
      upper = rootBetween(structure, table, low, lowUsd, spx, pnlUsd);
    }
    if (upper === undefined) above.leapUp(Infinity, -Infinity, -Infinity);
    low = above.spx;
    lowUsd = above.pnlUsd;
  }
  return sidesOf(lower, upper);
}

/** The roots nearest to spot on each side. */
export function nearest(roots: readonly number[], spx: number): BreakEvens {
  let lower: number | undefined;
  let upper: number | undefined;
  for (const root of roots) {
    if (root <= spx) lower = root;
    else upper ??= root;
  }
  return sidesOf(lower, upper);
}
