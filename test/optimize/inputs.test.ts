import { describe, expect, it } from 'vitest';
import type { HedgeInstrument, OptimizeProblem } from '../../src/optimize/problem.js';
import { optimizeHedge } from '../../src/optimize/solve.js';
import { instrument, marketProblem, ORACLE } from './problems.js';
import { refusalOf } from './refused.js';

function withFirst(change: Partial<HedgeInstrument>): OptimizeProblem {
  const [first, ...others] = ORACLE.instruments;
  return { ...ORACLE, instruments: [{ ...first!, ...change }, ...others] };
}

describe('a problem that cannot be read', () => {
  const broken: readonly [string, OptimizeProblem, string][] = [
    ['an alpha of 0', { ...ORACLE, alpha: 0 }, 'alpha is 0'],
    ['an alpha that the sample is too thin for', { ...ORACLE, alpha: 0.97 }, '0.96 or less'],
    ['no scenarios', { ...ORACLE, probabilities: new Float64Array(0) }, 'sum to 0'],
    ['losses missing', { ...ORACLE, baseLossUsd: Float64Array.of(1) }, '1 losses and 5'],
    ['a loss of NaN', { ...ORACLE, baseLossUsd: Float64Array.of(1, 2, NaN, 4, 5) }, 'scenario 2'],
    ['a gain of Infinity', withFirst({ gainUsd: new Float64Array(5).fill(Infinity) }), 'gain of a'],
    ['a gain missing', withFirst({ gainUsd: new Float64Array(4) }), 'a has 4 gains for 5'],
    ['a cost of NaN', withFirst({ costUsd: NaN }), 'costUsd of a is NaN'],
    ['a negative notional', withFirst({ notionalUsd: -1 }), 'notionalUsd of a is -1'],
    ['half a unit', withFirst({ maxUnits: 2.5 }), 'maxUnits of a is 2.5'],
    ['negative units', withFirst({ maxUnits: -1 }), 'maxUnits of a is -1'],
    ['an id twice', withFirst({ id: 'b' }), 'two instruments are called b'],
    ['a layer of -1', withFirst({ layer: -1 }), 'layer of a is -1'],
    [
      'a layer without its band',
      { ...ORACLE, limits: { bands: [{ name: 'short', min: 0, max: 1 }] } },
      'layer of b is 1',
    ],
    [
      'a band the wrong way round',
      {
        ...ORACLE,
        limits: { bands: ['x', 'y', 'z'].map((name) => ({ name, min: 0.5, max: 0.4 })) },
      },
      'band of x is 0.5 to 0.4',
    ],
    ['a cap of NaN', { ...ORACLE, limits: { cvarUsd: { max: NaN } } }, 'most cvar is NaN'],
    [
      'a total the wrong way round',
      { ...ORACLE, limits: { notionalUsd: { min: 2, max: 1 } } },
      'at least 2 and at most 1',
    ],
    [
      'a discount of 0',
      { ...ORACLE, limits: { expectedValueUsd: { min: 0, discount: 0 } } },
      'discount 0',
    ],
    [
      'coefficients missing',
      { ...ORACLE, limits: { extra: [{ name: 'x', coefficients: [1], min: 0 }] } },
      'x has 1 coefficients for 3',
    ],
    [
      'a coefficient of NaN',
      { ...ORACLE, limits: { extra: [{ name: 'x', coefficients: [1, NaN, 1], min: 0 }] } },
      'coefficient NaN',
    ],
    [
      'a constant of Infinity',
      {
        ...ORACLE,
        limits: { extra: [{ name: 'x', coefficients: [1, 1, 1], constant: Infinity, min: 0 }] },
      },
      'constant Infinity',
    ],
    [
      "a limit under another one's name",
      { ...ORACLE, limits: { extra: [{ name: 'premium', coefficients: [1, 1, 1], min: 0 }] } },
      'two limits are called premium',
    ],
  ];
  it.each(broken)('is refused: %s', (_, problem, said) => {
    expect(refusalOf(() => optimizeHedge(problem))).toContain(said);
  });

  it('is refused: a node limit of 0', () => {
    expect(refusalOf(() => optimizeHedge(ORACLE, { nodeLimit: 0 }))).toContain('limit is 0');
  });
});

describe('the edges of the problem', () => {
  const free: OptimizeProblem = { ...ORACLE, limits: {} };

  it('holds nothing where nothing is asked', () => {
    expect(optimizeHedge(free)).toMatchObject({ solution: { units: [0, 0, 0] } });
  });

  it('has an answer without instruments: none, or that the limits cannot be kept', () => {
    const none = { ...ORACLE, instruments: [] };
    expect(optimizeHedge(none).status).toBe('infeasible');
    expect(optimizeHedge({ ...none, limits: { cvarUsd: { max: 8400 } } }).status).toBe('optimal');
    expect(optimizeHedge({ ...none, limits: { notionalUsd: { min: 1 } } }).status).toBe(
      'infeasible',
    );
  });

  it('holds nothing of instruments that gain nothing, and says where they cannot help', () => {
    const idle = [0, 1].map((layer) => instrument(`i${layer}`, layer, new Float64Array(5)));
    const problem = { ...ORACLE, instruments: idle };
    expect(optimizeHedge({ ...problem, limits: {}, minimize: 'cvar' })).toMatchObject({
      status: 'optimal',
      solution: { units: [0, 0] },
    });
    expect(optimizeHedge(problem).status).toBe('infeasible');
  });

  it('holds nothing where no unit is allowed', () => {
    const instruments = ORACLE.instruments.map((item) => ({ ...item, maxUnits: 0 }));
    expect(optimizeHedge({ ...free, instruments, minimize: 'cvar' })).toMatchObject({
      solution: { units: [0, 0, 0] },
    });
  });

  it('breaks ties by fewer contracts, then by who stands first', () => {
    const [a, b] = ['a', 'b'].map((id) => instrument(id, 0, [0, 0, 0, 2000, 2000]));
    const half = instrument('half', 0, [0, 0, 0, 1000, 1000], { costUsd: 50 });
    const problem = (instruments: readonly HedgeInstrument[]): OptimizeProblem => ({
      ...ORACLE,
      instruments,
      limits: { cvarUsd: { max: 4400 } },
    });
    expect(optimizeHedge(problem([half, a!, b!]))).toMatchObject({
      solution: { units: [0, 2, 0], costUsd: 200 },
    });
    expect(optimizeHedge(problem([b!, half, a!]))).toMatchObject({
      solution: { units: [2, 0, 0], costUsd: 200 },
    });
  });

  it('needs no maxUnits where a limit or the objective holds the units', () => {
    const instruments = ORACLE.instruments.map((item) => ({ ...item, maxUnits: Infinity }));
    expect(optimizeHedge({ ...ORACLE, instruments })).toMatchObject({
      status: 'optimal',
      solution: { units: [4, 3, 0] },
    });
    const limits = { notionalUsd: { max: 5000 } };
    const safest = optimizeHedge({ ...ORACLE, instruments, limits, minimize: 'cvar' });
    expect(safest).toMatchObject({ status: 'optimal', solution: { units: [5, 0, 0] } });
  });

  it('sees at once that even amounts make no odd sum, however many combinations there are', () => {
    const instruments = Array.from({ length: 12 }, (_, j) =>
      instrument(`e${j}`, 0, [0, 0, 0, 9, 9 + j], { maxUnits: 100 }),
    );
    const coefficients = instruments.map((_, j) => 2 + 2 * j);
    const limits = { extra: [{ name: 'odd', coefficients, min: 51, max: 51 }] };
    expect(optimizeHedge({ ...ORACLE, instruments, limits }).status).toBe('infeasible');
  });

  it('refuses what could grow for ever, and says which and how to hold it', () => {
    const instruments = [
      instrument('gift', 0, [0, 0, 0, 0, 0], { costUsd: -1, maxUnits: Infinity }),
    ];
    const said = refusalOf(() => optimizeHedge({ ...free, instruments }));
    expect(said).toContain('nothing limits the units of gift');
    expect(said).toContain('maxUnits');
  });
});

describe('a search that is stopped', () => {
  const market = marketProblem(400, 24, 5);
  const problem: OptimizeProblem = {
    ...market,
    minimize: 'cvar',
    limits: {
      bands: [0, 1, 2].map((i) => ({ name: `layer ${i}`, min: 0.2, max: 0.5 })),
      notionalUsd: { min: 300_000, max: 301_000 },
    },
  };

  it('reports a gap that holds, or that it found nothing, and never claims more', () => {
    const full = optimizeHedge(problem, { nodeLimit: 200_000 });
    if (full.status !== 'optimal') throw new Error(full.status);
    const best = full.solution.cvarUsd;
    const seen = new Set<string>();
    for (const nodeLimit of [1, 2, 5, 10, 20, 40, 80, 160]) {
      const result = optimizeHedge(problem, { nodeLimit });
      seen.add(result.status);
      if (result.status === 'optimal') {
        expect(result.solution.units).toEqual(full.solution.units);
      } else if (result.status === 'gap') {
        const { cvarUsd } = result.solution;
        expect(result.boundUsd).toBeLessThanOrEqual(best + 1e-6);
        expect(cvarUsd).toBeGreaterThanOrEqual(best - 1e-6);
        expect(result.gap).toBeCloseTo((cvarUsd - result.boundUsd) / Math.abs(cvarUsd), 12);
      } else {
        expect(result.status).toBe('undecided');
        if (result.status === 'undecided') expect(result.boundUsd).toBeLessThanOrEqual(best + 1e-6);
      }
    }
    expect(seen).toContain('undecided');
    expect(seen).toContain('gap');
  });
});
