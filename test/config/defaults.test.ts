import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/config/defaults.js';
import { loadSettings } from '../../src/config/load.js';
import type { HedgeSettings } from '../../src/hedge/settings.js';
import { DEFAULT_DYNAMICS } from '../../src/scenario/dynamics.js';

/** The numbers of METHOD, typed from it section by section. */
const STEWARD: HedgeSettings = {
  profile: 'steward',
  static: false,
  layers: [
    {
      name: 'short',
      window: { minDays: 7, maxDays: 30 }, // 15.1
      targetDays: 20,
      band: { min: 0.15, max: 0.25 }, // 6.2
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
  ],
  hedge: {
    basis: 'notional',
    ratio: 1, // 6.4
    ratioMin: 0.25,
    ratioMax: 1.5,
    riskCapital: 'entry', // 6.1
    tolerance: 0.25, // 15.3
    miniMonths: 6,
    weeklies: false,
    carryCap: true, // 15.2
    premiumBudget: 0.25, // 6.9
    accountCarryCap: 0.03, // 8.4
  },
  regimes: {
    // 3.4
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
    hedgeRatio: { calm: 0.9, normal: 1, flat: 1.1, stress: 1, crisis: 0.6 }, // 6.4
    carryCap: { calm: 0.35, normal: 0.5, flat: 0.6, stress: 1, crisis: 1 }, // 8.4
    // 6.3
    curveTilt: {
      calm: { short: 0.85, intermediate: 1, stabilizer: 1.1 },
      normal: {},
      flat: { short: 1.1, intermediate: 1, stabilizer: 0.95 },
      stress: { short: 1.15, intermediate: 1, stabilizer: 0.9 },
      crisis: {},
    },
  },
  portfolio: { beta: 1 }, // 6.5
  // 15.11
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
  margin: {}, // 1.2: never invented
  // 6.5, 6.6, 12.5: premium, rates, debt and taxes are never invented
  capital: {
    blume: false,
    irrMinDays: 7,
    measure: { volShare: 1, drift: 0 },
    leverage: 1,
    leverageCap: 1.25,
    maintenanceMargin: 0.25,
    financing: { spread: 0.004 },
  },
  vol: {
    putSkew: 0.35, // 2.2
    callSkew: -0.05,
    floor: 0.05,
    vixScale: 0.88, // 15.4
    creditMaxAgeDays: 5,
  },
  vixOptions: { longDelta: 0.5, shortDelta: 0.2, skew: 0.25, tenorPower: 0.7 }, // 2.2
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
  // 7.1 to 7.5
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
  }, // 11
  stress: { rollDays: 7, exitSpreadFactor: 3, marginFactor: 2, putMoneyness: 0.95 }, // 15.11
  defaults: { rate: 0.04, dividendYield: 0.013 }, // 15.11
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
  alarms: { drift: 0.25, rollDays: 2, staleDays: 1 }, // 16; a stress limit is never invented
  dynamics: DEFAULT_DYNAMICS, // 15.7; its figures are checked in test/scenario
};

describe('defaultSettings', () => {
  it('are the numbers of the method', () => {
    expect(defaultSettings()).toStrictEqual(STEWARD);
  });

  it('of the promoter differ in ratio, premium budget and leverage cap and in nothing else', () => {
    expect(defaultSettings('promoter')).toStrictEqual({
      ...STEWARD,
      profile: 'promoter',
      hedge: { ...STEWARD.hedge, ratio: 1.3, premiumBudget: 0.4 },
      capital: { ...STEWARD.capital, leverageCap: 1.5 },
    });
  });

  it('are what is loaded when nothing is given', async () => {
    const { settings, given, origins } = await loadSettings({ sets: [] });
    expect(settings).toStrictEqual(STEWARD);
    expect(given.size).toBe(0);
    expect(origins.size).toBe(0);
  });

  it('are made anew for each caller', () => {
    expect(defaultSettings().regimes.curveTilt).not.toBe(defaultSettings().regimes.curveTilt);
  });
});
