import { describe, expect, it } from 'vitest';
import type { OptimizeProblem } from '../../src/optimize/problem.js';
import { optimizeHedge } from '../../src/optimize/solve.js';
import { bruteForce } from './brute-force.js';
import { ORACLE, smallProblem } from './problems.js';

describe('the oracle of METHOD 6.8', () => {
  it('finds (4, 3, 0) at 580 with a CVaR of 3960', () => {
    const result = optimizeHedge(ORACLE);
    expect(result).toMatchObject({
      status: 'optimal',
      solution: { units: [4, 3, 0], costUsd: 580 },
    });
    if (result.status !== 'optimal') return;
    expect(result.solution.cvarUsd).toBeCloseTo(3960, 8);
  });

  it('has an unhedged CVaR of 8400', () => {
    const result = optimizeHedge({ ...ORACLE, limits: {}, instruments: [] });
    expect(result).toMatchObject({ status: 'optimal', solution: { units: [], costUsd: 0 } });
    if (result.status !== 'optimal') return;
    expect(result.solution.cvarUsd).toBeCloseTo(8400, 8);
  });
});

describe('against every combination', () => {
  const counts = { optimal: 0, infeasible: 0, cost: 0, cvar: 0, held: 0 };

  function expectSameAsBruteForce(problem: OptimizeProblem, seed: number): void {
    const wanted = bruteForce(problem);
    const result = optimizeHedge(problem);
    counts[problem.minimize] += 1;
    if (wanted === undefined) {
      expect({ seed, status: result.status }).toEqual({ seed, status: 'infeasible' });
      counts.infeasible += 1;
      return;
    }
    if (result.status !== 'optimal') throw new Error(`seed ${seed}: ${result.status}`);
    const { units, costUsd, cvarUsd } = result.solution;
    expect({ seed, units }).toEqual({ seed, units: wanted.units });
    expect(costUsd).toBeCloseTo(wanted.costUsd, 6);
    expect(cvarUsd).toBeCloseTo(wanted.cvarUsd, 6);
    counts.optimal += 1;
    if (units.some((n) => n > 0)) counts.held += 1;
  }

  it('gives the same units, ties included, and the same verdict on contradictory limits', () => {
    for (let seed = 1; seed <= 600; seed += 1) expectSameAsBruteForce(smallProblem(seed), seed);
    // The draws must be worth something: both objectives, both verdicts, hedges that are held.
    expect(Math.min(counts.optimal, counts.infeasible)).toBeGreaterThan(100);
    expect(Math.min(counts.cost, counts.cvar)).toBeGreaterThan(200);
    expect(counts.held).toBeGreaterThan(100);
  });
});
