import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costSoFar } from '../../src/journal/cost-so-far.js';
import type { Fill, JournalEntry } from '../../src/journal/entry.js';
import { holdingsOf } from '../../src/journal/holdings.js';
import { isoDate } from '../../src/market/date.js';
import { fillEntry, voidEntry } from './fills.js';

const END = isoDate('2026-12-01');
const CALL = 'VIX   261216C00025000';

/** Dollars a point, typed from the contracts' specifications. */
const MULTIPLIERS: Readonly<Record<string, number>> = {
  VXZ26: 1000,
  VXMZ26: 100,
  [CALL]: 100,
  VXX: 1,
};

const price = fc.integer({ min: 500, max: 9000 }).map((cents) => cents / 100);
const fill: fc.Arbitrary<Fill> = fc.record({
  symbol: fc.constantFrom(...Object.keys(MULTIPLIERS)),
  contracts: fc.integer({ min: -9, max: 9 }).filter((n) => n !== 0),
  price,
  feesUsd: fc.integer({ min: 0, max: 5000 }).map((cents) => cents / 100),
});
const dated = fc.tuple(fc.constantFrom('2026-11-16', '2026-11-17', '2026-11-18'), fill);
const journal = fc
  .array(dated, { maxLength: 12 })
  .map((fills) => fills.map(([date, body], i) => fillEntry(i + 1, date, body)));

const bodies = (entries: readonly JournalEntry[]): Fill[] =>
  entries.flatMap((entry) => (entry.kind === 'fill' ? [entry.body] : []));

function sortedHoldings(entries: readonly JournalEntry[]) {
  return holdingsOf(entries, END)
    .map((one) => ({
      symbol: one.contract.symbol,
      contracts: one.contracts,
      averagePrice: one.averagePrice?.toFixed(8),
      realisedUsd: Math.round(one.realisedUsd * 1e4) + 0,
      feesUsd: Math.round(one.feesUsd * 1e4) + 0,
    }))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

describe('gains of fills', () => {
  test('realised, open and fees are the cash that flowed and the value of what is held', () => {
    fc.assert(
      fc.property(journal, fc.array(price, { minLength: 4, maxLength: 4 }), (entries, closes) => {
        const symbols = Object.keys(MULTIPLIERS);
        const priceOf = (symbol: string): number => closes[symbols.indexOf(symbol)] ?? NaN;
        let expected = 0;
        for (const { symbol, contracts, price: paid, feesUsd = 0 } of bodies(entries)) {
          const multiplier = MULTIPLIERS[symbol] ?? NaN;
          expected += -contracts * paid * multiplier - feesUsd;
          expected += contracts * priceOf(symbol) * multiplier;
        }
        const total = costSoFar(entries, priceOf, END)?.totalUsd ?? 0;
        expect(Math.abs(total - expected)).toBeLessThan(1e-4 * (1 + Math.abs(expected)));
      }),
    );
  });

  test('neither the order of writing nor that of a day changes them', () => {
    fc.assert(
      fc.property(
        journal.chain((entries) =>
          fc.tuple(
            fc.constant(entries),
            fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
          ),
        ),
        ([entries, shuffled]) => {
          const renumbered = shuffled.map((entry, i) => ({ ...entry, seq: i + 1 }));
          expect(sortedHoldings(renumbered)).toEqual(sortedHoldings(entries));
        },
      ),
    );
  });

  test('a voided fill counts as if it had never been', () => {
    fc.assert(
      fc.property(journal, fc.nat(), (entries, at) => {
        fc.pre(entries.length > 0);
        const voided = entries[at % entries.length];
        const left = entries.filter((entry) => entry !== voided);
        const all = [...entries, voidEntry(99, voided?.seq ?? 0)];
        expect(sortedHoldings(all)).toEqual(sortedHoldings(left));
      }),
    );
  });

  test('by hand: two bought, one sold, one more bought, and the average of what is left', () => {
    const entries = [
      fillEntry(1, '2026-11-16', { symbol: 'VXZ26', contracts: 1, price: 18 }),
      fillEntry(2, '2026-11-17', { symbol: 'VXZ26', contracts: 1, price: 20 }),
      fillEntry(3, '2026-11-18', { symbol: 'VXZ26', contracts: -1, price: 21, feesUsd: 2 }),
      fillEntry(4, '2026-11-19', { symbol: 'VXZ26', contracts: 1, price: 22 }),
    ];
    // Average 19 when one is sold at 21: $2,000. Then one at 19 and one at 22: 20.5 on average.
    expect(holdingsOf(entries, END)).toMatchObject([
      { contracts: 2, averagePrice: 20.5, realisedUsd: 2000, fillsWithoutFees: 3 },
    ]);
    expect(costSoFar(entries, () => 19, END)).toEqual({
      since: '2026-11-16',
      feesUsd: -2,
      realisedUsd: 2000,
      openUsd: -3000,
      totalUsd: -1002,
      fillsWithoutFees: 3,
    });
    // Nothing after the day that is asked about.
    expect(holdingsOf(entries, isoDate('2026-11-17'))).toMatchObject([{ contracts: 2 }]);
  });

  test('sold through zero: what is left short stands at the price it was sold at', () => {
    const entries = [
      fillEntry(1, '2026-11-16', { symbol: 'VXMZ26', contracts: 2, price: 18 }),
      fillEntry(2, '2026-11-17', { symbol: 'VXMZ26', contracts: -5, price: 19 }),
    ];
    expect(holdingsOf(entries, END)).toMatchObject([
      { contracts: -3, averagePrice: 19, realisedUsd: 200 },
    ]);
  });

  test('no fill, no cost', () => {
    expect(costSoFar([], () => 1, END)).toBeUndefined();
    const voided = [
      fillEntry(1, '2026-11-16', { symbol: 'VXX', contracts: 1, price: 50 }),
      voidEntry(2, 1),
    ];
    expect(costSoFar(voided, () => 1, END)).toBeUndefined();
  });
});

describe('an expiry', () => {
  const expired = isoDate('2026-12-16');
  const entries = [
    fillEntry(1, '2026-11-16', { symbol: 'VXZ26', contracts: 1, price: 18, feesUsd: 0 }),
    fillEntry(2, '2026-11-16', { symbol: 'VXMZ26', contracts: -2, price: 18, feesUsd: 0 }),
    fillEntry(3, '2026-11-16', { symbol: CALL, contracts: 3, price: 1.5, feesUsd: 0 }),
  ];

  test('settles future, mini and call at the final settlement of VX, as realised', () => {
    const final = (symbol: string): number | undefined => (symbol === 'VXZ26' ? 30 : undefined);
    // 12 x 1000; -2 x 12 x 100; 3 x (5 - 1.5) x 100.
    expect(costSoFar(entries, final, expired)).toMatchObject({
      realisedUsd: 12_000 - 2400 + 1050,
      openUsd: 0,
      totalUsd: 10_650,
    });
    // A call out of the money ends worthless, never below.
    const calm = (symbol: string): number | undefined => (symbol === 'VXZ26' ? 15 : undefined);
    expect(costSoFar([entries[2] as JournalEntry], calm, expired)).toMatchObject({
      realisedUsd: -450,
    });
  });

  test('whose settlement is not held is named, and no total is made up', () => {
    const cost = costSoFar(entries, () => undefined, expired);
    expect(cost).toEqual({
      ...{ since: '2026-11-16', feesUsd: 0, realisedUsd: 0 },
      unpriced: ['VXZ26', 'VXMZ26', CALL],
    });
    expect(holdingsOf(entries, expired).every((one) => one.expired)).toBe(true);
    expect(holdingsOf(entries, isoDate('2026-12-15')).some((one) => one.expired)).toBe(false);
  });
});

test('a fill without a layer goes with the one that the others of its contract name', () => {
  const entries = [
    fillEntry(1, '2026-11-16', { symbol: 'VXZ26', contracts: 3, price: 18, layer: 'short' }),
    fillEntry(2, '2026-11-17', { symbol: 'VXZ26', contracts: -1, price: 19 }),
  ];
  expect(holdingsOf(entries, END)[0]?.layers).toEqual([{ layer: 'short', contracts: 2 }]);
  const both = [
    ...entries,
    fillEntry(3, '2026-11-18', { symbol: 'VXZ26', contracts: 4, price: 18, layer: 'stabilizer' }),
  ];
  // What is sold without a name closes what the layer named first holds.
  expect(holdingsOf(both, END)[0]?.layers).toEqual([
    { layer: 'short', contracts: 2 },
    { layer: 'stabilizer', contracts: 4 },
  ]);
});
