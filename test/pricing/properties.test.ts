import fc from 'fast-check';
import { describe, it } from 'vitest';
import { black76GreeksBatch, createGreeksBatch } from '../../src/pricing/batch.js';
import { black76Greeks, black76Price } from '../../src/pricing/black76.js';
import { bsmGreeks, bsmPrice } from '../../src/pricing/bsm.js';
import { impliedVol } from '../../src/pricing/implied-vol.js';
import { expectNear } from './compare.js';

const SEED = 20260923;
const RUNS = { seed: SEED, numRuns: 2000 };

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** An option with its strike within 6 standard deviations of the forward. */
const options = fc
  .record({
    right: fc.constantFrom('call' as const, 'put' as const),
    forward: number(1, 10000),
    deviations: number(-6, 6),
    years: number(1 / 8760, 4),
    vol: number(0.03, 2),
    rate: number(-0.02, 0.12),
  })
  .map((o) => ({ ...o, strike: o.forward * Math.exp(o.deviations * o.vol * Math.sqrt(o.years)) }));

type Option = typeof options extends fc.Arbitrary<infer T> ? T : never;

const priceOf = (o: Option, change: Partial<Option> = {}) => {
  const { right, forward, strike, years, vol, rate } = { ...o, ...change };
  return black76Price(right, forward, strike, years, vol, rate);
};

/** What rounding may do to the price of an option: some units in the last place of its legs. */
const rounding = (o: Option) => 1e-15 * Math.max(o.forward, o.strike);

function assertHolds(what: string, holds: boolean, o: unknown, numbers: readonly number[]): void {
  if (!holds) throw new Error(`${what} fails for ${JSON.stringify(o)}: ${numbers.join(', ')}`);
}

describe('for any option', () => {
  it('call minus put is the discounted forward minus strike', () => {
    fc.assert(
      fc.property(options, (o) => {
        const gap = priceOf(o, { right: 'call' }) - priceOf(o, { right: 'put' });
        const expected = Math.exp(-o.rate * o.years) * (o.forward - o.strike);
        expectNear('call - put', o, gap, expected, { absolute: rounding(o) });
      }),
      RUNS,
    );
  });

  it('so it is on a spot with dividends', () => {
    fc.assert(
      fc.property(options, number(-0.02, 0.1), (o, dividend) => {
        const price = (right: 'call' | 'put') =>
          bsmPrice(right, o.forward, o.strike, o.years, o.vol, o.rate, dividend);
        const expected =
          o.forward * Math.exp(-dividend * o.years) - o.strike * Math.exp(-o.rate * o.years);
        expectNear('call - put', o, price('call') - price('put'), expected, {
          absolute: 2 * rounding(o),
        });
      }),
      RUNS,
    );
  });

  it('the price stands between its intrinsic value and its maximum', () => {
    fc.assert(
      fc.property(options, (o) => {
        const discount = Math.exp(-o.rate * o.years);
        const e = o.right === 'call' ? 1 : -1;
        const floor = discount * Math.max(0, e * (o.forward - o.strike));
        const ceiling = discount * (e === 1 ? o.forward : o.strike);
        const price = priceOf(o);
        const holds = price >= floor - rounding(o) && price <= ceiling + rounding(o) && price >= 0;
        assertHolds('bounds', holds, o, [floor, price, ceiling]);
      }),
      RUNS,
    );
  });

  it('the price rises with vol', () => {
    fc.assert(
      fc.property(options, number(1.000001, 2), (o, factor) => {
        const [less, more] = [priceOf(o), priceOf(o, { vol: o.vol * factor })];
        // Also by the last digit out of the money, where nothing hides it.
        assertHolds('monotone in vol', more >= less * (1 - 1e-13), o, [less, more]);
      }),
      RUNS,
    );
  });

  it('calls fall and puts rise with the strike, by no more than the strike moves', () => {
    fc.assert(
      fc.property(options, number(1.0001, 1.5), (o, factor) => {
        const strike = o.strike * factor;
        const change = priceOf(o, { strike }) - priceOf(o);
        const paid = o.right === 'call' ? -change : change;
        const most = Math.exp(-o.rate * o.years) * (strike - o.strike);
        const slack = 2 * rounding({ ...o, strike });
        const holds = paid >= -slack && paid <= most + slack;
        assertHolds('monotone in strike', holds, o, [paid, most]);
      }),
      RUNS,
    );
  });

  it('the price is convex in the strike', () => {
    fc.assert(
      fc.property(options, number(0.001, 0.5), (o, width) => {
        const [lower, upper] = [o.strike * (1 - width), o.strike * (1 + width)];
        const middle = priceOf(o);
        const chord = (priceOf(o, { strike: lower }) + priceOf(o, { strike: upper })) / 2;
        const slack = 2 * rounding({ ...o, strike: upper });
        assertHolds('convex', chord >= middle - slack, o, [middle, chord]);
      }),
      RUNS,
    );
  });

  it('delta is bounded, gamma and vega are not negative', () => {
    fc.assert(
      fc.property(options, number(-0.02, 0.1), (o, dividend) => {
        const { right, forward, strike, years, vol, rate } = o;
        for (const [greeks, most] of [
          [black76Greeks(right, forward, strike, years, vol, rate), Math.exp(-rate * years)],
          [
            bsmGreeks(right, forward, strike, years, vol, rate, dividend),
            Math.exp(-dividend * years),
          ],
        ] as const) {
          const size = right === 'call' ? greeks.delta : -greeks.delta;
          const holds =
            size >= 0 && size <= most * (1 + 1e-15) && greeks.gamma >= 0 && greeks.vega >= 0;
          assertHolds('bounds of greeks', holds, o, [size, most, greeks.gamma, greeks.vega]);
        }
      }),
      RUNS,
    );
  });

  it('the Black-76 equation holds: theta + vol^2 F^2 gamma / 2 = r price', () => {
    fc.assert(
      fc.property(options, (o) => {
        const g = black76Greeks(o.right, o.forward, o.strike, o.years, o.vol, o.rate);
        const diffusion = 0.5 * o.vol * o.vol * o.forward * o.forward * g.gamma;
        expectNear('theta', o, g.theta, o.rate * g.price - diffusion, {
          absolute: 1e-13 * (diffusion + Math.abs(o.rate * g.price)),
        });
      }),
      RUNS,
    );
  });

  it('the Black-Scholes equation holds, with spot and dividends', () => {
    fc.assert(
      fc.property(options, number(-0.02, 0.1), (o, dividend) => {
        const g = bsmGreeks(o.right, o.forward, o.strike, o.years, o.vol, o.rate, dividend);
        const diffusion = 0.5 * o.vol * o.vol * o.forward * o.forward * g.gamma;
        const drift = (o.rate - dividend) * o.forward * g.delta;
        const interest = o.rate * g.price;
        expectNear('theta', o, g.theta, interest - drift - diffusion, {
          absolute: 1e-13 * (diffusion + Math.max(o.forward, o.strike) * 0.15),
        });
      }),
      RUNS,
    );
  });

  it('out of the money the implied vol is the vol, to 1e-8', () => {
    fc.assert(
      fc.property(options, (o) => {
        const right = o.strike >= o.forward ? 'call' : 'put';
        const { forward, strike, years, vol, rate } = o;
        const got = impliedVol(right, priceOf(o, { right }), forward, strike, years, rate);
        expectNear('implied vol', { ...o, right }, got, vol, { absolute: 1e-8 });
      }),
      RUNS,
    );
  });

  it('a batch of one is the scalar, to the bit', () => {
    fc.assert(
      fc.property(options, (o) => {
        const { right, forward, strike, years, vol, rate } = o;
        const out = createGreeksBatch(1);
        const column = (x: number) => Float64Array.of(x);
        black76GreeksBatch(
          {
            isCall: Uint8Array.of(right === 'call' ? 1 : 0),
            forward: column(forward),
            strike: column(strike),
            years: column(years),
            vol: column(vol),
            rate: column(rate),
          },
          out,
        );
        for (const [name, wanted] of Object.entries(
          black76Greeks(right, forward, strike, years, vol, rate),
        )) {
          const got = out[name as keyof typeof out][0];
          assertHolds(name, got === wanted, o, [got ?? NaN, wanted as number]);
        }
      }),
      RUNS,
    );
  });
});
