import { describe, expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import { createCondor } from '../../src/condor/condor.js';
import type { CondorInput } from '../../src/condor/condor.js';
import { valuationMarket } from '../../src/condor/position.js';
import { condor as hedgeCondor } from '../hedge/fixtures.js';
import { positionWarnings } from '../../src/condor/position-warnings.js';
import { isoDate } from '../../src/market/date.js';
import { chicagoTime } from '../../src/market/time.js';

const asOf = chicagoTime(isoDate('2026-07-06'), 15, 0);
const MARKET = valuationMarket(
  {
    time: asOf,
    indices: { SPX: 7537.43, VIX: 15.57, VIX3M: 18.78 },
    futures: [],
    options: [],
    etps: [],
  },
  asOf,
  { putSkew: 0.35, callSkew: -0.05, floor: 0.05, vixScale: 0.88, creditMaxAgeDays: 5 },
  { rate: 0.04, dividendYield: 0.013 },
);

function warnings(changes: Partial<CondorInput>) {
  const condor = createCondor({
    id: 'x',
    underlying: 'SPX',
    expiry: isoDate('2026-08-21'),
    quantity: 10,
    legs: { longPut: 6900, shortPut: 7000, shortCall: 7900, longCall: 8000 },
    credit: 24.8,
    ...changes,
  });
  return positionWarnings(createBook([condor]), MARKET);
}

/** Far out of the money, so that the model gives them some 5 points. */
const FAR = { longPut: 6100, shortPut: 6200, shortCall: 8300, longCall: 8400 };
/** Its short put is in the money by 400 points, worth most of a wide wing. */
const OVERRUN = { longPut: 7700, shortPut: 7950, shortCall: 8500, longCall: 8750 };
const fresh = { opened: isoDate('2026-07-06') };
const codes = (changes: Partial<CondorInput>) => warnings(changes).map(({ code }) => code);

describe('a credit far from the model', () => {
  it.each([
    ['a hundredth', { credit: 0.248 }],
    ['nearly the whole wing', { credit: 99.99 }],
    ['a tenth, sold today', { credit: 2.48, ...fresh }],
    ['a tenth', { credit: 2.48 }],
    ['just beyond the middle of the two readings', { credit: 7.5 }],
    ['ten times', { credit: 60, legs: FAR }],
  ])('is warned of: %s', (_, changes) => {
    expect(codes(changes)).toEqual(['credit-far-from-model']);
  });

  it('names both numbers, the units and what may be meant', () => {
    const [warning] = warnings({ credit: 0.248 });
    expect(warning?.message).toMatch(
      /^x: its credit of 0\.248 points \(\$24\.80 a condor\) is far from the \d+\.\d\d points .*neither dollars nor cents.*24\.8 is meant/,
    );
  });

  it('names both readings of one digit slipped', () => {
    const [warning] = warnings({ credit: 2.48 });
    expect(warning?.message).toMatch(
      /If 24\.8 is meant, write that\. If 2\.48 is right, state when it was opened: the model is of today\.$/,
    );
  });

  it.each([
    ['as it was sold', {}],
    ['sold today', fresh],
    ['just short of the middle of the two readings', { credit: 8.2 }],
    ['sold long ago for what is nearly over', { credit: 24.8, expiry: isoDate('2026-07-10') }],
    ['overrun by SPX', { credit: 24.8, legs: OVERRUN }],
    ['a tenth, but sold long ago', { credit: 2.48, opened: isoDate('2026-05-06') }],
    ['ten times, but sold long ago', { credit: 60, legs: FAR, opened: isoDate('2026-05-06') }],
    ['old, and worth less since', { credit: 60, opened: isoDate('2026-05-06') }],
    ['old, and worth more since', { credit: 7, opened: isoDate('2026-05-06') }],
  ])('is not: %s', (_, changes) => {
    expect(codes(changes)).toEqual([]);
  });
});

describe('a strike that is not listed', () => {
  const legs = { longPut: 6900, shortPut: 7000, shortCall: 7900, longCall: 8000 };

  it('is warned of, each once', () => {
    const [warning] = warnings({ legs: { ...legs, longPut: 6902, shortPut: 7000.3 } });
    expect(warning?.code).toBe('strike-not-listed');
    expect(warning?.message).toContain('6902, 7000.3');
    expect(warning?.message).toContain('multiples of 5');
  });

  it('is every fifth point of SPX and every point of XSP', () => {
    const xsp = { longPut: 690, shortPut: 701, shortCall: 790, longCall: 800 };
    expect(codes({ legs: { ...legs, longPut: 6905 } })).toEqual([]);
    expect(codes({ underlying: 'XSP', legs: xsp, credit: 2.48 })).toEqual([]);
    expect(codes({ underlying: 'XSP', legs: { ...xsp, longPut: 690.5 }, credit: 2.48 })).toEqual([
      'strike-not-listed',
    ]);
  });
});

it('a credit that covers a wing leaves a side that cannot lose', () => {
  const legs = { longPut: 6080, shortPut: 6100, shortCall: 6850, longCall: 6950 };
  const codesOf = (credit: number) =>
    positionWarnings(createBook([hedgeCondor({ legs, credit })]), undefined).map(
      ({ code }) => code,
    );
  expect(codesOf(19.9)).toEqual([]);
  expect(codesOf(20)).toEqual(['side-cannot-lose']);
});
