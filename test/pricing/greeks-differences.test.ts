import { describe, it } from 'vitest';
import { black76Greeks } from '../../src/pricing/black76.js';
import type { Right } from '../../src/pricing/black.js';
import { bsmGreeks } from '../../src/pricing/bsm.js';
import type { Greeks } from '../../src/pricing/greeks.js';
import { expectNear } from './compare.js';

/** The numbers a greek is a derivative by. */
interface Point {
  readonly right: Right;
  readonly underlying: number;
  readonly strike: number;
  readonly years: number;
  readonly vol: number;
  readonly rate: number;
}
type Model = (at: Point) => Greeks;

const DIVIDEND = 0.013;
const MODELS: Readonly<Record<string, Model>> = {
  'Black-76': (p) => black76Greeks(p.right, p.underlying, p.strike, p.years, p.vol, p.rate),
  'Black-Scholes-Merton': (p) =>
    bsmGreeks(p.right, p.underlying, p.strike, p.years, p.vol, p.rate, DIVIDEND),
};

/** Each greek: what it is the slope of, and by what. */
const SLOPES: readonly {
  readonly greek: keyof Greeks;
  readonly of: keyof Greeks;
  readonly by: 'underlying' | 'vol' | 'years' | 'rate';
  readonly sign: 1 | -1;
}[] = [
  { greek: 'delta', of: 'price', by: 'underlying', sign: 1 },
  { greek: 'gamma', of: 'delta', by: 'underlying', sign: 1 },
  { greek: 'vega', of: 'price', by: 'vol', sign: 1 },
  // Time passing is time to expiry falling.
  { greek: 'theta', of: 'price', by: 'years', sign: -1 },
  { greek: 'rho', of: 'price', by: 'rate', sign: 1 },
  { greek: 'vanna', of: 'delta', by: 'vol', sign: 1 },
  { greek: 'vomma', of: 'vega', by: 'vol', sign: 1 },
  { greek: 'charm', of: 'delta', by: 'years', sign: -1 },
];

/**
 * Central difference of the fourth order: the error of the step is then below that of rounding
 * for steps of about a thousandth of the scale on which the greek changes.
 */
function slope(f: (x: number) => number, x: number, step: number): number {
  const near = f(x + step) - f(x - step);
  const wide = f(x + 2 * step) - f(x - 2 * step);
  return (8 * near - wide) / (12 * step);
}

const DEVIATIONS = [-3, -1.5, -0.5, 0, 0.3, 1, 2.5];

/** Options of one life, vol and rate; they differ in strike, in standard deviations. */
const SMILES: readonly (readonly Point[])[] = (['call', 'put'] as const).flatMap((right) =>
  [7 / 365, 30 / 365, 0.5, 2].flatMap((years) =>
    [0.12, 0.3, 0.95, 2].flatMap((vol) =>
      [0.04, -0.01].map((rate) =>
        DEVIATIONS.map((deviations) => {
          const strike = 100 * Math.exp(deviations * vol * Math.sqrt(years));
          return { right, underlying: 100, strike, years, vol, rate };
        }),
      ),
    ),
  ),
);

describe.each(Object.entries(MODELS))('%s greeks against central differences', (_, model) => {
  it.each(SLOPES)('$greek is the slope of $of by $by', ({ greek, of, by, sign }) => {
    for (const smile of SMILES) {
      // A greek crosses zero somewhere on a smile: its scale is its largest value there.
      const scale = Math.max(...smile.map((point) => Math.abs(model(point)[greek])));
      for (const point of smile) {
        const stdDev = point.vol * Math.sqrt(point.years);
        const step = {
          underlying: point.underlying * stdDev * 2e-3,
          vol: point.vol * 2e-3,
          years: point.years * 2e-3,
          // Moves the forward of Black-Scholes-Merton by as much of stdDev as the others do.
          rate: (2e-3 * point.vol) / Math.sqrt(point.years),
        }[by];
        const expected = sign * slope((x) => model({ ...point, [by]: x })[of], point[by], step);
        expectNear(greek, point, model(point)[greek], expected, { absolute: 1e-8 * scale });
      }
    }
  });
});
