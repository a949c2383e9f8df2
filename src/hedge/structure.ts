import type { Book } from '../condor/book.js';
import { spxPointsPerPoint } from '../condor/condor.js';
import type { LegName } from '../condor/condor.js';
import { breakEvensOf, payoffAt, payoffOf, profitZoneNear } from '../condor/payoff.js';
import type { Payoff } from '../condor/payoff.js';
import { condorPnlInState } from '../condor/valuation.js';
import type { ResolvedCondor, ValuationMarket } from '../condor/valuation.js';
import { daysBetween } from '../market/date.js';
import { roundPoints, roundUsd } from '../market/rounding.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import { VIX_MIN, spxVolBeta } from '../scenario/central-path.js';
import { stateAt, stateAtVix } from '../scenario/horizon-path.js';
import type { PathState } from '../scenario/horizon-path.js';
import type { HorizonTable } from './horizon-table.js';
import { roundTripCostUsd, unitPnlUsd } from './horizon-value.js';
import type { HedgeInstrument } from './instruments.js';
import type { PreparedHedge } from './prepare.js';
import { findRoot } from './root.js';
import type {
  BreakEvens,
  Coverage,
  PnlPoint,
  StructureResult,
  WhatIf,
  WorstPoint,
} from './result.js';

/** SPX moves at which the net result is told (METHOD 15.9). */
const WHAT_IF_MOVES = [-0.2, -0.1, -0.05, 0.05] as const;
/** Break-evens are refined to this many SPX points (METHOD 15.8). */
const ROOT_TOLERANCE = 0.01;
/** VIX falls to 12, or by a quarter where that is lower (METHOD 15.9). */
const CALM_VIX = 12;
const CALM_FALL = 0.75;
const LEGS_BOUGHT_FIRST = ['longPut', 'longCall', 'shortPut', 'shortCall'] as const;

/** What is held of one instrument. */
export interface HeldPart {
  readonly instrument: HedgeInstrument;
  readonly units: number;
}

/** Position and hedge together at the first condor expiry. */
interface Structure {
  readonly prepared: PreparedHedge;
  readonly valuation: ValuationMarket;
  readonly first: Payoff;
  /** Condors that live on after the horizon. */
  readonly later: readonly ResolvedCondor[];
  readonly laterDays: readonly number[];
  readonly held: readonly HeldPart[];
  readonly costUsd: number;
}

/**
 * The structure revalued along the central path at the first condor expiry: break-evens with and
 * without the hedge, dead zone, what-ifs, coverage (METHOD 6.7, 15.7-15.9).
 * @param resolved the book's condors, resolved, in the book's order
 */
export function structureResult(
  prepared: PreparedHedge,
  book: Book,
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
  held: readonly HeldPart[],
): StructureResult {
  const [firstGroup] = book.groups;
  const moment = optionSettlementMoment(firstGroup.expiry, firstGroup.settlement);
  const table = (residuals: number): HorizonTable =>
    prepared.horizons.at(valuation.spx, firstGroup.expiry, moment, residuals);
  const centre = table(0);
  const { path } = centre.horizon;
  const later = resolved.slice(firstGroup.condors.length);
  const structure: Structure = {
    prepared,
    valuation,
    first: payoffOf(firstGroup.condors),
    later,
    laterDays: later.map(({ condor }) => daysBetween(firstGroup.expiry, condor.expiry)),
    held,
    costUsd: held.reduce(
      (sum, { instrument, units }) =>
        sum + roundTripCostUsd(prepared.market, instrument, units, path),
      0,
    ),
  };
  const profile = profileOn(structure, centre);
  const roots = rootsOf(structure, centre, profile);
  return {
    horizon: firstGroup.expiry,
    horizonTradingDays: path.tradingDays,
    breakEvens: {
      unhedged: unhedgedOf(book, structure.first, valuation.spx),
      unhedgedByExpiry: book.groups.map((group) => {
        const payoff = payoffOf(group.condors);
        const roots = breakEvensOf(payoff);
        const { expiry, settlement } = group;
        return { expiry, settlement, roots, ...profitZoneNear(payoff, valuation.spx) };
      }),
      hedged: {
        horizon: firstGroup.expiry,
        roots,
        ...nearest(roots, valuation.spx),
        band: {
          weaker: nearest(rootsAt(structure, table(-1)), valuation.spx),
          stronger: nearest(rootsAt(structure, table(1)), valuation.spx),
        },
        deadZone: lowest(profile.filter(({ spx }) => spx <= valuation.spx).reverse()),
      },
    },
    worst: lowest<WorstPoint>([
      ...profile,
      ...centre.limits.map((spx) => ({
        spx,
        pnlUsd: netUsd(structure, centre, spx),
        note: limitNote(stateAt(path, spx).vix),
      })),
    ]),
    whatIf: WHAT_IF_MOVES.map((move) => whatIf(structure, centre, move)),
    hedgeLossIfVixFalls: lossIfVixFalls(structure, centre),
    coverage: coverageAt(structure, centre, book),
  };
}

/** Net dollars of the structure in one state. */
function netUsd(structure: Structure, table: HorizonTable, spx: number): number {
  const state = stateAt(table.horizon.path, spx);
  return condorUsd(structure, table, state) + hedgeUsd(structure, table, state);
}

function condorUsd(structure: Structure, table: HorizonTable, state: PathState): number {
  const settled = payoffAt(structure.first, state.spx);
  if (structure.later.length === 0) return settled;
  return structure.later.reduce((sum, resolved, i) => {
    const beta = spxVolBeta(
      structure.laterDays[i] ?? 0,
      state.spxLogReturn,
      table.horizon.path.tradingDays,
    );
    const volFactor = Math.exp(beta * state.vixLogChange);
    const { moment } = table.horizon;
    return (
      sum + condorPnlInState(resolved, structure.valuation, { moment, spx: state.spx, volFactor })
    );
  }, settled);
}

function hedgeUsd(structure: Structure, table: HorizonTable, state: PathState): number {
  const { market } = structure.prepared;
  return structure.held.reduce(
    (sum, { instrument, units }) =>
      units === 0 ? sum : sum + units * unitPnlUsd(market, instrument, table.horizon, state),
    -structure.costUsd,
  );
}

/** Net result over the grid and at every strike of the first expiry, ascending in SPX. */
function profileOn(structure: Structure, table: HorizonTable): PnlPoint[] {
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

function rootsAt(structure: Structure, table: HorizonTable): number[] {
  return rootsOf(structure, table, profileOn(structure, table));
}

function rootsOf(structure: Structure, table: HorizonTable, profile: PnlPoint[]): number[] {
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
function nearest(roots: readonly number[], spx: number): BreakEvens {
  const below = roots.filter((root) => root <= spx);
  const above = roots.filter((root) => root > spx);
  const lower = below[below.length - 1];
  const upper = above[0];
  return {
    ...(lower !== undefined && { lower }),
    ...(upper !== undefined && { upper }),
  };
}

/** Exact only where one settlement decides: a book on several expiries has them by expiry. */
function unhedgedOf(book: Book, first: Payoff, spx: number): BreakEvens {
  return book.groups.length === 1 ? profitZoneNear(first, spx) : {};
}

/** A level of SPX at which VIX has fallen as far as it can is no forecast: say what it is. */
function limitNote(vix: number): string {
  return vix <= VIX_MIN + 1e-9
    ? `VIX at its floor of ${VIX_MIN}`
    : `VIX at ${vix.toFixed(2)}, its lowest`;
}

function lowest<Point extends PnlPoint>(points: readonly Point[]): Point {
  const worst = points.reduce((least, point) => (point.pnlUsd < least.pnlUsd ? point : least));
  return { ...worst, spx: roundPoints(worst.spx), pnlUsd: roundUsd(worst.pnlUsd) };
}

function whatIf(structure: Structure, table: HorizonTable, spxMove: number): WhatIf {
  const spx = structure.valuation.spx * (1 + spxMove);
  return { spxMove, spx: roundPoints(spx), ...outcomeAt(structure, table, spx) };
}

/** Who gains and who loses in one state; the share is that of the dollars as printed. */
function outcomeAt(
  structure: Structure,
  table: HorizonTable,
  spx: number,
): Omit<WhatIf, 'spx' | 'spxMove'> {
  const state = stateAt(table.horizon.path, spx);
  const condor = condorUsd(structure, table, state);
  const hedge = hedgeUsd(structure, table, state);
  const printed = { condorUsd: roundUsd(condor), hedgeUsd: roundUsd(hedge) };
  return {
    vix: roundPoints(state.vix),
    ...printed,
    netUsd: roundUsd(condor + hedge),
    ...(printed.condorUsd < 0 && { share: printed.hedgeUsd / -printed.condorUsd }),
  };
}

function lossIfVixFalls(structure: Structure, table: HorizonTable): { vix: number; usd: number } {
  const vix = Math.min(CALM_VIX, CALM_FALL * structure.prepared.market.curve.spotVix);
  const usd = roundUsd(hedgeUsd(structure, table, stateAtVix(table.horizon.path, vix)));
  return { vix: roundPoints(vix), usd };
}

function coverageAt(structure: Structure, table: HorizonTable, book: Book): Coverage[] {
  const legs = new Map<number, LegName>();
  // Sold legs last: where two condors share a strike, the sold one names it.
  for (const leg of LEGS_BOUGHT_FIRST) {
    for (const condor of book.condors) {
      legs.set(condor.strikes[leg] * spxPointsPerPoint(condor), leg);
    }
  }
  return [...legs]
    .sort(([a], [b]) => a - b)
    .map(([strike, leg]) => ({ strike, leg, ...outcomeAt(structure, table, strike) }));
}
