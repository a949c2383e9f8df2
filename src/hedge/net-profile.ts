import type { Book } from '../condor/book.js';
import { payoffAt, payoffOf } from '../condor/payoff.js';
import type { Payoff } from '../condor/payoff.js';
import { condorPnlInState } from '../condor/valuation.js';
import type { ResolvedCondor, ValuationMarket } from '../condor/valuation.js';
import { daysBetween } from '../market/date.js';
import { roundPoints, roundUsd } from '../market/rounding.js';
import { spxVolBeta } from '../scenario/central-path.js';
import { stateAt } from '../scenario/horizon-path.js';
import type { HorizonPath, PathState } from '../scenario/horizon-path.js';
import type { HorizonTable } from './horizon-table.js';
import { roundTripCostUsd, unitPnlUsd } from './horizon-value.js';
import type { HedgeInstrument } from './instruments.js';
import type { PreparedHedge } from './prepare.js';
import type { BreakEvens, PnlPoint } from './result.js';
import { findRoot } from './root.js';

/** Break-evens are refined to this many SPX points (METHOD 15.8). */
const ROOT_TOLERANCE = 0.01;

/** What is held of one instrument. */
export interface HeldPart {
  readonly instrument: HedgeInstrument;
  readonly units: number;
}

/** Position and hedge together at one horizon, by the first condor expiry at the latest. */
export interface NetStructure {
  readonly prepared: PreparedHedge;
  readonly valuation: ValuationMarket;
  /** Payoff of the condors that settle at the horizon; none before the first expiry. */
  readonly first: Payoff;
  /** Condors that live on after the horizon. */
  readonly later: readonly ResolvedCondor[];
  readonly laterDays: readonly number[];
  readonly held: readonly HeldPart[];
  readonly costUsd: number;
}

/**
 * Position and hedge at the end of a path that ends at the first condor expiry or before it.
 * @param resolved the book's condors, resolved, in the book's order
 */
export function structureAt(
  prepared: PreparedHedge,
  book: Book,
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
  held: readonly HeldPart[],
  path: HorizonPath,
): NetStructure {
  const [firstGroup] = book.groups;
  const settling = path.horizon >= firstGroup.expiry ? firstGroup.condors : [];
  const later = resolved.slice(settling.length);
  return {
    prepared,
    valuation,
    first: payoffOf(settling),
    later,
    laterDays: later.map(({ condor }) => daysBetween(path.horizon, condor.expiry)),
    held,
    costUsd: held.reduce(
      (sum, { instrument, units }) =>
        sum + roundTripCostUsd(prepared.market, instrument, units, path),
      0,
    ),
  };
}

/** Net dollars of the structure in one state. */
export function netUsd(structure: NetStructure, table: HorizonTable, spx: number): number {
  const state = stateAt(table.horizon.path, spx);
  return condorUsd(structure, table, state) + hedgeUsd(structure, table, state);
}

export function condorUsd(structure: NetStructure, table: HorizonTable, state: PathState): number {
  return payoffAt(structure.first, state.spx) + laterCondorsUsd(structure, table, state);
}

/** Profit or loss of the condors that live on after the horizon, at model value there, dollars. */
export function laterCondorsUsd(
  structure: NetStructure,
  table: HorizonTable,
  state: PathState,
): number {
  return structure.later.reduce((sum, resolved, i) => {
    const beta = spxVolBeta(
      table.horizon.path.dynamics,
      structure.laterDays[i] ?? 0,
      state.spxLogReturn,
      table.horizon.path.tradingDays,
    );
    const volFactor = Math.exp(beta * state.vixLogChange);
    const { moment } = table.horizon;
    return (
      sum + condorPnlInState(resolved, structure.valuation, { moment, spx: state.spx, volFactor })
    );
  }, 0);
}

export function hedgeUsd(structure: NetStructure, table: HorizonTable, state: PathState): number {
  const { market } = structure.prepared;
  return structure.held.reduce(
    (sum, { instrument, units }) =>
      units === 0 ? sum : sum + units * unitPnlUsd(market, instrument, table.horizon, state),
    -structure.costUsd,
  );
}

/** The net result by SPX level, ascending: columns, as thousands of books are sized. */
export interface NetProfile {
  readonly spx: Float64Array;
  readonly pnlUsd: Float64Array;
}

/** Net result over the grid and at every strike of the first expiry. */
export function profileOn(structure: NetStructure, table: HorizonTable): NetProfile {
  const { kinks } = structure.first;
  const spx = new Float64Array(table.spx.length + kinks.length);
  const pnlUsd = new Float64Array(spx.length);
  let count = 0;
  let next = 0;
  const kinksUpTo = (level: number): void => {
    for (let kink = kinks[next]; kink !== undefined && kink.spx < level; kink = kinks[next]) {
      spx[count] = kink.spx;
      pnlUsd[count] = netUsd(structure, table, kink.spx);
      count += 1;
      next += 1;
    }
  };
  const hedge = hedgeOnGrid(structure, table);
  for (let i = 0; i < table.spx.length; i += 1) {
    const level = table.spx[i] as number;
    kinksUpTo(level);
    spx[count] = level;
    pnlUsd[count] =
      (hedge[i] as number) + condorUsd(structure, table, table.states[i] as PathState);
    count += 1;
  }
  kinksUpTo(Infinity);
  return { spx, pnlUsd };
}

/** The hedge at every level of the grid, costs included, from the table of single units. */
function hedgeOnGrid({ held, costUsd }: NetStructure, table: HorizonTable): Float64Array {
  const sum = new Float64Array(table.spx.length).fill(-costUsd);
  held.forEach(({ units }, part) => {
    if (units === 0) return;
    const unit = table.pnlUsd[part] as Float64Array;
    for (let i = 0; i < sum.length; i += 1) {
      sum[i] = (sum[i] as number) + units * (unit[i] as number);
    }
  });
  return sum;
}

export function rootsAt(structure: NetStructure, table: HorizonTable): number[] {
  return rootsOf(structure, table, profileOn(structure, table));
}

export function rootsOf(
  structure: NetStructure,
  table: HorizonTable,
  { spx, pnlUsd }: NetProfile,
): number[] {
  const roots: number[] = [];
  const net = (level: number): number => netUsd(structure, table, level);
  for (let i = 0; i < spx.length; i += 1) {
    const level = spx[i] as number;
    const here = pnlUsd[i] as number;
    const after = pnlUsd[i + 1];
    if (here === 0) roots.push(roundPoints(level));
    else if (after !== undefined && here * after < 0) {
      const root = findRoot(net, level, here, spx[i + 1] as number, after, ROOT_TOLERANCE / 2);
      roots.push(roundPoints(root));
    }
  }
  return roots;
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
