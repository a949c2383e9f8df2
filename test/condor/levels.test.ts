import { describe, expect, it } from 'vitest';
import { assertScale } from '../../src/condor/book.js';
import type { Condor, CondorInput } from '../../src/condor/condor.js';
import { payoffOf, profitZoneNear, profitZonesOf } from '../../src/condor/payoff.js';
import { Refusal } from '../../src/errors.js';
import { condor } from '../hedge/fixtures.js';

function sold(change: Partial<CondorInput>): Condor {
  return condor({ quantity: 1, ...change });
}

describe('the profit zone of a level', () => {
  /** Two butterflies: at its centre one earns its credit and the other loses 100 less its own. */
  const twins = (credit: number) =>
    payoffOf([
      sold({
        id: 'a',
        credit,
        legs: { longPut: 5500, shortPut: 5600, shortCall: 5600, longCall: 5700 },
      }),
      sold({
        id: 'b',
        credit,
        legs: { longPut: 6100, shortPut: 6200, shortCall: 6200, longCall: 6300 },
      }),
    ]);

  it('both edges of one condor, also where the level lies outside', () => {
    const one = payoffOf([
      sold({
        legs: { longPut: 6500, shortPut: 6600, shortCall: 6900, longCall: 7000 },
        credit: 24.8,
      }),
    ]);
    for (const spx of [5000, 6512.4, 6700, 7400]) {
      expect(profitZoneNear(one, spx)).toEqual({ lower: 6575.2, upper: 6924.8 });
    }
  });

  it('of several zones the one around the level, else the nearest; of two as near the lower', () => {
    // 60 - 40 = 20 at either centre, a loss of 80 between.
    const zones = [
      { lower: 5580, upper: 5620 },
      { lower: 6180, upper: 6220 },
    ];
    expect(profitZonesOf(twins(60))).toEqual(zones);
    const near = (spx: number) => profitZoneNear(twins(60), spx);
    for (const spx of [4000, 5590, 5620, 5800, 5900]) expect(near(spx)).toEqual(zones[0]);
    for (const spx of [5901, 6180, 6200, 9000]) expect(near(spx)).toEqual(zones[1]);
    expect(profitZonesOf(twins(45))).toEqual([]);
    expect(profitZoneNear(twins(45), 5600)).toEqual({});
  });

  it('a side that cannot lose has no edge', () => {
    const legs = { longPut: 5580, shortPut: 5600, shortCall: 6000, longCall: 6100 };
    expect(profitZoneNear(payoffOf([sold({ legs, credit: 25 })]), 7000)).toEqual({ upper: 6025 });
  });
});

describe('strikes of another scale', () => {
  const at = (longPut: number, shortPut: number, shortCall: number, longCall: number) =>
    sold({ legs: { longPut, shortPut, shortCall, longCall }, credit: 5 });

  it.each([
    ['a long put at half the level: a wide wing', at(3200, 6100, 6850, 6950)],
    ['a long call at twice the level', at(6000, 6100, 6850, 13_100)],
    ['a sold call that a crash left at twice the level', at(5900, 6000, 13_100, 13_200)],
    ['a sold put at half the level, years out', at(3000, 3200, 8000, 8200)],
  ])('%s is legal', (_, item) => {
    expect(() => {
      assertScale(item, 6512.4);
    }).not.toThrow();
  });

  it.each([
    ['XSP strikes as SPX', at(600, 610, 685, 695), 6512.4],
    ['SPX strikes with an XSP level', at(6000, 6100, 6850, 6950), 651.24],
    ['a digit lost in the put wing', at(600, 610, 6850, 6950), 6512.4],
    ['a digit too many in the call wing', at(6000, 6100, 68_500, 69_500), 6512.4],
    ['both sold strikes at less than half', at(3000, 3100, 3200, 3300), 6512.4],
  ])('%s is refused', (_, item, spx) => {
    expect(() => {
      assertScale(item, spx);
    }).toThrow(Refusal);
  });
});
