import type { CondorInput } from '../../src/condor/condor.js';
import { createCondor } from '../../src/condor/condor.js';
import type { Condor } from '../../src/condor/condor.js';
import type { HedgeSettings, LayerSettings } from '../../src/hedge/settings.js';
import { isoDate } from '../../src/market/date.js';
import { futureSymbol } from '../../src/market/futures-symbol.js';
import type { EtpQuote, OptionQuote, Snapshot } from '../../src/market/snapshot.js';
import type { EpochMs } from '../../src/market/time.js';
import { DEFAULT_DYNAMICS } from '../../src/scenario/dynamics.js';

/** The layers of METHOD 15.1, typed from its text. */
export const LAYERS: readonly LayerSettings[] = [
  {
    name: 'short',
    window: { minDays: 7, maxDays: 30 },
    targetDays: 20,
    band: { min: 0.15, max: 0.25 },
    instrument: 'future',
    blend: false,
  },
  {
    name: 'intermediate',
    window: { minDays: 30, maxDays: 60 },
    targetDays: 45,
    band: { min: 0.3, max: 0.4 },
    instrument: 'future',
    blend: false,
  },
  {
    name: 'stabilizer',
    window: { minDays: 60, maxDays: 220 },
    targetDays: 120,
    band: { min: 0.35, max: 0.55 },
    instrument: 'future',
    blend: false,
  },
];

/** Every default of METHOD, typed from its text (2.2, 3.4, 6, 8.4, 12.5, 15.11), not from the code. */
export const STEWARD: HedgeSettings = {
  profile: 'steward',
  layers: LAYERS,
  hedge: {
    basis: 'notional',
    ratio: 1,
    ratioMin: 0.25,
    ratioMax: 1.5,
    riskCapital: 'entry',
    tolerance: 0.25,
    miniMonths: 6,
    weeklies: false,
    carryCap: true,
    premiumBudget: 0.25,
    accountCarryCap: 0.03,
  },
  regimes: {
    thresholds: {
      crisisRatio: 1.1,
      crisisVix: 35,
      stressRatio: 1,
      stressSlope: -0.02,
      flatRatio: 0.97,
      normalRatio: 0.9,
      normalSlope: 0.05,
    },
    hysteresis: 0.02,
    confirmDays: 2,
    hedgeRatio: { calm: 0.9, normal: 1, flat: 1.1, stress: 1, crisis: 0.6 },
    carryCap: { calm: 0.35, normal: 0.5, flat: 0.6, stress: 1, crisis: 1 },
    curveTilt: {
      calm: { short: 0.85, intermediate: 1, stabilizer: 1.1 },
      normal: {},
      flat: { short: 1.1, intermediate: 1, stabilizer: 0.95 },
      stress: { short: 1.15, intermediate: 1, stabilizer: 0.9 },
      crisis: {},
    },
  },
  portfolio: { beta: 1 },
  overrides: { freeIncrease: 0.25, coolingHours: 24, lapseDays: 7, lapseDaysMax: 31 },
  tenor: { choice: 'auto', carryFloor: 0.005, rollTrigger: 1.15 },
  costs: {
    vxCommissionUsd: 1.5,
    vxmCommissionUsd: 0.4,
    optionCommissionUsd: 0.65,
    vxHalfSpreadPoints: 0.025,
    vxmHalfSpreadPoints: 0.03,
    optionHalfSpreadShare: 0.04,
    optionHalfSpreadMinPoints: 0.02,
    etpHalfSpreadShare: 0.0005,
  },
  margin: {},
  capital: {
    blume: false,
    irrMinDays: 7,
    measure: { volShare: 1, drift: 0 },
    leverage: 1,
    leverageCap: 1.25,
    maintenanceMargin: 0.25,
    financing: { spread: 0.004 },
  },
  vol: { putSkew: 0.35, callSkew: -0.05, floor: 0.05, vixScale: 0.88, creditMaxAgeDays: 5 },
  vixOptions: { longDelta: 0.5, shortDelta: 0.2, skew: 0.25, tenorPower: 0.7 },
  defaults: { rate: 0.04, dividendYield: 0.013 },
  optimize: {
    alpha: 0.95,
    scenarios: 'mix',
    bankShare: 0.1,
    paths: 5000,
    seed: 1,
    horizonDays: 20,
    resamples: 20,
    frontierPoints: 6,
    futures: true,
    calls: true,
    callSpreads: true,
    etps: true,
  },
  signals: {
    weights: { macd: 0.25, rsi: 0.25, breadth: 0.25, curve: 0.25 },
    macd: { fast: 12, slow: 26, signal: 9 },
    rsi: { length: 14, overbought: 70 },
    scale: { atrLength: 14, changeLength: 20 },
    breadth: { window: 60, nearHigh: 0.995, slopeLength: 20 },
    curve: { from: 0.85, width: 0.2 },
    state: { alertEnter: 60, alertExit: 50, stressEnter: 75, stressExit: 60, dwellSessions: 3 },
    tilt: { first: 0.2, last: 0.1 },
    warmUp: 60,
    minInputs: 2,
    staleDays: 4,
  },
  macro: {
    tilt: true,
    erpTilt: false,
    historyMonths: 120, // 8.3
    dividendDiscount: { maxAgeDays: 100 },
    equityRiskPremium: { deadBand: 0.0025, tilt: 0.1, lagDays: 90, maxAgeDays: 190 }, // 9.2
    priceToCashFlow: { tilt: 0.25, lagDays: 90, maxAgeDays: 190 }, // 8.3
    reer: { tilt: 0.15, lagDays: 45, maxAgeDays: 120 },
    quickRatio: {
      soundRatio: 1, // 9.4
      futuresRatio: 0.7,
      lowFactor: 0.9,
      extraCash: 0.2,
      maxAgeDays: 200,
    },
  },
  events: {
    amplitude: { fomc: 0.15, cpi: 0.1, ppi: 0.05, other: 0 },
    decayDays: 3,
    leastTilt: 0.01,
  },
  stress: { rollDays: 7, exitSpreadFactor: 3, marginFactor: 2, putMoneyness: 0.95 },
  press: {
    share: 0.25, // 8.2
    shareMax: 0.4,
    regime: { calm: 1, normal: 1, flat: 1.2, stress: 0.5, crisis: 0 },
    bigTop: { highShare: 0.98, vixPercentile: 0.35, slope: 0.05, rsi: 70, factor: 1.25 }, // 8.3
    ladder: {
      futureFirst: 1.5, // 15.14
      futureSecond: 2,
      optionFirst: 2, // 8.5
      optionSecond: 4,
      vixDrop: 0.8,
      exitDays: 7,
      recycleShare: 0.4,
      recycleMaxRatio: 1.05,
    },
    maxRolls: 2,
  },
  alarms: { drift: 0.25, rollDays: 2, staleDays: 1 },
  dynamics: DEFAULT_DYNAMICS,
  static: false,
};

/** Settings with parts replaced, a level deep. */
export function settingsWith(
  change: { [K in keyof HedgeSettings]?: Partial<HedgeSettings[K]> },
  layers: readonly LayerSettings[] = STEWARD.layers,
): HedgeSettings {
  const merged: Record<string, unknown> = { ...STEWARD };
  for (const [key, value] of Object.entries(change)) {
    const old = merged[key];
    merged[key] =
      typeof value === 'object' && !Array.isArray(value) ? { ...(old as object), ...value } : value;
  }
  return { ...(merged as unknown as HedgeSettings), layers };
}

/** Layers with one of them changed. */
export function layersWith(name: string, change: Partial<LayerSettings>): LayerSettings[] {
  return LAYERS.map((layer) => (layer.name === name ? { ...layer, ...change } : layer));
}

/** Friday 2026-11-20, 15:00 in Chicago (winter: six hours behind Greenwich). */
export const AS_OF = Date.parse('2026-11-20T21:00:00Z') as EpochMs;

/** Expiries from METHOD 1.1: 26, 61, 89, 117, 152, 179, 208, 243 days from 2026-11-20. */
export const EXPIRIES = [
  '2026-12-16',
  '2027-01-20',
  '2027-02-17',
  '2027-03-17',
  '2027-04-21',
  '2027-05-18',
  '2027-06-16',
  '2027-07-21',
] as const;

export const PRICES = [18.85, 19.7, 20.35, 20.8, 21.1, 21.35, 21.5, 21.6] as const;

interface SnapshotParts {
  readonly time?: EpochMs;
  readonly vix?: number;
  /** Null leaves it out. */
  readonly spx?: number | null;
  readonly vix9d?: number;
  readonly vix3m?: number | null;
  readonly vix6m?: number;
  readonly vvix?: number | null;
  readonly expiries?: readonly string[];
  readonly prices?: readonly number[];
  readonly options?: readonly OptionQuote[];
  readonly etps?: readonly EtpQuote[];
  readonly rate?: number;
  readonly dividendYield?: number;
}

/** A snapshot as plain data; monthly futures only. */
export function snapshotOf(parts: SnapshotParts = {}): Snapshot {
  const { vix = 17.92, spx = 6512.4, vix3m = 20.15, vvix = 96.4 } = parts;
  const { expiries = EXPIRIES, prices = PRICES } = parts;
  return {
    time: parts.time ?? AS_OF,
    indices: {
      VIX: vix,
      ...(spx !== null && { SPX: spx }),
      ...(parts.vix9d !== undefined && { VIX9D: parts.vix9d }),
      ...(vix3m !== null && { VIX3M: vix3m }),
      ...(parts.vix6m !== undefined && { VIX6M: parts.vix6m }),
      ...(vvix !== null && { VVIX: vvix }),
    },
    futures: prices.map((price, i) => {
      const expiry = isoDate(expiries[i] ?? '');
      return { symbol: futureSymbol('VX', expiry), expiry, weekly: false, price };
    }),
    options: parts.options ?? [],
    etps: parts.etps ?? [],
    ...(parts.rate !== undefined && { rate: parts.rate }),
    ...(parts.dividendYield !== undefined && { dividendYield: parts.dividendYield }),
  };
}

/** A condor on SPX of 2026-12-18 (AM), wings of 100, unless told otherwise. */
export function condor(change: Partial<CondorInput> = {}): Condor {
  return createCondor({
    id: 'a',
    underlying: 'SPX',
    expiry: isoDate('2026-12-18'),
    quantity: 10,
    legs: { longPut: 6000, shortPut: 6100, shortCall: 6850, longCall: 6950 },
    credit: 24.8,
    ...change,
  });
}

/** Every number, string and hole in a result, with its path. */
export function* leavesOf(value: unknown, path = '$'): Generator<[string, unknown]> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* leavesOf(item, `${path}[${i}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* leavesOf(item, `${path}.${key}`);
  } else {
    yield [path, value];
  }
}

/** Paths of what must not stand in a result: NaN, infinities, undefined, null. */
export function faultsOf(value: unknown): string[] {
  return [...leavesOf(value)].flatMap(([path, leaf]) => {
    if (leaf === undefined || leaf === null) return [`${path} is ${String(leaf)}`];
    if (typeof leaf === 'number' && !Number.isFinite(leaf)) return [`${path} is ${leaf}`];
    if (typeof leaf === 'string' && /\b(NaN|Infinity|undefined|null)\b/.test(leaf)) {
      return [`${path} says ${leaf}`];
    }
    return [];
  });
}
