import { describe, expect, it } from 'vitest';
import type { Right } from '../../src/pricing/black.js';
import { black76Price } from '../../src/pricing/black76.js';
import { bsmGreeks, bsmPrice, forwardPrice } from '../../src/pricing/bsm.js';
import type { Greeks } from '../../src/pricing/greeks.js';
import { expectNear } from './compare.js';
import { textbookBsm } from './textbook.js';

/** right, spot, strike, years, vol, rate, dividendYield. */
type Inputs = readonly [Right, number, number, number, number, number, number];
const NAMES = [
  'price',
  'delta',
  'gamma',
  'vega',
  'theta',
  'rho',
  'vanna',
  'vomma',
  'charm',
] as const satisfies readonly (keyof Greeks)[];

/** METHOD 13.1, from Haug 1998: right, strike, spot, q, r, T, v, value to 4 decimals. */
const HAUG: readonly (readonly [Right, number, number, number, number, number, number, number])[] =
  [
    ['call', 65, 60, 0, 0.08, 0.25, 0.3, 2.1334],
    ['put', 95, 100, 0.05, 0.1, 0.5, 0.2, 2.4648],
    ['put', 19, 19, 0.1, 0.1, 0.75, 0.28, 1.7011],
    ['call', 1.6, 1.56, 0.08, 0.06, 0.5, 0.12, 0.0291],
    ['put', 70, 75, 0.05, 0.1, 0.5, 0.35, 4.087],
    ['call', 40, 42, 0.08, 0.04, 0.75, 0.35, 5.0975],
  ];

/** The same source: greek, right, strike, spot, q, r, T, v, value. */
const HAUG_GREEKS: readonly (readonly [
  keyof Greeks,
  Right,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
])[] = [
  ['delta', 'call', 100, 105, 0.1, 0.1, 0.5, 0.36, 0.5946],
  ['delta', 'put', 100, 105, 0.1, 0.1, 0.5, 0.36, -0.3566],
  ['gamma', 'call', 60, 55, 0, 0.1, 0.75, 0.3, 0.0278],
  ['gamma', 'put', 60, 55, 0, 0.1, 0.75, 0.3, 0.0278],
  ['vega', 'call', 60, 55, 0, 0.1, 0.75, 0.3, 18.9358],
  ['vega', 'put', 60, 55, 0, 0.1, 0.75, 0.3, 18.9358],
  ['theta', 'put', 405, 430, 0.05, 0.07, 1 / 12, 0.2, -31.1924],
  ['rho', 'call', 75, 72, 0, 0.09, 1, 0.19, 38.7325],
];

/** NAMES in 60-digit arithmetic. */
const EXACT: readonly (readonly [Inputs, readonly number[]])[] = [
  [
    ['call', 5800, 5700, 30 / 365, 0.16, 0.04, 0.013],
    [
      170.69290443724765, 0.6730919433048315, 0.0013533841780085083, 598.7223287435338,
      -681.3348821210864, 306.8416739778719, -0.9105012407014796, 681.9953529870597,
      0.6830314406029374,
    ],
  ],
  [
    ['put', 5800, 5700, 30 / 365, 0.16, 0.04, 0.013],
    [
      58.17790029552139, -0.325840134180032, 0.0013533841780085083, 598.7223287435338,
      -529.4027189526257, -160.11375440052385, -0.9105012407014796, 681.9953529870597,
      0.6700453235956342,
    ],
  ],
  [
    ['put', 6900, 5500, 7 / 365, 0.18, 0.043, 0.012],
    [
      6.106109710413643e-19, -3.3089532493271646e-20, 1.7777544134433565e-21, 2.92178077825447e-16,
      -1.3640458722373534e-15, -4.390407386910439e-18, -1.5473321275917783e-17,
      1.3504614689744188e-13, 7.22334275299887e-17,
    ],
  ],
];

/** QuantLib 1.29, ql129_spx_bsm_grid.json: right, spot, strike, r, q, vol, days; npv. */
const QUANTLIB: readonly (readonly [
  Right,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
])[] = [
  ['call', 6900, 5500, 0.043, 0.012, 0.12, 1, 1400.421061454263],
  ['call', 6900, 7600, 0.043, 0.012, 0.12, 1, 3.802390823101691e-53],
  ['put', 6900, 6800, 0.043, 0.012, 0.12, 1, 0.1409439366151137],
  ['call', 6900, 8200, 0.043, 0.012, 0.12, 90, 0.3763041113620738],
  ['put', 6900, 7000, 0, 0, 0.8, 45, 827.2921305125665],
  ['call', 6900, 6900, 0, 0, 0.8, 7, 304.81032346839993],
];

describe('bsmPrice', () => {
  it.each(HAUG)('%s K %f S %f q %f r %f T %f v %f is %f', (right, k, s, q, r, t, v, expected) => {
    const got = bsmPrice(right, s, k, t, v, r, q);
    expectNear('price', [right, k, s, q, r, t, v], got, expected, { absolute: 5.1e-5 });
  });

  it.each(QUANTLIB)('%s S %f K %f r %f q %f v %f, %d days', (right, s, k, r, q, v, days, npv) => {
    const got = bsmPrice(right, s, k, days / 365, v, r, q);
    expectNear('price', [right, s, k, r, q, v, days], got, npv, { relative: 1e-10 });
  });

  it('prices the condor of METHOD 13.3', () => {
    const years = 30 / 365;
    const forward = forwardPrice(5800, years, 0.04, 0.013);
    // METHOD prints ..526; 30 digits give 5812.8855252.
    expectNear('forward', 5800, forward, 5812.885526, { absolute: 1e-6 });
    const legs = [
      ['put', 5500, 0.179365, 20.844722],
      ['put', 5600, 0.173059, 36.872962],
      ['call', 6000, 0.158416, 38.346806],
      ['call', 6100, 0.157589, 19.625222],
    ] as const;
    const prices = legs.map(([right, strike, printedVol, expected]) => {
      const x = Math.log(forward / strike);
      const vol = 0.16 + 0.35 * Math.max(0, x) - 0.05 * Math.max(0, -x);
      expectNear('vol', strike, vol, printedVol, { absolute: 5.1e-7 });
      const price = bsmPrice(right, 5800, strike, years, vol, 0.04, 0.013);
      expectNear('price', [right, strike], price, expected, { absolute: 5.1e-7 });
      return price;
    });
    const [p1 = NaN, p2 = NaN, c1 = NaN, c2 = NaN] = prices;
    expectNear('credit', legs, p2 - p1 + c1 - c2, 34.749824, { absolute: 5.1e-7 });
  });

  it('is Black-76 on the forward', () => {
    const forward = forwardPrice(5800, 0.3, 0.05, 0.02);
    for (const strike of [4000, 5500, 5800, 6100, 9000]) {
      for (const right of ['call', 'put'] as const) {
        const got = bsmPrice(right, 5800, strike, 0.3, 0.2, 0.05, 0.02);
        const expected = black76Price(right, forward, strike, 0.3, 0.2, 0.05);
        expectNear('price', [right, strike], got, expected, { relative: 2e-14 });
      }
    }
  });

  it.each([
    ['spot', [-1, 100, 0.1, 0.2, 0.04, 0.01], -1],
    ['strike', [100, -1, 0.1, 0.2, 0.04, 0.01], -1],
    ['years', [100, 100, -1, 0.2, 0.04, 0.01], -1],
    ['vol', [100, 100, 0.1, -1, 0.04, 0.01], -1],
    ['spot', [NaN, 100, 0.1, 0.2, 0.04, 0.01], NaN],
    ['vol', [100, 100, 0.1, NaN, 0.04, 0.01], NaN],
    ['rate', [100, 100, 0.1, 0.2, NaN, 0.01], NaN],
    ['dividendYield', [100, 100, 0.1, 0.2, 0.04, Infinity], Infinity],
  ] as const)('refuses a bad %s of %j, with its value', (name, [s, k, t, v, r, q], value) => {
    for (const price of [bsmPrice, bsmGreeks]) {
      expect(() => price('put', s, k, t, v, r, q)).toThrow(RangeError);
      expect(() => price('put', s, k, t, v, r, q)).toThrow(
        new RegExp(`^${name} must be .*, got ${value}$`),
      );
    }
  });

  it('refuses rates that overflow', () => {
    expect(() => bsmPrice('call', 100, 100, 1e6, 0.2, -1, 0)).toThrow('too large to price');
  });
});

describe('forwardPrice', () => {
  it('is the spot at expiry and where rate and yield are equal', () => {
    expect(forwardPrice(5800, 0, 0.04, 0.013)).toBe(5800);
    expect(forwardPrice(5800, 2, 0.04, 0.04)).toBe(5800);
  });

  it.each([
    ['spot', [-1, 1, 0, 0], -1],
    ['years', [1, -1, 0, 0], -1],
    ['rate', [1, 1, NaN, 0], NaN],
    ['rate', [1, 1, -Infinity, 0], -Infinity],
    ['dividendYield', [1, 1, 0, -Infinity], -Infinity],
  ] as const)('refuses a bad %s of %j, with its value', (name, [s, t, r, q], value) => {
    expect(() => forwardPrice(s, t, r, q)).toThrow(
      new RegExp(`^${name} must be .*, got ${value}$`),
    );
  });
});

describe('bsmGreeks', () => {
  it.each(HAUG_GREEKS)('%s of %s K %f S %f', (name, right, k, s, q, r, t, v, expected) => {
    const got = bsmGreeks(right, s, k, t, v, r, q)[name];
    expectNear(name, [right, k, s, q, r, t, v], got, expected, { absolute: 5.1e-5 });
  });

  it('has the theta a day of Haug', () => {
    const perDay = bsmGreeks('put', 430, 405, 1 / 12, 0.2, 0.07, 0.05).theta / 365;
    expectNear('theta / 365', 'P 405', perDay, -0.0855, { absolute: 5.1e-5 });
  });

  it.each(EXACT)('of %j in 60-digit arithmetic', (inputs, expected) => {
    const got = bsmGreeks(...inputs);
    NAMES.forEach((name, i) => {
      // The rounding of the forward, 1e-16, is worth h / s of it: 9 / 0.025 in the last case.
      expectNear(name, inputs, got[name], expected[i] ?? NaN, { relative: 1e-13 });
    });
  });

  it('of SPX options as METHOD 13.2 prints them', () => {
    const inputs = [5800, 5700, 30 / 365, 0.16, 0.04, 0.013] as const;
    const printed: readonly (readonly [Right, Partial<Greeks>])[] = [
      [
        'call',
        {
          price: 170.692904,
          delta: 0.673092,
          gamma: 0.001353,
          vega: 598.722329,
          theta: -681.334882,
          rho: 306.841674,
          vanna: -0.910501,
          vomma: 681.995353,
          charm: 0.683031,
        },
      ],
      [
        'put',
        {
          price: 58.1779,
          delta: -0.32584,
          theta: -529.402719,
          rho: -160.113754,
          charm: 0.670045,
        },
      ],
    ];
    for (const [right, greeks] of printed) {
      const got = bsmGreeks(right, ...inputs);
      for (const name of NAMES) {
        const expected = greeks[name];
        if (expected === undefined) continue;
        expectNear(name, [right, ...inputs], got[name], expected, { absolute: 5.1e-7 });
      }
    }
  });

  it('holds the price of bsmPrice, to the bit', () => {
    for (const [inputs] of EXACT) expect(bsmGreeks(...inputs).price).toBe(bsmPrice(...inputs));
  });

  it('agrees with the textbook formulas', () => {
    for (const right of ['call', 'put'] as const) {
      for (const strike of [4000, 5400, 5800, 6100, 8000]) {
        for (const years of [1 / 365, 30 / 365, 2]) {
          for (const vol of [0.08, 0.16, 0.8]) {
            const inputs = [right, 5800, strike, years, vol, 0.05, 0.013] as const;
            const got = bsmGreeks(...inputs);
            const expected = textbookBsm(...inputs);
            for (const name of NAMES) {
              // Cancellation of the textbook form: legs of the size of the index.
              const size = name === 'gamma' ? 1e-4 : name === 'delta' ? 1 : 5800;
              expectNear(name, inputs, got[name], expected[name], {
                relative: 1e-10,
                absolute: 1e-14 * size,
              });
            }
          }
        }
      }
    }
  });

  it.each([
    ['spot 0', [0, 100, 0.5, 0.2, 0.04, 0.01]],
    ['strike 0', [100, 0, 0.5, 0.2, 0.04, 0.01]],
    ['no time', [100, 100, 0, 0.2, 0.04, 0.01]],
    ['no vol', [100, 90, 0.5, 0, 0.04, 0.01]],
  ] as const)('are finite with %s', (_, [s, k, t, v, r, q]) => {
    for (const right of ['call', 'put'] as const) {
      const greeks = bsmGreeks(right, s, k, t, v, r, q);
      expect(Object.values(greeks).every(Number.isFinite), JSON.stringify(greeks)).toBe(true);
      expect(greeks.price).toBe(bsmPrice(right, s, k, t, v, r, q));
    }
  });

  it('without bound on vol know what is exercised', () => {
    const call = bsmGreeks('call', 100, 120, 1, 1e6, 0.04, 0.01);
    expectNear('delta', 'call', call.delta, Math.exp(-0.01), { relative: 1e-15 });
    expect(call.rho).toBe(0);
    const put = bsmGreeks('put', 100, 120, 1, 1e6, 0.04, 0.01);
    expect(put.delta).toBe(-0);
    expectNear('rho', 'put', put.rho, -120 * Math.exp(-0.04), { relative: 1e-15 });
  });

  it('of a worthless index are those of the strike owed', () => {
    const put = bsmGreeks('put', 0, 100, 0.5, 0.2, 0.04, 0.01);
    expectNear('price', 'S = 0', put.price, 100 * Math.exp(-0.02), { relative: 1e-15 });
    expectNear('delta', 'S = 0', put.delta, -Math.exp(-0.005), { relative: 1e-15 });
  });
});
