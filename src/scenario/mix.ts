import { Refusal } from '../errors.js';
import type { MarketShock, ScenarioSet } from './shock.js';

/** METHOD 6.8: nine parts drawn scenarios, one part historical episodes (our choice). */
export const DEFAULT_MIX = [0.9, 0.1] as const;

/** Weights may miss a sum of 1 by rounding. */
const SLACK = 1e-9;

/**
 * Sets of scenarios as one, each set keeping its weight however many scenarios it has.
 * @param weights of the sets, summing to 1; for two sets {@link DEFAULT_MIX} where absent
 * @throws Refusal where weights and sets differ in number, a weight is below 0 or the sum is not 1,
 *   or a set with weight is empty, or two scenarios have one id
 */
export function mixScenarios(
  sets: readonly ScenarioSet[],
  weights: readonly number[] = DEFAULT_MIX,
): ScenarioSet {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const areShares = weights.every((weight) => weight >= 0) && Math.abs(sum - 1) <= SLACK;
  if (sets.length !== weights.length || !areShares) {
    throw new Refusal(
      `${sets.length} sets of scenarios with the weights ${weights.join(', ')}`,
      'give each set a weight of 0 or more, summing to 1',
    );
  }
  const empty = sets.findIndex(({ shocks }, i) => shocks.length === 0 && (weights[i] ?? 0) > 0);
  if (empty !== -1) {
    throw new Refusal(
      `set ${empty + 1} has no scenarios and the weight ${weights[empty] ?? 0}`,
      'leave it out, or give it the weight 0',
    );
  }
  const mixed = sets.flatMap(({ shocks, probabilities }, i) =>
    shocks.map((shock, j) => ({
      shock,
      probability: ((weights[i] as number) / sum) * (probabilities[j] as number),
    })),
  );
  const shocks = mixed.map(({ shock }) => shock);
  checkIds(shocks);
  return {
    shocks,
    probabilities: mixed.map(({ probability }) => probability),
    description: sets
      .map(
        ({ description }, i) =>
          `${Number((100 * (weights[i] as number)).toFixed(4))}% ${description}`,
      )
      .join(' + '),
  };
}

function checkIds(shocks: readonly MarketShock[]): void {
  const seen = new Set<string>();
  for (const { id } of shocks) {
    if (seen.has(id)) {
      throw new Refusal(`two scenarios are named ${id}`, 'give every scenario an id of its own');
    }
    seen.add(id);
  }
}
