import { constantMaturities } from '../scenario/curve-history.js';
import { SHOCK_TENORS } from '../scenario/shock.js';
import type { Windows } from './changes.js';
import { ratioOf, rootMeanSquareOf } from './estimate.js';
import type { Estimate } from './estimate.js';
import { ols } from './ols.js';

/** How the constant maturities answer VIX over one horizon, as fitted. */
export interface FittedBetas {
  /** Windows with a curve at both ends. */
  readonly curveObservations: number;
  /** By tenor: dln F / dln VIX over all windows. */
  readonly ordinaryBeta: readonly Estimate[];
  /** By tenor: sum of dln F over sum of dln VIX where SPX fell by more than 5%. */
  readonly stressBeta?: readonly Estimate[];
  readonly stressCurveObservations: number;
  /** By tenor: sd of what the ordinary beta leaves. */
  readonly curveResidual: readonly Estimate[];
  /** Mean over pairs of tenors of the correlation of what the ordinary betas leave. */
  readonly curveCorrelation: number;
}

/** SPX log return below which the futures' betas are those of stress, at every horizon. */
const STRESS_RETURN = -0.05;

/** A beta of fewer windows than this says nothing. */
const MIN_CURVES = 60;
const MIN_STRESSED = 5;

/**
 * Log-on-log betas of the constant maturities (METHOD 15.7). Ordinary: least squares over all
 * windows. Stress: the mean answer where SPX fell by more than 5%, for there VIX nearly always
 * rises, and a slope within so few days says little.
 * @returns undefined where fewer than 60 windows have a curve at both ends
 */
export function fitBetas({ days, windows }: Windows, lags: number): FittedBetas | undefined {
  const moves = windows.flatMap((window) => {
    const before = window.from.curve && constantMaturities(window.from.curve);
    const after = window.to.curve && constantMaturities(window.to.curve);
    if (before === undefined || after === undefined) return [];
    return [{ window, curve: after.map((price, i) => Math.log(price / (before[i] as number))) }];
  });
  if (moves.length < MIN_CURVES) return undefined;
  const at = Int32Array.from(moves, ({ window }) => window.at);
  const vix = Float64Array.from(moves, ({ window }) => window.vixLogChange);
  const fits = SHOCK_TENORS.map((_, tenor) =>
    ols(
      {
        days,
        at,
        y: Float64Array.from(moves, ({ curve }) => curve[tenor] as number),
        x: [new Float64Array(moves.length).fill(1), vix],
      },
      lags,
    ),
  );
  const stressed = moves.filter(({ window }) => window.spxLogReturn < STRESS_RETURN);
  const stressAt = Int32Array.from(stressed, ({ window }) => window.at);
  const stressVix = Float64Array.from(stressed, ({ window }) => window.vixLogChange);
  const stressBeta = SHOCK_TENORS.flatMap((_, tenor) => {
    const futures = Float64Array.from(stressed, ({ curve }) => curve[tenor] as number);
    return ratioOf({ days, at: stressAt, lags }, futures, stressVix) ?? [];
  });
  return {
    curveObservations: moves.length,
    ordinaryBeta: fits.map(({ coefficients, robustErrors }) => ({
      value: coefficients[1] ?? NaN,
      standardError: robustErrors[1] ?? NaN,
    })),
    ...(stressed.length >= MIN_STRESSED && { stressBeta }),
    stressCurveObservations: stressed.length,
    curveResidual: fits.map(({ residuals }) => rootMeanSquareOf({ days, at, lags }, residuals)),
    curveCorrelation: meanCorrelation(fits.map(({ residuals }) => residuals)),
  };
}

/** Mean over all pairs; residuals of a regression with a constant have mean 0. */
function meanCorrelation(series: readonly Float64Array[]): number {
  const products = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
  let total = 0;
  let pairs = 0;
  series.forEach((a, i) => {
    for (const b of series.slice(i + 1)) {
      total += products(a, b) / Math.sqrt(products(a, a) * products(b, b));
      pairs += 1;
    }
  });
  return total / pairs;
}
