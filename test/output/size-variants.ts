import type { InstrumentResult, SizeResult } from '../../src/hedge/result.js';
import { EXAMPLE, INTERMEDIATE, SHORT, STABILIZER, STRUCTURE, day } from './size-fixtures.js';

/** One layer that bought nothing, and all that may be absent is. */
export const SPARSE: SizeResult = {
  ...EXAMPLE,
  static: true,
  position: {
    condors: EXAMPLE.position.condors.map((condor) => ({
      ...condor,
      settlementSource: 'stated' as const,
      breakEvens: { lower: 5985.2 },
    })),
    creditUsd: 14800,
    riskCapitalUsd: 85200,
    riskCapitalMethod: 'per-expiry payoff minimum, summed',
  },
  termStructure: {
    spotVix: 17.92,
    regime: 'unknown',
    regimeRule: 'no VIX3M, no second future: neither measure is in the snapshot',
    nodes: EXAMPLE.termStructure.nodes.slice(0, 1),
  },
  layers: [
    {
      name: 'short',
      instrument: 'future',
      band: { min: 0.15, max: 0.255 },
      baseWeight: 0.2,
      weight: 0.2,
      weightActual: 0,
      bandHeld: false,
      tenor: { minDays: 7, maxDays: 30, targetDays: 20, outsideWindow: false },
      targetNotionalUsd: 400,
      notionalUsd: 0,
      outlayUsd: 0,
      entryCostUsd: 0,
      carryPerMonthUsd: 0,
      nextContract: { symbol: 'VXZ26', notionalUsd: 18850, outlayUsd: 0, carryPerMonthUsd: -1033 },
      instruments: [],
      factors: [],
    },
  ],
  hedge: { ...EXAMPLE.hedge, factors: [] },
  assumptions: [],
  derivations: [],
  warnings: [],
};
delete (SPARSE as { structure?: unknown }).structure;

const CALL_SYMBOL = 'VIX   270120C00025000';

/** Five layers of every kind, two of them beyond their bands. */
export const FIVE_LAYERS: SizeResult = {
  ...EXAMPLE,
  profile: 'promoter',
  layers: [
    SHORT,
    { ...INTERMEDIATE, bandHeld: false, marginUsd: 41250.5 },
    STABILIZER,
    {
      ...INTERMEDIATE,
      name: 'wings',
      instrument: 'callSpread',
      outlayUsd: 3170,
      nextContract: {
        symbol: `${CALL_SYMBOL} / VIX   270120C00035000`,
        notionalUsd: 985.4,
        outlayUsd: 88.5,
        carryPerMonthUsd: -24.4,
      },
      instruments: [
        call(CALL_SYMBOL, 25, 1.4776, 20),
        call('VIX   270120C00035000', 35, 0.6025, -20),
      ],
    },
    {
      ...STABILIZER,
      name: 'fund',
      instrument: 'etp',
      outlayUsd: 40250,
      instruments: [
        {
          symbol: 'VIXM',
          kind: 'etp',
          price: 16.1,
          multiplier: 1,
          contracts: 2500,
          notionalUsd: 40250,
        },
      ],
    },
  ],
};

function call(symbol: string, strike: number, price: number, contracts: number): InstrumentResult {
  return {
    symbol,
    kind: 'call',
    expiry: day('2027-01-20'),
    daysToExpiry: 61,
    price,
    multiplier: 100,
    contracts,
    notionalUsd: contracts * 985.4,
    strike,
    impliedVol: 0.947,
    forwardDelta: 0.347,
    priceSource: 'model: VVIX by tenor and skew',
  };
}

/** A billion dollars in every sum, names as long as they may be, a book of many condors. */
export const LARGE: SizeResult = {
  ...FIVE_LAYERS,
  position: {
    ...EXAMPLE.position,
    condors: Array.from({ length: 20 }, (_, i) => ({
      ...(EXAMPLE.position.condors[0] as SizeResult['position']['condors'][number]),
      id: `${'an-id-as-long-as-it-may-be/'.repeat(3).slice(0, 62)}${10 + i}`,
      quantity: 1_000_000,
      creditUsd: 1_480_000_000,
      maxProfitUsd: 1_480_000_000,
      maxLossUsd: 8_520_000_000,
    })),
    riskCapitalUsd: 8_520_000_000,
    creditUsd: 1_480_000_000,
  },
  layers: FIVE_LAYERS.layers.map((layer) => ({
    ...layer,
    name: `${layer.name}-layer-with-a-long-name`,
    targetNotionalUsd: 1_704_000_000,
    notionalUsd: 1_696_500_000,
    outlayUsd: 1_000_000_000,
    marginUsd: 1_250_000_000,
    entryCostUsd: -1_000_000,
    carryPerMonthUsd: -930_000_000,
    instruments: layer.instruments.map((each) => ({
      ...each,
      contracts: each.contracts * 100_000,
    })),
  })),
  structure: {
    ...STRUCTURE,
    whatIf: STRUCTURE.whatIf.map((each) => ({
      ...each,
      condorUsd: each.condorUsd * 1e5,
      hedgeUsd: each.hedgeUsd * 1e5,
      netUsd: each.netUsd * 1e5,
    })),
    worst: { spx: 7000, pnlUsd: -9_387_120_000 },
  },
};

/** Names in scripts of double and zero width, and a layer name with marks that act in terminals. */
export const FOREIGN: SizeResult = {
  ...EXAMPLE,
  position: {
    ...EXAMPLE.position,
    condors: EXAMPLE.position.condors.map((condor) => ({
      ...condor,
      id: '鉄のコンドル 十二月 Zürich Ελλάδα',
    })),
  },
  layers: EXAMPLE.layers.map((layer, i) =>
    i === 0 ? { ...layer, name: '\u001b[31mrot\u001b[0m\u202e\u0007|<b>' } : layer,
  ),
};
