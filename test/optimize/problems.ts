import { randomSource } from '../../src/scenario/random.js';
import type { HedgeInstrument, OptimizeProblem } from '../../src/optimize/problem.js';

/** METHOD 6.8, solved there with scipy.optimize.milp. */
export const ORACLE: OptimizeProblem = {
  alpha: 0.9,
  probabilities: Float64Array.of(0.6, 0.2, 0.1, 0.06, 0.04),
  baseLossUsd: Float64Array.of(-1000, 200, 3000, 8000, 9000),
  instruments: [
    instrument('a', 0, [-100, -40, 150, 700, 900], { costUsd: 100 }),
    instrument('b', 1, [-60, -20, 70, 400, 500], { costUsd: 60 }),
    instrument('c', 2, [-50, -15, 40, 250, 330], { costUsd: 50 }),
  ],
  limits: { cvarUsd: { max: 4000 } },
  minimize: 'cost',
};

export function instrument(
  id: string,
  layer: number,
  gains: ArrayLike<number>,
  rest: Partial<HedgeInstrument> = {},
): HedgeInstrument {
  return {
    id,
    layer,
    gainUsd: Float64Array.from(gains),
    notionalUsd: 1000,
    costUsd: 100,
    premiumUsd: 0,
    carryUsd: 0,
    maxUnits: 50,
    ...rest,
  };
}

/** A small problem in whole dollars, with a handful of limits that may or may not contradict. */
export function smallProblem(seed: number): OptimizeProblem {
  const { uniform: random } = randomSource(seed);
  const whole = (low: number, high: number): number =>
    low + Math.floor(random() * (high - low + 1));
  const maybe = <T>(share: number, make: () => T): T | undefined =>
    random() < share ? make() : undefined;
  const scenarios = whole(4, 24);
  const size = whole(1, 4);
  const most = 60 / (size + 1) ** 1.7;
  const weights = Array.from({ length: scenarios }, () => (random() < 0.5 ? 1 : whole(0, 4)));
  weights[0] = 1;
  weights[1] = 1;
  const total = weights.reduce((sum, w) => sum + w, 0);
  const moves = Array.from({ length: scenarios }, () => whole(-10, 10));
  const baseLossUsd = Float64Array.from(moves, (m) => Math.max(0, -m) * 900 - 1500 + whole(0, 300));
  const instruments = Array.from({ length: size }, (_, j): HedgeInstrument => {
    const strength = whole(0, 5) * 30;
    return {
      id: `h${j}`,
      layer: whole(0, 2),
      gainUsd: Float64Array.from(moves, (m) => -m * strength - 40 + whole(-60, 60)),
      notionalUsd: whole(1, 6) * 50,
      costUsd: whole(-1, 8) * 10,
      premiumUsd: whole(0, 4) * 25,
      carryUsd: -whole(0, 5) * 5,
      maxUnits: whole(0, Math.floor(most)),
    };
  });
  const band = (name: string): { name: string; min: number; max: number } => {
    const min = whole(0, 4) * 0.1;
    return { name, min, max: Math.min(1, min + whole(1, 7) * 0.1) };
  };
  const limits = {
    bands: maybe(0.4, () => ['short', 'intermediate', 'stabilizer'].map(band)),
    notionalUsd: maybe(0.4, () => ({ min: whole(0, 12) * 50, max: whole(12, 40) * 50 })),
    premiumUsd: maybe(0.3, () => ({ max: whole(0, 12) * 25 })),
    carryUsd: maybe(0.3, () => ({ min: -whole(1, 12) * 5 })),
    cvarUsd: maybe(0.6, () => ({ max: whole(-5, 60) * 100 })),
    expectedValueUsd: maybe(0.3, () => ({
      min: whole(-20, 6) * 100,
      constantUsd: whole(0, 3) * 100,
      discount: 0.5,
    })),
    extra: maybe(0.3, () => [
      {
        name: 'break-even',
        coefficients: instruments.map(() => whole(-3, 5) * 100),
        min: whole(-10, 10) * 100,
      },
    ]),
  };
  return {
    alpha: 1 - whole(2, 2 * total - 1) / (2 * total),
    probabilities: Float64Array.from(weights, (w) => w / total),
    baseLossUsd,
    instruments,
    limits: Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)),
    minimize: random() < 0.5 ? 'cost' : 'cvar',
  };
}

/**
 * SPX and VIX moves as a normal mixture, a short put spread as the loss, and futures and calls of
 * several tenors as hedges: as large and as correlated as the real thing.
 */
export function marketProblem(
  scenarios: number,
  size: number,
  seed: number,
): Omit<OptimizeProblem, 'limits' | 'minimize'> {
  const { uniform: random } = randomSource(seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const betas = [0.62, 0.46, 0.37, 0.31, 0.27, 0.25];
  const baseLossUsd = new Float64Array(scenarios);
  const gains = Array.from({ length: size }, () => new Float64Array(scenarios));
  const strikes = gains.map(() => 1.1 + 0.2 * random());
  for (let s = 0; s < scenarios; s += 1) {
    const spx = 0.004 + 0.045 * normal() * (random() < 0.05 ? 2.5 : 1);
    const vix = Math.max(-0.6, -4 * spx * (1 + Math.abs(spx)) + 0.14 * normal());
    baseLossUsd[s] = Math.min(60_000, Math.max(0, -spx - 0.03) * 1_200_000) - 12_000;
    gains.forEach((gain, j) => {
      const future = 19 + j * 0.4;
      const then = future * Math.exp(betas[j % 6]! * vix + 0.02 * normal()) - 0.3 / (1 + j * 0.3);
      gain[s] =
        j % 2 === 0
          ? 1000 * (then - future) - 53
          : 100 * (Math.max(0, then - future * strikes[j]!) - 1 - (0.3 * j) / size);
    });
  }
  return {
    alpha: 0.95,
    probabilities: new Float64Array(scenarios).fill(1 / scenarios),
    baseLossUsd,
    instruments: gains.map((gain, j) => {
      const future = 19 + j * 0.4;
      return instrument(`h${j}`, Math.floor((j * 3) / size), gain, {
        notionalUsd: j % 2 === 0 ? 1000 * future : 40 * future,
        costUsd: j % 2 === 0 ? 350 - 30 * j + 7.13 * random() : 100 + 2 * j + random(),
        premiumUsd: j % 2 === 0 ? 0 : 100 + (30 * j) / size,
        carryUsd: -100 - j,
        maxUnits: 100,
      });
    }),
  };
}

/** The article's bands (METHOD 6.2). */
export const BANDS = [
  { name: 'short', min: 0.15, max: 0.25 },
  { name: 'intermediate', min: 0.3, max: 0.4 },
  { name: 'stabilizer', min: 0.35, max: 0.55 },
];
