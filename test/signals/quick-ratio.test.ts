import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../src/market/date.js';
import { quickRatio } from '../../src/signals/quick-ratio.js';
import type { BalanceSheet } from '../../src/signals/quick-ratio.js';
import { MACRO } from './macro-fixtures.js';

const DATE = isoDate('2026-03-31');
const SHEET: BalanceSheet = {
  date: DATE,
  cash: 50,
  marketableSecurities: 30,
  receivables: 20,
  currentLiabilities: 100,
};

function read(change: Partial<BalanceSheet>, days = 30) {
  return quickRatio({ ...SHEET, ...change }, addDays(DATE, days), MACRO.quickRatio);
}

describe('quickRatio', () => {
  it('is quick assets over current liabilities', () => {
    expect(read({})).toMatchObject({ ratio: 1, quickAssets: 100, state: 'sound', ageDays: 30 });
    expect(read({ currentLiabilities: 50 }).ratio).toBe(2);
    expect(read({ cash: 25, marketableSecurities: 30, receivables: 20 }).ratio).toBe(0.75);
  });

  it('takes restricted cash off', () => {
    expect(read({ restrictedCash: 10 })).toMatchObject({
      quickAssets: 90,
      ratio: 0.9,
      state: 'low',
    });
  });

  it.each([
    [100, 'sound', 1],
    [100.01, 'low', 0.9],
    [100 / 0.7, 'low', 0.9],
    [143, 'noFutures', 0.9],
    [1000, 'noFutures', 0.9],
  ] as const)('with liabilities of %d it is %s', (currentLiabilities, state, factor) => {
    const gauge = read({ currentLiabilities });
    expect(gauge.state).toBe(state);
    expect(gauge.effect).toMatchObject({ name: 'quickRatio', value: factor });
    expect(gauge.extraCash).toBe(state === 'sound' ? undefined : 0.2);
  });

  it.each([null, 0])('is undefined with liabilities of %s, and then neutral', (liabilities) => {
    const gauge = read({ currentLiabilities: liabilities });
    expect(gauge).toMatchObject({ state: 'unclassified', effect: { value: 1 } });
    expect(gauge.ratio).toBeUndefined();
  });

  it.each([100.0001, 100.01, 100 / 0.7, 143])(
    'states a ratio below 1 as below 1, with liabilities of %d',
    (currentLiabilities) => {
      const { effect, ratio = NaN } = read({ currentLiabilities });
      const stated = Number.parseFloat(effect.note ?? '');
      expect(stated).toBeLessThan(1);
      expect(stated).toBeLessThanOrEqual(ratio);
      expect(ratio - stated).toBeLessThanOrEqual(1e-4);
    },
  );

  it('binds on where it is stale and low', () => {
    expect(read({}, 200).stale).toBe(false);
    expect(read({}, 201)).toMatchObject({ stale: true, state: 'sound' });
    expect(read({ currentLiabilities: 200 }, 201)).toMatchObject({
      stale: true,
      state: 'noFutures',
      effect: { value: 0.9 },
    });
  });
});
