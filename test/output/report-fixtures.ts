import type { CondorDetail, CondorReport, DecayDay, LegDetail } from '../../src/condor/report.js';
import { addDays } from '../../src/market/date.js';
import type { ConstantMaturity, TermNode, TermReport } from '../../src/market/term-report.js';
import { EXAMPLE, day } from './size-fixtures.js';

function termNode(
  symbol: string,
  expiry: string,
  daysToExpiry: number,
  price: number,
  rollYieldPerYear: number,
  weekly = false,
): TermNode {
  return {
    symbol,
    expiry: day(expiry),
    weekly,
    daysToExpiry,
    tradingDaysToExpiry: Math.round((daysToExpiry * 5) / 7),
    price,
    rollYieldPerYear,
    rollUsdPer30Days: (rollYieldPerYear * price * 1000 * 30) / 365,
  };
}

function maturity(days: number, price: number, marks: Partial<ConstantMaturity> = {}) {
  return {
    days,
    price,
    synthetic: false,
    clamped: false,
    rollYieldPerYear: -0.21,
    rollUsdPer30Days: -342.3,
    ...marks,
  };
}

export const TERM: TermReport = {
  schemaVersion: 1,
  command: 'term',
  asOf: '2026-11-20T21:15:00Z',
  indices: { SPX: 6512.4, VIX: 17.92, VIX9D: 16.8, VIX3M: 20.15, VVIX: 96.4 },
  nodes: [
    termNode('VX48Z26', '2026-11-25', 5, 18.1, -0.9, true),
    termNode('VXZ26', '2026-12-16', 26, 18.85, -0.6921),
    termNode('VXF27', '2027-01-20', 61, 19.7, -0.4498),
    termNode('VXG27', '2027-02-17', 89, 20.15, -0.2912),
    termNode('VXH27', '2027-03-17', 117, 20.4125, -0.1677),
    termNode('VXJ27', '2027-04-21', 152, 20.65, -0.1199),
    termNode('VXK27', '2027-05-18', 179, 20.8, -0.0975),
    termNode('VXM27', '2027-06-16', 208, 21, -0.1199),
    termNode('VXN27', '2027-07-21', 243, 21.15, 0.0741),
  ],
  constantMaturities: [
    maturity(10, 18.28, { synthetic: true }),
    maturity(30, 18.9471),
    maturity(60, 19.6757),
    maturity(90, 20.1594),
    maturity(120, 20.4329),
    maturity(150, 20.6364),
    maturity(180, 20.8069),
    maturity(270, 21.15, { clamped: true, rollYieldPerYear: 0, rollUsdPer30Days: 0 }),
  ],
  measures: {
    slope12: 0.0451,
    slope47: 0.0361,
    basis: 0.0519,
    vixToVix3m: 0.8893,
    dailyRollPoints: 0.0517,
  },
  regime: 'normal',
  regimeRule: 'vixToVix3m 0.889, slope12 0.045: slope12 <= 0.05',
  warnings: [],
  disclaimer: EXAMPLE.disclaimer,
};

/** Backwardation on two futures, without what may be absent. */
export const TERM_SPARSE: TermReport = {
  ...TERM,
  indices: { VIX: 82.69 },
  nodes: [termNode('VXH20', '2020-03-18', 2, 72.625, 12.4)],
  constantMaturities: [],
  measures: { basis: -0.1217 },
  regime: 'stress',
  warnings: [{ code: 'no-vix3m', message: 'The snapshot has no VIX3M level.' }],
};

function leg(
  name: LegDetail['leg'],
  strike: number,
  impliedVol: number,
  price: number,
  delta: number,
): LegDetail {
  return {
    leg: name,
    strike,
    impliedVol,
    impliedVolSource: 'skew model (method 2.2)',
    price,
    delta,
    extrinsic: price,
  };
}

const DECEMBER: CondorDetail = {
  id: 'spx-dec',
  underlying: 'SPX',
  expiry: day('2026-12-18'),
  settlement: 'am',
  settlementSource: 'read from the expiry',
  daysToExpiry: 28,
  quantity: 10,
  strikes: { longPut: 5900, shortPut: 6000, shortCall: 6900, longCall: 7000 },
  creditPoints: 14.8,
  creditUsd: 14800,
  maxProfitUsd: 14800,
  maxLossUsd: 85200,
  breakEvens: { lower: 5985.2, upper: 6914.8 },
  forward: 6525.81,
  atmVol: 0.1427,
  atmVolSource: 'lowest vol at which the opening credit is met',
  legs: [
    leg('longPut', 5900, 0.1781, 11.47, -0.0712),
    leg('shortPut', 6000, 0.1721, 16.3, -0.0994),
    leg('shortCall', 6900, 0.1399, 14.21, 0.1133),
    leg('longCall', 7000, 0.1392, 7.34, 0.0668),
  ],
  probabilityOfProfit: {
    value: 0.8312,
    basis: 'lognormal about the forward, ATM vol to settlement, calendar clock',
  },
};

const DECAY: readonly DecayDay[] = Array.from({ length: 29 }, (_, i) => ({
  date: addDays(day('2026-11-20'), i),
  daysToFirstExpiry: 28 - i,
  gainUsd: 14800 * (i / 28) ** 1.6 - (i === 1 ? 300 : 0),
  extrinsicUsd: 14800 * (1 - (i / 28) ** 1.6),
  thetaUsdPerDay: 310 + 12 * i,
}));

export const CONDOR: CondorReport = {
  schemaVersion: 1,
  command: 'condor',
  asOf: '2026-11-20T21:15:00Z',
  spx: 6512.4,
  condors: [DECEMBER],
  creditUsd: 14800,
  riskCapitalUsd: 85200,
  riskCapitalMethod: 'per-expiry payoff minimum, summed',
  atRiskNowUsd: 88341.7,
  expiries: [
    {
      expiry: day('2026-12-18'),
      settlement: 'am',
      kinks: [
        { spx: 5900, pnlUsd: -85200 },
        { spx: 6000, pnlUsd: 14800 },
        { spx: 6900, pnlUsd: 14800 },
        { spx: 7000, pnlUsd: -85200 },
      ],
      breakEvens: [5985.2, 6914.8],
      maxProfitUsd: 14800,
      maxLossUsd: 85200,
      probabilityOfProfit: 0.8312,
    },
  ],
  greeks: {
    deltaUsdPerPoint: -18.4,
    gammaUsdPerPointSquared: -0.7313,
    vegaUsdPerVolPoint: -2311.8,
    thetaUsdPerDay: 312.44,
    rhoUsdPerPercent: -91.3,
    vannaUsdPerPointPerVolPoint: 1.77,
    vommaUsdPerVolPointSquared: -48.2,
    charmUsdPerPointPerDay: 0.0031,
  },
  modelValueUsd: -11658.3,
  extrinsicUsd: 11658.3,
  expectedDailyRange: { points: 58.46, share: 0.00898 },
  oneDay: [
    { spxMove: -0.00898, pnlUsd: -912.3 },
    { spxMove: 0, pnlUsd: 318.2 },
    { spxMove: 0.00898, pnlUsd: -744.1 },
  ],
  decay: DECAY,
  warnings: [],
  disclaimer: EXAMPLE.disclaimer,
};

/** Two expiries and no market: only the payoff is known. */
export const CONDOR_BOOK: CondorReport = {
  schemaVersion: 1,
  command: 'condor',
  condors: [
    payoffOnly(DECEMBER),
    {
      ...payoffOnly(DECEMBER),
      id: 'xsp-jan: a long name that says where it was bought and why',
      underlying: 'XSP',
      expiry: day('2027-01-15'),
      settlement: 'pm',
      settlementSource: 'stated',
      quantity: 1000,
      strikes: { longPut: 590, shortPut: 600, shortCall: 600, longCall: 612.5 },
      breakEvens: { upper: 606.2 },
    },
  ],
  creditUsd: 1_000_000_000,
  riskCapitalUsd: 2_000_000_000,
  riskCapitalMethod: 'per-expiry payoff minimum, summed',
  firstExpiryWorst: { spx: 5900, pnlUsd: -1_234_567_890 },
  expiries: [
    ...CONDOR.expiries.map((payoff) => without(payoff, ['probabilityOfProfit'])),
    {
      expiry: day('2027-01-15'),
      settlement: 'pm',
      kinks: [
        { spx: 5900, pnlUsd: 20_000_000 },
        { spx: 6000, pnlUsd: 620_000_000 },
        { spx: 6125, pnlUsd: -630_000_000 },
      ],
      breakEvens: [6062],
      maxProfitUsd: 620_000_000,
      maxLossUsd: 630_000_000,
    },
  ],
  warnings: [{ code: 'side-cannot-lose', message: 'xsp-jan: the put side cannot lose.' }],
  disclaimer: EXAMPLE.disclaimer,
};

/** What is known of a condor without a snapshot. */
function payoffOnly(condor: CondorDetail): CondorDetail {
  return without(condor, [
    'daysToExpiry',
    'forward',
    'atmVol',
    'atmVolSource',
    'legs',
    'probabilityOfProfit',
  ]);
}

function without<T extends object>(value: T, keys: readonly (keyof T & string)[]): T {
  const kept = Object.entries(value).filter(([key]) => !keys.some((gone) => gone === key));
  return Object.fromEntries(kept) as T;
}
