import { describe, expect, it } from 'vitest';
import { explainInfeasible } from '../../src/optimize/infeasible.js';
import type { Conflict, ConflictingLimit } from '../../src/optimize/infeasible.js';
import type { HedgeLimits, OptimizeProblem } from '../../src/optimize/problem.js';
import { optimizeHedge } from '../../src/optimize/solve.js';
import { bruteForce } from './brute-force.js';
import { instrument, ORACLE, smallProblem } from './problems.js';

/** The problem with the bounds of some limits moved, or (undefined) taken away. */
function rebound(
  problem: OptimizeProblem,
  move: (limit: { name: string; side: 'min' | 'max' }, bound: number) => number | undefined,
): OptimizeProblem {
  const { limits } = problem;
  const sides = (
    name: string,
    { min, max }: { min?: number; max?: number },
    free = Infinity,
  ): { min: number; max: number } => ({
    min: min === undefined ? -free : (move({ name, side: 'min' }, min) ?? -free),
    max: max === undefined ? free : (move({ name, side: 'max' }, max) ?? free),
  });
  const moved: HedgeLimits = {
    ...(limits.bands && {
      bands: limits.bands.map((band) => {
        const { min, max } = sides(`band of ${band.name}`, band, 1);
        return { name: band.name, min: Math.max(0, min), max };
      }),
    }),
    ...(limits.notionalUsd && { notionalUsd: sides('notional', limits.notionalUsd) }),
    ...(limits.premiumUsd && { premiumUsd: sides('premium', limits.premiumUsd) }),
    ...(limits.carryUsd && { carryUsd: sides('carry', limits.carryUsd) }),
    ...(limits.cvarUsd && { cvarUsd: sides('cvar', limits.cvarUsd) }),
    ...(limits.expectedValueUsd && {
      expectedValueUsd: {
        ...limits.expectedValueUsd,
        min: sides('expected value', { min: limits.expectedValueUsd.min }).min,
      },
    }),
    ...(limits.extra && {
      extra: limits.extra.map((limit) => ({ ...limit, ...sides(limit.name, limit) })),
    }),
  };
  const instruments = problem.instruments.map((item) => ({
    ...item,
    maxUnits: move({ name: `units of ${item.id}`, side: 'max' }, item.maxUnits) ?? 40,
  }));
  return { ...problem, instruments, limits: moved };
}

const same = (a: { name: string; side: string }, b: { name: string; side: string }): boolean =>
  a.name === b.name && a.side === b.side;

const isFeasible = (problem: OptimizeProblem): boolean =>
  optimizeHedge(problem).status === 'optimal';

/** Only the conflict's limits, one of them moved. */
function onlyConflict(
  problem: OptimizeProblem,
  { limits }: Conflict,
  spared?: ConflictingLimit,
): OptimizeProblem {
  return rebound(problem, (limit, bound) => {
    const kept = limits.some((other) => same(other, limit));
    return kept && !(spared && same(spared, limit)) ? bound : undefined;
  });
}

describe('limits in conflict', () => {
  it('names the cap and the units that hold it, and how far each must give', () => {
    const instruments = ORACLE.instruments.map((item) => ({ ...item, maxUnits: 2 }));
    const conflict = explainInfeasible({ ...ORACLE, instruments });
    expect(conflict?.irreducible).toBe(true);
    // A unit takes 780, 440 or 282 off the mean of the two crashes, which is 8400.
    const [cvar, ...units] = conflict!.limits;
    expect(cvar).toMatchObject({ name: 'cvar', side: 'max', bound: 4000, proven: true });
    expect(cvar?.needed).toBeCloseTo(8400 - 2 * (780 + 440 + 282), 6);
    expect(units).toEqual([
      { name: 'units of a', side: 'max', bound: 2, needed: 4, proven: true },
      { name: 'units of b', side: 'max', bound: 2, needed: 6, proven: true },
      { name: 'units of c', side: 'max', bound: 2, needed: 7, proven: true },
    ]);
  });

  it('knows when no relaxation of one limit alone is enough', () => {
    const conflict = explainInfeasible({
      ...ORACLE,
      instruments: [instrument('a', 0, [0, 0, 0, 0, 0], { maxUnits: 1 })],
      limits: {
        cvarUsd: { max: 4000 },
        extra: [{ name: 'impossible', coefficients: [0], min: 1 }],
      },
    });
    // Two conflicts, each of one limit: relaxing the one that is named leaves the other.
    expect(conflict?.limits).toHaveLength(1);
    expect(conflict?.limits[0]?.needed).toBeUndefined();
  });

  it('names the share a band would need', () => {
    const conflict = explainInfeasible({
      ...ORACLE,
      instruments: [
        instrument('a', 0, ORACLE.instruments[0]!.gainUsd, { notionalUsd: 1000, maxUnits: 9 }),
        instrument('b', 1, ORACLE.instruments[1]!.gainUsd, { notionalUsd: 700, maxUnits: 9 }),
      ],
      limits: {
        bands: [
          { name: 'short', min: 0.55, max: 0.58 },
          { name: 'long', min: 0, max: 1 },
        ],
        notionalUsd: { min: 2000, max: 3200 },
      },
    });
    // Within the total: 2 of a (1), 3 (1), 1 + 2b (.417), 1 + 3b (.323), 2 + 1b (.741), 4b (0).
    const band = conflict?.limits.filter(({ name }) => name === 'band of short');
    expect(band).toEqual([
      { name: 'band of short', side: 'min', bound: 0.55, needed: 1000 / 2400, proven: true },
      { name: 'band of short', side: 'max', bound: 0.58, needed: 2000 / 2700, proven: true },
    ]);
  });

  it('says nothing of a problem that has an answer', () => {
    expect(explainInfeasible(ORACLE)).toBeUndefined();
  });

  it('is irreducible and exact in random problems', () => {
    let checked = 0;
    let freed = 0;
    for (let seed = 5000; checked < 60; seed += 1) {
      const problem = smallProblem(seed);
      if (bruteForce(problem) !== undefined) continue;
      checked += 1;
      const conflict = explainInfeasible(problem)!;
      expect({ seed, irreducible: conflict.irreducible }).toEqual({ seed, irreducible: true });
      expect({ seed, ok: isFeasible(onlyConflict(problem, conflict)) }).toEqual({
        seed,
        ok: false,
      });
      for (const limit of conflict.limits) {
        const { needed, bound, side } = limit;
        const moved = (to: number): boolean =>
          isFeasible(rebound(problem, (other, b) => (same(other, limit) ? to : b)));
        if (needed === undefined) continue;
        freed += 1;
        // The bound that is named is enough; a thousandth of the way back is not.
        expect({ seed, limit, ok: moved(needed) }).toEqual({ seed, limit, ok: true });
        const short = limit.name.startsWith('units')
          ? needed - 1
          : bound + (needed - bound) * 0.999;
        expect({ seed, limit, ok: moved(short) }).toEqual({ seed, limit, ok: false });
        expect(side === 'max' ? needed > bound : needed < bound).toBe(true);
      }
    }
    expect(freed).toBeGreaterThan(60);
  });

  it('frees the rest when any one of the conflict is spared', () => {
    let checked = 0;
    for (let seed = 7000; checked < 40; seed += 1) {
      const problem = smallProblem(seed);
      if (bruteForce(problem) !== undefined) continue;
      checked += 1;
      const conflict = explainInfeasible(problem)!;
      for (const limit of conflict.limits) {
        // Only limits that stand in the way of units beyond 40 escape this check's box.
        if (limit.needed !== undefined && limit.needed > 40 && limit.name.startsWith('units'))
          continue;
        const spared = onlyConflict(problem, conflict, limit);
        const wide = {
          ...spared,
          instruments: spared.instruments.map((item) =>
            conflict.limits.some((l) => l !== limit && l.name === `units of ${item.id}`)
              ? item
              : { ...item, maxUnits: 1000 },
          ),
        };
        expect({ seed, limit, ok: isFeasible(wide) }).toEqual({ seed, limit, ok: true });
      }
    }
  });
});
