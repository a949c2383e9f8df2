import type { IsoDate } from '../market/date.js';
import type { CostSoFar } from '../report/result.js';
import type { Warning } from '../report-parts.js';
import type { ComparedDay } from './comparison.js';
import type { Fill, JournalBodies, JournalKind } from './entry.js';

/** What a recommendation says in one line: its result whole is in `alvh journal show`. */
export interface ShortRecommendation {
  readonly asOf: string;
  readonly profile: string;
  readonly ratio: number;
  readonly targetNotionalUsd: number;
  readonly notionalUsd: number;
  readonly carryPerMonthUsd: number;
  readonly layers: readonly {
    readonly layer: string;
    readonly contracts: readonly Pick<Fill, 'symbol' | 'contracts'>[];
  }[];
}

/** An entry as it is listed. */
export type ListedEntry = {
  readonly seq: number;
  readonly date: IsoDate;
  readonly recordedAt: string;
  /** The entry that has voided it: it counts no longer. */
  readonly voidedBy?: number;
  readonly hash: string;
} & {
  [Kind in JournalKind]: {
    readonly kind: Kind;
    readonly body: Kind extends 'recommendation' ? ShortRecommendation : JournalBodies[Kind];
  };
}[JournalKind];

interface JournalReport<View extends string> {
  readonly schemaVersion: 1;
  readonly command: 'journal';
  readonly view: View;
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}

/** `alvh journal list`. */
export interface JournalListing extends JournalReport<'list'> {
  readonly entries: readonly ListedEntry[];
}

/** `alvh journal show`, of an entry that is no recommendation. */
export interface JournalShown extends JournalReport<'show'> {
  readonly entry: ListedEntry;
}

/** `alvh journal compare`. */
export interface JournalComparison extends JournalReport<'compare'> {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly layer?: string;
  readonly days: readonly ComparedDay[];
  /** Of all fills up to the last day; absent without one. */
  readonly cost?: CostSoFar;
}

/** `alvh journal verify`, of a chain that holds. */
export interface JournalVerified extends JournalReport<'verify'> {
  readonly entries: number;
  /** Hash of the last entry. */
  readonly head: string;
  /** The entry whose hash --head names, where it was given. */
  readonly since?: number;
}
