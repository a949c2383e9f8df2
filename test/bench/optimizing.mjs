/** Whole-contract hedges under CVaR: the optimiser against HiGHS on one row a scenario. */
import { optimizeHedge } from '../../dist/index.js';
import { loadHighs, solveMonolithic } from './monolithic.mjs';
import { seededRandom } from './random.mjs';
import { aimed, grouped, median, noAim } from './table.mjs';

const COUNTS = [1_000, 10_000, 50_000, 200_000];
const AIMED_COUNT = 50_000;
/** Caps on CVaR in dollars, each a problem of its own: a search is longer at one than at another. */
const CAPS = [280_000, 295_000, 310_000, 325_000, 340_000, 355_000, 370_000];
const ROUNDS = 3;
const AIM_MS = 300;
const AIM_RATIO = 100;
/** What a CVaR takes a scenario may grow by this much from 50 000 to 200 000 scenarios. */
const LINEAR = 1.25;
const BANDS = [
  { name: 'short', min: 0.15, max: 0.25 },
  { name: 'intermediate', min: 0.3, max: 0.4 },
  { name: 'stabilizer', min: 0.35, max: 0.55 },
];

export async function optimizing() {
  const samples = COUNTS.map((count) => ({ count, problems: problemsOf(count), solved: [] }));
  for (const problem of samples[0].problems) optimizeHedge(problem);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { problems, solved } of samples) solved.push(...problems.map(solve));
  }
  const [small, , aimedAt, large] = samples;
  const highs = await loadHighs();
  return {
    title: `Whole hedges of least cost under bands and a cap on CVaR (medians of ${ROUNDS} rounds of ${CAPS.length} caps)`,
    head: ['work', 'ms', '', 'aim', ''],
    rows: [...samples.map(rowOf), growthRow(aimedAt, large), ...highsRows(highs, small, aimedAt)],
    notes: [
      'HiGHS has a row for every scenario, and its time includes reading them. In fractions of',
      'units it only bounds the answer; in whole units it takes longer still.',
    ],
  };
}

function solve(problem) {
  let result;
  const ms = msOf(() => (result = optimizeHedge(problem)));
  if (result.status !== 'optimal') throw new Error(`not proven optimal: ${result.status}`);
  return { ms, ...result.effort, costUsd: result.solution.costUsd };
}

const middle = (solved, key) => median(solved.map((one) => one[key]));

function rowOf({ count, solved }) {
  const ms = middle(solved, 'ms');
  return [
    `${grouped(count)} scenarios x 6 hedges, proven optimal`,
    ms.toFixed(ms < 10 ? 1 : 0),
    `${middle(solved, 'nodes')} nodes, CVaR ${middle(solved, 'evaluations')} times`,
    ...(count === AIMED_COUNT ? aimed(ms < AIM_MS, `under ${AIM_MS} ms`) : noAim),
  ];
}

/** Searches differ in length, so their time is taken for each CVaR that they compute. */
function growthRow(from, to) {
  const perCvar = ({ count, solved }) =>
    Math.min(...solved.map(({ ms, evaluations }) => ms / evaluations)) / count;
  const growth = perCvar(to) / perCvar(from);
  return [
    `time a CVaR and scenario at ${grouped(to.count)} to that at ${grouped(from.count)}`,
    '',
    `${growth.toFixed(2)}x`,
    ...aimed(growth <= LINEAR, `at most ${LINEAR}x`),
  ];
}

/** Both on the first cap, HiGHS once: the small sample in whole units, the large in fractions. */
function highsRows(highs, small, large) {
  const run = ({ problems: [problem], solved }, relaxed) => {
    let optimum;
    const ms = msOf(() => (optimum = solveMonolithic(highs, problem, { relaxed })));
    const ratio = ms / middle(solved, 'ms');
    return { ms: ms.toFixed(0), ratio, text: `${ratio.toFixed(0)}x`, optimum, own: solved[0] };
  };
  const whole = run(small, false);
  const fractions = run(large, true);
  const same = Math.abs(whole.optimum / whole.own.costUsd - 1) < 1e-6;
  const below = fractions.optimum <= fractions.own.costUsd * (1 + 1e-6);
  return [
    [
      `HiGHS, whole units, ${grouped(small.count)} scenarios: ${same ? 'the same' : 'ANOTHER'} optimum`,
      whole.ms,
      whole.text,
      ...aimed(same && whole.ratio >= AIM_RATIO, `at least ${AIM_RATIO}x`),
    ],
    [
      `HiGHS, fractions, ${grouped(large.count)} scenarios: ${below ? 'a lower' : 'NO LOWER'} bound`,
      fractions.ms,
      fractions.text,
      ...aimed(below && fractions.ratio >= AIM_RATIO, `at least ${AIM_RATIO}x`),
    ],
  ];
}

/** SPX and VIX moves, a short put spread, and VIX futures and calls of several tenors. */
function problemsOf(count) {
  const random = seededRandom(2026);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const betas = [0.62, 0.46, 0.37, 0.31, 0.27, 0.25];
  const costs = [353.1, 101.4, 295.7, 104.3, 233.9, 108.6];
  const baseLossUsd = new Float64Array(count);
  const gains = betas.map(() => new Float64Array(count));
  for (let s = 0; s < count; s += 1) {
    const spx = 0.004 + 0.045 * normal() * (random() < 0.05 ? 2.5 : 1);
    const vix = Math.max(-0.6, -4 * spx * (1 + Math.abs(spx)) + 0.14 * normal());
    baseLossUsd[s] = 10 * (Math.min(60_000, Math.max(0, -spx - 0.03) * 1_200_000) - 12_000);
    gains.forEach((gain, j) => {
      const future = 19 + j * 0.4;
      const then = future * Math.exp(betas[j] * vix + 0.02 * normal()) - 0.3 / (1 + j * 0.3);
      const call = Math.max(0, then - future * (1.1 + 0.03 * j)) - 1;
      gain[s] = j % 2 === 0 ? 1000 * (then - future) - 53 : 100 * call;
    });
  }
  const problem = {
    alpha: 0.95,
    probabilities: new Float64Array(count).fill(1 / count),
    baseLossUsd,
    instruments: gains.map((gainUsd, j) => ({
      id: `hedge ${j}`,
      layer: j >> 1,
      gainUsd,
      notionalUsd: (j % 2 === 0 ? 1000 : 40) * (19 + j * 0.4),
      costUsd: costs[j],
      premiumUsd: j % 2 === 0 ? 0 : 100,
      carryUsd: -100,
      maxUnits: 100,
    })),
    minimize: 'cost',
  };
  return CAPS.map((max) => ({
    ...problem,
    limits: { bands: BANDS, cvarUsd: { max }, notionalUsd: { max: 2_000_000 } },
  }));
}

function msOf(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}
