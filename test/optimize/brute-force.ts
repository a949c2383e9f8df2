import type { LinearLimit, OptimizeProblem } from '../../src/optimize/problem.js';

/**
 * The problem by definition, for problems in whole dollars: every combination in the box, every
 * limit one by one, CVaR as the least over z of z + E[max(L - z, 0)] / (1 - alpha).
 */
export interface Answer {
  readonly units: readonly number[];
  readonly costUsd: number;
  readonly cvarUsd: number;
}

/** Whole-dollar data: what differs at all differs by far more than this. */
const SAME = 1e-6;
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19];

export function everyCombination(problem: OptimizeProblem): readonly (readonly number[])[] {
  return problem.instruments.reduce<readonly (readonly number[])[]>(
    (all, { maxUnits }) =>
      all.flatMap((units) => Array.from({ length: maxUnits + 1 }, (_, n) => [...units, n])),
    [[]],
  );
}

export function lossesOf(problem: OptimizeProblem, units: readonly number[]): Float64Array {
  return problem.baseLossUsd.map((loss, s) =>
    problem.instruments.reduce((sum, item, j) => sum - units[j]! * item.gainUsd[s]!, loss),
  );
}

export function cvarByDefinition(
  losses: Float64Array,
  probabilities: Float64Array,
  alpha: number,
): number {
  const at = (z: number): number =>
    z +
    losses.reduce((sum, loss, s) => sum + probabilities[s]! * Math.max(0, loss - z), 0) /
      (1 - alpha);
  return losses.reduce(
    (least, z, s) => (probabilities[s]! > 0 ? Math.min(least, at(z)) : least),
    Infinity,
  );
}

export function keepsLimits(
  problem: OptimizeProblem,
  units: readonly number[],
  cvarUsd: number,
): boolean {
  const { instruments, limits } = problem;
  const sum = (pick: (item: (typeof instruments)[number], j: number) => number): number =>
    instruments.reduce((total, item, j) => total + units[j]! * pick(item, j), 0);
  const total = sum((item) => item.notionalUsd);
  const within = (value: number, { min = -Infinity, max = Infinity }): boolean =>
    value >= min - SAME && value <= max + SAME;
  const { expectedValueUsd: value } = limits;
  return (
    (limits.bands ?? []).every(({ min, max }, layer) => {
      const part = sum((item) => (item.layer === layer ? item.notionalUsd : 0));
      return part >= min * total - SAME && part <= max * total + SAME;
    }) &&
    within(total, limits.notionalUsd ?? {}) &&
    within(
      sum((item) => item.premiumUsd),
      limits.premiumUsd ?? {},
    ) &&
    within(
      sum((item) => item.carryUsd),
      limits.carryUsd ?? {},
    ) &&
    within(cvarUsd, limits.cvarUsd ?? {}) &&
    (value === undefined ||
      (value.constantUsd ?? 0) -
        (value.discount ?? 1) *
          lossesOf(problem, units).reduce(
            (all, loss, s) => all + loss * problem.probabilities[s]!,
            0,
          ) >=
        value.min - SAME) &&
    (limits.extra ?? []).every((limit: LinearLimit) =>
      within(
        sum((_, j) => limit.coefficients[j]!),
        limit,
      ),
    )
  );
}

/** The best combination in the order that HedgeObjective documents; undefined: none is allowed. */
export function bruteForce(problem: OptimizeProblem): Answer | undefined {
  let best: { answer: Answer; order: readonly number[] } | undefined;
  for (const units of everyCombination(problem)) {
    const cvarUsd = cvarByDefinition(
      lossesOf(problem, units),
      problem.probabilities,
      problem.alpha,
    );
    if (!keepsLimits(problem, units, cvarUsd)) continue;
    const costUsd = problem.instruments.reduce((sum, item, j) => sum + units[j]! * item.costUsd, 0);
    const order = [
      ...(problem.minimize === 'cost' ? [costUsd, cvarUsd] : [cvarUsd, costUsd]),
      units.reduce((sum, n) => sum + n, 0),
      units.reduce((sum, n, j) => sum + n * Math.sqrt(PRIMES[j]!), 0),
    ];
    const difference =
      best === undefined
        ? -1
        : (order.map((value, k) => value - best!.order[k]!).find((d) => Math.abs(d) > SAME) ?? 0);
    if (difference < 0) best = { answer: { units, costUsd, cvarUsd }, order };
  }
  return best?.answer;
}
