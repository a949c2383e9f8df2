/** What a value of the JSON contract must be. */
export type Shape =
  | 'usd'
  | 'points'
  | 'share'
  | 'number'
  | 'count'
  | 'text'
  | 'date'
  | 'moment'
  | 'flag'
  | readonly [Shape]
  | { readonly [key: string]: Shape };

/** PRODUCT's JSON of `alvh size`; keys that end with `?` may be absent. */
export const SIZE_SHAPE = {
  schemaVersion: 'count',
  command: 'text',
  asOf: 'moment',
  profile: 'text',
  position: {
    condors: [
      {
        id: 'text',
        expiry: 'date',
        quantity: 'count',
        creditUsd: 'usd',
        maxProfitUsd: 'usd',
        maxLossUsd: 'usd',
        breakEvens: { lower: 'points', upper: 'points' },
      },
    ],
    riskCapitalUsd: 'usd',
    riskCapitalMethod: 'text',
  },
  termStructure: {
    spotVix: 'points',
    regime: 'text',
    regimeRule: 'text',
    slope12: 'number',
    vixToVix3m: 'number',
    nodes: [{ symbol: 'text', expiry: 'date', daysToExpiry: 'count', price: 'points' }],
  },
  hedge: {
    basis: 'text',
    targetNotionalUsd: 'usd',
    notionalUsd: 'usd',
    outlayUsd: 'usd',
    carryPerMonthUsd: 'usd',
    factors: [{ name: 'text', value: 'number', source: 'text' }],
  },
  layers: [
    {
      name: 'text',
      band: { min: 'share', max: 'share' },
      weight: 'share',
      weightActual: 'share',
      tenor: { minDays: 'count', maxDays: 'count', outsideWindow: 'flag' },
      targetNotionalUsd: 'usd',
      notionalUsd: 'usd',
      outlayUsd: 'usd',
      carryPerMonthUsd: 'usd',
      rollBy: 'date',
      breakEven: { horizon: 'date', future: 'points', rise: 'number', spotVix: 'points' },
      nextContract: { symbol: 'text', notionalUsd: 'usd' },
      instruments: [
        {
          symbol: 'text',
          kind: 'text',
          expiry: 'date',
          daysToExpiry: 'count',
          price: 'points',
          multiplier: 'count',
          contracts: 'count',
          notionalUsd: 'usd',
        },
      ],
    },
  ],
  structure: {
    breakEvens: {
      unhedged: { lower: 'points', upper: 'points' },
      hedged: {
        horizon: 'date',
        roots: ['points'],
        lower: 'points',
        upper: 'points',
        deadZone: { spx: 'points', pnlUsd: 'usd' },
      },
    },
    whatIf: [{ spxMove: 'number', condorUsd: 'usd', hedgeUsd: 'usd', netUsd: 'usd' }],
    hedgeLossIfVixFalls: { vix: 'points', usd: 'usd' },
    // A strike at which the condor loses nothing has no share of a loss.
    coverage: [{ strike: 'points', 'share?': 'number' }],
    'expectedIrr?': 'number',
    'wacc?': 'number',
    'npvUsd?': 'usd',
  },
  warnings: [{ code: 'text', message: 'text' }],
} as const satisfies Shape;

/** What of a value is not as its shape says, a line each. */
export function faultsOf(value: unknown, shape: Shape, at = 'result'): string[] {
  if (typeof shape === 'string') {
    return isA(value, shape) ? [] : [`${at} is ${JSON.stringify(value)}: no ${shape}`];
  }
  if (isList(shape)) {
    if (!Array.isArray(value) || value.length === 0) return [`${at} is no filled list`];
    return value.flatMap((item, index) => faultsOf(item, shape[0], `${at}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [`${at} is no object`];
  return Object.entries(shape).flatMap(([key, inner]) => {
    const name = key.replace(/\?$/, '');
    const found = (value as Record<string, unknown>)[name];
    if (found === undefined) return name === key ? [`${at}.${name} is absent`] : [];
    return faultsOf(found, inner, `${at}.${name}`);
  });
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isA(value: unknown, kind: Exclude<Shape, readonly [Shape] | { [key: string]: Shape }>) {
  switch (kind) {
    case 'usd':
    case 'number':
      return typeof value === 'number';
    case 'points':
      return typeof value === 'number' && value > 0;
    case 'share':
      return typeof value === 'number' && value >= 0 && value <= 1;
    case 'count':
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case 'text':
      return typeof value === 'string' && value.trim() !== '';
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'moment':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value);
    case 'flag':
      return typeof value === 'boolean';
  }
}

/** The keys of each object within a value, by its path with the indices of lists left out. */
export function keysByPath(value: unknown, at = ''): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  const merge = (inner: Map<string, string[][]>) => {
    for (const [path, lists] of inner) found.set(path, [...(found.get(path) ?? []), ...lists]);
  };
  if (Array.isArray(value)) {
    for (const item of value) merge(keysByPath(item, `${at}[]`));
  } else if (typeof value === 'object' && value !== null) {
    found.set(at, [Object.keys(value)]);
    for (const [key, inner] of Object.entries(value)) merge(keysByPath(inner, `${at}.${key}`));
  }
  return found;
}
