/**
 * What the optimiser is asked (METHOD 6.8): whole contracts n_j of some instruments that hedge a
 * loss known in each of many scenarios. Plain data; dollars throughout, a loss being positive.
 */
export interface OptimizeProblem {
  /** Confidence of the CVaR, in (0, 1). */
  readonly alpha: number;
  /** Probability of each scenario, sum 1. */
  readonly probabilities: Float64Array;
  /** Loss of what is hedged (the condors) in each scenario; a gain is negative. */
  readonly baseLossUsd: Float64Array;
  readonly instruments: readonly HedgeInstrument[];
  readonly limits: HedgeLimits;
  readonly minimize: HedgeObjective;
}

/**
 * What is made least. `cost`: the sum of costs, then CVaR. `cvar`: the CVaR of the hedged
 * structure's loss, then cost. Where both tie, the fewest contracts; where these tie too, the
 * instruments that stand first (the least sum of n_j times the square root of the jth prime, which
 * no two combinations share). So there is one answer, whatever the order of the scenarios.
 */
export type HedgeObjective = 'cost' | 'cvar';

/** Something to hedge with; every amount is for one unit, the smallest that trades. */
export interface HedgeInstrument {
  /** Unique in the problem. */
  readonly id: string;
  /** Index of its layer, that of its band. */
  readonly layer: number;
  /** Gain in each scenario, net of costs; a loss is negative. */
  readonly gainUsd: Float64Array;
  readonly notionalUsd: number;
  /** What the cost objective counts; it may be negative. */
  readonly costUsd: number;
  readonly premiumUsd: number;
  /** Gain from time alone; a cost is negative. */
  readonly carryUsd: number;
  /** Most units: a whole number, or Infinity where the limits hold it. */
  readonly maxUnits: number;
}

/** A layer's share of the hedge's total notional, fractions. */
export interface LayerBand {
  /** Of the layer, for the limit's name. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** Any other limit that is linear in the units: min <= constant + sum of coefficients x units <= max. */
export interface LinearLimit {
  /** Unique in the problem. */
  readonly name: string;
  /** One for each instrument, in the limit's own unit per unit of the instrument. */
  readonly coefficients: readonly number[];
  /** What is there without a hedge, in the limit's unit; 0 where absent. */
  readonly constant?: number;
  readonly min?: number;
  readonly max?: number;
}

/** What a hedge must keep to. Whatever is absent does not limit. */
export interface HedgeLimits {
  /** One for each layer, by index; homogeneous, so no hedge at all keeps every band. */
  readonly bands?: readonly LayerBand[];
  /** Total notional H. */
  readonly notionalUsd?: { readonly min?: number; readonly max?: number };
  readonly premiumUsd?: { readonly max: number };
  /** Least carry, negative where the hedge may cost: -500 lets it cost 500. */
  readonly carryUsd?: { readonly min: number };
  /** Most CVaR of the hedged structure's loss. */
  readonly cvarUsd?: { readonly max: number };
  /**
   * Least expected value (the NPV test of METHOD 6.6): constantUsd + discount x the expected gain
   * of the hedged structure under the scenarios' probabilities.
   */
  readonly expectedValueUsd?: {
    readonly min: number;
    /** Cash flows that no scenario moves, already discounted; 0 where absent. */
    readonly constantUsd?: number;
    /** Discount factor on the scenarios' gains; 1 where absent. */
    readonly discount?: number;
  };
  readonly extra?: readonly LinearLimit[];
}

/** How long the search may go on. */
export interface OptimizeOptions {
  /**
   * Nodes of the search tree after which it stops and reports the gap. By default 20,000, fewer
   * above 10,000 scenarios (4,000 at 50,000): some seconds. Few problems need more than 1,000.
   */
  readonly nodeLimit?: number;
}

/** A limit and where a hedge stands against it. */
export interface LimitStatus {
  readonly name: string;
  readonly side: 'min' | 'max';
  /** The limit's bound and the hedge's value, in the limit's unit: dollars, or a share of H. */
  readonly bound: number;
  readonly value: number;
}

/** A hedge in whole units and what it does. */
export interface HedgeSolution {
  /** Units of each instrument, in the problem's order. */
  readonly units: readonly number[];
  readonly costUsd: number;
  /** Of the hedged structure's loss. */
  readonly cvarUsd: number;
  readonly varUsd: number;
  readonly expectedLossUsd: number;
  readonly notionalUsd: number;
  readonly premiumUsd: number;
  readonly carryUsd: number;
  readonly limits: readonly LimitStatus[];
}

/** How much work an answer took. */
export interface SearchEffort {
  /** Nodes of the tree whose relaxation was solved. */
  readonly nodes: number;
  /** Times the CVaR was computed from all scenarios. */
  readonly evaluations: number;
}

/**
 * `optimal`: proven, to 1e-9 of the objective. `gap`: the search stopped at its node limit;
 * no hedge is better than `boundUsd`, and `gap` is how much better that would be, relative to the
 * solution's objective. `undecided`: it stopped before it found any hedge that keeps the limits.
 * `infeasible`: proven, no whole combination keeps them all.
 */
export type OptimizeResult =
  | { readonly status: 'optimal'; readonly solution: HedgeSolution; readonly effort: SearchEffort }
  | {
      readonly status: 'gap';
      readonly solution: HedgeSolution;
      readonly boundUsd: number;
      readonly gap: number;
      readonly effort: SearchEffort;
    }
  | { readonly status: 'undecided'; readonly boundUsd: number; readonly effort: SearchEffort }
  | { readonly status: 'infeasible'; readonly effort: SearchEffort };
