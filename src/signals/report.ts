import type { IsoDate } from '../market/date.js';
import type { RegimeMeasure, RegimeName } from '../market/regime.js';
import type { ScorePoint, SignalReading } from './reading.js';
import type { RegimeEpisode, RegimeDay, RegimeShare, RegimeSwitches } from './regime-history.js';
import type { Warning } from '../report-parts.js';

interface Warned {
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}

/** What `alvh signals -f json` prints. */
export interface SignalsReport extends Warned {
  readonly schemaVersion: 1;
  readonly command: 'signals';
  readonly asOf: string;
  readonly signals: SignalReading;
  readonly layers: readonly LayerLean[];
  readonly regime?: RegimeStanding;
  /** The latest sessions, oldest first. */
  readonly course: readonly ScorePoint[];
  readonly timing: string;
  readonly evidence: string;
}

/** Where the score puts a layer. */
export interface LayerLean {
  readonly name: string;
  /** m_sig. */
  readonly tilt: number;
  readonly source: string;
  /** Share of the hedge, fitted into the bands. */
  readonly weight: number;
  readonly weightTiltOff: number;
}

/** The regime on the last day of its history, or of a snapshot alone. */
export interface RegimeStanding {
  readonly date: IsoDate;
  readonly raw: RegimeName | 'unknown';
  readonly rule: string;
  readonly by: RegimeMeasure;
  /** Absent without a history: one day confirms nothing. */
  readonly confirmed?: {
    readonly regime: RegimeName;
    readonly since: IsoDate;
    readonly days: number;
  };
}

/** What `alvh signals --history -f json` prints. */
export interface RegimeHistoryReport extends Warned {
  readonly schemaVersion: 1;
  readonly command: 'signals';
  readonly asOf: string;
  readonly regimes: {
    readonly from: IsoDate;
    readonly to: IsoDate;
    readonly memory: { readonly hysteresis: number; readonly confirmDays: number };
    readonly decidedBy: Readonly<Record<RegimeMeasure, number>>;
    readonly shares: readonly RegimeShare[];
    readonly switches: RegimeSwitches;
    readonly episodes: readonly RegimeEpisode[];
    readonly days: readonly RegimeDay[];
  };
  readonly timing: string;
}

/** METHOD 7.5. */
export const SIGNAL_TIMING =
  'from closes up to the session named, for orders on the next one. SPX closes at 15:00 Chicago, ' +
  'VIX at 15:15, VX settles at 15:00 (15:15 through 2020-10-25): not at one moment.';

/** METHOD 7, honesty. */
export const SIGNAL_EVIDENCE =
  'none of these indicators has robust evidence for timing VIX hedges; every weight and threshold ' +
  'is our convention, and bounded tilts keep the damage small. The weights with the tilt off stand ' +
  'beside those with it.';
