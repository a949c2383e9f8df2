import type { Warning } from '../report-parts.js';
import type { IsoDate } from './date.js';

/** What is held of one series, and how its feed stands. */
export interface SeriesStatus {
  /** `VIX`, ..., or `VX` for the settlements of all contracts. */
  readonly series: string;
  readonly first?: IsoDate;
  readonly last?: IsoDate;
  /** Days of an index; of VX days times contracts. */
  readonly rows: number;
  /** Trading days from the last one held to today; 0 where today is held. */
  readonly ageTradingDays?: number;
  /** When a file of it was last taken from its feed, and when it was last asked; ISO moments. */
  readonly fetchedAt?: string;
  readonly askedAt?: string;
  readonly lastOutcome?: string;
  /** Revisions offered and not taken. */
  readonly openRevisions: number;
}

/** What `alvh data status` prints. */
export interface DataStatus {
  readonly store: string;
  /** The day in Chicago from which ages count. */
  readonly today: IsoDate;
  readonly series: readonly SeriesStatus[];
  readonly warnings: readonly Warning[];
}
