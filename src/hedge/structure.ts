import type { Book } from '../condor/book.js';
import { breakEvensOf, profitZoneNear, sidesOf } from '../condor/payoff.js';
import type { Payoff } from '../condor/payoff.js';
import { payoffsOf } from '../condor/risk-capital.js';
import type { ResolvedCondor, ValuationMarket } from '../condor/valuation.js';
import { roundPoints, roundUsd } from '../market/rounding.js';
import { VIX_MIN } from '../scenario/central-path.js';
import { stateAt } from '../scenario/horizon-path.js';
import type { HorizonTable } from './horizon-table.js';
import { nearest, nearestRoots, profileOn, profileStrikes } from './net-profile.js';
import { netUsd, structureAt } from './net-structure.js';
import type { HeldPart, NetStructure } from './net-structure.js';
import type { Open } from './open.js';
import type { PreparedHedge } from './prepare.js';
import type {
  BreakEvens,
  HedgedBreakEvens,
  PnlPoint,
  StructureResult,
  WorstPoint,
} from './result.js';
import {
  atStrikes,
  coverageOf,
  lossIfVixFalls,
  netAtSpotUsd,
  netAtStrikes,
  whatIfsOf,
} from './structure-outcomes.js';

export type { HeldPart } from './net-structure.js';

/** Position and hedge together at the first condor expiry. */
export interface Structure extends NetStructure {
  readonly book: Book;
  /** The book's condors, in its order. */
  readonly resolved: readonly ResolvedCondor[];
  /** The payoff of each of the book's settlements. */
  readonly payoffs: readonly Payoff[];
  /** The hedge revalued on the central path. */
  readonly centre: HorizonTable;
}

/**
 * Book and hedge as one, to be revalued at the first condor expiry.
 * @param resolved the book's condors, resolved, in the book's order
 * @param payoffs of the book's settlements, where they are known already
 */
export function createStructure(
  prepared: PreparedHedge,
  book: Book,
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
  held: readonly HeldPart[],
  payoffs: readonly Payoff[] = payoffsOf(book),
): Structure {
  // The first group's condors come first, and settle at the horizon.
  const { settles } = resolved[0] as ResolvedCondor;
  const centre = prepared.horizons.at(valuation.spx, book.groups[0].expiry, settles, 0);
  const { path } = centre.horizon;
  const net = structureAt(prepared, book, resolved, valuation, held, path, payoffs[0]);
  const { first, line, later, laterDays, costUsd } = net;
  return {
    prepared,
    valuation,
    first,
    line,
    later,
    laterDays,
    held,
    costUsd,
    book,
    resolved,
    payoffs,
    centre,
  };
}

/**
 * The structure revalued along the central path at the first condor expiry: break-evens with and
 * without the hedge, dead zone, what-ifs, coverage (METHOD 6.7, 15.7-15.9).
 */
export function structureResult(structure: Structure): StructureResult {
  const { prepared, book, valuation, centre } = structure;
  const horizon = book.groups[0].expiry;
  const { path, moment } = centre.horizon;
  const strikes = profileStrikes(structure);
  const allStrikes = atStrikes(structure, centre, book);
  const nearestAt = (residuals: number): BreakEvens => {
    const table = prepared.horizons.at(valuation.spx, path.horizon, moment, residuals);
    return nearestRoots(structure, table, strikes, valuation.spx);
  };
  const { roots, lowest, lowestUpToSpot } = profileOn(
    structure,
    centre,
    strikes,
    valuation.spx,
    netAtStrikes(strikes, allStrikes),
  );
  // Exact only where one settlement decides: a book on several expiries has them by expiry.
  const unhedgedByExpiry = unhedgedOf(structure);
  const [only, ...others] = unhedgedByExpiry;
  const { lower, upper } = nearest(roots, valuation.spx);
  const hedged: Partial<Open<HedgedBreakEvens>> = { horizon, roots };
  if (lower !== undefined) hedged.lower = lower;
  if (upper !== undefined) hedged.upper = upper;
  if (netAtSpotUsd(structure, centre) < 0) hedged.losesBetween = true;
  hedged.band = { weaker: nearestAt(-1), stronger: nearestAt(1) };
  hedged.deadZone = lowestUpToSpot;
  return {
    horizon,
    horizonTradingDays: path.tradingDays,
    breakEvens: {
      unhedged: only && others.length === 0 ? sidesOf(only.lower, only.upper) : {},
      unhedgedByExpiry,
      hedged: hedged as HedgedBreakEvens,
    },
    worst: worstOf(structure, lowest),
    whatIf: whatIfsOf(structure, centre),
    hedgeLossIfVixFalls: lossIfVixFalls(structure, centre),
    coverage: coverageOf(allStrikes),
  };
}

type Unhedged = StructureResult['breakEvens']['unhedgedByExpiry'][number];

/** Break-evens of the condors alone, of every settlement. */
function unhedgedOf({ book, payoffs, valuation }: Structure): Unhedged[] {
  return book.groups.map(({ expiry, settlement }, i) => {
    const payoff = payoffs[i] as Payoff;
    const roots = breakEvensOf(payoff);
    const { lower, upper } = profitZoneNear(payoff, valuation.spx, roots);
    const told: Open<Unhedged> = { expiry, settlement, roots };
    if (lower !== undefined) told.lower = lower;
    if (upper !== undefined) told.upper = upper;
    return told;
  });
}

/** The worst of grid, strikes and the levels beyond at which VIX has nowhere left to fall. */
function worstOf(structure: Structure, lowest: PnlPoint): WorstPoint {
  const { centre } = structure;
  return centre.limits.reduce<WorstPoint>((worst, spx) => {
    const pnlUsd = netUsd(structure, centre, spx);
    if (pnlUsd >= worst.pnlUsd) return worst;
    const note = limitNote(stateAt(centre.horizon.path, spx).vix);
    return { spx: roundPoints(spx), pnlUsd: roundUsd(pnlUsd), note };
  }, lowest);
}

/** A level of SPX at which VIX has fallen as far as it can is no forecast: say what it is. */
function limitNote(vix: number): string {
  return vix <= VIX_MIN + 1e-9
    ? `VIX at its floor of ${VIX_MIN}`
    : `VIX at ${vix.toFixed(2)}, its lowest`;
}
