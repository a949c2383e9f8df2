/**
 * What the daily report holds: the very shape that `alvh report -f json` prints. Dollars are for
 * the whole book; received is positive, paid is negative. A key that is absent is unknown, never 0.
 */
import type { SizeResult } from '../hedge/result.js';
import type { IsoDate } from '../market/date.js';
import type { Factor, Warning } from '../report-parts.js';

/** The VX curve of one day. */
export interface DayCurve {
  readonly date: IsoDate;
  readonly spotVix?: number;
  readonly nodes: readonly CurveNode[];
}

export interface CurveNode {
  readonly symbol: string;
  readonly expiry: IsoDate;
  /** Calendar days from that day to the expiry. */
  readonly daysToExpiry: number;
  /** Points. */
  readonly price: number;
}

/** Today's curve beside those of the trading day before and of a month ago, where known. */
export interface CurveThenAndNow {
  readonly today: DayCurve;
  readonly yesterday?: DayCurve;
  readonly monthAgo?: DayCurve;
}

/** What the last recommendation before today said, and what has changed since. */
export interface Changes {
  /** Sequence number in the journal, and its day. */
  readonly since: { readonly seq: number; readonly date: IsoDate };
  /** Where it is another. */
  readonly regime?: { readonly before: string; readonly now: string };
  /** Condors that came, went or are another number: those that differ. */
  readonly condors: readonly CondorChange[];
  /** Market, risk capital and hedge as a whole: those that differ. */
  readonly hedge: readonly FigureChange[];
  /** Which factors of the hedge's notional moved. */
  readonly because: readonly FactorChange[];
  readonly layers: readonly LayerChange[];
}

/** Another expiry or other break-evens are another condor, whatever its id. */
export interface CondorChange {
  readonly id: string;
  readonly expiry: IsoDate;
  /** Quantities. */
  readonly before: number;
  readonly now: number;
}

export interface FigureChange {
  readonly figure: string;
  readonly before?: number;
  readonly now?: number;
}

export interface LayerChange {
  readonly layer: string;
  /** Weight, contracts, notional, carry: those that differ. */
  readonly figures: readonly FigureChange[];
  /** Contracts by symbol before and now, those that differ. */
  readonly contracts: readonly ContractChange[];
  /** Which factors of the layer moved, and their sources: the why. */
  readonly because: readonly FactorChange[];
}

export interface ContractChange {
  readonly symbol: string;
  readonly before: number;
  readonly now: number;
}

export interface FactorChange {
  readonly factor: Factor;
  readonly before?: number;
}

/** What is held by the journal's fills against what is recommended today. */
export interface HeldAgainstTarget {
  readonly layers: readonly LayerHeld[];
}

export interface LayerHeld {
  readonly layer: string;
  readonly contracts: readonly HeldContract[];
  /** Wanted, before it is turned into whole contracts. */
  readonly targetNotionalUsd: number;
  /** Of the whole contracts recommended. */
  readonly recommendedNotionalUsd: number;
  /** Absent where a price of a held contract is unknown. */
  readonly heldNotionalUsd?: number;
  /** Held notional less the recommended one, as a share of it; absent where that is 0. */
  readonly drift?: number;
}

export interface HeldContract {
  readonly symbol: string;
  readonly recommended: number;
  readonly held: number;
}

/** What the hedge has cost since its first fill. */
export interface CostSoFar {
  readonly since: IsoDate;
  /** Paid: negative or zero. */
  readonly feesUsd: number;
  /** Closed trades and settled expiries, without fees. */
  readonly realisedUsd: number;
  /** Open contracts at today's prices, without fees; absent where a price is unknown. */
  readonly openUsd?: number;
  /** Sum of the three; negative where it has cost. */
  readonly totalUsd?: number;
  /** Contracts held, or left at their expiry, whose price is not known. */
  readonly unpriced?: readonly string[];
  /** Fills whose fees were not given; they count as none. */
  readonly fillsWithoutFees?: number;
}

/** A past crash on today's book. */
export interface StressBar {
  readonly id: string;
  readonly name: string;
  readonly condorUsd: number;
  readonly hedgeUsd: number;
  readonly netUsd: number;
}

/** Result at the first expiry by SPX level. */
export interface Payoff {
  readonly horizon: IsoDate;
  readonly spx: number;
  readonly points: readonly PayoffPoint[];
}

export interface PayoffPoint {
  readonly spx: number;
  readonly condorUsd: number;
  readonly netUsd: number;
}

/** The press ledger in short. */
export interface PressSummary {
  readonly events: readonly PressLine[];
  readonly realisedUsd: number;
  /** Fees of the ledger, paid: negative or zero. */
  readonly feesUsd: number;
  readonly pressedUsd: number;
}

export interface PressLine {
  readonly date: IsoDate;
  readonly type: string;
  readonly amountUsd: number;
  readonly id?: string;
  readonly note?: string;
}

/** A day on which something is due. */
export interface EventAhead {
  readonly date: IsoDate;
  readonly daysAhead: number;
  readonly kind: string;
  readonly title: string;
}

/** How old a series is on the report's day. */
export interface DataAge {
  readonly series: string;
  readonly lastDate?: IsoDate;
  readonly tradingDaysOld?: number;
  readonly stale: boolean;
}

export const ALARM_CODES = [
  'journal-broken',
  'drift',
  'stress-limit',
  'roll-due',
  'stale-data',
  'override-active',
] as const;
export type AlarmCode = (typeof ALARM_CODES)[number];

/** Why someone is to look: each on one line. With --exit-code the run ends with 5. */
export interface Alarm {
  readonly code: AlarmCode;
  readonly message: string;
}

/** Length and last hash of the journal, to be compared with a later one: of the part that holds. */
export interface JournalState {
  readonly entries: number;
  readonly head: string;
  /** The first entry that is not what was written, or does not follow from the one before it. */
  readonly broken?: { readonly seq: number; readonly why: string };
}

export interface ReportResult {
  readonly schemaVersion: 1;
  readonly command: 'report';
  readonly asOf: string;
  /** The trading day it is of, Chicago. */
  readonly date: IsoDate;
  readonly size: SizeResult;
  readonly curve: CurveThenAndNow;
  /** Absent without an earlier recommendation. */
  readonly changes?: Changes;
  /** Absent without fills. */
  readonly held?: HeldAgainstTarget;
  readonly cost?: CostSoFar;
  readonly stress: readonly StressBar[];
  readonly payoff: Payoff;
  readonly press?: PressSummary;
  readonly events: readonly EventAhead[];
  readonly dataAges: readonly DataAge[];
  readonly alarms: readonly Alarm[];
  /** Absent where no store was read. */
  readonly journal?: JournalState;
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}
