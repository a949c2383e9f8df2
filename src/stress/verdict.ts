import { dollars } from '../hedge/dollars.js';
import type { Episode } from '../scenario/episode.js';
import type { Outcome } from './result.js';

/** A hedge that pays back less than this share of a loss has failed (our convention). */
const FAILED_BELOW = 0.25;

/** What is said of a hedge, plainly. */
export interface Verdict {
  readonly verdict: string;
  readonly failed: boolean;
}

/** What an episode is judged by. */
export interface Judged {
  readonly episode: Episode;
  readonly atOnce: Outcome;
  /** After its days, rolled where it outlasts a contract. */
  readonly slow: Outcome;
  /** Days to the last condor's settlement. */
  readonly lived: number;
  /** Rise of today's curve; undefined where nothing is rolled along it. */
  readonly slopeNow: number | undefined;
}

/**
 * What an episode says of the hedge. One that outlasts the condors is judged by what the hedge,
 * kept up for all of it, ends at against what the book loses in a fall of that size.
 */
export function episodeVerdict(judged: Judged): Verdict {
  const { verdict, failed } =
    judged.episode.days <= judged.lived ? outcomeVerdict(judged.slow) : outlastedVerdict(judged);
  return { verdict: verdict + flattery(judged), failed };
}

function outlastedVerdict({ episode, atOnce, slow, lived }: Judged): Verdict {
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

/** A curve flatter than then by less than this does not change what rolls cost by much. */
const SAME_SLOPE = 0.02;

/** Rolls along a flatter curve than that of the time cost less than they did. */
function flattery({ episode: { slope }, slopeNow }: Judged): string {
  if (slope === undefined || slopeNow === undefined || slope - slopeNow < SAME_SLOPE) return '';
  return ` (flattered: the curve rose ${percent(slope)} from 30 to 120 days then, ${percent(slopeNow)} now, so rolls cost less here than they did)`;
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
