import { DISCLAIMER } from '../disclaimer.js';
import { surviveCrash } from '../capital/leverage.js';
import { Refusal } from '../errors.js';
import { setting } from '../hedge/factors.js';
import type { Factor, Warning } from '../hedge/result.js';
import { planBook } from '../hedge/size.js';
import type { HedgePlan } from '../hedge/size.js';
import type { PreparedHedge } from '../hedge/prepare.js';
import type { Book } from '../condor/book.js';
import type { Snapshot } from '../market/snapshot.js';
import { VIX_MAX, VIX_MIN } from '../scenario/central-path.js';
import type { Episode } from '../scenario/episode.js';
import { horizonBreakEvens } from './break-evens.js';
import { episodeResult, slopeNow } from './episode-result.js';
import { stressGrid } from './grid.js';
import type { Upkeep } from './holding.js';
import type { PricedPlan } from './outcome.js';
import { putAlternative } from './puts.js';
import { replayResult } from './replay.js';
import type { EpisodeResult, StressGrid, StressResult } from './result.js';

/** What a book and its hedge are put through. */
export interface StressInputs {
  readonly episodes: readonly Episode[];
  /** SPX simple returns of the grid. */
  readonly spxMoves: readonly number[];
  /** VIX of the grid as a multiple of today's. */
  readonly vixFactors: readonly number[];
  /** Real markets after this one, in order of time. */
  readonly later: readonly Snapshot[];
}

export const DEFAULT_SPX_MOVES = [-0.2, -0.15, -0.1, -0.05, -0.02, 0, 0.02, 0.05] as const;
export const DEFAULT_VIX_FACTORS = [0.8, 1, 1.5, 2, 3, 4] as const;

/**
 * Position and sized hedge revalued in full under episodes, over a grid and along real markets
 * (METHOD 4, 5, 6.7). Pure: the same inputs give the same result.
 * @throws Refusal where the snapshot has no SPX level, and as `sizeHedge` does
 */
export function stressBook(
  prepared: PreparedHedge,
  book: Book,
  inputs: StressInputs,
): StressResult {
  return stressPlan(pricedPlan(planBook(prepared, book)), inputs);
}

/**
 * A plan whose condors have values.
 * @throws Refusal where the snapshot has no SPX level
 */
export function pricedPlan(plan: HedgePlan): PricedPlan {
  const { priced } = plan;
  if (priced !== undefined) return { ...plan, priced };
  throw new Refusal(
    'the snapshot has no SPX level, so the condors have no value in it',
    'add an index SPX row, or give --index SPX=LEVEL',
    { key: 'indices.SPX' },
  );
}

function stressPlan(plan: PricedPlan, inputs: StressInputs): StressResult {
  const { result, prepared, priced } = plan;
  const { stress } = prepared.market.settings;
  const upkeep: Upkeep = {
    roll: false,
    rollDays: stress.rollDays,
    exitSpreadFactor: stress.exitSpreadFactor,
  };
  const puts = putAlternative(plan, stress.putMoneyness);
  const episodes = inputs.episodes.map((one) => episodeResult(plan, one, upkeep, puts?.along));
  const grid = stressGrid(plan, inputs.spxMoves, inputs.vixFactors, upkeep);
  return {
    schemaVersion: 1,
    command: 'stress',
    asOf: result.asOf,
    snapshotTime: result.snapshotTime,
    profile: result.profile,
    spx: priced.valuation.spx,
    spotVix: prepared.market.curve.spotVix,
    slope: slopeNow(prepared.market.curve),
    position: result.position,
    hedge: result.layers.map(({ name, instruments }) => ({
      name,
      instruments: instruments.map(({ symbol, contracts, price }) => ({
        symbol,
        contracts,
        price,
      })),
    })),
    episodes,
    ...(inputs.later.length > 0 && { replay: replayResult(plan, inputs.later, upkeep) }),
    grid,
    ...(puts && { putAlternative: puts.alternative }),
    breakEvens: horizonBreakEvens(plan),
    assumptions: [...result.assumptions, ...stressAssumptions(prepared)],
    warnings: [...result.warnings, ...stressWarnings(plan, episodes, grid)],
    disclaimer: DISCLAIMER,
  };
}

function stressAssumptions({ market }: PreparedHedge): Factor[] {
  const { rollDays, exitSpreadFactor, marginFactor, putMoneyness } = market.settings.stress;
  return [
    setting('rollDays', rollDays, 'stress.rollDays', 'days to expiry at a roll'),
    setting('exitSpread', exitSpreadFactor, 'stress.exitSpreadFactor', 'x, VIX options on leaving'),
    setting('marginFactor', marginFactor, 'stress.marginFactor', 'x, futures margin in stress'),
    setting('putMoneyness', putMoneyness, 'stress.putMoneyness', 'of SPX, strike of the puts'),
  ];
}

function stressWarnings(
  plan: PricedPlan,
  episodes: readonly EpisodeResult[],
  grid: StressGrid,
): Warning[] {
  const out: Warning[] = [];
  const { spotVix } = plan.prepared.market.curve;
  if (plan.held.flat().every(({ units }) => units === 0)) {
    out.push({ code: 'no-hedge', message: 'No hedge is held: the sizing bought no contract.' });
  }
  out.push(...leverageWarnings(plan, episodes));
  const capped = [
    ...episodes
      .filter((one) => Math.min(one.shareApplied, one.shareAppliedOverDays) < 1)
      .map(({ id }) => id),
    ...grid.vixFactors
      .filter((_, i) => (grid.shareApplied[i] ?? 1) < 1)
      .map((factor) => `VIX x ${factor}`),
  ];
  if (capped.length > 0) {
    out.push({
      code: 'vix-capped',
      message: `VIX is held between ${VIX_MIN} and ${VIX_MAX} (highest close 82.69). From ${spotVix} it has no room for the whole move of ${capped.join(', ')}, marked *: VIX, curve and VVIX are scaled down alike.`,
    });
  }
  out.push({
    code: 'not-probabilities',
    message:
      "Episodes are what happened, not what is likely: equal rows are not equal chances. Their log changes are applied to today's curve: where it is flatter than the curve was then, a rolled hedge looks better than it did (--then replays real curves). VIX options are modelled.",
  });
  return out;
}

/** Borrowed money must outlive every episode with the broker's margin doubled (METHOD 12.5). */
function leverageWarnings(plan: PricedPlan, episodes: readonly EpisodeResult[]): Warning[] {
  const leverage = plan.result.structure?.capital?.leverage;
  if (leverage === undefined) return [];
  const { maintenanceMargin } = plan.prepared.market.settings.capital;
  const fatal = episodes.filter(({ atOnce, held, rolled }) => {
    const worstUsd = Math.min(atOnce.netUsd, (rolled ?? held).netUsd);
    return !surviveCrash(leverage, -worstUsd, maintenanceMargin).survives;
  });
  if (fatal.length === 0) return [];
  return [
    {
      code: 'leverage-crash',
      message: `At leverage ${leverage.leverage} the broker would sell in ${fatal.map(({ id }) => id).join(', ')}: own money would not cover twice the maintenance margin. Lower capital.leverage.`,
    },
  ];
}
