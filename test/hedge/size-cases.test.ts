import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { isoDate } from '../../src/market/date.js';
import type { HedgeSettings, LayerSettings } from '../../src/hedge/settings.js';
import { sizeHedge } from '../../src/hedge/size.js';
import type { OptionQuote } from '../../src/market/snapshot.js';
import type { EpochMs } from '../../src/market/time.js';
import {
  AS_OF,
  EXPIRIES,
  LAYERS,
  PRICES,
  STEWARD,
  condor,
  faultsOf,
  layersWith,
  settingsWith,
  snapshotOf,
} from './fixtures.js';
import { all, codes, size } from './sizing.js';

describe('the result’s calls', () => {
  const settings = { ...settingsWith({ hedge: { premiumBudget: 5 } }, all('call')) };
  const result = size([condor({ quantity: 50 })], settings);

  it('notional 100 x F x delta, outlay 100 x premium: never the future’s 1,000', () => {
    for (const layer of result.layers) {
      const [row] = layer.instruments;
      const future = PRICES[EXPIRIES.findIndex((expiry) => expiry === row?.expiry)] ?? NaN;
      const contracts = row?.contracts ?? NaN;
      expect(row?.multiplier).toBe(100);
      expect(layer.notionalUsd).toBeCloseTo(
        contracts * 100 * future * (row?.forwardDelta ?? NaN),
        6,
      );
      expect(layer.outlayUsd).toBeCloseTo(contracts * 100 * (row?.price ?? NaN), 6);
      expect(layer.carryPerMonthUsd).toBeLessThan(0);
      expect(row?.symbol).toMatch(/^VIX {3}\d{6}C\d{8}$/);
    }
    expect(codes(result)).toContain('vix-option-model-vol');
  });

  it('a spread: the bought leg positive, the sold one negative, outlay their difference', () => {
    const spreads = size(
      [condor({ quantity: 50 })],
      settingsWith({ hedge: { premiumBudget: 5 } }, all('callSpread')),
    );
    for (const layer of spreads.layers) {
      const [long, short] = layer.instruments;
      expect(long?.contracts).toBeGreaterThan(0);
      expect(short?.contracts).toBe(-(long?.contracts ?? NaN));
      const points = (long?.price ?? NaN) - (short?.price ?? NaN);
      expect(layer.outlayUsd).toBeCloseTo((long?.contracts ?? NaN) * 100 * points, 6);
      expect(layer.notionalUsd).toBeCloseTo(
        (long?.notionalUsd ?? NaN) + (short?.notionalUsd ?? NaN),
        5,
      );
    }
  });

  it('an ETP: shares x price x leverage', () => {
    const layers = layersWith('short', { instrument: 'etp', etp: 'UVXY' });
    const got = size(
      [condor({ quantity: 50 })],
      settingsWith({ hedge: { premiumBudget: 5 } }, layers),
    );
    const [layer] = got.layers;
    const [row] = layer?.instruments ?? [];
    expect(layer?.notionalUsd).toBeCloseTo((row?.contracts ?? NaN) * 18 * 1.5, 6);
    expect(layer?.outlayUsd).toBeCloseTo((row?.contracts ?? NaN) * 18, 6);
  });

  it('needs a price: no VVIX and no quote for a call, no row for an ETP', () => {
    expect(() =>
      size([condor()], settingsWith({}, all('call')), snapshotOf({ vvix: null })),
    ).toThrow(Refusal);
    const layers = layersWith('short', { instrument: 'etp', etp: 'VXX' });
    expect(() => size([condor()], settingsWith({}, layers), snapshotOf())).toThrow(Refusal);
  });
});

describe('special cases', () => {
  it('a book that cannot lose: nothing to size, and said', () => {
    // Two condors whose credits cover every settlement: opposite wings of unequal width.
    const a = condor({
      id: 'a',
      quantity: 1,
      credit: 55,
      legs: { longPut: 6000, shortPut: 6100, shortCall: 6850, longCall: 6851 },
    });
    const b = condor({
      id: 'b',
      quantity: 1,
      credit: 55,
      legs: { longPut: 6099, shortPut: 6100, shortCall: 6850, longCall: 6950 },
    });
    const result = size([a, b]);
    expect(result.position.riskCapitalUsd).toBe(0);
    expect(result.hedge.targetNotionalUsd).toBe(0);
    expect(result.hedge.notionalUsd).toBe(0);
    expect(codes(result)).toContain('no-risk');
    expect(faultsOf(result)).toEqual([]);
  });

  it('a layer that rounds to zero: what one contract needs', () => {
    const result = size([
      condor({
        quantity: 1,
        legs: { longPut: 6090, shortPut: 6100, shortCall: 6850, longCall: 6860 },
        credit: 2,
      }),
    ]);
    expect(codes(result).filter((code) => code === 'layer-bought-nothing')).toHaveLength(3);
    expect(codes(result)).toContain('bands-not-met');
  });

  it('a zero setting that switches the hedge off makes no NaN', () => {
    const base = settingsWith({});
    const off: HedgeSettings[] = [
      {
        ...base,
        regimes: { ...base.regimes, hedgeRatio: { ...base.regimes.hedgeRatio, normal: 0 } },
      },
      { ...base, regimes: { ...base.regimes, carryCap: { ...base.regimes.carryCap, normal: 0 } } },
      settingsWith({ hedge: { premiumBudget: 0 } }, all('call')),
      settingsWith({ hedge: { accountCarryCap: 0 }, portfolio: { accountUsd: 1e5 } }),
    ];
    for (const settings of off) {
      const result = size([condor()], settings);
      expect(result.hedge.targetNotionalUsd).toBe(0);
      expect(faultsOf(result)).toEqual([]);
    }
  });

  it('a layer shut by its band [0, 0] takes nothing and breaks nothing', () => {
    const layers = LAYERS.map((layer, i) => ({
      ...layer,
      band:
        [
          { min: 0, max: 0 },
          { min: 0.3, max: 0.6 },
          { min: 0.35, max: 0.7 },
        ][i] ?? layer.band,
    }));
    const result = size([condor({ quantity: 50 })], settingsWith({}, layers));
    expect(result.layers[0]).toMatchObject({ weight: 0, notionalUsd: 0, bandHeld: true });
    expect(codes(result)).not.toContain('bands-not-met');
    expect(faultsOf(result)).toEqual([]);
  });

  it('one layer alone', () => {
    const layers = [{ ...(LAYERS[0] as LayerSettings), band: { min: 0, max: 1 } }];
    const result = size([condor({ quantity: 50 })], settingsWith({}, layers));
    expect(result.layers[0]?.weight).toBe(1);
    expect(faultsOf(result)).toEqual([]);
  });

  it('at-risk-now, where it is asked for: the worst from today’s model value', () => {
    const item = condor({ quantity: 10 });
    const entry = size([item]).position;
    const now = size([item], settingsWith({ hedge: { riskCapital: 'atRiskNow' } })).position;
    expect(now.riskCapitalMethod).not.toBe(entry.riskCapitalMethod);
    expect(now.riskCapitalUsd).not.toBe(entry.riskCapitalUsd);
    expect(now.riskCapitalUsd).toBeLessThan(10 * 100 * 100);
  });

  it('refuses a settled condor; values at --as-of, not at the snapshot’s time', () => {
    const late = Date.parse('2026-12-18T14:30:00Z') as EpochMs;
    expect(() =>
      sizeHedge({ condors: [condor()], snapshot: snapshotOf(), settings: STEWARD, asOf: late }),
    ).toThrow(Refusal);
    const monday = (AS_OF + 3 * 86_400_000) as EpochMs;
    const result = sizeHedge({
      condors: [condor()],
      snapshot: snapshotOf(),
      settings: STEWARD,
      asOf: monday,
    });
    expect(result.asOf).toBe('2026-11-23T21:00:00Z');
    expect(result.snapshotTime).toBe('2026-11-20T21:00:00Z');
    expect(result.layers[0]?.instruments[0]?.daysToExpiry).toBe(23);
  });

  it('a future that expires before the valuation is named, not just gone', () => {
    const result = sizeHedge({
      condors: [condor({ expiry: isoDate('2027-01-15') })],
      snapshot: snapshotOf(),
      settings: STEWARD,
      asOf: Date.parse('2026-12-16T15:00:00Z') as EpochMs,
    });
    expect(result.termStructure.nodes[0]?.symbol).toBe('VXF27');
    const message = result.warnings.find(({ code }) => code === 'contract-expired')?.message;
    expect(message).toContain('VXZ26 (2026-12-16)');
    expect(codes(size([condor()]))).not.toContain('contract-expired');
  });

  it('rates that the snapshot lacks are the defaults, with a warning; given ones are used', () => {
    expect(codes(size([condor()]))).toContain('rate-default');
    const given = size([condor()], STEWARD, snapshotOf({ rate: 0.05, dividendYield: 0.01 }));
    expect(codes(given)).not.toContain('rate-default');
    expect(given.assumptions.find(({ name }) => name === 'rate')).toMatchObject({
      value: 0.05,
      source: 'snapshot',
    });
  });

  it('settings of calls are printed where they are used, and only there (METHOD 15.11)', () => {
    const names = (instrument: LayerSettings['instrument'], options?: OptionQuote[]): string[] => {
      const layers = layersWith('stabilizer', { instrument });
      const settings = settingsWith({ hedge: { premiumBudget: 5 } }, layers);
      const snapshot = snapshotOf({ ...(options && { options }) });
      return size([condor()], settings, snapshot).assumptions.map(({ name }) => name);
    };
    expect(names('future')).not.toEqual(expect.arrayContaining(['longDelta']));
    expect(names('call')).toEqual(expect.arrayContaining(['longDelta', 'vixSkew', 'tenorPower']));
    expect(names('call')).not.toContain('shortDelta');
    expect(names('callSpread')).toEqual(expect.arrayContaining(['longDelta', 'shortDelta']));
    // A quote at the wanted delta: no vol is modelled, and with 117 days none is rolled into.
    const expiry = isoDate('2027-03-17');
    const quote: OptionQuote = { root: 'VIX', expiry, strike: 22, right: 'call', iv: 0.7 };
    expect(names('call', [quote])).not.toContain('tenorPower');
  });

  it('the mini months: beyond them a layer is in whole VX, and a warning names it', () => {
    const none = settingsWith({ hedge: { miniMonths: 0 } });
    const result = size([condor({ quantity: 100 })], none);
    for (const { instruments } of result.layers) {
      for (const { multiplier } of instruments) expect(multiplier).toBe(1000);
    }
    expect(codes(result)).toContain('mini-liquidity');
    // The third monthly expiry from the front is February; March is the fourth.
    const three = size([condor({ quantity: 100 })], settingsWith({ hedge: { miniMonths: 3 } }));
    expect(three.layers[2]?.nextContract?.symbol).toBe('VXH27');
    const four = size([condor({ quantity: 100 })], settingsWith({ hedge: { miniMonths: 4 } }));
    expect(four.layers[2]?.nextContract?.symbol).toBe('VXMH27');
  });

  it('the ratio printed is within its limits to the last digit', () => {
    const settings = settingsWith({ hedge: { ratio: 1.3 }, portfolio: { beta: 2 } });
    const open = {
      ...settings,
      regimes: { ...settings.regimes, carryCap: { ...settings.regimes.carryCap, normal: 99 } },
    };
    for (let quantity = 1; quantity < 200; quantity += 7) {
      const { hedge, position } = size([condor({ quantity })], open);
      expect(hedge.ratio).toBe(1.5);
      expect(hedge.ratio * position.riskCapitalUsd).toBeCloseTo(hedge.targetNotionalUsd, 6);
    }
  });

  it.each([
    ['on its last day', '2026-11-23T15:00:00Z', '2026-11-23', 'SPXW'],
    ['on a Saturday', '2026-11-21T15:00:00Z', '2026-11-23', 'SPXW'],
    ['on the morning a VIX future settles', '2026-12-16T13:00:00Z', '2026-12-16', 'SPXW'],
    ['a minute before it settles', '2026-12-18T14:29:00Z', '2026-12-18', 'SPX'],
    ['over Thanksgiving, to an early close', '2026-11-25T15:00:00Z', '2026-11-27', 'SPXW'],
  ])('a condor %s: figures, and no NaN', (_, time, expiry, underlying) => {
    const item = condor({ expiry: isoDate(expiry), underlying, quantity: 30 });
    const uncapped = settingsWith({ hedge: { carryCap: false } });
    const result = size([item], uncapped, snapshotOf({ time: Date.parse(time) as EpochMs }));
    expect(faultsOf(result)).toEqual([]);
    expect(result.hedge.notionalUsd).toBeGreaterThan(0);
    expect(result.structure?.breakEvens.hedged.roots.length).toBeGreaterThan(0);
  });
});

describe('what --explain multiplies', () => {
  it.each(['call', 'callSpread', 'etp'] as const)('is the notional of %s', (instrument) => {
    const layers = layersWith('short', {
      instrument,
      ...(instrument === 'etp' && { etp: 'UVXY' }),
    });
    const result = size([condor({ quantity: 80 })], settingsWith({}, layers));
    const told = result.derivations.find(({ figure }) => figure === 'short: notional held, USD');
    expect(told?.terms.length).toBeGreaterThan(0);
    for (const { value, note } of told?.terms ?? []) {
      const numbers = (note ?? '').match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
      const product = numbers.reduce((all, one) => all * one, 1);
      expect(product / value).toBeCloseTo(1, 6);
    }
  });
});
