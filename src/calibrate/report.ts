import type { IsoDate } from '../market/date.js';
import type { Dynamics } from '../scenario/dynamics.js';
import type { BetaCurve } from './beta-curve.js';
import type { FittedColumn } from './central-fit.js';
import type { DailyResponse } from './response.js';
import type { RollYear } from './roll-years.js';
import type { TenorBeta } from './tenor-betas.js';
import type { VvixResponse } from './vvix-response.js';
import type { Warning } from '../report-parts.js';

/** A fitted figure beside the built-in one. */
export interface Comparison {
  /** Trading days. */
  readonly horizon: number;
  /** `VIX log change at SPX -5%`, `ordinary beta, 30 days`, ... */
  readonly figure: string;
  readonly fitted: number;
  readonly builtIn: number;
}

/**
 * What `alvh calibrate -f json` prints. Changes are in logs, returns fractions. Standard errors are
 * Newey-West, so that they hold for overlapping windows; the regressions of `daily` have the
 * classical ones too. A key that is absent is unknown.
 */
export interface CalibrationReport {
  readonly schemaVersion: 1;
  readonly command: 'calibrate';
  readonly window: {
    readonly from: IsoDate;
    readonly to: IsoDate;
    /** Days with closes of SPX and VIX. */
    readonly days: number;
    /** Of these, days with VX settlements. */
    readonly curveDays: number;
    readonly curveFrom: IsoDate;
    readonly curveTo: IsoDate;
  };
  /** METHOD 4.1. */
  readonly daily: DailyResponse;
  /** METHOD 4.2, contract by contract. */
  readonly tenorBetas: readonly TenorBeta[];
  /** METHOD 4.2, the exponential through them; absent where the days to expiry are too few. */
  readonly betaCurve?: BetaCurve;
  /** Absent where no VVIX is given. */
  readonly vvix?: VvixResponse;
  /** METHOD 15.7, by horizon. */
  readonly path: readonly FittedColumn[];
  /** METHOD 13.4. */
  readonly rollYears: readonly RollYear[];
  /** The dynamics that --write writes. */
  readonly dynamics: Dynamics;
  readonly comparison: readonly Comparison[];
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}
