import { spxPointsPerPoint } from '../condor/condor.js';
import type { PayoffKink } from '../condor/payoff.js';
import { roundPoints, roundUsd } from '../market/rounding.js';
import type { HorizonTable } from './horizon-table.js';
import { laterCondorsUsd, netUsd } from './net-structure.js';
import type { HeldPart, NetStructure } from './net-structure.js';
import type { BreakEvens, PnlPoint } from './result.js';
import { findRoot } from './root.js';

/** Break-evens are refined to this many SPX points (METHOD 15.8). */
const ROOT_TOLERANCE = 0.01;

/** The net result by SPX level, ascending: columns, as thousands of books are sized. */
export interface NetProfile {
  readonly spx: Float64Array;
  readonly pnlUsd: Float64Array;
}

/**
 * SPX levels of the grid, every strike of the first expiry, and those of condors that settle within
 * a day of it, ascending. The grid is the same at every VIX response, so one set of points serves
 * all tables of a horizon.
 */
export interface ProfilePoints {
  readonly spx: Float64Array;
  /** Index into the grid; -1 at a strike. */
  readonly grid: Int16Array;
  /** How many kinks of the payoff lie at or below the point. */
  readonly kinksPassed: Int16Array;
}

export function profilePoints(structure: NetStructure, grid: Float64Array): ProfilePoints {
  const { kinks } = structure.first;
  const strikes = strikesOf(structure);
  const length = grid.length + strikes.length;
  const points = {
    spx: new Float64Array(length),
    grid: new Int16Array(length),
    kinksPassed: new Int16Array(length),
  };
  let onGrid = 0;
  let strike = 0;
  let passed = 0;
  for (let i = 0; i < length; i += 1) {
    const level = onGrid < grid.length ? (grid[onGrid] as number) : Infinity;
    const atStrike = strike < strikes.length && (strikes[strike] as number) < level;
    const spx = atStrike ? (strikes[strike] as number) : level;
    while (passed < kinks.length && (kinks[passed] as PayoffKink).spx <= spx) passed += 1;
    points.spx[i] = spx;
    points.grid[i] = atStrike ? -1 : onGrid;
    points.kinksPassed[i] = passed;
    if (atStrike) strike += 1;
    else onGrid += 1;
  }
  return points;
}

/**
 * Where the net result may turn within a step of the grid: at the kinks, and at the strikes of
 * condors that live on for a day at most (the afternoon's, settled after the morning's), whose
 * value is nearly as sharp there.
 */
function strikesOf({ first, later, laterDays }: NetStructure): number[] {
  const kinks = first.kinks.map(({ spx }) => spx);
  const soon = later.filter((_, i) => (laterDays[i] as number) <= 1);
  if (soon.length === 0) return kinks;
  const levels = soon.flatMap(({ condor }) =>
    Object.values(condor.strikes).map((strike) => strike * spxPointsPerPoint(condor)),
  );
  return [...new Set([...kinks, ...levels])].sort((a, b) => a - b);
}

/** Net result at one of the points: the hedge from the table where the grid has the level. */
function netAtPoint(
  structure: NetStructure,
  table: HorizonTable,
  points: ProfilePoints,
  at: number,
): number {
  const i = points.grid[at] as number;
  const spx = points.spx[at] as number;
  if (i < 0) return netUsd(structure, table, spx);
  return (
    hedgeAt(structure, table, i) +
    payoffBetween(structure.first.kinks, points.kinksPassed[at] as number, spx) +
    laterUsdAt(structure, table, i)
  );
}

/** The hedge at a level of the grid, costs included, from the table of single units. */
function hedgeAt({ held, costUsd }: NetStructure, table: HorizonTable, i: number): number {
  let sum = -costUsd;
  for (let part = 0; part < held.length; part += 1) {
    const { units } = held[part] as HeldPart;
    if (units !== 0) sum += units * table.unitUsd(part, i);
  }
  return sum;
}

/** The condors that live on, at a level of the grid; its state is made only where there are any. */
function laterUsdAt(structure: NetStructure, table: HorizonTable, i: number): number {
  return structure.later.length === 0 ? 0 : laterCondorsUsd(structure, table, table.stateAt(i));
}

/** The payoff at a level that lies above so many kinks and not above the next. */
function payoffBetween(kinks: readonly PayoffKink[], passed: number, spx: number): number {
  const left = kinks[passed - 1];
  const right = kinks[passed];
  if (left === undefined || right === undefined) return (left ?? right)?.pnlUsd ?? 0;
  const share = (spx - left.spx) / (right.spx - left.spx);
  return left.pnlUsd + share * (right.pnlUsd - left.pnlUsd);
}

/** Net result over the grid and at every strike of the first expiry. */
export function profileOn(
  structure: NetStructure,
  table: HorizonTable,
  points: ProfilePoints,
): NetProfile {
  const { spx } = points;
  const pnlUsd = new Float64Array(spx.length);
  for (let i = 0; i < spx.length; i += 1) pnlUsd[i] = netAtPoint(structure, table, points, i);
  return { spx, pnlUsd };
}

export function rootsOf(
  structure: NetStructure,
  table: HorizonTable,
  { spx, pnlUsd }: NetProfile,
): number[] {
  const roots: number[] = [];
  for (let i = 0; i < spx.length; i += 1) {
    const root = rootFrom(structure, table, spx, i, pnlUsd[i] as number, pnlUsd[i + 1]);
    if (root !== undefined) roots.push(root);
  }
  return roots;
}

/** The root at a point, or between it and the next one, of which the net results are known. */
function rootFrom(
  structure: NetStructure,
  table: HorizonTable,
  spx: Float64Array,
  at: number,
  here: number,
  next: number | undefined,
): number | undefined {
  const low = spx[at] as number;
  if (here === 0) return roundPoints(low);
  if (next === undefined || !(here * next < 0)) return undefined;
  const net = (level: number): number => netUsd(structure, table, level);
  return roundPoints(findRoot(net, low, here, spx[at + 1] as number, next, ROOT_TOLERANCE / 2));
}

/**
 * The roots nearest to spot on each side, searched from spot outwards: {@link nearest} of
 * {@link rootsOf}, without the far points.
 */
export function nearestRoots(
  structure: NetStructure,
  table: HorizonTable,
  points: ProfilePoints,
  spot: number,
): BreakEvens {
  const { spx } = points;
  const netAt = (i: number): number | undefined =>
    i < spx.length ? netAtPoint(structure, table, points, i) : undefined;
  let above = 0;
  while (above < spx.length && (spx[above] as number) <= spot) above += 1;
  let lower: number | undefined;
  let upper: number | undefined;
  const middle = netAt(above);
  for (let i = above - 1, next = middle; i >= 0 && lower === undefined; i -= 1) {
    const here = netAt(i) as number;
    const root = rootFrom(structure, table, spx, i, here, next);
    if (root !== undefined && root <= spot) lower = root;
    else upper = root ?? upper;
    next = here;
  }
  for (let i = above, here = middle; here !== undefined && upper === undefined; i += 1) {
    const next = netAt(i + 1);
    upper = rootFrom(structure, table, spx, i, here, next);
    here = next;
  }
  return {
    ...(lower !== undefined && { lower }),
    ...(upper !== undefined && { upper }),
  };
}

/** The roots nearest to spot on each side. */
export function nearest(roots: readonly number[], spx: number): BreakEvens {
  const below = roots.filter((root) => root <= spx);
  const above = roots.filter((root) => root > spx);
  const lower = below[below.length - 1];
  const upper = above[0];
  return {
    ...(lower !== undefined && { lower }),
    ...(upper !== undefined && { upper }),
  };
}

/** The least net result at levels up to one; of two as low, the higher level. */
export function lowestUpTo({ spx, pnlUsd }: NetProfile, level: number): PnlPoint {
  let worst = -1;
  for (let i = spx.length - 1; i >= 0; i -= 1) {
    if ((spx[i] as number) > level) continue;
    if (worst < 0 || (pnlUsd[i] as number) < (pnlUsd[worst] as number)) worst = i;
  }
  return pointAt({ spx, pnlUsd }, Math.max(0, worst));
}

/** The least net result of all; of two as low, the lower level. */
export function lowestOf({ spx, pnlUsd }: NetProfile): PnlPoint {
  let worst = 0;
  for (let i = 1; i < spx.length; i += 1) {
    if ((pnlUsd[i] as number) < (pnlUsd[worst] as number)) worst = i;
  }
  return pointAt({ spx, pnlUsd }, worst);
}

function pointAt({ spx, pnlUsd }: NetProfile, i: number): PnlPoint {
  return { spx: roundPoints(spx[i] as number), pnlUsd: roundUsd(pnlUsd[i] as number) };
}
