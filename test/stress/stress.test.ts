import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';
import { EPISODES } from '../../src/scenario/episodes.js';
import { outcomeOf } from '../../src/stress/outcome.js';
import type { Outcome } from '../../src/stress/result.js';
import { shockPath } from '../../src/stress/shock-path.js';
import { AS_OF, PRICES, condor, faultsOf, settingsWith, snapshotOf } from '../hedge/fixtures.js';
import * as naive from '../hedge/naive.js';
import { ETPS, all } from '../hedge/sizing.js';
import { episodeOf as of, planOf, shockOf, stress } from './fixtures.js';
import { condorPnl } from './naive-stress.js';

const RICH = { hedge: { ratio: 1.4, carryCap: false, premiumBudget: 1 } };

describe('a book', () => {
  const a = condor();
  const b = condor({ id: 'b', expiry: isoDate('2027-01-15'), credit: 21, quantity: 3 });
  const c = condor({ id: 'c', expiry: isoDate('2026-12-18'), credit: 20, settlement: 'pm' });

  it('is the same in any order, to the last byte', () => {
    const text = JSON.stringify(stress({ condors: [a, b, c] }));
    expect(JSON.stringify(stress({ condors: [c, a, b] }))).toBe(text);
    expect(JSON.stringify(stress({ condors: [b, c, a] }))).toBe(text);
  });

  it('holds no hole, no NaN and no infinity', () => {
    expect(faultsOf(stress({ condors: [a, b, c] }))).toEqual([]);
    expect(faultsOf(stress({ settings: settingsWith(RICH, all('call')) }))).toEqual([]);
  });

  it('of XSP is a tenth of SPX', () => {
    const mini = condor({
      underlying: 'XSP',
      settlement: 'pm',
      quantity: 100,
      credit: 2.48,
      legs: { longPut: 600, shortPut: 610, shortCall: 685, longCall: 695 },
    });
    const whole = condor({ settlement: 'pm' });
    const [large, small] = [stress({ condors: [whole] }), stress({ condors: [mini] })];
    large.episodes.forEach((episode, i) => {
      for (const view of ['atOnce', 'held'] as const) {
        const other = small.episodes[i]?.[view];
        expect(other?.condorUsd).toBeCloseTo(episode[view].condorUsd, 5);
        expect(other?.hedgeUsd).toBeCloseTo(episode[view].hedgeUsd, 5);
      }
    });
    expect(small.putAlternative?.contracts).toBeCloseTo(large.putAlternative?.contracts ?? NaN, 8);
    expect(small.putAlternative?.strike).toBe(large.putAlternative?.strike);
    small.breakEvens.forEach((at, i) => {
      expect(at.lower).toBeCloseTo(large.breakEvens[i]?.lower ?? NaN, 1);
    });
  });

  it('of ten times as many loses ten times as much', () => {
    const ten = stress({ condors: [condor({ quantity: 100 })] });
    stress({ condors: [a] }).episodes.forEach(({ atOnce, held }, i) => {
      expect(ten.episodes[i]?.atOnce.condorUsd).toBeCloseTo(10 * atOnce.condorUsd, 4);
      expect(ten.episodes[i]?.held.condorUsd).toBeCloseTo(10 * held.condorUsd, 4);
    });
  });

  it('never loses more than its wings less its credit', () => {
    const { episodes, grid } = stress({ condors: [a] });
    const all = [
      ...episodes.flatMap((one) => [one.atOnce.condorUsd, one.held.condorUsd]),
      ...grid.condorUsd.flat(),
    ];
    for (const usd of all) {
      expect(usd).toBeGreaterThan(-75_200 - 1e-6);
      expect(usd).toBeLessThan(24_800 + 1e-6);
    }
  });
});

describe('a condor of today', () => {
  const morning = Date.parse('2026-11-20T16:00:00Z') as EpochMs;
  const today = condor({
    underlying: 'SPX',
    expiry: isoDate('2026-11-20'),
    settlement: 'pm',
    legs: { longPut: 6400, shortPut: 6450, shortCall: 6550, longCall: 6600 },
    credit: 18,
  });
  const one = { condors: [today], snapshot: snapshotOf({ time: morning, etps: ETPS, vix9d: 16 }) };

  it('still has its hours to run when a shock comes at once', () => {
    const { grid } = stress(one, { spxMoves: [0], vixFactors: [1] });
    const mark = condorPnl(
      { expiry: '', quantity: 10, strikes: [6400, 6450, 6550, 6600], credit: 18 },
      6512.4,
      0.88 * 0.16,
      5 / 24 / 365,
    );
    expect(grid.condorUsd[0]?.[0]).toBeCloseTo(mark, 3);
    // Not what it would settle at: between the short strikes it keeps the whole credit.
    expect(grid.condorUsd[0]?.[0]).toBeLessThan(17_900);
  });

  it('is over before anything of a longer move has come', () => {
    expect(of(stress(one), 'gfc-2008').held.condorUsd).toBeCloseTo(18_000, 9);
    expect(faultsOf(stress(one))).toEqual([]);
  });
});

describe('what is missing', () => {
  it('no SPX level: refused with the mend', () => {
    const without = (): unknown => stress({ snapshot: snapshotOf({ spx: null }) });
    expect(without).toThrow(/no SPX level/);
    expect(without).toThrow(
      expect.objectContaining({ mend: 'add an index SPX row, or give --index SPX=LEVEL' }),
    );
  });

  it('no VVIX: futures need none', () => {
    const bare = stress({ snapshot: snapshotOf({ vvix: null }) });
    expect(bare.episodes).toEqual(stress({ snapshot: snapshotOf() }).episodes);
  });

  it('all months but the first: the layers hold what there is', () => {
    const single = stress({ snapshot: snapshotOf({ prices: [18.85] }) });
    expect(faultsOf(single)).toEqual([]);
    const bought = single.hedge.flatMap(({ instruments }) => instruments);
    expect(new Set(bought.map(({ symbol }) => symbol.slice(-3)))).toEqual(new Set(['Z26']));
  });

  it('nothing bought: it says so, and costs and gains nothing', () => {
    const tiny = condor({
      underlying: 'XSP',
      quantity: 1,
      legs: { longPut: 600, shortPut: 601, shortCall: 685, longCall: 686 },
      credit: 0.2,
    });
    const none = stress({ condors: [tiny] });
    expect(none.warnings.map(({ code }) => code)).toContain('no-hedge');
    expect(faultsOf(none)).toEqual([]);
    for (const { atOnce, margin, verdict } of none.episodes) {
      expect(atOnce.hedgeUsd).toBe(0);
      expect(margin.futuresVariationUsd).toBe(0);
      expect(verdict).not.toMatch(/-\$0/);
    }
    expect(of(none, 'feb-2018').verdict).toMatch(/^the hedge fails: it pays back nothing of/);
    expect(none).not.toHaveProperty('putAlternative');
  });

  it('no episode, no grid: the rest still stands', () => {
    const bare = stress({}, { episodes: [], spxMoves: [], vixFactors: [] });
    expect(bare.episodes).toEqual([]);
    expect(bare.grid.netUsd).toEqual([]);
    expect(bare.breakEvens.length).toBeGreaterThan(0);
  });
});

describe('properties of any shock', () => {
  const hedges = {
    futures: planOf({ settings: settingsWith(RICH) }),
    calls: planOf({ settings: settingsWith(RICH, all('call')) }),
    'call spreads': planOf({ settings: settingsWith(RICH, all('callSpread')) }),
    ETPs: planOf({
      settings: settingsWith(
        RICH,
        all('etp').map((layer) => ({ ...layer, etp: 'UVXY' })),
      ),
    }),
  };
  const up = fc.record({
    vix: fc.double({ min: 0.05, max: 2.2, noNaN: true }),
    shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
    vvix: fc.double({ min: 0, max: 0.9, noNaN: true }),
    spx: fc.double({ min: -0.45, max: 0, noNaN: true }),
    days: fc.constantFrom(0, 3, 12),
    k: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const UPKEEP = { roll: false, rollDays: 7, exitSpreadFactor: 3 };

  test.each(Object.entries(hedges))(
    '%s: a larger move of VIX up never gains less (METHOD 13.9)',
    (kind, plan) => {
      fc.assert(
        fc.property(up, ({ vix, shares, vvix, spx, days, k }) => {
          const at = (scale: number): Outcome => {
            const shock = shockOf({
              days,
              spxReturn: spx,
              vixLogChange: scale * vix,
              curveLogChanges: shares.map((share) => scale * share * vix),
              vvixLogChange: scale * vvix,
            });
            const path = shockPath(plan.prepared.market, 6512.4, shock, days);
            return outcomeOf(plan, path, UPKEEP);
          };
          const [small, large] = [at(k), at(1)];
          large.layers.forEach(({ gainUsd }, i) => {
            // The short leg of a spread can gain more than the long one far above both strikes.
            if (kind === 'call spreads') return;
            expect(gainUsd).toBeGreaterThanOrEqual((small.layers[i]?.gainUsd ?? NaN) - 1e-6);
          });
          expect(large.netUsd).toBeCloseTo(large.condorUsd + large.hedgeUsd, 6);
          for (const { gainUsd, share } of large.layers) {
            if (large.condorUsd < 0) expect(share).toBeCloseTo(gainUsd / -large.condorUsd, 9);
            else expect(share).toBeUndefined();
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it('call spreads: never gain more than their width, nor lose more than their price', () => {
    const plan = hedges['call spreads'];
    const bounds = plan.held.flat().map(({ instrument, units }) => {
      if (instrument.kind !== 'callSpread') throw new Error('no spread');
      const paid = instrument.long.pricePoints - instrument.short.pricePoints;
      return [
        units * 100 * (instrument.short.strike - instrument.long.strike - paid),
        -units * 100 * paid,
      ];
    });
    for (const episode of EPISODES) {
      const { layers } = outcomeOf(
        plan,
        shockPath(plan.prepared.market, 6512.4, episode, 0),
        UPKEEP,
      );
      layers.forEach(({ gainUsd, costUsd }, i) => {
        expect(gainUsd + costUsd).toBeLessThanOrEqual((bounds[i]?.[0] ?? NaN) + 1e-6);
        expect(gainUsd + costUsd).toBeGreaterThanOrEqual((bounds[i]?.[1] ?? NaN) - 1e-6);
      });
    }
  });

  it('a fall of SPX with VIX where it was leaves futures alone', () => {
    const { grid } = stress({}, { spxMoves: [-0.3, -0.1, 0], vixFactors: [1] });
    const [row = []] = grid.hedgeUsd;
    expect(new Set(row.map((usd) => usd.toFixed(6))).size).toBe(1);
  });
});

describe('an episode that outlasts a contract', () => {
  const result = stress();

  it('is shown rolled too, where one expires by its end', () => {
    for (const { id, days, rolled } of result.episodes) {
      // The first contract held has 26 days.
      expect(rolled !== undefined, id).toBe(days >= 26);
    }
    expect(of(result, 'gfc-2008').rolled?.layers.map(({ rolls }) => rolls)).toEqual([3, 1, 0]);
  });

  it('costs more in rolls', () => {
    const { held, rolled } = of(result, 'grind-2022');
    const costs = (outcome: Outcome | undefined): number =>
      (outcome?.layers ?? []).reduce((sum, { costUsd }) => sum + costUsd, 0);
    expect(costs(rolled)).toBeGreaterThan(2 * costs(held));
  });

  it('judges the kept-up hedge by what the book loses in a fall of that size', () => {
    const { rolled, atOnce, verdict, failed } = of(result, 'grind-2022');
    const share = (rolled?.hedgeUsd ?? NaN) / -atOnce.condorUsd;
    expect(verdict).toContain('the condors settle on day 28 of 282');
    expect(verdict).toContain(`${Math.round(100 * share)}% of what the book loses`);
    expect(failed).toBe(share < 0.25);
  });

  it('says how steep the curve was then: 22% in January 2022, by METHOD 5.2', () => {
    const { slopeThen, condorsSettleOnDay, verdict } = of(result, 'grind-2022');
    // VX of 16, 44, 71, 107, 135 days: 18.86 21.41 23.10 24.35 24.94. 30 days lie half way from the
    // first to the second, 120 days 13/28 of the way from the fourth to the fifth.
    const [at30, at120] = [(18.86 + 21.41) / 2, 24.35 + (13 / 28) * (24.94 - 24.35)];
    expect(slopeThen).toBeCloseTo(at120 / at30 - 1, 3);
    expect(condorsSettleOnDay).toBe(28);
    // Today: 30 days lie 4/35 from 18.85 to 19.70, 120 days 3/35 from 20.80 to 21.10.
    expect(result.slope).toBeCloseTo((20.8 + (3 / 35) * 0.3) / (18.85 + (4 / 35) * 0.85) - 1, 12);
    expect(verdict).toContain('flattered: the curve rose 22% from 30 to 120 days then, 10% now');
    expect(of(result, 'feb-2018')).not.toHaveProperty('condorsSettleOnDay');
    expect(of(result, 'covid-2020-trough').verdict).not.toContain('flattered');
  });

  it('asks what holding that long would have cost, also beyond the months listed today', () => {
    const prices = PRICES.slice(0, 3);
    const plan = planOf({ snapshot: snapshotOf({ prices }) });
    const { carryUsd } = of(stress({ snapshot: snapshotOf({ prices }) }), 'grind-2022');
    // The short layer's way from settlement to settlement, days left when bought: of the months of
    // 2026-12 to 2027-08, and then eleven days of 2027-09, all on today's curve.
    const curve = [...[0, 26, 61, 89].entries()].map(
      ([i, days]) => [days, [17.92, ...prices][i] ?? NaN] as const,
    );
    const at = (days: number): number => naive.curveAt(curve, days);
    const months = [26, 35, 28, 28, 35, 27, 29, 35, 28];
    expect(months.reduce((sum, days) => sum + days, 0)).toBe(282 - 11);
    const points = months.reduce((sum, days) => sum + 17.92 - at(days), 0) + at(28 - 11) - at(28);
    const rows = plan.result.layers[0]?.instruments ?? [];
    const wanted = rows.reduce((sum, { contracts, multiplier }) => {
      const [commission, half] = multiplier === 100 ? [0.4, 3] : [1.5, 25];
      return sum + contracts * (multiplier * points - months.length * (2 * commission + half));
    }, 0);
    expect(rows.some(({ contracts }) => contracts > 0)).toBe(true);
    expect(carryUsd[0]?.usd).toBeCloseTo(wanted, 6);
  });
});

describe('warnings', () => {
  it('say that episodes are no probabilities', () => {
    expect(stress().warnings.map(({ code }) => code)).toContain('not-probabilities');
  });

  it('name what has no room, at once or on its way', () => {
    const high = stress({ snapshot: snapshotOf({ vix: 20, etps: ETPS }) });
    const capped = high.warnings.find(({ code }) => code === 'vix-capped')?.message ?? '';
    // 20 x 82.69 / 14.38 = 115; the trough at 61.59 / 14.38 = 86 at once, by way of the peak.
    for (const { id, shareApplied, shareAppliedOverDays } of high.episodes) {
      expect(capped.includes(`${id},`), id).toBe(Math.min(shareApplied, shareAppliedOverDays) < 1);
    }
    expect(of(high, 'covid-2020-peakvol').shareApplied).toBeCloseTo(
      Math.log(4.5) / Math.log(82.69 / 14.38),
      12,
    );
    const trough = of(high, 'covid-2020-trough');
    expect(trough.shareApplied).toBe(1);
    expect(trough.atOnce.vix).toBeCloseTo((20 * 61.59) / 14.38, 6);
    expect(trough.shareAppliedOverDays).toBeLessThan(1);
    expect(stress({}, { episodes: [] }).warnings.map(({ code }) => code)).not.toContain(
      'vix-capped',
    );
  });
});

test('a stress of one book does not touch the next: the same inputs give the same bytes', () => {
  const first = JSON.stringify(stress());
  stress({ condors: [condor({ quantity: 3 })] });
  expect(JSON.stringify(stress())).toBe(first);
  expect(AS_OF).toBe(snapshotOf().time);
});
