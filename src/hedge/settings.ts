import type { EtpSymbol } from '../market/contracts.js';
import type { RegimeName, RegimeThresholds } from '../market/regime.js';
import type { VolModelSettings } from '../condor/vol-model.js';
import type { Dynamics } from '../scenario/dynamics.js';
import type { OverrideSettings } from './override.js';
import type { SignalSettings } from '../signals/settings.js';
import type { MacroSettings } from '../signals/macro-settings.js';
import type { EventSettings } from '../signals/event-settings.js';

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
    /** How far VIX/VIX3M falls below a cut before the regime is left; of a kept state (15.6). */
    readonly hysteresis: number;
    /** Days in a row that must read another regime; of a kept state (15.6). */
    readonly confirmDays: number;
    readonly hedgeRatio: Readonly<Record<RegimeName, number>>;
    readonly carryCap: Readonly<Record<RegimeName, number>>;
    /** Layer tilts by regime; a layer that is absent has 1. */
    readonly curveTilt: Readonly<Record<RegimeName, Readonly<Record<string, number>>>>;
  };
  readonly portfolio: {
    readonly beta: number;
    readonly accountUsd?: number;
  };
  readonly tenor: TenorSettings;
  readonly overrides: OverrideSettings;
  readonly costs: CostSettings;
  readonly margin: { readonly vxUsd?: number; readonly vxmUsd?: number };
  readonly capital: CapitalSettings;
  readonly vol: VolModelSettings;
  readonly vixOptions: VixOptionSettings;
  readonly defaults: { readonly rate: number; readonly dividendYield: number };
  /** How a stress is run (METHOD 5, 12.4, 12.5). */
  readonly stress: StressSettings;
  /** How the least tail risk is searched for (METHOD 6.8). */
  readonly optimize: OptimizeSettings;
  /** How the market signals are read (METHOD 7). */
  readonly signals: SignalSettings;
  /** Slow gauges of a market file (METHOD 8.3, 9). */
  readonly macro: MacroSettings;
  /** How scheduled events weigh on the first layer (METHOD 11). */
  readonly events: EventSettings;
  /** How realised credit is turned into the long layer (METHOD 8). */
  readonly press: PressSettings;
  /** When the daily report calls for someone. */
  readonly alarms: AlarmSettings;
  /** How VIX answers SPX and the futures answer VIX: built in, or fitted (`--dynamics`). */
  readonly dynamics: Dynamics;
  /** No adaptation: base weights and hedge ratio. */
  readonly static: boolean;
}

export const TENOR_CHOICES = ['auto', 'target', 'score'] as const;

/** How a layer's contract is chosen inside its window (METHOD 3.6, 15.2). */
export interface TenorSettings {
  /** `auto`: by score where an adaptive input is given, else by target days. */
  readonly choice: (typeof TENOR_CHOICES)[number];
  /** Carry of 30 days counts as no less than this share of the notional. */
  readonly carryFloor: number;
  /** A contract is to be rolled where the next one's score is so many times its own. */
  readonly rollTrigger: number;
}

/** Shares are fractions; each alarm is raised above its figure, `rollDays` at it too. */
export interface AlarmSettings {
  /** Of a layer: held less recommended notional, as a share of the recommended. */
  readonly drift: number;
  /** Worst net loss of the stress bars, a share of risk capital; absent: no limit is set. */
  readonly stressLoss?: number;
  /** Trading days to the day by which a contract is to be rolled. */
  readonly rollDays: number;
  /** Trading days that a series in use may be old. */
  readonly staleDays: number;
}

export interface StressSettings {
  /** Days to expiry at which a contract is rolled, where an episode outlasts it. */
  readonly rollDays: number;
  /** Half-spreads of VIX options on leaving, as a multiple of today's. */
  readonly exitSpreadFactor: number;
  /** Futures margin, as a multiple of today's. */
  readonly marginFactor: number;
  /** Strike of the puts that the same money would buy, a share of SPX. */
  readonly putMoneyness: number;
}

/**
 * What the money tied up must earn and how its return is told (METHOD 6.5, 6.6, 12.5). Rates are
 * effective a year, fractions; one that is absent is unknown and never invented.
 */
export interface CapitalSettings {
  readonly equityRiskPremium?: number;
  /** The snapshot's rate where absent. */
  readonly riskFreeRate?: number;
  /** Share of the capital that is debt. */
  readonly debtShare?: number;
  readonly debtRate?: number;
  readonly taxRate?: number;
  /** Draw the beta of the cost of equity towards 1. */
  readonly blume: boolean;
  /** What margin earns; nothing where absent. */
  readonly marginYield?: number;
  /** A return over fewer calendar days is not annualised. */
  readonly irrMinDays: number;
  readonly measure: {
    /** Vol of SPX to the horizon as a share of the at-the-money vol. */
    readonly volShare: number;
    /** Rise of SPX a year over its forward, continuous. */
    readonly drift: number;
  };
  /** Capital over own money; 1 is none. */
  readonly leverage: number;
  readonly leverageCap: number;
  /** Own money as a share of the assets below which the broker sells. */
  readonly maintenanceMargin: number;
  readonly financing: {
    /** Of an SPX box to the horizon; the snapshot's options tell it where absent. */
    readonly boxRate?: number;
    /** Over the box rate, a year. */
    readonly spread: number;
  };
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

export const SCENARIO_KINDS = ['mix', 'parametric', 'bootstrap', 'episodes'] as const;

export interface OptimizeSettings {
  readonly alpha: number;
  readonly scenarios: (typeof SCENARIO_KINDS)[number];
  /** Probability of the episodes together in a mix. */
  readonly bankShare: number;
  readonly paths: number;
  readonly seed: number;
  /** Trading days. */
  readonly horizonDays: number;
  readonly resamples: number;
  readonly frontierPoints: number;
  readonly futures: boolean;
  readonly calls: boolean;
  readonly callSpreads: boolean;
  readonly etps: boolean;
}

/** METHOD 8.2, 8.3, 8.5. Shares and percentiles are fractions. */
export interface PressSettings {
  /** phi0: share of the cash available that is pressed, before the factors. */
  readonly share: number;
  readonly shareMax: number;
  readonly regime: Readonly<Record<RegimeName, number>>;
  readonly bigTop: {
    readonly highShare: number;
    readonly vixPercentile: number;
    readonly slope: number;
    readonly rsi: number;
    readonly factor: number;
  };
  readonly ladder: {
    /** Multiples of the entry price, of futures and ETPs and of options' premium. */
    readonly futureFirst: number;
    readonly futureSecond: number;
    readonly optionFirst: number;
    readonly optionSecond: number;
    readonly vixDrop: number;
    /** Calendar days to expiry. */
    readonly exitDays: number;
    readonly recycleShare: number;
    readonly recycleMaxRatio: number;
  };
  readonly maxRolls: number;
}
