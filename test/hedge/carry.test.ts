import { describe, expect, it } from 'vitest';
import { carryPlan, carryUsd, carryUsdPerUnit } from '../../src/hedge/carry.js';
import { hedgeMarket, layerHoldings } from '../../src/hedge/hedge-market.js';
import type { HedgeMarket } from '../../src/hedge/hedge-market.js';
import type { HedgeInstrument } from '../../src/hedge/instruments.js';
import type { HedgeSettings, LayerSettings } from '../../src/hedge/settings.js';
import type { OptionQuote, Snapshot } from '../../src/market/snapshot.js';
import { isoDate } from '../../src/market/date.js';
import { AS_OF, EXPIRIES, LAYERS, PRICES, STEWARD, layersWith, snapshotOf } from './fixtures.js';
import { ETPS, black, curveAt, daysFrom, indexGrowth } from './naive.js';

const TODAY = '2026-11-20';
const CURVE = [
  [0, 17.92],
  ...EXPIRIES.map((e, i) => [daysFrom(TODAY, e), PRICES[i] ?? NaN] as const),
] as const;
const F = (days: number): number => curveAt(CURVE, days);

interface Held {
  readonly market: HedgeMarket;
  readonly instrument: HedgeInstrument;
  readonly index: number;
}

function held(
  name: string,
  layers: readonly LayerSettings[] = LAYERS,
  snapshot: Snapshot = snapshotOf(),
  change: Partial<HedgeSettings> = {},
): Held {
  const market = hedgeMarket(snapshot, AS_OF, 0.04, { ...STEWARD, ...change, layers });
  const index = layers.findIndex((layer) => layer.name === name);
  const instrument = layerHoldings(market)[index]?.parts[0]?.instrument;
  if (instrument === undefined) throw new Error(`${name} holds nothing`);
  return { market, instrument, index };
}

function carry({ market, instrument, index }: Held, units: number, days = 30): number {
  return carryUsd(carryPlan(market, index, instrument, days), units, market);
}

describe('carry of futures over 30 days (METHOD 15.5)', () => {
  it('more than 30 days: multiplier x contracts x [F(T - 30) - F(T)], negative in contango', () => {
    // January: 61 days; 31 on the curve is 5/35 of the way from December to January.
    const points = 18.85 + (5 / 35) * 0.85 - 19.7;
    expect(points).toBeCloseTo(-0.728571, 6);
    expect(carry(held('intermediate'), 1)).toBeCloseTo(100 * points, 9);
    // 23 minis are two VX and three VXM: the same dollars a point.
    expect(carry(held('intermediate'), 23)).toBeCloseTo(2300 * points, 8);
    expect(carry(held('stabilizer'), 10)).toBeCloseTo(1000 * (F(87) - 20.8), 8);
  });

  it('VX is 1,000 a point, VXM 100', () => {
    const whole = { ...STEWARD, hedge: { ...STEWARD.hedge, miniMonths: 0 } };
    expect(carry(held('intermediate', LAYERS, snapshotOf(), whole), 1)).toBeCloseTo(
      1000 * (F(31) - 19.7),
      8,
    );
  });

  it('26 days: settles at spot, then four days of what rule 2 picks, with the costs of the roll', () => {
    // On 16 December January has 35 days, the nearest that is left; the curve is unchanged.
    const points = 17.92 - 18.85 + (F(31) - F(35));
    expect(F(31) - F(35)).toBeCloseTo((-4 / 35) * 0.85, 12);
    // 13 minis: one VX and three VXM; a commission to settle, commission and spread to buy.
    const settle = 1.5 + 3 * 0.4;
    const buy = 1.5 + 25 + 3 * (0.4 + 3);
    expect(carry(held('short'), 13)).toBeCloseTo(1300 * points - settle - buy, 8);
    const { market, instrument, index } = held('short');
    const plan = carryPlan(market, index, instrument, 30);
    // A fractional target pays a tenth of a VX's costs for each mini.
    const perUnit = 100 * points - 1.5 / 10 - (1.5 + 25) / 10;
    expect(carryUsdPerUnit(plan, market)).toBeCloseTo(perUnit, 9);
  });

  it('fewer days than the contract has: no roll, no cost', () => {
    expect(carry(held('short'), 10, 26)).toBeCloseTo(1000 * (17.92 - 18.85), 8);
    expect(carry(held('short'), 10, 11)).toBeCloseTo(1000 * (F(15) - 18.85), 8);
  });

  it('positive in backwardation', () => {
    const inverted = snapshotOf({ vix: 40, prices: [36, 33, 31, 30, 29, 28, 27.5, 27] });
    expect(carry(held('intermediate', LAYERS, inverted), 1)).toBeGreaterThan(0);
    expect(carry(held('short', LAYERS, inverted), 1)).toBeGreaterThan(0);
  });

  it('a blended layer rolls into both contracts that then lie around its target days', () => {
    const item = held('intermediate', layersWith('intermediate', { blend: true }));
    expect(item.instrument).toMatchObject({ node: { daysToExpiry: 26 } });
    // On 16 December January has 35 days and February 63: 45 lies 10/28 of the way.
    const near = F(31) - F(35);
    const far = F(59) - F(63);
    const points = 17.92 - 18.85 + (18 / 28) * near + (10 / 28) * far;
    const settle = 1.5 + 4 * 0.4;
    // 14 minis make 9 of January and 5 of February.
    const buy = 14 * (0.4 + 3);
    expect(carry(item, 14)).toBeCloseTo(1400 * points - settle - buy, 8);
  });

  it('two rolls within the days: each at its own place on today’s curve', () => {
    // Weeklies, 12 and 26 days: a short layer aiming at 12 days rolls and rolls.
    const base = snapshotOf();
    const weekly = (expiry: string, symbol: string) => ({
      symbol,
      expiry: isoDate(expiry),
      weekly: true,
      price: F(daysFrom(TODAY, expiry)),
    });
    const futures = [
      weekly('2026-12-02', 'VX48Z26'),
      weekly('2026-12-09', 'VX49Z26'),
      ...base.futures,
      weekly('2026-12-30', 'VX52Z26'),
    ];
    const layers = [
      { ...layersWith('short', { targetDays: 12, window: { minDays: 7, maxDays: 30 } })[0] },
    ] as LayerSettings[];
    const item = held(
      'short',
      layers,
      { ...base, futures },
      {
        hedge: { ...STEWARD.hedge, weeklies: true, miniMonths: 0 },
      },
    );
    // 12 days to 2 December, then December (14 days left, nearest to 12) to its settlement,
    // then, on the 16th, the weekly of the 30th (14 days) for the four days that are left.
    const points = 17.92 - F(12) + (17.92 - F(14)) + (F(10) - F(14));
    const costs = 2 * (1.5 + 1.5 + 25);
    expect(carry(item, 1)).toBeCloseTo(1000 * points - costs, 7);
  });
});

describe('carry of calls by revaluation (METHOD 15.5)', () => {
  const calls = layersWith('intermediate', { instrument: 'call' });
  const years = (expiry: string): number =>
    (Date.parse(`${expiry}T14:30:00Z`) - AS_OF) / (365 * 86_400_000);

  it('theta and the roll of its future together, the vol sliding along the skew', () => {
    const item = held('intermediate', calls);
    if (item.instrument.kind !== 'call') throw new Error('no call');
    const { strike, impliedVol, pricePoints } = item.instrument.call;
    const vol = impliedVol + 0.25 * Math.log(19.7 / F(31));
    const later = black('call', F(31), strike, years('2027-01-20') - 30 / 365, vol, 0.04);
    expect(carry(item, 7)).toBeCloseTo(700 * (later - pricePoints), 7);
    expect(carry(item, 7)).toBeLessThan(0);
  });

  it('a spread is the one less the other', () => {
    const item = held('intermediate', layersWith('intermediate', { instrument: 'callSpread' }));
    if (item.instrument.kind !== 'callSpread') throw new Error('no spread');
    const { long, short } = item.instrument;
    expect(short.strike).toBeGreaterThan(long.strike);
    const left = years('2027-01-20') - 30 / 365;
    const gain = [long, short].map(({ strike, impliedVol, pricePoints }) => {
      const vol = impliedVol + 0.25 * Math.log(19.7 / F(31));
      return black('call', F(31), strike, left, vol, 0.04) - pricePoints;
    });
    expect(carry(item, 3)).toBeCloseTo(300 * ((gain[0] ?? NaN) - (gain[1] ?? NaN)), 7);
  });

  it('26 days: settles at spot’s intrinsic, and the call that rule 2 then picks is bought', () => {
    const item = held('short', layersWith('short', { instrument: 'call' }));
    if (item.instrument.kind !== 'call') throw new Error('no call');
    const { market, instrument, index } = item;
    const { strike, pricePoints } = item.instrument.call;
    const plan = carryPlan(market, index, instrument, 30);
    const [roll] = plan.rolls;
    if (roll?.to.kind !== 'call') throw new Error('no roll');
    const next = roll.to.call;
    expect(next.node.daysToExpiry).toBe(35);
    expect(next.node.price).toBeCloseTo(F(35), 12);
    const start = years('2027-01-20') - 26 / 365;
    expect(next.pricePoints).toBeCloseTo(
      black('call', F(35), next.strike, start, next.impliedVol, 0.04),
      8,
    );
    const vol = next.impliedVol + 0.25 * Math.log(F(35) / F(31));
    const end = black('call', F(31), next.strike, start - 4 / 365, vol, 0.04);
    const points = Math.max(0, 17.92 - strike) - pricePoints + end - next.pricePoints;
    const cost = 0.65 + 100 * Math.max(0.02, 0.04 * next.pricePoints);
    expect(carryUsd(plan, 5, market)).toBeCloseTo(5 * (100 * points - cost), 6);
  });

  it('without VVIX the next call is priced at the one that today’s quote implies, skew apart', () => {
    const quote: OptionQuote = {
      root: 'VIX',
      expiry: isoDate('2026-12-16'),
      strike: 40,
      right: 'call',
      iv: 1.4,
    };
    const snapshot = snapshotOf({ vvix: null, options: [quote] });
    const { market, instrument, index } = held(
      'short',
      layersWith('short', { instrument: 'call' }),
      snapshot,
    );
    const [roll] = carryPlan(market, index, instrument, 30).rolls;
    if (roll?.to.kind !== 'call') throw new Error('no roll');
    const scale = (days: number): number => {
      const beta = (d: number): number => 0.2008 + 0.6404 * Math.exp((-8.62 * d) / 365);
      return (beta(days) / beta(30)) ** 0.7;
    };
    // 1.4 less 0.25 ln(40/18.85) of skew, from 26 days to 35.
    const vvix = (1.4 - 0.25 * Math.log(40 / 18.85)) / scale(26);
    const { strike, impliedVol, node } = roll.to.call;
    expect(impliedVol).toBeCloseTo(vvix * scale(35) + 0.25 * Math.log(strike / node.price), 12);
  });

  it('a call that a layer of futures holds is rolled into its notional, not into a whole future', () => {
    const { instrument } = held('short', layersWith('short', { instrument: 'call' }));
    if (instrument.kind !== 'call') throw new Error('no call');
    const { strike, pricePoints, delta } = instrument.call;
    const { market, index } = held('short');
    const plan = carryPlan(market, index, instrument, 30);
    const [roll] = plan.rolls;
    expect(roll?.to.kind).toBe('future');
    // Minis of 100 dollars a point, where 35 days are left when the call of 26 days has settled.
    const units = (18.85 * delta) / F(35);
    expect(roll?.toUnits).toBeCloseTo(units, 12);
    const gain = 100 * (Math.max(0, 17.92 - strike) - pricePoints) + units * 100 * (F(31) - F(35));
    expect(plan.gainUsdPerUnit).toBeCloseTo(gain, 8);
  });

  it('a futures layer that rolls does not need the vols of its neighbour’s calls', () => {
    const expiry = isoDate('2027-01-20');
    const options: OptionQuote[] = [
      { root: 'VIX', expiry, strike: 21, right: 'call', bid: 2.1, ask: 2.3 },
    ];
    const snapshot = snapshotOf({ vvix: null, options });
    const item = held('short', calls, snapshot);
    expect(carry(item, 10)).toBeCloseTo(carry(held('short'), 10), 9);
  });
});

describe('carry of exchange-traded products (METHOD 15.5, 3.2)', () => {
  const snapshot = snapshotOf({
    etps: [
      { symbol: 'VXX', priceUsd: 42 },
      { symbol: 'UVXY', priceUsd: 18 },
      { symbol: 'VXZ', priceUsd: 60 },
    ],
  });

  it.each([
    ['VXX', 42],
    ['UVXY', 18],
    ['VXZ', 60],
  ] as const)('%s: leverage times the index’s roll, less the fee', (etp, price) => {
    const [leverage, fee, , months] = ETPS[etp] ?? [NaN, NaN, NaN, []];
    const item = held('short', layersWith('short', { instrument: 'etp', etp }), snapshot);
    const wanted =
      price * (leverage * (indexGrowth(CURVE, TODAY, 30, months) - 1) - (fee * 30) / 365);
    expect(carry(item, 100)).toBeCloseTo(100 * wanted, 7);
    expect(carry(item, 100)).toBeLessThan(0);
  });
});
