import { Refusal } from '../errors.js';
import { limitsOf } from './limits.js';
import type { HedgeSolution, OptimizeOptions, OptimizeProblem } from './problem.js';
import { randomSource } from '../scenario/random.js';
import { orRefuse, prepareProblem, solvePrepared } from './solve.js';
import type { PreparedProblem } from './solve.js';

const MOST_DRAWS = 100_000;

export interface StabilityOptions extends OptimizeOptions {
  /** Of the draws: the same seed gives the same answer. */
  readonly seed: number;
  /** How many samples to draw and solve. */
  readonly draws: number;
}

/** How a number of units moves from sample to sample. */
export interface UnitsSpread {
  /** Units in the answer on the scenarios as given. */
  readonly units: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** Share of the solved samples whose answer differs by a unit or more. */
  readonly changed: number;
}

export interface Stability {
  readonly solution: HedgeSolution;
  readonly draws: number;
  /** Samples on which no hedge keeps the limits. */
  readonly infeasible: number;
  /** Samples on which the search stopped at its node limit: their best hedge counts, if any. */
  readonly unproven: number;
  /** One for each instrument, in the problem's order. */
  readonly instruments: readonly (UnitsSpread & { readonly id: string })[];
  /** One for each layer that has instruments, by index: the units of all of them. */
  readonly layers: readonly (UnitsSpread & { readonly layer: number })[];
  /** Least and greatest of the objective over the solved samples; absent where there is none. */
  readonly objectiveUsd?: { readonly min: number; readonly max: number };
}

/**
 * How far the answer hangs on the sample of scenarios: bootstrap samples as large as the set are
 * drawn by the scenarios' probabilities, and the problem is solved on each.
 * @throws Refusal as `optimizeHedge` does, and where the problem has no answer to begin with
 */
export function hedgeStability(
  problem: OptimizeProblem,
  { seed, draws, ...options }: StabilityOptions,
): Stability {
  if (!(Number.isInteger(draws) && draws >= 1 && draws <= MOST_DRAWS)) {
    throw new Refusal(`${draws} samples are asked for`, `ask for 1 to ${MOST_DRAWS}`);
  }
  if (!Number.isInteger(seed)) throw new Refusal(`the seed is ${seed}`, 'give a whole number');
  const prepared = prepareProblem(problem, options);
  const first = orRefuse(solvePrepared(prepared));
  if (first.status === 'infeasible' || first.status === 'undecided') {
    throw new Refusal(
      first.status === 'infeasible'
        ? 'no hedge keeps the limits, so there is no answer whose stability could be tested'
        : 'no hedge was found within the node limit',
      first.status === 'infeasible' ? 'relax a limit first' : 'raise the node limit',
    );
  }
  const { solution } = first;
  const answers: HedgeSolution[] = [];
  let infeasible = 0;
  let unproven = 0;
  const { uniform: random } = randomSource(seed);
  for (let draw = 0; draw < draws; draw += 1) {
    const result = orRefuse(solvePrepared(resampled(prepared, random)));
    if (result.status === 'infeasible') infeasible += 1;
    if (result.status === 'gap' || result.status === 'undecided') unproven += 1;
    if (result.status === 'optimal' || result.status === 'gap') answers.push(result.solution);
  }
  const spread = (unitsOf: (one: HedgeSolution) => number): UnitsSpread =>
    spreadOf(unitsOf(solution), answers.map(unitsOf));
  const inLayer = (layer: number, { units }: HedgeSolution): number =>
    units.reduce((sum, n, j) => (problem.instruments[j]?.layer === layer ? sum + n : sum), 0);
  const layers = [...new Set(problem.instruments.map((item) => item.layer))].sort((a, b) => a - b);
  const objectives = answers.map((one) =>
    problem.minimize === 'cost' ? one.costUsd : one.cvarUsd,
  );
  return {
    solution,
    draws,
    infeasible,
    unproven,
    instruments: problem.instruments.map(({ id }, j) => ({
      id,
      ...spread((one) => one.units[j] as number),
    })),
    layers: layers.map((layer) => ({ layer, ...spread((one) => inLayer(layer, one)) })),
    ...(objectives.length > 0 && {
      objectiveUsd: {
        min: objectives.reduce((a, b) => Math.min(a, b)),
        max: objectives.reduce((a, b) => Math.max(a, b)),
      },
    }),
  };
}

/** The same scenarios, weighted by how often each was drawn. */
function resampled(prepared: PreparedProblem, random: () => number): PreparedProblem {
  const { probabilities, alpha } = prepared.problem;
  const count = probabilities.length;
  const upTo = new Float64Array(count);
  let sum = 0;
  probabilities.forEach((p, s) => {
    sum += p;
    upTo[s] = sum;
  });
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const at = random() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    weights[low] = (weights[low] as number) + 1 / count;
  }
  const problem = { ...prepared.problem, probabilities: weights };
  const model = prepared.model.reweighted(weights, alpha);
  return { ...prepared, problem, model, limits: limitsOf(problem, model) };
}

function spreadOf(units: number, drawn: readonly number[]): UnitsSpread {
  const sorted = drawn.toSorted((a, b) => a - b);
  return {
    units,
    min: sorted[0] ?? units,
    median: sorted[sorted.length >> 1] ?? units,
    max: sorted[sorted.length - 1] ?? units,
    changed: drawn.filter((n) => n !== units).length / Math.max(1, drawn.length),
  };
}
