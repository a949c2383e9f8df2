import type { Window, Windows } from './changes.js';
import { ratioOf } from './estimate.js';
import type { Estimate } from './estimate.js';
import { lagsFor } from './newey-west.js';
import { ols } from './ols.js';
import { diagnose } from './residuals.js';
import type { ResidualDiagnostics } from './residuals.js';

/** One coefficient of a regression. */
export interface Coefficient {
  readonly name: string;
  readonly value: number;
  /** Classical. */
  readonly standardError: number;
  /** Value over the classical error. */
  readonly t: number;
  /** Newey-West. */
  readonly robustError: number;
}

/** One form of the daily answer of VIX to SPX. */
export interface ResponseModel {
  readonly name: 'linear' | 'kinked' | 'saturating';
  readonly formula: string;
  readonly coefficients: readonly Coefficient[];
  readonly r2: number;
  readonly residualSd: number;
}

/** The answer of VIX to SPX returns of one size. */
export interface ResponseBucket {
  /** SPX log returns, the lower bound included; absent: open. */
  readonly from?: number;
  readonly to?: number;
  readonly observations: number;
  readonly spxLogReturn: number;
  readonly vixLogChange: number;
  /** Mean VIX log change over mean SPX log return. */
  readonly ratio: Estimate;
}

/** METHOD 4.1: daily VIX log change on the SPX log return. */
export interface DailyResponse {
  readonly observations: number;
  readonly models: readonly ResponseModel[];
  readonly buckets: readonly ResponseBucket[];
  /** Of the saturating form. */
  readonly residuals: ResidualDiagnostics;
}

const FORMS = [
  { name: 'linear', formula: 'a + b r', terms: [['b', (r: number) => r]] },
  {
    name: 'kinked',
    formula: 'a + b r + c min(r, 0)',
    terms: [
      ['b', (r: number) => r],
      ['c', (r: number) => Math.min(r, 0)],
    ],
  },
  {
    name: 'saturating',
    formula: 'a + b r + c r|r|',
    terms: [
      ['b', (r: number) => r],
      ['c', (r: number) => r * Math.abs(r)],
    ],
  },
] as const;

/** SPX log returns between the buckets of METHOD 4.1. */
const EDGES = [-0.04, -0.03, -0.02, -0.01, 0, 0.01, 0.02, 0.03] as const;

/**
 * The three regressions of METHOD 4.1 and the means by bucket.
 * @param daily windows of one trading day
 * @throws RangeError where there are too few days, or SPX does not move
 */
export function dailyResponse({ days, windows }: Windows): DailyResponse {
  const lags = lagsFor(1, windows.length);
  const at = Int32Array.from(windows, (window) => window.at);
  const y = Float64Array.from(windows, (window) => window.vixLogChange);
  const fits = FORMS.map(({ name, formula, terms }) => {
    const columns = terms.map(([, term]) =>
      Float64Array.from(windows, ({ spxLogReturn }) => term(spxLogReturn)),
    );
    const fit = ols({ days, at, y, x: [new Float64Array(y.length).fill(1), ...columns] }, lags);
    const names = ['a', ...terms.map(([term]) => term)];
    const model: ResponseModel = {
      name,
      formula,
      coefficients: fit.coefficients.map((value, i) => ({
        name: names[i] ?? '',
        value,
        standardError: fit.standardErrors[i] ?? NaN,
        t: value / (fit.standardErrors[i] ?? NaN),
        robustError: fit.robustErrors[i] ?? NaN,
      })),
      r2: fit.r2,
      residualSd: fit.residualSd,
    };
    return { model, residuals: fit.residuals };
  });
  return {
    observations: windows.length,
    models: fits.map(({ model }) => model),
    buckets: bucketsOf(windows, days, lags),
    residuals: diagnose(
      fits[2]?.residuals ?? new Float64Array(),
      windows.map(({ to }) => to.date),
    ),
  };
}

function bucketsOf(windows: readonly Window[], days: number, lags: number): ResponseBucket[] {
  const bounds = [undefined, ...EDGES, undefined];
  return bounds.slice(0, -1).flatMap((from, i) => {
    const to = bounds[i + 1];
    const inside = windows.filter(
      ({ spxLogReturn: r }) => (from === undefined || r >= from) && (to === undefined || r < to),
    );
    const returns = Float64Array.from(inside, ({ spxLogReturn }) => spxLogReturn);
    const changes = Float64Array.from(inside, ({ vixLogChange }) => vixLogChange);
    const at = Int32Array.from(inside, (window) => window.at);
    const ratio = inside.length === 0 ? undefined : ratioOf({ days, at, lags }, changes, returns);
    if (ratio === undefined) return [];
    const mean = (values: Float64Array): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    return [
      {
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        observations: inside.length,
        spxLogReturn: mean(returns),
        vixLogChange: mean(changes),
        ratio,
      },
    ];
  });
}
