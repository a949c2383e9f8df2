import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/config/defaults.js';
import type { AdaptiveInputs } from '../../src/hedge/adaptive.js';
import { LAYERS, PRICES, STEWARD, condor, faultsOf, settingsWith, snapshotOf } from './fixtures.js';
import { codes, size } from './sizing.js';

describe('settings', () => {
  it('the program’s defaults are METHOD’s', () => {
    expect(defaultSettings('steward')).toEqual(STEWARD);
    expect(defaultSettings('promoter')).toEqual({
      ...STEWARD,
      profile: 'promoter',
      hedge: { ...STEWARD.hedge, ratio: 1.3, premiumBudget: 0.4 },
      capital: { ...STEWARD.capital, leverageCap: 1.5 },
    });
  });
});

describe('sizeHedge, the default book', () => {
  const result = size([condor({ quantity: 50 })]);

  it('target notional: the product of its factors in their order, to the last digit', () => {
    const product = result.hedge.factors.reduce((value, item) => value * item.value, 1);
    expect(result.hedge.targetNotionalUsd).toBe(product);
    expect(result.hedge.factors[0]?.value).toBe(result.position.riskCapitalUsd);
    expect(result.position.riskCapitalUsd).toBeCloseTo(50 * 100 * 75.2, 6);
  });

  it('weights sum to 1, inside their bands; each layer its share of the target', () => {
    expect(result.layers.map(({ name }) => name)).toEqual(['short', 'intermediate', 'stabilizer']);
    expect(result.layers.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(result.layers.map(({ weight }) => weight)).toEqual([
      expect.closeTo(0.2, 12),
      expect.closeTo(0.35, 12),
      expect.closeTo(0.45, 12),
    ]);
    for (const layer of result.layers) {
      expect(layer.targetNotionalUsd).toBeCloseTo(layer.weight * result.hedge.targetNotionalUsd, 6);
    }
    const held = result.layers.reduce((sum, { weightActual }) => sum + weightActual, 0);
    expect(held).toBeCloseTo(1, 12);
  });

  it('notional = contracts x multiplier x price; VX 1,000, VXM 100', () => {
    for (const layer of result.layers) {
      for (const row of layer.instruments) {
        expect(row.multiplier).toBe(
          row.symbol.startsWith('VXM') && row.symbol.length === 6 ? 100 : 1000,
        );
        expect(row.notionalUsd).toBeCloseTo(row.contracts * row.multiplier * row.price, 6);
        expect(Number.isInteger(row.contracts)).toBe(true);
      }
      const sum = layer.instruments.reduce((total, row) => total + row.notionalUsd, 0);
      expect(layer.notionalUsd).toBeCloseTo(sum, 6);
      // At equal notional VX before VXM: never ten minis of one expiry.
      for (const row of layer.instruments)
        if (row.multiplier === 100) expect(row.contracts).toBeLessThan(10);
    }
    expect(result.hedge.notionalUsd).toBeCloseTo(
      result.layers.reduce((sum, { notionalUsd }) => sum + notionalUsd, 0),
      6,
    );
  });

  it('tenors of METHOD 15.2: 26, 61 outside its window, 117', () => {
    expect(
      result.layers.map(({ tenor, instruments }) => [
        instruments[0]?.daysToExpiry,
        tenor.outsideWindow,
      ]),
    ).toEqual([
      [26, false],
      [61, true],
      [117, false],
    ]);
    expect(codes(result)).toContain('outside-window');
  });

  it('signs: contango costs, costs are paid, nothing is tied up in futures without a margin', () => {
    expect(result.hedge.carryPerMonthUsd).toBeLessThan(0);
    expect(result.hedge.entryCostUsd).toBeLessThan(0);
    expect(result.hedge.outlayUsd).toBe(0);
    expect(result.hedge).not.toHaveProperty('marginUsd');
    expect(codes(result)).toContain('margin-unknown');
    for (const layer of result.layers) {
      expect(layer.carryPerMonthUsd).toBeLessThan(0);
      const entry = layer.instruments.reduce(
        (sum, { contracts, multiplier }) => sum - contracts * (multiplier === 100 ? 3.4 : 26.5),
        0,
      );
      expect(layer.entryCostUsd).toBeCloseTo(entry, 8);
      expect(layer.carryShareOfCredit).toBeCloseTo(layer.carryPerMonthUsd / 124_000, 12);
    }
  });

  it('margin where it is given: positive, contracts times the setting', () => {
    const margin = { vxUsd: 12_000, vxmUsd: 1200 };
    const got = size([condor({ quantity: 50 })], settingsWith({ margin }));
    let total = 0;
    for (const layer of got.layers) {
      const wanted = layer.instruments.reduce(
        (sum, { contracts, multiplier }) => sum + contracts * 12 * multiplier,
        0,
      );
      expect(layer.marginUsd).toBe(wanted);
      total += wanted;
    }
    expect(got.hedge.marginUsd).toBe(total);
    expect(codes(got)).not.toContain('margin-unknown');
  });

  it('the date to roll or leave by, and what outlives the condor (METHOD 15.9)', () => {
    expect(result.layers.map(({ rollBy }) => rollBy)).toEqual([
      '2026-12-09',
      '2026-12-18',
      '2026-12-18',
    ]);
    for (const layer of result.layers) expect(layer.atCondorEnd).not.toBe(undefined);
    expect(codes(result)).toContain('holdings-not-counted');
  });

  it('a further contract: one mini, its notional, its carry', () => {
    const next = result.layers[1]?.nextContract;
    expect(next).toMatchObject({
      symbol: 'VXMF27',
      outlayUsd: 0,
    });
    expect(next?.notionalUsd).toBeCloseTo(1970, 9);
    expect(next?.carryPerMonthUsd).toBeCloseTo(100 * (18.85 + (5 / 35) * 0.85 - 19.7), 6);
  });

  it('every derivation of rule product or sum can be redone from its terms', () => {
    expect(result.derivations.length).toBeGreaterThan(5);
    for (const { figure, rule, terms, result: value } of result.derivations) {
      if (rule === 'formula') continue;
      const redone =
        rule === 'product'
          ? terms.reduce((product, term) => product * term.value, 1)
          : terms.reduce((sum, term) => sum + term.value, 0);
      expect({ figure, off: Math.abs(redone - value) < 1e-6 * (1 + Math.abs(value)) }).toEqual({
        figure,
        off: true,
      });
    }
  });
});

describe('regimes and tilts (METHOD 6.3, 15.6)', () => {
  const base = 17.92;
  const raw: Record<string, readonly number[]> = {
    calm: [0.2 * 0.85, 0.35, 0.45 * 1.1],
    normal: [0.2, 0.35, 0.45],
    flat: [0.2 * 1.1, 0.35, 0.45 * 0.95],
    stress: [0.2 * 1.15, 0.35, 0.45 * 0.9],
    crisis: [0.2, 0.35, 0.45],
  };

  /** METHOD 6.3 by bisection, as its text says. */
  function project(values: readonly number[]): number[] {
    const total = values.reduce((a, b) => a + b, 0);
    const clip = (shift: number): number[] =>
      values.map((value, i) => {
        const { min, max } = LAYERS[i]?.band ?? { min: NaN, max: NaN };
        return Math.min(max, Math.max(min, value / total + shift));
      });
    let [low, high] = [-1, 1];
    for (let i = 0; i < 200; i += 1) {
      const middle = (low + high) / 2;
      if (clip(middle).reduce((a, b) => a + b, 0) < 1) low = middle;
      else high = middle;
    }
    return clip(low);
  }

  it.each([
    ['calm', 0.85, 20],
    ['normal', 0.92, 20],
    ['flat', 0.98, 20],
    ['stress', 1.05, 20],
    ['crisis', 1.15, 45],
  ] as const)('%s: weights tilted and projected', (regime, ratio, vix) => {
    const scale = vix / base;
    const prices = PRICES.map((price, i) => price * scale * (1 + 0.01 * i));
    const result = size(
      [condor({ quantity: 50 })],
      STEWARD,
      snapshotOf({ vix, vix3m: vix / ratio, prices }),
    );
    expect(result.termStructure.regime).toBe(regime);
    const wanted = project(raw[regime] ?? []);
    result.layers.forEach(({ weight }, i) => expect(weight).toBeCloseTo(wanted[i] ?? NaN, 10));
    expect(codes(result).includes('crisis-no-new-short')).toBe(regime === 'crisis');
    // Static: the middle of the bands whatever the regime, and its factor on the ratio is 1.
    const still = size(
      [condor({ quantity: 50 })],
      settingsWith({ static: true }),
      snapshotOf({ vix, vix3m: vix / ratio, prices }),
    );
    still.layers.forEach(({ weight }, i) =>
      expect(weight).toBeCloseTo([0.2, 0.35, 0.45][i] ?? NaN, 12),
    );
    expect(still.hedge.factors.find(({ name }) => name === 'regime')?.value).toBe(1);
  });

  const tilt = (value: number) => ({ name: 'x', value, source: 'test' });

  it('signals and events tilt the raw weights', () => {
    const adaptive: AdaptiveInputs = {
      signalTilt: { short: tilt(1.2), stabilizer: tilt(0.9) },
      eventTilt: { short: tilt(1.1) },
    };
    const result = size([condor({ quantity: 50 })], STEWARD, snapshotOf(), adaptive);
    const wanted = project([0.2 * 1.2 * 1.1, 0.35, 0.45 * 0.9]);
    result.layers.forEach(({ weight }, i) => expect(weight).toBeCloseTo(wanted[i] ?? NaN, 10));
  });

  it('static sets every adaptive tilt to 1 (METHOD 15.6)', () => {
    const adaptive: AdaptiveInputs = {
      signalTilt: { short: tilt(1.2) },
      eventTilt: { short: tilt(1.1) },
    };
    const result = size(
      [condor({ quantity: 50 })],
      settingsWith({ static: true }),
      snapshotOf(),
      adaptive,
    );
    result.layers.forEach(({ weight }, i) =>
      expect(weight).toBeCloseTo([0.2, 0.35, 0.45][i] ?? NaN, 12),
    );
    for (const layer of result.layers) {
      expect(layer.factors.slice(1).map(({ value }) => value)).toEqual([1, 1, 1]);
    }
  });

  it('neither VIX3M nor a second future: unknown, neutral, and said', () => {
    const result = size([condor()], STEWARD, snapshotOf({ vix3m: null, prices: [18.85] }));
    expect(result.termStructure.regime).toBe('unknown');
    expect(codes(result)).toContain('regime-unknown');
    expect(result.hedge.factors.find(({ name }) => name === 'regime')?.value).toBe(1);
    expect(codes(result)).toContain('layer-no-contract');
    expect(faultsOf(result)).toEqual([]);
  });
});
