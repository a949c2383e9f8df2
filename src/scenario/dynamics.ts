/** How VIX and its futures move with SPX over one horizon. */
export interface ResponseColumn {
  /** Trading days. */
  readonly horizon: number;
  /** SPX log return, VIX log change; ascending in the return, never rising in the change. */
  readonly knots: readonly (readonly [spxLogReturn: number, vixLogChange: number])[];
  /** Residual sd of the VIX log change: in ordinary times, and below `stressReturn`. */
  readonly residual: number;
  readonly stressResidual: number;
  /** SPX simple return over the horizon, e.g. -0.05. */
  readonly stressReturn: number;
  /** dln F / dln VIX of constant maturities, one for each of SHOCK_TENORS. */
  readonly ordinaryBeta: readonly number[];
  readonly stressBeta: readonly number[];
  /** Residual sd of dln F about beta x dln VIX, one for each of SHOCK_TENORS. */
  readonly curveResidual: readonly number[];
}

/**
 * The spot-vol and term-structure dynamics: how VIX answers SPX and the futures answer VIX, by
 * horizon. A value, so that those fitted to a user's own history stand in for the built-in ones.
 */
export interface Dynamics {
  /** Where the figures come from, for the result: `built in: METHOD 15.7`, or file and window. */
  readonly source: string;
  /** Ascending in the horizon. */
  readonly columns: readonly [ResponseColumn, ...ResponseColumn[]];
  /** Betas ramp from ordinary to stress between these SPX moves, simple returns; start > end. */
  readonly ramp: { readonly start: number; readonly end: number };
  /** Mean correlation, between tenors, of the residuals that `curveResidual` are the sds of. */
  readonly curveCorrelation: number;
}

const COLUMNS: Dynamics['columns'] = [
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
    curveResidual: [0.018, 0.017, 0.015, 0.013, 0.013, 0.012],
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
    curveResidual: [0.034, 0.034, 0.032, 0.03, 0.028, 0.026],
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
    curveResidual: [0.043, 0.046, 0.043, 0.041, 0.039, 0.037],
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
    curveResidual: [0.053, 0.06, 0.059, 0.057, 0.055, 0.053],
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
    curveResidual: [0.065, 0.079, 0.079, 0.079, 0.078, 0.076],
  },
];

/**
 * The built-in dynamics: isotonic conditional means of SPX and VIX 1990-2026, log-on-log betas of
 * constant maturity futures 2007-2026 (METHOD 15.7). Conditional means, not tails. The sds and the
 * correlation of the curve's residuals are not in METHOD: they come from `alvh calibrate` on Cboe's
 * VIX and VX history (all contracts) with SPX closes to 2026-07-06.
 */
export const DEFAULT_DYNAMICS: Dynamics = {
  source: 'built in: method 15.7',
  columns: COLUMNS,
  ramp: { start: -0.02, end: -0.05 },
  curveCorrelation: 0.89,
};
