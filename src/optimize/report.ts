/**
 * What an optimisation gives: the very shape that `alvh optimize -f json` prints. Dollars are for
 * the whole book; a loss, CVaR and VaR are positive where money is lost; carry that costs is
 * negative.
 */
import type { PositionSummary } from '../condor/position.js';
import type { Factor, Warning } from '../hedge/result.js';
import type { Band } from '../hedge/settings.js';

/** Tail risk and mean of the loss at the horizon. */
export interface RiskFigures {
  /** Mean of the worst 1 - alpha of the probability. */
  readonly cvarUsd: number;
  /** The loss that is exceeded with probability 1 - alpha at most. */
  readonly varUsd: number;
  readonly expectedLossUsd: number;
}

export interface OptimizedHolding {
  readonly symbol: string;
  readonly kind: 'future' | 'call' | 'callSpread' | 'etp';
  readonly contracts: number;
  readonly notionalUsd: number;
}

export interface OptimizedLayer {
  readonly name: string;
  readonly band: Band;
  /** Share of the hedge's notional. */
  readonly weight: number;
  readonly bandHeld: boolean;
  readonly holdings: readonly OptimizedHolding[];
}

/** A hedge in whole contracts and what it does in the scenarios. */
export interface OptimizedHedge extends RiskFigures {
  readonly notionalUsd: number;
  /**
   * What holding it costs if nothing moves, over the report's `costHorizon`: buying and selling, and
   * the carry between, rolls included. Negative where it earns.
   */
  readonly costUsd: number;
  readonly premiumUsd: number;
  /** Over the report's `carryDays`, the costs of rolls included. */
  readonly carryUsd: number;
  readonly layers: readonly OptimizedLayer[];
}

/** What a limit costs, by solving without it. */
export interface LimitPrice {
  readonly name: string;
  readonly side: 'min' | 'max';
  readonly bound: number;
  readonly value: number;
  /** The configuration key or flag that sets it. */
  readonly key: string;
  /** By how much the objective falls without it; absent where that has no end. */
  readonly addsUsd?: number;
}

export interface StabilityFigures {
  readonly draws: number;
  /** Share of the draws on which an instrument's contracts differ from the answer's. */
  readonly instruments: readonly {
    readonly symbol: string;
    readonly contracts: number;
    readonly min: number;
    readonly median: number;
    readonly max: number;
    readonly changed: number;
  }[];
  readonly objectiveUsd?: { readonly min: number; readonly max: number };
}

/** The horizon that costs are counted over: `optimize.horizonDays`, not beyond the first condor expiry. */
export interface CostHorizon {
  readonly tradingDays: number;
  /** The same in calendar days. */
  readonly days: number;
}

export interface OptimizeReport {
  readonly schemaVersion: 1;
  readonly command: 'optimize';
  readonly asOf: string;
  readonly snapshotTime: string;
  readonly profile: string;
  readonly position: PositionSummary;
  readonly scenarios: {
    readonly description: string;
    readonly count: number;
    /** Calendar days of the longest of them. */
    readonly horizonDays: number;
    readonly alpha: number;
    /** Scenarios that lie in the tail, in whole or in part. */
    readonly tailScenarios: number;
    readonly definition: string;
  };
  readonly minimize: 'cost' | 'cvar';
  readonly targetNotionalUsd: number;
  /** `optimal` is proven; `gap` is the best found, at most `gap` above the best there is. */
  readonly status: 'optimal' | 'gap';
  readonly gap?: number;
  readonly costHorizon: CostHorizon;
  /** Calendar days that carry is counted over: 30, or the condors' life where that is shorter. */
  readonly carryDays: number;
  readonly unhedged: RiskFigures;
  readonly optimum: OptimizedHedge;
  /** What `alvh size` would hold, in the same scenarios. */
  readonly rules: OptimizedHedge;
  readonly limits: readonly LimitPrice[];
  readonly frontier: readonly OptimizedHedge[];
  readonly stability?: StabilityFigures;
  readonly candidates: readonly string[];
  readonly assumptions: readonly Factor[];
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}
