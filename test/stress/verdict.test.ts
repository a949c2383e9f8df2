import { describe, expect, it, test } from 'vitest';
import type { Outcome } from '../../src/stress/result.js';
import { episodeVerdict, outcomeVerdict } from '../../src/stress/verdict.js';
import type { Judged } from '../../src/stress/verdict.js';
import { shockOf } from './fixtures.js';

function outcome(condorUsd: number, hedgeUsd: number): Outcome {
  return {
    spx: 6000,
    vix: 30,
    condorUsd,
    layers: [],
    hedgeUsd,
    netUsd: condorUsd + hedgeUsd,
    ...(condorUsd < 0 && { share: hedgeUsd / -condorUsd }),
  };
}

describe('what is said of a hedge', () => {
  test.each<[number, number, boolean, string]>([
    [-40_000, 30_000, false, "the hedge pays back 75% of the condors' loss of $40,000"],
    [-40_000, 60_000, false, "the hedge pays back 150% of the condors' loss of $40,000"],
    [-40_000, 10_000, false, "the hedge pays back 25% of the condors' loss of $40,000"],
    [-40_000, 9_000, true, "the hedge fails: it pays back 23% of the condors' loss of $40,000"],
    [-40_000, 0, true, "the hedge fails: it pays back nothing of the condors' loss of $40,000"],
    [
      -40_000,
      -5_000,
      true,
      "the hedge fails: it loses $5,000 on top of the condors' loss of $40,000",
    ],
    [12_000, -3_000, false, 'the condors keep $12,000; the hedge ends at -$3,000'],
    [0, 3_000, false, 'the condors keep $0; the hedge ends at $3,000'],
  ])('condors %d, hedge %d', (condorUsd, hedgeUsd, failed, verdict) => {
    expect(outcomeVerdict(outcome(condorUsd, hedgeUsd))).toEqual({ verdict, failed });
  });

  it('never says that a hedge worked because the condors did', () => {
    expect(outcomeVerdict(outcome(5_000, 1_000)).verdict).not.toMatch(/pays back/);
  });
});

describe('what is said of an episode', () => {
  const judged = (change: Partial<Judged> & { slope?: number } = {}): Judged => ({
    episode: {
      ...shockOf({ id: 'grind', days: 282 }),
      name: 'grind',
      source: '',
      ...(change.slope !== undefined && { slope: change.slope }),
    },
    atOnce: outcome(-80_000, 30_000),
    slow: outcome(5_000, 12_000),
    lived: 45,
    slopeNow: undefined,
    ...change,
  });

  it('that outlasts the condors is against what they lose in a fall of that size', () => {
    expect(episodeVerdict(judged())).toEqual({
      verdict:
        'the hedge fails: the condors settle on day 45 of 282; kept up for all of it the hedge ends at $12,000, 15% of what the book loses in a fall of that size',
      failed: true,
    });
    expect(episodeVerdict(judged({ slow: outcome(5_000, 40_000) })).failed).toBe(false);
    expect(episodeVerdict(judged({ slow: outcome(5_000, -9_000) })).verdict).toMatch(
      /^the hedge fails: .* ends at -\$9,000, -11% of what/,
    );
  });

  it('that the condors live through is against what they lose in it', () => {
    const { verdict } = episodeVerdict(judged({ lived: 300, slow: outcome(-40_000, 30_000) }));
    expect(verdict).toBe("the hedge pays back 75% of the condors' loss of $40,000");
  });

  it('says where today’s curve flatters a hedge that is rolled along it', () => {
    const { verdict } = episodeVerdict(judged({ slope: 0.22, slopeNow: 0.01 }));
    expect(verdict).toMatch(
      /\(flattered: the curve rose 22% from 30 to 120 days then, 1% now, so rolls cost less here than they did\)$/,
    );
    for (const change of [
      { slope: 0.22, slopeNow: 0.21 },
      { slope: 0.22 },
      { slopeNow: 0.01 },
      { slope: 0.1, slopeNow: 0.2 },
    ]) {
      expect(episodeVerdict(judged(change)).verdict).not.toContain('flattered');
    }
  });
});
