import { describe, expect, it } from 'vitest';
import { efficientFrontier, limitCosts } from '../../src/optimize/frontier.js';
import type { OptimizeProblem } from '../../src/optimize/problem.js';
import { optimizeHedge } from '../../src/optimize/solve.js';
import { cvarByDefinition, everyCombination, keepsLimits, lossesOf } from './brute-force.js';
import { BANDS, marketProblem, ORACLE, smallProblem } from './problems.js';
import { refusalOf } from './refused.js';

describe('the efficient frontier', () => {
  it('goes from no hedge to the safest, each point beaten by no combination', () => {
    let efficient = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const problem = smallProblem(seed);
      const points = efficientFrontier(problem, 12);
      const limits = { ...problem.limits, cvarUsd: { max: Infinity } };
      const allowed = everyCombination(problem).flatMap((units) => {
        const cvarUsd = cvarByDefinition(
          lossesOf(problem, units),
          problem.probabilities,
          problem.alpha,
        );
        const costUsd = units.reduce((sum, n, j) => sum + n * problem.instruments[j]!.costUsd, 0);
        return keepsLimits({ ...problem, limits }, units, cvarUsd) ? [{ costUsd, cvarUsd }] : [];
      });
      expect(points.length === 0).toBe(allowed.length === 0);
      for (const { solution, proven } of points) {
        const { costUsd, cvarUsd } = solution;
        expect(proven).toBe(true);
        const better = allowed.filter(
          (other) =>
            other.costUsd <= costUsd + 1e-6 &&
            other.cvarUsd <= cvarUsd + 1e-6 &&
            (other.costUsd < costUsd - 1e-6 || other.cvarUsd < cvarUsd - 1e-6),
        );
        expect({ seed, costUsd, cvarUsd, better }).toEqual({ seed, costUsd, cvarUsd, better: [] });
      }
      points.slice(1).forEach(({ solution }, i) => {
        efficient += 1;
        expect(solution.costUsd).toBeGreaterThan(points[i]!.solution.costUsd);
        expect(solution.cvarUsd).toBeLessThan(points[i]!.solution.cvarUsd);
      });
    }
    expect(efficient).toBeGreaterThan(30);
  });

  it('holds the oracle between its ends', () => {
    const points = efficientFrontier(ORACLE, 200);
    expect(points[0]!.solution).toMatchObject({ units: [0, 0, 0], costUsd: 0 });
    expect(points.map(({ solution }) => solution.units)).toContainEqual([4, 3, 0]);
  });

  it('refuses a number of points that draws nothing', () => {
    expect(refusalOf(() => efficientFrontier(ORACLE, 1))).toContain('1 points');
    expect(refusalOf(() => efficientFrontier(ORACLE, 2.5))).toContain('2.5 points');
  });
});

describe('what limits cost', () => {
  it('is the difference that solving without them makes', () => {
    const market = marketProblem(800, 6, 4);
    const problem: OptimizeProblem = {
      ...market,
      minimize: 'cvar',
      limits: {
        bands: BANDS,
        notionalUsd: { min: 50_000, max: 150_000 },
        premiumUsd: { max: 800 },
        carryUsd: { min: -1e6 },
      },
    };
    const best = optimizeHedge(problem);
    if (best.status !== 'optimal') throw new Error(best.status);
    const costs = limitCosts(problem);
    expect(costs.map(({ name, side }) => `${name} ${side}`)).toEqual([
      ...['short', 'intermediate', 'stabilizer'].flatMap((l) => [
        `band of ${l} min`,
        `band of ${l} max`,
      ]),
      'notional min',
      'notional max',
      'premium max',
      'carry min',
      ...market.instruments.map(({ id }) => `units of ${id} max`),
    ]);
    const at = (name: string, side: string): (typeof costs)[number] =>
      costs.find((cost) => cost.name === name && cost.side === side)!;
    expect(at('carry', 'min')).toMatchObject({ addsUsd: 0, proven: true });
    for (const [limit, limits] of [
      [at('notional', 'max'), { ...problem.limits, notionalUsd: { min: 50_000 } }],
      [at('premium', 'max'), { ...problem.limits, premiumUsd: { max: Infinity } }],
    ] as const) {
      const without = optimizeHedge({ ...problem, limits });
      if (without.status !== 'optimal') throw new Error(without.status);
      expect(limit.withoutUsd).toBeCloseTo(without.solution.cvarUsd, 6);
      expect(limit.addsUsd).toBeCloseTo(best.solution.cvarUsd - without.solution.cvarUsd, 6);
    }
    const wider = optimizeHedge({
      ...problem,
      limits: { ...problem.limits, notionalUsd: { min: 50_000, max: 165_000 } },
    });
    if (wider.status !== 'optimal') throw new Error(wider.status);
    expect(at('notional', 'max').addsUsd).toBeGreaterThan(0);
    expect(at('notional', 'max').relaxed?.bound).toBeCloseTo(165_000, 6);
    expect(at('notional', 'max').relaxed?.objectiveUsd).toBeCloseTo(wider.solution.cvarUsd, 6);
    expect(costs.every(({ addsUsd }) => addsUsd! >= 0)).toBe(true);
  });

  it('says so where without the limit the objective falls without end', () => {
    const instruments = [{ ...ORACLE.instruments[0]!, costUsd: -1 }];
    const [only] = limitCosts({ ...ORACLE, instruments, limits: {} });
    expect(only).toMatchObject({ name: 'units of a', withoutUsd: undefined, addsUsd: undefined });
  });

  it('is nothing where no hedge keeps the limits', () => {
    expect(limitCosts({ ...ORACLE, instruments: [] })).toEqual([]);
  });
});
