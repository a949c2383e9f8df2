import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import type { Episode } from '../../src/scenario/episode.js';
import { ALWAYS_SHOWN, EPISODES } from '../../src/scenario/episodes.js';
import { SHOCK_TENORS } from '../../src/scenario/shock.js';
import { daysFrom } from '../hedge/naive.js';
import { hasShared, sharedCsv, sharedPath } from '../shared-data.js';

function bank(id: string): Episode {
  const found = EPISODES.find((episode) => episode.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

/** METHOD 5.3, copied: SPX %, dln VIX, dln of futures of 30/60/90/120/150/180 days; calendar days. */
const METHOD_5_3: readonly [string, number, number, number, string][] = [
  ['gfc-2008', -42.15, 1.426, 84, '1.114 .973 .873 .795 .706 .655'],
  ['gfc-2008-oct10', -28.16, 1.003, 28, '.601 .361 .314 .270 .205 .174'],
  ['aug-2011', -16.77, 1.008, 17, '.574 .398 .291 .222 .212 .180'],
  ['aug-2015', -9.95, 1.141, 7, '.493 .361 .268 .224 .188 .156'],
  ['volmageddon-2018-1d', -4.1, 0.768, 3, '.676 .553 .384 .267 .218 .227'],
  ['feb-2018', -10.16, 1.105, 13, '.634 .456 .366 .301 .263 .222'],
  ['dec-2018', -15.74, 0.786, 21, '.391 .272 .214 .177 .165 .160'],
  ['covid-2020-peakvol', -29.53, 1.749, 26, '1.343 1.054 .874 .751 .650 .590'],
  ['covid-2020-trough', -33.92, 1.455, 33, '1.147 1.012 .876 .716 .583 .510'],
  ['grind-2022', -25.43, 0.704, 282, '.459 .329 .279 .239 .214 .195'],
  ['jun-2022', -6.68, 0.265, 4, '.195 .150 .124 .102 .086 .076'],
  ['aug-2024-2d', -4.78, 0.73, 4, '.574 .436 .276 .213 .216 .213'],
  ['apr-2025', -12.14, 0.889, 6, '.535 .381 .286 .223 .178 .149'],
  ['feb-apr-2025', -18.9, 1.232, 48, '.702 .493 .379 .304 .241 .212'],
];

describe('the bank of episodes', () => {
  test.each(METHOD_5_3)('%s is that of METHOD 5.3', (id, spx, vix, days, curve) => {
    const episode = bank(id);
    expect(episode.days).toBe(days);
    expect(Math.abs(episode.spxReturn * 100 - spx)).toBeLessThan(0.006);
    expect(Math.abs(episode.vixLogChange - vix)).toBeLessThan(0.002);
    curve.split(' ').forEach((value, i) => {
      expect(Math.abs((episode.curveLogChanges[i] ?? NaN) - Number(value))).toBeLessThan(0.002);
    });
  });

  it('has the one-day moves that a desk asks for', () => {
    // Closes of 5.1 and the day before, typed: SPX 1199.38 -> 1119.46, VIX 32 -> 48 (2011).
    expect(bank('aug-2011-1d').spxReturn).toBeCloseTo(1119.46 / 1199.38 - 1, 12);
    expect(bank('aug-2011-1d').vixLogChange).toBeCloseTo(Math.log(1.5), 12);
    expect(bank('aug-2024-1d').days).toBe(3);
  });

  it('ends VVIX in 2022 where it began: the lesson of a grind', () => {
    expect(Math.abs(bank('grind-2022').vvixLogChange ?? NaN)).toBeLessThan(0.02);
    expect(bank('feb-2018').vvixLogChange).toBeGreaterThan(0.3);
  });

  it('is in order of time, with ids of lower kebab case, each once', () => {
    const ids = EPISODES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const id of ALWAYS_SHOWN) expect(ids).toContain(id);
    const years = EPISODES.map(({ to }) => String(to).slice(0, 4));
    expect(years).toEqual([...years].sort());
  });

  it('knows the way of every episode that outlasts a month: steps in order, within it', () => {
    for (const episode of EPISODES.filter(({ days }) => days > 30)) {
      const days = (episode.steps ?? []).map(({ day }) => day);
      expect(days.length, episode.id).toBeGreaterThan(0);
      expect([0, ...days, episode.days], episode.id).toEqual(
        [...new Set([0, ...days, episode.days])].sort((a, b) => a - b),
      );
    }
  });
});

describe.skipIf(!hasShared)('against ../shared/data/scenarios.json', () => {
  interface Stored {
    name: string;
    pre: string;
    post: string;
    cal_days: number;
    spx_pre: number;
    spx_post: number;
    vix_pre: number;
    vix_post: number;
    vvix_pre: number;
    vvix_post: number;
    cm: Record<string, [number, number, number]>;
  }
  const stored = hasShared
    ? (JSON.parse(readFileSync(sharedPath('data/scenarios.json'), 'utf8')) as Stored[])
    : [];

  it('has the same episodes, in lower kebab case', () => {
    const names = stored.map(({ name }) => name.toLowerCase().replaceAll('_', '-'));
    expect(EPISODES.map(({ id }) => id).sort()).toEqual(names.sort());
  });

  test.each(stored)('$name', (one) => {
    const episode = bank(one.name.toLowerCase().replaceAll('_', '-'));
    expect(episode).toMatchObject({ from: one.pre, to: one.post, days: one.cal_days });
    const near = (value: number | undefined, wanted: number): void => {
      expect(Math.abs((value ?? NaN) - wanted)).toBeLessThan(0.002);
    };
    near(episode.spxReturn, one.spx_post / one.spx_pre - 1);
    near(episode.vixLogChange, Math.log(one.vix_post / one.vix_pre));
    near(episode.vvixLogChange, Math.log(one.vvix_post / one.vvix_pre));
    SHOCK_TENORS.forEach((tenor, i) => {
      near(episode.curveLogChanges[i], one.cm[String(tenor)]?.[2] ?? NaN);
    });
  });
});

describe.skipIf(!hasShared)('the way of long episodes, from settlements and closes', () => {
  const ranks = hasShared ? sharedCsv('data/vx_futures/vx_constant_rank_settle.csv') : [];
  const closes = (file: string, date: string, close: string): Map<string, number> =>
    new Map(
      (hasShared ? sharedCsv(file) : []).map((row) => {
        const [month = '', day = '', year] = (row[date] ?? '').split('/');
        const iso = year === undefined ? month : `${year}-${month}-${day}`;
        return [iso, Number(row[close])];
      }),
    );
  const spx = closes('data/spx/GSPC_ohlc_1927_2026-08-21.csv', 'date', 'close');
  const vix = closes('data/vix_indices/VIX_daily_1990_2026-07-23.csv', 'DATE', 'CLOSE');
  const vvix = closes('data/vix_indices/VVIX_History.csv', 'DATE', 'VVIX');

  /** Constant maturities, linear in calendar days from spot at 0. */
  function maturities(date: string): number[] {
    const row = ranks.find((one) => one['date'] === date) ?? {};
    const points: [number, number][] = [[0, vix.get(date) ?? NaN]];
    for (let rank = 1; rank <= 9; rank += 1) {
      const price = row[`VX${rank}`] ?? '';
      if (price === '') continue;
      points.push([daysFrom(date, row[`VX${rank}_expiry`] ?? ''), Number(price)]);
    }
    return SHOCK_TENORS.map((tenor) => {
      const right = points.findIndex(([days]) => days >= tenor);
      const [x0, y0] = points[right - 1] ?? [NaN, NaN];
      const [x1, y1] = points[right] ?? [NaN, NaN];
      return y0 + ((tenor - x0) / (x1 - x0)) * (y1 - y0);
    });
  }

  const dateAfter = (date: string, days: number): string =>
    new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
  const steps = EPISODES.flatMap(({ id, from = '', steps: on = [] }) =>
    on.map((step) => [id, from, dateAfter(from, step.day), step] as const),
  );

  test.each(steps)('%s from %s to %s', (_, from, on, step) => {
    const near = (value: number | undefined, wanted: number): void => {
      expect(Math.abs((value ?? NaN) - wanted)).toBeLessThan(0.002);
    };
    const moved = (levels: Map<string, number>): number =>
      Math.log((levels.get(on) ?? NaN) / (levels.get(from) ?? NaN));
    near(Math.log1p(step.spxReturn), moved(spx));
    near(step.vixLogChange, moved(vix));
    near(step.vvixLogChange, moved(vvix));
    const before = maturities(from);
    maturities(on).forEach((level, i) => {
      near(step.curveLogChanges[i], Math.log(level / (before[i] ?? NaN)));
    });
  });
});
