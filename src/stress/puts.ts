import { skewedVol } from '../condor/vol-model.js';
import type { ResolvedCondor } from '../condor/valuation.js';
import { SPX_OPTION_MULTIPLIER_USD } from '../market/contracts.js';
import { daysBetween } from '../market/date.js';
import { yearsBetween } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { black76Price } from '../pricing/black76.js';
import { spxPointsPerPoint } from '../condor/condor.js';
import { carryAlong } from './carry-along.js';
import type { MarketPath } from './market-path.js';
import { settlementSpx } from './outcome.js';
import type { PricedPlan } from './outcome.js';
import type { PutAlternative } from './result.js';

/** What the puts made of a path, dollars. */
export type PutsAlong = (path: MarketPath) => number;

/** Strikes of SPX are listed in steps of 5 points. */
const STRIKE_STEP = 5;

/**
 * The same money in SPX puts: what the hedge costs to hold to the first condor's expiry (its
 * carry on an unchanged curve and the cost of buying it), spent on puts of that expiry.
 * Undefined where the hedge costs nothing to hold, as on an inverted curve.
 * @param moneyness strike as a share of SPX
 */
export function putAlternative(
  plan: PricedPlan,
  moneyness: number,
): { alternative: PutAlternative; along: PutsAlong } | undefined {
  const { valuation, resolved } = plan.priced;
  const first = resolved[0] as ResolvedCondor;
  const { expiry } = first.condor;
  const moneyUsd = -costOfHolding(plan, daysBetween(plan.prepared.market.curve.date, expiry));
  if (!(moneyUsd > 0)) return undefined;
  const strike = Math.round((valuation.spx * moneyness) / STRIKE_STEP) * STRIKE_STEP;
  const scale = spxPointsPerPoint(first.condor);
  const value = (moment: EpochMs, spx: number, volFactor: number): number => {
    const years = yearsBetween(moment, first.settles);
    if (years <= 0) return Math.max(0, strike - spx);
    const forward = spx * Math.exp(first.forwardDrift * years);
    const vol = skewedVol(first.atm.vol * volFactor, forward, strike, valuation.model);
    return black76Price('put', forward, strike, years, vol, valuation.carry.rate);
  };
  const pricePoints = value(valuation.asOf, valuation.spx, 1);
  if (!(pricePoints > 0)) return undefined;
  const contracts = moneyUsd / (pricePoints * SPX_OPTION_MULTIPLIER_USD);
  return {
    alternative: {
      moneyUsd,
      strike,
      expiry,
      pricePoints,
      impliedVol: skewedVol(first.atm.vol, first.forward * scale, strike, valuation.model),
      contracts,
      note: 'priced on the condor skew before costs; half-spreads of puts are left out',
    },
    along: (path) => {
      const settlement = settlementSpx(path, first);
      const end = path.at(path.days);
      const volFactor = end.spxVolFactor(daysBetween(end.curve.date, expiry));
      const worth =
        settlement === undefined
          ? value(end.moment, end.spx, volFactor)
          : Math.max(0, strike - settlement);
      return contracts * SPX_OPTION_MULTIPLIER_USD * (worth - pricePoints);
    },
  };
}

/** Carry over some days less the cost of entering; negative where holding costs. */
function costOfHolding(plan: PricedPlan, days: number): number {
  return carryAlong(plan, days).reduce((sum, usd) => sum + usd, plan.result.hedge.entryCostUsd);
}
