import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import { creditUsd } from '../../src/condor/condor.js';
import type { Condor } from '../../src/condor/condor.js';
import { condorMaxLossUsd } from '../../src/condor/payoff.js';
import { riskCapitalUsd } from '../../src/condor/risk-capital.js';
import { condorPnlInState } from '../../src/condor/valuation.js';
import { Refusal } from '../../src/errors.js';
import { isoDate } from '../../src/market/date.js';
import { evaluateRolls } from '../../src/press/roll.js';
import type { RollReading } from '../../src/press/roll.js';
import { STEWARD, condor, snapshotOf } from '../hedge/fixtures.js';
import { planOf } from '../stress/fixtures.js';

const JANUARY = isoDate('2027-01-15');

function roll(
  to: Condor,
  change: {
    readonly spx?: number;
    readonly rolls?: number;
    readonly book?: readonly Condor[];
  } = {},
): RollReading {
  const { spx = 6512.4, rolls = 0, book = [condor()] } = change;
  const plan = planOf({ condors: book, snapshot: snapshotOf({ spx }) });
  const from = plan.priced.resolved.find((one) => one.condor.id === to.id);
  if (from === undefined) throw new Error('no such condor');
  const [reading] = evaluateRolls(
    plan.book,
    [{ from, to, rolls }],
    plan.priced.valuation,
    STEWARD.costs,
    STEWARD.press.maxRolls,
  );
  if (reading === undefined) throw new Error('no reading');
  return reading;
}

function refusalOf(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** Sold in January for less quantity. */
const later = (quantity: number, credit = 24): Condor =>
  condor({ expiry: JANUARY, quantity, credit });

describe('a roll', () => {
  it('closes at the model value and its costs, and keeps the risk (by recomputation)', () => {
    const reading = roll(later(7), { spx: 6200 });
    const { priced } = planOf({ snapshot: snapshotOf({ spx: 6200 }) });
    const [from] = priced.resolved;
    if (from === undefined) throw new Error('no condor');
    const now = { moment: priced.valuation.asOf, spx: 6200, volFactor: 1 };
    expect(reading.closeUsd).toBeCloseTo(
      condorPnlInState(from, priced.valuation, now) - creditUsd(from.condor),
      5,
    );
    // Four commissions of 0.65 a condor, and 4% of the net price of the four legs.
    expect(reading.closeCostsUsd).toBeCloseTo(-40 * 0.65 + 0.04 * reading.closeUsd, 4);
    expect(reading.realisedUsd).toBeCloseTo(24_800 + reading.closeUsd + reading.closeCostsUsd, 5);
    expect(reading.realisedUsd).toBeLessThan(0);
    expect(reading.riskBeforeUsd).toBe(75_200);
    expect(reading.riskAfterUsd).toBeCloseTo(7 * 7600 - reading.realisedUsd, 5);
    expect(reading.bestTogetherUsd).toBeCloseTo(16_800 + reading.realisedUsd, 5);
    expect(reading.breakEvens).toEqual({ lower: 6076, upper: 6874 });
    const back = 24 + reading.realisedUsd / 700;
    if (back > 0) expect(reading.breakEvensTogether.lower).toBeCloseTo(6100 - back, 6);
    else expect(reading.breakEvensTogether).toEqual({});
  });

  it('is refused where it would raise what can be lost, with a mend that is then accepted', () => {
    const refused = refusalOf(() => roll(later(10), { spx: 6200 }));
    expect(refused.kind).toBe('limits');
    expect(refused.message).toMatch(/raise what can be lost from \$75,200 to \$\d/);
    const most = Number(/at most (\d+) condors/.exec(refused.mend)?.[1]);
    expect(most).toBeGreaterThan(0);
    expect(roll(later(most), { spx: 6200 }).riskAfterUsd).toBeLessThanOrEqual(75_200);
    expect(() => roll(later(most + 1), { spx: 6200 })).toThrow(/raise what can be lost/);
  });

  it('buys no larger risk with a gain', () => {
    expect(() => roll(later(11), { spx: 6475 })).toThrow(/raise what can be lost/);
  });

  it('says so where no quantity keeps the rule', () => {
    const wide = condor({
      expiry: JANUARY,
      quantity: 1,
      legs: { longPut: 4000, shortPut: 6100, shortCall: 6850, longCall: 6950 },
    });
    expect(refusalOf(() => roll(wide)).mend).toMatch(/^no quantity keeps the rule/);
  });

  it('counts the book: risk that shared an expiry is risk of its own once moved', () => {
    // Puts of one and calls of the other cannot both lose: together they risk less than apart.
    const puts = { longPut: 6000, shortPut: 6100, shortCall: 6850, longCall: 6860 };
    const calls = condor({
      id: 'b',
      legs: { longPut: 6090, shortPut: 6100, shortCall: 6850, longCall: 6950 },
    });
    const book = [condor({ legs: puts }), calls];
    expect(riskCapitalUsd(createBook(book))).toBeLessThan(condorMaxLossUsd(calls) * 2);
    const moved = condor({ expiry: JANUARY, legs: puts, credit: 30 });
    const refused = refusalOf(() => roll(moved, { spx: 6475, book }));
    expect(refused.message).toMatch(/what can be lost of the book/);
    // The other condor alone risks more than the two did: only closing both would not.
    expect(refused.mend).toMatch(/^no quantity keeps the rule/);
  });

  it('is refused after two', () => {
    expect(roll(later(5), { rolls: 1 })).toMatchObject({ rollsBefore: 1, rollsAfter: 2 });
    const refused = refusalOf(() => roll(later(5), { rolls: 2 }));
    expect(refused).toMatchObject({ kind: 'limits', place: { key: 'press.maxRolls' } });
  });

  it('never lets risk grow where it is accepted', () => {
    const legs = fc
      .tuple(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
      )
      .map(([a, b, c, d]) => ({
        longPut: 6475 - 5 * (a + b),
        shortPut: 6475 - 5 * b,
        shortCall: 6475 + 5 * c,
        longCall: 6475 + 5 * (c + d),
      }));
    fc.assert(
      fc.property(
        legs,
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 5600, max: 7200, noNaN: true }),
        (strikes, quantity, share, spx) => {
          const width = Math.max(
            strikes.shortPut - strikes.longPut,
            strikes.longCall - strikes.shortCall,
          );
          const to = condor({ expiry: JANUARY, quantity, legs: strikes, credit: share * width });
          let reading: RollReading;
          try {
            reading = roll(to, { spx });
          } catch (error) {
            expect(error).toMatchObject({ kind: 'limits' });
            return;
          }
          const lossUsd = Math.max(0, -reading.realisedUsd);
          expect(condorMaxLossUsd(to) + lossUsd).toBeLessThanOrEqual(75_200 + 1e-6);
          expect(riskCapitalUsd(createBook([to])) + lossUsd).toBeLessThanOrEqual(75_200 + 1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });
});
