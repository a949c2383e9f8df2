import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WholeChoice, WholeLeg } from '../../src/hedge/whole-contracts.js';
import { chooseWholeContracts, contractCount } from '../../src/hedge/whole-contracts.js';

/**
 * A problem in whole numbers, so that the enumeration below decides bands, tolerance and ties
 * without rounding: notionals in dollars, bands in basis points, tolerance in percent.
 */
interface Problem {
  readonly legs: readonly WholeLeg[];
  readonly bands: readonly { readonly min: number; readonly max: number }[];
  readonly tolerance: number;
}

/** The article's bands (METHOD 6.2). */
const ARTICLE = [
  { min: 1500, max: 2500 },
  { min: 3000, max: 4000 },
  { min: 3500, max: 5500 },
];

function leg(layer: number, unit: number, target: number, perContract = 1): WholeLeg {
  return {
    layer,
    unitNotionalUsd: unit,
    targetNotionalUsd: target,
    unitsPerContract: perContract,
  };
}

function solve({ legs, bands, tolerance }: Problem): WholeChoice {
  return chooseWholeContracts(
    legs,
    bands.map(({ min, max }) => ({ min: min / 10_000, max: max / 10_000 })),
    tolerance / 100,
  );
}

/** Squared distances in dollars: whole numbers, so ties are exact. */
function costOf(legs: readonly WholeLeg[], units: readonly number[]): number {
  return legs.reduce(
    (sum, item, i) => sum + ((units[i] ?? 0) * item.unitNotionalUsd - item.targetNotionalUsd) ** 2,
    0,
  );
}

/** Contracts as a trader counts them: ten minis of one expiry are one VX. */
function countOf(legs: readonly WholeLeg[], units: readonly number[]): number {
  return legs.reduce((sum, item, i) => {
    const n = units[i] ?? 0;
    const per = item.unitsPerContract;
    return sum + (n - (n % per)) / per + (n % per);
  }, 0);
}

function isFeasible({ legs, bands, tolerance }: Problem, units: readonly number[]): boolean {
  const total = legs.reduce((sum, item, i) => sum + (units[i] ?? 0) * item.unitNotionalUsd, 0);
  const target = legs.reduce((sum, item) => sum + item.targetNotionalUsd, 0);
  if (total === 0 || Math.abs(total - target) * 100 > tolerance * target) return false;
  return bands.every(({ min, max }, layer) => {
    const held = legs.reduce(
      (sum, item, i) => (item.layer === layer ? sum + (units[i] ?? 0) * item.unitNotionalUsd : sum),
      0,
    );
    return held * 10_000 >= min * total && held * 10_000 <= max * total;
  });
}

interface Best {
  readonly cost: number;
  readonly count: number;
}

/**
 * Every combination whose total lies within the tolerance; without bands the legs do not know each
 * other, so each is enumerated alone.
 */
function enumerate(problem: Problem): {
  inBands: Best | undefined;
  inTolerance: Best | undefined;
  free: Best;
} {
  const { legs, tolerance } = problem;
  const target = legs.reduce((sum, item) => sum + item.targetNotionalUsd, 0);
  const better = (a: Best, b: Best | undefined): boolean =>
    b === undefined || a.cost < b.cost || (a.cost === b.cost && a.count < b.count);
  const free = legs
    .map((item) => {
      let best: Best = { cost: Infinity, count: Infinity };
      for (let n = 0; n * item.unitNotionalUsd <= item.targetNotionalUsd * 2 + 1000; n += 1) {
        const found = { cost: costOf([item], [n]), count: countOf([item], [n]) };
        if (better(found, best)) best = found;
      }
      return best;
    })
    .reduce((a, b) => ({ cost: a.cost + b.cost, count: a.count + b.count }));
  let inBands: Best | undefined;
  let inTolerance: Best | undefined;
  const open = { ...problem, bands: problem.bands.map(() => ({ min: 0, max: 10_000 })) };
  const units = legs.map(() => 0);
  const visit = (at: number, room: number, cost: number, count: number): void => {
    const item = legs[at];
    if (item === undefined) {
      const found = { cost, count };
      if (better(found, inBands) && isFeasible(problem, units)) inBands = found;
      if (better(found, inTolerance) && isFeasible(open, units)) inTolerance = found;
      return;
    }
    const { unitNotionalUsd: size, targetNotionalUsd: wanted, unitsPerContract: per } = item;
    for (let n = 0; n * size <= room; n += 1) {
      const newCost = cost + (n * size - wanted) ** 2;
      if (inBands !== undefined && newCost > inBands.cost) continue;
      units[at] = n;
      visit(at + 1, room - n * size, newCost, count + (n - (n % per)) / per + (n % per));
    }
  };
  visit(0, (target * (100 + tolerance)) / 100, 0, 0);
  return { inBands, inTolerance, free };
}

function expectSameAsEnumeration(problem: Problem): 'bands' | 'no bands' {
  const choice = solve(problem);
  const { inBands, inTolerance, free } = enumerate(problem);
  const got = {
    bandsHeld: choice.bandsHeld,
    cost: costOf(problem.legs, choice.units),
    count: countOf(problem.legs, choice.units),
  };
  // METHOD 15.3: without bands where none holds them; and where no total is near enough, of all.
  const wanted =
    inBands === undefined
      ? { bandsHeld: false, ...(inTolerance ?? free) }
      : { bandsHeld: true, ...inBands };
  expect({ ...got, problem }).toEqual({ ...wanted, problem });
  expect(choice.incomplete).toBeUndefined();
  if (choice.bandsHeld) expect(isFeasible(problem, choice.units)).toBe(true);
  return choice.bandsHeld ? 'bands' : 'no bands';
}

/** Unit notionals that share factors, and targets on half units: exact ties are common. */
const unit = fc.constantFrom(100, 150, 200, 250, 300);

const layerOf = (layer: number, blends: boolean, most: number): fc.Arbitrary<WholeLeg[]> =>
  fc
    .record({
      unit,
      second: unit,
      halves: fc.integer({ min: 0, max: most }),
      otherHalves: fc.integer({ min: 0, max: most }),
      dust: fc.constantFrom(0, 0, 0, 7, -13),
      perContract: fc.constantFrom(1, 1, 10, 2),
      blend: fc.constant(blends),
    })
    .map((p) => {
      const target = (halves: number, size: number): number =>
        Math.max(0, (halves * size) / 2 + p.dust);
      const first = leg(layer, p.unit, target(p.halves, p.unit), p.perContract);
      return p.blend
        ? [first, leg(layer, p.second, target(p.otherHalves, p.second), p.perContract)]
        : [first];
    });

/** Bands of every sort: open, tight around the targets' own weights, equal ends, shut. */
const bandAt = (weight: number): fc.Arbitrary<{ min: number; max: number }> =>
  fc
    .record({ kind: fc.integer({ min: 0, max: 6 }), a: fc.integer({ min: 0, max: 2500 }) })
    .map(({ kind, a }) => {
      const at = Math.round(weight * 10_000);
      const rounded = Math.round(at / 500) * 500;
      if (kind === 0) return { min: 0, max: 10_000 };
      if (kind === 1) return { min: 0, max: Math.min(10_000, at + a) };
      if (kind === 2) return { min: Math.max(0, at - a), max: 10_000 };
      if (kind === 3) return { min: Math.max(0, at - 100), max: Math.min(10_000, at + 100) };
      if (kind === 4) return { min: rounded, max: rounded };
      return { min: Math.max(0, at - a), max: Math.min(10_000, at + a) };
    });

const problem: fc.Arbitrary<Problem> = fc
  .record({ layers: fc.integer({ min: 1, max: 4 }), blend: fc.integer({ min: -1, max: 3 }) })
  .chain(({ layers, blend }) =>
    fc.tuple(
      ...Array.from({ length: layers }, (_, i) =>
        layerOf(i, layers < 4 && i === blend, layers < 3 ? 9 : 4),
      ),
    ),
  )
  .map((parts) => parts.flat())
  .filter((legs) => legs.some((item) => item.targetNotionalUsd > 0))
  .chain((legs) => {
    const target = legs.reduce((sum, item) => sum + item.targetNotionalUsd, 0);
    const layers = Math.max(...legs.map((item) => item.layer)) + 1;
    const weights = Array.from(
      { length: layers },
      (_, layer) =>
        legs.reduce((s, item) => (item.layer === layer ? s + item.targetNotionalUsd : s), 0) /
        target,
    );
    return fc.record({
      legs: fc.constant(legs),
      bands: fc.tuple(...weights.map(bandAt)),
      tolerance: fc.constantFrom(5, 25, 25, 25, 60, 100),
    });
  });

describe('chooseWholeContracts against the enumeration of all (METHOD 15.3)', () => {
  it('1,500 random problems: the same bands, cost and number of contracts', () => {
    const seen = { bands: 0, 'no bands': 0 };
    fc.assert(
      fc.property(problem, (item) => {
        seen[expectSameAsEnumeration(item)] += 1;
      }),
      { numRuns: 1500 },
    );
    // The problems are worth something only if both outcomes are common.
    expect(seen.bands).toBeGreaterThan(150);
    expect(seen['no bands']).toBeGreaterThan(150);
  });

  it('books of three layers of minis, as the default layers ask', () => {
    const prices = fc.integer({ min: 90, max: 400 });
    fc.assert(
      fc.property(
        fc.tuple(prices, prices, prices),
        fc.integer({ min: 100, max: 1200 }),
        fc.constantFrom([20, 35, 45], [15, 30, 55], [25, 40, 35], [25, 36, 39]),
        fc.constantFrom(1, 10),
        (units, hundreds, weights, perContract) => {
          const total = hundreds * 20;
          expectSameAsEnumeration({
            legs: units.map((size, i) =>
              leg(i, size * 10, (total * (weights[i] ?? 0)) / 100, perContract),
            ),
            bands: ARTICLE,
            tolerance: 25,
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('whole contracts by hand', () => {
  it('delta-0.55 calls at futures 20/21/22 (METHOD 6.9): (1,1,1) breaks two bands, (1,2,2) none', () => {
    const legs = [leg(0, 1100, 1100), leg(1, 1155, 1155), leg(2, 1210, 1210)];
    expect(isFeasible({ legs, bands: ARTICLE, tolerance: 100 }, [1, 1, 1])).toBe(false);
    expect(isFeasible({ legs, bands: ARTICLE, tolerance: 100 }, [1, 2, 2])).toBe(true);
    expect(isFeasible({ legs, bands: ARTICLE, tolerance: 300 }, [2, 3, 4])).toBe(true);
    // A target of the size of (1,2,2), at mid-band weights.
    const total = 1100 + 2310 + 2420;
    const sized = [
      leg(0, 1100, 0.2 * total),
      leg(1, 1155, 0.35 * total),
      leg(2, 1210, 0.45 * total),
    ];
    expect(solve({ legs: sized, bands: ARTICLE, tolerance: 25 })).toEqual({
      units: [1, 2, 2],
      bandsHeld: true,
    });
  });

  it('a tie goes to fewer contracts: 9.5 minis is one VX, not nine VXM', () => {
    const open = [{ min: 0, max: 10_000 }];
    expect(solve({ legs: [leg(0, 2000, 19_000, 10)], bands: open, tolerance: 25 }).units).toEqual([
      10,
    ]);
    expect(solve({ legs: [leg(0, 2000, 21_000, 10)], bands: open, tolerance: 25 }).units).toEqual([
      10,
    ]);
    expect(solve({ legs: [leg(0, 2000, 5000)], bands: open, tolerance: 25 }).units).toEqual([2]);
  });

  it('a book too small for any contract: nothing, and the bands are not held', () => {
    const legs = [leg(0, 20_000, 400), leg(1, 21_000, 700), leg(2, 22_000, 900)];
    expect(solve({ legs, bands: ARTICLE, tolerance: 25 })).toEqual({
      units: [0, 0, 0],
      bandsHeld: false,
    });
  });

  it('no target, no legs, a layer without a contract', () => {
    expect(
      solve({ legs: [leg(0, 20_000, 0)], bands: [{ min: 0, max: 10_000 }], tolerance: 25 }),
    ).toEqual({ units: [0], bandsHeld: false });
    expect(solve({ legs: [], bands: ARTICLE, tolerance: 25 })).toEqual({
      units: [],
      bandsHeld: false,
    });
    const without = solve({
      legs: [leg(0, 100, 2000), leg(1, 100, 3500)],
      bands: ARTICLE,
      tolerance: 25,
    });
    expect(without).toEqual({ units: [20, 35], bandsHeld: false });
  });

  it('equality bands are met exactly where they can be', () => {
    const halves = [
      { min: 5000, max: 5000 },
      { min: 5000, max: 5000 },
    ];
    // 3 x 200 = 2 x 300: multiples of 600 a side; 1,500 a side is nearest to 1,200 or 1,800: a tie.
    const legs = [leg(0, 200, 1500), leg(1, 300, 1500)];
    expect(solve({ legs, bands: halves, tolerance: 25 })).toEqual({
      units: [6, 4],
      bandsHeld: true,
    });
  });

  it('counts ten minis as one contract', () => {
    expect(contractCount(9, 10)).toBe(9);
    expect(contractCount(10, 10)).toBe(1);
    expect(contractCount(23, 10)).toBe(5);
    expect(contractCount(23, 1)).toBe(23);
  });
});

describe('large books answer at once', () => {
  const BILLION = 1e9;
  const minis = (weights: readonly number[]): WholeLeg[] =>
    [1885, 1970.3, 2079.7, 2133.1]
      .slice(0, weights.length)
      .map((size, i) => leg(i, size, BILLION * (weights[i] ?? 0), 10));

  it.each<[string, Problem]>([
    [
      'the article bands, targets in the middle',
      {
        legs: minis([0.2, 0.35, 0.45]),
        bands: ARTICLE,
        tolerance: 25,
      },
    ],
    [
      'targets on the edges of their bands',
      {
        legs: minis([0.25, 0.355, 0.395]),
        bands: [
          { min: 1500, max: 2500 },
          { min: 3550, max: 4000 },
          { min: 3500, max: 5500 },
        ],
        tolerance: 25,
      },
    ],
    [
      'every target on an edge',
      {
        legs: minis([0.25, 0.4, 0.35]),
        bands: ARTICLE,
        tolerance: 25,
      },
    ],
    [
      'bands of equal ends that no whole combination meets',
      {
        legs: minis([0.2, 0.35, 0.45]),
        bands: [
          { min: 2000, max: 2000 },
          { min: 3500, max: 3500 },
          { min: 4500, max: 4500 },
        ],
        tolerance: 25,
      },
    ],
    [
      'four layers with bands of equal ends',
      {
        legs: minis([0.1, 0.2, 0.3, 0.4]),
        bands: [
          { min: 1000, max: 1000 },
          { min: 2000, max: 2000 },
          { min: 3000, max: 3000 },
          { min: 4000, max: 4000 },
        ],
        tolerance: 25,
      },
    ],
    [
      'blended layers',
      {
        legs: [
          leg(0, 1885, 1e8, 10),
          leg(0, 1970.3, 1e8, 10),
          leg(1, 2010.7, 1.5e8, 10),
          leg(1, 2040.9, 2e8, 10),
          leg(2, 2079.7, 2e8, 10),
          leg(2, 2133.1, 2.5e8, 10),
        ],
        bands: [
          { min: 1500, max: 2000 },
          { min: 3000, max: 3500 },
          { min: 4500, max: 5500 },
        ],
        tolerance: 25,
      },
    ],
  ])('%s: found before the search is cut off', (_, item) => {
    const choice = solve(item);
    expect(choice.incomplete).toBeUndefined();
    if (choice.bandsHeld) {
      const target = item.legs.reduce((sum, { targetNotionalUsd }) => sum + targetNotionalUsd, 0);
      expect(Math.sqrt(costOf(item.legs, choice.units)) / target).toBeLessThan(1e-4);
    }
  });

  it('a search that is cut off says so, also where it has found something', () => {
    const share = 0.01;
    const choice = solve({
      legs: [
        leg(0, 1885, 1e8 * share, 10),
        leg(0, 1970.3, 1e8 * share, 10),
        leg(1, 2010.7, 1.5e8 * share, 10),
        leg(1, 2040.9, 2e8 * share, 10),
        leg(2, 2079.7, 2e8 * share, 10),
        leg(2, 2133.1, 2.5e8 * share, 10),
      ],
      bands: [
        { min: 2000, max: 2000 },
        { min: 3500, max: 3500 },
        { min: 4500, max: 4500 },
      ],
      tolerance: 25,
    });
    expect(choice.incomplete).toBe(true);
  });
});
