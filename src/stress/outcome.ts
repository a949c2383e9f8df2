import { condorPnlUsd } from '../condor/payoff.js';
import { condorPnlInState } from '../condor/valuation.js';
import type { ResolvedCondor } from '../condor/valuation.js';
import type { PricedBook } from '../condor/priced-book.js';
import type { HedgePlan } from '../hedge/size.js';
import { daysBetween } from '../market/date.js';
import { holdAlong } from './holding.js';
import type { HoldingOutcome, Upkeep } from './holding.js';
import type { MarketPath } from './market-path.js';
import type { LayerOutcome, Outcome } from './result.js';

/** A plan whose options have prices: what can be revalued in another market. */
export type PricedPlan = HedgePlan & { readonly priced: PricedBook };

/** Position and hedge at the end of a path, fully revalued: no greeks (METHOD 5, 6.7). */
export function outcomeOf(plan: PricedPlan, path: MarketPath, upkeep: Upkeep): Outcome {
  const condorUsd = condorsAlong(plan.priced, path);
  const holdings = layersAlong(plan, path, upkeep);
  const share = (usd: number): { share?: number } =>
    condorUsd < 0 ? { share: usd / -condorUsd } : {};
  const layers = plan.prepared.layers.map(({ layer: { name } }, i): LayerOutcome => {
    const parts = holdings[i] as readonly HoldingOutcome[];
    const costUsd = sum(parts, (part) => part.costUsd);
    const gainUsd = sum(parts, (part) => part.gainUsd) - costUsd;
    const rolls = Math.max(0, ...parts.map((part) => part.rolls));
    return { name, gainUsd, costUsd, rolls, ...share(gainUsd) };
  });
  const hedgeUsd = sum(layers, ({ gainUsd }) => gainUsd);
  const end = path.at(path.days);
  return {
    spx: end.spx,
    vix: end.curve.spotVix,
    condorUsd,
    layers,
    hedgeUsd,
    netUsd: condorUsd + hedgeUsd,
    ...share(hedgeUsd),
  };
}

/** The condors' profit or loss since they were sold; one that settles on the way has settled. */
export function condorsAlong({ resolved, valuation }: PricedBook, path: MarketPath): number {
  const end = path.at(path.days);
  return resolved.reduce((total, item) => {
    const settlement = settlementSpx(path, item);
    if (settlement !== undefined) return total + condorPnlUsd(item.condor, settlement);
    const { moment, spx } = end;
    const volFactor = end.spxVolFactor(daysBetween(end.curve.date, item.condor.expiry));
    return total + condorPnlInState(item, valuation, { moment, spx, volFactor });
  }, 0);
}

/** Where SPX stood on the day that options settled on the way; undefined while they live. */
export function settlementSpx(
  path: MarketPath,
  { condor, settles }: ResolvedCondor,
): number | undefined {
  const end = path.at(path.days);
  if (end.moment < settles) return undefined;
  return path.at(path.days + Math.min(0, daysBetween(end.curve.date, condor.expiry))).spx;
}

/** What each part of each layer made of a path. */
export function layersAlong(
  { prepared, held }: HedgePlan,
  path: MarketPath,
  upkeep: Upkeep,
): HoldingOutcome[][] {
  return held.map((parts, layer) =>
    parts
      .filter(({ units }) => units !== 0)
      .map((part) => holdAlong(prepared.market, layer, part, path, upkeep)),
  );
}

function sum<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}
