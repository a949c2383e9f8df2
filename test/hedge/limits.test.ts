import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Factor, SizeResult } from '../../src/hedge/result.js';
import type { HedgeSettings } from '../../src/hedge/settings.js';
import { sizeHedge } from '../../src/hedge/size.js';
import { isoDate } from '../../src/market/date.js';
import type { Snapshot } from '../../src/market/snapshot.js';
import type { Condor } from '../../src/condor/condor.js';
import {
  AS_OF,
  EXPIRIES,
  LAYERS,
  PRICES,
  STEWARD,
  condor,
  settingsWith,
  snapshotOf,
} from './fixtures.js';
import { black, curveAt, daysFrom, morning } from './naive.js';

const TODAY = '2026-11-20';
const CURVE = [
  [0, 17.92],
  ...EXPIRIES.map((e, i) => [daysFrom(TODAY, e), PRICES[i] ?? NaN] as const),
] as const;
const F = (days: number): number => curveAt(CURVE, days);
const SNAPSHOT = snapshotOf({ rate: 0.04, dividendYield: 0.013 });

function size(
  condors: readonly Condor[],
  settings: HedgeSettings = STEWARD,
  snapshot: Snapshot = SNAPSHOT,
): SizeResult {
  return sizeHedge({ condors, snapshot, settings });
}

function factorOf(result: SizeResult, name: string): Factor | undefined {
  return result.hedge.factors.find((item) => item.name === name);
}

function codes(result: SizeResult): string[] {
  return result.warnings.map(({ code }) => code);
}

/** What the seller's model value is today, dollars, credit in: METHOD 2.2 and 15.4. */
function pnlNow(item: Condor, expiry: string, vix = 17.92, spx = 6512.4): number {
  const years = (morning(expiry) - AS_OF) / (365 * 86_400_000);
  const forward = spx * Math.exp(0.027 * years);
  const value = (right: 'put' | 'call', k: number): number => {
    const m = Math.log(forward / k);
    const vol = Math.max(0.05, (vix / 100) * 0.88 + (m > 0 ? 0.35 * m : 0.05 * m));
    return black(right, forward, k, years, vol, 0.04);
  };
  const { longPut, shortPut, shortCall, longCall } = item.strikes;
  const cost =
    value('put', shortPut) -
    value('put', longPut) +
    value('call', shortCall) -
    value('call', longCall);
  return 100 * item.quantity * (item.creditPoints - cost);
}

/** Dollars a dollar of notional: carry over 28 days of the three default layers, by hand. */
function carryPerDollar(): number {
  // December settles at spot after 26 days; January follows for two, with the roll's costs.
  const short = 100 * (17.92 - 18.85 + (F(33) - F(35))) - 0.15 - 2.65;
  const intermediate = 100 * (F(33) - 19.7);
  const stabilizer = 100 * (F(89) - 20.8);
  return (
    (0.2 * short) / (100 * 18.85) +
    (0.35 * intermediate) / (100 * 19.7) +
    (0.45 * stabilizer) / (100 * 20.8)
  );
}

describe('the carry cap (METHOD 8.4, 15.5)', () => {
  it('by hand, over the 28 days left: kappa x the book’s gain over the layers’ cost', () => {
    const item = condor({ quantity: 10 });
    const result = size([item]);
    expect(result.termStructure.regime).toBe('normal');
    const risk = 10 * 100 * (100 - 24.8);
    const gain = 10 * 100 * 24.8 - pnlNow(item, '2026-12-18');
    const cost = -carryPerDollar() * risk;
    const wanted = Math.min(1, (0.5 * gain) / cost);
    expect(factorOf(result, 'carryCap')?.value).toBeCloseTo(wanted, 10);
    expect(result.hedge.targetNotionalUsd).toBeCloseTo(risk * wanted, 5);
  });

  it('binds where the condor earns little, and takes h below its least (0.25)', () => {
    const item = condor({
      quantity: 100,
      legs: { longPut: 5600, shortPut: 5700, shortCall: 7200, longCall: 7300 },
      credit: 1.2,
    });
    const result = size([item]);
    const risk = 100 * 100 * (100 - 1.2);
    const gain = 100 * 100 * 1.2 - pnlNow(item, '2026-12-18');
    const wanted = (0.5 * gain) / (-carryPerDollar() * risk);
    expect(wanted).toBeLessThan(0.25);
    expect(factorOf(result, 'carryCap')?.value).toBeCloseTo(wanted, 10);
    expect(result.hedge.ratio).toBeLessThan(0.25);
    expect(codes(result)).toContain('carry-cap');
  });

  it('each regime has its own kappa', () => {
    const item = condor({
      quantity: 100,
      legs: { longPut: 5600, shortPut: 5700, shortCall: 7200, longCall: 7300 },
      credit: 1.2,
    });
    const at = (vix3m: number): number | undefined =>
      factorOf(
        size([item], settingsWith({ static: true }), {
          ...SNAPSHOT,
          indices: { ...SNAPSHOT.indices, VIX3M: vix3m },
        }),
        'carryCap',
      )?.value;
    const normal = at(17.92 / 0.92) ?? NaN;
    expect(at(17.92 / 0.98)).toBeCloseTo(normal * (0.6 / 0.5), 10);
    expect(at(17.92 / 1.02)).toBeCloseTo(Math.min(1, normal * 2), 10);
  });

  it('stays under --static, is 1 where the curve pays, and is not applied without SPX', () => {
    const item = condor({
      quantity: 100,
      legs: { longPut: 5600, shortPut: 5700, shortCall: 7200, longCall: 7300 },
      credit: 1.2,
    });
    expect(factorOf(size([item], settingsWith({ static: true })), 'carryCap')?.value).toBeLessThan(
      1,
    );
    const inverted = snapshotOf({ vix: 40, vix3m: 35, prices: [36, 33, 31, 30, 29, 28, 27.5, 27] });
    expect(factorOf(size([item], STEWARD, inverted), 'carryCap')?.value).toBe(1);
    const blind = size([item], STEWARD, snapshotOf({ spx: null }));
    expect(factorOf(blind, 'carryCap')?.value).toBe(1);
    expect(codes(blind)).toContain('carry-cap-not-applied');
  });

  it('a condor under water that gains nothing by waiting leaves no room: the target is 0', () => {
    const beyond = condor({
      quantity: 10,
      legs: { longPut: 6000, shortPut: 6100, shortCall: 6300, longCall: 6400 },
    });
    expect(10 * 100 * (24.8 - 100) - pnlNow(beyond, '2026-12-18')).toBeLessThan(0);
    const result = size([beyond]);
    expect(factorOf(result, 'carryCap')?.value).toBe(0);
    expect(result.hedge.targetNotionalUsd).toBe(0);
    expect(codes(result)).toContain('carry-cap');
  });

  it('can be switched off', () => {
    const item = condor({ quantity: 10, credit: 1.2 });
    const off = size([item], settingsWith({ hedge: { carryCap: false } }));
    expect(factorOf(off, 'carryCap')?.value).toBe(1);
    expect(off.hedge.targetNotionalUsd).toBeCloseTo(10 * 100 * 98.8, 6);
    expect(codes(off)).not.toContain('carry-cap');
  });
});

describe('the premium budget (METHOD 6.9)', () => {
  const layers = LAYERS.map((layer) => ({ ...layer, instrument: 'call' as const }));
  const uncapped = { calm: 99, normal: 99, flat: 99, stress: 99, crisis: 99 };
  const settings = settingsWith({}, layers);
  const calls = { ...settings, regimes: { ...settings.regimes, carryCap: uncapped } };

  it('25% of the credit: the fractional outlay after it is the budget', () => {
    const result = size([condor({ quantity: 10 })], calls);
    const budget = 0.25 * 24.8 * 100 * 10;
    let outlay = 0;
    for (const layer of result.layers) {
      const row = layer.instruments[0];
      const future = result.termStructure.nodes.find(({ expiry }) => expiry === row?.expiry)?.price;
      const each = 100 * (future ?? NaN) * (row?.forwardDelta ?? NaN);
      outlay += (layer.targetNotionalUsd / each) * 100 * (row?.price ?? NaN);
    }
    expect(factorOf(result, 'premiumBudget')?.value).toBeLessThan(1);
    expect(outlay).toBeCloseTo(budget, 6);
    expect(codes(result)).toContain('premium-budget');
  });

  it('a promoter’s 40% buys 1.6 times as much', () => {
    const more = { ...calls, hedge: { ...calls.hedge, premiumBudget: 0.4 } };
    const [a, b] = [calls, more].map(
      (s) => size([condor({ quantity: 10 })], s).hedge.targetNotionalUsd,
    );
    expect((b ?? NaN) / (a ?? NaN)).toBeCloseTo(1.6, 10);
  });

  it('does not touch futures', () => {
    expect(factorOf(size([condor()]), 'premiumBudget')).toBeUndefined();
  });
});

describe('the account’s carry cap (METHOD 8.4)', () => {
  it('12 x 30 days of carry at most 3% of the account, by hand', () => {
    const item = condor({ quantity: 10 });
    const free = size([item]);
    const target = free.hedge.targetNotionalUsd;
    const short = 100 * (17.92 - 18.85 + (F(31) - F(35))) - 0.15 - 2.65;
    const cost =
      -target *
      ((0.2 * short) / 1885 +
        (0.35 * 100 * (F(31) - 19.7)) / 1970 +
        (0.45 * 100 * (F(87) - 20.8)) / 2080);
    const accountUsd = 250_000;
    const capped = size([item], settingsWith({ portfolio: { accountUsd } }));
    const wanted = Math.min(1, (0.03 * accountUsd) / (12 * cost));
    expect(wanted).toBeLessThan(1);
    expect(factorOf(capped, 'accountCarryCap')?.value).toBeCloseTo(wanted, 10);
    expect(codes(capped)).toContain('account-carry-cap');
    const rich = size([item], settingsWith({ portfolio: { accountUsd: 1e8 } }));
    expect(factorOf(rich, 'accountCarryCap')?.value).toBe(1);
  });

  it('applies only where an account value is given, else a note', () => {
    const item = factorOf(size([condor()]), 'accountCarryCap');
    expect(item?.value).toBe(1);
    expect(item?.source).toContain('not given');
  });
});

describe('limits only lower', () => {
  it('whatever the book, the curve and the account', () => {
    const names = ['carryCap', 'premiumBudget', 'accountCarryCap'];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0.5, max: 60, noNaN: true }),
        fc.double({ min: 10, max: 60, noNaN: true }),
        fc.double({ min: -0.4, max: 0.3, noNaN: true }),
        fc.double({ min: 1000, max: 1e7, noNaN: true }),
        fc.constantFrom('future' as const, 'call' as const, 'callSpread' as const),
        (quantity, credit, vix, slope, accountUsd, instrument) => {
          const prices = EXPIRIES.map(
            (e) => vix * (1 + slope * (1 - Math.exp(-daysFrom(TODAY, e) / 60))),
          );
          const layers = LAYERS.map((layer) => ({ ...layer, instrument }));
          const settings = settingsWith({ portfolio: { accountUsd } }, layers);
          const item = condor({ quantity, credit, expiry: isoDate('2027-01-15') });
          const result = size([item], settings, snapshotOf({ vix, prices, vix3m: null }));
          for (const limit of result.hedge.factors.filter(({ name }) => names.includes(name))) {
            expect(limit.value).toBeGreaterThanOrEqual(0);
            expect(limit.value).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
