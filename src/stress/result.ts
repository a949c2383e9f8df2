/**
 * What a stress gives: the very shape that `alvh stress -f json` prints. Dollars are for the whole
 * book; received is positive. A key that is absent is unknown, never 0.
 */
import type { PositionSummary } from '../condor/position.js';
import type { BreakEvens, Factor, PnlPoint, Warning } from '../hedge/result.js';
import type { IsoDate } from '../market/date.js';

/** What one layer made of a path. */
export interface LayerOutcome {
  readonly name: string;
  /** After costs in, at rolls and out. */
  readonly gainUsd: number;
  readonly costUsd: number;
  readonly rolls: number;
  /** Share of the condors' loss that it pays back; absent where they have no loss. */
  readonly share?: number;
}

/** Position and hedge at the end of a path. */
export interface Outcome {
  readonly spx: number;
  readonly vix: number;
  /** Profit or loss of the condors since they were sold: credit less the cost to close. */
  readonly condorUsd: number;
  readonly layers: readonly LayerOutcome[];
  readonly hedgeUsd: number;
  readonly netUsd: number;
  readonly share?: number;
}

/** Cash that a stress asks for, by side: the two clear at different houses (METHOD 1.2). */
export interface StressMargin {
  /**
   * Condors: Reg-T requirement, each on its own: the wider wing less the credit, posted at entry.
   * A defined-risk loss asks for no more.
   */
  readonly condorRequirementUsd: number;
  /** Condors marked at the shock, since they were sold. */
  readonly condorMarkUsd: number;
  /** Hedge futures: variation margin received at the shock (negative: to be paid). */
  readonly futuresVariationUsd: number;
  /** Hedge futures: the exchange's requirement today and raised, where margin is known. */
  readonly futuresRequirementUsd?: number;
  readonly futuresRequirementStressedUsd?: number;
  readonly date: IsoDate;
}

export interface EpisodeResult {
  readonly id: string;
  readonly name: string;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** Calendar days it takes. */
  readonly days: number;
  readonly spxReturn: number;
  readonly vixLogChange: number;
  /** Less than 1 where VIX has no room for the whole move from today's level: at once, and on the way. */
  readonly shareApplied: number;
  readonly shareAppliedOverDays: number;
  readonly source: string;
  /** All of it at once, no time passing. */
  readonly atOnce: Outcome;
  /**
   * Over its days, along its steps or evenly; contracts that expire settle at spot VIX and are not
   * replaced.
   */
  readonly held: Outcome;
  /** The same with contracts rolled; present where the episode outlasts one. */
  readonly rolled?: Outcome;
  /** What holding the hedge over these days costs on an unchanged curve, by layer. */
  readonly carryUsd: readonly { readonly name: string; readonly usd: number }[];
  /** Where the episode goes on after the last condor: the day on which that settles. */
  readonly condorsSettleOnDay?: number;
  /** Rise of the curve from 30 to 120 days at its start, where known: what rolls had to pay then. */
  readonly slopeThen?: number;
  readonly margin: StressMargin;
  /** The same money in SPX puts, at once and held. */
  readonly puts?: { readonly atOnceUsd: number; readonly heldUsd: number };
  /** What it says of the hedge, in words. */
  readonly verdict: string;
  readonly failed: boolean;
}

/** The alternative a sceptic asks for: what the hedge costs to hold, spent on SPX puts. */
export interface PutAlternative {
  readonly moneyUsd: number;
  readonly strike: number;
  readonly expiry: IsoDate;
  readonly pricePoints: number;
  readonly impliedVol: number;
  /** Puts that the money buys; fractions are kept, so that the two compare like with like. */
  readonly contracts: number;
  readonly note: string;
}

/** Net result at once over shocks of SPX and VIX. */
export interface StressGrid {
  readonly spxMoves: readonly number[];
  /** VIX as a multiple of today's. */
  readonly vixFactors: readonly number[];
  /** Spot VIX by factor, and what share of the move it has room for. */
  readonly vix: readonly number[];
  readonly shareApplied: readonly number[];
  /** By VIX factor, then by SPX move. */
  readonly condorUsd: readonly (readonly number[])[];
  readonly hedgeUsd: readonly (readonly number[])[];
  readonly netUsd: readonly (readonly number[])[];
}

/** Hedged break-evens some days from now or at the first expiry. */
export interface HorizonBreakEvens extends BreakEvens {
  readonly date: IsoDate;
  readonly tradingDays: number;
  readonly roots: readonly number[];
  /** The lowest root, where there is one below `lower`: beyond it the hedge wins again. */
  readonly farLower?: number;
  readonly deadZone: PnlPoint;
  readonly band: { readonly weaker: BreakEvens; readonly stronger: BreakEvens };
}

export interface StressResult {
  readonly schemaVersion: 1;
  readonly command: 'stress';
  readonly asOf: string;
  readonly snapshotTime: string;
  readonly profile: string;
  readonly spx: number;
  readonly spotVix: number;
  /** Rise of today's curve from 30 to 120 days. */
  readonly slope: number;
  readonly position: PositionSummary;
  readonly hedge: readonly {
    readonly name: string;
    readonly instruments: readonly {
      readonly symbol: string;
      readonly contracts: number;
      readonly price: number;
    }[];
  }[];
  readonly episodes: readonly EpisodeResult[];
  /** Real markets given after the first, in order. */
  readonly replay?: ReplayResult;
  readonly grid: StressGrid;
  readonly putAlternative?: PutAlternative;
  readonly breakEvens: readonly HorizonBreakEvens[];
  readonly assumptions: readonly Factor[];
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}

/** Position and hedge revalued in later snapshots: what a real path made of them. */
export interface ReplayResult {
  readonly steps: readonly (Outcome & {
    readonly time: string;
    /** In Chicago. */
    readonly date: IsoDate;
    /** Calendar days from today. */
    readonly day: number;
    readonly futuresVariationUsd: number;
  })[];
  readonly verdict: string;
  readonly failed: boolean;
}
