import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import type { CondorInput } from '../../src/condor/condor.js';
import { createCondor, creditUsd } from '../../src/condor/condor.js';
import {
  breakEvensOf,
  condorBreakEvens,
  condorMaxLossUsd,
  condorPnlUsd,
  extremesOf,
  payoffAt,
  payoffOf,
} from '../../src/condor/payoff.js';
import { riskCapitalUsd } from '../../src/condor/risk-capital.js';
import { Refusal } from '../../src/errors.js';
import { isoDate } from '../../src/market/date.js';

const DEC = isoDate('2026-12-18');

function sold(change: Partial<CondorInput> = {}) {
  return createCondor({
    underlying: 'SPX',
    expiry: DEC,
    quantity: 1,
    legs: { longPut: 5500, shortPut: 5600, shortCall: 6000, longCall: 6100 },
    credit: 34.713,
    ...change,
  });
}

/** The seller's profit at settlement by the four options' own payoffs, dollars. */
function naivePnl(input: CondorInput, spx: number): number {
  const level = input.underlying === 'XSP' ? spx / 10 : spx;
  const { longPut, shortPut, shortCall, longCall } = input.legs;
  const put = (strike: number): number => Math.max(0, strike - level);
  const call = (strike: number): number => Math.max(0, level - strike);
  const paid = put(shortPut) - put(longPut) + call(shortCall) - call(longCall);
  return 100 * input.quantity * (input.credit - paid);
}

const EXPIRIES = ['2026-12-18', '2026-12-21', '2027-01-15'] as const;

/** A legal condor: SPX strikes are multiples of 10, XSP's of 1, so a grid of 10 meets all kinks. */
const condorInput: fc.Arbitrary<CondorInput> = fc
  .record({
    root: fc.constantFrom('SPX', 'SPX', 'SPXW', 'XSP'),
    expiry: fc.constantFrom(...EXPIRIES),
    quantity: fc.integer({ min: 1, max: 50 }),
    centre: fc.integer({ min: 500, max: 700 }),
    gap: fc.integer({ min: 0, max: 60 }),
    put: fc.integer({ min: 1, max: 20 }),
    call: fc.integer({ min: 1, max: 20 }),
    share: fc.double({ min: 0.02, max: 0.97, noNaN: true }),
  })
  .map(({ root, expiry, quantity, centre, gap, put, call, share }) => {
    const unit = root === 'XSP' ? 1 : 10;
    const legs = {
      longPut: (centre - put) * unit,
      shortPut: centre * unit,
      shortCall: (centre + gap) * unit,
      longCall: (centre + gap + call) * unit,
    };
    const credit = Math.round(share * Math.max(put, call) * unit * 1000) / 1000;
    return { underlying: root, expiry: isoDate(expiry), quantity, legs, credit };
  });

const bookInput = fc.array(condorInput, { minLength: 1, maxLength: 6 });

function named(inputs: readonly CondorInput[]): CondorInput[] {
  return inputs.map((input, i) => ({ ...input, id: `c${i}` }));
}

/** Settlement by METHOD 15.13: SPX third Fridays in the morning, all else at the close. */
function settlesAt(input: CondorInput): string {
  const third = input.expiry === '2026-12-18' || input.expiry === '2027-01-15';
  return `${input.expiry} ${third && input.underlying === 'SPX' ? 'am' : 'pm'}`;
}

function groupsOf(inputs: readonly CondorInput[]): CondorInput[][] {
  const groups = new Map<string, CondorInput[]>();
  for (const input of inputs) {
    const key = settlesAt(input);
    groups.set(key, [...(groups.get(key) ?? []), input]);
  }
  return [...groups.values()];
}

function worstOnGrid(inputs: readonly CondorInput[]): number {
  let worst = 0;
  for (let spx = 0; spx <= 10_000; spx += 10) {
    worst = Math.max(worst, -inputs.reduce((sum, input) => sum + naivePnl(input, spx), 0));
  }
  return worst;
}

describe('one condor (METHOD 6.1)', () => {
  it('widths 100/100, credit 34.713: break-evens and maximum loss', () => {
    const item = sold();
    const { lower, upper } = condorBreakEvens(item);
    expect(lower).toBeCloseTo(5565.287, 9);
    expect(upper).toBeCloseTo(6034.713, 9);
    expect(condorMaxLossUsd(item)).toBeCloseTo(6528.7, 9);
    expect(riskCapitalUsd(createBook([item]))).toBeCloseTo(6528.7, 9);
    expect(condorMaxLossUsd(sold({ quantity: 10 }))).toBeCloseTo(65_287, 8);
  });

  it('unequal wings 50/100, credit 12: $8,800, not the sum of both sides', () => {
    const item = sold({
      legs: { longPut: 5550, shortPut: 5600, shortCall: 6000, longCall: 6100 },
      credit: 12,
    });
    expect(condorMaxLossUsd(item)).toBe(8800);
    expect(riskCapitalUsd(createBook([item]))).toBe(8800);
    expect(payoffAt(payoffOf([item]), 5000)).toBe(-3800);
    expect(payoffAt(payoffOf([item]), 7000)).toBe(-8800);
  });

  it('an iron butterfly is a condor', () => {
    const item = sold({
      legs: { longPut: 5700, shortPut: 5800, shortCall: 5800, longCall: 5900 },
      credit: 60,
    });
    expect(condorBreakEvens(item)).toEqual({ lower: 5740, upper: 5860 });
    expect(condorMaxLossUsd(item)).toBe(4000);
    expect(payoffOf([item]).kinks.map(({ spx }) => spx)).toEqual([5700, 5800, 5900]);
    expect(extremesOf(payoffOf([item]))).toEqual({ maxProfitUsd: 6000, maxLossUsd: 4000 });
  });

  it('a credit at or above one wing: that side cannot lose and has no break-even', () => {
    const legs = { longPut: 5580, shortPut: 5600, shortCall: 6000, longCall: 6100 };
    const above = sold({ legs, credit: 25 });
    expect(condorBreakEvens(above)).toEqual({ upper: 6025 });
    expect(breakEvensOf(payoffOf([above]))).toEqual([6025]);
    expect(condorMaxLossUsd(above)).toBe(7500);
    const equal = sold({ legs, credit: 20 });
    expect(condorBreakEvens(equal)).toEqual({ upper: 6020 });
  });

  it.each([
    ['credit not below the wider wing', { credit: 100 }],
    ['a debit', { credit: -3 }],
    ['no credit', { credit: 0 }],
    ['NaN', { credit: Number.NaN }],
    ['half a condor', { quantity: 0.5 }],
    ['no condor', { quantity: 0 }],
    ['a bought condor', { quantity: -1 }],
    [
      'put wing inverted',
      { legs: { longPut: 5600, shortPut: 5500, shortCall: 6000, longCall: 6100 } },
    ],
    [
      'put wing without width',
      { legs: { longPut: 5600, shortPut: 5600, shortCall: 6000, longCall: 6100 } },
    ],
    [
      'call wing inverted',
      { legs: { longPut: 5500, shortPut: 5600, shortCall: 6100, longCall: 6000 } },
    ],
    [
      'short legs inverted',
      { legs: { longPut: 5900, shortPut: 6000, shortCall: 5950, longCall: 6100 } },
    ],
    ['naked', { legs: { longPut: 0, shortPut: 5600, shortCall: 6000, longCall: 6100 } }],
    ['a Saturday', { expiry: isoDate('2026-12-19') }],
    ['a holiday', { expiry: isoDate('2026-12-25') }],
    ['am on a plain Monday', { expiry: isoDate('2026-12-21'), settlement: 'am' as const }],
    ['am for SPXW', { underlying: 'SPXW', settlement: 'am' as const }],
    ['opened after its expiry', { opened: isoDate('2026-12-21') }],
  ])('refuses %s', (_, change) => {
    expect(() => sold(change)).toThrow(Refusal);
  });

  it('XSP is a tenth: strikes and credit of a tenth give a tenth of the dollars, in SPX points', () => {
    const xsp = sold({
      underlying: 'XSP',
      legs: { longPut: 550, shortPut: 560, shortCall: 600, longCall: 610 },
      credit: 3.4713,
    });
    expect(condorMaxLossUsd(xsp)).toBeCloseTo(652.87, 9);
    for (const spx of [5000, 5550, 5600, 5800, 6034.713, 6050, 7000]) {
      expect(condorPnlUsd(xsp, spx)).toBeCloseTo(condorPnlUsd(sold(), spx) / 10, 9);
    }
    expect(payoffOf([xsp]).kinks.map(({ spx }) => spx)).toEqual([5500, 5600, 6000, 6100]);
    expect(condorBreakEvens(xsp).lower).toBeCloseTo(556.5287, 9);
    expect(breakEvensOf(payoffOf([xsp]))[0]).toBeCloseTo(5565.287, 8);
  });

  it('reads the settlement from the expiry and says so (METHOD 15.13)', () => {
    expect(sold()).toMatchObject({ settlement: 'am', settlementStated: false });
    expect(sold({ settlement: 'pm' })).toMatchObject({ settlement: 'pm', settlementStated: true });
    expect(sold({ underlying: 'SPXW' })).toMatchObject({ settlement: 'pm', underlying: 'SPX' });
    expect(sold({ expiry: isoDate('2026-12-21') })).toMatchObject({ settlement: 'pm' });
    // Good Friday 2025-04-18 was the third Friday: the Thursday before is the AM expiry.
    expect(sold({ expiry: isoDate('2025-04-17') })).toMatchObject({ settlement: 'am' });
  });
});

describe('a book', () => {
  it('nets condors of one settlement, and sums settlements (METHOD 6.1, 15.10)', () => {
    // Two condors side by side: SPX cannot fall through one and rise through the other.
    const low = sold({ id: 'low', credit: 30 });
    const high = sold({
      id: 'high',
      credit: 30,
      legs: { longPut: 5800, shortPut: 5900, shortCall: 6300, longCall: 6400 },
    });
    // At 5500 and below both lose their put wing: 2 x 7,000. So the worst is that.
    expect(riskCapitalUsd(createBook([low, high]))).toBe(14_000);
    // Wings 200 on opposite sides: at either end one loses 200 - 30, the other 10 - 30.
    const putSide = sold({
      id: 'p',
      credit: 30,
      legs: { longPut: 5400, shortPut: 5600, shortCall: 6000, longCall: 6010 },
    });
    const callSide = sold({
      id: 'c',
      credit: 30,
      legs: { longPut: 5590, shortPut: 5600, shortCall: 6000, longCall: 6200 },
    });
    expect(riskCapitalUsd(createBook([putSide, callSide]))).toBe(15_000);
    const pm = { ...callSide, settlement: 'pm' as const };
    expect(riskCapitalUsd(createBook([putSide, pm]))).toBe(34_000);
  });

  it('AM and PM of one day are two settlements, the morning first', () => {
    const book = createBook([sold({ id: 'x', underlying: 'SPXW' }), sold({ id: 'y' })]);
    expect(book.groups.map(({ expiry, settlement }) => `${expiry} ${settlement}`)).toEqual([
      '2026-12-18 am',
      '2026-12-18 pm',
    ]);
  });

  it('refuses an empty book and two condors of one id', () => {
    expect(() => createBook([])).toThrow(Refusal);
    expect(() => createBook([sold(), sold()])).toThrow(Refusal);
  });

  it('a settlement that cannot lose counts zero, and does not pay for another', () => {
    const wide = sold({
      id: 'w',
      credit: 95,
      legs: { longPut: 5500, shortPut: 5600, shortCall: 6000, longCall: 6100 },
    });
    const safe = sold({
      id: 's',
      credit: 60,
      legs: { longPut: 5550, shortPut: 5600, shortCall: 5990, longCall: 6052 },
    });
    // At most 62 - 60 on the call side; with `wide` at 5% of its wing: both end at a loss or not.
    const together = createBook([wide, safe]);
    expect(riskCapitalUsd(together)).toBeCloseTo(worstOnGridOf([wide, safe]), 8);
    const apart = createBook([wide, { ...safe, settlement: 'pm' }]);
    expect(riskCapitalUsd(apart)).toBe(500 + 200);
  });

  it('risk capital is the worst loss of each settlement on a dense grid, summed', () => {
    fc.assert(
      fc.property(bookInput, (raw) => {
        const inputs = named(raw);
        const book = createBook(inputs.map((input) => createCondor(input)));
        const groups = groupsOf(inputs);
        expect(book.groups).toHaveLength(groups.length);
        const wanted = groups.reduce((sum, group) => sum + worstOnGrid(group), 0);
        expect(riskCapitalUsd(book)).toBeCloseTo(wanted, 5);
      }),
      { numRuns: 300 },
    );
  });

  it('the payoff equals the four options of every condor, anywhere', () => {
    fc.assert(
      fc.property(
        bookInput,
        fc.array(fc.double({ min: 1, max: 12_000, noNaN: true }), { minLength: 20, maxLength: 20 }),
        (raw, levels) => {
          for (const group of groupsOf(named(raw))) {
            const payoff = payoffOf(group.map((input) => createCondor(input)));
            for (const spx of levels) {
              const wanted = group.reduce((sum, input) => sum + naivePnl(input, spx), 0);
              expect(payoffAt(payoff, spx)).toBeCloseTo(wanted, 5);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('break-evens are zeros of the payoff, and there is none that it leaves out', () => {
    fc.assert(
      fc.property(bookInput, (raw) => {
        for (const group of groupsOf(named(raw))) {
          const roots = breakEvensOf(payoffOf(group.map((input) => createCondor(input))));
          const pnl = (spx: number): number =>
            group.reduce((sum, input) => sum + naivePnl(input, spx), 0);
          const scale = group.reduce((sum, { quantity }) => sum + 100 * quantity, 0);
          for (const root of roots) expect(Math.abs(pnl(root)) / scale).toBeLessThan(1e-6);
          expect([...roots].sort((a, b) => a - b)).toEqual(roots);
          // Every change of sign between two points of a grid has a root between them.
          for (let spx = 4000; spx < 9000; spx += 10) {
            if (pnl(spx) * pnl(spx + 10) >= 0) continue;
            expect(roots.some((root) => root >= spx && root <= spx + 10)).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('a stretch on zero is neither profit nor loss, whatever the credits’ last digits', () => {
    const book = [
      sold({
        id: 'a',
        credit: 29.65,
        legs: { longPut: 6400, shortPut: 6450, shortCall: 6900, longCall: 7000 },
      }),
      sold({
        id: 'b',
        credit: 20.35,
        legs: { longPut: 5000, shortPut: 5050, shortCall: 6900, longCall: 6950 },
      }),
    ];
    const payoff = payoffOf(book);
    // Both credits make 50 points: at 5050 and up to 6400 one put wing of 50 is lost.
    expect(payoff.kinks.map(({ spx, pnlUsd }) => [spx, pnlUsd])).toEqual([
      [5000, -5000],
      [5050, 0],
      [6400, 0],
      [6450, 5000],
      [6900, 5000],
      [6950, -5000],
      [7000, -10_000],
    ]);
    expect(breakEvensOf(payoff)).toEqual([5050, 6400, 6925]);
  });

  it('dollars have no dust: what a calculator says, to the digit', () => {
    const one = sold({ quantity: 10 });
    expect(condorMaxLossUsd(one)).toBe(65_287);
    expect(creditUsd(one)).toBe(34_713);
    expect(condorBreakEvens(sold({ credit: 24.8 }))).toEqual({ lower: 5575.2, upper: 6024.8 });
    const odd = sold({ quantity: 3, credit: 0.07 });
    expect(creditUsd(odd)).toBe(21);
    expect(extremesOf(payoffOf([odd, sold({ id: 'b', quantity: 7, credit: 0.1 })]))).toEqual({
      maxProfitUsd: 91,
      maxLossUsd: 99_909,
    });
  });

  it('twice the quantity is twice the risk, exactly; a second copy too', () => {
    fc.assert(
      fc.property(bookInput, (raw) => {
        const inputs = named(raw);
        const once = inputs.map((input) => createCondor(input));
        const twice = inputs.map((input) =>
          createCondor({ ...input, quantity: 2 * input.quantity }),
        );
        const copies = inputs.map((input) => createCondor({ ...input, id: `${input.id}-again` }));
        const risk = riskCapitalUsd(createBook(once));
        expect(riskCapitalUsd(createBook(twice))).toBe(2 * risk);
        const copied = riskCapitalUsd(createBook([...once, ...copies]));
        expect(Math.abs(copied - 2 * risk)).toBeLessThanOrEqual(1e-9 * (1 + risk));
      }),
      { numRuns: 200 },
    );
  });

  it('the order given never shows', () => {
    fc.assert(
      fc.property(
        bookInput.chain((raw) => {
          const condors = named(raw).map((input) => createCondor(input));
          return fc.record({
            condors: fc.constant(condors),
            shuffled: fc.shuffledSubarray(condors, {
              minLength: condors.length,
              maxLength: condors.length,
            }),
          });
        }),
        ({ condors, shuffled }) => {
          expect(createBook(shuffled)).toEqual(createBook(condors));
        },
      ),
      { numRuns: 200 },
    );
  });
});

function worstOnGridOf(items: readonly ReturnType<typeof sold>[]): number {
  let worst = 0;
  for (let spx = 5000; spx <= 7000; spx += 1) {
    worst = Math.max(worst, -items.reduce((sum, item) => sum + condorPnlUsd(item, spx), 0));
  }
  return worst;
}
