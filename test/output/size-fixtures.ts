import type {
  Derivation,
  Factor,
  InstrumentResult,
  LayerResult,
  SizeResult,
  StructureResult,
} from '../../src/hedge/result.js';
import type { IsoDate } from '../../src/market/date.js';

export function day(text: string): IsoDate {
  return text as IsoDate;
}

function factor(name: string, value: number, source: string, note?: string): Factor {
  return note === undefined ? { name, value, source } : { name, value, source, note };
}

export function future(
  symbol: string,
  expiry: string,
  daysToExpiry: number,
  price: number,
  contracts: number,
): InstrumentResult {
  const multiplier = symbol.startsWith('VXM') ? 100 : 1000;
  return {
    symbol,
    kind: 'future',
    expiry: day(expiry),
    daysToExpiry,
    price,
    multiplier,
    contracts,
    notionalUsd: multiplier * contracts * price,
    priceSource: 'snapshot',
  };
}

export const SHORT: LayerResult = {
  name: 'short',
  instrument: 'future',
  band: { min: 0.15, max: 0.25 },
  baseWeight: 0.2,
  weight: 0.2,
  weightActual: 0.199,
  bandHeld: true,
  tenor: { minDays: 7, maxDays: 30, targetDays: 20, outsideWindow: false },
  targetNotionalUsd: 17040,
  notionalUsd: 16965,
  outlayUsd: 0,
  entryCostUsd: -30.6,
  carryPerMonthUsd: -930,
  carryShareOfCredit: -0.0628,
  rollBy: day('2026-12-09'),
  atCondorEnd: 'settles 2 days before the condor ends: roll, or be unhedged in this layer',
  breakEven: { horizon: day('2026-12-18'), future: 18.86, rise: 0.052, spotVix: 18.9 },
  nextContract: { symbol: 'VXMZ26', notionalUsd: 1885, outlayUsd: 0, carryPerMonthUsd: -103.3 },
  instruments: [future('VXMZ26', '2026-12-16', 26, 18.85, 9)],
  factors: [
    factor('base weight', 0.2, 'layers.short.band', 'middle of the band'),
    factor('curve tilt', 1, 'method 6.3', 'normal regime'),
    factor('signals', 1, 'neutral: no signals given'),
  ],
};

export const INTERMEDIATE: LayerResult = {
  ...SHORT,
  name: 'intermediate',
  band: { min: 0.3, max: 0.4 },
  baseWeight: 0.35,
  weight: 0.35,
  weightActual: 0.3463,
  tenor: { minDays: 30, maxDays: 60, targetDays: 45, outsideWindow: true },
  targetNotionalUsd: 29820,
  notionalUsd: 29550,
  entryCostUsd: -34.5,
  carryPerMonthUsd: -1254.75,
  carryShareOfCredit: -0.0848,
  rollBy: day('2026-12-18'),
  atCondorEnd: 'outlives the condor by 33 days: sell on 2026-12-18 or keep for the next condor',
  breakEven: { horizon: day('2026-12-18'), future: 19.74, rise: 0.0443, spotVix: 19.62 },
  nextContract: { symbol: 'VXMF27', notionalUsd: 1970, outlayUsd: 0, carryPerMonthUsd: -83.7 },
  instruments: [
    future('VXF27', '2027-01-20', 61, 19.7, 1),
    future('VXMF27', '2027-01-20', 61, 19.7, 5),
  ],
};

export const STABILIZER: LayerResult = {
  ...SHORT,
  name: 'stabilizer',
  band: { min: 0.35, max: 0.55 },
  baseWeight: 0.45,
  weight: 0.45,
  weightActual: 0.4547,
  tenor: { minDays: 60, maxDays: 220, targetDays: 120, outsideWindow: false },
  targetNotionalUsd: 38340,
  notionalUsd: 38797.5,
  entryCostUsd: -57.5,
  carryPerMonthUsd: -402.2,
  carryShareOfCredit: -0.0272,
  rollBy: day('2026-12-18'),
  atCondorEnd: 'outlives the condor by 89 days: sell on 2026-12-18 or keep for the next condor',
  breakEven: { horizon: day('2026-12-18'), future: 20.4525, rise: 0.0161, spotVix: 18.31 },
  nextContract: { symbol: 'VXMH27', notionalUsd: 2041.5, outlayUsd: 0, carryPerMonthUsd: -21.2 },
  instruments: [
    future('VXH27', '2027-03-17', 117, 20.4125, 1),
    future('VXMH27', '2027-03-17', 117, 20.4125, 9),
  ],
};

export const STRUCTURE: StructureResult = {
  horizon: day('2026-12-18'),
  horizonTradingDays: 19,
  breakEvens: {
    unhedged: { lower: 5985.2, upper: 6914.8 },
    unhedgedByExpiry: [
      {
        expiry: day('2026-12-18'),
        settlement: 'am',
        roots: [5985.2, 6914.8],
        lower: 5985.2,
        upper: 6914.8,
      },
    ],
    hedged: {
      horizon: day('2026-12-18'),
      roots: [5402.17, 5983.44, 6889.31],
      lower: 5983.44,
      upper: 6889.31,
      band: {
        weaker: { lower: 5988.02, upper: 6881.6 },
        stronger: { lower: 5975.9, upper: 6897.77 },
      },
      deadZone: { spx: 5900, pnlUsd: -51233.4 },
    },
  },
  worst: { spx: 7000, pnlUsd: -93871.2 },
  whatIf: [
    whatIf(-0.2, 5209.92, 47.61, -85200, 104512.3),
    whatIf(-0.1, 5861.16, 29.88, -85200, 36120.9),
    whatIf(-0.05, 6186.78, 23.41, 14800, 11204.6),
    whatIf(0.05, 6838.02, 15.32, 14800, -7411.7),
  ],
  hedgeLossIfVixFalls: { vix: 12, usd: -14980.55 },
  coverage: [
    {
      strike: 5900,
      leg: 'longPut',
      vix: 29.1,
      condorUsd: -85200,
      hedgeUsd: 33966.6,
      netUsd: -51233.4,
      share: 0.3987,
    },
    {
      strike: 6000,
      leg: 'shortPut',
      vix: 27.2,
      condorUsd: 14800,
      hedgeUsd: 24520.1,
      netUsd: 39320.1,
    },
    {
      strike: 6900,
      leg: 'shortCall',
      vix: 14.9,
      condorUsd: 14800,
      hedgeUsd: -8120.4,
      netUsd: 6679.6,
    },
    {
      strike: 7000,
      leg: 'longCall',
      vix: 14.4,
      condorUsd: -85200,
      hedgeUsd: -8671.2,
      netUsd: -93871.2,
      share: -0.1018,
    },
  ],
};

function whatIf(
  spxMove: number,
  spx: number,
  vix: number,
  condorUsd: number,
  hedgeUsd: number,
): StructureResult['whatIf'][number] {
  return { spxMove, spx, vix, condorUsd, hedgeUsd, netUsd: condorUsd + hedgeUsd };
}

const DERIVATIONS: readonly Derivation[] = [
  {
    figure: 'target notional, USD',
    rule: 'product',
    terms: [
      factor('risk capital', 85200, 'position (method 6.1)'),
      factor('ratio', 1, 'config'),
      factor('portfolio beta', 1, 'config', 'neutral'),
    ],
    result: 85200,
    source: 'method 6.4, 8.4',
  },
  {
    figure: 'short: carry per 30 days, USD',
    rule: 'formula',
    formula: 'contracts x multiplier x [F(T - 30 days) - F(T)] on an unchanged curve',
    terms: [factor('VXMZ26', 9, 'contracts', 'at 18.85')],
    result: -930,
    source: 'method 15.5',
  },
  {
    figure: 'carry per 30 days, USD',
    rule: 'sum',
    terms: [
      factor('short', -930, 'layer'),
      factor('intermediate', -1254.75, 'layer'),
      factor('stabilizer', -402.2, 'layer'),
    ],
    result: -2586.95,
    source: 'method 15.5',
  },
];

/** PRODUCT's example book: three layers of futures. */
export const EXAMPLE: SizeResult = {
  schemaVersion: 1,
  command: 'size',
  asOf: '2026-11-20T21:15:00Z',
  snapshotTime: '2026-11-20T21:15:00Z',
  profile: 'steward',
  static: false,
  position: {
    condors: [
      {
        id: 'spx-dec',
        underlying: 'SPX',
        expiry: day('2026-12-18'),
        settlement: 'am',
        settlementSource: 'read from the expiry',
        daysToExpiry: 28,
        quantity: 10,
        creditUsd: 14800,
        maxProfitUsd: 14800,
        maxLossUsd: 85200,
        breakEvens: { lower: 5985.2, upper: 6914.8 },
      },
    ],
    creditUsd: 14800,
    riskCapitalUsd: 85200,
    riskCapitalMethod: 'per-expiry payoff minimum, summed',
    atmVol: [
      {
        id: 'spx-dec',
        expiry: day('2026-12-18'),
        settlement: 'am',
        vol: 0.1427,
        source: 'opening credit',
      },
    ],
  },
  termStructure: {
    spotVix: 17.92,
    spx: 6512.4,
    regime: 'normal',
    regimeRule: 'vixToVix3m 0.889, slope12 0.045: slope12 <= 0.05',
    slope12: 0.045,
    vixToVix3m: 0.889,
    nodes: [
      node('VXZ26', '2026-12-16', 26, 18.85),
      node('VXF27', '2027-01-20', 61, 19.7),
      node('VXG27', '2027-02-17', 89, 20.15),
      node('VXH27', '2027-03-17', 117, 20.4125),
      node('VXJ27', '2027-04-21', 152, 20.65),
      node('VXK27', '2027-05-18', 179, 20.8),
      node('VXM27', '2027-06-16', 208, 21),
      node('VXN27', '2027-07-21', 243, 21.15),
    ],
  },
  hedge: {
    basis: 'notional',
    ratio: 1,
    targetNotionalUsd: 85200,
    notionalUsd: 85312.5,
    notionalShareOfRiskCapital: 1.00132,
    outlayUsd: 0,
    entryCostUsd: -122.6,
    carryPerMonthUsd: -2586.95,
    carryShareOfCredit: -0.1748,
    factors: [
      factor('risk capital', 85200, 'position (method 6.1)', 'per-expiry payoff minimum, summed'),
      factor('hedge.ratio', 1, 'config'),
      factor('portfolioBeta', 1, 'config', 'neutral'),
      factor('regime', 1, 'method 6.4', 'normal'),
      factor('carry cap', 1, 'method 8.4', 'not binding'),
    ],
  },
  layers: [SHORT, INTERMEDIATE, STABILIZER],
  structure: STRUCTURE,
  assumptions: [
    factor('rate', 0.0395, 'snapshot', 'continuous, a year'),
    factor('dividend yield', 0.013, 'defaults.dividendYield', 'continuous, a year'),
    factor('put skew', 0.35, 'vol.putSkew (method 2.2)', 'vol per ln(F/K)'),
    factor('call skew', -0.05, 'vol.callSkew (method 2.2)', 'vol per ln(K/F)'),
    factor('VX commission', 1.5, 'costs.vxCommissionUsd', 'USD a side'),
    factor('VXM commission', 0.4, 'costs.vxmCommissionUsd', 'USD a side'),
    factor('VX half-spread', 0.025, 'costs.vxHalfSpreadPoints', 'points'),
    factor('VXM half-spread', 0.03, 'costs.vxmHalfSpreadPoints', 'points'),
    factor('mini months', 6, 'hedge.miniMonths', 'monthly expiries with VXM'),
    factor('total tolerance', 0.25, 'hedge.tolerance (method 15.3)', 'of the target'),
  ],
  derivations: DERIVATIONS,
  warnings: [
    {
      code: 'outside-window',
      message:
        'intermediate: no contract has 30 to 60 days; VXF27 with 61 is the nearest that is longer than the layer before.',
    },
    { code: 'rate-default', message: 'Not in the snapshot, so assumed: dividend yield 0.013.' },
    {
      code: 'margin-unknown',
      message:
        'Futures margin is not known: give --vx-margin, or margin.vxUsd, from your broker; it changes often and jumps in stress.',
    },
    {
      code: 'holdings-not-counted',
      message: 'VIX hedges that you already hold are not counted.',
    },
  ],
  disclaimer:
    'Educational, not advice. A VIX hedge is no equity put: in a slow grind such as 2022 (SPX -25%, no VIX close above 36.45) it fails.',
};

function node(
  symbol: string,
  expiry: string,
  daysToExpiry: number,
  price: number,
): SizeResult['termStructure']['nodes'][number] {
  return { symbol, expiry: day(expiry), daysToExpiry, price };
}
