import { Refusal } from '../errors.js';
import type { Window, Windows } from './changes.js';
import { fitBetas } from './curve-betas.js';
import type { FittedBetas } from './curve-betas.js';
import { meanOf, rootMeanSquareOf } from './estimate.js';
import type { Estimate, Observations } from './estimate.js';
import { neverRising } from './isotonic.js';
import { lagsFor } from './newey-west.js';
import { diagnose } from './residuals.js';
import type { ResidualDiagnostics } from './residuals.js';

/** Trading days for which the path is fitted (METHOD 15.7). */
export const PATH_HORIZONS = [1, 5, 10, 20, 40] as const;

/**
 * SPX log returns between the bins whose means are the knots. With them, and leaving out bins of
 * fewer than five windows, the fit to 1990-2026 gives every knot of METHOD 15.7 back.
 */
const EDGES = [
  ...[-0.25, -0.15, -0.1, -0.07, -0.05, -0.03, -0.015],
  ...[0, 0.015, 0.03, 0.05, 0.08],
] as const;
const MIN_WINDOWS = 5;

/** SPX log return below which a window is one of stress, by horizon: -3% a day, else -5%. */
function stressReturnOf(horizon: number): number {
  return horizon === 1 ? -0.03 : -0.05;
}

/** A mean on the path. */
export interface FittedKnot {
  readonly spxLogReturn: number;
  readonly vixLogChange: Estimate;
  /** Windows in its bin. */
  readonly observations: number;
  /** Its bin's own mean rose over its neighbour's, and is pooled with it. */
  readonly pooled: boolean;
}

/** How VIX and the futures answer SPX over one horizon, as fitted. */
export interface FittedColumn extends FittedBetas {
  readonly horizon: number;
  readonly observations: number;
  readonly knots: readonly FittedKnot[];
  readonly residual: Estimate;
  /** Absent where no window, or too few, are of stress. */
  readonly stressResidual?: Estimate;
  readonly stressReturn: number;
  readonly stressObservations: number;
  /** VIX log change about the path. */
  readonly residuals: ResidualDiagnostics;
}

/**
 * The column of METHOD 15.7 for one horizon: means of the VIX log change by bin of the SPX log
 * return, made never to rise; sds about the path; log-on-log betas of the constant maturities.
 * @throws Refusal where the history is too short for two knots, or for betas
 */
export function fitColumn(all: Windows): FittedColumn {
  const { horizon, days, windows } = all;
  const lags = lagsFor(horizon, windows.length);
  const knots = fitKnots(all, lags);
  const residuals = Float64Array.from(
    windows,
    ({ spxLogReturn, vixLogChange }) => vixLogChange - onKnots(knots, spxLogReturn),
  );
  const stressReturn = stressReturnOf(horizon);
  const sdWhere = (keep: (window: Window) => boolean): Estimate | undefined => {
    const own = windows.flatMap((window, i) => (keep(window) ? [i] : []));
    if (own.length < MIN_WINDOWS) return undefined;
    const at = Int32Array.from(own, (i) => windows[i]?.at ?? 0);
    return rootMeanSquareOf(
      { days, at, lags },
      Float64Array.from(own, (i) => residuals[i] as number),
    );
  };
  const residual = sdWhere(({ spxLogReturn }) => spxLogReturn >= stressReturn);
  const betas = fitBetas(all, lags);
  if (residual === undefined) throw tooShort(horizon);
  if (betas === undefined) {
    throw new Refusal(
      `too few windows of ${horizon} trading ${horizon === 1 ? 'day' : 'days'} have VX settlements out to 180 days at both ends`,
      'give the files of more contracts, or more years',
      { key: '--vx' },
    );
  }
  const stressResidual = sdWhere(({ spxLogReturn }) => spxLogReturn < stressReturn);
  return {
    horizon,
    observations: windows.length,
    knots,
    residual,
    ...(stressResidual !== undefined && { stressResidual }),
    stressReturn,
    stressObservations: windows.filter(({ spxLogReturn }) => spxLogReturn < stressReturn).length,
    ...betas,
    residuals: diagnose(
      residuals,
      windows.map(({ to }) => to.date),
    ),
  };
}

function tooShort(horizon: number): Refusal {
  return new Refusal(
    `the history is too short for the path over ${horizon} trading days`,
    'give more years; METHOD used 1990-2026 for SPX and VIX, 2007-2026 for VX',
    { key: '--from' },
  );
}

function fitKnots({ horizon, days, windows }: Windows, lags: number): FittedKnot[] {
  const bins = [-Infinity, ...EDGES].flatMap((from, i) => {
    const to = EDGES[i] ?? Infinity;
    const own = windows.filter(({ spxLogReturn: r }) => r >= from && r < to);
    if (own.length < MIN_WINDOWS) return [];
    const mean = (pick: (window: Window) => number): number =>
      own.reduce((sum, window) => sum + pick(window), 0) / own.length;
    return [
      {
        own,
        spxLogReturn: mean((window) => window.spxLogReturn),
        vixLogChange: mean((window) => window.vixLogChange),
      },
    ];
  });
  if (bins.length < 2) throw tooShort(horizon);
  const { fitted, pools } = neverRising(
    bins.map(({ vixLogChange }) => vixLogChange),
    bins.map(({ own }) => own.length),
  );
  return bins.map(({ own, spxLogReturn }, i) => {
    const pool = bins.filter((_, j) => pools[j] === pools[i]).flatMap((bin) => bin.own);
    // Bins of a pool are neighbours in return, not in time.
    pool.sort((a, b) => a.at - b.at);
    const observations: Observations = { days, at: Int32Array.from(pool, ({ at }) => at), lags };
    const { standardError } = meanOf(
      observations,
      Float64Array.from(pool, ({ vixLogChange }) => vixLogChange),
    );
    return {
      spxLogReturn,
      vixLogChange: { value: fitted[i] as number, standardError },
      observations: own.length,
      pooled: pool.length > own.length,
    };
  });
}

/** The path at a return: linear between knots, the outermost slopes going on (as central-path). */
function onKnots(knots: readonly FittedKnot[], r: number): number {
  let i = 1;
  while (i < knots.length - 1 && r > (knots[i]?.spxLogReturn ?? Infinity)) i += 1;
  const left = knots[i - 1] as FittedKnot;
  const right = knots[i] as FittedKnot;
  const share = (r - left.spxLogReturn) / (right.spxLogReturn - left.spxLogReturn);
  return left.vixLogChange.value + share * (right.vixLogChange.value - left.vixLogChange.value);
}
