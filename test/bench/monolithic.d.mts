import type { Highs } from 'highs';
import type { OptimizeProblem } from '../../src/optimize/problem.js';

export function loadHighs(): Promise<Highs>;
export function solveMonolithic(
  highs: Highs,
  problem: OptimizeProblem,
  options?: { readonly relaxed?: boolean },
): number | undefined;
