import { describe, expect, it } from 'vitest';
import { condorReport } from '../../src/condor/condor-report.js';
import { createBook } from '../../src/condor/book.js';
import { isoDate } from '../../src/market/date.js';
import { createHolding } from '../../src/press/holding.js';
import { pressBook } from '../../src/press/press.js';
import type { PressInputs } from '../../src/press/press.js';
import type { PressResult } from '../../src/press/result.js';
import { AS_OF as NOW, condor, faultsOf, settingsWith, snapshotOf } from '../hedge/fixtures.js';
import { planOf } from '../stress/fixtures.js';
import type { Case } from '../stress/fixtures.js';
import { AS_OF, ledger } from './fixtures.js';

const LEDGER = ledger('2026-10-16 expire 9000 a', '2026-10-30 press -1000 VXM 1500');
const EARNED = ledger('2026-10-16 expire 9000 a');

function press(inputs: Partial<PressInputs> = {}, one: Case = {}): PressResult {
  return pressBook(planOf(one), { ledger: EARNED, ...inputs });
}

describe('the press of a book', () => {
  it('presses phi x cash, and what is left over after whole contracts waits', () => {
    const { press: decision } = press();
    // slope12 = 19.70 / 18.85 - 1 = 4.5%: normal, phi 0.25.
    expect(decision).toMatchObject({ cashUsd: 9000, leftOverInUsd: 0, budgetUsd: 2250 });
    expect(decision?.share.value).toBe(0.25);
    const spent = decision?.spentUsd ?? 0;
    expect(spent).toBeGreaterThan(0);
    expect(decision?.leftOverUsd).toBeCloseTo(2250 - spent, 6);
    const [date, type, amount, , , budget] = (decision?.ledgerRow ?? '').split(',');
    expect([date, type, budget]).toEqual(['2026-11-20', 'press', '2250']);
    expect(Number(amount)).toBeCloseTo(-spent, 2);
  });

  it('its ledger row, once in the ledger, leaves what it said would be left', () => {
    const { press: before } = press();
    const [date = '', , amount = '', id = '', , budget = ''] = (before?.ledgerRow ?? '').split(',');
    const after = press({
      ledger: ledger('2026-10-16 expire 9000 a', `${date} press ${amount} ${id} ${budget}`),
    });
    expect(after.ledger.leftOverUsd).toBeCloseTo(before?.leftOverUsd ?? -1, 2);
    expect(after.press).toMatchObject({ cashUsd: 0 });
    expect(after.press?.budgetUsd).toBeCloseTo(before?.leftOverUsd ?? -1, 2);
  });

  it('presses nothing in a crisis, and all waits', () => {
    const crisis = snapshotOf({ vix: 45, vix3m: 38, prices: [42, 38, 36, 34, 33, 32, 31, 30] });
    const { press: decision } = press({ ledger: LEDGER }, { snapshot: crisis });
    expect(decision).toMatchObject({ budgetUsd: 0, spentUsd: 0, leftOverUsd: 500 });
    expect(decision?.ledgerRow).toBeUndefined();
  });

  it('presses a quarter more in a press window, which it shows', () => {
    const closes = (value: number) =>
      Array.from({ length: 400 }, (_, i) => ({ date: dayBefore(400 - i), value }));
    const snapshot = snapshotOf({ prices: [18.85, 20.1, 20.5, 20.8, 21.1, 21.35, 21.5, 21.6] });
    const { bigTop, press: decision } = press(
      { closes: { spx: closes(6400), vix: closes(19) }, rsi: 71 },
      { snapshot },
    );
    expect(bigTop).toMatchObject({ met: 4, state: 'window' });
    expect(decision?.share.value).toBe(0.3125);
    expect(decision?.budgetUsd).toBe(2812.5);
  });

  it('adds to the holdings given, in place of what alvh size asks for', () => {
    const holdings = [
      createHolding(
        { symbol: 'VXH27', contracts: 3, entryPrice: 13, entryDate: isoDate('2026-09-01') },
        AS_OF,
      ),
    ];
    const result = press({ holdings });
    // One long holding is all of the hedge: 62,400 of VIX dollars against a band of 55%.
    expect(result.press?.purchase).toMatchObject({ units: 0, weightBefore: 1, weightAfter: 1 });
    expect(result.press?.reason).toMatch(
      /the layer's band, the band of the short layer and the band of the intermediate layer leave no/,
    );
    expect(result.ladder).toMatchObject([{ symbol: 'VXH27', stepsAfter: 1, contractsLeft: 2 }]);
    expect(result.ladder?.[0]?.recycle).toBe(
      'nothing: there is no tenor beyond the longest layer; all to cash',
    );
  });

  it('counts against its limits what the ladder leaves, and says what is sold and bought', () => {
    const holdingOf = (symbol: string, contracts: number, entryPrice: number) =>
      createHolding({ symbol, contracts, entryPrice, entryDate: isoDate('2026-09-01') }, AS_OF);
    const others = [holdingOf('VXMZ26', 8, 18), holdingOf('VXMF27', 12, 19)];
    const before = press({ holdings: [...others, holdingOf('VXMH27', 18, 20)] });
    const sold = press({ holdings: [...others, holdingOf('VXMH27', 18, 13)] });
    const left = press({ holdings: [...others, holdingOf('VXMH27', 12, 20)] });
    expect(sold.press?.purchase?.weightBefore).toBe(left.press?.purchase?.weightBefore);
    expect(sold.press?.purchase?.limits).toEqual(left.press?.purchase?.limits);
    expect(sold.press?.purchase?.weightBefore).not.toBe(before.press?.purchase?.weightBefore);
    // What the hedge costs as it stands is before any sale.
    expect(sold.carryCheck).toEqual(before.carryCheck);
    expect(sold.press?.purchase?.units).toBeGreaterThan(0);
    const codes = ({ warnings }: PressResult) => warnings.map(({ code }) => code);
    expect(codes(sold)).toContain('sold-and-bought');
    expect(codes(left)).not.toContain('sold-and-bought');
  });

  it('warns of a condor that the ledger has ended and the position still holds', () => {
    const warned = (line: string) =>
      press({ ledger: ledger('2026-10-16 expire 9000 old', line) }).warnings.find(
        ({ code }) => code === 'condor-ended',
      )?.message;
    const { id } = condor();
    expect(warned(`2026-10-20 close 500 ${id}`)).toContain(`${id} on 2026-10-20`);
    // A roll ends no id: the new condor has it.
    expect(warned(`2026-10-20 roll 500 ${id}`)).toBeUndefined();
  });

  it('dates the ledger row on a trading day, and says so', () => {
    const asOf = (NOW + 24 * 3_600_000) as typeof NOW; // Saturday
    const result = press({}, { asOf });
    expect(result.press?.ledgerRow).toMatch(/^2026-11-23,press,/);
    expect(result.warnings.find(({ code }) => code === 'no-trading-day')?.message).toContain(
      '2026-11-21 is no trading day',
    );
    expect(press().warnings.map(({ code }) => code)).not.toContain('no-trading-day');
  });

  it('doubts an entry price that no contract has come from, and no true one', () => {
    const doubted = (symbol: string, entryPrice: number, one: Case = {}) =>
      press(
        {
          holdings: [
            createHolding(
              { symbol, contracts: 3, entryPrice, entryDate: isoDate('2026-09-01') },
              AS_OF,
            ),
          ],
        },
        one,
      ).warnings.find(({ code }) => code === 'entry-far-from-price')?.message;
    // VXH27 stands at 20.80: 9.54 with a slipped point, and what it may well have cost.
    expect(doubted('VXH27', 95.4)).toContain('VXH27 at an entry of 95.4 stands at 20.8 now');
    for (const entry of [5, 9.54, 20.8, 50]) expect(doubted('VXH27', entry)).toBeUndefined();
    // March 2020: VXH20 rose to 4.8 times its least settlement.
    const crash = {
      snapshot: snapshotOf({ vix: 82, prices: [70, 60, 59.15, 50, 45, 40, 38, 36] }),
    };
    expect(doubted('VXZ26', 70 / 4.83, crash)).toBeUndefined();
    expect(doubted('VXZ26', 7, crash)).toContain('a slipped decimal point');
    // A premium of $60, and one of 0.60 points.
    const call = 'VIX   270317C00022000';
    expect(doubted(call, 60)).toContain('a premium in dollars');
    expect(doubted(call, 0.02)).toContain('a slipped decimal point');
    for (const entry of [0.6, 12]) expect(doubted(call, entry)).toBeUndefined();
    // Products decay without end; a gain of ten times is a reverse split.
    const etps = { snapshot: snapshotOf({ etps: [{ symbol: 'VXX', priceUsd: 42 }] }) };
    expect(doubted('VXX', 4.2, etps)).toContain('reverse split');
    expect(doubted('VXX', 900, etps)).toBeUndefined();
  });

  it('warns of a budget in the ledger that the rule cannot have allowed', () => {
    const said = (budget: number) =>
      press({
        ledger: ledger('2026-01-16 expire 10000 a', `2026-01-30 press -1000 VXM ${budget}`),
      }).warnings.find(({ code }) => code === 'budget-above-rule')?.message;
    expect(said(2500)).toBeUndefined();
    expect(said(25_000)).toContain(
      'The press of 2026-01-30 records a budget of $25,000; press.shareMax 0.4 of $10,000 cash allowed $4,000 at most, so $3,000',
    );
  });

  it('labels a price of its holdings that no quote gives, and no other', () => {
    const [symbol, expiry] = ['VIX   270317C00022000', isoDate('2027-03-17')];
    const holdings = [
      createHolding(
        { symbol, contracts: 3, entryPrice: 2, entryDate: isoDate('2026-09-01') },
        AS_OF,
      ),
    ];
    const [quote, other] = [22, 30].map((strike) => ({
      ...{ root: 'VIX' as const, expiry, strike, right: 'call' as const, bid: 2.4, ask: 2.6 },
    }));
    const said = (options: (typeof quote)[]) => {
      const { ladder, warnings } = press(
        { holdings },
        { snapshot: snapshotOf({ options: options.flatMap((one) => one ?? []) }) },
      );
      const warning = warnings.find(({ code }) => code === 'vix-option-model-vol');
      return { modelled: ladder?.[0]?.modelled, warning };
    };
    expect(said([quote])).toEqual({ modelled: undefined, warning: undefined });
    for (const options of [[], [other]]) {
      const { modelled, warning } = said(options);
      expect(modelled).toBe(true);
      expect(warning?.message).toContain('2027-03-17 22 call at vol');
      expect(warning?.message).toContain('VVIX 96.40');
    }
  });

  it('recycles one tenor out, into another contract than the one sold', () => {
    const [short] =
      press({
        holdings: [
          createHolding(
            { symbol: 'VXZ26', contracts: 3, entryPrice: 12, entryDate: isoDate('2026-09-01') },
            AS_OF,
          ),
        ],
      }).ladder ?? [];
    expect(short?.recycleUsd).toBeGreaterThan(0);
    expect(short?.recycle).toMatch(/^intermediate, VX[A-Z]\d\d$/);
    expect(short?.recycle).not.toContain('VXZ26');
  });

  it('says what the hedge costs a year, and of which account that is 1% and 2%', () => {
    const one = { settings: settingsWith({ portfolio: { accountUsd: 400_000 } }) };
    const { carryCheck } = press({}, one);
    const monthly = planOf(one).result.hedge.carryPerMonthUsd;
    expect(carryCheck?.carryPerYearUsd).toBeCloseTo(12 * monthly, 6);
    expect(carryCheck?.shareOfAccount).toBeCloseTo((12 * monthly) / 400_000, 12);
    expect(carryCheck?.accountAtOnePercentUsd).toBeCloseTo(-1200 * monthly, 4);
    expect(carryCheck?.accountAtTwoPercentUsd).toBeCloseTo(-600 * monthly, 4);
    // On an inverted curve waiting earns: no account is that small.
    const inverted = snapshotOf({ vix: 30, prices: [29, 27, 26, 25, 24.5, 24, 23.5, 23] });
    const earning = press({}, { snapshot: inverted }).carryCheck;
    expect(earning?.carryPerYearUsd).toBeGreaterThan(0);
    expect(earning).not.toHaveProperty('accountAtOnePercentUsd');
    expect(earning).not.toHaveProperty('accountAtTwoPercentUsd');
  });

  it('holds no number that is none, and no hole', () => {
    expect(faultsOf(press())).toEqual([]);
    expect(faultsOf(press({ ledger: LEDGER }, { snapshot: snapshotOf({ vix3m: null }) }))).toEqual(
      [],
    );
  });
});

describe('theta', () => {
  it('has a daily range of S v / sqrt(252): 5800 at 16% is 58.46 (METHOD 8.1)', () => {
    const flat = { longPut: 0.16, shortPut: 0.16, shortCall: 0.16, longCall: 0.16 };
    const legs = { longPut: 5700, shortPut: 5800, shortCall: 5800, longCall: 5900 };
    const report = condorReport(createBook([condor({ legs, ivs: flat, credit: 50 })]), {
      snapshot: snapshotOf({ spx: 5800 }),
      asOf: NOW,
      // Without a skew the legs' vol is the at-the-money vol.
      model: { ...settingsWith({}).vol, putSkew: 0, callSkew: 0 },
      carry: { rate: 0.04, dividendYield: 0.013 },
      assumedRates: [],
    });
    expect(report.expectedDailyRange?.points).toBeCloseTo(58.46, 2);
  });

  it('is the condor report of the book', () => {
    const { theta } = press();
    expect(theta?.decay?.at(-1)).toMatchObject({ daysToFirstExpiry: 0, extrinsicUsd: 0 });
    expect(theta?.thetaUsdPerDay).toBeGreaterThan(0);
    expect(theta?.oneDay).toHaveLength(3);
  });
});

/** A calendar day before 2026-11-20: the windows count rows. */
function dayBefore(back: number) {
  const day = Date.parse('2026-11-20') - back * 86_400_000;
  return isoDate(new Date(day).toISOString().slice(0, 10));
}
