import { describe, expect, it } from 'vitest';
import type { OptimizeProblem } from '../../src/optimize/problem.js';
import { optimizeHedge } from '../../src/optimize/solve.js';
import { loadHighs, solveMonolithic } from '../bench/monolithic.mjs';
import { BANDS, marketProblem } from './problems.js';

/** Twelve draws, each under limits that bind, for least cost and for least CVaR. */
function problems(seed: number): readonly OptimizeProblem[] {
  const market = marketProblem(500 + 25 * seed, 6, seed);
  const unhedged = optimizeHedge({ ...market, instruments: [], limits: {}, minimize: 'cost' });
  if (unhedged.status !== 'optimal') throw new Error(unhedged.status);
  const cap = unhedged.solution.cvarUsd * (0.5 + 0.03 * seed);
  return [
    {
      ...market,
      minimize: 'cost',
      limits: { cvarUsd: { max: cap }, ...(seed % 2 === 0 && { bands: BANDS }) },
    },
    {
      ...market,
      minimize: 'cvar',
      limits: {
        bands: BANDS,
        notionalUsd: { min: 60_000 + 5_000 * seed, max: 180_000 },
        premiumUsd: { max: 1_200 },
        carryUsd: { min: -2_500 },
      },
    },
  ];
}

describe('against HiGHS on the programme with a row for every scenario', () => {
  it('has the same optimum to 1e-6, 24 times', async () => {
    const highs = await loadHighs();
    for (let seed = 1; seed <= 12; seed += 1) {
      for (const problem of problems(seed)) {
        const wanted = solveMonolithic(highs, problem);
        const result = optimizeHedge(problem);
        if (result.status !== 'optimal') {
          expect({ seed, status: result.status, wanted }).toEqual({
            seed,
            status: 'infeasible',
            wanted: undefined,
          });
          continue;
        }
        const { costUsd, cvarUsd } = result.solution;
        const got = problem.minimize === 'cost' ? costUsd : cvarUsd;
        expect(wanted).toBeDefined();
        expect(Math.abs(got / wanted! - 1), `seed ${seed}: ${got} for ${wanted}`).toBeLessThan(
          1e-6,
        );
      }
    }
  });
});
