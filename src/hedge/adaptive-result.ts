import type { IsoDate } from '../market/date.js';

/** What one standard contract would do for its layer (METHOD 3.6). */
export interface TenorScore {
  readonly symbol: string;
  readonly daysToExpiry: number;
  /** Mean gain over the historical episodes, each at once on today's curve, dollars. */
  readonly stressGainUsd: number;
  /** Of 30 days on an unchanged curve, dollars; a cost is negative. */
  readonly carryUsd: number;
  /** Stress gain per dollar of carry cost, which counts as no less than the floor. */
  readonly score: number;
}

/** What position and hedge gain from today to a later day, dollars; a loss is negative. */
export interface TravelOutcome {
  readonly condorUsd: number;
  readonly layers: readonly { readonly name: string; readonly usd: number }[];
  readonly hedgeUsd: number;
  readonly netUsd: number;
}

/** Some days on, nothing having happened: two readings of "nothing". */
export interface TravelStop {
  readonly days: number;
  readonly date: IsoDate;
  /** Curve, SPX and vols as they are today: futures roll down the curve. */
  readonly unchangedCurve: TravelOutcome;
  /** SPX and every VIX future have gone where their forwards stand today. */
  readonly forwardsRealised: TravelOutcome;
}

/** A sizing in the figures that an override changes. */
export interface OverrideSide {
  /** Of the hedge, after every factor and cap. */
  readonly ratio: number;
  readonly targetNotionalUsd: number;
  readonly notionalUsd: number;
  readonly carryPerMonthUsd: number;
  readonly contracts: readonly {
    readonly layer: string;
    readonly symbol: string;
    readonly contracts: number;
  }[];
  /** Net result of condors and hedge at the first expiry, by SPX move; absent without an SPX level. */
  readonly whatIf?: readonly { readonly spxMove: number; readonly netUsd: number }[];
}

/** An override in force: who answers for it, and rule against choice (METHOD 7.6). */
export interface OverrideResult {
  readonly by: string;
  readonly reason: string;
  readonly at: string;
  readonly from: string;
  readonly until: IsoDate;
  readonly chosenRatio: number;
  /** What the rule said when it was overruled. */
  readonly ruleRatioThen: number;
  readonly rule: OverrideSide;
  readonly chosen: OverrideSide;
}
