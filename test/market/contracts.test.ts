import { expect, test } from 'vitest';
import {
  ETP_SPECS,
  FUTURE_SPECS,
  OPTION_SPECS,
  SPX_OPTION_MULTIPLIER_USD,
  VIX_OPTION_MULTIPLIER_USD,
  VXM_MULTIPLIER_USD,
  VXM_PER_VX,
  VX_MULTIPLIER_USD,
  leverageOn,
  optionTick,
} from '../../src/market/contracts.js';
import { isoDate } from '../../src/market/date.js';

test('dollars a point: ten minis or ten VIX options make one VX', () => {
  expect(VX_MULTIPLIER_USD).toBe(1000);
  expect(VXM_MULTIPLIER_USD * VXM_PER_VX).toBe(VX_MULTIPLIER_USD);
  expect(VIX_OPTION_MULTIPLIER_USD).toBe(100);
  expect(SPX_OPTION_MULTIPLIER_USD).toBe(100);
});

test('dollars a tick', () => {
  const { VX, VXM } = FUTURE_SPECS;
  expect(VX.tick * VX.multiplierUsd).toBeCloseTo(50, 9);
  expect(VX.spreadTick * VX.multiplierUsd).toBeCloseTo(10, 9);
  expect(VXM.tick * VXM.multiplierUsd).toBeCloseTo(1, 9);
});

test('option ticks change at 3.00', () => {
  expect([2.99, 3].map((price) => optionTick(OPTION_SPECS.SPX, price))).toEqual([0.05, 0.1]);
  expect([2.99, 3].map((price) => optionTick(OPTION_SPECS.VIX, price))).toEqual([0.01, 0.05]);
  expect([2.99, 3].map((price) => optionTick(OPTION_SPECS.XSP, price))).toEqual([0.01, 0.01]);
});

test('each spec stands under its own name, and the long-dated products are long-dated', () => {
  for (const specs of [FUTURE_SPECS, OPTION_SPECS]) {
    for (const [root, spec] of Object.entries(specs)) {
      expect((spec as { root: string }).root).toBe(root);
    }
  }
  for (const [symbol, spec] of Object.entries(ETP_SPECS)) {
    expect(spec.symbol).toBe(symbol);
    expect(spec.constantMaturityDays).toBe(spec.tenorMonths * 30);
    expect(spec.tenorMonths).toBe(symbol === 'VXZ' || symbol === 'VIXM' ? 5 : 1);
    expect(spec.annualFee).toBeGreaterThan(0.008);
    expect(spec.annualFee).toBeLessThan(0.01);
  }
});

test('the leverage of UVXY and SVXY was another until February 2018', () => {
  const on = (symbol: 'UVXY' | 'SVXY' | 'VXX', day: string) =>
    leverageOn(ETP_SPECS[symbol], isoDate(day));
  expect([on('UVXY', '2018-02-27'), on('UVXY', '2018-02-28')]).toEqual([2, 1.5]);
  expect([on('SVXY', '2017-10-05'), on('SVXY', '2026-01-02')]).toEqual([-1, -0.5]);
  expect([on('VXX', '2012-01-03'), on('VXX', '2026-01-02')]).toEqual([1, 1]);
});
