import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { quotesSetAside, vixCallNearDelta } from '../../src/hedge/vix-call.js';
import type { VixCallMarket } from '../../src/hedge/vix-call.js';
import { modelledVixVol, vixCallValue, vixOptionYears, vvixOf } from '../../src/hedge/vix-vol.js';
import { tradeCostUsd } from '../../src/hedge/instruments.js';
import { isoDate } from '../../src/market/date.js';
import type { OptionQuote } from '../../src/market/snapshot.js';
import { termStructure } from '../../src/market/term-structure.js';
import type { CurveNode } from '../../src/market/term-structure.js';
import { AS_OF, STEWARD, condor, layersWith, settingsWith, snapshotOf } from './fixtures.js';
import { black, normal } from './naive.js';
import { codes, size } from './sizing.js';

const SETTINGS = STEWARD.vixOptions;

/** METHOD 2.2 with the beta curve of 4.2, written down again. */
function naiveVol(vvix: number, days: number, forward: number, strike: number): number {
  const beta = (d: number): number => 0.2008 + 0.6404 * Math.exp((-8.62 * d) / 365);
  return vvix * (beta(days) / beta(30)) ** 0.7 + 0.25 * Math.log(strike / forward);
}

function nodeAt(i: number): CurveNode {
  const node = termStructure(snapshotOf(), AS_OF).nodes[i];
  if (node === undefined) throw new Error('no such contract');
  return node;
}

/** To 08:30 in Chicago on the expiry. */
function yearsTo(expiry: string): number {
  return (Date.parse(`${expiry}T14:30:00Z`) - AS_OF) / (365 * 86_400_000);
}

function market(
  options: readonly OptionQuote[] = [],
  vvix: number | undefined = 0.964,
): VixCallMarket {
  return { snapshot: snapshotOf({ options }), asOf: AS_OF, rate: 0.04, settings: SETTINGS, vvix };
}

describe('vols of VIX calls (METHOD 2.2)', () => {
  it('VVIX at 30 days at the money', () => {
    expect(modelledVixVol(0.964, 30, 20, 20, SETTINGS)).toBeCloseTo(0.964, 14);
  });

  it.each([7, 15, 26, 45, 61, 90, 117, 150, 180, 220])('%d days: falls with the tenor', (days) => {
    for (const strike of [15, 20, 25, 40]) {
      expect(modelledVixVol(0.964, days, 20, strike, SETTINGS)).toBeCloseTo(
        naiveVol(0.964, days, 20, strike),
        12,
      );
    }
  });

  it('rises with the strike: +0.25 per ln(K/F)', () => {
    const at = (k: number): number => modelledVixVol(0.9, 60, 20, k, SETTINGS);
    expect(at(25) - at(20)).toBeCloseTo(0.25 * Math.log(25 / 20), 14);
  });
});

describe('the call nearest a delta', () => {
  it('among modelled strikes: no strike of the list is nearer, price by Black on its own future', () => {
    const node = nodeAt(1);
    const years = yearsTo('2027-01-20');
    expect(vixOptionYears(node, AS_OF)).toBeCloseTo(years, 14);
    const deltaOf = (k: number): number => {
      const v = naiveVol(0.964, 61, 19.7, k);
      const d1 = Math.log(19.7 / k) / (v * Math.sqrt(years)) + (v * Math.sqrt(years)) / 2;
      return Math.exp(-0.04 * years) * normal(d1);
    };
    for (const wanted of [0.5, 0.3, 0.2]) {
      const call = vixCallNearDelta(market(), node, wanted);
      expect(call.delta).toBeCloseTo(deltaOf(call.strike), 10);
      const v = naiveVol(0.964, 61, 19.7, call.strike);
      expect(call.impliedVol).toBeCloseTo(v, 12);
      expect(call.pricePoints).toBeCloseTo(black('call', 19.7, call.strike, years, v, 0.04), 10);
      expect(call).toMatchObject({ modelled: true, monthly: true });
      for (const other of [16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 30, 35]) {
        expect(Math.abs(call.delta - wanted)).toBeLessThanOrEqual(
          Math.abs(deltaOf(other) - wanted) + 1e-12,
        );
      }
    }
  });

  it('quotes before models: the mid, its vol, its delta', () => {
    const node = nodeAt(1);
    const years = yearsTo('2027-01-20');
    const mid = black('call', 19.7, 22, years, 0.9, 0.04);
    const root = 'VIX' as const;
    const expiry = isoDate('2027-01-20');
    const options: OptionQuote[] = [
      { root, expiry, strike: 22, right: 'call', bid: mid - 0.05, ask: mid + 0.05 },
      { root, expiry, strike: 35, right: 'call', iv: 1.1 },
      { root, expiry, strike: 20, right: 'put', iv: 0.9 },
      { root, expiry: isoDate('2026-12-16'), strike: 20, right: 'call', iv: 0.9 },
    ];
    const near = vixCallNearDelta(market(options, undefined), node, 0.5);
    expect(near).toMatchObject({ strike: 22, modelled: false, priceSource: 'snapshot price' });
    expect(near.pricePoints).toBeCloseTo(mid, 12);
    expect(near.impliedVol).toBeCloseTo(0.9, 8);
    const far = vixCallNearDelta(market(options, undefined), node, 0.2, 22);
    expect(far).toMatchObject({ strike: 35, impliedVol: 1.1, priceSource: 'snapshot IV' });
    expect(far.pricePoints).toBeCloseTo(black('call', 19.7, 35, years, 1.1, 0.04), 10);
  });

  describe('quotes too far from the wanted delta', () => {
    // One far strike: K 40 on a future at 18.85, 26 days, vol 140%.
    const expiry = isoDate('2026-12-16');
    const one: OptionQuote[] = [{ root: 'VIX', expiry, strike: 40, right: 'call', iv: 1.4 }];

    it('the modelled strike is taken where VVIX is there, for the sold call too', () => {
      const long = vixCallNearDelta(market(one), nodeAt(0), 0.5);
      expect(long.modelled).toBe(true);
      expect(Math.abs(long.delta - 0.5)).toBeLessThan(0.1);
      const short = vixCallNearDelta(market(one), nodeAt(0), 0.2, long.strike);
      expect(short.modelled).toBe(true);
      expect(Math.abs(short.delta - 0.2)).toBeLessThan(0.1);
      // Where the far delta is the wanted one, the quote is what it is.
      expect(vixCallNearDelta(market(one), nodeAt(0), 0.05)).toMatchObject({
        strike: 40,
        modelled: false,
      });
    });

    it('without VVIX the quote is all there is', () => {
      const call = vixCallNearDelta({ ...market(one), vvix: undefined }, nodeAt(0), 0.5);
      expect(call).toMatchObject({ strike: 40, modelled: false });
      const years = yearsTo('2026-12-16');
      const sd = 1.4 * Math.sqrt(years);
      const d1 = Math.log(18.85 / 40) / sd + sd / 2;
      expect(call.delta).toBeCloseTo(Math.exp(-0.04 * years) * normal(d1), 10);
      expect(call.delta).toBeCloseTo(0.033, 3);
    });

    it('a sizing on it warns by name, for each call of a spread', () => {
      const layers = layersWith('short', { instrument: 'call' });
      const settings = settingsWith({ hedge: { premiumBudget: 5 } }, layers);
      const far = size([condor()], settings, snapshotOf({ options: one, vvix: null }));
      const messages = far.warnings.filter(({ code }) => code === 'delta-far');
      expect(messages).toHaveLength(1);
      expect(messages[0]?.message).toMatch(/short.*0\.5.*40.*0\.033/);
      expect(codes(size([condor()], settings, snapshotOf({ options: one })))).not.toContain(
        'delta-far',
      );
      const two: OptionQuote[] = [
        ...one,
        { root: 'VIX', expiry, strike: 45, right: 'call', iv: 1.5 },
      ];
      const spreads = settingsWith(
        { hedge: { premiumBudget: 5 } },
        layersWith('short', { instrument: 'callSpread' }),
      );
      const spread = size([condor()], spreads, snapshotOf({ options: two, vvix: null }));
      expect(codes(spread).filter((code) => code === 'delta-far')).toHaveLength(2);
    });
  });

  it.each([
    [26, 18.85, 40, 1.4],
    [26, 18.85, 19, 0.9],
    [117, 20.8, 30, 0.8],
  ])('the VVIX that a call of %d days implies reprices it', (days, price, strike, vol) => {
    const node = { ...nodeAt(0), daysToExpiry: days, price };
    const call = { ...vixCallNearDelta(market(), nodeAt(0), 0.5), node, strike, impliedVol: vol };
    expect(naiveVol(vvixOf(call, SETTINGS), days, price, strike)).toBeCloseTo(vol, 12);
  });

  it('neither quotes nor VVIX: a refusal that says what to add', () => {
    expect(() => vixCallNearDelta({ ...market(), vvix: undefined }, nodeAt(1), 0.5)).toThrow(
      Refusal,
    );
  });

  it('a quote that is not high enough, or no price: told apart from none', () => {
    const node = nodeAt(1);
    const quote = (price: number): OptionQuote => ({
      root: 'VIX',
      expiry: node.expiry,
      strike: 20,
      right: 'call',
      price,
    });
    const sold = { ...market([quote(2)]), vvix: undefined };
    expect(() => vixCallNearDelta(sold, node, 0.25, 20)).toThrow(
      /quotes VIX calls of 2027-01-20, but none above the strike 20/,
    );
    // Dearer than the future itself.
    const unusable = { ...market([quote(25)]), vvix: undefined };
    expect(() => vixCallNearDelta(unusable, node, 0.5)).toThrow(
      /quotes VIX calls of 2027-01-20, but none at a price that a call can have/,
    );
  });

  it('a call keeps its vol and slides along the skew with its own future', () => {
    const call = vixCallNearDelta(market(), nodeAt(1), 0.5);
    const vol = call.impliedVol + 0.25 * Math.log(19.7 / 30);
    expect(vixCallValue(call, 30, 0.1, 0.04, SETTINGS)).toBeCloseTo(
      black('call', 30, call.strike, 0.1, vol, 0.04),
      10,
    );
    expect(vixCallValue(call, 30, 0, 0.04, SETTINGS)).toBe(30 - call.strike);
    expect(vixCallValue(call, 10, 0, 0.04, SETTINGS)).toBe(0);
  });
});

describe('a quote that is set aside', () => {
  const node = nodeAt(1);
  const row = (strike: number, prices: Partial<OptionQuote>): OptionQuote => ({
    root: 'VIX',
    expiry: node.expiry,
    strike,
    right: 'call',
    ...prices,
  });

  it('is not priced by the model: another strike is', () => {
    const free = vixCallNearDelta(market(), node, 0.2);
    expect(free.modelled).toBe(true);
    // Dear: at that price the delta is far from the wanted one.
    const dear = vixCallNearDelta(
      market([row(free.strike, { bid: 3 * free.pricePoints, ask: 3.4 * free.pricePoints })]),
      node,
      0.2,
    );
    expect(dear.modelled).toBe(true);
    expect(dear.strike).not.toBe(free.strike);
    // Below what it could be exercised for: no vol gives that price.
    const wanted = vixCallNearDelta(market(), node, 0.8).strike;
    const cheap = vixCallNearDelta(market([row(wanted, { bid: 0, ask: 0.1 })]), node, 0.8);
    expect(wanted).toBeLessThan(node.price - 0.1);
    expect(cheap.strike).not.toBe(wanted);
  });

  it('is told', () => {
    const settings = settingsWith({}, layersWith('stabilizer', { instrument: 'call' }));
    const bare = size([condor({ quantity: 40 })], settings);
    const held = bare.layers[2]?.instruments[0];
    const option = {
      root: 'VIX' as const,
      expiry: isoDate(held?.expiry ?? ''),
      strike: held?.strike ?? 0,
      right: 'call' as const,
      bid: 9.1,
      ask: 9.3,
    };
    const told = size([condor({ quantity: 40 })], settings, snapshotOf({ options: [option] }));
    expect(told.layers[2]?.instruments[0]?.strike).not.toBe(option.strike);
    expect(told.warnings.find(({ code }) => code === 'quote-set-aside')?.message).toContain(
      `${option.expiry} ${option.strike} call at 9.1/9.3`,
    );
    expect(codes(bare)).not.toContain('quote-set-aside');
  });

  it.each([
    [1.9, 2.1, false],
    [1.4, 2.6, true],
    [1.5, 2.5, false],
    [0, 4, true],
  ])('a quote of %d/%d is wide: %s', (bid, ask, wide) => {
    const settings = settingsWith({}, layersWith('intermediate', { instrument: 'call' }));
    const options = [row(20, { bid, ask })];
    const result = size([condor({ quantity: 40 })], settings, snapshotOf({ options, vvix: null }));
    const told = result.warnings.find(({ code }) => code === 'wide-quote');
    expect(told !== undefined).toBe(wide);
    if (wide) {
      expect(told?.message).toContain(
        `2027-01-20 20 call, ${(ask - bid).toFixed(2)} points wide at 2.00`,
      );
    }
  });

  it('of two ticks is narrow however cheap, without a bid it is wide', () => {
    const settings = settingsWith({}, layersWith('intermediate', { instrument: 'call' }));
    const said = (bid: number, ask: number): string[] =>
      codes(
        size(
          [condor({ quantity: 40 })],
          settings,
          snapshotOf({ options: [row(60, { bid, ask })], vvix: null }),
        ),
      );
    expect(said(0.1, 0.2)).not.toContain('wide-quote');
    expect(said(0, 0.05)).toContain('wide-quote');
  });

  it('is told of the modelled leg of a spread alone', () => {
    const at = (strike: number, modelled: boolean) => ({
      ...vixCallNearDelta(market(), node, 0.5),
      strike,
      modelled,
    });
    const rows = [20, 21, 22, 28, 30].map((strike) => row(strike, { bid: 1, ask: 1.1 }));
    const aside = (...calls: ReturnType<typeof at>[]) =>
      quotesSetAside(market(rows), calls).map(({ strike }) => strike);
    expect(aside(at(21, false), at(27, true))).toEqual([22, 28, 30]);
    expect(aside(at(21, false), at(28, false))).toEqual([]);
    expect(aside(at(23, true), at(28, false))).toEqual([20, 21, 22, 30]);
    expect(aside(at(23, true))).toEqual([20, 21, 22, 28, 30]);
  });

  it('costs half its own spread where that is wider than the setting', () => {
    const call = vixCallNearDelta(market([row(25, { bid: 0.5, ask: 4.5 })]), node, 0.5);
    expect(call).toMatchObject({ modelled: false, halfSpreadPoints: 2 });
    const { costs } = settingsWith({});
    expect(tradeCostUsd({ kind: 'call', node, call }, 3, costs)).toBeCloseTo(3 * (0.65 + 200), 9);
    const tight = { ...call, halfSpreadPoints: 0.01 };
    expect(tradeCostUsd({ kind: 'call', node, call: tight }, 3, costs)).toBeCloseTo(
      3 * (0.65 + 100 * 0.04 * call.pricePoints),
      9,
    );
  });
});
