import type { CashFlow } from '../capital/cash-flow.js';
import type { IsoDate } from '../market/date.js';

/**
 * The money behind the structure and what is expected of it, for JSON (METHOD 6.5, 6.6, 12.5).
 * Every expected figure rests on `structure.measure`.
 */
export interface StructureCapital {
  /** Own money tied up on the first day: margins, premium and costs, less the credit. Positive. */
  readonly tiedUpUsd: number;
  /** Calendar days to the horizon. */
  readonly days: number;
  /** Condors and hedge, after costs: the sum of the cash flows. */
  readonly expectedPnlUsd: number;
  readonly expectedCondorUsd: number;
  readonly expectedHedgeUsd: number;
  readonly probabilities: readonly SpxProbability[];
  readonly cashFlows: readonly CashFlow[];
  /** Every rate a year at which the cash flows are worth nothing, where there are several. */
  readonly irrs?: readonly number[];
  /** Modified rate a year, paid and reinvested at WACC, where there are several. */
  readonly mirr?: number;
  /** Why `structure.expectedIrr` is absent, where the cash flows are known. */
  readonly irrAbsent?: string;
  /** NPV of the condors alone, and what the hedge adds to it: its marginal cost. */
  readonly npvUnhedgedUsd?: number;
  readonly npvHedgeUsd?: number;
  /** Loss as a share of capital over the fall of SPX, at -10% on the central path. */
  readonly stressBeta?: StressBetas;
  readonly leverage?: LeverageResult;
}

/** How likely SPX ends below a level at the horizon. */
export interface SpxProbability {
  readonly spxMove: number;
  readonly spx: number;
  readonly below: number;
}

export interface StressBetas {
  /** Of the condors on their own margin. */
  readonly condors: number;
  /** Of condors and hedge on all that is tied up. */
  readonly structure: number;
}

/** The structure with part of its capital borrowed by a short box (METHOD 12.5). */
export interface LeverageResult {
  readonly leverage: number;
  readonly equityUsd: number;
  readonly borrowedUsd: number;
  /** Effective a year. */
  readonly boxRate: number;
  readonly boxRateSource: string;
  readonly borrowRate: number;
  readonly periodReturn: number;
  readonly irr?: number;
  /** Cash that the short box asks for at its expiry, whatever the condors did. */
  readonly repayment: { readonly date: IsoDate; readonly amountUsd: number };
  /** Fall of the assets, a fraction, at which the broker sells. */
  readonly liquidationDrop: number;
  readonly crash: {
    readonly lossUsd: number;
    readonly equityUsd: number;
    /** Own money asked for at twice the maintenance margin. */
    readonly requiredUsd: number;
    readonly survives: boolean;
  };
}
