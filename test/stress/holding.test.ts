/** Rolls along hand-made paths: each figure can be redone with pencil and paper. */
import { describe, expect, it, test } from 'vitest';
import { hedgeMarket, layerParts } from '../../src/hedge/hedge-market.js';
import type { HedgeMarket } from '../../src/hedge/hedge-market.js';
import type { HedgeInstrument } from '../../src/hedge/instruments.js';
import type { HedgeSettings } from '../../src/hedge/settings.js';
import { addDays, isoDate } from '../../src/market/date.js';
import { futureSymbol } from '../../src/market/futures-symbol.js';
import type { Snapshot } from '../../src/market/snapshot.js';
import type { CurveNode } from '../../src/market/term-structure.js';
import type { EpochMs } from '../../src/market/time.js';
import { holdAlong } from '../../src/stress/holding.js';
import type { Upkeep } from '../../src/stress/holding.js';
import type { MarketPath } from '../../src/stress/market-path.js';
import { AS_OF, STEWARD, layersWith, settingsWith, snapshotOf } from '../hedge/fixtures.js';
import * as naive from '../hedge/naive.js';

const ROLLED: Upkeep = { roll: true, rollDays: 7, exitSpreadFactor: 3 };
const HELD: Upkeep = { ...ROLLED, roll: false };

/** Spot VIX and futures on one day, by expiry. */
interface HandMade {
  readonly vix: number;
  readonly futures: Readonly<Record<string, number>>;
  readonly vixOptions?: number;
}

/** A path of exactly these days; asking for any other is a mistake. */
function handMade(days: number, markets: Readonly<Record<number, HandMade>>): MarketPath {
  return {
    days,
    at: (day) => {
      const market = markets[day];
      if (market === undefined) throw new Error(`nobody should ask for day ${day}`);
      const date = addDays(isoDate('2026-11-20'), day);
      const nodes = Object.entries(market.futures).map(([text, price]): CurveNode => {
        const expiry = isoDate(text);
        const daysToExpiry = naive.daysFrom(date, expiry);
        return { symbol: futureSymbol('VX', expiry), expiry, weekly: false, price, daysToExpiry };
      });
      return {
        day,
        moment: (AS_OF + day * 86_400_000) as EpochMs,
        spx: 6000,
        curve: { date, spotVix: market.vix, nodes, weeklies: [] },
        spxVolFactor: () => 1,
        vixVolFactor: () => market.vixOptions ?? 1,
        etpFactor: () => 1,
      };
    },
  };
}

const [SHORT, MIDDLE] = [0, 1];

function marketOf(
  settings: HedgeSettings = STEWARD,
  snapshot: Snapshot = snapshotOf(),
): HedgeMarket {
  return hedgeMarket(snapshot, AS_OF, 0.04, settings);
}

function instrumentOf(market: HedgeMarket, layer: number): HedgeInstrument {
  const instrument = layerParts(market, layer)[0]?.instrument;
  if (instrument === undefined) throw new Error('the layer holds nothing');
  return instrument;
}

describe('futures', () => {
  const market = marketOf();
  // 13 minis of 2026-12-16 (26 days) at 18.85: one VX and three VXM.
  const part = { instrument: instrumentOf(market, SHORT), units: 13 };
  const across = 1 * (1.5 + 25) + 3 * (0.4 + 3);

  it('are those of the layer', () => {
    expect(part.instrument).toMatchObject({ kind: 'future', minis: true });
    expect(part.instrument).toMatchObject({ node: { expiry: '2026-12-16', price: 18.85 } });
  });

  it('are rolled a week before expiry into what the layer would then buy', () => {
    const path = handMade(40, {
      19: { vix: 27, futures: { '2026-12-16': 25, '2027-01-20': 24, '2027-02-17': 23.5 } },
      40: { vix: 33, futures: { '2027-01-20': 30, '2027-02-17': 28 } },
    });
    const outcome = holdAlong(market, SHORT, part, path, ROLLED);
    // From 18.85 to 25, then from 24 to 30; in, out of one and into the next, out.
    expect(outcome.gainUsd).toBeCloseTo(1300 * (25 - 18.85) + 1300 * (30 - 24), 8);
    expect(outcome.costUsd).toBeCloseTo(4 * across, 10);
    expect(outcome.rollCostUsd).toBeCloseTo(2 * across, 10);
    expect(outcome.rolls).toBe(1);
  });

  it('are rolled again and again, each leg by its own prices', () => {
    const path = handMade(90, {
      19: { vix: 27, futures: { '2026-12-16': 25, '2027-01-20': 24, '2027-02-17': 23.5 } },
      54: { vix: 31, futures: { '2027-01-20': 29, '2027-02-17': 26.5, '2027-03-17': 25 } },
      82: { vix: 18, futures: { '2027-02-17': 19, '2027-03-17': 20.5, '2027-04-21': 21 } },
      90: { vix: 17, futures: { '2027-03-17': 19.25, '2027-04-21': 20 } },
    });
    const outcome = holdAlong(market, SHORT, part, path, ROLLED);
    const points = 25 - 18.85 + (29 - 24) + (19 - 26.5) + (19.25 - 20.5);
    expect(outcome.gainUsd).toBeCloseTo(1300 * points, 8);
    expect(outcome.costUsd).toBeCloseTo(8 * across, 10);
    expect(outcome.rolls).toBe(3);
  });

  it('that are not rolled settle at spot VIX on their day, for a commission', () => {
    const path = handMade(40, { 26: { vix: 28.5, futures: { '2027-01-20': 24 } } });
    const outcome = holdAlong(market, SHORT, part, path, HELD);
    expect(outcome.gainUsd).toBeCloseTo(1300 * (28.5 - 18.85), 8);
    expect(outcome.costUsd).toBeCloseTo(across + 1.5 + 3 * 0.4, 10);
    expect(outcome).toMatchObject({ rolls: 0, rollCostUsd: 0 });
  });

  it('on the very day of the roll stand at their own price', () => {
    const path = handMade(19, { 19: { vix: 27, futures: { '2026-12-16': 25, '2027-01-20': 24 } } });
    const outcome = holdAlong(market, SHORT, part, path, ROLLED);
    expect(outcome.gainUsd).toBeCloseTo(1300 * (25 - 18.85), 8);
    expect(outcome).toMatchObject({ rolls: 0 });
  });

  it('that nothing can replace are held to settlement, and then there is no hedge', () => {
    const path = handMade(40, {
      19: { vix: 27, futures: { '2026-12-16': 25 } },
      26: { vix: 28.5, futures: {} },
    });
    const outcome = holdAlong(market, SHORT, part, path, ROLLED);
    expect(outcome.gainUsd).toBeCloseTo(1300 * (28.5 - 18.85), 8);
    expect(outcome.rolls).toBe(0);
  });

  it('bought with less left than the days of a roll run to their settlement', () => {
    const upkeep = { ...ROLLED, rollDays: 30 };
    const path = handMade(40, {
      26: { vix: 28.5, futures: { '2027-01-20': 24, '2027-02-17': 23 } },
      31: { vix: 26, futures: { '2027-01-20': 25, '2027-02-17': 24 } },
      40: { vix: 24, futures: { '2027-01-20': 22, '2027-02-17': 22.5 } },
    });
    // On day 26 into 2027-01-20, then with 35 days left; on day 31 with 30 left into the next.
    const outcome = holdAlong(market, SHORT, part, path, upkeep);
    expect(outcome.gainUsd).toBeCloseTo(1300 * (28.5 - 18.85 + (25 - 24) + (22.5 - 24)), 8);
    expect(outcome.costUsd).toBeCloseTo(across + 2.7 + across + 2 * across + across, 10);
    expect(outcome.rolls).toBe(2);
  });

  it('of the middle layer leave the short one its month', () => {
    // 2027-01-20 (61 days) leaves on day 54. Of 35 and 63 days, the short layer takes the first.
    const path = handMade(60, {
      54: { vix: 31, futures: { '2027-01-20': 29, '2027-02-17': 26.5, '2027-03-17': 25 } },
      60: { vix: 32, futures: { '2027-02-17': 28, '2027-03-17': 26 } },
    });
    const middle = { instrument: instrumentOf(market, MIDDLE), units: 10 };
    expect(middle.instrument).toMatchObject({ node: { expiry: '2027-01-20' } });
    const outcome = holdAlong(market, MIDDLE, middle, path, ROLLED);
    expect(outcome.gainUsd).toBeCloseTo(1000 * (29 - 19.7 + (26 - 25)), 8);
  });

  it('that are alive are never marked to spot VIX: a market without them is refused', () => {
    const path = handMade(10, { 10: { vix: 30, futures: { '2027-01-20': 24 } } });
    expect(() => holdAlong(market, SHORT, part, path, HELD)).toThrow(
      expect.objectContaining({
        message: 'the market of 2026-11-30 has no price of VXZ26, which is held',
        mend: 'add a future row of VX 2026-12-16 to that snapshot',
      }),
    );
  });

  it('count the same in standard contracts and minis (METHOD 13.9)', () => {
    const path = handMade(40, {
      19: { vix: 27, futures: { '2026-12-16': 25, '2027-01-20': 24 } },
      40: { vix: 33, futures: { '2027-01-20': 30 } },
    });
    const whole = marketOf(settingsWith({ hedge: { miniMonths: 0 } }));
    const one = { instrument: instrumentOf(whole, SHORT), units: 1 };
    const ten = { ...part, units: 10 };
    const [standard, minis] = [
      holdAlong(whole, SHORT, one, path, ROLLED),
      holdAlong(market, SHORT, ten, path, ROLLED),
    ];
    expect(standard.gainUsd).toBeCloseTo(minis.gainUsd, 8);
    expect(standard.costUsd).toBeCloseTo(minis.costUsd, 10);
    expect(standard.rolls).toBe(minis.rolls);
  });

  it('keep their size where the next month has no minis', () => {
    const single = marketOf(settingsWith({ hedge: { miniMonths: 1 } }));
    const path = handMade(40, {
      // The month after is the second and has only standard contracts; on the way it is the first.
      19: { vix: 27, futures: { '2026-12-16': 25, '2027-01-20': 24 } },
      40: { vix: 33, futures: { '2027-01-20': 30 } },
    });
    const outcome = holdAlong(single, SHORT, part, path, ROLLED);
    expect(outcome.gainUsd).toBeCloseTo(1300 * (25 - 18.85 + 6), 8);
  });
});

const YEAR = 365 * 86_400_000;
/** Black-76 with METHOD 2.2's slide along the skew. */
function callAt(
  strike: number,
  vol: number,
  bought: number,
  future: number,
  expiry: string,
  day: number,
): number {
  const years = (naive.morning(expiry) - AS_OF - day * 86_400_000) / YEAR;
  const slid = Math.max(0.1, vol + 0.25 * Math.log(bought / future));
  return naive.black('call', future, strike, years, slid, 0.04);
}

describe('VIX calls', () => {
  const settings = settingsWith({}, layersWith('short', { instrument: 'call' }));
  const market = marketOf(settings);
  const instrument = instrumentOf(market, SHORT);
  if (instrument.kind !== 'call') throw new Error('no call');
  const { strike, impliedVol, pricePoints } = instrument.call;
  const part = { instrument, units: 5 };
  const across = (price: number, wide = 1): number =>
    5 * (0.65 + 100 * wide * Math.max(0.02, 0.04 * price));

  it('at the end take VVIX’s move in their vol and pay a wide spread to leave', () => {
    const path = handMade(10, { 10: { vix: 31, vixOptions: 1.4, futures: { '2026-12-16': 28 } } });
    const value = callAt(strike, impliedVol * 1.4, 18.85, 28, '2026-12-16', 10);
    const outcome = holdAlong(market, SHORT, part, path, HELD);
    expect(outcome.gainUsd).toBeCloseTo(500 * (value - pricePoints), 7);
    expect(outcome.costUsd).toBeCloseTo(across(pricePoints) + across(value, 3), 8);
  });

  it('settle at what spot VIX leaves of them, without a cost', () => {
    const rich = holdAlong(
      market,
      SHORT,
      part,
      handMade(30, { 26: { vix: 40, futures: {} } }),
      HELD,
    );
    expect(rich.gainUsd).toBeCloseTo(500 * (40 - strike - pricePoints), 8);
    expect(rich.costUsd).toBeCloseTo(across(pricePoints), 9);
    const poor = holdAlong(
      market,
      SHORT,
      part,
      handMade(30, { 26: { vix: 12, futures: {} } }),
      HELD,
    );
    expect(poor.gainUsd).toBeCloseTo(-500 * pricePoints, 8);
  });

  it('are rolled into the call of the layer’s delta at the vol of that day', () => {
    const path = handMade(30, {
      19: { vix: 30, vixOptions: 1.4, futures: { '2026-12-16': 28, '2027-01-20': 25 } },
      30: { vix: 24, vixOptions: 1.2, futures: { '2027-01-20': 23 } },
    });
    const outcome = holdAlong(market, SHORT, part, path, ROLLED);
    const first = callAt(strike, impliedVol * 1.4, 18.85, 28, '2026-12-16', 19);
    // The new call by hand: VVIX 96.4 x 1.4 scaled to 42 days, the strike of delta nearest 0.5.
    const beta = (days: number): number => 0.2008 + 0.6404 * Math.exp((-8.62 * days) / 365);
    const atm = 0.964 * 1.4 * (beta(42) / beta(30)) ** 0.7;
    const years = (naive.morning('2027-01-20') - AS_OF - 19 * 86_400_000) / YEAR;
    const deltaOf = (k: number): number => {
      const sd = (atm + 0.25 * Math.log(k / 25)) * Math.sqrt(years);
      return Math.exp(-0.04 * years) * naive.normal(Math.log(25 / k) / sd + sd / 2);
    };
    const strikes = [22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33];
    const next = strikes.reduce((best, k) =>
      Math.abs(deltaOf(k) - 0.5) < Math.abs(deltaOf(best) - 0.5) ? k : best,
    );
    const vol = atm + 0.25 * Math.log(next / 25);
    const bought = callAt(next, vol, 25, 25, '2027-01-20', 19);
    const left = callAt(next, (vol * 1.2) / 1.4, 25, 23, '2027-01-20', 30);
    expect(outcome.rolls).toBe(1);
    expect(outcome.gainUsd).toBeCloseTo(500 * (first - pricePoints + left - bought), 6);
    const costs = across(pricePoints) + across(first) + across(bought) + across(left, 3);
    expect(outcome.costUsd).toBeCloseTo(costs, 7);
  });
});

describe('call spreads', () => {
  const settings = settingsWith({}, layersWith('short', { instrument: 'callSpread' }));

  it('are the one call less the other, with the costs of both', () => {
    const market = marketOf(settings);
    const instrument = instrumentOf(market, SHORT);
    if (instrument.kind !== 'callSpread') throw new Error('no spread');
    const { long, short } = instrument;
    expect(short.strike).toBeGreaterThan(long.strike);
    const path = handMade(10, { 10: { vix: 31, vixOptions: 1.4, futures: { '2026-12-16': 28 } } });
    const value = ({ strike, impliedVol }: typeof long): number =>
      callAt(strike, impliedVol * 1.4, 18.85, 28, '2026-12-16', 10);
    const outcome = holdAlong(market, SHORT, { instrument, units: 2 }, path, HELD);
    const gain = value(long) - long.pricePoints - (value(short) - short.pricePoints);
    expect(outcome.gainUsd).toBeCloseTo(200 * gain, 7);
    const across = (price: number, wide: number): number =>
      0.65 + 100 * wide * Math.max(0.02, 0.04 * price);
    const costs =
      across(long.pricePoints, 1) +
      across(short.pricePoints, 1) +
      across(value(long), 3) +
      across(value(short), 3);
    expect(outcome.costUsd).toBeCloseTo(2 * costs, 8);
  });

  test('without VVIX are rolled at the vol of what is held', () => {
    const quote = (strike: number, bid: number) =>
      ({
        root: 'VIX',
        right: 'call',
        expiry: isoDate('2026-12-16'),
        strike,
        bid,
        ask: bid + 0.1,
      }) as const;
    const options = [quote(18, 2.1), quote(20, 1.35), quote(25, 0.6), quote(30, 0.3)];
    const snapshot = snapshotOf({ vvix: null, options });
    const market = marketOf(settings, snapshot);
    const instrument = instrumentOf(market, SHORT);
    const path = handMade(30, {
      19: { vix: 30, futures: { '2026-12-16': 28, '2027-01-20': 25, '2027-02-17': 24 } },
      30: { vix: 24, futures: { '2027-01-20': 23, '2027-02-17': 22 } },
    });
    const outcome = holdAlong(market, SHORT, { instrument, units: 1 }, path, ROLLED);
    expect(outcome.rolls).toBe(1);
    expect(Number.isFinite(outcome.gainUsd)).toBe(true);
  });
});
