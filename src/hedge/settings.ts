import type { EtpSymbol } from '../market/contracts.js';
import type { RegimeName, RegimeThresholds } from '../market/regime.js';
import type { VolModelSettings } from '../condor/vol-model.js';
import type { Dynamics } from '../scenario/dynamics.js';

export const INSTRUMENT_KINDS = ['future', 'call', 'callSpread', 'etp'] as const;
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];

export interface Band {
  readonly min: number;
  readonly max: number;
}

/** One layer of the hedge, as configured. Layers are held in the order of their windows. */
export interface LayerSettings {
  readonly name: string;
  /** Calendar days to expiry; a day shared by two windows belongs to the shorter one. */
  readonly window: { readonly minDays: number; readonly maxDays: number };
  readonly targetDays: number;
  /** Share of the hedge's notional, fractions. */
  readonly band: Band;
  readonly instrument: InstrumentKind;
  /** Futures: hold the target days with the two bracketing contracts. */
  readonly blend: boolean;
  /** ETP layers: the product's symbol. */
  readonly etp?: EtpSymbol;
}

/** Everything the engine can be told besides position and snapshot. Made by the config room. */
export interface HedgeSettings {
  readonly profile: 'steward' | 'promoter';
  readonly layers: readonly LayerSettings[];
  readonly hedge: {
    /** What the bands are shares of (METHOD 6.2). */
    readonly basis: 'notional';
    /** h0 of METHOD 6.4. */
    readonly ratio: number;
    readonly ratioMin: number;
    readonly ratioMax: number;
    readonly riskCapital: 'entry' | 'atRiskNow';
    /** Total notional of whole contracts may differ from the target by this share. */
    readonly tolerance: number;
    /** Monthly expiries in which minis are taken to trade, from the front. */
    readonly miniMonths: number;
    readonly weeklies: boolean;
    /** Whether carry is capped by what the book gains (regimes.carryCap). */
    readonly carryCap: boolean;
    /** Premium of option layers, a share of the book's credit. */
    readonly premiumBudget: number;
    /** Carry a year as a share of the account, where the account's value is known. */
    readonly accountCarryCap: number;
  };
  readonly regimes: {
    readonly thresholds: RegimeThresholds;
    readonly hedgeRatio: Readonly<Record<RegimeName, number>>;
    readonly carryCap: Readonly<Record<RegimeName, number>>;
    /** Layer tilts by regime; a layer that is absent has 1. */
    readonly curveTilt: Readonly<Record<RegimeName, Readonly<Record<string, number>>>>;
  };
  readonly portfolio: {
    readonly beta: number;
    readonly accountUsd?: number;
  };
  readonly costs: CostSettings;
  readonly margin: { readonly vxUsd?: number; readonly vxmUsd?: number };
  readonly vol: VolModelSettings;
  readonly vixOptions: VixOptionSettings;
  readonly defaults: { readonly rate: number; readonly dividendYield: number };
  /** How VIX answers SPX and the futures answer VIX: built in, or fitted (`--dynamics`). */
  readonly dynamics: Dynamics;
  /** No adaptation: base weights and hedge ratio. */
  readonly static: boolean;
}

/** METHOD 15.11. Commissions a side, half-spreads in points or as a share of the price. */
export interface CostSettings {
  readonly vxCommissionUsd: number;
  readonly vxmCommissionUsd: number;
  readonly optionCommissionUsd: number;
  readonly vxHalfSpreadPoints: number;
  readonly vxmHalfSpreadPoints: number;
  readonly optionHalfSpreadShare: number;
  readonly optionHalfSpreadMinPoints: number;
  readonly etpHalfSpreadShare: number;
}

/** How VIX options are chosen and priced where the snapshot quotes none (METHOD 2.2). */
export interface VixOptionSettings {
  /** Forward delta of the call that is bought. */
  readonly longDelta: number;
  /** Forward delta of the call that is sold in a call spread. */
  readonly shortDelta: number;
  /** Vol points per unit of ln(K/F). */
  readonly skew: number;
  /** Exponent of beta(T)/beta(30d) that scales VVIX to other tenors. */
  readonly tenorPower: number;
}
