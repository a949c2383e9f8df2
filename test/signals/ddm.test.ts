import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import {
  dividendDiscount,
  gordonValue,
  impliedReturn,
  payoutValue,
} from '../../src/signals/ddm.js';
import type { DividendDiscountInput, PayoutModel } from '../../src/signals/ddm.js';

const GORDON: PayoutModel = { dividend: 78, growthLong: 0.04 };
const H: PayoutModel = { ...GORDON, growthShort: 0.07, fadeYears: 10 };

/** Payouts summed one by one, growth fading in a straight line: what the H-model approximates. */
function summed(
  { dividend, growthLong, growthShort = growthLong, fadeYears = 0 }: PayoutModel,
  r: number,
): number {
  let paid = dividend;
  let value = 0;
  for (let year = 1; year <= 3000; year += 1) {
    const left = fadeYears === 0 ? 0 : Math.max(0, 1 - (year - 0.5) / fadeYears);
    paid *= 1 + growthLong + left * (growthShort - growthLong);
    value += paid / (1 + r) ** year;
  }
  return value;
}

/** The return at which a model's value is the price, by halving: nothing of the closed form. */
function returnByHalving(model: PayoutModel, price: number): number {
  let low = model.growthLong + 1e-9;
  let high = 10;
  for (let i = 0; i < 200; i += 1) {
    const middle = (low + high) / 2;
    if (payoutValue(model, middle) > price) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const models = fc
  .record({
    dividend: fc.double({ min: 1, max: 500, noNaN: true }),
    growthLong: fc.double({ min: -0.02, max: 0.06, noNaN: true }),
    extra: fc.double({ min: -0.03, max: 0.15, noNaN: true }),
    fadeYears: fc.double({ min: 0.5, max: 20, noNaN: true }),
  })
  .map(({ dividend, growthLong, extra, fadeYears }): PayoutModel => ({
    dividend,
    growthLong,
    growthShort: growthLong + extra,
    fadeYears,
  }));

describe('the payout models', () => {
  it('have the values of METHOD 9.1', () => {
    expect(gordonValue(78, 0.04, 0.085)).toBeCloseTo(1802.67, 2);
    expect(payoutValue(GORDON, 0.085)).toBeCloseTo(1802.67, 2);
    expect(payoutValue(H, 0.085)).toBeCloseTo(2062.67, 2);
  });

  it('Gordon is the sum of its payouts', () => {
    expect(gordonValue(78, 0.04, 0.085)).toBeCloseTo(summed(GORDON, 0.085), 6);
  });

  it('the H-model is near the sum of payouts whose growth fades', () => {
    expect(payoutValue(H, 0.085) / summed(H, 0.085)).toBeCloseTo(1, 1);
  });

  it('the H-model is Gordon where growth does not fade', () => {
    const flat = { ...GORDON, growthShort: 0.04, fadeYears: 10 };
    expect(payoutValue(flat, 0.085)).toBeCloseTo(gordonValue(78, 0.04, 0.085), 10);
  });

  it('the implied return is that at which the value is the price, found by halving', () => {
    fc.assert(
      fc.property(models, fc.double({ min: 0.005, max: 0.2, noNaN: true }), (model, share) => {
        const price = model.dividend / share;
        const implied = impliedReturn(model, price);
        expect(implied).toBeCloseTo(returnByHalving(model, price), 8);
        expect(payoutValue(model, implied) / price).toBeCloseTo(1, 9);
      }),
    );
  });

  it('value falls with the return required and rises with payout and growth', () => {
    fc.assert(
      fc.property(models, fc.double({ min: 0.01, max: 0.1, noNaN: true }), (model, over) => {
        const r = model.growthLong + over;
        const value = payoutValue(model, r);
        expect(payoutValue(model, r + 0.001)).toBeLessThan(value);
        expect(payoutValue({ ...model, dividend: model.dividend * 1.01 }, r)).toBeGreaterThan(
          value,
        );
        const faster = { ...model, growthShort: (model.growthShort ?? 0) + 0.001 };
        expect(payoutValue(faster, r)).toBeGreaterThan(value);
        expect(impliedReturn(model, value * 1.1)).toBeLessThan(r);
      }),
    );
  });

  it.each([0.04, 0.03])('refuses a required return of %d at a growth of 0.04, naming both', (r) => {
    expect(() => gordonValue(78, 0.04, r)).toThrow(Refusal);
    expect(() => payoutValue(H, r)).toThrow(new RegExp(`return ${r} is not above the growth 0.04`));
  });

  it('refuses a fade that takes the whole payout', () => {
    const dying = { ...GORDON, growthShort: -0.2, fadeYears: 20 };
    expect(() => impliedReturn(dying, 1000)).toThrow(/fades from -0.2 to 0.04 over 20 years/);
  });
});

describe('dividendDiscount', () => {
  const implied: DividendDiscountInput = {
    ...H,
    price: 2500,
    earnings: 100,
    payout: 'total',
    riskFree10y: 0.043,
  };
  const input: DividendDiscountInput = { ...implied, requiredReturn: 0.085 };

  it('sets P/E against the fair one', () => {
    const reading = dividendDiscount(input);
    expect(reading.model).toBe('h');
    expect(reading.priceEarnings).toBe(25);
    expect(reading.fair?.priceEarnings).toBeCloseTo(20.6267, 4);
    // (P/E) / (P/E fair) - 1, by hand.
    expect(reading.fair?.divergence).toBeCloseTo(25 / 20.626667 - 1, 6);
    // 4% + 78 / 2500 x (1.04 + 5 x 3%).
    expect(reading.impliedReturn).toBeCloseTo(0.04 + (78 / 2500) * 1.19, 12);
    expect(reading.equityRiskPremium).toBeCloseTo(0.077128 - 0.043, 12);
  });

  it('shows half a per cent of r - g either way: about -10% at a spread of 4.5% (METHOD 9.2)', () => {
    const [down, same, up] = dividendDiscount(input).rateShifts;
    expect(same).toMatchObject({ shift: 0, change: 0 });
    expect(up?.change).toBeCloseTo(0.045 / 0.05 - 1, 10);
    expect(down?.change).toBeCloseTo(0.045 / 0.04 - 1, 10);
    expect(up?.fairPriceEarnings).toBeCloseTo(20.6267 * 0.9, 3);
    expect(up?.divergence).toBeCloseTo(25 / (20.626667 * 0.9) - 1, 6);
  });

  it('has no fair value without a required return, and no value where r - g is used up', () => {
    const reading = dividendDiscount(implied);
    expect(reading.fair).toBeUndefined();
    expect(reading.rateShifts[1]).toEqual({
      shift: 0,
      value: expect.closeTo(2500, 8) as number,
      change: 0,
    });
    const tight = dividendDiscount({ ...input, requiredReturn: 0.044 });
    expect(tight.rateShifts[0]).toEqual({ shift: -0.005 });
  });

  it('shows the premium with growth half a per cent either way', () => {
    const shifts = dividendDiscount(input).growthShifts;
    expect(shifts.map(({ growthLong }) => growthLong)).toEqual([0.035, 0.04, 0.045]);
    for (const { growthLong, impliedReturn: shifted, equityRiskPremium } of shifts) {
      const byHand = growthLong + (78 / 2500) * (1 + growthLong + 5 * (0.07 - growthLong));
      expect(shifted).toBeCloseTo(byHand, 12);
      expect(equityRiskPremium).toBeCloseTo(byHand - 0.043, 12);
    }
  });
});
