import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../src/market/date.js';
import { readRegime } from '../../src/market/regime.js';
import type { RegimeName } from '../../src/market/regime.js';
import { parseRegimeObservations } from '../../src/input/regime-observations.js';
import { regimeHistory } from '../../src/signals/regime-history.js';
import { nextRegimeState } from '../../src/signals/regime-state.js';
import type { RegimeObservation, RegimeState } from '../../src/signals/regime-state.js';
import type { EpochMs } from '../../src/market/time.js';
import { RANK_TABLE, sharedSource } from '../calibrate/shared-history.js';
import { hasShared } from '../shared-data.js';
import { STEWARD } from '../hedge/fixtures.js';

const { thresholds, hysteresis, confirmDays } = STEWARD.regimes;
const MEMORY = { thresholds, hysteresis, confirmDays };
const NONE = { thresholds, hysteresis: 0, confirmDays: 1 };
const START = isoDate('2020-01-01');

/** Days by VIX/VIX3M at a slope that leaves the ratio to decide; VIX 40. */
function daysOf(ratios: readonly (number | undefined)[]): RegimeObservation[] {
  return ratios.map((ratio, i) => ({
    date: addDays(START, i),
    vix: 40,
    ...(ratio !== undefined && { vixToVix3m: ratio, slope12: 0.1 }),
  }));
}

const confirmed = (ratios: readonly (number | undefined)[], memory = MEMORY) =>
  regimeHistory(daysOf(ratios), memory).days.map((day) => day.confirmed);

describe('METHOD 3.4, confirmation', () => {
  it.each<[string, (number | undefined)[], (RegimeName | undefined)[]]>([
    ['takes the first day at once', [1.05], ['stress']],
    ['waits for a second day', [0.8, 1.05, 1.05], ['calm', 'calm', 'stress']],
    ['forgets one day', [0.8, 1.05, 0.8, 1.05], ['calm', 'calm', 'calm', 'calm']],
    ['takes the nearest of a climb', [0.8, 0.98, 1.05, 1.05], ['calm', 'calm', 'flat', 'flat']],
    [
      'confirms stress from days that go between stress and crisis',
      [0.8, 1.12, 1.05, 1.12, 1.05],
      ['calm', 'calm', 'stress', 'stress', 'stress'],
    ],
    [
      'starts anew on the other side',
      [0.98, 0.98, 1.05, 0.8, 1.05, 1.05],
      ['flat', 'flat', 'flat', 'flat', 'flat', 'stress'],
    ],
    [
      'keeps the regime on a day that cannot be read, and breaks the row',
      [0.8, 1.05, undefined, 1.05, 1.05],
      ['calm', 'calm', 'calm', 'calm', 'stress'],
    ],
    ['is absent until a day can be read', [undefined, 0.8], [undefined, 'calm']],
  ])('%s', (_, ratios, wanted) => {
    expect(confirmed(ratios)).toEqual(wanted);
  });
});

describe('METHOD 3.4, hysteresis', () => {
  const quick = { ...MEMORY, confirmDays: 1 };

  it.each<[string, number[], RegimeName[]]>([
    ['enters stress at 1.00', [0.99, 1], ['flat', 'stress']],
    ['stays in stress at 0.98', [1, 0.98], ['stress', 'stress']],
    ['leaves stress below 0.98', [1, 0.9799], ['stress', 'flat']],
    ['stays in flat at 0.95 on the way down', [1, 0.95], ['stress', 'flat']],
    ['goes on to normal below 0.95', [1, 0.9499], ['stress', 'normal']],
    ['stays in normal at 0.88', [0.9, 0.88, 0.8799], ['normal', 'normal', 'calm']],
    ['does not hold on the way up', [0.88, 0.89], ['calm', 'calm']],
    ['leaves crisis below 1.08', [1.1, 1.08, 1.0799], ['crisis', 'crisis', 'stress']],
  ])('%s', (_, ratios, wanted) => {
    expect(confirmed(ratios, quick)).toEqual(wanted);
  });

  it('holds nothing on the slope: it is a matter of the ratio', () => {
    const slopes = [-0.03, -0.021, -0.019];
    const days = slopes.map((slope12, i) => ({ date: addDays(START, i), vix: 25, slope12 }));
    const regimes = regimeHistory(days, quick).days.map((day) => day.confirmed);
    expect(regimes).toEqual(['stress', 'stress', 'normal']);
  });
});

const ratios = fc.array(fc.double({ min: 0.75, max: 1.25, noNaN: true }), {
  minLength: 1,
  maxLength: 80,
});

describe('whatever the market', () => {
  it('without hysteresis and with one day, the confirmed regime is the raw one', () => {
    fc.assert(
      fc.property(ratios, (all) => {
        const raw = daysOf(all).map((day) => readRegime(day, thresholds).regime);
        expect(confirmed(all, NONE)).toEqual(raw);
      }),
    );
  });

  it('never sees the future, and survives a file', () => {
    fc.assert(
      fc.property(ratios, fc.nat(), (all, at) => {
        const cut = 1 + (at % all.length);
        const whole = regimeHistory(daysOf(all), MEMORY).days;
        expect(regimeHistory(daysOf(all.slice(0, cut)), MEMORY).days).toEqual(whole.slice(0, cut));
        let state: RegimeState | undefined;
        for (const [i, day] of daysOf(all).entries()) {
          const kept = JSON.parse(JSON.stringify(state ?? null)) as RegimeState | null;
          state = nextRegimeState(kept ?? undefined, day, MEMORY);
          expect(state?.regime).toBe(whole[i]?.confirmed);
        }
      }),
    );
  });

  it('counts every day once: shares sum to 1, episodes cover the days and alternate', () => {
    fc.assert(
      fc.property(ratios, (all) => {
        const { days, shares, episodes, switches } = regimeHistory(daysOf(all), MEMORY);
        expect(shares.reduce((sum, one) => sum + one.confirmedDays, 0)).toBe(days.length);
        expect(shares.reduce((sum, one) => sum + one.rawShare, 0)).toBeCloseTo(1, 12);
        expect(episodes.reduce((sum, one) => sum + one.days, 0)).toBe(days.length);
        expect(switches.confirmed).toBe(episodes.length - 1);
      }),
    );
  });

  it('shows the days of the whole where earlier ones are only remembered', () => {
    fc.assert(
      fc.property(ratios, fc.nat(), (all, at) => {
        const cut = at % all.length;
        const days = daysOf(all);
        const whole = regimeHistory(days, MEMORY).days;
        const part = regimeHistory(days.slice(cut), MEMORY, days.slice(0, cut));
        expect(part.days).toEqual(whole.slice(cut));
        expect(part.shares.reduce((sum, one) => sum + one.confirmedDays, 0)).toBe(part.days.length);
        expect(part.switches.confirmed).toBe(part.episodes.length - 1);
      }),
    );
  });

  it('is idempotent on the same day, and refuses an earlier one', () => {
    const [first, second] = daysOf([0.8, 1.05]) as [RegimeObservation, RegimeObservation];
    const state = nextRegimeState(nextRegimeState(undefined, first, MEMORY), second, MEMORY);
    expect(nextRegimeState(state, second, MEMORY)).toEqual(state);
    expect(() => nextRegimeState(state, first, MEMORY)).toThrow('comes before');
  });
});

describe.skipIf(!hasShared)('2007 to 2026', () => {
  it('days per regime are those of an independent count; memory halves the switches', async () => {
    const { observations } = await parseRegimeObservations(
      {
        vix: sharedSource('vix_indices/VIX_daily_1990_2026-07-23.csv'),
        vix3m: sharedSource('vix_indices/VIX3M_History.csv'),
        vx: [sharedSource(RANK_TABLE)],
      },
      { today: isoDate('2026-11-24'), asOf: Date.parse('2026-07-06T22:00:00Z') as EpochMs },
    );
    const { days, shares, switches } = regimeHistory(observations, MEMORY);
    expect(days[0]?.date).toBe('2007-01-03');
    expect(days.at(-1)?.date).toBe('2026-07-06');
    // METHOD 3.4: VX2 above VX1 on 81.5% of the days of 2007 to 2021.
    const slopes = days.flatMap(({ date, slope12 }) =>
      slope12 === undefined || date > '2021-12-31' ? [] : [slope12],
    );
    expect(slopes.filter((slope) => slope > 0).length / slopes.length).toBeCloseTo(0.815, 2);
    // Its table, typed again: the first rule that holds, from the top.
    const again = days.map(({ vix, vixToVix3m: r = NaN, slope12: s = NaN }): RegimeName => {
      if (r >= 1.1 && vix >= 35) return 'crisis';
      if (r >= 1 || s < -0.02) return 'stress';
      if (r >= 0.97) return 'flat';
      return r >= 0.9 || s <= 0.05 || Number.isNaN(s) ? 'normal' : 'calm';
    });
    for (const { regime, rawDays } of shares) {
      expect(rawDays, regime).toBe(again.filter((one) => one === regime).length);
    }
    expect(switches.raw).toBe(again.filter((one, i) => i > 0 && one !== again[i - 1]).length);
    expect(switches.confirmed).toBeLessThan(switches.raw / 2);
    expect(switches.confirmed).toBeLessThan(switches.hysteresisOnly);
    const at = (date: string) => days.find((day) => day.date === date);
    expect(at('2020-03-16')).toMatchObject({ raw: 'crisis', by: 'vixToVix3m' });
    expect(at('2008-10-24')).toMatchObject({ raw: 'stress', by: 'slope12' });
  });
});
