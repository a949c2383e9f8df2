import { Refusal } from '../errors.js';
import { SPX_OPTION_MULTIPLIER_USD } from '../market/contracts.js';
import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { DAYS_PER_YEAR } from './cash-flow.js';
import type { CashFlow } from './cash-flow.js';

/** Prices of the four European options of a box, points. */
export interface BoxQuotes {
  readonly lowerCall: number;
  readonly lowerPut: number;
  readonly upperCall: number;
  readonly upperPut: number;
}

/** The rate of a box: a loan without credit risk between two option traders. */
export interface BoxRate {
  /** ln(width / price) / years, continuous. */
  readonly continuous: number;
  /** (width / price - 1) / years. */
  readonly simple: number;
  /** What a year at the continuous rate earns: the footing of IRR and WACC. */
  readonly effective: number;
}

/** Price of a long box, points: (C1 - P1) - (C2 - P2) (METHOD 10.1). */
export function boxPrice({ lowerCall, lowerPut, upperCall, upperPut }: BoxQuotes): number {
  return lowerCall - lowerPut - (upperCall - upperPut);
}

/**
 * Fair price of a long box, points: its width at expiry, discounted (METHOD 10.1).
 * @param rate continuous a year, a fraction
 */
export function boxValue(width: number, rate: number, years: number): number {
  return width * Math.exp(-rate * years);
}

/**
 * The rate at which a box lends or borrows (METHOD 10.1).
 * @param price points paid for the long box; @param width points between its strikes
 * @param years to expiry, calendar
 * @throws Refusal for a price, width or time that is not above 0
 */
export function boxRate(price: number, width: number, years: number): BoxRate {
  if (!(price > 0 && width > 0 && years > 0 && price + width + years < Infinity)) {
    throw new Refusal(
      `a box of width ${width} at ${price} for ${years} years`,
      'give a price, a width and a time above 0',
    );
  }
  const continuous = Math.log(width / price) / years;
  return {
    continuous,
    simple: (width / price - 1) / years,
    effective: Math.expm1(continuous),
  };
}

/** A loan taken by selling boxes: paid out now, paid back at expiry, whatever SPX does. */
export interface ShortBoxLoan {
  readonly proceedsUsd: number;
  readonly repaymentUsd: number;
  /** Effective a year, in years of 365 days. */
  readonly rate: number;
  /** Received on `date`, paid on `expiry`: the second is a claim on cash that day (METHOD 12.5). */
  readonly flows: readonly [CashFlow, CashFlow];
}

/**
 * A short box as the loan it is (METHOD 12.5). It adds no theta and no hedge.
 * @param price points received for each
 * @throws Refusal where it lends nothing, or the expiry is not after the date
 */
export function shortBoxLoan(box: {
  readonly date: IsoDate;
  readonly expiry: IsoDate;
  readonly lowerStrike: number;
  readonly upperStrike: number;
  readonly price: number;
  readonly contracts: number;
}): ShortBoxLoan {
  const { date, expiry, lowerStrike, upperStrike, price, contracts } = box;
  if (!(contracts > 0)) {
    throw new Refusal(`${contracts} boxes are no loan`, 'give how many are sold');
  }
  const width = upperStrike - lowerStrike;
  const { effective } = boxRate(price, width, daysBetween(date, expiry) / DAYS_PER_YEAR);
  const perPoint = contracts * SPX_OPTION_MULTIPLIER_USD;
  const proceedsUsd = price * perPoint;
  const repaymentUsd = width * perPoint;
  return {
    proceedsUsd,
    repaymentUsd,
    rate: effective,
    flows: [
      { date, amountUsd: proceedsUsd, what: 'short box sold' },
      { date: expiry, amountUsd: -repaymentUsd, what: 'short box paid back' },
    ],
  };
}
