import { Refusal } from '../errors.js';

/** What an index pays and how that grows; rates are effective a year, fractions. */
export interface PayoutModel {
  /** Payout of the last twelve months in index points, D0. */
  readonly dividend: number;
  /** Growth for ever after the fade, gL. */
  readonly growthLong: number;
  /** Growth now, gS, which fades in a straight line to gL over `fadeYears`; absent: gL at once. */
  readonly growthShort?: number;
  readonly fadeYears?: number;
}

/** A payout model with the market's figures. */
export interface DividendDiscountInput extends PayoutModel {
  /** Level of the index. */
  readonly price: number;
  /** Earnings of the last twelve months in index points. */
  readonly earnings: number;
  readonly payout: 'total' | 'dividends';
  /** Yield of the ten-year Treasury. */
  readonly riskFree10y: number;
  /** What you require stocks to return; absent: no fair value, only what the price implies. */
  readonly requiredReturn?: number;
}

/** A step of the table that shows how far the answer hangs on its rates. */
const STEP = 0.005;

/** What follows if the required return, or the growth, is half a per cent off. */
export interface RateShift {
  /** Added to r - g, a fraction a year. */
  readonly shift: number;
  /** Value of the index; absent where r - g is then not above 0. */
  readonly value?: number;
  /** Value over the unshifted one, less 1. */
  readonly change?: number;
  readonly fairPriceEarnings?: number;
  readonly divergence?: number;
}

export interface GrowthShift {
  readonly growthLong: number;
  readonly impliedReturn: number;
  readonly equityRiskPremium: number;
}

export interface DividendDiscountReading {
  readonly model: 'gordon' | 'h';
  readonly priceEarnings: number;
  /** Payout over price. */
  readonly payoutYield: number;
  readonly impliedReturn: number;
  /** Implied return less the ten-year yield. */
  readonly equityRiskPremium: number;
  /** At the required return; absent without one. */
  readonly fair?: {
    readonly requiredReturn: number;
    readonly value: number;
    readonly priceEarnings: number;
    /** P/E over its fair value, less 1: positive is dear. */
    readonly divergence: number;
  };
  /** r - g half a per cent lower, as it is, half a per cent higher; r is required, else implied. */
  readonly rateShifts: readonly RateShift[];
  /** The implied premium with growth half a per cent lower, as it is, half a per cent higher. */
  readonly growthShifts: readonly GrowthShift[];
}

/**
 * Gordon's value of a payout that grows for ever: D1 / (r - g), D1 = D0 (1 + g) (METHOD 9.1).
 * @throws Refusal where r is not above g
 */
export function gordonValue(dividend: number, growth: number, requiredReturn: number): number {
  return (dividend * (1 + growth)) / spread(requiredReturn, growth);
}

/**
 * The H-model's value (Fuller and Hsia 1984, METHOD 9.1):
 * [D0 (1 + gL) + D0 H (gS - gL)] / (r - gL), H half the fade. Without a fade it is Gordon's.
 * @throws Refusal where r is not above gL, or the fade takes the whole payout
 */
export function payoutValue(model: PayoutModel, requiredReturn: number): number {
  return (model.dividend * growthTerm(model)) / spread(requiredReturn, model.growthLong);
}

/**
 * The return at which the model's value is the price: gL + (D0 / P) [(1 + gL) + H (gS - gL)]
 * (METHOD 9.2).
 * @throws Refusal where the fade takes the whole payout
 */
export function impliedReturn(model: PayoutModel, price: number): number {
  return model.growthLong + (model.dividend / price) * growthTerm(model);
}

/** P/E against the payout model, the implied premium, and how far both hang on the rates. */
export function dividendDiscount(input: DividendDiscountInput): DividendDiscountReading {
  const { price, earnings, requiredReturn, riskFree10y } = input;
  const implied = impliedReturn(input, price);
  const value = requiredReturn === undefined ? undefined : payoutValue(input, requiredReturn);
  return {
    model: input.growthShort === undefined ? 'gordon' : 'h',
    priceEarnings: price / earnings,
    payoutYield: input.dividend / price,
    impliedReturn: implied,
    equityRiskPremium: implied - riskFree10y,
    ...(requiredReturn !== undefined &&
      value !== undefined && {
        fair: {
          requiredReturn,
          value,
          priceEarnings: value / earnings,
          divergence: price / value - 1,
        },
      }),
    rateShifts: [-STEP, 0, STEP].map((shift) => rateShift(input, requiredReturn ?? implied, shift)),
    growthShifts: [-STEP, 0, STEP].map((shift) => {
      const growthLong = input.growthLong + shift;
      const shifted = impliedReturn({ ...input, growthLong }, price);
      return { growthLong, impliedReturn: shifted, equityRiskPremium: shifted - riskFree10y };
    }),
  };
}

function rateShift(input: DividendDiscountInput, requiredReturn: number, shift: number): RateShift {
  if (requiredReturn + shift <= input.growthLong) return { shift };
  const value = payoutValue(input, requiredReturn + shift);
  return {
    shift,
    value,
    change: value / payoutValue(input, requiredReturn) - 1,
    // At the implied return the fair P/E is the P/E itself and says nothing.
    ...(input.requiredReturn !== undefined && {
      fairPriceEarnings: value / input.earnings,
      divergence: input.price / value - 1,
    }),
  };
}

function spread(requiredReturn: number, growth: number): number {
  if (requiredReturn > growth) return requiredReturn - growth;
  throw new Refusal(
    `the required return ${requiredReturn} is not above the growth ${growth}: a payout that grows as fast has no finite value`,
    'raise the return, or lower the growth',
    { key: 'requiredReturn' },
  );
}

/** (1 + gL) + H (gS - gL), D1 over D0. */
function growthTerm({ growthLong, growthShort = growthLong, fadeYears = 0 }: PayoutModel): number {
  const term = 1 + growthLong + (fadeYears / 2) * (growthShort - growthLong);
  if (term > 0) return term;
  throw new Refusal(
    `growth that fades from ${growthShort} to ${growthLong} over ${fadeYears} years leaves no payout`,
    'shorten the fade, or raise the growth: the H-model is for a mild fade',
    { key: 'growthShort' },
  );
}
