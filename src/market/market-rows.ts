import type { Place } from '../errors.js';
import type { IsoDate } from './date.js';
import type { IndexSymbol } from './snapshot.js';

/** A day of an index that a file or feed offers; points. */
export interface LevelRow {
  readonly symbol: IndexSymbol;
  readonly date: IsoDate;
  readonly close: number;
  readonly open?: number;
  readonly high?: number;
  readonly low?: number;
  readonly place: Place;
}

/** A settlement of one VX contract that a file or feed offers; points. */
export interface SettlementRow {
  readonly date: IsoDate;
  /** Final settlement date, which tells the contract. */
  readonly expiry: IsoDate;
  readonly settle: number;
  readonly place: Place;
}

/**
 * What rows are to be complete in: a history has every day from its first to its last, a day has
 * all VX contracts of one day, a part is neither.
 */
export type RowsForm = 'history' | 'day' | 'part';

/** What a file or feed offers to be held. */
export interface MarketRows {
  readonly levels: readonly LevelRow[];
  readonly settlements: readonly SettlementRow[];
  readonly form: RowsForm;
  /** How it was read, what was passed over. */
  readonly notes: readonly string[];
}

/** One value a day, of one series: `VIX`, or `VX 2026-12-16` for a contract. */
export interface SeriesDay {
  readonly date: IsoDate;
  readonly value: number;
}

export interface OfferedDay extends SeriesDay {
  readonly place: Place;
}

/** The name of a contract's series, as it stands in the table of revisions. */
export function contractSeries(expiry: IsoDate): string {
  return `VX ${expiry}`;
}
