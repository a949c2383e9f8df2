import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { addDays, isoDate } from '../../src/market/date.js';
import type { HistoryDay, MarketHistory } from '../../src/market/history.js';
import type { TermStructure } from '../../src/market/term-structure.js';
import { futureBeta, vixLogChange, vixResidual } from '../../src/scenario/central-path.js';
import { curveLogShock } from '../../src/scenario/curve-history.js';
import { DEFAULT_DYNAMICS } from '../../src/scenario/dynamics.js';
import { bootstrapGenerator } from '../../src/scenario/generate-bootstrap.js';
import { parametricGenerator } from '../../src/scenario/generate-parametric.js';
import { staysInBounds } from '../../src/scenario/generate.js';
import { DEFAULT_MIX, mixScenarios } from '../../src/scenario/mix.js';
import type { MarketShock, ScenarioSet } from '../../src/scenario/shock.js';
import { TRUTH, syntheticHistory } from '../calibrate/fixtures.js';

const HISTORY = syntheticHistory({ ...TRUTH, days: 700 });

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;
const sdOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
};

function moveOf(from: HistoryDay, to: HistoryDay): MarketShock {
  return {
    id: '',
    days: 0,
    spxReturn: to.spx / from.spx - 1,
    vixLogChange: Math.log(to.vix / from.vix),
    curveLogChanges: curveLogShock(from, to) ?? [],
    vvixLogChange: Math.log((to.vvix ?? NaN) / (from.vvix ?? NaN)),
  };
}

function curveAt(vix: number): TermStructure {
  const date = isoDate('2026-11-20');
  const node = (days: number, price: number) => ({
    symbol: `VX${days}`,
    expiry: addDays(date, days),
    weekly: false,
    daysToExpiry: days,
    price,
  });
  return {
    date,
    spotVix: vix,
    nodes: [node(26, vix), node(61, vix), node(180, vix)],
    weeklies: [],
  };
}

describe('block bootstrap', () => {
  it('one day: every scenario is a day of the history, every day has its turn', () => {
    const { shocks } = bootstrapGenerator(HISTORY, { horizonDays: 1, blockDays: 1 }).generate({
      count: 8000,
      seed: 1,
    });
    const key = ({ spxReturn, vixLogChange }: MarketShock): string =>
      `${spxReturn.toFixed(10)}/${vixLogChange.toFixed(10)}`;
    const days = HISTORY.days;
    const moves = new Map(
      days.slice(1).map((day, i) => {
        const move = moveOf(days[i] as HistoryDay, day);
        return [key(move), move];
      }),
    );
    for (const shock of shocks) {
      const move = moves.get(key(shock));
      shock.curveLogChanges.forEach((change, i) => {
        expect(change).toBeCloseTo(move?.curveLogChanges[i] ?? NaN, 10);
      });
      expect(shock.vvixLogChange).toBeCloseTo(move?.vvixLogChange ?? NaN, 10);
    }
    expect(new Set(shocks.map(key)).size).toBe(days.length - 1);
  });

  it('five days are one block: the change over five days in a row', () => {
    const days = HISTORY.days;
    const runs = new Set(
      days.slice(5).map((day, i) => Math.log(day.spx / (days[i]?.spx ?? NaN)).toFixed(9)),
    );
    const { shocks } = bootstrapGenerator(HISTORY, { horizonDays: 5 }).generate({
      count: 500,
      seed: 2,
    });
    for (const { spxReturn } of shocks) expect(runs).toContain(Math.log1p(spxReturn).toFixed(9));
  });

  it('seven days are a block and the first two days of another', () => {
    const days = HISTORY.days;
    const logOver = (step: number): number[] =>
      days.slice(step).map((day, i) => Math.log(day.spx / (days[i]?.spx ?? NaN)));
    const pairs = logOver(2).map((value) => Number(value.toFixed(9)));
    const fives = logOver(5);
    const { shocks } = bootstrapGenerator(HISTORY, { horizonDays: 7 }).generate({
      count: 20,
      seed: 3,
    });
    for (const { spxReturn } of shocks) {
      const total = Math.log1p(spxReturn);
      const rests = new Set(fives.map((five) => (total - five).toFixed(7)));
      expect(pairs.some((pair) => rests.has(pair.toFixed(7)))).toBe(true);
    }
  });

  it('never takes a move across a gap', () => {
    // Whatever follows the missing days starts from another level: a move across would be huge.
    const holed: MarketHistory = {
      ...HISTORY,
      days: HISTORY.days.flatMap((day, i) =>
        i % 50 === 49 ? [] : [{ ...day, spx: day.spx * 3 ** Math.floor(i / 50) }],
      ),
    };
    for (const horizonDays of [1, 5, 12]) {
      const { shocks } = bootstrapGenerator(holed, { horizonDays }).generate({
        count: 3000,
        seed: 4,
      });
      for (const { spxReturn } of shocks) expect(Math.abs(spxReturn)).toBeLessThan(0.6);
    }
  });

  it('sees nothing outside its window', () => {
    const to = isoDate('2009-02-27');
    const cut = { ...HISTORY, days: HISTORY.days.filter(({ date }) => date <= to) };
    const request = { count: 50, seed: 5 };
    expect(bootstrapGenerator(HISTORY, { horizonDays: 10, to }).generate(request)).toEqual(
      bootstrapGenerator(cut, { horizonDays: 10 }).generate(request),
    );
  });

  it('says from when to when the days are that it draws, not how far SPX and VIX go', () => {
    const days = HISTORY.days.map((day, i) => {
      const { date, spx, vix } = day;
      return i >= 200 && i <= 640 ? day : { date, spx, vix };
    });
    const { description } = bootstrapGenerator({ ...HISTORY, days }, { horizonDays: 5 });
    // The first move is that of the day after the first curve.
    expect(days[200]?.curve).toBeDefined();
    expect(description).toContain(`from ${days[201]?.date} to ${days[640]?.date}`);
  });

  it('without VVIX it says nothing of VVIX', () => {
    const bare = {
      ...HISTORY,
      days: HISTORY.days.map(({ date, spx, vix, curve }) => ({
        date,
        spx,
        vix,
        ...(curve && { curve }),
      })),
    };
    const { shocks } = bootstrapGenerator(bare, { horizonDays: 5 }).generate({ count: 5, seed: 6 });
    for (const shock of shocks) expect(shock).not.toHaveProperty('vvixLogChange');
  });

  it('refuses a history with too few blocks', () => {
    const short = { ...HISTORY, days: HISTORY.days.slice(0, 60) };
    expect(() => bootstrapGenerator(short, { horizonDays: 5 })).toThrow(Refusal);
    expect(() => bootstrapGenerator(HISTORY, { horizonDays: 0 })).toThrow(Refusal);
    expect(() => bootstrapGenerator(HISTORY, { horizonDays: 5, blockDays: 0.5 })).toThrow(Refusal);
  });
});

describe('parametric', () => {
  it('SPX: Student t(4) of the sd that is given, times the root of the days', () => {
    for (const horizonDays of [1, 20]) {
      const { shocks } = parametricGenerator({
        dynamics: DEFAULT_DYNAMICS,
        dailyVol: 0.01,
        horizonDays,
      }).generate({ count: 40_000, seed: 7 });
      const logs = shocks.map(({ spxReturn }) => Math.log1p(spxReturn));
      expect(meanOf(logs)).toBeCloseTo(0, 2);
      expect(Math.abs(sdOf(logs) / (0.01 * Math.sqrt(horizonDays)) - 1)).toBeLessThan(0.06);
      // 5% quantile of t(4) is -2.132, of an sd of root 2.
      const scale = (0.01 * Math.sqrt(horizonDays)) / Math.SQRT2;
      const below = logs.filter((r) => r < -2.132 * scale).length / logs.length;
      expect(Math.abs(below - 0.05)).toBeLessThan(0.006);
    }
  });

  it('VIX and the curve: the dynamics’ means, with residuals of their sds and correlation', () => {
    const horizon = 10;
    const { shocks } = parametricGenerator({
      dynamics: DEFAULT_DYNAMICS,
      dailyVol: 0.01,
      horizonDays: horizon,
    }).generate({ count: 20_000, seed: 8 });
    const standard: number[] = [];
    const tenors: [number[], number[]] = [[], []];
    for (const { spxReturn, vixLogChange: vix, curveLogChanges } of shocks) {
      const r = Math.log1p(spxReturn);
      const mean = vixLogChange(DEFAULT_DYNAMICS, r, horizon);
      standard.push((vix - mean) / vixResidual(DEFAULT_DYNAMICS, r, horizon));
      [1, 4].forEach((tenor, i) => {
        const beta = futureBeta(DEFAULT_DYNAMICS, 30 * (tenor + 1), r, horizon);
        tenors[i]?.push((curveLogChanges[tenor] ?? NaN) - beta * vix);
      });
    }
    expect(Math.abs(meanOf(standard))).toBeLessThan(0.03);
    expect(sdOf(standard)).toBeCloseTo(1, 1);
    expect(sdOf(tenors[0])).toBeCloseTo(0.046, 2);
    expect(sdOf(tenors[1])).toBeCloseTo(0.039, 2);
    const correlation =
      meanOf(tenors[0].map((value, i) => value * (tenors[1][i] ?? NaN))) /
      (sdOf(tenors[0]) * sdOf(tenors[1]));
    expect(correlation).toBeCloseTo(DEFAULT_DYNAMICS.curveCorrelation, 1);
  });

  it('between the columns’ horizons, and beyond the last', () => {
    for (const horizonDays of [3, 15, 60]) {
      const { shocks } = parametricGenerator({
        dynamics: DEFAULT_DYNAMICS,
        dailyVol: 0.01,
        horizonDays,
      }).generate({ count: 10, seed: 1 });
      expect(shocks.every((shock) => shock.curveLogChanges.every(Number.isFinite))).toBe(true);
    }
  });

  it.each([0, -0.01, 1, NaN])('refuses a daily vol of %d', (dailyVol) => {
    expect(() => parametricGenerator({ dynamics: DEFAULT_DYNAMICS, dailyVol })).toThrow(Refusal);
  });
});

describe('every generator', () => {
  const generators = [
    bootstrapGenerator(HISTORY, { horizonDays: 10 }),
    parametricGenerator({ dynamics: DEFAULT_DYNAMICS, dailyVol: 0.02, horizonDays: 20 }),
  ];

  it('the same seed gives the same bytes, another seed others', () => {
    for (const generator of generators) {
      const text = (seed: number): string =>
        JSON.stringify(generator.generate({ count: 40, seed }));
      expect(text(11)).toBe(text(11));
      expect(text(11)).not.toBe(text(12));
    }
  });

  it('probabilities sum to 1, ids are unique, the description tells seed and rejections', () => {
    for (const generator of generators) {
      const set = generator.generate({ count: 333, seed: 13, curve: curveAt(20) });
      expect(set.shocks).toHaveLength(333);
      expect(sumOf(set.probabilities)).toBeCloseTo(1, 12);
      expect(new Set(set.shocks.map(({ id }) => id)).size).toBe(333);
      expect(set.description).toMatch(/seed 13, \d+ refused$/);
    }
  });

  it('no curve leaves 5 to 100', () => {
    const wild = parametricGenerator({
      dynamics: DEFAULT_DYNAMICS,
      dailyVol: 0.04,
      horizonDays: 40,
    });
    for (const vix of [9.5, 60]) {
      const curve = curveAt(vix);
      const free = wild.generate({ count: 500, seed: 14 });
      const held = wild.generate({ count: 500, seed: 14, curve });
      expect(held.shocks.every((shock) => staysInBounds(curve, shock))).toBe(true);
      if (vix === 60) {
        expect(free.shocks.every((shock) => staysInBounds(curve, shock))).toBe(false);
        expect(held.description).not.toMatch(/, 0 refused/);
      }
    }
    expect(staysInBounds(curveAt(20), { ...flat(), vixLogChange: Math.log(5.01) })).toBe(false);
    expect(staysInBounds(curveAt(20), { ...flat(), vixLogChange: Math.log(4.99) })).toBe(true);
    expect(staysInBounds(curveAt(20), { ...flat(), vixLogChange: Math.log(0.25) })).toBe(false);
  });

  it('gives up where hardly a draw fits', () => {
    const wild = parametricGenerator({
      dynamics: DEFAULT_DYNAMICS,
      dailyVol: 0.01,
      horizonDays: 1,
    });
    expect(() => wild.generate({ count: 10, seed: 1, curve: curveAt(400) })).toThrow(
      /outside 5 to 100/,
    );
  });

  it('days are calendar days: from the curve’s date, else a week of five', () => {
    const generator = parametricGenerator({
      dynamics: DEFAULT_DYNAMICS,
      dailyVol: 0.01,
      horizonDays: 4,
    });
    const days = (curve?: TermStructure): number | undefined =>
      generator.generate({ count: 1, seed: 1, ...(curve && { curve }) }).shocks[0]?.days;
    // From Friday 2026-11-20: Thanksgiving is on the Thursday, so the fourth day is the Friday.
    expect(days(curveAt(20))).toBe(7);
    expect(days()).toBe(6);
  });

  it.each([0, -1, 1.5, NaN])('refuses to draw %d scenarios', (count) => {
    for (const generator of generators) {
      expect(() => generator.generate({ count, seed: 1 })).toThrow(Refusal);
    }
    expect(() => generators[0]?.generate({ count: 1, seed: 0.5 })).toThrow(Refusal);
  });
});

function flat(id = 'flat'): MarketShock {
  return { id, days: 0, spxReturn: 0, vixLogChange: 0, curveLogChanges: [0, 0, 0, 0, 0, 0] };
}

describe('mixing', () => {
  const set = (ids: readonly string[], probabilities: readonly number[]): ScenarioSet => ({
    shocks: ids.map(flat),
    probabilities,
    description: ids.join(' and '),
  });

  it('keeps each set’s weight, nine to one by default', () => {
    const mixed = mixScenarios([set(['a', 'b', 'c'], [0.5, 0.25, 0.25]), set(['d'], [1])]);
    expect(DEFAULT_MIX).toEqual([0.9, 0.1]);
    expect(mixed.shocks.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(mixed.probabilities).toEqual([0.45, 0.225, 0.225, 0.1]);
    expect(sumOf(mixed.probabilities)).toBeCloseTo(1, 15);
    expect(mixed.description).toBe('90% a and b and c + 10% d');
  });

  it('takes any number of sets, and an empty one without weight', () => {
    const mixed = mixScenarios([set(['a'], [1]), set([], []), set(['b'], [1])], [0.3, 0, 0.7]);
    expect(mixed.probabilities).toEqual([0.3, 0.7]);
  });

  it.each([
    [[set(['a'], [1])], undefined],
    [
      [set(['a'], [1]), set(['b'], [1])],
      [0.5, 0.4],
    ],
    [
      [set(['a'], [1]), set(['b'], [1])],
      [1.5, -0.5],
    ],
    [
      [set(['a'], [1]), set(['b'], [1])],
      [NaN, 1],
    ],
    [
      [set(['a'], [1]), set(['a'], [1])],
      [0.5, 0.5],
    ],
    [
      [set(['a'], [1]), set([], [])],
      [0.5, 0.5],
    ],
  ])('refuses weights that are no shares, and ids that stand twice (%#)', (sets, weights) => {
    expect(() => mixScenarios(sets, weights)).toThrow(Refusal);
  });
});
