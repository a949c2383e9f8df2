import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import * as folding from '../../src/press/ledger.js';
import { cashAfter, pressBudget, rollsOf } from '../../src/press/ledger.js';
import { createLedger } from '../../src/press/ledger-event.js';
import type { Ledger, LedgerEvent } from '../../src/press/ledger-event.js';
import { AS_OF, event, ledger, unpressed } from './fixtures.js';

/** With the greatest share of the defaults. */
function ledgerState(book: Ledger, shareMax = 0.4) {
  return folding.ledgerState(book, shareMax);
}

describe('a ledger folded', () => {
  it('is cash since the last press, losses carried, floored at 0 (by hand)', () => {
    const state = ledgerState(
      ledger(
        '2026-01-16 expire 5000 a',
        '2026-01-16 fee -100',
        '2026-01-30 press -1000 VXM 1225', // 4,900 cash; 225 left over
        '2026-02-11 close -6000 b',
        '2026-03-20 expire 2000 c', // 4,000 still to be earned back
        '2026-04-17 expire 7000 d',
        '2026-04-20 mark 99999 e',
        '2026-04-20 margin 50000',
        '2026-04-21 monetise 3000 VXV26',
      ),
    );
    expect(state.periods.map(({ cashUsd }) => cashUsd)).toEqual([4900, 3000]);
    expect(state.periods.map(({ lossCarryUsd }) => lossCarryUsd)).toEqual([0, 0]);
    expect(state).toMatchObject({ cashUsd: 3000, lossCarryUsd: 0, leftOverUsd: 225 });
    expect(state.totals).toEqual({
      realisedUsd: 8000,
      feesUsd: -100,
      pressedUsd: 1000,
      monetisedUsd: 3000,
      uncountedRows: 2,
    });
  });

  it('carries what was pressed beyond the cash as a loss', () => {
    const state = ledgerState(ledger('2026-01-16 expire 500 a', '2026-01-30 press -800 VXM'));
    expect(state).toMatchObject({ cashUsd: 0, lossCarryUsd: 300, leftOverUsd: 0 });
    expect(state.periods[0]?.overPressedUsd).toBe(300);
  });

  it('lets left-over cash wait while a loss is carried, and spends it after', () => {
    const lines = [
      '2026-01-16 expire 4000 a',
      '2026-01-30 press -100 VXM 1000',
      '2026-02-12 close -500 b',
    ];
    const during = ledgerState(ledger(...lines));
    expect(during).toMatchObject({ cashUsd: 0, lossCarryUsd: 500, leftOverUsd: 900 });
    expect(pressBudget(during, 0.25)).toEqual({ leftOverInUsd: 0, budgetUsd: 0 });
    const after = ledgerState(ledger(...lines, '2026-03-20 expire 600 c'));
    expect(after).toMatchObject({ cashUsd: 100, lossCarryUsd: 0, leftOverUsd: 900 });
    expect(pressBudget(after, 0.25)).toEqual({ leftOverInUsd: 900, budgetUsd: 925 });
    expect(pressBudget(after, 0)).toEqual({ leftOverInUsd: 0, budgetUsd: 0 });
    const against = ledgerState(ledger(...lines, '2026-02-27 press -50 VXM'));
    expect(against).toMatchObject({ cashUsd: 0, lossCarryUsd: 550, leftOverUsd: 900 });
  });

  it('counts of a recorded budget at most what the rule could have allowed (by hand)', () => {
    const folded = (budget: number, spent = 1000, shareMax = 0.4) =>
      ledgerState(
        ledger('2026-01-16 expire 10000 a', `2026-01-30 press -${spent} VXM ${budget}`),
        shareMax,
      );
    // 0.4 x 10,000 is 4,000, of which 1,000 were spent; 25,000 is a slip.
    expect(folded(25_000)).toMatchObject({ leftOverUsd: 3000, lossCarryUsd: 0 });
    expect(folded(25_000).periods[0]?.budgetCut).toEqual({
      ...{ recordedUsd: 25_000, countedUsd: 4000, leftOverInUsd: 0 },
    });
    for (const budget of [2500, 4000, 4000.01]) {
      expect(folded(budget).leftOverUsd).toBeCloseTo(budget - 1000, 6);
      expect(folded(budget).periods[0]).not.toHaveProperty('budgetCut');
    }
    // Who has pressed more than the rule allows has nothing left over, and is told of no slip.
    expect(folded(5000, 5000)).toMatchObject({ leftOverUsd: 0, lossCarryUsd: 0 });
    expect(folded(5000, 5000).periods[0]).not.toHaveProperty('budgetCut');
    expect(folded(25_000, 1000, 1).leftOverUsd).toBe(9000);
    // What was left over before is allowed on top.
    const next = ledgerState(
      ledger(
        ...['2026-01-16 expire 10000 a', '2026-01-30 press -1000 VXM 2500'],
        ...['2026-02-20 expire 5000 b', '2026-02-27 press -100 VXM 99999'],
      ),
    );
    expect(next.leftOverUsd).toBe(0.4 * 5000 + 1500 - 100);
  });

  it('counts the rolls of one condor', () => {
    const book = ledger(
      '2026-01-16 roll -500 a',
      '2026-01-20 roll -500 b',
      '2026-02-17 roll 100 a',
      '2026-03-20 expire 900 a',
    );
    expect([rollsOf(book, 'a'), rollsOf(book, 'b'), rollsOf(book, 'c')]).toEqual([2, 1, 0]);
  });

  it('never counts what is not realised, wherever such rows stand', () => {
    fc.assert(
      fc.property(unpressed, (events) => {
        const realised = events.filter(({ type }) => type !== 'mark' && type !== 'margin');
        const all = ledgerState(createLedger(events, AS_OF));
        const without = ledgerState(createLedger(realised, AS_OF));
        expect({ ...all, totals: { ...all.totals, uncountedRows: 0 } }).toEqual(without);
      }),
    );
  });

  it('sums cash over any press days to the highest that realised results have stood', () => {
    const cut = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(unpressed, cut, (events, cuts) => {
        let carried = { lossCarryUsd: 0, leftOverUsd: 0 };
        let [net, cumulative, highest, cash] = [0, 0, 0, 0];
        events.forEach(({ type, amountUsd }, i) => {
          const counts = type !== 'mark' && type !== 'margin';
          if (counts) net += amountUsd;
          if (counts) cumulative += amountUsd;
          if (cuts[i] !== true && i < events.length - 1) return;
          const after = cashAfter(carried, net);
          expect(after.cashUsd).toBeGreaterThanOrEqual(0);
          cash += after.cashUsd;
          highest = Math.max(highest, cumulative);
          [carried, net] = [after, 0];
          expect(cash).toBe(highest);
          expect(carried.lossCarryUsd).toBe(highest - cumulative);
        });
      }),
    );
  });

  it('has pressed at most what was realised, at each press that keeps to its budget', () => {
    const share = fc.double({ min: 0, max: 0.4, noNaN: true });
    const spend = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        unpressed,
        fc.array(fc.tuple(share, spend), { minLength: 40 }),
        (events, plan) => {
          const kept: LedgerEvent[] = [];
          let [realised, pressed] = [0, 0];
          events.forEach((one, i) => {
            kept.push(one);
            if (one.type !== 'mark' && one.type !== 'margin') realised += one.amountUsd;
            if (i % 3 !== 2 || kept.every(({ type }) => type === 'mark' || type === 'margin'))
              return;
            const state = ledgerState(createLedger(kept, AS_OF));
            const [phi, part] = plan[i] ?? [0, 0];
            const { budgetUsd } = pressBudget(state, phi);
            const spent = Math.floor(part * budgetUsd);
            expect(state.cashUsd).toBeGreaterThanOrEqual(0);
            if (spent > 0) expect(pressed + spent).toBeLessThanOrEqual(realised + 1e-6);
            if (spent === 0) return;
            pressed += spent;
            kept.push({
              date: one.date,
              type: 'press',
              amountUsd: -spent,
              budgetUsd,
              note: `${i}`,
            });
            const after = ledgerState(createLedger(kept, AS_OF));
            expect(after.periods.every(({ overPressedUsd }) => overPressedUsd === undefined)).toBe(
              true,
            );
            expect(after.cashUsd).toBe(0);
          });
        },
      ),
    );
  });
});

describe('a ledger that breaks a rule', () => {
  it.each([
    ['the same condor closed twice', ['2026-01-05 close 10 a', '2026-01-06 expire 20 a'], 'id'],
    ['a roll of a condor that has ended', ['2026-01-05 close 10 a', '2026-01-06 roll 5 a'], 'id'],
    ['a date that goes back', ['2026-01-06 close 10 a', '2026-01-05 close 10 b'], 'date'],
    ['a date to come', ['2026-11-23 close 10 a'], 'date'],
    ['a close on a weekend', ['2026-01-03 close 10 a'], 'date'],
    ['a close on Christmas', ['2025-12-25 close 10 a'], 'date'],
    ['a press on Thanksgiving', ['2025-11-20 close 10 a', '2025-11-27 press -1'], 'date'],
    ['a fee received', ['2026-01-05 fee 10'], 'amountUsd'],
    ['a fee of nothing', ['2026-01-05 fee 0'], 'amountUsd'],
    ['a press received', ['2026-01-05 press 10'], 'amountUsd'],
    ['a press of nothing', ['2026-01-05 press 0 a 9'], 'amountUsd'],
    ['a press beyond its budget', ['2026-01-05 press -10 a 9'], 'budgetUsd'],
    ['a budget of a close', ['2026-01-05 close 10 a 9'], 'budgetUsd'],
    ['a hedge sold for a loss', ['2026-01-05 monetise -10 VXV26'], 'amountUsd'],
    ['a close without an id', ['2026-01-05 close 10'], 'id'],
    ['a sale without a symbol', ['2026-01-05 monetise 10'], 'id'],
    ['an amount that is none', ['2026-01-05 close NaN a'], 'amountUsd'],
    ['the same row twice', ['2026-01-05 fee -10', '2026-01-05 fee -10'], 'type'],
    ['marks alone', ['2026-01-05 mark 10 a', '2026-01-05 margin 20'], undefined],
    ['no row', [], undefined],
  ])('%s is refused', (_, lines, key) => {
    const build = (): unknown => createLedger(lines.map(event), AS_OF);
    expect(build).toThrow(Refusal);
    try {
      build();
    } catch (error) {
      expect((error as Refusal).place.key).toBe(key);
    }
  });
});
