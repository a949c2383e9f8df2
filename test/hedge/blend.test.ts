import { describe, expect, it } from 'vitest';
import type { SizeResult } from '../../src/hedge/result.js';
import type { LayerSettings } from '../../src/hedge/settings.js';
import {
  EXPIRIES,
  LAYERS,
  PRICES,
  condor,
  layersWith,
  settingsWith,
  snapshotOf,
} from './fixtures.js';
import * as naive from './naive.js';
import { codes } from './sizing.js';
import { settingsFor, sized } from './twin.js';

function sizedWith(layers: readonly LayerSettings[], quantity = 60): SizeResult {
  return sized([condor({ quantity })], undefined, settingsFor(layers)).result;
}

/** Units of a VX point held per contract month of a layer, in minis. */
function minisOf(result: SizeResult, layer: number): Record<string, number> {
  const minis: Record<string, number> = {};
  for (const { expiry = '', multiplier, contracts } of result.layers[layer]?.instruments ?? []) {
    minis[expiry] = (minis[expiry] ?? 0) + (contracts * multiplier) / 100;
  }
  return minis;
}

describe('a blend whose shorter contract is the layer before’s (METHOD 15.2)', () => {
  const result = sizedWith(layersWith('intermediate', { blend: true }));
  const [short, intermediate] = result.layers;

  it('holds both, 16/35 and 19/35 of the notional, at its 45 target days', () => {
    expect(minisOf(result, 0)).toEqual({ '2026-12-16': expect.any(Number) as number });
    const minis = minisOf(result, 1);
    expect(Object.keys(minis)).toEqual(['2026-12-16', '2027-01-20']);
    const near = (minis['2026-12-16'] ?? NaN) * 1885;
    const far = (minis['2027-01-20'] ?? NaN) * 1970;
    // Each within half a mini of its share of the layer's target.
    const target = intermediate?.targetNotionalUsd ?? NaN;
    expect(Math.abs(near - (16 / 35) * target)).toBeLessThan(1885 / 2 + 1e-6);
    expect(Math.abs(far - (19 / 35) * target)).toBeLessThan(1970 / 2 + 1e-6);
    expect((26 * near + 61 * far) / (near + far)).toBeCloseTo(45, 0);
    expect(intermediate?.tenor.outsideWindow).toBe(false);
    expect(codes(result)).not.toContain('outside-window');
  });

  it('each layer counts its own contracts of the one that both hold', () => {
    for (const layer of [short, intermediate]) {
      const sum = layer?.instruments.reduce((total, each) => total + each.notionalUsd, 0);
      expect(layer?.notionalUsd).toBeCloseTo(sum ?? NaN, 6);
    }
    const all = result.layers.flatMap(({ instruments }) => instruments);
    const total = all.reduce((sum, each) => sum + each.notionalUsd, 0);
    expect(result.hedge.notionalUsd).toBeCloseTo(total, 6);
  });

  it('the warning says what the shared contract comes to as one order', () => {
    const both =
      (minisOf(result, 0)['2026-12-16'] ?? NaN) + (minisOf(result, 1)['2026-12-16'] ?? NaN);
    const message = result.warnings.find(({ code }) => code === 'shared-contract')?.message;
    expect(message).toContain('short and intermediate');
    expect(message).toContain(`VXZ26 is ${Math.floor(both / 10)} VX and ${both % 10} VXM`);
    expect(codes(sizedWith(LAYERS))).not.toContain('shared-contract');
  });

  it('margin is that of each layer’s own contracts', () => {
    const settings = {
      ...settingsFor(layersWith('intermediate', { blend: true })),
      margin: { vxUsd: 5000, vxmUsd: 500 },
    };
    const { hedge, layers } = sized([condor({ quantity: 60 })], undefined, settings).result;
    const minis = layers.flatMap((_, i) => Object.values(minisOf(result, i)));
    expect(hedge.marginUsd).toBeCloseTo(500 * minis.reduce((a, b) => a + b, 0), 6);
  });
});

describe('figures of a blended layer are those of both its contracts', () => {
  const layers = LAYERS.map((layer) => ({ ...layer, blend: layer.name !== 'short' }));
  const { result, twin } = sized([condor({ quantity: 60 })], undefined, settingsFor(layers));

  it.each([1, 2])(
    'layer %i breaks even where all it holds has paid for itself on the path',
    (i) => {
      const layer = result.layers[i];
      const rows = layer?.instruments ?? [];
      expect(new Set(rows.map(({ expiry }) => expiry)).size).toBe(2);
      const { hedge } = twin;
      let [low, high] = [hedge.spx * 0.4, hedge.spx * 1.6];
      for (let step = 0; step < 100; step += 1) {
        const middle = (low + high) / 2;
        if (naive.hedgePnl(hedge, rows, naive.onPath(hedge, middle)) > 0) low = middle;
        else high = middle;
      }
      const state = naive.onPath(hedge, low);
      const notional = (expiry = ''): number =>
        rows.filter((row) => row.expiry === expiry).reduce((sum, row) => sum + row.notionalUsd, 0);
      const [main] = [...rows].sort((a, b) => notional(b.expiry) - notional(a.expiry));
      const expiry = main?.expiry ?? '';
      const { breakEven } = layer ?? {};
      expect(breakEven?.symbol).toBe(main?.symbol.replace('VXM', 'VX'));
      expect(breakEven?.future).toBeCloseTo(naive.futureLevel(hedge, expiry, state), 3);
      expect(breakEven?.spotVix).toBeCloseTo(state.vix, 3);
      const left = naive.daysFrom(hedge.horizon, expiry);
      const still = naive.curveAt(hedge.curve, left);
      expect(breakEven?.rise).toBeCloseTo((breakEven?.future ?? NaN) / still - 1, 9);
      // The other contract's own break-even is another: it would not do for the layer.
      expect(Math.abs(naive.hedgePnl(hedge, rows, state))).toBeLessThan(1);
    },
  );

  it('rolls by the earliest of its dates, and says which contract that is', () => {
    // 16 December less a week comes before the condor's end; January's date does not.
    expect(result.layers[1]).toMatchObject({ rollBy: '2026-12-09', rollByContract: 'VXZ26' });
    expect(result.layers[1]?.atCondorEnd).toBe(
      'VXZ26 settled 2 days before: roll, or go without; VXF27 33 days left: sell then or keep for the next condor',
    );
    expect(result.layers[0]).not.toHaveProperty('rollByContract');
  });

  it('one contract more is one of the larger of the two', () => {
    const minis = minisOf(result, 1);
    const january = (minis['2027-01-20'] ?? 0) * 1970 > (minis['2026-12-16'] ?? 0) * 1885;
    expect(january).toBe(true);
    expect(result.layers[1]?.nextContract?.symbol).toBe('VXMF27');
    expect(result.layers[1]?.nextContract?.notionalUsd).toBeCloseTo(1970, 9);
  });
});

describe('a blend that buys nothing', () => {
  it('says what the part needs that is bought first', () => {
    const layers = layersWith('intermediate', { blend: true });
    const small = condor({
      quantity: 1,
      legs: { longPut: 6095, shortPut: 6100, shortCall: 6850, longCall: 6855 },
      credit: 1,
    });
    const { result } = sized([small], undefined, settingsFor(layers));
    const message = result.warnings.find(
      ({ code, message: text }) => code === 'layer-bought-nothing' && text.startsWith('interm'),
    )?.message;
    // January has 19/35 of the target: half a mini of 1,970 is 19/35 x 0.35 of 5,184.
    expect(message).toContain('one VXMF27 is $1,970');
    expect(message).toContain(
      `about $${Math.round(985 / ((19 / 35) * 0.35)).toLocaleString('en')}`,
    );
  });
});

describe('a blend that cannot be', () => {
  it('holds one contract, and says so by name', () => {
    const snapshot = snapshotOf({ expiries: EXPIRIES.slice(0, 3), prices: PRICES.slice(0, 3) });
    const layers = layersWith('stabilizer', { blend: true });
    const { result } = sized([condor()], snapshot, settingsWith({}, layers));
    const message = result.warnings.find(({ code }) => code === 'blend-impossible')?.message;
    expect(message).toContain('stabilizer');
    expect(message).toContain('120 target days');
    expect(Object.keys(minisOf(result, 2))).toEqual(['2027-02-17']);
  });
});
