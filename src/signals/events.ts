import type { IsoDate } from '../market/date.js';
import { newYorkTime } from '../market/time.js';
import type { EpochMs } from '../market/time.js';

/** The releases with a weight of their own; every other type goes by its own name. */
export const RELEASE_TYPES = ['FOMC', 'CPI', 'PPI'] as const;
export type ReleaseType = (typeof RELEASE_TYPES)[number];

/** A scheduled moment at which prices may jump. */
export interface MarketEvent {
  /** In New York. */
  readonly date: IsoDate;
  /** New York, `HH:MM`; absent where only the day is known. */
  readonly time?: string;
  /** FOMC, CPI, PPI, or a name of its own. */
  readonly type: string;
  /** Where the date comes from, for the reader. */
  readonly source: string;
  /** Said by its source to be open to change, or of low confidence. */
  readonly tentative: boolean;
}

/** When an event is out, and how that was read where no time is given. */
export interface Release {
  readonly moment: EpochMs;
  /** New York; absent for an event of a whole day. */
  readonly newYork?: string;
  readonly assumed: boolean;
}

/**
 * Usual hour of a release in New York: the FOMC statement at 14:00 [P3, the Federal Reserve's
 * calendar], CPI and PPI at 08:30 (Bureau of Labor Statistics).
 */
const USUAL_TIME: Readonly<Record<ReleaseType, string>> = {
  FOMC: '14:00',
  CPI: '08:30',
  PPI: '08:30',
};

export function isReleaseType(type: string): type is ReleaseType {
  return RELEASE_TYPES.some((known) => known === type);
}

/**
 * The moment from which an event is known. Without a time: the usual one of its type, else the end
 * of its day in New York.
 */
export function releaseOf({ date, time, type }: MarketEvent): Release {
  const known = time ?? (isReleaseType(type) ? USUAL_TIME[type] : undefined);
  if (known === undefined) return { moment: newYorkTime(date, 24, 0), assumed: true };
  const [hour, minute] = known.split(':').map(Number);
  return {
    moment: newYorkTime(date, hour ?? 0, minute ?? 0),
    newYork: known,
    assumed: time === undefined,
  };
}

/** By date, then time (whole days last), then type. */
export function inEventOrder(a: MarketEvent, b: MarketEvent): number {
  return releaseOf(a).moment - releaseOf(b).moment || (a.type < b.type ? -1 : 1);
}
