import { Refusal } from '../errors.js';
import { normalCdf } from '../pricing/normal.js';

/** Sums of decimal fractions carry binary noise. */
const SUM_SLACK = 1e-9;

/**
 * Probabilities with the name of what they are: an expected value is only as good as they are, so
 * it never goes without them (METHOD 6.6).
 */
export interface Measure {
  /** What is assumed, for the reader: `bootstrap of 1990-2026, 90% + 10% episodes`. */
  readonly name: string;
  readonly probabilities: readonly number[];
}

/** A measure on levels of one quantity, such as SPX at the horizon. */
export interface LevelMeasure extends Measure {
  /** Ascending. */
  readonly levels: readonly number[];
}

/**
 * A measure on scenarios.
 * @throws Refusal for a measure without a name, or probabilities that are negative or sum not to 1
 */
export function createMeasure(name: string, probabilities: readonly number[]): Measure {
  if (name.trim() === '') {
    throw new Refusal('the measure has no name', 'say what its probabilities are');
  }
  const wrong = probabilities.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) {
    throw new Refusal(`${wrong} is no probability`, 'give fractions between 0 and 1');
  }
  const sum = probabilities.reduce((total, p) => total + p, 0);
  if (Math.abs(sum - 1) > SUM_SLACK) {
    throw new Refusal(`the probabilities sum to ${sum}`, 'let them sum to 1');
  }
  return { name, probabilities };
}

/**
 * The probability-weighted mean of one value a scenario.
 * @throws Refusal where there is not one value for each probability
 */
export function expectation({ probabilities }: Measure, values: ArrayLike<number>): number {
  if (values.length !== probabilities.length) {
    throw new Refusal(
      `there are ${values.length} values for ${probabilities.length} probabilities`,
      'give one value for each scenario',
    );
  }
  return probabilities.reduce((sum, p, i) => sum + p * (values[i] as number), 0);
}

/**
 * Probabilities on levels such that expectations of functions that are straight between the levels,
 * and level beyond the ends, are those of a lognormal, exactly: the weight of a level is the
 * expectation of its hat function. So a condor's payoff on its strikes needs no finer grid.
 *
 * @param levels ascending, above 0, at least one
 * @param forward the lognormal's mean, in the unit of the levels
 * @param stdDev of the logarithm, vol x sqrt(years); 0 is certainty of the forward
 * @throws Refusal for levels out of order, or a forward or deviation that is none
 */
export function lognormalMeasure(
  name: string,
  levels: readonly number[],
  forward: number,
  stdDev: number,
): LevelMeasure {
  assertLognormal(levels, forward, stdDev);
  const probabilities = levels.map(() => 0);
  const last = levels.length - 1;
  const add = (i: number, weight: number): void => {
    // Differences of probabilities far in a tail may come out at -1e-17.
    probabilities[i] = (probabilities[i] as number) + Math.max(0, weight);
  };
  let below = shareBelow(levels[0] as number, forward, stdDev);
  let meanBelow = meanShareBelow(levels[0] as number, forward, stdDev);
  add(0, below);
  for (let i = 0; i < last; i += 1) {
    const left = levels[i] as number;
    const right = levels[i + 1] as number;
    const upTo = shareBelow(right, forward, stdDev);
    const meanUpTo = meanShareBelow(right, forward, stdDev);
    const share = upTo - below;
    const mean = meanUpTo - meanBelow;
    add(i, (right * share - mean) / (right - left));
    add(i + 1, (mean - left * share) / (right - left));
    below = upTo;
    meanBelow = meanUpTo;
  }
  add(last, 1 - below);
  return { name, levels, probabilities };
}

/** P(S <= level) of a lognormal with mean `forward`. */
export function shareBelow(level: number, forward: number, stdDev: number): number {
  if (stdDev === 0) return level >= forward ? 1 : 0;
  return normalCdf(Math.log(level / forward) / stdDev + stdDev / 2);
}

/** E[S; S <= level] of the same. */
function meanShareBelow(level: number, forward: number, stdDev: number): number {
  if (stdDev === 0) return level >= forward ? forward : 0;
  return forward * normalCdf(Math.log(level / forward) / stdDev - stdDev / 2);
}

function assertLognormal(levels: readonly number[], forward: number, stdDev: number): void {
  if (!(forward > 0 && forward < Infinity && stdDev >= 0 && stdDev < Infinity)) {
    throw new Refusal(
      `a lognormal with mean ${forward} and deviation ${stdDev}`,
      'give a mean above 0 and a deviation of 0 or more',
    );
  }
  const ordered = levels.every(
    (level, i) => level > 0 && level < Infinity && (i === 0 || level > (levels[i - 1] as number)),
  );
  if (levels.length > 0 && ordered) return;
  throw new Refusal(
    `the ${levels.length} levels are not ascending above 0`,
    'sort them, each once',
  );
}
