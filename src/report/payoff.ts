import { createStructure } from '../hedge/structure.js';
import { condorUsd, netUsd } from '../hedge/net-structure.js';
import { spxPointsPerPoint } from '../condor/condor.js';
import { roundPoints, roundUsd } from '../market/rounding.js';
import { stateAt } from '../scenario/horizon-path.js';
import type { PricedPlan } from '../stress/outcome.js';
import type { Payoff } from './result.js';

/** SPX moves between which the payoff is told, wider where a strike lies beyond, and their step. */
const LOWEST_MOVE = -0.25;
const HIGHEST_MOVE = 0.12;
const STEP = 0.005;
/** Shown beyond the outermost strike, a share of it. */
const MARGIN = 0.02;

/**
 * Condors alone and with the hedge at the first expiry, by SPX level on the central path (METHOD
 * 6.7): a grid around today's SPX, every strike, today's SPX itself. Costs of the hedge are in.
 */
export function payoffOfPlan(plan: PricedPlan): Payoff {
  const { prepared, book, priced, held } = plan;
  const { valuation, resolved } = priced;
  const structure = createStructure(prepared, book, resolved, valuation, held.flat());
  const { centre } = structure;
  return {
    horizon: book.groups[0].expiry,
    spx: valuation.spx,
    points: levelsOf(plan).map((spx) => ({
      spx,
      condorUsd: roundUsd(condorUsd(structure, centre, stateAt(centre.horizon.path, spx))),
      netUsd: roundUsd(netUsd(structure, centre, spx)),
    })),
  };
}

/** Ascending, each once. */
function levelsOf({ book, priced }: PricedPlan): number[] {
  const { spx } = priced.valuation;
  const strikes = book.condors.flatMap((condor) =>
    Object.values(condor.strikes).map((strike) => strike * spxPointsPerPoint(condor)),
  );
  const from = Math.min(spx * (1 + LOWEST_MOVE), Math.min(...strikes) * (1 - MARGIN));
  const to = Math.max(spx * (1 + HIGHEST_MOVE), Math.max(...strikes) * (1 + MARGIN));
  const first = Math.ceil((from / spx - 1) / STEP - 1e-9);
  const last = Math.floor((to / spx - 1) / STEP + 1e-9);
  const grid = Array.from({ length: last - first + 1 }, (_, i) =>
    roundPoints(spx * (1 + (first + i) * STEP)),
  );
  return [...new Set([...grid, ...strikes, spx])].sort((a, b) => a - b);
}
