import { describe, expect, it } from 'vitest';
import { bookGreeks } from '../../src/condor/greeks.js';
import { condorPnlInState, resolveCondor } from '../../src/condor/valuation.js';
import type { MarketState } from '../../src/condor/valuation.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';
import { condor } from '../hedge/fixtures.js';
import { LEGS, NO_SKEW, ORACLE, THIRTY_DAYS_BEFORE, bsm, market, report, skew } from './oracle.js';

/** Central differences are good to some 1e-5 of the figure. */
function near(got: number, wanted: number): void {
  expect(Math.abs(got - wanted)).toBeLessThan(5e-5 * Math.abs(wanted) + 1e-9);
}

describe('greeks of the book', () => {
  const now: MarketState = { moment: THIRTY_DAYS_BEFORE, spx: 5750, volFactor: 1 };
  const condors = [
    condor({ ...ORACLE, id: 'a', quantity: 3, legs: ORACLE.strikes, credit: 34 }),
    condor({
      id: 'b',
      quantity: 2,
      expiry: isoDate('2027-01-15'),
      legs: { longPut: 5300, shortPut: 5350, shortCall: 6100, longCall: 6250 },
      credit: 20,
    }),
    condor({
      id: 'x',
      underlying: 'XSP',
      quantity: 20,
      legs: { longPut: 550, shortPut: 560, shortCall: 600, longCall: 610 },
      credit: 3,
    }),
  ];

  it('equal central differences of the very P&L they belong to (no skew: nothing slides)', () => {
    const at = market({ model: NO_SKEW });
    const resolved = condors.map((item) => resolveCondor(item, at));
    const pnl = (state: Partial<MarketState>, from = resolved, where = at): number =>
      from.reduce((sum, item) => sum + condorPnlInState(item, where, { ...now, ...state }), 0);
    // Each condor has its own at-the-money vol: a vol point is another factor for each.
    const bumped = (vols: number, spx = now.spx): number =>
      resolved.reduce(
        (sum, item) =>
          sum + condorPnlInState(item, at, { ...now, spx, volFactor: 1 + vols / item.atm.vol }),
        0,
      );
    const greeks = bookGreeks(resolved, at, now);
    const h = 0.5;
    const delta = (pnl({ spx: 5750 + h }) - pnl({ spx: 5750 - h })) / (2 * h);
    near(greeks.deltaUsdPerPoint, delta);
    const gamma = (pnl({ spx: 5752 }) - 2 * pnl({}) + pnl({ spx: 5748 })) / 4;
    near(greeks.gammaUsdPerPointSquared, gamma);
    const v = 1e-4;
    const vega = (bumped(v) - bumped(-v)) / (2 * v);
    near(greeks.vegaUsdPerVolPoint, vega / 100);
    const vomma = (bumped(3e-4) - 2 * bumped(0) + bumped(-3e-4)) / 9e-8;
    near(greeks.vommaUsdPerVolPointSquared, vomma / 10_000);
    const vanna =
      (bumped(v, 5751) - bumped(v, 5749) - bumped(-v, 5751) + bumped(-v, 5749)) / (4 * v);
    near(greeks.vannaUsdPerPointPerVolPoint, vanna / 100);
    const ms = 60_000;
    const later = (THIRTY_DAYS_BEFORE + ms) as EpochMs;
    const earlier = (THIRTY_DAYS_BEFORE - ms) as EpochMs;
    const perDay = (pnl({ moment: later }) - pnl({ moment: earlier })) / ((2 * ms) / 86_400_000);
    near(greeks.thetaUsdPerDay, perDay);
    const deltaAt = (moment: EpochMs): number =>
      (pnl({ spx: 5751, moment }) - pnl({ spx: 5749, moment })) / 2;
    const hour = 3_600_000;
    const charm =
      (deltaAt((THIRTY_DAYS_BEFORE + hour) as EpochMs) -
        deltaAt((THIRTY_DAYS_BEFORE - hour) as EpochMs)) /
      ((2 * hour) / 86_400_000);
    near(greeks.charmUsdPerPointPerDay, charm);
    const withRate = (rate: number): number => {
      const there = market({ model: NO_SKEW, carry: { rate, dividendYield: 0.013 } });
      return pnl(
        {},
        condors.map((item) => resolveCondor(item, there)),
        there,
      );
    };
    const rho = (withRate(0.0401) - withRate(0.0399)) / 0.0002;
    near(greeks.rhoUsdPerPercent, rho / 100);
  });

  it('signs of a fresh condor: theta earns, vega and gamma cost', () => {
    const greeks = report([ORACLE], market()).greeks;
    expect(greeks?.thetaUsdPerDay).toBeGreaterThan(0);
    expect(greeks?.vegaUsdPerVolPoint).toBeLessThan(0);
    expect(greeks?.gammaUsdPerPointSquared).toBeLessThan(0);
  });

  it('with the skew, each leg at its own vol held fixed', () => {
    const at = market();
    const greeks = bookGreeks([resolveCondor(ORACLE, at)], at, { ...now, spx: 5800 });
    const forward = 5800 * Math.exp(0.027 * (30 / 365));
    const vols = LEGS.map(([, name]) => skew(0.16, forward, ORACLE.strikes[name]));
    const value = (spx: number, dv = 0): number =>
      LEGS.reduce(
        (sum, [right, name, side], i) =>
          sum + 100 * side * bsm(right, spx, ORACLE.strikes[name], 30 / 365, (vols[i] ?? NaN) + dv),
        0,
      );
    expect(greeks.deltaUsdPerPoint).toBeCloseTo((value(5800.1) - value(5799.9)) / 0.2, 5);
    expect(greeks.vegaUsdPerVolPoint).toBeCloseTo(
      (value(5800, 1e-4) - value(5800, -1e-4)) / 0.02,
      3,
    );
  });

  it('one XSP condor at a tenth is a tenth of the SPX condor, in dollars per SPX point', () => {
    const at = market();
    const spx = bookGreeks([resolveCondor(ORACLE, at)], at, now);
    const xsp = condor({
      underlying: 'XSP',
      quantity: 1,
      legs: { longPut: 550, shortPut: 560, shortCall: 600, longCall: 610 },
      credit: 3.4749824,
    });
    // XSP settles at the close: give it the clock of the morning.
    const moved = market({ asOf: (THIRTY_DAYS_BEFORE + 6.5 * 3_600_000) as EpochMs });
    const state = { ...now, moment: moved.asOf };
    const tenth = bookGreeks([resolveCondor(xsp, moved)], moved, state);
    for (const name of Object.keys(spx) as (keyof typeof spx)[]) {
      expect(10 * tenth[name]).toBeCloseTo(spx[name], 9);
    }
  });
});
