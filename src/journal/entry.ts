import type { OverrideRecord } from '../hedge/override.js';
import type { SizeResult } from '../hedge/result.js';
import type { IsoDate } from '../market/date.js';
import type { LedgerEvent } from '../press/ledger-event.js';

/** A contract bought or sold, as the broker confirmed it. */
export interface Fill {
  /** As `alvh size` names it: VXZ26, VXMZ26, an OSI option symbol, an ETP's ticker. */
  readonly symbol: string;
  /** Whole contracts: bought positive, sold negative. */
  readonly contracts: number;
  /** Points for futures and options, dollars a share for ETPs. */
  readonly price: number;
  /** Commission and fees, an amount paid: positive. */
  readonly feesUsd?: number;
  /** The layer it was bought for. */
  readonly layer?: string;
  /** The broker's number of it. */
  readonly id?: string;
  readonly note?: string;
}

/** A correction: the entry of this number counts no longer. Nothing is taken away. */
export interface Voided {
  readonly seq: number;
  readonly reason: string;
}

/** The body of an entry, by its kind. */
export interface JournalBodies {
  /** What `alvh size` (or the daily report) said: its result without derivations. */
  readonly recommendation: SizeResult;
  readonly fill: Fill;
  readonly override: OverrideRecord;
  /** A realised event of the press ledger. */
  readonly press: LedgerEvent;
  readonly note: { readonly text: string };
  readonly void: Voided;
}

export type JournalKind = keyof JournalBodies;

export const JOURNAL_KINDS = [
  'recommendation',
  'fill',
  'override',
  'press',
  'note',
  'void',
] as const satisfies readonly JournalKind[];

/** An entry to be added. */
export type NewEntry = {
  [Kind in JournalKind]: {
    readonly kind: Kind;
    /** The trading day it belongs to, Chicago. */
    readonly date: IsoDate;
    /** What makes it one of its kind: an entry of a key is added once. */
    readonly key?: string;
    readonly body: JournalBodies[Kind];
  };
}[JournalKind];

/** An entry as it is kept. */
export type JournalEntry = NewEntry & {
  readonly seq: number;
  /** When it was written, ISO, UTC. */
  readonly recordedAt: string;
  /** SHA-256 of this entry and all before it. */
  readonly hash: string;
};
