import { describe, expect, it } from 'vitest';
import { PRICES, STEWARD, condor, snapshotOf } from './fixtures.js';
import { settingsFor, sized } from './twin.js';
import * as naive from './naive.js';

describe('break-evens of layers (METHOD 15.8)', () => {
  const calls = STEWARD.layers.map((layer) => ({ ...layer, instrument: 'call' as const }));
  const spreads = STEWARD.layers.map((layer) => ({ ...layer, instrument: 'callSpread' as const }));

  it.each([
    ['futures', undefined],
    ['calls', calls],
    ['spreads', spreads],
  ])('%s: at that level of its own future the layer has earned its costs, no more', (_, layers) => {
    const { result, twin } = sized([condor({ quantity: 60 })], undefined, settingsFor(layers));
    let checked = 0;
    for (const layer of result.layers) {
      const { breakEven } = layer;
      if (breakEven === undefined) continue;
      checked += 1;
      expect(breakEven.horizon).toBe('2026-12-18');
      const expiry = layer.instruments[0]?.expiry ?? '';
      const { hedge } = twin;
      // A state in which this future stands at the level, however it came there.
      const left = naive.daysFrom(hedge.horizon, expiry);
      const b = left > 0 ? naive.beta(left, 0, 19) : 1;
      const base = left > 0 ? naive.curveAt(hedge.curve, left) : hedge.spot;
      const state = {
        r: 0,
        vix: hedge.spot * (breakEven.future / base) ** (1 / b),
        settled: () => breakEven.future,
      };
      expect(naive.futureLevel(hedge, expiry, state)).toBeCloseTo(breakEven.future, 9);
      const pnl = naive.hedgePnl(hedge, layer.instruments, state);
      expect(Math.abs(pnl)).toBeLessThan(1e-3);
      // The rise over an unchanged curve, and the spot VIX that the path has with it.
      expect(breakEven.rise).toBeCloseTo(breakEven.future / base - 1, 9);
      if (breakEven.spotVix === undefined) continue;
      let [low, high] = [hedge.spx * 0.4, hedge.spx * 1.6];
      for (let i = 0; i < 100; i += 1) {
        const middle = (low + high) / 2;
        if (naive.futureLevel(hedge, expiry, naive.onPath(hedge, middle)) > breakEven.future)
          low = middle;
        else high = middle;
      }
      // One that settles before the horizon is spot VIX, on the day it settles.
      const wanted = left > 0 ? naive.onPath(hedge, low).vix : breakEven.future;
      expect(breakEven.spotVix).toBeCloseTo(wanted, 3);
    }
    expect(checked).toBe(3);
  });

  it('futures by hand: F0 and the costs a point, January in minis', () => {
    const { result } = sized([condor({ quantity: 10 })]);
    const layer = result.layers[1];
    const contracts = layer?.instruments.map(({ multiplier, contracts: n }) => [multiplier, n]);
    const cost = (contracts ?? []).reduce(
      (sum, [multiplier = 0, n = 0]) => sum + 2 * n * (multiplier === 100 ? 3.4 : 26.5),
      0,
    );
    const perPoint = (contracts ?? []).reduce((sum, [m = 0, n = 0]) => sum + m * n, 0);
    expect(layer?.breakEven?.future).toBeCloseTo(19.7 + cost / perPoint, 9);
    const rolled = 18.85 + (7 / 35) * 0.85;
    expect(layer?.breakEven?.rise).toBeCloseTo((19.7 + cost / perPoint) / rolled - 1, 9);
  });

  it('a layer that bought nothing has none', () => {
    const small = condor({
      quantity: 1,
      legs: { longPut: 6095, shortPut: 6100, shortCall: 6850, longCall: 6855 },
      credit: 1,
    });
    const { result } = sized([small]);
    for (const layer of result.layers) {
      expect(layer.notionalUsd).toBe(0);
      expect(layer).not.toHaveProperty('breakEven');
      expect(layer).toHaveProperty('nextContract');
    }
  });
});

describe('the hedge’s own loss if VIX falls (METHOD 15.9)', () => {
  it.each([
    [17.92, 12],
    [16, 12],
    [15.9, 11.925],
    [12, 9],
    [40, 12],
  ])('VIX %d falls to %d', (vix, wanted) => {
    const prices = PRICES.map((price) => (price * vix) / 17.92);
    const { result } = sized([condor({ quantity: 50 })], snapshotOf({ vix, prices, vix3m: null }));
    expect(result.structure?.hedgeLossIfVixFalls.vix).toBeCloseTo(wanted, 12);
    expect(result.structure?.hedgeLossIfVixFalls.usd).toBeLessThan(0);
  });
});
