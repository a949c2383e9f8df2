import { describe, expect, it } from 'vitest';
import { sizeHedge, planBook } from '../../src/hedge/size.js';
import { createBook } from '../../src/condor/book.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import { addDays, isoDate } from '../../src/market/date.js';
import { isTradingDay } from '../../src/market/calendar.js';
import { termStructure } from '../../src/market/term-structure.js';
import { changesSince, isOtherBook } from '../../src/report/changes.js';
import { curveThenAndNow, dayCurveOf, daysLookedFor } from '../../src/report/curve.js';
import { dataAges } from '../../src/report/data-ages.js';
import { payoffOfPlan } from '../../src/report/payoff.js';
import { REPORT_EPISODES, stressBars } from '../../src/report/stress-bars.js';
import type { DayCurve } from '../../src/report/result.js';
import { ALWAYS_SHOWN } from '../../src/scenario/episodes.js';
import { pricedPlan } from '../../src/stress/stress.js';
import { AS_OF, condor, settingsWith, snapshotOf } from '../hedge/fixtures.js';
import { all } from '../hedge/sizing.js';
import { RATE, Twin, expectUsd, settingsFor } from '../hedge/twin.js';
import { stress } from '../stress/fixtures.js';

const SNAPSHOT = snapshotOf({ rate: RATE, dividendYield: 0.013 });
const A = condor();
const LATER = condor({ id: 'b', expiry: isoDate('2027-01-15'), credit: 21, quantity: 3 });

describe('the payoff', () => {
  it.each([
    ['futures', [A], settingsFor()],
    ['calls', [A], settingsFor(all('call'))],
    ['two expiries', [A, LATER], settingsFor()],
  ])('is the naive one at every level: %s', (_, condors, settings) => {
    const plan = pricedPlan(planBook(prepareHedge(SNAPSHOT, settings, AS_OF), createBook(condors)));
    const twin = new Twin(plan.result, condors, SNAPSHOT);
    const { points, spx, horizon } = payoffOfPlan(plan);
    expect(points.length).toBeGreaterThan(70);
    for (const point of points) {
      const { condor: alone, net } = twin.parts(point.spx);
      expectUsd(point.condorUsd, alone);
      expectUsd(point.netUsd, net);
    }
    const levels = points.map((point) => point.spx);
    expect(levels).toEqual([...new Set(levels)].sort((a, b) => a - b));
    expect(levels).toEqual(expect.arrayContaining([...twin.strikes(), spx]));
    expect(horizon).toBe(A.expiry);
    expect(levels[0]).toBeLessThanOrEqual(spx * 0.755);
    expect(levels.at(-1)).toBeGreaterThanOrEqual(spx * 1.115);
  });

  it('reaches beyond strikes that lie far away', () => {
    const far = condor({
      legs: { longPut: 4000, shortPut: 4100, shortCall: 8500, longCall: 8600 },
      credit: 1,
    });
    const plan = pricedPlan(
      planBook(prepareHedge(SNAPSHOT, settingsFor(), AS_OF), createBook([far])),
    );
    const levels = payoffOfPlan(plan).points.map(({ spx }) => spx);
    expect(levels[0]).toBeLessThan(4000);
    expect(levels.at(-1)).toBeGreaterThan(8600);
  });
});

describe('the stress bars', () => {
  it('are those of alvh stress over the days of each, held', () => {
    const bars = stressBars(
      pricedPlan(planBook(prepareHedge(snapshotOf(), settingsWith({}), AS_OF), createBook([A]))),
    );
    const { episodes } = stress({ condors: [A] });
    expect(bars.map(({ id }) => id)).toEqual([...REPORT_EPISODES]);
    expect(REPORT_EPISODES).toEqual(expect.arrayContaining([...ALWAYS_SHOWN]));
    for (const bar of bars) {
      const wanted = episodes.find(({ id }) => id === bar.id);
      expectUsd(bar.condorUsd, wanted?.held.condorUsd ?? NaN);
      expectUsd(bar.hedgeUsd, wanted?.held.hedgeUsd ?? NaN);
      expect(bar.netUsd).toBeCloseTo(bar.condorUsd + bar.hedgeUsd, 4);
    }
  });
});

describe('what changed', () => {
  const since = { seq: 7, date: isoDate('2026-11-19') };
  const result = sizeHedge({ condors: [A], snapshot: SNAPSHOT, settings: settingsFor() });
  /** As a journal gives it back. */
  const kept = JSON.parse(JSON.stringify(result)) as typeof result;

  it('is nothing where nothing has', () => {
    expect(changesSince({ ...since, result: kept }, result)).toEqual({
      since,
      condors: [],
      hedge: [],
      because: [],
      layers: [],
    });
  });

  it('names condors that came, went, or are another number', () => {
    const { condors } = result.position;
    const [own] = condors;
    const { expiry } = own!;
    const with_ = (...those: typeof condors) => ({
      ...result,
      position: { ...result.position, condors: those },
    });
    const told = (before: typeof result, now: typeof result) =>
      changesSince({ ...since, result: before }, now).condors;
    const other = { ...own!, id: 'other', quantity: 3 };
    expect(told(result, with_({ ...own!, quantity: own!.quantity + 2 }, other))).toEqual([
      { id: own!.id, expiry, before: own!.quantity, now: own!.quantity + 2 },
      { id: 'other', expiry, before: 0, now: 3 },
    ]);
    // Rolled under the same id: another condor.
    const rolled = { ...own!, expiry: addDays(expiry, 28) };
    expect(told(result, with_(rolled))).toEqual([
      { id: own!.id, expiry, before: own!.quantity, now: 0 },
      { id: own!.id, expiry: rolled.expiry, before: 0, now: own!.quantity },
    ]);
    expect(isOtherBook(result, with_(other))).toBe(true);
    expect(isOtherBook(result, with_(other, { ...own!, quantity: 99 }))).toBe(false);
  });

  it('names figures, contracts and the factors behind, by the two results themselves', () => {
    const steep = sizeHedge({
      condors: [condor({ quantity: 14 })],
      snapshot: snapshotOf({ rate: RATE, dividendYield: 0.013, vix: 24, vix3m: 24.5 }),
      settings: settingsFor(),
    });
    const { regime, hedge, because, layers } = changesSince({ ...since, result: kept }, steep);
    expect(regime).toEqual({
      before: result.termStructure.regime,
      now: steep.termStructure.regime,
    });
    expect(regime?.before).not.toBe(regime?.now);
    const figure = (name: string) => hedge.find((one) => one.figure === name);
    expect(figure('spotVix')).toEqual({
      figure: 'spotVix',
      before: result.termStructure.spotVix,
      now: 24,
    });
    expect(figure('spx')).toBeUndefined();
    expect(figure('notionalUsd')).toMatchObject({
      before: result.hedge.notionalUsd,
      now: steep.hedge.notionalUsd,
    });
    for (const { factor, before } of because) {
      const find = (of: typeof result) =>
        of.hedge.factors.find(({ name }) => name === factor.name)?.value;
      expect(before).toBe(find(result));
      expect(factor.value).toBe(find(steep) ?? 1);
      expect(factor.value).not.toBe(before);
    }
    expect(because.map(({ factor }) => factor.name)).toContain('regime');
    const counts = (of: typeof result, layer: string, symbol: string) =>
      of.layers
        .filter(({ name }) => name === layer)
        .flatMap(({ instruments }) => instruments)
        .filter((row) => row.symbol === symbol)
        .reduce((sum, { contracts }) => sum + contracts, 0);
    const changed = layers.flatMap(({ layer, contracts }) =>
      contracts.map((contract) => ({ layer, ...contract })),
    );
    expect(changed.length).toBeGreaterThan(0);
    for (const { layer, symbol, before, now } of changed) {
      expect(before).toBe(counts(result, layer, symbol));
      expect(now).toBe(counts(steep, layer, symbol));
      expect(before).not.toBe(now);
    }
    // No change is left out: every symbol of either that differs is there.
    for (const { name, instruments } of [...result.layers, ...steep.layers]) {
      for (const { symbol } of instruments) {
        const differs = counts(result, name, symbol) !== counts(steep, name, symbol);
        const told = changed.some((one) => one.layer === name && one.symbol === symbol);
        expect(told, `${name} ${symbol}`).toBe(differs);
      }
    }
  });

  it('tells outlay and margin that differ, and no factor that stands at 1 as one unsaid did', () => {
    const now = sizeHedge({
      condors: [condor()],
      snapshot: snapshotOf(),
      settings: settingsWith({}),
    });
    const [layer, ...others] = now.layers;
    const calls = { ...layer!, outlayUsd: 4_209, marginUsd: 100 };
    const one = { name: 'premiumBudget', value: 1, source: 'x' };
    const changed = {
      ...now,
      hedge: { ...now.hedge, outlayUsd: 4_209, factors: [...now.hedge.factors, one] },
      layers: [calls, ...others],
    };
    const since = { seq: 7, date: isoDate('2026-11-19'), result: now };
    const { hedge, because, layers } = changesSince(since, changed);
    expect(because).toEqual([]);
    expect(hedge).toEqual([{ figure: 'outlayUsd', before: now.hedge.outlayUsd, now: 4_209 }]);
    expect(layers[0]?.figures.map(({ figure }) => figure)).toEqual(['outlayUsd', 'marginUsd']);
  });

  it('tells layers that came and went, and a factor that is not applied any more', () => {
    const [short, ...others] = result.layers;
    if (short === undefined) throw new Error('no layer');
    const cap = { name: 'accountCap', value: 0.5, source: 'method 8.4' };
    const before = {
      ...kept,
      layers: [...kept.layers, { ...short, name: 'weekly' }],
      hedge: { ...kept.hedge, factors: [...kept.hedge.factors, cap] },
    };
    const { layers, because } = changesSince(
      { ...since, result: before },
      { ...result, layers: [short, ...others] },
    );
    expect(layers.map(({ layer }) => layer)).toEqual(['weekly']);
    const [gone] = layers;
    expect(gone?.figures).toContainEqual({ figure: 'notionalUsd', before: short.notionalUsd });
    expect(gone?.contracts.every(({ now }) => now === 0)).toBe(true);
    expect(because).toEqual([
      {
        factor: { name: 'accountCap', value: 1, source: 'neutral: not applied any more' },
        before: 0.5,
      },
    ]);
  });
});

describe('the curve then and now', () => {
  const curve = (date: string): DayCurve => ({ date: isoDate(date), nodes: [] });
  const dates = ({ yesterday, monthAgo }: ReturnType<typeof curveThenAndNow>) => [
    yesterday?.date,
    monthAgo?.date,
  ];
  const past = ['2026-10-16', '2026-10-20', '2026-10-21', '2026-11-19', '2026-11-24'].map(curve);

  it.each([
    ['2026-11-20', ['2026-11-19', '2026-10-20']],
    // Thanksgiving and the weekend lie between.
    ['2026-11-25', ['2026-11-24', '2026-10-21']],
    ['2026-11-27', [undefined, '2026-10-21']],
    // Eight days before a month ago is no month ago.
    ['2026-12-31', [undefined, '2026-11-24']],
    ['2026-12-28', [undefined, '2026-11-24']],
    ['2027-01-05', [undefined, undefined]],
  ])('of %s', (today, wanted) => {
    expect(dates(curveThenAndNow(curve(today), past))).toEqual(wanted);
  });

  it('of the last of March is of February', () => {
    expect(daysLookedFor(isoDate('2027-03-31'))).toEqual({
      yesterday: '2027-03-30',
      monthAgo: { from: '2027-02-21', to: '2027-02-28' },
    });
    expect(daysLookedFor(isoDate('2027-01-31')).monthAgo.to).toBe('2026-12-31');
  });

  it('never shows a later day', () => {
    const later = curveThenAndNow(curve('2026-10-21'), past);
    expect(dates(later)).toEqual(['2026-10-20', undefined]);
  });

  it('holds the monthly contracts of the snapshot', () => {
    const today = dayCurveOf(termStructure(SNAPSHOT, AS_OF), isoDate('2026-11-20'));
    expect(today.spotVix).toBe(SNAPSHOT.indices.VIX);
    expect(today.nodes.map(({ price }) => price)).toEqual(
      SNAPSHOT.futures.map(({ price }) => price),
    );
  });
});

describe('ages of data', () => {
  const age = (last: string, today: string, staleDays = 1) =>
    dataAges([{ series: 'x', lastDate: isoDate(last) }], isoDate(today), staleDays)[0];

  it.each([
    ['2026-11-20', '2026-11-20', 0, false],
    ['2026-11-20', '2026-11-22', 0, false], // a Sunday
    ['2026-11-20', '2026-11-23', 1, false],
    ['2026-11-20', '2026-11-24', 2, true],
    ['2026-11-25', '2026-11-26', 0, false], // Thanksgiving
    ['2026-11-25', '2026-11-27', 1, false], // the half-day after it is a trading day
    ['2026-11-25', '2026-11-30', 2, true],
    ['2026-12-24', '2026-12-28', 1, false],
  ])('from %s to %s', (last, today, tradingDaysOld, stale) => {
    expect(age(last, today)).toMatchObject({ tradingDaysOld, stale });
    let counted = 0;
    for (let at = Date.parse(last) + 86_400_000; at <= Date.parse(today); at += 86_400_000) {
      if (isTradingDay(isoDate(new Date(at).toISOString().slice(0, 10)))) counted += 1;
    }
    expect(tradingDaysOld).toBe(counted);
  });

  it('of nothing is unknown, and stale', () => {
    expect(dataAges([{ series: 'x' }], isoDate('2026-11-20'), 1)).toEqual([
      { series: 'x', stale: true },
    ]);
    expect(age('2026-11-20', '2026-11-23', 0)?.stale).toBe(true);
  });
});
