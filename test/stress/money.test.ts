import { describe, expect, it } from 'vitest';
import type { Episode } from '../../src/scenario/episode.js';
import {
  EXPIRIES,
  PRICES,
  STEWARD,
  condor,
  layersWith,
  settingsWith,
  snapshotOf,
} from '../hedge/fixtures.js';
import * as naive from '../hedge/naive.js';
import { all } from '../hedge/sizing.js';
import { episodeOf as of, planOf, shockOf, stress } from './fixtures.js';
import { yearsTo } from './naive-stress.js';

const RICH = { hedge: { ratio: 1.4, carryCap: false, premiumBudget: 1 } };

describe('what holding costs over a month (METHOD 15.5)', () => {
  it('is what alvh size says', () => {
    const month: Episode = {
      ...shockOf({ id: 'month', days: 30 }),
      name: 'month',
      source: '',
    };
    for (const settings of [
      STEWARD,
      settingsWith(RICH, all('call')),
      settingsWith(RICH, layersWith('short', { instrument: 'callSpread' })),
    ]) {
      const plan = planOf({ settings });
      const { carryUsd } = of(stress({ settings }, { episodes: [month] }), 'month');
      carryUsd.forEach(({ name, usd }, i) => {
        expect(name).toBe(plan.result.layers[i]?.name);
        expect(usd).toBeCloseTo(plan.result.layers[i]?.carryPerMonthUsd ?? NaN, 6);
      });
    }
  });
});

describe('the same money in puts', () => {
  const curve = [
    [0, 17.92],
    ...EXPIRIES.map(
      (expiry, i) => [naive.daysFrom('2026-11-20', expiry), PRICES[i] ?? NaN] as const,
    ),
  ] as const;
  const plan = planOf();
  const result = stress();
  const { putAlternative: puts } = result;

  it('is what the hedge costs to buy and to hold to the first expiry', () => {
    // 28 days: 26 runs off at spot and is followed by what then has 35 days, for two days.
    const slide = [
      17.92 - 18.85 + naive.curveAt(curve, 33) - naive.curveAt(curve, 35),
      naive.curveAt(curve, 61 - 28) - 19.7,
      naive.curveAt(curve, 117 - 28) - 20.8,
    ];
    let money = 0;
    plan.result.layers.forEach(({ instruments }, i) => {
      for (const { contracts, multiplier } of instruments) {
        const mini = multiplier === 100;
        const across = contracts * (mini ? 0.4 + 3 : 1.5 + 25);
        money += across - contracts * multiplier * (slide[i] ?? NaN);
        if (i === 0) money += contracts * (mini ? 0.4 : 1.5) + across;
      }
    });
    expect(puts?.moneyUsd).toBeCloseTo(money, 6);
  });

  it('buys puts 5% below, at the model’s price', () => {
    expect(puts?.strike).toBe(6185);
    expect(puts?.expiry).toBe('2026-12-18');
    const years = yearsTo('2026-12-18', 0);
    const forward = 6512.4 * Math.exp(0.027 * years);
    const vol = 0.88 * 0.1792 + 0.35 * Math.log(forward / 6185);
    const price = naive.black('put', forward, 6185, years, vol, 0.04);
    expect(puts?.impliedVol).toBeCloseTo(vol, 10);
    expect(puts?.pricePoints).toBeCloseTo(price, 7);
    expect(puts?.contracts).toBeCloseTo((puts?.moneyUsd ?? NaN) / (100 * price), 8);
  });

  it('pays in a crash what the strike leaves, and expires in a calm', () => {
    // gfc-2008 settles the puts on day 28 of 84; the path then stands between its first steps.
    const { puts: gained, held } = of(result, 'gfc-2008');
    const [day, first] = [13, 1232.04 / 1300.68];
    const second = 907.84 / 1300.68;
    const spx = 6512.4 * first ** ((48 - 28) / (48 - day)) * second ** ((28 - day) / (48 - day));
    const worth = (puts?.contracts ?? NaN) * 100 * (6185 - spx - (puts?.pricePoints ?? NaN));
    expect(gained?.heldUsd).toBeCloseTo(worth, 4);
    expect(gained?.atOnceUsd).toBeGreaterThan(worth);
    expect(held.spx).toBeCloseTo((6512.4 * 752.44) / 1300.68, 6);
    const calm: Episode = {
      ...shockOf({ id: 'calm', days: 40, spxReturn: 0.05 }),
      name: '',
      source: '',
    };
    const { puts: lost } = of(stress({}, { episodes: [calm] }), 'calm');
    expect(lost?.heldUsd).toBeCloseTo(-(puts?.moneyUsd ?? NaN), 6);
  });

  it('is not asked where holding the hedge earns', () => {
    const inverted = snapshotOf({ vix: 45, vix3m: 36, prices: [40, 36, 33, 31, 30, 29, 28, 27] });
    const result = stress({ snapshot: inverted });
    expect(result).not.toHaveProperty('putAlternative');
    for (const episode of result.episodes) expect(episode).not.toHaveProperty('puts');
  });

  it('follows the setting', () => {
    const settings = settingsWith({ stress: { putMoneyness: 0.9 } });
    expect(stress({ settings }).putAlternative?.strike).toBe(5860);
  });
});

describe('margin', () => {
  const settings = settingsWith({ margin: { vxUsd: 9000, vxmUsd: 900 } });
  const result = stress({ settings });

  it('of the futures is the gain of the day before costs, and the requirement doubled', () => {
    const { margin, atOnce } = of(result, 'feb-2018');
    const before = atOnce.layers.reduce((sum, { gainUsd, costUsd }) => sum + gainUsd + costUsd, 0);
    expect(margin.futuresVariationUsd).toBeCloseTo(before, 8);
    const units = planOf({ settings }).result.layers.flatMap(({ instruments }) => instruments);
    const today = units.reduce(
      (sum, { contracts, multiplier }) => sum + contracts * (multiplier === 100 ? 900 : 9000),
      0,
    );
    expect(margin.futuresRequirementUsd).toBeCloseTo(today, 9);
    expect(margin.futuresRequirementStressedUsd).toBeCloseTo(2 * today, 9);
    expect(margin.condorMarkUsd).toBe(atOnce.condorUsd);
    expect(margin.date).toBe('2026-11-20');
  });

  it('of the condors is each wing less its credit, whatever risk capital is measured by', () => {
    const both = [
      condor(),
      condor({
        id: 'b',
        legs: { longPut: 5800, shortPut: 5900, shortCall: 7000, longCall: 7150 },
        credit: 12,
      }),
    ];
    const now = settingsWith({ hedge: { riskCapital: 'atRiskNow' } });
    for (const one of [{ condors: both }, { condors: both, settings: now }]) {
      const { margin } = of(stress(one), 'feb-2018');
      // 10 x 100 x (100 - 24.80) and 10 x 100 x (150 - 12).
      expect(margin.condorRequirementUsd).toBeCloseTo(75_200 + 138_000, 8);
    }
  });

  it('is not invented', () => {
    const { margin } = of(stress(), 'feb-2018');
    expect(margin).not.toHaveProperty('futuresRequirementUsd');
    expect(margin).not.toHaveProperty('futuresRequirementStressedUsd');
  });

  it('counts futures alone: options and shares are paid in full', () => {
    const calls = settingsWith(RICH, all('call'));
    expect(of(stress({ settings: calls }), 'feb-2018').margin.futuresVariationUsd).toBe(0);
  });
});
