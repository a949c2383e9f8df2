import { describe, expect, it, test } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import type { Snapshot } from '../../src/market/snapshot.js';
import type { EpochMs } from '../../src/market/time.js';
import { snapshotPath } from '../../src/stress/snapshot-path.js';
import { AS_OF, condor, layersWith, settingsWith, snapshotOf } from '../hedge/fixtures.js';
import * as naive from '../hedge/naive.js';
import { ETPS, all } from '../hedge/sizing.js';
import { CONDOR_2018, FRIDAY_2018, MONDAY_2018, planOf, stress } from './fixtures.js';

const NO_GRID = { episodes: [], spxMoves: [0], vixFactors: [1] };
const DAY = 86_400_000;
const after = (days: number, parts: Parameters<typeof snapshotOf>[0] = {}): Snapshot =>
  snapshotOf({ etps: ETPS, ...parts, time: (AS_OF + days * DAY) as EpochMs });

describe('5 February 2018, on its settlements', () => {
  const one = { condors: [CONDOR_2018], snapshot: FRIDAY_2018 };
  const plan = planOf(one);
  const result = stress(one, { ...NO_GRID, later: [MONDAY_2018] });
  const [step] = result.replay?.steps ?? [];
  /** Settlements of both days by symbol of the standard contract, from METHOD 5.2's row. */
  const SETTLED: Readonly<Record<string, readonly [number, number]>> = {
    '2018-02-14': [15.625, 33.225],
    '2018-03-21': [14.975, 27.975],
    '2018-04-18': [15.075, 24.725],
    '2018-05-16': [15.275, 20.95],
    '2018-06-20': [15.425, 19.375],
    '2018-07-18': [15.825, 19.425],
  };

  it('gains contracts x multiplier x the difference of the settlements', () => {
    let total = 0;
    plan.result.layers.forEach((layer, i) => {
      let gain = 0;
      let costs = 0;
      for (const { contracts, multiplier, expiry = '' } of layer.instruments) {
        const [before, then] = SETTLED[expiry] ?? [NaN, NaN];
        gain += contracts * multiplier * (then - before);
        costs += 2 * contracts * (multiplier === 100 ? 0.4 + 3 : 1.5 + 25);
      }
      expect(step?.layers[i]?.gainUsd).toBeCloseTo(gain - costs, 8);
      expect(step?.layers[i]?.costUsd).toBeCloseTo(costs, 10);
      total += gain;
    });
    expect(total).toBeGreaterThan(10_000);
    expect(step?.futuresVariationUsd).toBeCloseTo(total, 8);
  });

  it('marks the condors on the vol of the VIX family of that day', () => {
    // 2018-03-16 is 42 days from 2 February and 39 from the 5th, by total variance of VIX and VIX3M.
    const family = (days: number, vix: number, vix3m: number): number =>
      Math.sqrt((vix ** 2 * 30 + ((days - 30) / 63) * (vix3m ** 2 * 93 - vix ** 2 * 30)) / days);
    const before = (0.88 * family(42, 17.31, 17.03)) / 100;
    // Both days are read at 39 days: what vol of that tenor has become.
    const then = (before * family(39, 37.32, 28.13)) / family(39, 17.31, 17.03);
    const years =
      (Date.parse('2018-03-16T13:30:00Z') - Date.parse('2018-02-05T21:15:00Z')) / DAY / 365;
    const forward = 2648.94 * Math.exp((0.04 - 0.013) * years);
    const price = (right: 'put' | 'call', strike: number): number => {
      const slope =
        strike < forward ? 0.35 * Math.log(forward / strike) : -0.05 * Math.log(strike / forward);
      return naive.black(right, forward, strike, years, then + slope, 0.04);
    };
    const close =
      price('put', 2600) - price('put', 2500) + price('call', 2850) - price('call', 2950);
    expect(step?.condorUsd).toBeCloseTo(1000 * (33 - close), 3);
    expect(step).toMatchObject({ spx: 2648.94, vix: 37.32, day: 3, date: '2018-02-05' });
  });

  it('says how much of the loss came back', () => {
    const share = (step?.hedgeUsd ?? NaN) / -(step?.condorUsd ?? NaN);
    expect(step?.share).toBeCloseTo(share, 12);
    expect(step?.netUsd).toBeCloseTo((step?.condorUsd ?? NaN) + (step?.hedgeUsd ?? NaN), 8);
    expect(result.replay?.verdict).toContain(`pays back ${Math.round(100 * share)}%`);
    expect(result.replay?.failed).toBe(false);
  });
});

describe('a path through snapshots', () => {
  const market = planOf().prepared.market;
  const then = after(10, {
    vix: 30,
    spx: 6000,
    vvix: 140,
    prices: [28, 27, 26, 25, 24, 23.5, 23, 22.5],
  });
  const path = snapshotPath(market, [then]);

  it('is the snapshot on its day', () => {
    const point = path.at(10);
    expect(path.days).toBe(10);
    expect(point.spx).toBe(6000);
    expect(point.curve.spotVix).toBe(30);
    expect(point.curve.nodes.map(({ price }) => price)).toEqual([
      28, 27, 26, 25, 24, 23.5, 23, 22.5,
    ]);
    expect(point.curve.nodes[0]?.daysToExpiry).toBe(16);
    expect(point.moment).toBe(then.time);
    expect(point.vixVolFactor(30)).toBeCloseTo(140 / 96.4, 12);
  });

  it('goes evenly in logs between', () => {
    const point = path.at(4);
    const even = (a: number, b: number): number => a ** 0.6 * b ** 0.4;
    expect(point.spx).toBeCloseTo(even(6512.4, 6000), 9);
    expect(point.curve.spotVix).toBeCloseTo(even(17.92, 30), 9);
    expect(point.curve.nodes[0]?.price).toBeCloseTo(even(18.85, 28), 9);
    expect(point.curve.nodes[0]?.daysToExpiry).toBe(22);
    expect(point.curve.date).toBe('2026-11-24');
  });

  it('takes a contract that settles before the next snapshot towards spot VIX', () => {
    const late = snapshotPath(market, [
      after(40, {
        vix: 30,
        expiries: ['2027-01-20', '2027-02-17', '2027-03-17'],
        prices: [28, 27, 26],
      }),
    ]);
    // On its day, 26 of 40, spot stands at 17.92^(14/40) x 30^(26/40); half way there half of it.
    const spot = 17.92 ** (14 / 40) * 30 ** (26 / 40);
    const [first] = late.at(13).curve.nodes;
    expect(first?.price).toBeCloseTo(Math.sqrt(18.85 * spot), 9);
    expect(late.at(26).curve.spotVix).toBeCloseTo(spot, 9);
    expect(late.at(26).curve.nodes[0]?.expiry).toBe('2027-01-20');
  });

  it('compares SPX vols by the indices that both snapshots have', () => {
    const withoutVix3m = snapshotPath(market, [after(10, { vix: 30, vix3m: null })]);
    expect(withoutVix3m.at(10).spxVolFactor(60)).toBeCloseTo(30 / 17.92, 12);
    const both = snapshotPath(market, [after(10, { vix: 30, vix3m: 28 })]);
    expect(both.at(10).spxVolFactor(93)).toBeCloseTo(28 / 20.15, 12);
  });

  it('leaves the vol of VIX options alone where one of them has no VVIX', () => {
    const without = snapshotPath(market, [after(10, { vix: 30, vvix: null })]);
    expect(without.at(10).vixVolFactor(30)).toBe(1);
  });
});

describe('a replay', () => {
  it('rolls on the settlements of its days', () => {
    // A week before each monthly expiry: 2026-12-09 and 2027-01-13.
    const later = [
      after(19, { vix: 24, prices: [23, 22, 21.5, 21.5, 21.5, 21.5, 21.5, 21.5] }),
      after(54, {
        vix: 28,
        expiries: ['2027-01-20', '2027-02-17', '2027-03-17', '2027-04-21', '2027-05-18'],
        prices: [27, 25, 24, 23, 22],
      }),
      after(62, {
        vix: 20,
        expiries: ['2027-02-17', '2027-03-17', '2027-04-21', '2027-05-18'],
        prices: [20.5, 21, 21.5, 22],
      }),
    ];
    const plan = planOf();
    const [short] = plan.result.layers;
    const size = (short?.instruments ?? []).reduce(
      (sum, one) => sum + one.contracts * one.multiplier,
      0,
    );
    const { replay } = stress({}, { ...NO_GRID, later });
    const gains = (replay?.steps ?? []).map(({ layers }) => {
      const layer = layers[0];
      return (layer?.gainUsd ?? NaN) + (layer?.costUsd ?? NaN);
    });
    expect(gains[0]).toBeCloseTo(size * (23 - 18.85), 6);
    expect(gains[1]).toBeCloseTo(size * (23 - 18.85 + (27 - 22)), 6);
    expect(gains[2]).toBeCloseTo(size * (23 - 18.85 + (27 - 22) + (20.5 - 25)), 6);
    expect(replay?.steps.map(({ layers }) => layers[0]?.rolls)).toEqual([0, 1, 2]);
    expect(replay?.steps.map(({ day }) => day)).toEqual([19, 54, 62]);
  });

  it('settles a condor where SPX closed on its expiry, and keeps it so', () => {
    // 10 x 100 x (6100 - 6040 - 24.80) lost on 2026-12-18, whatever comes after.
    const later = [after(28, { spx: 6040, vix: 25 }), after(40, { spx: 7000, vix: 15 })].map(
      (snapshot) => ({ ...snapshot, futures: snapshot.futures.slice(1) }),
    );
    const { replay } = stress({}, { ...NO_GRID, later });
    for (const { condorUsd } of replay?.steps ?? []) {
      expect(condorUsd).toBeCloseTo(-1000 * (60 - 24.8), 6);
    }
  });

  it('of two markets of one day tells them apart', () => {
    const hours = (n: number): EpochMs => (AS_OF + 3 * DAY + n * 3_600_000) as EpochMs;
    const later = [
      { ...after(3, { vix: 30, prices: [29, 27, 26, 25, 24, 23, 22.5, 22] }), time: hours(-5) },
      { ...after(3, { vix: 22, prices: [22, 22, 22, 22, 22, 22, 22, 22] }), time: hours(0) },
    ];
    const steps = stress({}, { ...NO_GRID, later }).replay?.steps ?? [];
    expect(steps.map(({ vix }) => vix)).toEqual([30, 22]);
    expect(steps[0]?.hedgeUsd).toBeGreaterThan(steps[1]?.hedgeUsd ?? NaN);
    // The first is as if nothing came after it.
    const alone = stress({}, { ...NO_GRID, later: later.slice(0, 1) }).replay?.steps[0];
    expect(steps[0]).toEqual(alone);
  });

  it('follows the very day of the first market, later', () => {
    const noon = { ...after(0, { vix: 25, spx: 6300 }), time: (AS_OF + 3_600_000) as EpochMs };
    const [step] = stress({}, { ...NO_GRID, later: [noon] }).replay?.steps ?? [];
    expect(step).toMatchObject({ day: 0, vix: 25, spx: 6300 });
  });

  it('dates a step as Chicago does', () => {
    const evening = {
      ...after(3, { vix: 25 }),
      time: Date.parse('2026-11-24T02:00:00Z') as EpochMs,
    };
    const [step] = stress({}, { ...NO_GRID, later: [evening] }).replay?.steps ?? [];
    expect(step?.date).toBe('2026-11-23');
  });

  it('follows an ETP by its own price', () => {
    const settings = settingsWith(
      { hedge: { carryCap: false } },
      all('etp').map((layer) => ({ ...layer, etp: 'VXX' })),
    );
    const later = [after(7, { vix: 30, etps: [{ symbol: 'VXX', priceUsd: 63 }] })];
    const shares = planOf({ settings }).result.layers.map(
      ({ instruments }) => instruments[0]?.contracts,
    );
    const [step] = stress({ settings }, { ...NO_GRID, later }).replay?.steps ?? [];
    step?.layers.forEach(({ gainUsd }, i) => {
      const n = shares[i] ?? NaN;
      expect(gainUsd).toBeCloseTo(n * (63 - 42) - n * 0.0005 * (42 + 63), 7);
    });
    const without = [after(7, { vix: 30, etps: [] })];
    expect(() => stress({ settings }, { ...NO_GRID, later: without })).toThrow(/no price of VXX/);
  });

  it('marks a call on its own future and leaves at an ordinary spread', () => {
    const settings = settingsWith(
      { hedge: { carryCap: false, premiumBudget: 1 } },
      layersWith('short', { instrument: 'call' }),
    );
    const plan = planOf({ settings });
    const [row] = plan.result.layers[0]?.instruments ?? [];
    const later = [after(10, { vix: 30, vvix: 140, prices: [28, 27, 26, 25, 24, 23.5, 23, 22.5] })];
    const [step] = stress({ settings }, { ...NO_GRID, later }).replay?.steps ?? [];
    const years = (naive.morning('2026-12-16') - AS_OF - 10 * DAY) / DAY / 365;
    const vol = (row?.impliedVol ?? NaN) * (140 / 96.4) + 0.25 * Math.log(18.85 / 28);
    const value = naive.black('call', 28, row?.strike ?? NaN, years, vol, 0.04);
    const [n, price] = [row?.contracts ?? NaN, row?.price ?? NaN];
    const costs = n * (1.3 + 100 * (Math.max(0.02, 0.04 * price) + Math.max(0.02, 0.04 * value)));
    expect(n).toBeGreaterThan(0);
    expect(step?.layers[0]?.gainUsd).toBeCloseTo(n * 100 * (value - price) - costs, 6);
  });

  test.each<[string, Snapshot[], RegExp]>([
    ['of the same time', [after(0)], /is not later than/],
    ['out of order', [after(10), after(9)], /is not later than/],
    ['without an SPX level', [after(5, { spx: null })], /has no SPX level/],
    ['without a contract that is held', [after(5, { prices: [20, 21, 22] })], /no price of VXH27/],
  ])('refuses markets %s', (_, later, message) => {
    const replay = (): unknown => stress({}, { ...NO_GRID, later });
    expect(replay).toThrow(message);
    expect(replay).toThrow(expect.objectContaining({ place: { key: '--then' } }));
  });

  it('is absent where no later market is given', () => {
    expect(stress({}, NO_GRID)).not.toHaveProperty('replay');
  });

  it('says plainly that a hedge failed in a fall without a rise of VIX', () => {
    const grind = [
      after(10, { spx: 6000, vix: 18, prices: [18, 19, 19.5, 20, 20.3, 20.6, 21, 21] }),
    ];
    const { replay } = stress(
      { condors: [condor({ expiry: isoDate('2026-12-18') })] },
      { ...NO_GRID, later: grind },
    );
    expect(replay?.failed).toBe(true);
    expect(replay?.verdict).toMatch(
      /^the hedge fails: it loses \$[\d,]+ on top of the condors' loss/,
    );
  });
});
