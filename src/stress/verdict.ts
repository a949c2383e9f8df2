import { lastExpiry } from '../condor/book.js';
import { dollars } from '../hedge/dollars.js';
import { daysBetween } from '../market/date.js';
import type { Episode } from '../scenario/episode.js';
import type { PricedPlan } from './outcome.js';
import type { Outcome } from './result.js';

/** A hedge that pays back less than this share of a loss has failed (our convention). */
const FAILED_BELOW = 0.25;

/** What is said of a hedge, plainly. */
export interface Verdict {
  readonly verdict: string;
  readonly failed: boolean;
}

/**
 * What an episode says of the hedge. One that outlasts the condors is judged by what the hedge,
 * kept up for all of it, ends at against what the book loses in a fall of that size.
 */
export function episodeVerdict(
  plan: PricedPlan,
  episode: Episode,
  atOnce: Outcome,
  slow: Outcome,
): Verdict {
  const lived = daysBetween(plan.prepared.market.curve.date, lastExpiry(plan.book));
  if (episode.days <= lived) return outcomeVerdict(slow);
  const ends = `the condors settle on day ${lived} of ${episode.days}; kept up for all of it the hedge ends at ${dollars(slow.hedgeUsd)}`;
  const loss = -atOnce.condorUsd;
  if (loss <= 0) return { verdict: ends, failed: false };
  const share = slow.hedgeUsd / loss;
  const failed = share < FAILED_BELOW;
  return {
    verdict: `${failed ? 'the hedge fails: ' : ''}${ends}, ${percent(share)} of what the book loses in a fall of that size`,
    failed,
  };
}

/** One outcome in words. */
export function outcomeVerdict({ condorUsd, hedgeUsd, share }: Outcome): Verdict {
  if (share === undefined) {
    const verdict = `the condors keep ${dollars(condorUsd)}; the hedge ends at ${dollars(hedgeUsd)}`;
    return { verdict, failed: false };
  }
  const loss = `the condors' loss of ${dollars(-condorUsd)}`;
  if (hedgeUsd <= 0) {
    const does = hedgeUsd < 0 ? `loses ${dollars(-hedgeUsd)} on top` : 'pays back nothing';
    return { verdict: `the hedge fails: it ${does} of ${loss}`, failed: true };
  }
  if (share < FAILED_BELOW) {
    return { verdict: `the hedge fails: it pays back ${percent(share)} of ${loss}`, failed: true };
  }
  return { verdict: `the hedge pays back ${percent(share)} of ${loss}`, failed: false };
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
