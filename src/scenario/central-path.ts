/**
 * The central path: how VIX moves with SPX over a horizon, and each future with VIX.
 * Measured: isotonic conditional means of SPX and VIX 1990-2026, log-on-log betas of constant
 * maturity futures 2007-2026 (METHOD 15.7). Conditional means, not tails.
 */

/** VIX is held inside these levels whatever the path says (METHOD 15.7). */
export const VIX_MIN = 9;
export const VIX_MAX = 90;

interface ResponseColumn {
  /** Trading days. */
  readonly horizon: number;
  /** SPX log return, VIX log change; ascending in the return. */
  readonly knots: readonly (readonly [number, number])[];
  /** Residual sd of the VIX log change: in ordinary times, and below `stressReturn`. */
  readonly residual: number;
  readonly stressResidual: number;
  readonly stressReturn: number;
  /** dln F / dln VIX of constant maturities of 30, 60, .. 180 days. */
  readonly ordinaryBeta: readonly number[];
  readonly stressBeta: readonly number[];
}

const BETA_TENORS = [30, 60, 90, 120, 150, 180] as const;

const COLUMNS: readonly [ResponseColumn, ...ResponseColumn[]] = [
  {
    horizon: 1,
    knots: [
      [-0.085, 0.23],
      [-0.058, 0.179],
      [-0.036, 0.179],
      [-0.02, 0.104],
      [-0.005, 0.028],
      [0.005, -0.03],
      [0.02, -0.077],
      [0.037, -0.108],
      [0.059, -0.108],
    ],
    residual: 0.05,
    stressResidual: 0.12,
    stressReturn: -0.03,
    ordinaryBeta: [0.526, 0.374, 0.292, 0.243, 0.213, 0.196],
    stressBeta: [0.636, 0.529, 0.465, 0.421, 0.36, 0.315],
  },
  {
    horizon: 5,
    knots: [
      [-0.182, 0.465],
      [-0.121, 0.465],
      [-0.082, 0.299],
      [-0.058, 0.254],
      [-0.038, 0.175],
      [-0.021, 0.113],
      [-0.006, 0.04],
      [0.007, -0.032],
      [0.021, -0.09],
      [0.038, -0.15],
      [0.06, -0.191],
    ],
    residual: 0.09,
    stressResidual: 0.2,
    stressReturn: -0.05,
    ordinaryBeta: [0.554, 0.398, 0.313, 0.26, 0.225, 0.205],
    stressBeta: [0.637, 0.491, 0.403, 0.339, 0.291, 0.263],
  },
  {
    horizon: 10,
    knots: [
      [-0.273, 0.72],
      [-0.174, 0.436],
      [-0.116, 0.436],
      [-0.082, 0.314],
      [-0.058, 0.254],
      [-0.039, 0.181],
      [-0.022, 0.11],
      [-0.007, 0.047],
      [0.008, -0.024],
      [0.022, -0.084],
      [0.038, -0.146],
      [0.061, -0.192],
      [0.1, -0.21],
    ],
    residual: 0.12,
    stressResidual: 0.25,
    stressReturn: -0.05,
    ordinaryBeta: [0.584, 0.424, 0.337, 0.281, 0.241, 0.218],
    stressBeta: [0.675, 0.526, 0.438, 0.376, 0.328, 0.295],
  },
  {
    horizon: 20,
    knots: [
      [-0.318, 1.151],
      [-0.189, 0.551],
      [-0.119, 0.394],
      [-0.083, 0.322],
      [-0.059, 0.247],
      [-0.039, 0.182],
      [-0.022, 0.11],
      [-0.007, 0.05],
      [0.008, -0.011],
      [0.022, -0.07],
      [0.039, -0.116],
      [0.062, -0.194],
      [0.105, -0.266],
    ],
    residual: 0.14,
    stressResidual: 0.25,
    stressReturn: -0.05,
    ordinaryBeta: [0.622, 0.461, 0.373, 0.316, 0.273, 0.247],
    stressBeta: [0.693, 0.542, 0.457, 0.4, 0.354, 0.323],
  },
  {
    horizon: 40,
    knots: [
      [-0.31, 0.966],
      [-0.185, 0.633],
      [-0.121, 0.418],
      [-0.083, 0.298],
      [-0.059, 0.202],
      [-0.039, 0.16],
      [-0.022, 0.109],
      [-0.007, 0.054],
      [0.008, 0.015],
      [0.022, -0.042],
      [0.04, -0.086],
      [0.063, -0.141],
      [0.109, -0.274],
    ],
    residual: 0.18,
    stressResidual: 0.28,
    stressReturn: -0.05,
    ordinaryBeta: [0.661, 0.498, 0.409, 0.351, 0.306, 0.278],
    stressBeta: [0.741, 0.6, 0.52, 0.465, 0.419, 0.383],
  },
];

/** Betas ramp from ordinary to stress between these SPX moves, as simple returns. */
const RAMP_START = -0.02;
const RAMP_END = -0.05;

/**
 * Conditional mean of the VIX log change given the SPX log return over a horizon.
 * Linear between knots; beyond the ends the outermost segment goes on with its slope unchanged;
 * linear between the columns' horizons.
 * @param horizon trading days; below 1 the one-day column, above 40 the forty-day column
 */
export function vixLogChange(spxLogReturn: number, horizon: number): number {
  return acrossColumns(horizon, (column) => interpolateKnots(column.knots, spxLogReturn));
}

/** Residual sd of the VIX log change about {@link vixLogChange}. */
export function vixResidual(spxLogReturn: number, horizon: number): number {
  return acrossColumns(horizon, (column) =>
    spxLogReturn < Math.log1p(column.stressReturn) ? column.stressResidual : column.residual,
  );
}

/**
 * The spot VIX level on the path, held in [9, 90].
 * @param residuals how many residual sds the VIX response lies above its mean; 0 is the centre
 */
export function vixOnPath(
  spotVix: number,
  spxLogReturn: number,
  horizon: number,
  residuals = 0,
): number {
  const change =
    vixLogChange(spxLogReturn, horizon) +
    (residuals === 0 ? 0 : residuals * vixResidual(spxLogReturn, horizon));
  return Math.min(VIX_MAX, Math.max(VIX_MIN, spotVix * Math.exp(change)));
}

/**
 * dln F / dln VIX of the future with this many days left, 1 at 0 days, held beyond 180, ramped
 * from ordinary to stress as SPX falls from 2% to 5%.
 */
export function futureBeta(daysToExpiry: number, spxLogReturn: number, horizon: number): number {
  const stressShare = stressRamp(spxLogReturn);
  return acrossColumns(horizon, (column) => {
    const ordinary = betaAtTenor(column.ordinaryBeta, daysToExpiry);
    if (stressShare === 0) return ordinary;
    return ordinary + stressShare * (betaAtTenor(column.stressBeta, daysToExpiry) - ordinary);
  });
}

/** 0 in ordinary times to 1 where SPX has fallen 5% or more. */
function stressRamp(spxLogReturn: number): number {
  const move = Math.expm1(spxLogReturn);
  return Math.min(1, Math.max(0, (move - RAMP_START) / (RAMP_END - RAMP_START)));
}

function betaAtTenor(betas: readonly number[], days: number): number {
  let leftDays = 0;
  let leftBeta = 1;
  for (let i = 0; i < BETA_TENORS.length; i += 1) {
    const tenor = BETA_TENORS[i] as number;
    const beta = betas[i] as number;
    if (days <= tenor) {
      return leftBeta + ((days - leftDays) / (tenor - leftDays)) * (beta - leftBeta);
    }
    leftDays = tenor;
    leftBeta = beta;
  }
  return leftBeta;
}

function acrossColumns(horizon: number, value: (column: ResponseColumn) => number): number {
  let left = COLUMNS[0];
  if (horizon <= left.horizon) return value(left);
  for (const right of COLUMNS) {
    if (horizon <= right.horizon) {
      if (horizon === right.horizon) return value(right);
      const share = (horizon - left.horizon) / (right.horizon - left.horizon);
      return (1 - share) * value(left) + share * value(right);
    }
    left = right;
  }
  return value(left);
}

function interpolateKnots(knots: readonly (readonly [number, number])[], x: number): number {
  let i = 1;
  while (i < knots.length - 1 && x > (knots[i] as readonly [number, number])[0]) i += 1;
  const [x0, y0] = knots[i - 1] as readonly [number, number];
  const [x1, y1] = knots[i] as readonly [number, number];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

/**
 * Log change of the at-the-money vol of SPX options per log change of VIX. A vol over T days is
 * the mean of what the curve holds up to T, so it moves with the mean beta over those days, scaled
 * to 1 at VIX's own 30 days (our convention, METHOD 6.10).
 */
export function spxVolBeta(days: number, spxLogReturn: number, horizon: number): number {
  return meanBeta(days, spxLogReturn, horizon) / meanBeta(30, spxLogReturn, horizon);
}

/** Mean of {@link futureBeta} from 0 to `days`: trapezoids between its tenors. */
function meanBeta(days: number, spxLogReturn: number, horizon: number): number {
  const end = Math.max(1, days);
  let area = 0;
  let leftDays = 0;
  let leftBeta = 1;
  for (const tenor of [...BETA_TENORS.filter((tenor) => tenor < end), end]) {
    const beta = futureBeta(tenor, spxLogReturn, horizon);
    area += ((leftBeta + beta) / 2) * (tenor - leftDays);
    leftDays = tenor;
    leftBeta = beta;
  }
  return area / end;
}
