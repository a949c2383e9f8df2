/** Position and hedge under every episode, against METHOD written down again. */
import { describe, expect, it, test } from 'vitest';
import type { HedgeSettings } from '../../src/hedge/settings.js';
import { isoDate } from '../../src/market/date.js';
import type { Episode } from '../../src/scenario/episode.js';
import { EPISODES } from '../../src/scenario/episodes.js';
import type { PricedPlan } from '../../src/stress/outcome.js';
import {
  EXPIRIES,
  PRICES,
  condor,
  layersWith,
  settingsWith,
  snapshotOf,
} from '../hedge/fixtures.js';
import * as naive from '../hedge/naive.js';
import { ETPS, all } from '../hedge/sizing.js';
import { episodeOf, planOf, stress } from './fixtures.js';
import { NaiveShock, TODAY, condorPnl, dateAfter, yearsTo } from './naive-stress.js';
import type { Market } from './naive-stress.js';

const MARKET: Market = {
  vix: 17.92,
  spx: 6512.4,
  rate: 0.04,
  curve: [
    [0, 17.92],
    ...EXPIRIES.map((expiry, i) => [naive.daysFrom(TODAY, expiry), PRICES[i] ?? NaN] as const),
  ],
};

/** Enough premium that options are bought. */
const RICH = { hedge: { ratio: 1.4, carryCap: false, premiumBudget: 1 } };
const SETTINGS: Readonly<Record<string, HedgeSettings>> = {
  futures: settingsWith({ hedge: { carryCap: false } }),
  calls: settingsWith(RICH, all('call')),
  'call spreads': settingsWith(RICH, all('callSpread')),
  ETPs: settingsWith(
    RICH,
    all('etp').map((layer) => ({
      ...layer,
      etp: layer.name === 'stabilizer' ? 'VXZ' : layer.name === 'short' ? 'UVXY' : 'VXX',
    })),
  ),
  'a mix': settingsWith(RICH, layersWith('stabilizer', { instrument: 'callSpread' })),
};

function rowsOf(plan: PricedPlan): naive.Row[][] {
  return plan.result.layers.map(({ instruments }) => [...instruments]);
}

describe.each(Object.entries(SETTINGS))('a hedge of %s', (kind, settings) => {
  const plan = planOf({ settings });
  const rows = rowsOf(plan);
  const result = stress({ settings });

  it('holds something', () => {
    expect(rows.flat().some(({ contracts }) => contracts !== 0)).toBe(true);
    expect(result.hedge.map(({ instruments }) => instruments.map((one) => one.contracts))).toEqual(
      rows.map((layer) => layer.map(({ contracts }) => contracts)),
    );
  });

  test.each(EPISODES)('$id at once', (episode) => {
    const naiveShock = new NaiveShock(MARKET, episode, 0);
    const { atOnce } = episodeOf(result, episode.id);
    rows.forEach((layer, i) => {
      expect(atOnce.layers[i]?.gainUsd).toBeCloseTo(naiveShock.hedge(layer), 4);
    });
    expect(atOnce.vix).toBeCloseTo(naiveShock.vix(0), 8);
    expect(atOnce.spx).toBeCloseTo(naiveShock.spx(0), 8);
  });

  // The naive index of ETPs knows the expiries of the next months only.
  const within = kind === 'ETPs' ? 60 : 300;
  test.each(EPISODES.filter(({ days }) => days < within))('$id over its days, held', (episode) => {
    const naiveShock = new NaiveShock(MARKET, episode, episode.days);
    const { held } = episodeOf(result, episode.id);
    rows.forEach((layer, i) => {
      expect(held.layers[i]?.gainUsd).toBeCloseTo(naiveShock.hedge(layer), 4);
    });
    expect(held.vix).toBeCloseTo(naiveShock.vix(episode.days), 8);
  });
});

describe('condors', () => {
  const near = {
    expiry: '2026-12-18',
    quantity: 10,
    strikes: [6000, 6100, 6850, 6950],
    credit: 24.8,
  } as const;
  const far = {
    expiry: '2027-02-19',
    quantity: 4,
    strikes: [5700, 5900, 7100, 7200],
    credit: 41.5,
  } as const;
  const condors = [near, far].map(({ expiry, quantity, strikes, credit }, i) =>
    condor({
      id: `c${i}`,
      expiry: isoDate(expiry),
      quantity,
      credit,
      legs: {
        longPut: strikes[0],
        shortPut: strikes[1],
        shortCall: strikes[2],
        longCall: strikes[3],
      },
    }),
  );
  // VIX (30 days) and VIX3M (93) only: the near one (28 days) is at VIX, the far one (91 days)
  // between the two in total variance.
  const variance = (days: number): number =>
    (17.92 ** 2 * 30 + ((days - 30) / 63) * (20.15 ** 2 * 93 - 17.92 ** 2 * 30)) / days;
  const atm = { near: 0.88 * 0.1792, far: (0.88 * Math.sqrt(variance(91))) / 100 };
  const result = stress({ condors, snapshot: snapshotOf({ etps: ETPS }) });

  function naiveBook(episode: Episode, days: number): number {
    const shock = new NaiveShock(MARKET, episode, days);
    return (
      [
        [near, atm.near],
        [far, atm.far],
      ] as const
    ).reduce((sum, [one, vol]) => {
      const total = naive.daysFrom(TODAY, one.expiry);
      if (total <= days) return sum + condorPnl(one, shock.spx(total), vol, 0);
      const shocked = vol * shock.spxVolFactor(total - days, days);
      return sum + condorPnl(one, shock.spx(days), shocked, yearsTo(one.expiry, days));
    }, 0);
  }

  test.each(EPISODES)('$id at once', (episode) => {
    expect(episodeOf(result, episode.id).atOnce.condorUsd).toBeCloseTo(naiveBook(episode, 0), 3);
  });

  test.each(EPISODES)('$id over its days', (episode) => {
    expect(episodeOf(result, episode.id).held.condorUsd).toBeCloseTo(
      naiveBook(episode, episode.days),
      3,
    );
    expect(dateAfter(episode.days) > near.expiry).toBe(episode.days > 28);
  });

  it('lose what a settlement takes once they are over: the whole wing less the credit', () => {
    // gfc-2008 takes 84 days: on day 28 SPX is already far below 6000.
    const { held } = stress({ condors: condors.slice(0, 1) }).episodes[0] ?? { held: undefined };
    expect(held?.condorUsd).toBeCloseTo(-100 * 10 * (100 - 24.8), 6);
  });
});

describe('the grid', () => {
  const result = stress();
  const at = (grid: readonly (readonly number[])[], factor: number, move: number): number =>
    grid[result.grid.vixFactors.indexOf(factor)]?.[result.grid.spxMoves.indexOf(move)] ?? NaN;
  const near = {
    expiry: '2026-12-18',
    quantity: 10,
    strikes: [6000, 6100, 6850, 6950],
    credit: 24.8,
  } as const;

  it('at (0, x1) is the mark of now less the costs of going in and out', () => {
    const mark = condorPnl(near, 6512.4, 0.88 * 0.1792, yearsTo('2026-12-18', 0));
    expect(at(result.grid.condorUsd, 1, 0)).toBeCloseTo(mark, 4);
    const costs = planOf()
      .result.layers.flatMap(({ instruments }) => instruments)
      .reduce(
        (sum, { contracts, multiplier }) =>
          sum + 2 * contracts * (multiplier === 100 ? 0.4 + 3 : 1.5 + 25),
        0,
      );
    expect(costs).toBeGreaterThan(0);
    expect(at(result.grid.hedgeUsd, 1, 0)).toBeCloseTo(-costs, 9);
    expect(at(result.grid.netUsd, 1, 0)).toBeCloseTo(mark - costs, 4);
  });

  test.each([
    [-0.2, 0.8],
    [-0.1, 2],
    [-0.02, 1.5],
    [0.05, 1],
    [-0.05, 4],
  ])('at SPX %f and VIX x %f is METHOD 4.2', (move, factor) => {
    const ramp = Math.min(1, Math.max(0, (-move - 0.02) / 0.03));
    const table = [
      [17, 0.731 / 0.623],
      [46, 0.534 / 0.426],
      [77, 0.441 / 0.325],
      [107, 0.374 / 0.266],
      [138, 0.329 / 0.227],
      [168, 0.291 / 0.205],
      [199, 0.27 / 0.19],
    ] as const;
    const ratio = (days: number): number => {
      const right = table.findIndex(([at]) => at >= days);
      const [x0, y0] = table[right - 1] ?? table[0];
      const [x1, y1] = table[right] ?? table[6];
      return x1 === x0 ? y1 : y0 + ((y1 - y0) * (days - x0)) / (x1 - x0);
    };
    const logChange = (days: number): number =>
      (0.2008 + 0.6404 * Math.exp((-8.62 * days) / 365)) *
      (1 + ramp * (ratio(days) - 1)) *
      Math.log(factor);
    const curveLogChanges = [30, 60, 90, 120, 150, 180].map(logChange);
    /** Contracts, not tenors: the formula holds at whatever days they have left. */
    class HeldContracts extends NaiveShock {
      override tenor(days: number): number {
        return logChange(days);
      }
    }
    const shock = new HeldContracts(
      MARKET,
      { id: 'x', days: 0, spxReturn: move, vixLogChange: Math.log(factor), curveLogChanges },
      0,
    );
    const wanted = rowsOf(planOf()).flat();
    expect(at(result.grid.hedgeUsd, factor, move)).toBeCloseTo(shock.hedge(wanted), 4);
    const vol = 0.88 * 0.1792 * shock.spxVolFactor(28, 0);
    const mark = condorPnl(near, 6512.4 * (1 + move), vol, yearsTo('2026-12-18', 0));
    expect(at(result.grid.condorUsd, factor, move)).toBeCloseTo(mark, 3);
  });

  it('tells the level of VIX in each row, and where it is capped', () => {
    const high = snapshotOf({ vix: 30, etps: ETPS });
    const { grid, warnings } = stress(
      { snapshot: high },
      { episodes: [], vixFactors: [0.2, 1, 4] },
    );
    expect(grid.vix[0]).toBeCloseTo(9, 9);
    expect(grid.vix[1]).toBe(30);
    expect(grid.vix[2]).toBeCloseTo(90, 9);
    expect(grid.shareApplied.map((share) => share < 1)).toEqual([true, false, true]);
    const capped = warnings.find(({ code }) => code === 'vix-capped');
    expect(capped?.message).toMatch(/VIX x 0\.2, VIX x 4,/);
  });
});
