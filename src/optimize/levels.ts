import type { HedgeObjective, OptimizeProblem } from './problem.js';
import { total } from './limits.js';

/** One of the objectives that are made least one after the other. */
export interface Level {
  /** What is summed over the units, divided by `scale`; absent: the CVaR. */
  readonly coefficients?: Float64Array;
  /** Dollars, or contracts, in one unit of the level's value: the search works at scale 1. */
  readonly scale: number;
  /** Values are whole multiples of this (0: of nothing), in the level's unit. */
  readonly quantum: number;
}

/** Prices are given to a hundredth of a cent at the finest; sums of them are multiples of it. */
const FINEST = 1e-4;

export function cvarLevel(scaleUsd: number): Level {
  return { scale: scaleUsd, quantum: 0 };
}

/** A level that sums coefficients over the units; undefined where all are 0. */
export function linearLevel(coefficients: Float64Array): Level | undefined {
  const scale = coefficients.reduce((most, c) => Math.max(most, Math.abs(c)), 0);
  if (scale === 0) return undefined;
  return {
    coefficients: coefficients.map((c) => c / scale),
    scale,
    quantum: quantumOf(coefficients) / scale,
  };
}

/** The problem's objective and the ties after it (see HedgeObjective). */
export function levelsOf(
  problem: OptimizeProblem,
  minimize: HedgeObjective,
  scaleUsd: number,
): readonly Level[] {
  const { instruments } = problem;
  const cost = linearLevel(Float64Array.from(instruments, (item) => item.costUsd));
  const cvar = cvarLevel(scaleUsd);
  return [
    ...(minimize === 'cost' ? [cost, cvar] : [cvar, cost]),
    linearLevel(new Float64Array(instruments.length).fill(1)),
    linearLevel(rootsOfPrimes(instruments.length)),
  ].filter((level) => level !== undefined);
}

/** The level's value, in its own unit (times `scale`: dollars or contracts). */
export function levelValue(level: Level, units: ArrayLike<number>, cvarUsd: number): number {
  if (level.coefficients === undefined) return cvarUsd / level.scale;
  return total(level.coefficients, units);
}

/** The greatest amount of which every coefficient is a whole multiple; 0 where there is none. */
export function quantumOf(coefficients: Float64Array): number {
  let common = 0;
  for (const c of coefficients) {
    const whole = Math.round(Math.abs(c) / FINEST);
    if (whole > 1e12 || Math.abs(whole * FINEST - Math.abs(c)) > 1e-12 * Math.max(1, Math.abs(c))) {
      return 0;
    }
    common = greatestDivisor(common, whole);
  }
  return common * FINEST;
}

function greatestDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** Square roots of the first primes: no two different whole combinations have the same sum. */
function rootsOfPrimes(count: number): Float64Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n += 1) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return Float64Array.from(primes, Math.sqrt);
}
