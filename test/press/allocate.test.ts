import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryPlan, carryUsd } from '../../src/hedge/carry.js';
import { tradeCostUsd, unitNotionalUsd } from '../../src/hedge/instruments.js';
import type { InstrumentKind } from '../../src/hedge/settings.js';
import { pressPurchase } from '../../src/press/allocate.js';
import type { PressPurchase } from '../../src/press/allocate.js';
import { heldCarryUsd, heldUnits } from '../../src/press/held.js';
import { pressCost, unitsFor } from '../../src/press/unit-cost.js';
import { condor, layersWith, settingsWith, snapshotOf } from '../hedge/fixtures.js';
import { ETPS } from '../hedge/sizing.js';
import { planOf } from '../stress/fixtures.js';
import type { Case } from '../stress/fixtures.js';

const KINDS: readonly InstrumentKind[] = ['future', 'call', 'callSpread', 'etp'];

function layersOf(kind: InstrumentKind) {
  const etp = kind === 'etp' ? ({ etp: 'VXZ' } as const) : {};
  return layersWith('stabilizer', { instrument: kind, ...etp });
}

function buy(budgetUsd: number, one: Case = {}): PressPurchase {
  const plan = planOf(one);
  const purchase = pressPurchase(plan, heldUnits(plan, undefined), budgetUsd);
  if (purchase === undefined) throw new Error('nothing to buy');
  return purchase;
}

describe('what a press budget pays for', () => {
  it('is for a future its carry to the roll date and the cost to buy and sell (by hand)', () => {
    // VXH27, 117 days at 20.80: rolled down 110 days it stands at 7 days left, between spot VIX
    // 17.92 at 0 days and VXZ26 18.85 at 26.
    const at7 = 17.92 + (7 / 26) * (18.85 - 17.92);
    const purchase = buy(0);
    expect(purchase).toMatchObject({
      unitSymbol: 'VXMH27',
      unitOutlayUsd: 0,
      units: 0,
      orders: [],
    });
    expect(purchase.unitCostUsd).toBeCloseTo((20.8 - at7) * 100 + 2 * (0.4 + 3), 5);
  });

  it('is only the trading of a future that is expected to gain', () => {
    const prices = [26, 24, 23, 22, 21.5, 21, 20.8, 20.6];
    const inverted = { snapshot: snapshotOf({ vix: 28, vix3m: 25, prices }) };
    expect(buy(0, inverted).unitCostUsd).toBeCloseTo(2 * 3.4, 9);
  });

  it('is the premium of a call, or the price of a share, and the cost to buy', () => {
    const call = buy(0, { settings: settingsWith({}, layersOf('call')) });
    const points = call.unitOutlayUsd / 100;
    expect(call.unitCostUsd).toBeCloseTo(
      100 * points + 0.65 + Math.max(0.02, 0.04 * points) * 100,
      5,
    );
    const etp = buy(0, { settings: settingsWith({}, layersOf('etp')) });
    expect(etp.unitCostUsd).toBeCloseTo(60 * 1.0005, 9);
  });

  it('buys the most whole units, as trying every number does', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.double({ min: 0, max: 30_000, noNaN: true }),
        fc.integer({ min: 0, max: 60 }),
        (kind, budget, most) => {
          const { prepared } = planOf({ settings: settingsWith({}, layersOf(kind)) });
          const instrument = prepared.layers[2]?.parts[0]?.instrument;
          if (instrument === undefined) throw new Error('no instrument');
          const cost = pressCost(prepared.market, 2, instrument);
          let best = 0;
          for (let n = 1; n <= most; n += 1) if (cost.costUsd(n) <= budget) best = n;
          expect(unitsFor(cost, budget, most)).toBe(best);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('buys as many where one costs next to nothing, without trying every number', () => {
    let asked = 0;
    // Cents, with ten minis as one contract that is cheaper than they are.
    const cost = {
      basis: '',
      costUsd: (units: number): number => {
        asked += 1;
        const exact = Math.floor(units / 10) * 0.052 + (units % 10) * 0.0068;
        return Math.round(exact * 100) / 100;
      },
    };
    for (const budget of [0.5, 37.12, 1_234.56, 1e6]) {
      const units = unitsFor(cost, budget, Number.MAX_SAFE_INTEGER);
      expect(cost.costUsd(units)).toBeLessThanOrEqual(budget);
      for (let more = 1; more <= 40; more += 1) {
        expect(cost.costUsd(units + more)).toBeGreaterThan(budget - 0.01);
      }
      for (let more = 11; more <= 40; more += 1) {
        expect(cost.costUsd(units + more)).toBeGreaterThan(budget);
      }
    }
    expect(asked).toBeLessThan(1000);
  });
});

describe('what a press buys', () => {
  const wide = settingsWith(
    { hedge: { carryCap: false, ratioMax: 5 } },
    layersWith('stabilizer', { band: { min: 0.35, max: 0.9 } }),
  );

  it('is never more than its budget, and one more would cost more', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 20_000, noNaN: true }), (budget) => {
        const purchase = buy(budget, { settings: wide });
        expect(purchase.spentUsd).toBeLessThanOrEqual(budget);
        const bound = purchase.limits.filter(({ binds }) => binds);
        expect(bound.length).toBeGreaterThan(0);
        for (const { maxUnits } of purchase.limits) {
          expect(purchase.units).toBeLessThanOrEqual(maxUnits ?? Infinity);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('says what one costs where the budget buys none', () => {
    const purchase = buy(100, { settings: wide });
    expect(purchase).toMatchObject({ units: 0, spentUsd: 0, orders: [] });
    expect(purchase.limits[0]).toMatchObject({ name: 'budget', maxUnits: 0, binds: true });
    expect(purchase.unitCostUsd).toBeGreaterThan(100);
  });

  it('keeps the band of the notional wanted or held, by recomputation', () => {
    const plan = planOf();
    const held = heldUnits(plan, undefined);
    const { units, limits } = buy(1e6);
    const band = limits.find(({ name }) => name === 'band');
    const unit = unitNotionalUsd(
      plan.held[2]?.[0]?.instrument ?? {
        kind: 'etp',
        symbol: '',
        priceUsd: 0,
        tenorDays: 0,
        leverage: 0,
        feePerYear: 0,
      },
    );
    const notional = (layer?: number): number =>
      held
        .filter((part) => layer === undefined || part.layer === layer)
        .reduce((sum, part) => sum + part.units * unitNotionalUsd(part.instrument), 0);
    const fits = (n: number): boolean =>
      notional(2) + n * unit <=
      0.55 * Math.max(plan.result.hedge.targetNotionalUsd, notional() + n * unit) + 1e-6;
    let most = 0;
    while (fits(most + 1)) most += 1;
    expect(band?.maxUnits).toBe(most);
    expect(units).toBeLessThanOrEqual(most);
  });

  it('pushes no layer below its band of what is then held, by trying every number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (quantity, ...counts) => {
          const plan = planOf({ condors: [condor({ quantity })] });
          const held = plan.prepared.layers.flatMap(({ parts }, layer) => {
            const instrument = parts[0]?.instrument;
            return instrument === undefined
              ? []
              : [{ layer, instrument, units: counts[layer] ?? 0 }];
          });
          const unit = held[2] === undefined ? 0 : unitNotionalUsd(held[2].instrument);
          const sum = (list: typeof held): number =>
            list.reduce((all, part) => all + part.units * unitNotionalUsd(part.instrument), 0);
          const { units, limits } = pressPurchase(plan, held, 1e7) ?? { units: 1e9, limits: [] };
          for (const [at, { layer }] of plan.prepared.layers.slice(0, 2).entries()) {
            const own = sum(held.filter((part) => part.layer === at));
            const keeps = (n: number): boolean =>
              own >= layer.band.min * (sum(held) + n * unit) - 1e-6;
            expect(units === 0 || keeps(units)).toBe(true);
            let most = 0;
            while (keeps(most + 1)) most += 1;
            const limit = limits.find((one) => one.layer === layer.name);
            expect(limit).toMatchObject({ name: 'otherBand', maxUnits: most });
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps both carry caps with what is held, by recomputation', () => {
    const settings = settingsWith(
      { hedge: { ratioMax: 5 }, portfolio: { accountUsd: 1_800_000 } },
      layersWith('stabilizer', { band: { min: 0.35, max: 0.95 } }),
    );
    const plan = planOf({ settings });
    const held = heldUnits(plan, undefined);
    const { limits } = buy(1e6, { settings });
    const { market } = plan.prepared;
    const part = plan.held[2]?.[0];
    if (part === undefined) throw new Error('nothing held');
    const cap = limits.find(({ name }) => name === 'accountCarryCap')?.maxUnits ?? -1;
    const yearly = (n: number): number =>
      -12 *
      (heldCarryUsd(plan, held, 30) +
        carryUsd(carryPlan(market, 2, part.instrument, 30), n, market));
    expect(yearly(cap)).toBeLessThanOrEqual(0.03 * 1_800_000);
    expect(yearly(cap + 1)).toBeGreaterThan(0.03 * 1_800_000);
  });

  it('is only ever lowered by the carry cap', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 30_000, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 5, max: 60, noNaN: true }),
        (budget, quantity, credit) => {
          const condors = [condor({ quantity, credit: Math.round(credit * 100) / 100 })];
          const layers = layersWith('stabilizer', { band: { min: 0.35, max: 0.9 } });
          // The same plan under both: the cap is taken off the press alone.
          const plan = planOf({
            condors,
            settings: settingsWith({ hedge: { ratioMax: 5 } }, layers),
          });
          const held = heldUnits(plan, undefined);
          const free = {
            ...plan,
            prepared: {
              ...plan.prepared,
              market: {
                ...plan.prepared.market,
                settings: settingsWith({ hedge: { ratioMax: 5, carryCap: false } }, layers),
              },
            },
          };
          const capped = pressPurchase(plan, held, budget)?.units ?? -1;
          const uncapped = pressPurchase(free, held, budget)?.units ?? -1;
          expect(capped).toBeGreaterThanOrEqual(0);
          expect(capped).toBeLessThanOrEqual(uncapped);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('splits minis and whole contracts, and costs what trading them costs', () => {
    const { units, orders } = buy(1e5, { settings: wide });
    const total = orders.reduce((sum, one) => sum + one.contracts * one.multiplier, 0);
    expect(total).toBe(units * 100);
    expect(orders.map(({ symbol }) => symbol)).toEqual(
      units % 10 === 0 ? ['VXH27'] : units < 10 ? ['VXMH27'] : ['VXH27', 'VXMH27'],
    );
    const { market, layers } = planOf({ settings: wide }).prepared;
    const instrument = layers[2]?.parts[0]?.instrument;
    if (instrument === undefined) throw new Error('no instrument');
    const trade = tradeCostUsd(instrument, units, market.settings.costs);
    const carry = carryUsd(carryPlan(market, 2, instrument, 110), units, market);
    expect(buy(1e5, { settings: wide }).spentUsd).toBeCloseTo(2 * trade - carry, 5);
  });

  it('has all four kinds of instrument', () => {
    for (const kind of KINDS) {
      const settings = settingsWith({}, layersOf(kind));
      expect(buy(5000, { settings, snapshot: snapshotOf({ etps: ETPS }) }).kind).toBe(kind);
    }
  });
});
