import { describe, expect, it } from 'vitest';
import { probabilityOfProfit } from '../../src/condor/probability.js';
import { payoffOf } from '../../src/condor/payoff.js';
import { condor } from '../hedge/fixtures.js';
import { normal } from '../hedge/naive.js';

describe('probability of profit', () => {
  it('sums the stretches above zero: lognormal about the forward, flat vol', () => {
    const payoff = payoffOf([
      condor({
        id: 'a',
        quantity: 2,
        credit: 40,
        legs: { longPut: 5600, shortPut: 5700, shortCall: 5750, longCall: 5850 },
      }),
      condor({
        id: 'b',
        quantity: 1,
        credit: 60,
        legs: { longPut: 6000, shortPut: 6100, shortCall: 6100, longCall: 6200 },
      }),
    ]);
    const [forward, vol, years] = [5812, 0.18, 0.08];
    const sd = vol * Math.sqrt(years);
    // Count the mass on a fine grid of normal quantiles.
    let mass = 0;
    const steps = 400_000;
    const pnl = (spx: number): number => {
      let left = payoff.kinks[0];
      if (left === undefined || spx <= left.spx) return left?.pnlUsd ?? NaN;
      for (const kink of payoff.kinks) {
        if (spx <= kink.spx) {
          return (
            left.pnlUsd + ((spx - left.spx) / (kink.spx - left.spx)) * (kink.pnlUsd - left.pnlUsd)
          );
        }
        left = kink;
      }
      return left.pnlUsd;
    };
    for (let i = 0; i < steps; i += 1) {
      const from = -8 + (16 * i) / steps;
      const middle = from + 8 / steps;
      const weight = ((16 / steps) * Math.exp((-middle * middle) / 2)) / Math.sqrt(2 * Math.PI);
      if (pnl(forward * Math.exp(sd * middle - (sd * sd) / 2)) > 0) mass += weight;
    }
    expect(probabilityOfProfit(payoff, forward, vol, years)).toBeCloseTo(mass, 4);
    expect(mass).toBeGreaterThan(0.1);
    expect(mass).toBeLessThan(0.9);
  });

  it('counts no stretch that lies on zero, for all its floating-point dust', () => {
    const payoff = payoffOf([
      condor({
        id: 'a',
        quantity: 1,
        credit: 29.65,
        legs: { longPut: 6400, shortPut: 6450, shortCall: 6900, longCall: 7000 },
      }),
      condor({
        id: 'b',
        quantity: 1,
        credit: 20.35,
        legs: { longPut: 5000, shortPut: 5050, shortCall: 6900, longCall: 6950 },
      }),
    ]);
    // A profit from 6400, where the second put wing is no longer lost, to 6900 + 25.
    const sd = 0.16 * Math.sqrt(0.08);
    const below = (spx: number): number => normal((Math.log(spx / 6525) + (sd * sd) / 2) / sd);
    expect(probabilityOfProfit(payoff, 6525, 0.16, 0.08)).toBeCloseTo(
      below(6925) - below(6400),
      12,
    );
  });

  it('is 1 for a side that cannot lose at both ends, and N(d) for one side', () => {
    const oneSided = payoffOf([
      condor({
        credit: 25,
        quantity: 1,
        legs: { longPut: 5580, shortPut: 5600, shortCall: 6000, longCall: 6100 },
      }),
    ]);
    const sd = 0.16 * Math.sqrt(0.08);
    const wanted = normal((Math.log(6025 / 5812) + (sd * sd) / 2) / sd);
    expect(probabilityOfProfit(oneSided, 5812, 0.16, 0.08)).toBeCloseTo(wanted, 12);
  });
});
