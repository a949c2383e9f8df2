import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { hedgeMarket } from '../../src/hedge/hedge-market.js';
import { isoDate } from '../../src/market/date.js';
import { createHolding, priceHolding, saleCostUsd } from '../../src/press/holding.js';
import type { Holding, HoldingInput } from '../../src/press/holding.js';
import { ladderReading, thirdsOf } from '../../src/press/ladder.js';
import type { LadderMarket } from '../../src/press/ladder.js';
import { AS_OF as NOW, STEWARD, snapshotOf } from '../hedge/fixtures.js';
import { ETPS } from '../hedge/sizing.js';
import { AS_OF } from './fixtures.js';

const MARKET = hedgeMarket(snapshotOf({ etps: ETPS }), NOW, 0.04, STEWARD);
const CALM: LadderMarket = {
  vix: 17.92,
  vixMax: { value: 18, note: 'test' },
  vixToVix3m: 0.9,
  oneTenorOut: 'further out',
};

function holding(change: Partial<HoldingInput> = {}): Holding {
  return createHolding(
    {
      symbol: 'VXH27',
      contracts: 9,
      entryPrice: 20.8,
      entryDate: isoDate('2026-09-01'),
      ...change,
    },
    AS_OF,
  );
}

function read(one: Holding, market: Partial<LadderMarket> = {}) {
  const priced = priceHolding(one, MARKET);
  return ladderReading(one, priced, { ...CALM, ...market }, STEWARD.press.ladder, STEWARD.costs);
}

describe('the ladder', () => {
  it.each([
    [1, [1, 0, 0]],
    [2, [1, 1, 0]],
    [3, [1, 1, 1]],
    [4, [2, 1, 1]],
    [5, [2, 2, 1]],
    [9, [3, 3, 3]],
  ])('cuts %i contracts into %j', (bought, thirds) => {
    expect(thirdsOf(bought)).toEqual(thirds);
  });

  it('takes a step whose price is hit exactly, whatever the division gives', () => {
    // 19.08 is 1.5 x 12.72, and 19.08 / 12.72 is 1.4999999999999998.
    for (const [price, entryPrice] of [
      [19.08, 12.72],
      [20.7, 13.8],
      [8.1, 5.4],
      [33.15, 22.1],
    ] as const) {
      const priced = priceHolding(holding(), MARKET);
      if (priced === undefined) throw new Error('no price');
      const stepsAt = (now: number) =>
        ladderReading(
          holding({ entryPrice }),
          { ...priced, price: now },
          CALM,
          STEWARD.press.ladder,
          STEWARD.costs,
        ).stepsAfter;
      expect([stepsAt(price), stepsAt(price - 0.001)]).toEqual([1, 0]);
    }
  });

  it('recycles nothing where there is no tenor further out: all is cash', () => {
    const one = read(holding({ entryPrice: 13 }), { oneTenorOut: undefined });
    expect(one.recycleUsd).toBe(0);
    expect(one.recycle).toMatch(/^nothing: there/);
    expect(one.toCashUsd).toBe(one.proceedsUsd);
  });

  it('sells a third of futures at 1.5 times the entry, 60% of the gain to cash (by hand)', () => {
    // VXH27 stands at 20.80; costs of a VX are 1.50 + 0.025 x 1,000 = 26.50.
    const one = read(holding({ entryPrice: 13 }));
    expect(one).toMatchObject({ multiple: 1.6, contractsLeft: 6, stepsAfter: 1 });
    expect(one.sales).toMatchObject([{ rule: 'first', contracts: 3 }]);
    expect(one.proceedsUsd).toBeCloseTo(3 * 7.8 * 1000 - 3 * 26.5, 6);
    expect(one.recycleUsd).toBeCloseTo(0.4 * 23_320.5, 6);
    expect(one.toCashUsd).toBeCloseTo(0.6 * 23_320.5, 6);
    expect(one.next).toEqual({ price: 26, contracts: 3 });
  });

  it('counts a mini as a tenth of a contract', () => {
    // 0.40 + 0.03 x 100 to sell one.
    const one = read(holding({ symbol: 'VXMH27', entryPrice: 13 }));
    expect(one.proceedsUsd).toBeCloseTo(3 * 7.8 * 100 - 3 * 3.4, 6);
  });

  it('sells two thirds where the price has passed both steps, and none that is taken', () => {
    expect(read(holding({ entryPrice: 10 }))).toMatchObject({ contractsLeft: 3, stepsAfter: 2 });
    const later = holding({ entryPrice: 10, contracts: 6, stepsTaken: 1, bought: 9 });
    expect(read(later).sales).toMatchObject([{ rule: 'second', contracts: 3 }]);
    const done = holding({ entryPrice: 10, contracts: 3, stepsTaken: 2, bought: 9 });
    expect(read(done)).toMatchObject({ sales: [], contractsLeft: 3 });
  });

  it('waits for 2 and 4 times the premium of an option', () => {
    const call = { symbol: 'VIX   270317C00020000', contracts: 9 };
    const price = read(holding({ ...call, entryPrice: 1 })).price ?? 0;
    expect(price).toBeGreaterThan(1);
    expect(read(holding({ ...call, entryPrice: price / 1.9 })).sales).toEqual([]);
    const first = read(holding({ ...call, entryPrice: price / 2.1 }));
    expect(first.sales).toMatchObject([{ rule: 'first', contracts: 3 }]);
    // An option is sold for its price: 100 a point, less commission and half-spread.
    const cost = 0.65 + Math.max(0.02, 0.04 * price) * 100;
    expect(first.proceedsUsd).toBeCloseTo(3 * (100 * price - cost), 6);
    expect(read(holding({ ...call, entryPrice: price / 4.1 })).contractsLeft).toBe(3);
  });

  it('pays half of a quoted spread that is wider than the setting (METHOD 15.11)', () => {
    const expiry = isoDate('2027-03-17');
    const quote = { root: 'VIX' as const, expiry, strike: 20, right: 'call' as const };
    const priced = priceHolding(
      holding({ symbol: 'VIX   270317C00020000', entryPrice: 1 }),
      hedgeMarket(snapshotOf({ options: [{ ...quote, bid: 3, ask: 4 }] }), NOW, 0.04, STEWARD),
    );
    if (priced === undefined) throw new Error('no price');
    expect(priced.price).toBe(3.5);
    // 4% of 3.50 is 0.14 points; the quote's half is 0.50.
    expect(saleCostUsd(priced, 9, STEWARD.costs)).toBeCloseTo(9 * (0.65 + 50), 6);
  });

  it('sells the rest when VIX has fallen, only after a step', () => {
    const fallen = { vixMax: { value: 17.92 / 0.79, note: 'test' } };
    expect(read(holding(), fallen).sales).toEqual([]);
    const after = read(holding({ entryPrice: 13 }), fallen);
    expect(after.sales.map(({ rule }) => rule)).toEqual(['first', 'vixDrop']);
    expect(after.contractsLeft).toBe(0);
    const edge = { vixMax: { value: 17.92 / 0.8, note: 'test' } };
    expect(read(holding({ entryPrice: 13 }), edge).contractsLeft).toBe(6);
  });

  it('recycles nothing in an inverted curve, or where it is not known', () => {
    const gained = holding({ entryPrice: 13 });
    expect(read(gained, { vixToVix3m: 1.05 })).toMatchObject({ recycleUsd: 0 });
    expect(read(gained, { vixToVix3m: undefined })).toMatchObject({ recycleUsd: 0 });
    expect(read(gained, { vixToVix3m: 1.0499 }).recycleUsd).toBeGreaterThan(0);
  });

  it('prices ETPs, and says where it has no price', () => {
    expect(read(holding({ symbol: 'VXX', entryPrice: 25 }))).toMatchObject({ price: 42 });
    const none = read(holding({ symbol: 'VIXM', entryPrice: 25 }));
    expect(none).toMatchObject({ sales: [], contractsLeft: 9, note: /no price/ });
    expect(none.price).toBeUndefined();
  });

  it('never sells more than is held, nor a third twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        fc.constantFrom(0, 1, 2),
        fc.double({ min: 5, max: 60, noNaN: true }),
        fc.double({ min: 5, max: 90, noNaN: true }),
        (contracts, sold, stepsTaken, entryPrice, max) => {
          const bought = contracts + (stepsTaken === 0 ? 0 : stepsTaken + sold);
          const one = holding({ contracts, bought, stepsTaken, entryPrice });
          const reading = read(one, { vixMax: { value: max, note: 'test' } });
          const total = reading.sales.reduce((sum, sale) => sum + sale.contracts, 0);
          expect(total + reading.contractsLeft).toBe(contracts);
          expect(reading.contractsLeft).toBeGreaterThanOrEqual(0);
          expect(reading.sales.every((sale) => sale.contracts > 0)).toBe(true);
          expect(reading.stepsAfter).toBeGreaterThanOrEqual(stepsTaken);
          if (stepsTaken >= 1)
            expect(reading.sales.some(({ rule }) => rule === 'first')).toBe(false);
          if (stepsTaken >= 2)
            expect(reading.sales.some(({ rule }) => rule === 'second')).toBe(false);
          if (reading.proceedsUsd === undefined) return;
          expect((reading.toCashUsd ?? 0) + (reading.recycleUsd ?? 0)).toBeCloseTo(
            reading.proceedsUsd,
            4,
          );
        },
      ),
    );
  });
});

describe('a holding', () => {
  it.each<[string, Partial<HoldingInput>, string]>([
    ['sold', { contracts: -1 }, 'contracts'],
    ['in parts', { contracts: 1.5 }, 'contracts'],
    ['at no price', { entryPrice: 0 }, 'entryPrice'],
    ['in dollars', { entryPrice: 2080 }, 'entryPrice'],
    ['with a slipped point', { entryPrice: 208 }, 'entryPrice'],
    ['with a point slipped down', { entryPrice: 2.08 }, 'entryPrice'],
    ['of a call in dollars', { symbol: 'VIX   270317C00020000', entryPrice: 210 }, 'entryPrice'],
    ['of what is short VIX', { symbol: 'SVXY', entryPrice: 50 }, 'symbol'],
    ['bought later', { entryDate: isoDate('2026-11-23') }, 'entryDate'],
    ['that has expired', { symbol: 'VXX26' }, 'symbol'],
    ['of a put', { symbol: 'VIX   270317P00020000' }, 'symbol'],
    ['of SPX', { symbol: 'SPXW  261218P05600000' }, 'symbol'],
    ['of no VIX expiry', { symbol: 'VIX   270316C00020000' }, 'symbol'],
    ['of nothing known', { symbol: 'SPY' }, 'symbol'],
    ['of three steps', { stepsTaken: 3 }, 'stepsTaken'],
    ['of steps without what was bought', { stepsTaken: 1 }, 'bought'],
    ['of a step that sold nothing', { stepsTaken: 1, bought: 9 }, 'bought'],
    ['of two steps that sold one', { stepsTaken: 2, bought: 10 }, 'bought'],
    ['of more than was bought', { stepsTaken: 1, bought: 8 }, 'bought'],
  ])('%s is refused', (_, change, key) => {
    try {
      holding(change);
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      expect((error as Refusal).place.key).toBe(key);
      return;
    }
    expect.unreachable();
  });
});
