import { dollars } from '../hedge/dollars.js';
import { daysBetween } from '../market/date.js';
import { lastExpiry } from '../condor/book.js';
import type { Episode } from '../scenario/episodes.js';
import type { PricedPlan } from './outcome.js';
import type { Outcome } from './result.js';

/** A hedge that pays back less than this share of a loss has failed (our convention). */
export const FAILED_BELOW = 0.25;

/** What an episode says of the hedge, plainly. */
export function episodeVerdict(
  plan: PricedPlan,
  episode: Episode,
  atOnce: Outcome,
  held: Outcome,
  rolled: Outcome | undefined,
): string {
  const lived = daysBetween(plan.prepared.market.curve.date, lastExpiry(plan.book));
  if (episode.days <= lived) return shareVerdict(rolled ?? held);
  const slow = rolled ?? held;
  const loss = -atOnce.condorUsd;
  const after = `the condors settle on day ${lived} of ${episode.days}`;
  if (loss <= 0) return `${after}; the hedge ends at ${dollars(slow.hedgeUsd)}`;
  const share = slow.hedgeUsd / loss;
  const ends = `kept up for all of it the hedge ends at ${dollars(slow.hedgeUsd)}, ${percent(share)} of what a book like it loses in a fall of that size`;
  return share < FAILED_BELOW ? `the hedge fails: ${after}; ${ends}` : `${after}; ${ends}`;
}

/** One outcome in words. */
export function shareVerdict({ condorUsd, hedgeUsd, share }: Outcome): string {
  if (share === undefined) {
    return `the condors keep ${dollars(condorUsd)}; the hedge ends at ${dollars(hedgeUsd)}`;
  }
  if (hedgeUsd <= 0) return `the hedge fails: it loses ${dollars(-hedgeUsd)} on top`;
  if (share < FAILED_BELOW) return `the hedge fails: it pays back ${percent(share)} of the loss`;
  return share >= 1
    ? `the hedge pays back more than the loss (${percent(share)})`
    : `the hedge pays back ${percent(share)} of the loss`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
