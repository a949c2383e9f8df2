import { Refusal } from '../errors.js';

/** Blume's adjustment of a measured beta towards 1 (METHOD 6.5). */
const BLUME_SLOPE = 0.67;
const BLUME_CONSTANT = 0.33;

/** A measured beta drawn towards 1, as betas measured again later tend to be (METHOD 6.5). */
export function blumeBeta(beta: number): number {
  return BLUME_SLOPE * beta + BLUME_CONSTANT;
}

/**
 * Cost of equity by the CAPM, r_f + beta x ERP, a fraction a year (METHOD 6.5).
 * @param riskFreeRate, equityRiskPremium fractions a year, compounded alike
 */
export function costOfEquity(inputs: {
  readonly riskFreeRate: number;
  readonly beta: number;
  readonly equityRiskPremium: number;
}): number {
  const { riskFreeRate, beta, equityRiskPremium } = inputs;
  return riskFreeRate + beta * equityRiskPremium;
}

/** What debt adds to the cost of capital; a share of 0 needs no rate. */
export interface DebtTerms {
  /** D/V, a fraction below 1. */
  readonly share: number;
  /** k_d, a fraction a year. */
  readonly rate: number;
  /** Share of the interest that taxes give back. */
  readonly taxRate: number;
}

/**
 * Weighted average cost of capital, E/V k_e + D/V k_d (1 - tax), a fraction a year (METHOD 6.5).
 * Without debt it is the cost of equity.
 * @throws Refusal for a share or tax rate outside [0, 1)
 */
export function wacc(equityCost: number, debt?: DebtTerms): number {
  if (debt === undefined) return equityCost;
  for (const [name, value] of [
    ['debt share', debt.share],
    ['tax rate', debt.taxRate],
  ] as const) {
    if (value >= 0 && value < 1) continue;
    throw new Refusal(`the ${name} is ${value}`, 'give a fraction from 0 to below 1');
  }
  return (1 - debt.share) * equityCost + debt.share * debt.rate * (1 - debt.taxRate);
}
