import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hedgeMarket } from '../../src/hedge/hedge-market.js';
import type { HedgeMarket } from '../../src/hedge/hedge-market.js';
import type { EtpInstrument } from '../../src/hedge/instruments.js';
import { EPISODES } from '../../src/scenario/episodes.js';
import { dampedVvixFactor } from '../../src/stress/market-path.js';
import { shockPath } from '../../src/stress/shock-path.js';
import { spotVolShock } from '../../src/stress/spot-vol-shock.js';
import { AS_OF, EXPIRIES, STEWARD, snapshotOf } from '../hedge/fixtures.js';
import { STILL, shockOf } from './fixtures.js';

const SPX = 6512.4;

function marketOf(parts: Parameters<typeof snapshotOf>[0] = {}): HedgeMarket {
  return hedgeMarket(snapshotOf(parts), AS_OF, 0.04, STEWARD);
}

describe('a shock at once', () => {
  const path = shockPath(marketOf(), SPX, shockOf({ vvixLogChange: Math.log(1.5) }), 0);
  const { curve, spx, spxVolFactor, vixVolFactor } = path.at(0);

  it('moves SPX by its return and spot VIX by its log change', () => {
    expect(spx).toBeCloseTo(6512.4 * 0.9, 9);
    expect(curve.spotVix).toBeCloseTo(17.92 * Math.exp(0.8), 9);
    expect(path.share).toBe(1);
    expect(path.days).toBe(0);
    expect(curve.date).toBe('2026-11-20');
  });

  it('moves each contract by the log change of its own tenor', () => {
    // 26 days: 26/30 of the way from spot's 0.8 to the 0.5 of 30 days. 61: 1/30 from 0.4 to 0.3.
    const prices = curve.nodes.map(({ price }) => price);
    expect(prices[0]).toBeCloseTo(18.85 * Math.exp(0.8 - (26 / 30) * 0.3), 9);
    expect(prices[1]).toBeCloseTo(19.7 * Math.exp(0.4 - (1 / 30) * 0.1), 9);
    expect(prices[2]).toBeCloseTo(20.35 * Math.exp(0.4 - (29 / 30) * 0.1), 9);
    expect(prices[7]).toBeCloseTo(21.6 * Math.exp(0.15), 9);
    expect(curve.nodes.map(({ expiry }) => expiry)).toEqual(EXPIRIES);
    expect(curve.nodes.map(({ daysToExpiry }) => daysToExpiry)).toEqual([
      26, 61, 89, 117, 152, 179, 208, 243,
    ]);
  });

  it('moves the vol of SPX options with VIX: by all of it at 30 days, less further out', () => {
    expect(spxVolFactor(30)).toBeCloseTo(Math.exp(0.8), 9);
    expect(spxVolFactor(9)).toBeGreaterThan(Math.exp(0.8));
    expect(spxVolFactor(90)).toBeLessThan(Math.exp(0.8));
    expect(spxVolFactor(90)).toBeGreaterThan(Math.exp(0.3));
  });

  it('moves the vol of VIX options with VVIX, damped by tenor', () => {
    expect(vixVolFactor(26)).toBeCloseTo(1.5, 12);
    expect(vixVolFactor(110)).toBeCloseTo(1.25, 12);
  });
});

describe('a shock over days', () => {
  const path = shockPath(marketOf(), SPX, shockOf({ days: 28 }), 28);

  it('rolls the curve down and moves it half on half of the way', () => {
    const { curve, spx, moment } = path.at(14);
    expect(spx).toBeCloseTo(6512.4 * Math.sqrt(0.9), 9);
    expect(curve.spotVix).toBeCloseTo(17.92 * Math.exp(0.4), 9);
    expect(curve.date).toBe('2026-12-04');
    expect(moment - AS_OF).toBe(14 * 86_400_000);
    // The first has 12 days left: on today's curve 12/26 of the way from spot to 18.85. Half of the
    // shock at 12 days is half of 0.8 - 12/30 x 0.3.
    const unchanged = 17.92 + (12 / 26) * (18.85 - 17.92);
    const [first] = curve.nodes;
    expect(first?.daysToExpiry).toBe(12);
    expect(first?.price).toBeCloseTo(unchanged * Math.exp(0.5 * (0.8 - 0.4 * 0.3)), 9);
  });

  it('settles contracts on the way: by the end the first is gone', () => {
    const { curve } = path.at(28);
    expect(curve.nodes[0]?.expiry).toBe('2027-01-20');
    expect(curve.nodes[0]?.daysToExpiry).toBe(33);
  });

  it('lists later months as today’s last run off, on the curve', () => {
    const { nodes } = path.at(28).curve;
    // 2027-08-18 had 271 days: more than today's last (243) until day 28.
    expect(nodes.at(-1)?.expiry).toBe('2027-08-18');
    expect(nodes.at(-1)?.daysToExpiry).toBe(243);
    expect(nodes.at(-1)?.price).toBeCloseTo(21.6 * Math.exp(0.15), 9);
    expect(path.at(27).curve.nodes.at(-1)?.expiry).toBe('2027-07-21');
  });

  it('keeps the hour of Chicago over the change of clocks, and so its settlements', () => {
    // 2026-11-20 15:00 is 21:00 in Greenwich; from 14 March 15:00 is 20:00.
    const { moment } = shockPath(marketOf(), SPX, { ...STILL, days: 120 }, 120).at(120);
    expect(new Date(moment).toISOString()).toBe('2027-03-20T20:00:00.000Z');
  });

  it('leaves an unchanged market where the shock is nothing', () => {
    const still = shockPath(marketOf(), SPX, { ...STILL, days: 30 }, 30);
    for (const day of [0, 13, 30]) {
      const point = still.at(day);
      expect(point.spx).toBeCloseTo(SPX, 9);
      expect(point.curve.spotVix).toBeCloseTo(17.92, 12);
      expect([point.spxVolFactor(60), point.vixVolFactor(60)]).toEqual([1, 1]);
    }
  });
});

describe('the limits of VIX', () => {
  const high = { vix: 45, prices: [40, 36, 33, 31, 30, 29, 28, 27] };

  it('scales VIX, curve and VVIX alike where VIX would pass 90', () => {
    const shock = shockOf({ vixLogChange: 1.4, vvixLogChange: 0.6 });
    const path = shockPath(marketOf(high), SPX, shock, 0);
    const share = Math.log(90 / 45) / 1.4;
    const { curve, spx, vixVolFactor } = path.at(0);
    expect(path.share).toBeCloseTo(share, 14);
    expect(curve.spotVix).toBeCloseTo(90, 10);
    expect(curve.nodes[0]?.price).toBeCloseTo(40 * Math.exp(share * (1.4 - (26 / 30) * 0.9)), 9);
    expect(curve.nodes[4]?.price).toBeCloseTo(30 * Math.exp(share * (0.2 - (2 / 30) * 0.05)), 9);
    expect(vixVolFactor(30)).toBeCloseTo(Math.exp(share * 0.6), 12);
    // The fall of SPX is whole: it has room.
    expect(spx).toBeCloseTo(0.9 * SPX, 9);
  });

  it('stops at 9 on the way down', () => {
    const low = marketOf({ vix: 12 });
    const path = shockPath(low, SPX, spotVolShock(0.05, 0.5), 0);
    expect(path.at(0).curve.spotVix).toBeCloseTo(9, 10);
    expect(path.share).toBeCloseTo(Math.log(0.75) / Math.log(0.5), 12);
  });

  it('measures a move at once by its end, one over days by its highest step too', () => {
    const shock = shockOf({
      days: 20,
      vixLogChange: 0.5,
      steps: [{ ...shockOf(), day: 10, vixLogChange: 1.4 }],
    });
    expect(shockPath(marketOf(high), SPX, shock, 0).share).toBe(1);
    const slow = shockPath(marketOf(high), SPX, shock, 20);
    expect(slow.share).toBeCloseTo(Math.log(2) / 1.4, 12);
    expect(slow.at(10).curve.spotVix).toBeCloseTo(90, 9);
    expect(slow.at(20).curve.spotVix).toBeCloseTo(45 * Math.exp((Math.log(2) / 1.4) * 0.5), 9);
  });

  it('has no room at all where VIX stands beyond already, and takes the way back', () => {
    expect(shockPath(marketOf({ ...high, vix: 95 }), SPX, shockOf(), 0).share).toBe(0);
    const down = shockOf({ vixLogChange: -0.5, curveLogChanges: [-0.4, -0.3, -0.2, -0.1, 0, 0] });
    expect(shockPath(marketOf({ ...high, vix: 95 }), SPX, down, 0).share).toBe(1);
  });

  it('keeps VIX in [9, 90] and futures in [5, 100] whatever comes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 9, max: 90, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.integer({ min: 0, max: 60 }),
        (vix, rise, curveRise, days) => {
          const shock = shockOf({
            days,
            vixLogChange: rise,
            curveLogChanges: [1, 0.9, 0.8, 0.7, 0.6, 0.5].map((part) => part * curveRise),
          });
          const path = shockPath(marketOf({ vix }), SPX, shock, days);
          for (let day = 0; day <= days; day += 7) {
            const { curve } = path.at(day);
            expect(curve.spotVix).toBeGreaterThan(9 - 1e-9);
            expect(curve.spotVix).toBeLessThan(90 + 1e-9);
            for (const { price } of curve.nodes) {
              expect(price).toBeGreaterThanOrEqual(5);
              expect(price).toBeLessThanOrEqual(100);
            }
          }
        },
      ),
    );
  });
});

describe('dampedVvixFactor (METHOD 2.2)', () => {
  test.each([
    [1, 1],
    [45, 1],
    [77.5, 0.75],
    [110, 0.5],
    [165, 0.4],
    [220, 0.3],
    [400, 0.3],
    [-3, 1],
  ])('at %f days takes %f of the jump', (days, part) => {
    expect(dampedVvixFactor(Math.log(1.8), days)).toBeCloseTo(1 + part * 0.8, 12);
    expect(dampedVvixFactor(Math.log(0.7), days)).toBeCloseTo(1 - part * 0.3, 12);
    expect(dampedVvixFactor(0, days)).toBe(1);
  });
});

describe('a product that holds futures', () => {
  const etp = (leverage: number): EtpInstrument => ({
    kind: 'etp',
    symbol: 'X',
    priceUsd: 20,
    tenorDays: 30,
    leverage,
    feePerYear: 0.01,
  });

  it('takes its leverage of a day’s move, not of its log', () => {
    const { etpFactor } = shockPath(marketOf(), SPX, shockOf(), 0).at(0);
    const rise = Math.exp(0.5) - 1;
    expect(etpFactor(etp(1))).toBeCloseTo(1 + rise, 12);
    expect(etpFactor(etp(1.5))).toBeCloseTo(1 + 1.5 * rise, 12);
  });

  it('sets it back every trading day on a way of several', () => {
    // Friday to Tuesday: two trading days, each half of the log change; roll and fee beside it.
    const days = 4;
    const moved = shockPath(marketOf(), SPX, shockOf({ days }), days).at(days).etpFactor(etp(2));
    const still = shockPath(marketOf(), SPX, { ...STILL, days }, days)
      .at(days)
      .etpFactor(etp(2));
    expect(moved / still).toBeCloseTo((1 + 2 * (Math.exp(0.25) - 1)) ** 2, 10);
  });

  it('is never worth less than nothing', () => {
    const { etpFactor } = shockPath(
      marketOf({ vix: 60 }),
      SPX,
      shockOf({
        vixLogChange: -1.5,
        curveLogChanges: [-2, -2, -2, -2, -2, -2],
      }),
      0,
    ).at(0);
    expect(etpFactor(etp(2))).toBe(0);
  });
});

describe('spotVolShock', () => {
  it('moves held contracts by the betas of METHOD 4.2, raised in a crash', () => {
    const { curveLogChanges, vixLogChange, spxReturn } = spotVolShock(-0.1, 2);
    expect(vixLogChange).toBeCloseTo(Math.log(2), 14);
    expect(spxReturn).toBe(-0.1);
    const beta30 = 0.2008 + 0.6404 * Math.exp((-8.62 * 30) / 365);
    const ratio = (a: number, b: number): number => a / b;
    // 30 days lie 13/29 of the way from VX1 (17) to VX2 (46).
    const raised = ratio(0.731, 0.623) + (13 / 29) * (ratio(0.534, 0.426) - ratio(0.731, 0.623));
    expect(curveLogChanges[0]).toBeCloseTo(beta30 * raised * Math.log(2), 12);
    expect(spotVolShock(0.02, 2).curveLogChanges[0]).toBeCloseTo(beta30 * Math.log(2), 12);
  });

  it('is nothing where nothing moves', () => {
    expect(spotVolShock(0, 1)).toMatchObject({ spxReturn: 0, vixLogChange: 0 });
    for (const change of spotVolShock(0, 1).curveLogChanges) expect(change).toBeCloseTo(0, 14);
  });
});

test('every episode has a path from a calm market, whole', () => {
  for (const episode of EPISODES) {
    const path = shockPath(marketOf({ vix: 12 }), SPX, episode, episode.days);
    expect(path.share, episode.id).toBe(1);
    expect(path.at(path.days).spx).toBeCloseTo(SPX * (1 + episode.spxReturn), 6);
    expect(path.at(path.days).curve.spotVix).toBeCloseTo(12 * Math.exp(episode.vixLogChange), 8);
  }
});
