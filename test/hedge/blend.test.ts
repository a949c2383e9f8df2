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
