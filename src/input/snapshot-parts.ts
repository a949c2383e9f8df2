import type { Place } from '../errors.js';
import type {
  EtpInput,
  FutureInput,
  IndexInput,
  OptionInput,
  RateInput,
} from '../market/build-snapshot.js';
import type { IsoDate } from '../market/date.js';
import type { ReadMoment } from '../market/time.js';

/** A time or date that a source gives its prices. */
export interface StatedTime {
  readonly read: ReadMoment;
  /** As it was written. */
  readonly text: string;
  readonly place: Place;
}

/** Quotes that one row of a history stands for. */
export interface HistoryQuotes {
  readonly indices?: readonly IndexInput[];
  readonly futures?: readonly FutureInput[];
}

/** One day of a history; its prices are read only if the day is the snapshot's. */
export interface HistoryRow {
  readonly date: IsoDate;
  readonly place: Place;
  read(): HistoryQuotes;
}

/** A file with a row a day, of which a snapshot takes one. */
export interface History {
  readonly file: string;
  readonly rows: readonly HistoryRow[];
}

/** What one source contributes to a snapshot. */
export interface SnapshotParts {
  readonly times?: readonly StatedTime[];
  readonly histories?: readonly History[];
  readonly indices?: readonly IndexInput[];
  readonly futures?: readonly FutureInput[];
  readonly options?: readonly OptionInput[];
  readonly etps?: readonly EtpInput[];
  readonly rates?: readonly RateInput[];
  readonly notes?: readonly string[];
}
