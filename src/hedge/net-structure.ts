import type { Book } from '../condor/book.js';
import { PayoffLine, payoffOf } from '../condor/payoff.js';
import type { Payoff } from '../condor/payoff.js';
import { condorPnlInState } from '../condor/valuation.js';
import type { ResolvedCondor, ValuationMarket } from '../condor/valuation.js';
import { daysBetween } from '../market/date.js';
import { spxVolBeta } from '../scenario/central-path.js';
import { stateAt } from '../scenario/horizon-path.js';
import type { HorizonPath, PathState } from '../scenario/horizon-path.js';
import { sumOf } from './horizon-table.js';
import type { HorizonTable } from './horizon-table.js';
import { roundTripCostUsd } from './horizon-value.js';
import type { HedgeInstrument } from './instruments.js';
import type { PreparedHedge } from './prepare.js';
import type { UnitOnHorizon } from './unit-on-horizon.js';

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
  /** The same, for one level after another. */
  readonly line: PayoffLine;
  /** Condors that live on after the horizon. */
  readonly later: readonly ResolvedCondor[];
  readonly laterDays: readonly number[];
  readonly held: readonly HeldPart[];
  readonly costUsd: number;
}

/**
 * Position and hedge at the end of a path that ends at the first condor expiry or before it.
 * @param resolved the book's condors, resolved, in the book's order
 * @param firstPayoff of the condors that settle first, where it is known already
 */
export function structureAt(
  prepared: PreparedHedge,
  book: Book,
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
  held: readonly HeldPart[],
  path: HorizonPath,
  firstPayoff?: Payoff,
): NetStructure {
  const [firstGroup] = book.groups;
  const settling = path.horizon >= firstGroup.expiry ? firstGroup.condors : [];
  const later = resolved.slice(settling.length);
  let costUsd = 0;
  for (const { instrument, units } of held) {
    costUsd += roundTripCostUsd(prepared.market, instrument, units, path);
  }
  const first = firstPayoff !== undefined && settling.length > 0 ? firstPayoff : payoffOf(settling);
  return {
    prepared,
    valuation,
    first,
    line: new PayoffLine(first),
    later,
    laterDays: later.map(({ condor }) => daysBetween(path.horizon, condor.expiry)),
    held,
    costUsd,
  };
}

/** Net dollars of the structure in one state. */
export function netUsd(structure: NetStructure, table: HorizonTable, spx: number): number {
  const state = stateAt(table.horizon.path, spx);
  return condorUsd(structure, table, state) + hedgeUsd(structure, table, state);
}

export function condorUsd(structure: NetStructure, table: HorizonTable, state: PathState): number {
  return structure.line.at(state.spx) + laterCondorsUsd(structure, table, state);
}

/** Profit or loss of the condors that live on after the horizon, at model value there, dollars. */
export function laterCondorsUsd(
  structure: NetStructure,
  table: HorizonTable,
  state: PathState,
): number {
  if (structure.later.length === 0) return 0;
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

/** What the hedge makes in a state, costs included; the table is one of the same parts. */
export function hedgeUsd(
  { held, costUsd }: NetStructure,
  table: HorizonTable,
  state: PathState,
): number {
  let sum = -costUsd;
  for (let part = 0; part < held.length; part += 1) {
    const { units } = held[part] as HeldPart;
    if (units !== 0) sum += units * (table.units[part] as UnitOnHorizon).pnlUsd(state);
  }
  return sum;
}

/** As {@link hedgeUsd}, where it is known what one unit of each part makes. */
export function heldUsd({ held, costUsd }: NetStructure, unitsUsd: Float64Array): number {
  return sumOf(held, unitsUsd, 0, -costUsd);
}
