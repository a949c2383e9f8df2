import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/market/date.js';
import { impliedReturn } from '../../src/signals/ddm.js';
import { premiumChange } from '../../src/signals/equity-risk-premium.js';
import type { PayoutMonth } from '../../src/signals/equity-risk-premium.js';
import type { MonthlySeries } from '../../src/signals/monthly-series.js';
import { MACRO, firstOfMonth, knownOn } from './macro-fixtures.js';

const MODEL = { price: 6000, dividend: 180, growthLong: 0.04, growthShort: 0.06, fadeYears: 8 };

function history(payoutYields: readonly number[], riskFree10y = 0.042): MonthlySeries<PayoutMonth> {
  return {
    source: 'history.csv',
    rows: payoutYields.map((payoutYield, i) => ({
      date: firstOfMonth(2024, i),
      payoutYield,
      riskFree10y,
    })),
  };
}

const PAST = Array.from({ length: 18 }, (_, i) => 0.028 + i / 10_000);
const ASOF = knownOn(2024, 17, 90);
const ON = { ...MACRO, erpTilt: true };

/** The mean premium of the last twelve months, each from the model's price equation. */
function meanByHand(yields: readonly number[], rate: number): number {
  const last = yields.slice(-12);
  const premiums = last.map((y) => 0.04 + y * (1.04 + 4 * 0.02) - rate);
  return premiums.reduce((a, b) => a + b) / 12;
}

describe('premiumChange', () => {
  const mean = meanByHand(PAST, 0.042);

  it('is the premium less the mean of the twelve months known', () => {
    const reading = premiumChange(0.05, MODEL, history(PAST), ASOF, ON);
    expect(reading.mean).toBeCloseTo(mean, 14);
    expect(reading.change).toBeCloseTo(0.05 - mean, 14);
    expect(reading).toMatchObject({ from: '2024-07', to: '2025-06', vintages: 'lag' });
    // A day earlier the last month is not known.
    const before = premiumChange(0.05, MODEL, history(PAST), addDays(ASOF, -1), ON);
    expect(before.mean).toBeCloseTo(meanByHand(PAST.slice(0, -1), 0.042), 14);
  });

  it.each([
    [0.0025, 'unchanged', 1],
    [0.0026, 'expanding', 0.9],
    [-0.0024, 'unchanged', 1],
    [-0.0026, 'contracting', 1.1],
  ] as const)('a change of %d is %s and makes %d', (change, state, factor) => {
    const reading = premiumChange(mean + change, MODEL, history(PAST), ASOF, {
      ...ON,
      // On the band's edge a sum's last digit decides: it is nudged off it.
      equityRiskPremium: { ...ON.equityRiskPremium, deadBand: 0.0025 + 1e-12 },
    });
    expect(reading.state).toBe(state);
    expect(reading.effect.value).toBeCloseTo(factor, 12);
  });

  it('moves nothing unless macro.erpTilt is on', () => {
    const reading = premiumChange(mean + 0.02, MODEL, history(PAST), ASOF, MACRO);
    expect(reading).toMatchObject({
      state: 'expanding',
      effect: { value: 1, source: 'neutral: macro.erpTilt is off' },
    });
  });

  it('is ignored where the history is old, short, has a hole, or is of another payout', () => {
    const ignored = (rows: MonthlySeries<PayoutMonth>, asOf = ASOF) => {
      const { ignored: why, effect, change } = premiumChange(0.05, MODEL, rows, asOf, ON);
      expect(effect.value).toBe(1);
      expect(change).toBeUndefined();
      return why;
    };
    expect(ignored(history(PAST), addDays(ASOF, 101))).toMatch(/2025-06, ended 191 days before/);
    // A day before, at its limit, it still counts.
    const old = premiumChange(0.05, MODEL, history(PAST), addDays(ASOF, 100), ON);
    expect(old.ignored).toBeUndefined();
    expect(ignored(history(PAST), firstOfMonth(2024, 1))).toMatch(/^no month of it was published/);
    const young = { ...history(PAST), rows: history(PAST).rows.slice(-11) };
    expect(ignored(young)).toMatch(/12 months in a row, .*2024-08 to 2025-06 there are 11/);
    const hole = { ...history(PAST), rows: history(PAST).rows.filter((_, i) => i !== 12) };
    expect(ignored(hole)).toMatch(/from 2024-06 to 2025-06 there are 12/);
    const dividendsOnly = history(PAST.map((y) => y / 2));
    expect(ignored(dividendsOnly)).toMatch(/1\.4[89]% in 2025-06 and today's 3\.00%/);
  });

  it('is nothing where today is what the months were', () => {
    const flat = history(Array.from({ length: 12 }, () => 0.03));
    const today = impliedReturn(MODEL, MODEL.price) - 0.042;
    const asOf = knownOn(2024, 11, 90);
    expect(premiumChange(today, MODEL, flat, asOf, ON).change).toBeCloseTo(0, 14);
  });

  it('is blind to later months', () => {
    const later = history([...PAST, 0.2, 0.01]);
    expect(premiumChange(0.05, MODEL, later, ASOF, ON)).toEqual(
      premiumChange(0.05, MODEL, history(PAST), ASOF, ON),
    );
  });
});
