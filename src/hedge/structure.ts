import type { Book } from '../condor/book.js';
import { LEG_NAMES, spxPointsPerPoint } from '../condor/condor.js';
import type { LegName, SettlementStyle } from '../condor/condor.js';
import { breakEvensOf, payoffOf, profitZoneNear } from '../condor/payoff.js';
import type { ProfitZone } from '../condor/payoff.js';
import type { IsoDate } from '../market/date.js';
import type { ResolvedCondor, ValuationMarket } from '../condor/valuation.js';
import { roundPoints, roundUsd } from '../market/rounding.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import { VIX_MIN } from '../scenario/central-path.js';
import { stateAt, stateAtVix } from '../scenario/horizon-path.js';
import type { PathState } from '../scenario/horizon-path.js';
import type { HorizonTable } from './horizon-table.js';
import { nearest, nearestRoots, profileOn, profileStrikes } from './net-profile.js';
import {
  condorUsd as condorInState,
  hedgeUsd as hedgeInState,
  heldUsd,
  netUsd,
  structureAt,
} from './net-structure.js';
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
  const [{ expiry, settlement }] = book.groups;
  const moment = optionSettlementMoment(expiry, settlement);
  const centre = prepared.horizons.at(valuation.spx, expiry, moment, 0);
  const { path } = centre.horizon;
  const net = structureAt(prepared, book, resolved, valuation, held, path);
  const { first, later, laterDays, costUsd } = net;
  return { prepared, valuation, first, later, laterDays, held, costUsd, book, resolved, centre };
}

/**
 * The structure revalued along the central path at the first condor expiry: break-evens with and
 * without the hedge, dead zone, what-ifs, coverage (METHOD 6.7, 15.7-15.9).
 */
export function structureResult(structure: Structure): StructureResult {
  const { prepared, book, valuation, centre } = structure;
  const [firstGroup] = book.groups;
  const { path, moment } = centre.horizon;
  const strikes = profileStrikes(structure);
  const nearestAt = (residuals: number): BreakEvens => {
    const table = prepared.horizons.at(valuation.spx, path.horizon, moment, residuals);
    return nearestRoots(structure, table, strikes, valuation.spx);
  };
  const { roots, lowest, lowestUpToSpot } = profileOn(structure, centre, strikes, valuation.spx);
  // Exact only where one settlement decides: a book on several expiries has them by expiry.
  const unhedged = unhedgedOf(structure);
  const [only, ...others] = unhedged;
  return {
    horizon: firstGroup.expiry,
    horizonTradingDays: path.tradingDays,
    breakEvens: {
      unhedged: only && others.length === 0 ? only.zone : {},
      unhedgedByExpiry: unhedged.map(({ expiry, settlement, roots, zone }) => ({
        expiry,
        settlement,
        roots,
        ...zone,
      })),
      hedged: {
        horizon: firstGroup.expiry,
        roots,
        ...nearest(roots, valuation.spx),
        ...(netUsd(structure, centre, valuation.spx) < 0 && { losesBetween: true as const }),
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

interface Unhedged {
  readonly expiry: IsoDate;
  readonly settlement: SettlementStyle;
  readonly roots: readonly number[];
  readonly zone: ProfitZone;
}

/** Break-evens of the condors alone, of every settlement. */
function unhedgedOf({ book, first, valuation }: Structure): Unhedged[] {
  return book.groups.map(({ condors, expiry, settlement }, i) => {
    const payoff = i === 0 ? first : payoffOf(condors);
    const roots = breakEvensOf(payoff);
    return { expiry, settlement, roots, zone: profitZoneNear(payoff, valuation.spx, roots) };
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

/** Where a key may be absent it is set after the others: spreading it costs more than the figures. */
type Open<Figures> = { -readonly [Key in keyof Figures]: Figures[Key] };

function whatIf(structure: Structure, table: HorizonTable, spxMove: number): WhatIf {
  const spx = structure.valuation.spx * (1 + spxMove);
  const { state, usd } = table.viewOf(spxMove, (path) => stateAt(path, spx));
  const hedge = heldUsd(structure, usd);
  const { vix, condorUsd, hedgeUsd, netUsd, share } = outcomeIn(structure, table, state, hedge);
  const told: Open<WhatIf> = {
    spxMove,
    spx: roundPoints(spx),
    vix,
    condorUsd,
    hedgeUsd,
    netUsd,
  };
  if (share !== undefined) told.share = share;
  return told;
}

interface Outcome {
  readonly vix: number;
  readonly condorUsd: number;
  readonly hedgeUsd: number;
  readonly netUsd: number;
  readonly share: number | undefined;
}

/**
 * Who gains and who loses in one state; the share is that of the dollars as printed.
 * @param hedge what the hedge makes there, dollars, costs included
 */
function outcomeIn(
  structure: Structure,
  table: HorizonTable,
  state: PathState,
  hedge: number,
): Outcome {
  const condor = condorInState(structure, table, state);
  const condorUsd = roundUsd(condor);
  const hedgeUsd = roundUsd(hedge);
  return {
    vix: roundPoints(state.vix),
    condorUsd,
    hedgeUsd,
    netUsd: roundUsd(condor + hedge),
    share: condorUsd < 0 ? hedgeUsd / -condorUsd : undefined,
  };
}

function lossIfVixFalls(structure: Structure, table: HorizonTable): { vix: number; usd: number } {
  const vix = Math.min(CALM_VIX, CALM_FALL * structure.prepared.market.curve.spotVix);
  const { usd } = table.viewOf(CALM_VIX, (path) => stateAtVix(path, vix));
  return { vix: roundPoints(vix), usd: roundUsd(heldUsd(structure, usd)) };
}

function coverageAt(structure: Structure, table: HorizonTable, book: Book): Coverage[] {
  return strikesByLevel(book).map(({ strike, leg }) => {
    const state = stateAt(table.horizon.path, strike);
    const hedge = hedgeInState(structure, table, state);
    const { vix, condorUsd, hedgeUsd, netUsd, share } = outcomeIn(structure, table, state, hedge);
    const told: Open<Coverage> = { strike, leg, vix, condorUsd, hedgeUsd, netUsd };
    if (share !== undefined) told.share = share;
    return told;
  });
}

/** Every strike of the book in SPX points, ascending, with the leg that names it. */
function strikesByLevel({ condors }: Book): { readonly strike: number; readonly leg: LegName }[] {
  const [only] = condors;
  if (only !== undefined && condors.length === 1) {
    const scale = spxPointsPerPoint(only);
    const { strikes } = only;
    // In order by their making; of an iron butterfly the call names the strike, as below.
    return LEG_NAMES.filter(
      (leg) => leg !== 'shortPut' || strikes.shortPut !== strikes.shortCall,
    ).map((leg) => ({ strike: strikes[leg] * scale, leg }));
  }
  const legs = new Map<number, LegName>();
  // Sold legs last: where two condors share a strike, the sold one names it.
  for (const leg of LEGS_BOUGHT_FIRST) {
    for (const condor of condors) {
      legs.set(condor.strikes[leg] * spxPointsPerPoint(condor), leg);
    }
  }
  const found = Array.from(legs, ([strike, leg]) => ({ strike, leg }));
  return found.sort((a, b) => a.strike - b.strike);
}
