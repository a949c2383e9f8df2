import { lastExpiry } from '../condor/book.js';
import { daysBetween } from '../market/date.js';
import { priceAt } from '../market/term-structure.js';
import type { TermStructure } from '../market/term-structure.js';
import { SLOPE_TENORS } from '../scenario/episode.js';
import type { Episode } from '../scenario/episode.js';
import { carryAlong } from './carry-along.js';
import type { Upkeep } from './holding.js';
import type { MarketPath } from './market-path.js';
import { layersAlong, outcomeOf } from './outcome.js';
import type { PricedPlan } from './outcome.js';
import type { EpisodeResult, Outcome, StressMargin } from './result.js';
import type { PutsAlong } from './puts.js';
import { shockPath } from './shock-path.js';
import { episodeVerdict } from './verdict.js';

/** Position and hedge under one episode: at once, after its days, and along it with rolls. */
export function episodeResult(
  plan: PricedPlan,
  episode: Episode,
  upkeep: Upkeep,
  puts: PutsAlong | undefined,
): EpisodeResult {
  const { market } = plan.prepared;
  const { spx } = plan.priced.valuation;
  const lived = daysBetween(market.curve.date, lastExpiry(plan.book));
  const still = { ...upkeep, roll: false };
  const sudden = shockPath(market, spx, episode, 0);
  const slow = shockPath(market, spx, episode, episode.days);
  const atOnce = outcomeOf(plan, sudden, still);
  const held = outcomeOf(plan, slow, still);
  const rolled = outlasts(plan, episode.days)
    ? outcomeOf(plan, slow, { ...upkeep, roll: true })
    : undefined;
  return {
    id: episode.id,
    name: episode.name,
    ...(episode.from !== undefined && { from: episode.from }),
    ...(episode.to !== undefined && { to: episode.to }),
    days: episode.days,
    spxReturn: episode.spxReturn,
    vixLogChange: episode.vixLogChange,
    shareApplied: sudden.share,
    shareAppliedOverDays: slow.share,
    source: episode.source,
    atOnce,
    held,
    ...(rolled !== undefined && { rolled }),
    carryUsd: carryOver(plan, episode.days),
    ...(episode.days > lived && { condorsSettleOnDay: lived }),
    ...(episode.slope !== undefined && { slopeThen: episode.slope }),
    margin: stressMargin(plan, atOnce, sudden, upkeep),
    ...(puts && { puts: { atOnceUsd: puts(sudden), heldUsd: puts(slow) } }),
    ...episodeVerdict({
      episode,
      atOnce,
      slow: rolled ?? held,
      lived,
      slopeNow: rolled && isRolledAlong(rolled) ? slopeNow(market.curve) : undefined,
    }),
  };
}

/** Whether the shape of the curve counts: one roll is an event, several are a slope gone down. */
function isRolledAlong({ layers }: Outcome): boolean {
  return layers.some(({ rolls }) => rolls > 1);
}

/** Rise of a curve between the tenors at which episodes tell theirs. */
export function slopeNow(curve: TermStructure): number {
  const [from, to] = SLOPE_TENORS;
  return priceAt(curve, to) / priceAt(curve, from) - 1;
}

/** Whether a contract that is held expires within so many days, the last of them included. */
function outlasts({ held, prepared }: PricedPlan, days: number): boolean {
  return held
    .flat()
    .some(
      ({ instrument, units }) =>
        units !== 0 &&
        instrument.kind !== 'etp' &&
        daysBetween(prepared.market.curve.date, instrument.node.expiry) <= days,
    );
}

/** METHOD 15.5 over the episode's days: what waiting would have cost without the episode. */
function carryOver(plan: PricedPlan, days: number): EpisodeResult['carryUsd'] {
  const usd = carryAlong(plan, days);
  return plan.prepared.layers.map(({ layer: { name } }, i) => ({ name, usd: usd[i] ?? 0 }));
}

/** What the shock asks for on both sides, on the day it comes. */
function stressMargin(
  plan: PricedPlan,
  atOnce: Outcome,
  path: MarketPath,
  upkeep: Upkeep,
): StressMargin {
  const { position, hedge } = plan.result;
  const { curve, settings } = plan.prepared.market;
  const { marginUsd } = hedge;
  return {
    date: curve.date,
    condorRequirementUsd: position.condors.reduce((sum, { maxLossUsd }) => sum + maxLossUsd, 0),
    condorMarkUsd: atOnce.condorUsd,
    futuresVariationUsd: variationUsd(plan, path, upkeep),
    ...(marginUsd !== undefined && {
      futuresRequirementUsd: marginUsd,
      futuresRequirementStressedUsd: marginUsd * settings.stress.marginFactor,
    }),
  };
}

/** What the futures held gain along a path before costs: variation margin received. */
export function variationUsd(plan: PricedPlan, path: MarketPath, upkeep: Upkeep): number {
  const held = plan.held.map((parts) =>
    parts.filter(({ instrument }) => instrument.kind === 'future'),
  );
  return layersAlong({ ...plan, held }, path, upkeep)
    .flat()
    .reduce((total, { gainUsd }) => total + gainUsd, 0);
}
