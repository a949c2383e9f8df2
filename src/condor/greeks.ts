import { SPX_OPTION_MULTIPLIER_USD } from '../market/contracts.js';
import { yearsBetween } from '../market/time.js';
import { bsmGreeks } from '../pricing/bsm.js';
import { spxPointsPerPoint } from './condor.js';
import type { BookGreeks } from './report.js';
import { legVol } from './valuation.js';
import type { MarketState, ResolvedCondor, ValuationMarket } from './valuation.js';

const DAYS_PER_YEAR = 365;

/**
 * Greeks of the seller's book in dollars: delta, gamma and vanna per SPX point, vega and vomma per
 * vol point (0.01), theta and charm per calendar day, rho per 1% of rate (METHOD 2). Theta is a
 * model derivative at constant spot and vol, not income.
 */
export function bookGreeks(
  resolved: readonly ResolvedCondor[],
  market: ValuationMarket,
  state: MarketState,
): BookGreeks {
  const sum = { delta: 0, gamma: 0, vega: 0, theta: 0, rho: 0, vanna: 0, vomma: 0, charm: 0 };
  for (const item of resolved) {
    const years = yearsBetween(state.moment, item.settles);
    if (years <= 0) continue;
    const perPoint = spxPointsPerPoint(item.condor);
    const spot = state.spx / perPoint;
    const forward = spot * Math.exp(item.forwardDrift * years);
    const yieldImplied = market.carry.rate - item.forwardDrift;
    const dollars = SPX_OPTION_MULTIPLIER_USD * item.condor.quantity;
    for (const leg of item.legs) {
      const vol = legVol(item, leg, forward, state.volFactor, market.model);
      const g = bsmGreeks(leg.right, spot, leg.strike, years, vol, market.carry.rate, yieldImplied);
      const weight = leg.side * dollars;
      // An XSP point is ten SPX points: each derivative by the level takes a tenth.
      sum.delta += (weight * g.delta) / perPoint;
      sum.gamma += (weight * g.gamma) / (perPoint * perPoint);
      sum.vega += weight * g.vega;
      sum.theta += weight * g.theta;
      sum.rho += weight * g.rho;
      sum.vanna += (weight * g.vanna) / perPoint;
      sum.vomma += weight * g.vomma;
      sum.charm += (weight * g.charm) / perPoint;
    }
  }
  return {
    deltaUsdPerPoint: sum.delta,
    gammaUsdPerPointSquared: sum.gamma,
    vegaUsdPerVolPoint: sum.vega / 100,
    thetaUsdPerDay: sum.theta / DAYS_PER_YEAR,
    rhoUsdPerPercent: sum.rho / 100,
    vannaUsdPerPointPerVolPoint: sum.vanna / 100,
    vommaUsdPerVolPointSquared: sum.vomma / 10_000,
    charmUsdPerPointPerDay: sum.charm / DAYS_PER_YEAR,
  };
}
