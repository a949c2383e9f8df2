import type { IsoDate } from '../market/date.js';

/** What a day of the calendar is for. */
export type CalendarEntryKind =
  | 'event'
  | 'holiday'
  | 'earlyClose'
  | 'vixExpiry'
  | 'vixOptionsLastTrade'
  | 'spxExpiry'
  | 'spxLastTrade'
  | 'condorExpiry'
  | 'condorLastTrade'
  | 'rollBy';

/** A row of the calendar. */
export interface CalendarEntry {
  /** In New York. */
  readonly date: IsoDate;
  readonly kind: CalendarEntryKind;
  /** `FOMC`, `Thanksgiving Day`, `VXZ26, VIX options expire`: a layer or condor is named by `of`. */
  readonly name: string;
  /** Layers or condors that it concerns. */
  readonly of?: readonly string[];
  /** UTC. */
  readonly moment?: string;
  /** `HH:MM`, in both cities. */
  readonly newYork?: string;
  readonly chicago?: string;
  /** No time was given: it is the usual one of its type. */
  readonly timeAssumed?: true;
  readonly tentative?: true;
  /** From the valuation date; negative in the past. */
  readonly tradingDays: number;
  /** Of an event ahead: what it weighs now, a fraction. */
  readonly weight?: number;
  readonly source: string;
}
