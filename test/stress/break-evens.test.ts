import { describe, expect, it, test } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import { EXPIRIES, PRICES, condor, settingsWith } from '../hedge/fixtures.js';
import * as naive from '../hedge/naive.js';
import { planOf, stress } from './fixtures.js';
import { TODAY, condorPnl } from './naive-stress.js';

const NOTHING = { episodes: [], spxMoves: [], vixFactors: [] };
const CURVE: naive.Curve = [
  [0, 17.92],
  ...EXPIRIES.map((expiry, i) => [naive.daysFrom(TODAY, expiry), PRICES[i] ?? NaN] as const),
];
const settings = settingsWith({ hedge: { carryCap: false } });
const rows = planOf({ settings }).result.layers.flatMap(({ instruments }) => instruments);
const { breakEvens } = stress({ settings }, NOTHING);

/** 5, 10 and 20 trading days after 2026-11-20; 2026-11-26 is Thanksgiving. */
const HORIZONS = ['2026-11-30', '2026-12-07'] as const;

/** Condor and hedge together on a day before the expiry, by METHOD 6.7 and 15.7. */
function netOn(horizon: string, spx: number, residuals = 0): number {
  const moment = Date.parse(`${horizon}T21:00:00Z`);
  const hedge: naive.NaiveHedge = {
    today: TODAY,
    spot: 17.92,
    spx: 6512.4,
    curve: CURVE,
    rate: 0.04,
    horizon,
    moment,
  };
  const state = naive.onPath(hedge, spx, residuals);
  const left = naive.daysFrom(horizon, '2026-12-18');
  const h = naive.tradingDays(TODAY, horizon);
  const vol =
    0.88 * 0.1792 * Math.exp(naive.spxVolBeta(left, state.r, h) * Math.log(state.vix / 17.92));
  const years = (naive.morning('2026-12-18') - moment) / (365 * 86_400_000);
  const mark = condorPnl(
    { expiry: '', quantity: 10, strikes: [6000, 6100, 6850, 6950], credit: 24.8 },
    spx,
    vol,
    years,
  );
  return mark + naive.hedgePnl(hedge, rows, state);
}

describe('break-evens before the expiry', () => {
  it('stand 5 and 10 trading days on, and at the first expiry', () => {
    // The twentieth trading day is the expiry's own Friday or later: 2026-12-18 is the nineteenth.
    expect(breakEvens.map(({ date }) => date)).toEqual([...HORIZONS, '2026-12-18']);
    expect(breakEvens.map(({ tradingDays }) => tradingDays)).toEqual([5, 10, 19]);
  });

  test.each(HORIZONS)('on %s are where condor and hedge come to nothing', (horizon) => {
    const found = breakEvens.find(({ date }) => date === horizon);
    expect(found?.roots.length).toBeGreaterThan(0);
    for (const root of found?.roots ?? []) {
      // Refined to a hundredth of a point: the sign turns within that.
      expect(netOn(horizon, root - 0.01) * netOn(horizon, root + 0.01), `${root}`).toBeLessThan(0);
    }
  });

  test.each(HORIZONS)('on %s are all of them', (horizon) => {
    const found = breakEvens.find(({ date }) => date === horizon);
    let turns = 0;
    const from = 6512.4 * 0.6;
    for (let spx = from; spx < 6512.4 * 1.25; spx += 1) {
      if (netOn(horizon, spx) * netOn(horizon, spx + 1) < 0) turns += 1;
    }
    expect(found?.roots).toHaveLength(turns);
  });

  test.each(HORIZONS)('on %s name the nearest, the far one and the dead zone', (horizon) => {
    const found = breakEvens.find(({ date }) => date === horizon);
    const roots = found?.roots ?? [];
    expect(found?.lower).toBe(roots.filter((root) => root <= 6512.4).at(-1));
    expect(found?.upper).toBe(roots.find((root) => root > 6512.4));
    const [lowest = Infinity] = roots;
    expect(found?.farLower).toBe(lowest < (found?.lower ?? -Infinity) ? lowest : undefined);
    const { spx = NaN, pnlUsd = NaN } = found?.deadZone ?? {};
    expect(pnlUsd).toBeCloseTo(netOn(horizon, spx), 3);
    for (let level = 6512.4 * 0.6; level <= 6512.4; level += 16.281) {
      expect(netOn(horizon, level)).toBeGreaterThanOrEqual(pnlUsd - 1e-3);
    }
  });

  test.each(HORIZONS)('on %s have a band of one residual sd of VIX', (horizon) => {
    const { band } = breakEvens.find(({ date }) => date === horizon) ?? {};
    for (const [side, residuals] of [
      ['weaker', -1],
      ['stronger', 1],
    ] as const) {
      const lower = band?.[side].lower;
      if (lower === undefined) continue;
      const turn =
        netOn(horizon, lower - 0.01, residuals) * netOn(horizon, lower + 0.01, residuals);
      expect(turn).toBeLessThan(0);
    }
    expect(band?.weaker.lower).toBeDefined();
  });

  it('at the first expiry are those of alvh size', () => {
    const { structure } = planOf({ settings }).result;
    const last = breakEvens.at(-1);
    expect(last?.roots).toEqual(structure?.breakEvens.hedged.roots);
    expect(last?.lower).toBe(structure?.breakEvens.hedged.lower);
    expect(last?.deadZone).toEqual(structure?.breakEvens.hedged.deadZone);
    expect(last?.band).toEqual(structure?.breakEvens.hedged.band);
  });

  it('of a book that expires next week are at the expiry alone', () => {
    const week = condor({ expiry: isoDate('2026-11-27') });
    const { breakEvens } = stress({ condors: [week] }, NOTHING);
    expect(breakEvens.map(({ date }) => date)).toEqual(['2026-11-27']);
  });
});
