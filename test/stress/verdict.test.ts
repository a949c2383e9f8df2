import { describe, expect, it, test } from 'vitest';
import type { Outcome } from '../../src/stress/result.js';
import { outcomeVerdict } from '../../src/stress/verdict.js';

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
