import { roundTripCostUsd } from '../hedge/horizon-value.js';
import { condorUsd, structureAt } from '../hedge/net-structure.js';
import { unitPnlUsd } from '../hedge/unit-on-horizon.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import { stateAt } from '../scenario/horizon-path.js';
import type { PricedPlan } from '../stress/outcome.js';
import type { Candidate } from './candidates.js';
import type { LinearLimit } from './problem.js';

/** Of the limit's name: it is in the unit of the flag, the result of both together. */
export const NET_LIMIT = 'condors and hedge at SPX';

/** A floor under the structure at one SPX move: a break-even where it is 0. */
export interface NetFloor {
  /** SPX simple return to the first condor expiry. */
  readonly spxMove: number;
  /** Least net result of condors and hedge there, dollars. */
  readonly minUsd: number;
}

/**
 * Floors as limits on the units: at the first condor expiry on the central path the condors' result
 * and that of the hedge, costs in and out included, must reach so many dollars (METHOD 6.7, 6.8).
 */
export function netLimits(
  { prepared, book, priced }: PricedPlan,
  candidates: readonly Candidate[],
  floors: readonly NetFloor[],
): LinearLimit[] {
  const { market } = prepared;
  const { spx } = priced.valuation;
  const [{ expiry, settlement }] = book.groups;
  const moment = optionSettlementMoment(expiry, settlement);
  const table = prepared.horizons.at(spx, expiry, moment, 0);
  const { horizon } = table;
  const alone = structureAt(prepared, book, priced.resolved, priced.valuation, [], horizon.path);
  return floors.map(({ spxMove, minUsd }): LinearLimit => {
    const state = stateAt(horizon.path, spx * (1 + spxMove));
    return {
      name: `${NET_LIMIT} ${spxMove}`,
      min: minUsd,
      constant: condorUsd(alone, table, state),
      coefficients: candidates.map(
        ({ instrument }) =>
          unitPnlUsd(market, instrument, horizon, state) -
          roundTripCostUsd(market, instrument, 1, horizon.path),
      ),
    };
  });
}
