import { createBook } from '../../src/condor/book.js';
import type { Condor } from '../../src/condor/condor.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import type { HedgeSettings } from '../../src/hedge/settings.js';
import { planBook } from '../../src/hedge/size.js';
import { isoDate } from '../../src/market/date.js';
import type { Snapshot } from '../../src/market/snapshot.js';
import type { EpochMs } from '../../src/market/time.js';
import { EPISODES } from '../../src/scenario/episodes.js';
import { SHOCK_TENORS } from '../../src/scenario/shock.js';
import type { MarketShock } from '../../src/scenario/shock.js';
import type { PricedPlan } from '../../src/stress/outcome.js';
import type { StressResult } from '../../src/stress/result.js';
import { DEFAULT_SPX_MOVES, DEFAULT_VIX_FACTORS, stressBook } from '../../src/stress/stress.js';
import type { StressInputs } from '../../src/stress/stress.js';
import { STEWARD, condor, snapshotOf } from '../hedge/fixtures.js';
import { ETPS } from '../hedge/sizing.js';

export interface Case {
  readonly condors?: readonly Condor[];
  readonly settings?: HedgeSettings;
  readonly snapshot?: Snapshot;
  /** Where not that of the snapshot. */
  readonly asOf?: EpochMs;
}

/** A sized book with what it is revalued by. */
export function planOf(one: Case = {}): PricedPlan {
  const { settings = STEWARD, snapshot = snapshotOf({ etps: ETPS }) } = one;
  const prepared = prepareHedge(snapshot, settings, one.asOf ?? snapshot.time);
  const plan = planBook(prepared, createBook(one.condors ?? [condor()]));
  if (plan.priced === undefined) throw new Error('no SPX level');
  return { ...plan, priced: plan.priced };
}

export function stress(one: Case = {}, inputs: Partial<StressInputs> = {}): StressResult {
  const { settings = STEWARD, snapshot = snapshotOf({ etps: ETPS }) } = one;
  const prepared = prepareHedge(snapshot, settings, one.asOf ?? snapshot.time);
  return stressBook(prepared, createBook(one.condors ?? [condor()]), {
    episodes: EPISODES,
    spxMoves: DEFAULT_SPX_MOVES,
    vixFactors: DEFAULT_VIX_FACTORS,
    later: [],
    ...inputs,
  });
}

/** One of a result's episodes. */
export function episodeOf(result: StressResult, id: string): StressResult['episodes'][number] {
  const found = result.episodes.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

/** A shock of round figures. */
export function shockOf(change: Partial<MarketShock> = {}): MarketShock {
  return {
    id: 'made-up',
    days: 0,
    spxReturn: -0.1,
    vixLogChange: 0.8,
    curveLogChanges: [0.5, 0.4, 0.3, 0.25, 0.2, 0.15],
    ...change,
  };
}

/** Nothing moves. */
export const STILL: MarketShock = {
  id: 'still',
  days: 0,
  spxReturn: 0,
  vixLogChange: 0,
  curveLogChanges: SHOCK_TENORS.map(() => 0),
};

/** 2018-02-02 and 05, the last day before and the first of the burst: closes and settlements of VX
 * at 15:15 Chicago (METHOD 5.2; Cboe, Yahoo). */
const EXPIRIES_2018 = [
  '2018-02-14',
  '2018-03-21',
  '2018-04-18',
  '2018-05-16',
  '2018-06-20',
  '2018-07-18',
  '2018-08-22',
  '2018-09-19',
];

export const FRIDAY_2018 = snapshotOf({
  time: Date.parse('2018-02-02T21:15:00Z') as EpochMs,
  spx: 2762.13,
  vix: 17.31,
  vix9d: 18.86,
  vix3m: 17.03,
  vix6m: 17.49,
  vvix: 125.51,
  expiries: EXPIRIES_2018,
  prices: [15.625, 14.975, 15.075, 15.275, 15.425, 15.825, 15.925, 16.225],
});

export const MONDAY_2018 = snapshotOf({
  time: Date.parse('2018-02-05T21:15:00Z') as EpochMs,
  spx: 2648.94,
  vix: 37.32,
  vix9d: 59.34,
  vix3m: 28.13,
  vix6m: 24.55,
  vvix: 177.34,
  expiries: EXPIRIES_2018,
  prices: [33.225, 27.975, 24.725, 20.95, 19.375, 19.425, 20.425, 18.925],
});

export const CONDOR_2018 = condor({
  expiry: isoDate('2018-03-16'),
  legs: { longPut: 2500, shortPut: 2600, shortCall: 2850, longCall: 2950 },
  credit: 33,
});
