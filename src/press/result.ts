/**
 * What `alvh press -f json` prints. Dollars are for the whole book. Received is positive, paid is
 * negative; amounts that are set aside or spent by the press are positive and named so. A key
 * that is absent is unknown, or belongs to a file that was not given.
 */
import type { BookGreeks, CondorReport } from '../condor/report.js';
import type { TermStructureSummary, Warning } from '../hedge/result.js';
import type { IsoDate } from '../market/date.js';
import type { PressPurchase } from './allocate.js';
import type { BigTop } from './big-top.js';
import type { LadderReading } from './ladder.js';
import type { LedgerState } from './ledger.js';
import type { PressReplay } from './replay.js';
import type { RollReading } from './roll.js';
import type { PressShare } from './share.js';

/** What the condors decay by: a model's derivative, never cash (METHOD 2, 8.1, 8.2). */
export interface ThetaHarvest extends Pick<
  CondorReport,
  'extrinsicUsd' | 'expectedDailyRange' | 'oneDay' | 'decay'
> {
  readonly creditUsd: number;
  readonly thetaUsdPerDay?: BookGreeks['thetaUsdPerDay'];
}

/** What is pressed, and what is carried on. */
export interface PressDecision {
  readonly share: PressShare;
  readonly cashUsd: number;
  /** Left over by earlier presses and usable now: 0 while a loss is carried. */
  readonly leftOverInUsd: number;
  /** share x cash + left over. */
  readonly budgetUsd: number;
  /** Absent where the long layer has nothing that can be bought. */
  readonly purchase?: PressPurchase;
  readonly spentUsd: number;
  /** Cash that waits whole, as nothing is pressed. */
  readonly cashCarriedUsd: number;
  /** Of presses: what their budgets did not spend. */
  readonly leftOverUsd: number;
  readonly lossCarryUsd: number;
  readonly reason: string;
  /** The row that records this press in the ledger; absent where nothing is bought. */
  readonly ledgerRow?: string;
  /** What the purchase is added to, in words. */
  readonly heldBasis: string;
}

/** What the hedge costs a year as it stands, and the account that this goes with (METHOD 8.6). */
export interface CarryCheck {
  readonly carryPerMonthUsd: number;
  readonly carryPerYearUsd: number;
  readonly accountUsd?: number;
  readonly shareOfAccount?: number;
  /** The account of which the carry is 1% and 2% a year; absent where the hedge costs nothing. */
  readonly accountAtOnePercentUsd?: number;
  readonly accountAtTwoPercentUsd?: number;
}

export interface PressResult {
  readonly schemaVersion: 1;
  readonly command: 'press';
  readonly asOf: string;
  readonly snapshotTime?: string;
  readonly profile: string;
  readonly static: boolean;
  readonly market?: Omit<TermStructureSummary, 'nodes'>;
  readonly theta?: ThetaHarvest;
  readonly ledger: LedgerState & { readonly from: IsoDate; readonly events: number };
  readonly bigTop?: BigTop;
  readonly press?: PressDecision;
  readonly carryCheck?: CarryCheck;
  /** Absent without a holdings file. */
  readonly ladder?: readonly LadderReading[];
  /** Absent without a file of rolls. */
  readonly rolls?: readonly RollReading[];
  /** Absent unless asked for. */
  readonly replay?: PressReplay;
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}
