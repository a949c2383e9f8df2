import { describe, expect, it } from 'vitest';
import { black76Greeks, black76Price } from '../../src/pricing/black76.js';
import type { Right } from '../../src/pricing/black.js';
import type { Greeks } from '../../src/pricing/greeks.js';
import { expectNear } from './compare.js';
import { textbookBlack76 } from './textbook.js';

type Inputs = readonly [Right, number, number, number, number, number];
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

/** right, forward, strike, years, vol, rate; then NAMES, in 60-digit arithmetic. */
const EXACT: readonly (readonly [Inputs, readonly number[]])[] = [
  [
    ['call', 20, 25, 60 / 365, 0.95, 0.04],
    [
      1.477644556851884, 0.3471794823038376, 0.04774098158099249, 2.9821763836893935,
      -8.558141393095068, -0.2429004750989398, 0.29883003429137045, 0.9371653946544322,
      -0.8496071072956191,
    ],
  ],
  [
    ['put', 20, 25, 60 / 365, 0.95, 0.04],
    [
      6.444875695828578, -0.6462667454915013, 0.04774098158099249, 2.9821763836893935,
      -8.359452147536, -1.059431621232095, 0.29883003429137045, 0.9371653946544322,
      -0.8893449564074326,
    ],
  ],
  [
    ['put', 35, 14, 7 / 365, 1.1, 0.043],
    [
      4.777592961389227e-10, -5.598759396465038e-10, 6.560491421992428e-10, 1.6953927489847558e-8,
      -4.8619387686268e-7, -9.162507049239614e-12, -1.8884720311123368e-8, 5.575502764900326e-7,
      5.415627256857404e-7,
    ],
  ],
  [
    ['call', 18, 60, 2.5, 1.4, -0.01],
    [
      10.124415908873383, 0.7313036821643296, 0.008761792171193177, 9.935872322133061,
      -2.8832884092859907, -25.311039772183456, 0.41162593256608837, -6.594391368283428,
      -0.12256829794014802,
    ],
  ],
];

/** QuantLib 1.29, ql129_black76_vix_grid.json: forward, strike, vol, days, rate, price. */
const QUANTLIB: readonly (readonly [Right, number, number, number, number, number, number])[] = [
  ['call', 13.5, 8.1, 0.45, 30, 0.043, 5.380960215594876],
  ['call', 13.5, 10.8, 1.5, 2, 0.043, 2.710439963174626],
  ['call', 82.69, 103.3625, 2.5, 30, 0.043, 16.837985486802996],
  ['put', 20, 25, 0.9, 30, 0.043, 5.59484637488028],
  ['put', 35, 70, 2.5, 2, 0.043, 34.99194986262838],
  ['put', 82.69, 248.07, 2.5, 120, 0.043, 185.3266400774048],
];

describe('black76Price', () => {
  it.each(QUANTLIB)('%s F %f K %f v %f, %d days', (right, f, k, vol, days, rate, expected) => {
    const got = black76Price(right, f, k, days / 365, vol, rate);
    expectNear('price', [right, f, k, vol, days, rate], got, expected, { relative: 1e-13 });
  });

  it('is the price of Haug 1998: P 19 on a future of 19 (METHOD 13.1)', () => {
    const got = black76Price('put', 19, 19, 0.75, 0.28, 0.1);
    expectNear('price', 'P 19 19', got, 1.701051, { absolute: 5e-7 });
  });

  it('at expiry and without vol is the discounted intrinsic value', () => {
    expect(black76Price('call', 25, 20, 0, 0.9, 0.04)).toBe(5);
    expect(black76Price('put', 25, 20, 0, 0.9, 0.04)).toBe(0);
    const discounted = 5 * Math.exp(-0.04 * 0.5);
    expectNear('price', 'v = 0', black76Price('call', 25, 20, 0.5, 0, 0.04), discounted, {
      relative: 1e-15,
    });
  });

  it.each([
    ['forward', [-20, 25, 0.1, 0.9, 0.04], -20],
    ['strike', [20, -25, 0.1, 0.9, 0.04], -25],
    ['years', [20, 25, -0.1, 0.9, 0.04], -0.1],
    ['vol', [20, 25, 0.1, -0.9, 0.04], -0.9],
    ['forward', [NaN, 25, 0.1, 0.9, 0.04], NaN],
    ['strike', [20, NaN, 0.1, 0.9, 0.04], NaN],
    ['years', [20, 25, NaN, 0.9, 0.04], NaN],
    ['vol', [20, 25, 0.1, Infinity, 0.04], Infinity],
    ['rate', [20, 25, 0.1, 0.9, NaN], NaN],
    ['rate', [20, 25, 0.1, 0.9, -Infinity], -Infinity],
  ] as const)('refuses a bad %s of %j, with its value', (name, [f, k, t, v, r], value) => {
    for (const price of [black76Price, black76Greeks]) {
      expect(() => price('call', f, k, t, v, r)).toThrow(RangeError);
      expect(() => price('call', f, k, t, v, r)).toThrow(
        new RegExp(`^${name} must be .*, got ${value}$`),
      );
    }
  });

  it('refuses numbers whose product overflows', () => {
    expect(() => black76Price('put', 1e200, 1e200, 1, 1, 0)).toThrow('too large to price');
  });
});

describe('black76Greeks', () => {
  it.each(EXACT)('of %j in 60-digit arithmetic', (inputs, expected) => {
    const got = black76Greeks(...inputs);
    NAMES.forEach((name, i) => {
      expectNear(name, inputs, got[name], expected[i] ?? NaN, { relative: 2e-14 });
    });
  });

  it('of VIX calls as METHOD 13.2 prints them', () => {
    const printed: readonly (readonly [Inputs, Partial<Greeks>])[] = [
      [
        ['call', 20, 25, 60 / 365, 0.95, 0.04],
        {
          price: 1.477645,
          delta: 0.347179,
          gamma: 0.047741,
          vega: 2.982176,
          theta: -8.558141,
          rho: -0.2429,
          vanna: 0.29883,
          vomma: 0.937165,
          charm: -0.849607,
        },
      ],
      [
        ['call', 20, 20, 30 / 365, 0.85, 0.04],
        { price: 1.933178, delta: 0.546688, vega: 2.263095, theta: -11.624758 },
      ],
    ];
    for (const [inputs, greeks] of printed) {
      const got = black76Greeks(...inputs);
      for (const name of NAMES) {
        const expected = greeks[name];
        if (expected === undefined) continue;
        expectNear(name, inputs, got[name], expected, { absolute: 5.1e-7 });
      }
    }
  });

  it('holds the price of black76Price, to the bit', () => {
    for (const [inputs] of EXACT) {
      expect(black76Greeks(...inputs).price).toBe(black76Price(...inputs));
    }
  });

  it('agrees with the textbook formulas', () => {
    for (const right of ['call', 'put'] as const) {
      for (const strike of [10, 15, 19, 20, 21, 30, 45, 80]) {
        for (const years of [1 / 365, 30 / 365, 0.6, 3]) {
          for (const vol of [0.3, 0.95, 2.5]) {
            const inputs = [right, 20, strike, years, vol, 0.04] as const;
            const got = black76Greeks(...inputs);
            const expected = textbookBlack76(...inputs);
            for (const name of NAMES) {
              // Cancellation of the textbook form: two legs of the size of forward and strike.
              expectNear(name, inputs, got[name], expected[name], {
                relative: 1e-11,
                absolute: name === 'price' ? 4e-15 * Math.max(20, strike) : 4e-14,
              });
            }
          }
        }
      }
    }
  });

  it('at expiry are those of the exercise value', () => {
    const zeros = { gamma: 0, vega: 0, vanna: 0, vomma: 0 };
    expect(black76Greeks('call', 25, 20, 0, 0.9, 0.04)).toEqual({
      ...zeros,
      price: 5,
      delta: 1,
      theta: 0.2,
      rho: -0,
      charm: 0.04,
    });
    expect(black76Greeks('put', 25, 20, 0, 0.9, 0.04).delta).toBe(-0);
    expect(black76Greeks('put', 15, 20, 0, 0.9, 0.04).delta).toBe(-1);
    expect(black76Greeks('call', 20, 20, 0, 0.9, 0.04).delta).toBe(0.5);
    expect(black76Greeks('put', 20, 20, 0, 0.9, 0.04).delta).toBe(-0.5);
  });

  it('without bound on vol know what is exercised', () => {
    const discount = Math.exp(-0.04);
    const call = black76Greeks('call', 20, 25, 1, 1e6, 0.04);
    expectNear('delta', 'call', call.delta, discount, { relative: 1e-15 });
    expectNear('price', 'call', call.price, 20 * discount, { relative: 1e-15 });
    const put = black76Greeks('put', 20, 25, 1, 1e6, 0.04);
    expect(put.delta).toBe(-0);
    expectNear('price', 'put', put.price, 25 * discount, { relative: 1e-15 });
  });

  it.each([
    ['strike 0', [20, 0, 0.5, 0.9, 0]],
    ['forward 0', [0, 20, 0.5, 0.9, 0]],
    ['both 0', [0, 0, 0.5, 0.9, 0]],
    ['no vol', [20, 25, 0.5, 0, 0]],
    ['no time', [20, 20, 0, 0.9, 0]],
    ['neither', [20, 20, 0, 0, 0]],
    ['vol that underflows', [20, 25, 0.5, 1e-300, 0]],
    ['vol without end', [20, 25, 1, 1e6, 0]],
  ] as const)('are finite with %s', (_, [f, k, t, v, r]) => {
    for (const right of ['call', 'put'] as const) {
      const greeks = black76Greeks(right, f, k, t, v, r);
      for (const name of NAMES) expect(greeks[name], `${right} ${name}`).toBeTypeOf('number');
      expect(Object.values(greeks).every(Number.isFinite), JSON.stringify(greeks)).toBe(true);
      expect(greeks.price).toBe(black76Price(right, f, k, t, v, r));
    }
  });
});
