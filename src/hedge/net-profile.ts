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

/** Net result over the grid and at every strike of the first expiry, ascending in SPX. */
export function profileOn(structure: NetStructure, table: HorizonTable): PnlPoint[] {
  const points: PnlPoint[] = [];
  const kinks = structure.first.kinks;
  let next = 0;
  const kinksUpTo = (level: number): void => {
    for (let kink = kinks[next]; kink !== undefined && kink.spx < level; kink = kinks[next]) {
      points.push({ spx: kink.spx, pnlUsd: netUsd(structure, table, kink.spx) });
      next += 1;
    }
  };
  for (let i = 0; i < table.spx.length; i += 1) {
    const spx = table.spx[i] as number;
    kinksUpTo(spx);
    let pnlUsd = -structure.costUsd;
    structure.held.forEach(({ units }, part) => {
      if (units !== 0) pnlUsd += units * ((table.pnlUsd[part] as Float64Array)[i] as number);
    });
    pnlUsd += condorUsd(structure, table, table.states[i] as PathState);
    points.push({ spx, pnlUsd });
  }
  kinksUpTo(Infinity);
  return points;
}

export function rootsAt(structure: NetStructure, table: HorizonTable): number[] {
  return rootsOf(structure, table, profileOn(structure, table));
}

export function rootsOf(
  structure: NetStructure,
  table: HorizonTable,
  profile: PnlPoint[],
): number[] {
  const roots: number[] = [];
  const net = (spx: number): number => netUsd(structure, table, spx);
  for (let i = 0; i < profile.length; i += 1) {
    const here = profile[i] as PnlPoint;
    const next = profile[i + 1];
    if (here.pnlUsd === 0) roots.push(roundPoints(here.spx));
    else if (next !== undefined && here.pnlUsd * next.pnlUsd < 0) {
      const { spx, pnlUsd } = here;
      const root = findRoot(net, spx, pnlUsd, next.spx, next.pnlUsd, ROOT_TOLERANCE / 2);
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

export function lowest<Point extends PnlPoint>(points: readonly Point[]): Point {
  const worst = points.reduce((least, point) => (point.pnlUsd < least.pnlUsd ? point : least));
  return { ...worst, spx: roundPoints(worst.spx), pnlUsd: roundUsd(worst.pnlUsd) };
}
