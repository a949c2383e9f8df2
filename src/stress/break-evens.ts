import type { HorizonTable } from '../hedge/horizon-table.js';
import { nearest, nearestRoots, profileOn, profileStrikes } from '../hedge/net-profile.js';
import { structureAt } from '../hedge/net-structure.js';
import type { NetStructure } from '../hedge/net-structure.js';
import { nextTradingDay } from '../market/calendar.js';
import type { IsoDate } from '../market/date.js';
import { optionSettlementMoment, vxSettlementMoment } from '../market/settlement-time.js';
import type { PricedPlan } from './outcome.js';
import type { HorizonBreakEvens } from './result.js';

/** Trading days from now at which the structure is looked at before its first expiry. */
const HORIZONS = [5, 10, 20] as const;

/**
 * Hedged break-evens some days from now and at the first expiry: all roots, the far one, the dead
 * zone and the band of one residual sd of the VIX response (METHOD 6.7, 15.7, 15.8). Before the
 * expiry the condors stand at model value.
 */
export function horizonBreakEvens(plan: PricedPlan): HorizonBreakEvens[] {
  const { book, prepared, priced } = plan;
  const [{ expiry, settlement }] = book.groups;
  const { date } = prepared.market.curve;
  const early = HORIZONS.map((days) => tradingDaysAfter(date, days)).filter((day) => day < expiry);
  return [...early, expiry].map((horizon) => {
    const moment =
      horizon === expiry ? optionSettlementMoment(expiry, settlement) : vxSettlementMoment(horizon);
    const { spx } = priced.valuation;
    const table = (residuals: number): HorizonTable =>
      prepared.horizons.at(spx, horizon, moment, residuals);
    return breakEvensOn(plan, table);
  });
}

function breakEvensOn(
  { prepared, book, priced, held }: PricedPlan,
  table: (residuals: number) => HorizonTable,
): HorizonBreakEvens {
  const { resolved, valuation } = priced;
  const centre = table(0);
  const { path } = centre.horizon;
  const parts = held.flat();
  const structure: NetStructure = structureAt(prepared, book, resolved, valuation, parts, path);
  const strikes = profileStrikes(structure);
  const { roots, lowestUpToSpot } = profileOn(structure, centre, strikes, valuation.spx);
  const near = nearest(roots, valuation.spx);
  const far = roots[0];
  const band = (residuals: number) =>
    nearestRoots(structure, table(residuals), strikes, valuation.spx);
  return {
    date: path.horizon,
    tradingDays: path.tradingDays,
    roots,
    ...near,
    ...(far !== undefined && near.lower !== undefined && far < near.lower && { farLower: far }),
    deadZone: lowestUpToSpot,
    band: { weaker: band(-1), stronger: band(1) },
  };
}

function tradingDaysAfter(date: IsoDate, count: number): IsoDate {
  let day = date;
  for (let i = 0; i < count; i += 1) day = nextTradingDay(day);
  return day;
}
