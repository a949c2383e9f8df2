import type { Book } from '../condor/book.js';
import { spxPointsPerPoint } from '../condor/condor.js';
import type { LegName } from '../condor/condor.js';
import { breakEvensOf, payoffOf, profitZoneNear } from '../condor/payoff.js';
import type { ResolvedCondor, ValuationMarket } from '../condor/valuation.js';
import { roundPoints, roundUsd } from '../market/rounding.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import { VIX_MIN } from '../scenario/central-path.js';
import { stateAt, stateAtVix } from '../scenario/horizon-path.js';
import type { HorizonTable } from './horizon-table.js';
import { nearest, nearestRoots, profileOn, profileStrikes } from './net-profile.js';
import { condorUsd, hedgeUsd, netUsd, structureAt } from './net-structure.js';
import type { HeldPart, NetStructure } from './net-structure.js';
import type { PreparedHedge } from './prepare.js';
import type {
  BreakEvens,
  Coverage,
  PnlPoint,
  StructureResult,
  WhatIf,
  WorstPoint,
} from './result.js';

export type { HeldPart } from './net-structure.js';

/** SPX moves at which the net result is told (METHOD 15.9). */
const WHAT_IF_MOVES = [-0.2, -0.1, -0.05, 0.05] as const;
/** VIX falls to 12, or by a quarter where that is lower (METHOD 15.9). */
const CALM_VIX = 12;
const CALM_FALL = 0.75;
const LEGS_BOUGHT_FIRST = ['longPut', 'longCall', 'shortPut', 'shortCall'] as const;

/** Position and hedge together at the first condor expiry. */
export interface Structure extends NetStructure {
  readonly book: Book;
  /** The book's condors, in its order. */
  readonly resolved: readonly ResolvedCondor[];
  /** The hedge revalued on the central path. */
  readonly centre: HorizonTable;
}

/**
 * Book and hedge as one, to be revalued at the first condor expiry.
 * @param resolved the book's condors, resolved, in the book's order
 */
export function createStructure(
  prepared: PreparedHedge,
  book: Book,
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
  held: readonly HeldPart[],
): Structure {
  const centre = tableOf(prepared, book, valuation, 0);
  const { path } = centre.horizon;
  const net = structureAt(prepared, book, resolved, valuation, held, path);
  return { ...net, book, resolved, centre };
}

/** The hedge at the first condor expiry, VIX so many residual sds from the central path. */
function tableOf(
  prepared: PreparedHedge,
  { groups: [{ expiry, settlement }] }: Book,
  { spx }: ValuationMarket,
  residuals: number,
): HorizonTable {
  return prepared.horizons.at(spx, expiry, optionSettlementMoment(expiry, settlement), residuals);
}

/**
 * The structure revalued along the central path at the first condor expiry: break-evens with and
 * without the hedge, dead zone, what-ifs, coverage (METHOD 6.7, 15.7-15.9).
 */
export function structureResult(structure: Structure): StructureResult {
  const { prepared, book, valuation, centre } = structure;
  const [firstGroup] = book.groups;
  const { path } = centre.horizon;
  const strikes = profileStrikes(structure);
  const nearestAt = (residuals: number): BreakEvens =>
    nearestRoots(structure, tableOf(prepared, book, valuation, residuals), strikes, valuation.spx);
  const { roots, lowest, lowestUpToSpot } = profileOn(structure, centre, strikes, valuation.spx);
  return {
    horizon: firstGroup.expiry,
    horizonTradingDays: path.tradingDays,
    breakEvens: {
      ...unhedgedOf(book, valuation.spx),
      hedged: {
        horizon: firstGroup.expiry,
        roots,
        ...nearest(roots, valuation.spx),
        band: {
          weaker: nearestAt(-1),
          stronger: nearestAt(1),
        },
        deadZone: lowestUpToSpot,
      },
    },
    worst: worstOf(structure, lowest),
    whatIf: WHAT_IF_MOVES.map((move) => whatIf(structure, centre, move)),
    hedgeLossIfVixFalls: lossIfVixFalls(structure, centre),
    coverage: coverageAt(structure, centre, book),
  };
}

/** Exact only where one settlement decides: a book on several expiries has them by expiry. */
function unhedgedOf(
  book: Book,
  spx: number,
): Pick<StructureResult['breakEvens'], 'unhedged' | 'unhedgedByExpiry'> {
  const zones = book.groups.map(({ condors }) => {
    const payoff = payoffOf(condors);
    return { roots: breakEvensOf(payoff), zone: profitZoneNear(payoff, spx) };
  });
  const [only, ...others] = zones;
  return {
    unhedged: only !== undefined && others.length === 0 ? only.zone : {},
    unhedgedByExpiry: book.groups.map(({ expiry, settlement }, i) => ({
      expiry,
      settlement,
      roots: zones[i]?.roots ?? [],
      ...zones[i]?.zone,
    })),
  };
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
