import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OptimizeProblem, OptimizeResult } from '../../src/optimize/problem.js';
import { randomSource } from '../../src/scenario/random.js';
import { optimizeHedge } from '../../src/optimize/solve.js';
import { tailRisk } from '../../src/optimize/tail-risk.js';
import { lossesOf } from './brute-force.js';
import { BANDS, marketProblem, smallProblem } from './problems.js';

const problems = fc.integer({ min: 1, max: 1e9 }).map(smallProblem);

function objectiveOf(problem: OptimizeProblem, result: OptimizeResult): number {
  if (result.status === 'infeasible') return Infinity;
  if (result.status !== 'optimal') throw new Error(result.status);
  return problem.minimize === 'cost' ? result.solution.costUsd : result.solution.cvarUsd;
}

function shuffled(problem: OptimizeProblem, seed: number): OptimizeProblem {
  const { uniform: random } = randomSource(seed);
  const order = Array.from(problem.probabilities.keys());
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const permute = (values: Float64Array): Float64Array =>
    Float64Array.from(order, (s) => values[s]!);
  return {
    ...problem,
    probabilities: permute(problem.probabilities),
    baseLossUsd: permute(problem.baseLossUsd),
    instruments: problem.instruments.map((item) => ({ ...item, gainUsd: permute(item.gainUsd) })),
  };
}

describe('whatever the problem', () => {
  it('reports of its units what they do', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const result = optimizeHedge(problem);
        if (result.status !== 'optimal') return;
        const { units, cvarUsd, varUsd, expectedLossUsd, limits } = result.solution;
        const losses = lossesOf(problem, units);
        const risk = tailRisk(losses, problem.probabilities, problem.alpha);
        expect(cvarUsd).toBeCloseTo(risk.cvarUsd, 6);
        expect(varUsd).toBeCloseTo(risk.varUsd, 6);
        expect(expectedLossUsd).toBeCloseTo(
          losses.reduce((sum, loss, s) => sum + loss * problem.probabilities[s]!, 0),
          6,
        );
        for (const { side, bound, value } of limits) {
          expect(side === 'max' ? value - bound : bound - value).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does no better under a tighter limit', () => {
    fc.assert(
      fc.property(problems, fc.double({ min: 0, max: 1, noNaN: true }), (problem, share) => {
        const loose = objectiveOf(problem, optimizeHedge(problem));
        const { limits } = problem;
        const tighter: OptimizeProblem[] = [
          {
            ...problem,
            limits: { ...limits, cvarUsd: { max: (limits.cvarUsd?.max ?? 6000) - 1000 * share } },
          },
          {
            ...problem,
            limits: { ...limits, premiumUsd: { max: (limits.premiumUsd?.max ?? 300) * share } },
          },
          {
            ...problem,
            limits: { ...limits, carryUsd: { min: (limits.carryUsd?.min ?? -60) * share } },
          },
          {
            ...problem,
            limits: {
              ...limits,
              notionalUsd: {
                ...limits.notionalUsd,
                min: (limits.notionalUsd?.min ?? 0) + 200 * share,
              },
            },
          },
          {
            ...problem,
            instruments: problem.instruments.map((item) => ({
              ...item,
              maxUnits: Math.floor(item.maxUnits * share),
            })),
          },
        ].filter(
          ({ limits: { notionalUsd } }) =>
            (notionalUsd?.min ?? 0) <= (notionalUsd?.max ?? Infinity),
        );
        for (const tight of tighter) {
          const value = objectiveOf(tight, optimizeHedge(tight));
          const dust = loose === Infinity ? 0 : 1e-6 * Math.max(1, Math.abs(loose));
          expect(value).toBeGreaterThanOrEqual(loose - dust);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same units for the scenarios in another order', () => {
    fc.assert(
      fc.property(problems, fc.integer(), (problem, seed) => {
        const one = optimizeHedge(problem);
        const two = optimizeHedge(shuffled(problem, seed));
        expect(two.status).toBe(one.status);
        if (one.status !== 'optimal' || two.status !== 'optimal') return;
        expect(two.solution.units).toEqual(one.solution.units);
        expect(two.solution.cvarUsd).toBeCloseTo(one.solution.cvarUsd, 6);
      }),
      { numRuns: 200 },
    );
    const market: OptimizeProblem = {
      ...marketProblem(5000, 6, 8),
      minimize: 'cvar',
      limits: { bands: BANDS, notionalUsd: { min: 60_000, max: 140_000 } },
    };
    const units = [0, 1, 2, 3].map((seed) => {
      const result = optimizeHedge(seed === 0 ? market : shuffled(market, seed));
      return result.status === 'optimal' ? result.solution.units : result.status;
    });
    units.forEach((answer) => expect(answer).toEqual(units[0]));
  });

  it('gives the same bytes for the same input', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const bytes = (): string => JSON.stringify(optimizeHedge(problem));
        expect(bytes()).toBe(bytes());
      }),
      { numRuns: 50 },
    );
  });

  it('does not mind splitting a scenario into parts of its weight', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const twice = (values: Float64Array): Float64Array =>
          Float64Array.from([...values, ...values]);
        const split = {
          ...problem,
          probabilities: twice(problem.probabilities).map((p) => p / 2),
          baseLossUsd: twice(problem.baseLossUsd),
          instruments: problem.instruments.map((item) => ({
            ...item,
            gainUsd: twice(item.gainUsd),
          })),
        };
        const [one, two] = [optimizeHedge(problem), optimizeHedge(split)];
        expect(two.status).toBe(one.status);
        if (one.status === 'optimal' && two.status === 'optimal')
          expect(two.solution.units).toEqual(one.solution.units);
      }),
      { numRuns: 100 },
    );
  });
});
