import { describe, expect, test } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import type { SizeResult } from '../../src/hedge/result.js';
import { planBook } from '../../src/hedge/size.js';
import { compareDays } from '../../src/journal/comparison.js';
import type { Fill, JournalEntry } from '../../src/journal/entry.js';
import { heldAgainstTarget } from '../../src/journal/held-against-target.js';
import { holdingsOf } from '../../src/journal/holdings.js';
import { isoDate } from '../../src/market/date.js';
import { chicagoTime } from '../../src/market/time.js';
import { AS_OF, STEWARD, condor, snapshotOf } from '../hedge/fixtures.js';
import { fillEntry, voidEntry } from './fills.js';

const DAY = isoDate('2026-11-20');
const RESULT: SizeResult = planBook(
  prepareHedge(snapshotOf(), STEWARD, AS_OF, {}),
  createBook([condor()]),
).result;

function recommended(seq: number, date: string, body = RESULT): JournalEntry {
  return {
    ...{ seq, date: isoDate(date), recordedAt: 'then', hash: `${seq}` },
    ...{ kind: 'recommendation', body },
  };
}

/** Fills that buy just what is recommended. */
const BOUGHT: readonly Fill[] = RESULT.layers.flatMap(({ name, instruments }) =>
  instruments
    .filter(({ contracts }) => contracts !== 0)
    .map(({ symbol, contracts, price }) => ({ symbol, contracts, price, layer: name })),
);

const heldBy = (fills: readonly Fill[]) =>
  heldAgainstTarget(
    holdingsOf(
      fills.map((fill, i) => fillEntry(i + 1, DAY, fill)),
      DAY,
    ),
    RESULT,
  ).layers;

describe('held against the target', () => {
  test('what was recommended and bought has no drift', () => {
    expect(BOUGHT.length).toBeGreaterThan(3);
    const layers = heldBy(BOUGHT);
    expect(layers.map(({ layer }) => layer)).toEqual(['short', 'intermediate', 'stabilizer']);
    for (const [i, layer] of layers.entries()) {
      expect(layer.heldNotionalUsd).toBeCloseTo(RESULT.layers[i]?.notionalUsd ?? NaN, 6);
      expect(layer.drift).toBeCloseTo(0, 9);
      for (const { recommended: wanted, held } of layer.contracts) expect(held).toBe(wanted);
    }
  });

  test('nothing held is a drift of -100%', () => {
    for (const { drift, heldNotionalUsd, contracts } of heldBy([])) {
      expect({ drift, heldNotionalUsd }).toEqual({ drift: -1, heldNotionalUsd: 0 });
      expect(contracts.every(({ held }) => held === 0)).toBe(true);
    }
  });

  test('ten minis are the notional of one standard contract', () => {
    const [mini] = heldBy([{ symbol: 'VXMZ26', contracts: 10, price: 19, layer: 'short' }]);
    const [one] = heldBy([{ symbol: 'VXZ26', contracts: 1, price: 19, layer: 'short' }]);
    // VXZ26 stands at 18.85 in the snapshot, whatever was paid.
    expect(one?.heldNotionalUsd).toBe(18_850);
    expect(mini?.heldNotionalUsd).toBe(18_850);
  });

  test('a fill of no layer goes where its expiry is recommended, another by its days', () => {
    const layers = heldBy([
      { symbol: 'VXZ26', contracts: 1, price: 19 },
      { symbol: 'VXN27', contracts: 1, price: 22 },
    ]);
    const at = (name: string) => layers.find(({ layer }) => layer === name)?.contracts;
    expect(at('short')).toContainEqual(expect.objectContaining({ symbol: 'VXZ26', held: 1 }));
    expect(at('stabilizer')).toContainEqual({ symbol: 'VXN27', recommended: 0, held: 1 });
  });

  test('a holding without a price in the result has no notional, and a layer of its own shows', () => {
    const layers = heldBy([{ symbol: 'VXX', contracts: 100, price: 48, layer: 'shares' }]);
    expect(layers.at(-1)).toEqual({
      layer: 'shares',
      contracts: [{ symbol: 'VXX', recommended: 0, held: 100 }],
      targetNotionalUsd: 0,
      recommendedNotionalUsd: 0,
    });
  });
});

describe('day by day', () => {
  const NEXT = '2026-11-23';
  const [first] = BOUGHT;
  const { symbol = '', layer = '', contracts = 0 } = first ?? {};
  const entries = [
    recommended(1, DAY),
    ...BOUGHT.map((fill, i) => fillEntry(i + 2, DAY, fill)),
    fillEntry(20, NEXT, { symbol, contracts: -1, price: 19 }),
    recommended(21, '2026-11-24'),
  ];
  const days = compareDays(entries, DAY, isoDate('2026-11-30'));
  const row = (day: number) =>
    days[day]?.layers
      .find((one) => one.layer === layer)
      ?.contracts.find((one) => one.symbol === symbol);

  test('shows the days with a recommendation or a trade, and only those', () => {
    expect(days.map(({ date }) => date)).toEqual([DAY, NEXT, '2026-11-24']);
    expect(compareDays(entries, isoDate(NEXT), isoDate(NEXT))).toHaveLength(1);
  });

  test('what is held less what is recommended, and nothing made up without a recommendation', () => {
    const whole = { recommended: contracts, traded: contracts, held: contracts, difference: 0 };
    expect(row(0)).toEqual({ symbol, ...whole });
    expect(row(1)).toEqual({ symbol, traded: -1, held: contracts - 1 });
    expect(row(2)).toMatchObject({ traded: 0, held: contracts - 1, difference: -1 });
  });

  test('a voided fill and a voided recommendation are not in it', () => {
    const mended = [...entries, voidEntry(30, 20), voidEntry(31, 21)];
    const shown = compareDays(mended, DAY, isoDate('2026-12-31'));
    expect(shown.map(({ date }) => date)).toEqual([DAY]);
  });

  test('the last recommendation of a day counts', () => {
    const again = [...entries, recommended(22, '2026-11-24')];
    expect(compareDays(again, DAY, isoDate('2026-11-30')).at(-1)?.recommendation).toBe(22);
  });

  test('an override is in force from when it holds to its last day, and until it is taken back', () => {
    const at = chicagoTime(DAY, 10, 0);
    const rule = {
      ...{ at, from: chicagoTime(isoDate('2026-11-21'), 10, 0), until: isoDate('2026-11-23') },
      ...{ by: 'Ann', reason: 'event', ruleRatio: 0.9 },
    };
    const override: JournalEntry = {
      ...{ seq: 40, date: DAY, recordedAt: 'then', hash: '40' },
      ...{ kind: 'override', body: { ...rule, chosenRatio: 1.4 } },
    };
    const inForce = (more: readonly JournalEntry[]) =>
      compareDays([...entries, ...more], DAY, isoDate('2026-11-30')).map(
        (day) => day.override?.chosenRatio,
      );
    expect(inForce([override])).toEqual([undefined, 1.4, undefined]);
    const back: JournalEntry = {
      ...override,
      seq: 41,
      date: isoDate('2026-11-22'),
      body: { ...rule, at: chicagoTime(isoDate('2026-11-22'), 9, 0) },
    };
    expect(inForce([override, back])).toEqual([undefined, undefined, undefined]);
  });
});
