import { Refusal } from '../errors.js';
import { TailFinder } from './tail-selection.js';

/** Probabilities may miss a sum of 1 by this much: they were divided, not typed. */
const SUM_DUST = 1e-9;
/** A sample that supports an alpha to within this much supports it. */
const SUPPORT_DUST = 1e-9;

/** Tail risk of a loss distribution in dollars, a loss being positive. */
export interface TailRisk {
  /** The least loss that is exceeded with probability at most 1 - alpha. */
  readonly varUsd: number;
  /** The mean of the worst 1 - alpha of the probability mass. */
  readonly cvarUsd: number;
}

/**
 * Value at risk and conditional value at risk of a discrete loss distribution (Rockafellar and
 * Uryasev 2000, 2002). VaR is the lower quantile, min { z : P(L <= z) >= alpha }. CVaR is
 * min over z of z + E[max(L - z, 0)] / (1 - alpha): the mean of the worst 1 - alpha of the mass,
 * where the scenario on the threshold counts with just the part of its weight that fills the tail.
 * CVaR >= VaR, and both rise with alpha.
 * @param lossesUsd loss in each scenario, positive = loss
 * @param probabilities of the scenarios, sum 1
 * @param alpha confidence, in (0, 1)
 * @throws Refusal where alpha, a loss or the probabilities are not what they should be; it does not
 * ask whether the sample supports alpha, see {@link assertSupportsAlpha}
 */
export function tailRisk(
  lossesUsd: Float64Array,
  probabilities: Float64Array,
  alpha: number,
): TailRisk {
  assertAlpha(alpha);
  assertProbabilities(probabilities);
  if (lossesUsd.length !== probabilities.length) {
    throw new Refusal(
      `there are ${lossesUsd.length} losses and ${probabilities.length} probabilities`,
      'give one probability for each scenario',
    );
  }
  const broken = lossesUsd.findIndex((loss) => !Number.isFinite(loss));
  if (broken >= 0) {
    throw new Refusal(
      `the loss in scenario ${broken} is ${lossesUsd[broken]}`,
      'give a finite loss in dollars for each scenario',
    );
  }
  const tail = new TailFinder(probabilities, alpha).find(lossesUsd);
  let cvarUsd = 0;
  for (let i = 0; i < tail.count; i += 1) {
    cvarUsd += (tail.weights[i] as number) * (lossesUsd[tail.scenarios[i] as number] as number);
  }
  return { varUsd: tail.threshold, cvarUsd: Math.max(cvarUsd, tail.threshold) };
}

/**
 * Refuses an alpha whose tail is too thin for the sample (METHOD 6.8): the tail mass 1 - alpha
 * must hold at least one scenario whole. At equal weights that is k (1 - alpha) >= 1, so that the
 * ceil(k (1 - alpha)) worst scenarios make the tail; at unequal weights the lightest must fit in
 * it. Where none fits, CVaR is the worst scenario's loss at every such alpha, whatever its name.
 * @param count number of scenarios
 * @param probabilities of the scenarios, sum 1; absent: equal weights
 * @param alpha confidence, in (0, 1)
 * @throws Refusal naming the largest alpha and, at equal weights, the smallest sample that works
 */
export function assertSupportsAlpha(
  count: number,
  probabilities: Float64Array | undefined,
  alpha: number,
): void {
  assertAlpha(alpha);
  if (probabilities !== undefined) assertProbabilities(probabilities);
  const held = probabilities?.filter((p) => p > 0) ?? new Float64Array(count).fill(1 / count);
  if (held.length < 2) {
    throw new Refusal(
      `CVaR needs a distribution, and there ${held.length === 1 ? 'is 1 scenario' : 'are no scenarios'}`,
      `give at least ${Math.max(2, smallestSample(alpha))} scenarios for alpha ${alpha}`,
    );
  }
  const lightest = held.reduce((least, p) => Math.min(least, p), 1);
  if (1 - alpha >= lightest * (1 - SUPPORT_DUST)) return;
  const equal = held.every((p) => Math.abs(p - lightest) <= SUPPORT_DUST * lightest);
  const largest = Math.floor((1 - lightest) * 1e4 + SUPPORT_DUST) / 1e4;
  const say = `use alpha ${largest} or less, or say worst case`;
  const tail = Number((1 - alpha).toPrecision(6));
  throw new Refusal(
    equal
      ? `alpha ${alpha} needs at least ${smallestSample(alpha)} scenarios of equal weight, and there are ${held.length}`
      : `alpha ${alpha} leaves a tail of ${tail}, less than the lightest of ${held.length} scenarios (${Number(lightest.toPrecision(6))})`,
    equal ? `${say}, or give more scenarios` : say,
  );
}

/** @throws Refusal where alpha does not lie in (0, 1) */
function assertAlpha(alpha: number): void {
  if (alpha > 0 && alpha < 1) return;
  throw new Refusal(`alpha is ${alpha}`, 'give a confidence between 0 and 1, such as 0.95');
}

/** @throws Refusal where they are not numbers of at least 0 that sum to 1 */
export function assertProbabilities(probabilities: Float64Array): void {
  let sum = 0;
  probabilities.forEach((p, s) => {
    if (!(p >= 0 && p <= 1 + SUM_DUST)) {
      throw new Refusal(
        `the probability of scenario ${s} is ${p}`,
        'give probabilities between 0 and 1',
      );
    }
    sum += p;
  });
  if (Math.abs(sum - 1) <= SUM_DUST) return;
  throw new Refusal(`the probabilities sum to ${sum}`, 'give probabilities that sum to 1');
}

function smallestSample(alpha: number): number {
  return Math.ceil((1 / (1 - alpha)) * (1 - SUPPORT_DUST));
}
