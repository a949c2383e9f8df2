import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { Snapshot } from '../market/snapshot.js';
import { bookCreditUsd } from './book.js';
import type { Book } from './book.js';
import { creditUsd } from './condor.js';
import type { Condor } from './condor.js';
import { condorBreakEvens, condorMaxLossUsd, extremesOf, payoffOf } from './payoff.js';
import { condorPnlInState } from './valuation.js';
import type { ResolvedCondor, ValuationMarket } from './valuation.js';
import type { Carry, VolModelSettings } from './vol-model.js';

/** A condor as reports name it. */
export interface CondorSummary {
  readonly id: string;
  readonly underlying: string;
  readonly expiry: IsoDate;
  readonly settlement: 'am' | 'pm';
  readonly settlementSource: 'stated' | 'read from the expiry';
  readonly daysToExpiry: number;
  readonly quantity: number;
  readonly creditUsd: number;
  readonly maxProfitUsd: number;
  readonly maxLossUsd: number;
  /** In points of the underlying; absent on a side that cannot lose. */
  readonly breakEvens: { readonly lower?: number; readonly upper?: number };
}

/** The position part of a sizing. */
export interface PositionSummary {
  readonly condors: readonly CondorSummary[];
  readonly creditUsd: number;
  readonly riskCapitalUsd: number;
  readonly riskCapitalMethod: string;
  /** Absent without an SPX level. */
  readonly atmVol?: readonly {
    readonly id: string;
    readonly expiry: IsoDate;
    readonly settlement: 'am' | 'pm';
    readonly vol: number;
    readonly source: string;
  }[];
}

/** What SPX options are valued in; undefined where the snapshot has no SPX level. */
export function valuationMarket(
  snapshot: Snapshot,
  asOf: EpochMs,
  model: VolModelSettings,
  carry: Carry,
): ValuationMarket | undefined {
  const spx = snapshot.indices.SPX;
  return spx === undefined ? undefined : { snapshot, asOf, spx, carry, model };
}

export function positionSummary(
  book: Book,
  asOf: EpochMs,
  riskCapitalUsd: number,
  riskCapitalMethod: string,
  resolved: readonly ResolvedCondor[] | undefined,
): PositionSummary {
  const today = chicagoDate(asOf);
  const summary: { -readonly [Key in keyof PositionSummary]: PositionSummary[Key] } = {
    condors: book.condors.map((condor) => condorSummary(condor, today)),
    creditUsd: bookCreditUsd(book),
    riskCapitalUsd,
    riskCapitalMethod,
  };
  if (resolved !== undefined) summary.atmVol = resolved.map(atmVolSummary);
  return summary;
}

function atmVolSummary({
  condor: { id, expiry, settlement },
  atm: { vol, source },
}: ResolvedCondor): NonNullable<PositionSummary['atmVol']>[number] {
  return { id, expiry, settlement, vol, source };
}

export function condorSummary(condor: Condor, today: IsoDate): CondorSummary {
  const credit = creditUsd(condor);
  return {
    id: condor.id,
    underlying: condor.underlying,
    expiry: condor.expiry,
    settlement: condor.settlement,
    settlementSource: condor.settlementStated ? 'stated' : 'read from the expiry',
    daysToExpiry: daysBetween(today, condor.expiry),
    quantity: condor.quantity,
    creditUsd: credit,
    maxProfitUsd: credit,
    maxLossUsd: condorMaxLossUsd(condor),
    breakEvens: condorBreakEvens(condor),
  };
}

/**
 * Risk from here, dollars: today's model value to the worst settlement of each expiry, summed
 * (METHOD 6.1, at-risk-now). What has been gained since entry can be lost again; what has been
 * lost cannot be lost twice.
 */
export function atRiskNowUsd(
  book: Book,
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
): number {
  const now = { moment: valuation.asOf, spx: valuation.spx, volFactor: 1 };
  let next = 0;
  return book.groups.reduce((sum, group) => {
    const items = resolved.slice(next, (next += group.condors.length));
    const gained = items.reduce((t, item) => t + condorPnlInState(item, valuation, now), 0);
    const { maxLossUsd } = extremesOf(payoffOf(group.condors));
    return sum + Math.max(0, maxLossUsd + gained);
  }, 0);
}
