import { chicagoDate, formatMoment } from '../market/time.js';
import type { Snapshot } from '../market/snapshot.js';
import { variationUsd } from './episode-result.js';
import type { Upkeep } from './holding.js';
import { outcomeOf } from './outcome.js';
import type { PricedPlan } from './outcome.js';
import type { ReplayResult } from './result.js';
import { snapshotPath } from './snapshot-path.js';
import { outcomeVerdict } from './verdict.js';

/**
 * Position and hedge along real markets, the hedge rolled as its contracts near their end: what a
 * day or a year made of them, layer by layer.
 * @throws Refusal for snapshots out of order or without what is held
 */
export function replayResult(
  plan: PricedPlan,
  later: readonly Snapshot[],
  upkeep: Upkeep,
): ReplayResult {
  // What is paid on leaving is today's spread: the snapshots are of markets that traded.
  const kept: Upkeep = { ...upkeep, roll: true, exitSpreadFactor: 1 };
  const steps = later.map(({ time }, i) => {
    // Each step knows what came before it only: a second market of the same day is no part of it.
    const path = snapshotPath(plan.prepared.market, later.slice(0, i + 1));
    return {
      time: formatMoment(time),
      date: chicagoDate(time),
      day: path.days,
      ...outcomeOf(plan, path, kept),
      futuresVariationUsd: variationUsd(plan, path, kept),
    };
  });
  const last = steps[steps.length - 1];
  if (last === undefined) throw new Error('a replay has at least one later market');
  return { steps, ...outcomeVerdict(last) };
}
