import type { IsoDate } from '../market/date.js';
import type { Level } from './history-series.js';
import type { Source } from './read-source.js';
import type { VxHistory } from './vx-settlement.js';

/** The files of a history, read as text. */
export interface HistorySources {
  readonly spx: Source;
  readonly vix: Source;
  /** One or several, of any of the three forms. */
  readonly vx: readonly Source[];
  readonly vvix?: Source;
  readonly vix3m?: Source;
  readonly tbill?: Source;
}

export interface HistoryOptions {
  /** Today's date in Chicago: later rows are refused. */
  readonly today: IsoDate;
  /** Whether today's session is over; if not, a row of today is no close and is passed over. */
  readonly closed: boolean;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/** What has been read of each file, before it is joined. */
export interface HistoryParts {
  readonly spx: readonly Level[];
  readonly vix: readonly Level[];
  readonly vvix: readonly Level[] | undefined;
  readonly vix3m: readonly Level[] | undefined;
  readonly futures: readonly VxHistory[];
}
