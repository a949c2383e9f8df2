/**
 * What sizing a hedge gives: the very shape that `alvh size -f json` prints (PRODUCT, JSON).
 * Dollars are for the whole book. Received is positive, paid is negative; outlay and margin are
 * amounts tied up, positive. A key that is absent is unknown, never 0.
 */
import type { PositionSummary } from '../condor/position.js';
import type { IsoDate } from '../market/date.js';
import type { RegimeName } from '../market/regime.js';
import type { Factor, Warning } from '../report-parts.js';
import type { MacroGauges } from '../signals/macro-gauges.js';
import type { SignalReading } from '../signals/reading.js';
import type { LayerLean } from '../signals/report.js';
import type { StructureCapital } from './capital-result.js';
import type { Band, InstrumentKind } from './settings.js';
import type { OverrideResult, TenorScore, TravelStop } from './adaptive-result.js';

export type { PositionSummary };
export type { Factor, Warning };

/** How one figure came about: the terms, how they combine, the result (`--explain`). */
export interface Derivation {
  readonly figure: string;
  /** `product` and `sum` can be redone from the terms; `formula` says how they combine. */
  readonly rule: 'product' | 'sum' | 'formula';
  readonly formula?: string;
  readonly terms: readonly Factor[];
  readonly result: number;
  readonly source: string;
}

export interface BreakEvens {
  readonly lower?: number;
  readonly upper?: number;
}

export interface NodeSummary {
  readonly symbol: string;
  readonly expiry: IsoDate;
  readonly daysToExpiry: number;
  readonly price: number;
}

export interface TermStructureSummary {
  readonly spotVix: number;
  readonly spx?: number;
  readonly regime: RegimeName | 'unknown';
  readonly regimeRule: string;
  readonly slope12?: number;
  readonly vixToVix3m?: number;
  readonly nodes: readonly NodeSummary[];
}

export interface InstrumentResult {
  /** `VXZ26`, `VXMZ26`, an OSI option symbol, or an ETP's ticker. */
  readonly symbol: string;
  readonly kind: InstrumentKind;
  readonly expiry?: IsoDate;
  readonly daysToExpiry?: number;
  /** Points for futures and options, dollars a share for ETPs. */
  readonly price: number;
  /** Dollars per point; 1 for ETPs. */
  readonly multiplier: number;
  /** Whole contracts, or shares of an ETP. Negative for the sold call of a spread. */
  readonly contracts: number;
  readonly notionalUsd: number;
  readonly strike?: number;
  readonly impliedVol?: number;
  readonly forwardDelta?: number;
  readonly priceSource?: string;
}

export interface LayerBreakEven {
  readonly horizon: IsoDate;
  /** Of a layer that holds several contracts: the largest, whose level `future` is. */
  readonly symbol?: string;
  /** The level of the layer's own future (or ETP price) at which it has paid for itself. */
  readonly future: number;
  /** The rise over where it stands on an unchanged curve at the horizon, a fraction. */
  readonly rise: number;
  /** Spot VIX on the central path when the future stands there. */
  readonly spotVix?: number;
}

export interface NextContract {
  readonly symbol: string;
  readonly notionalUsd: number;
  readonly outlayUsd: number;
  readonly marginUsd?: number;
  readonly carryPerMonthUsd: number;
}

export interface LayerResult {
  readonly name: string;
  readonly instrument: InstrumentKind;
  readonly band: Band;
  readonly baseWeight: number;
  readonly weight: number;
  readonly weightActual: number;
  readonly bandHeld: boolean;
  readonly tenor: {
    readonly minDays: number;
    readonly maxDays: number;
    readonly targetDays: number;
    readonly outsideWindow: boolean;
    /** Where the contract was chosen by score: the contracts of the window (METHOD 3.6). */
    readonly scores?: readonly TenorScore[];
    /** Who is to roll one contract of the window into the next, and why (METHOD 3.6). */
    readonly rollTriggers?: readonly string[];
  };
  readonly targetNotionalUsd: number;
  readonly notionalUsd: number;
  readonly outlayUsd: number;
  readonly marginUsd?: number;
  /** Commission and half-spread to buy it now, an amount paid: negative or zero. */
  readonly entryCostUsd: number;
  readonly carryPerMonthUsd: number;
  readonly carryShareOfCredit?: number;
  /** The earliest day on which one of its contracts is to be rolled or left. */
  readonly rollBy?: IsoDate;
  /** Of a layer that holds several contracts: the one that `rollBy` is for. */
  readonly rollByContract?: string;
  /** The last condor's expiry, of which `atCondorEnd` speaks. */
  readonly condorEnd?: IsoDate;
  /** What happens at the condor's end, in words. */
  readonly atCondorEnd?: string;
  readonly breakEven?: LayerBreakEven;
  readonly nextContract?: NextContract;
  readonly instruments: readonly InstrumentResult[];
  readonly factors: readonly Factor[];
}

export interface HedgeSummary {
  readonly basis: 'notional';
  /** Hedge notional wanted per dollar of risk capital, after every factor. */
  readonly ratio: number;
  readonly targetNotionalUsd: number;
  readonly notionalUsd: number;
  /** Actual notional over risk capital. */
  readonly notionalShareOfRiskCapital: number;
  readonly outlayUsd: number;
  readonly marginUsd?: number;
  readonly entryCostUsd: number;
  readonly carryPerMonthUsd: number;
  readonly carryShareOfCredit: number;
  /** Their product is targetNotionalUsd. */
  readonly factors: readonly Factor[];
}

export interface PnlPoint {
  readonly spx: number;
  readonly pnlUsd: number;
}

/** Where the structure ends lowest. */
export interface WorstPoint extends PnlPoint {
  /** Where it lies beyond the SPX levels that are searched one by one: what stands there. */
  readonly note?: string;
}

export interface WhatIf {
  readonly spxMove: number;
  /** Share of the condor's loss that the hedge pays back; absent where the condor has no loss. */
  readonly share?: number;
  readonly spx: number;
  readonly vix: number;
  readonly condorUsd: number;
  readonly hedgeUsd: number;
  readonly netUsd: number;
}

export interface Coverage {
  readonly strike: number;
  readonly leg: 'longPut' | 'shortPut' | 'shortCall' | 'longCall';
  readonly vix: number;
  readonly condorUsd: number;
  readonly hedgeUsd: number;
  readonly netUsd: number;
  /** Share of the condor's loss that the hedge pays back; absent where the condor has no loss. */
  readonly share?: number;
}

export interface HedgedBreakEvens extends BreakEvens {
  readonly horizon: IsoDate;
  readonly roots: readonly number[];
  /** Where SPX stands in a loss at the horizon: the nearest roots frame that loss then. */
  readonly losesBetween?: true;
  /** The nearest roots with the VIX response one residual sd weaker and stronger. */
  readonly band?: {
    readonly weaker: BreakEvens;
    readonly stronger: BreakEvens;
  };
  readonly deadZone: PnlPoint;
}

export interface StructureResult {
  readonly horizon: IsoDate;
  readonly horizonTradingDays: number;
  readonly breakEvens: {
    /** Edges of the profit zone that SPX lies in, else of the nearest; hedged: nearest roots. */
    readonly unhedged: BreakEvens;
    readonly unhedgedByExpiry: readonly ({
      readonly expiry: IsoDate;
      readonly settlement: 'am' | 'pm';
      readonly roots: readonly number[];
    } & BreakEvens)[];
    readonly hedged: HedgedBreakEvens;
  };
  readonly worst: WorstPoint;
  readonly whatIf: readonly WhatIf[];
  readonly hedgeLossIfVixFalls: { readonly vix: number; readonly usd: number };
  readonly coverage: readonly Coverage[];
  /**
   * Rate a year, effective, at which the expected cash flows are worth nothing. Absent without the
   * futures' margin, over few days, and where there is not one: `capital.irrAbsent` says why.
   */
  readonly expectedIrr?: number;
  /** Cost of capital a year, effective; absent without an equity risk premium and a rate. */
  readonly wacc?: number;
  /** The expected cash flows at WACC. */
  readonly npvUsd?: number;
  /** Expected result over the capital tied up, for the days to the horizon. */
  readonly periodReturn?: number;
  /** The probabilities under which it is expected, in words. */
  readonly measure?: string;
  /** Absent without the futures' margin (METHOD 15.11). */
  readonly capital?: StructureCapital;
}

export interface SizeResult {
  readonly schemaVersion: 1;
  readonly command: 'size';
  readonly asOf: string;
  readonly snapshotTime: string;
  readonly profile: string;
  readonly static: boolean;
  readonly position: PositionSummary;
  readonly termStructure: TermStructureSummary;
  readonly hedge: HedgeSummary;
  readonly layers: readonly LayerResult[];
  readonly structure?: StructureResult;
  /** Macro gauges, where a market file was given. */
  readonly macro?: MacroGauges;
  /** The score whose tilt is in the weights, and where they would be without it. */
  readonly signals?: SignalReading & { readonly layers: readonly LayerLean[] };
  /** Position and hedge some days on, nothing having happened (METHOD 3.6). */
  readonly timeTravel?: readonly TravelStop[];
  /** The override that the hedge ratio stands under. */
  readonly override?: OverrideResult;
  /** Settings that entered the figures without having been given (METHOD 15.11). */
  readonly assumptions: readonly Factor[];
  readonly derivations: readonly Derivation[];
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}
