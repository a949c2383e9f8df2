import { condorPnlInState } from '../condor/valuation.js';
import type { ResolvedCondor, ValuationMarket } from '../condor/valuation.js';
import { MS_PER_DAY, addDays } from '../market/date.js';
import type { EpochMs } from '../market/time.js';
import type { TravelOutcome, TravelStop } from './adaptive-result.js';
import { carryUsd } from './carry.js';
import type { HedgeMarket } from './hedge-market.js';
import { unitMultiplierUsd } from './instruments.js';
import type { HedgeInstrument, VixCall } from './instruments.js';
import type { HedgePlan } from './size.js';
import { vixCallValue, vixOptionYears } from './vix-vol.js';

/** Calendar days from now at which position and hedge are looked at (METHOD 3.6). */
const TRAVEL_DAYS = [5, 10, 20] as const;

const DAYS_PER_YEAR = 365;

/**
 * The whole structure some days on, on an unchanged curve and with forwards realised (METHOD 3.6,
 * time travel). Vols stay; a condor that settles on the way has settled at the SPX level of the
 * reading. On the unchanged curve a contract that expires is rolled, at its cost (15.5); with
 * forwards realised it settles where it stands today and nothing follows.
 * @param days calendar days from now, each above 0
 * @returns undefined without an SPX level
 */
export function timeTravel(
  { prepared, held, priced }: HedgePlan,
  days: readonly number[] = TRAVEL_DAYS,
): TravelStop[] | undefined {
  if (priced === undefined) return undefined;
  const { market, layers } = prepared;
  const { resolved, valuation } = priced;
  const outcome = (condorUsd: number, layerUsd: (layer: number) => number): TravelOutcome => {
    const results = layers.map(({ layer: { name } }, i) => ({ name, usd: layerUsd(i) }));
    const hedgeUsd = results.reduce((sum, { usd }) => sum + usd, 0);
    return { condorUsd, layers: results, hedgeUsd, netUsd: condorUsd + hedgeUsd };
  };
  return days.map((count) => ({
    days: count,
    date: addDays(market.curve.date, count),
    unchangedCurve: outcome(condorGainUsd(resolved, valuation, count, false), (i) => {
      const plans = prepared.carryOf(i, count);
      return (held[i] ?? []).reduce((sum, { units }, part) => {
        const plan = plans[part];
        return plan === undefined || units === 0 ? sum : sum + carryUsd(plan, units, market);
      }, 0);
    }),
    forwardsRealised: outcome(condorGainUsd(resolved, valuation, count, true), (i) =>
      (held[i] ?? []).reduce(
        (sum, { instrument, units }) =>
          units === 0 ? sum : sum + units * atForwardsUsd(market, instrument, count),
        0,
      ),
    ),
  }));
}

function condorGainUsd(
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
  days: number,
  forward: boolean,
): number {
  const { asOf, spx } = valuation;
  const moment = (asOf + days * MS_PER_DAY) as EpochMs;
  return resolved.reduce((sum, item) => {
    // A condor that settles before has met its forward at its settlement.
    const until = Math.min(moment, item.settles);
    const years = Math.max(0, until - asOf) / (DAYS_PER_YEAR * MS_PER_DAY);
    const level = forward ? spx * Math.exp(item.forwardDrift * years) : spx;
    const then = condorPnlInState(item, valuation, { moment, spx: level, volFactor: 1 });
    const now = condorPnlInState(item, valuation, { moment: asOf, spx, volFactor: 1 });
    return sum + then - now;
  }, 0);
}

/** One unit when its future has not moved: theta alone; shares pay their fee alone. */
function atForwardsUsd(market: HedgeMarket, instrument: HedgeInstrument, days: number): number {
  switch (instrument.kind) {
    case 'future':
      return 0;
    case 'call':
      return unitMultiplierUsd(instrument) * thetaPoints(market, instrument.call, days);
    case 'callSpread':
      return (
        unitMultiplierUsd(instrument) *
        (thetaPoints(market, instrument.long, days) - thetaPoints(market, instrument.short, days))
      );
    case 'etp':
      return (-instrument.priceUsd * instrument.feePerYear * days) / DAYS_PER_YEAR;
  }
}

function thetaPoints(market: HedgeMarket, call: VixCall, days: number): number {
  const years = Math.max(0, vixOptionYears(call.node, market.asOf) - days / DAYS_PER_YEAR);
  const { rate, settings } = market;
  return vixCallValue(call, call.node.price, years, rate, settings.vixOptions) - call.pricePoints;
}
