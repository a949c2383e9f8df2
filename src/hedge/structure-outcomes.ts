import type { Book } from '../condor/book.js';
import { LEG_NAMES, spxPointsPerPoint } from '../condor/condor.js';
import type { LegName } from '../condor/condor.js';
import { roundPoints, roundUsd } from '../market/rounding.js';
import { stateAt, stateAtVix } from '../scenario/horizon-path.js';
import type { PathState } from '../scenario/horizon-path.js';
import type { HorizonTable } from './horizon-table.js';
import { condorUsd as condorInState, hedgeUsd as hedgeInState, heldUsd } from './net-structure.js';
import type { NetStructure } from './net-structure.js';
import type { Open } from './open.js';
import type { Coverage, WhatIf } from './result.js';

/** SPX moves at which the net result is told (METHOD 15.9). */
const WHAT_IF_MOVES = [-0.2, -0.1, -0.05, 0.05] as const;
/** VIX falls to 12, or by a quarter where that is lower (METHOD 15.9). */
const CALM_VIX = 12;
const CALM_FALL = 0.75;
/** The states that every book is looked at in, for the table: the moves come first. */
const CALM_VIEW = WHAT_IF_MOVES.length;
const SPOT_VIEW = CALM_VIEW + 1;
const LEGS_BOUGHT_FIRST = ['longPut', 'longCall', 'shortPut', 'shortCall'] as const;

/** The net result after some moves of SPX. */
export function whatIfsOf(structure: NetStructure, table: HorizonTable): WhatIf[] {
  return WHAT_IF_MOVES.map((spxMove, view) => {
    const spx = structure.valuation.spx * (1 + spxMove);
    const { state, usd } = table.viewOf(view, (path) => stateAt(path, spx));
    const condor = condorInState(structure, table, state);
    const hedge = heldUsd(structure, usd);
    const told = { spxMove, spx: roundPoints(spx), vix: roundPoints(state.vix) };
    return withDollars(told, condor, hedge);
  });
}

type Dollars = Pick<WhatIf, 'condorUsd' | 'hedgeUsd' | 'netUsd' | 'share'>;

/** Sets who gains and loses behind what is told; the share is that of the dollars as printed. */
function withDollars<Head extends object>(
  head: Head,
  condor: number,
  hedge: number,
): Head & Dollars {
  const told: Head & Partial<Open<Dollars>> = head;
  const condorUsd = roundUsd(condor);
  const hedgeUsd = roundUsd(hedge);
  told.condorUsd = condorUsd;
  told.hedgeUsd = hedgeUsd;
  told.netUsd = roundUsd(condor + hedge);
  if (condorUsd < 0) told.share = hedgeUsd / -condorUsd;
  return told as Head & Dollars;
}

/** What the hedge makes where VIX alone falls. */
export function lossIfVixFalls(
  structure: NetStructure,
  table: HorizonTable,
): { vix: number; usd: number } {
  const vix = Math.min(CALM_VIX, CALM_FALL * structure.prepared.market.curve.spotVix);
  const { usd } = table.viewOf(CALM_VIEW, (path) => stateAtVix(path, vix));
  return { vix: roundPoints(vix), usd: roundUsd(heldUsd(structure, usd)) };
}

/** The net result where SPX stands today. */
export function netAtSpotUsd(structure: NetStructure, table: HorizonTable): number {
  const { spx } = structure.valuation;
  const { state, usd } = table.viewOf(SPOT_VIEW, (path) => stateAt(path, spx));
  return condorInState(structure, table, state) + heldUsd(structure, usd);
}

/** A strike of the book with the state there, and who gains and who loses in it. */
export interface AtStrike {
  /** SPX points. */
  readonly strike: number;
  /** The leg that names it. */
  readonly leg: LegName;
  readonly state: PathState;
  readonly condorUsd: number;
  readonly hedgeUsd: number;
}

/** Every strike of the book, ascending. */
export function atStrikes(structure: NetStructure, table: HorizonTable, book: Book): AtStrike[] {
  return strikesByLevel(book).map(({ strike, leg }) => {
    const state = stateAt(table.horizon.path, strike);
    return {
      strike,
      leg,
      state,
      condorUsd: condorInState(structure, table, state),
      hedgeUsd: hedgeInState(structure, table, state),
    };
  });
}

/** The net result at some of the book's strikes, which ascend as all of them do. */
export function netAtStrikes(strikes: readonly number[], all: readonly AtStrike[]): number[] {
  let next = 0;
  return strikes.map((strike) => {
    while ((all[next] as AtStrike).strike !== strike) next += 1;
    const { condorUsd, hedgeUsd } = all[next] as AtStrike;
    return condorUsd + hedgeUsd;
  });
}

/** The strikes as they are told. */
export function coverageOf(strikes: readonly AtStrike[]): Coverage[] {
  return strikes.map(({ strike, leg, state, condorUsd, hedgeUsd }) =>
    withDollars({ strike, leg, vix: roundPoints(state.vix) }, condorUsd, hedgeUsd),
  );
}

/** Every strike of the book in SPX points, ascending, with the leg that names it. */
function strikesByLevel({ condors }: Book): { readonly strike: number; readonly leg: LegName }[] {
  const [only] = condors;
  if (only !== undefined && condors.length === 1) {
    const scale = spxPointsPerPoint(only);
    const { strikes } = only;
    const found: { strike: number; leg: LegName }[] = [];
    // In order by their making; of an iron butterfly the call names the strike, as below.
    for (const leg of LEG_NAMES) {
      if (leg === 'shortPut' && strikes.shortPut === strikes.shortCall) continue;
      found.push({ strike: strikes[leg] * scale, leg });
    }
    return found;
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
