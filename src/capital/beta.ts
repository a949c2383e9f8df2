import { Refusal } from '../errors.js';

/** Fewer observations say nothing of a beta (METHOD 6.5). */
export const MIN_OBSERVATIONS = 60;

/** Returns of an account and of SPX over the same time, simple, fractions. */
export interface PairedReturn {
  readonly account: number;
  readonly spx: number;
}

/** A beta by least squares, with how sure it is. */
export interface RegressionBeta {
  readonly beta: number;
  /** Return of the account where SPX does nothing, a fraction an observation. */
  readonly alpha: number;
  /** Standard error of beta: classic, of residuals that are alike and independent. */
  readonly standardError: number;
  /** Share of the account's variance that SPX explains. */
  readonly rSquared: number;
  readonly observations: number;
}

/**
 * Beta of an account's returns on those of SPX by ordinary least squares (METHOD 6.5).
 * @throws Refusal for fewer than 60 observations, or an SPX that never moves
 */
export function regressionBeta(returns: readonly PairedReturn[]): RegressionBeta {
  const n = returns.length;
  if (n < MIN_OBSERVATIONS) {
    throw new Refusal(
      `a beta of ${n} returns`,
      `give at least ${MIN_OBSERVATIONS}: fewer say nothing of it`,
    );
  }
  const mean = (pick: (each: PairedReturn) => number): number =>
    returns.reduce((sum, each) => sum + pick(each), 0) / n;
  const spxMean = mean(({ spx }) => spx);
  const accountMean = mean(({ account }) => account);
  let spxSquares = 0;
  let accountSquares = 0;
  let products = 0;
  for (const { spx, account } of returns) {
    spxSquares += (spx - spxMean) ** 2;
    accountSquares += (account - accountMean) ** 2;
    products += (spx - spxMean) * (account - accountMean);
  }
  if (!(spxSquares > 0)) {
    throw new Refusal('SPX never moves in these returns', 'give its closes, one a day');
  }
  const beta = products / spxSquares;
  // Of the residuals themselves: the short form loses its digits where the fit is close.
  const residuals = returns.reduce(
    (sum, { spx, account }) => sum + (account - accountMean - beta * (spx - spxMean)) ** 2,
    0,
  );
  return {
    beta,
    alpha: accountMean - beta * spxMean,
    standardError: Math.sqrt(residuals / (n - 2) / spxSquares),
    rSquared: accountSquares > 0 ? 1 - residuals / accountSquares : 0,
    observations: n,
  };
}

/**
 * Beta by revaluation: loss as a share of capital over the fall of SPX that makes it (METHOD 6.5).
 * A fresh condor's delta is near 0; this is what it is in a fall.
 * @param pnlUsd profit or loss at that move, dollars
 * @param spxMove simple return of SPX, not 0: -0.1 is METHOD's
 * @param capitalUsd above 0
 * @throws Refusal for a move of 0, or no capital
 */
export function stressBeta(pnlUsd: number, spxMove: number, capitalUsd: number): number {
  if (spxMove === 0 || !(capitalUsd > 0)) {
    throw new Refusal(
      `a stress beta at a move of ${spxMove} on a capital of ${capitalUsd}`,
      'give a move such as -0.1, and a capital above 0',
    );
  }
  return pnlUsd / capitalUsd / spxMove;
}
