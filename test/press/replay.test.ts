import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productOf } from '../../src/hedge/factors.js';
import { nextTradingDay } from '../../src/market/calendar.js';
import { addDays, daysBetween, isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import type { HistoryDay } from '../../src/market/history.js';
import { nextMonthlyVixExpiries } from '../../src/market/vix-expiry.js';
import { futureSymbol } from '../../src/market/futures-symbol.js';
import { createLedger } from '../../src/press/ledger-event.js';
import type { LedgerEvent } from '../../src/press/ledger-event.js';
import { pressDays, replayPress } from '../../src/press/replay.js';
import { STEWARD } from '../hedge/fixtures.js';
import { AS_OF, ledger, unpressed } from './fixtures.js';

/** Two years of days with a curve: calm, but for a crisis in April 2025. */
const DAYS: HistoryDay[] = [];
for (let date = isoDate('2024-01-02'); date <= AS_OF; date = nextTradingDay(date)) {
  const crisis = date >= isoDate('2025-04-01') && date < isoDate('2025-05-01');
  DAYS.push(dayOf(date, crisis ? 45 : 15, crisis ? -0.08 : 0.04, crisis ? 38 : 18));
}

function dayOf(date: IsoDate, vix: number, slope: number, vix3m: number): HistoryDay {
  const nodes = nextMonthlyVixExpiries(date, 8).map((expiry, i) => ({
    symbol: futureSymbol('VX', expiry),
    expiry,
    weekly: false,
    price: vix * (1 + slope * (i + 1)),
    daysToExpiry: daysBetween(date, expiry),
  }));
  return {
    date,
    spx: 6000,
    vix,
    vix3m,
    curve: { date, spotVix: vix, nodes, weeklies: [] },
  };
}

const YEAR = ledger(
  '2025-01-17 expire 8000 a',
  '2025-02-21 expire 4000 b',
  '2025-03-21 close -9000 c',
  '2025-04-17 expire 12000 d',
  '2025-05-16 expire 6000 e',
);

describe('a replay with RSI and breadth', () => {
  it('reads of each day the last session that had closed, and nothing after it', () => {
    const sessions = DAYS.map(({ date }, i) => ({ date, rsi: i / 10 }));
    const at = (all: typeof sessions) =>
      replayPress({
        ledger: YEAR,
        asOf: isoDate('2025-04-30'),
        settings: STEWARD,
        days: DAYS,
        sessions: all,
      }).lines.map(({ date, bigTop }) => [date, bigTop?.conditions[3]?.value]);
    const expected = ['2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30'].map((day) => [
      day,
      sessions.find(({ date }) => date === day)?.rsi,
    ]);
    expect(at(sessions)).toEqual(expected);
    // Later sessions change nothing, and one that is long past is not read.
    expect(at(sessions.filter(({ date }) => date <= isoDate('2025-04-30')))).toEqual(expected);
    expect(at(sessions.filter(({ date }) => date <= isoDate('2025-01-31')))).toEqual([
      expected[0],
      ...expected.slice(1).map(([day]) => [day, undefined]),
    ]);
  });
});

describe('a replay', () => {
  it('presses on the last trading day of each month that has ended', () => {
    expect(pressDays(YEAR, isoDate('2025-05-29'))).toEqual([
      '2025-01-31',
      '2025-02-28',
      '2025-03-31',
      '2025-04-30',
    ]);
    expect(pressDays(YEAR, isoDate('2025-05-30')).at(-1)).toBe('2025-05-30');
  });

  it('carries losses and presses a quarter of the cash (by hand, without history)', () => {
    const { lines, totals } = replayPress({
      ledger: YEAR,
      asOf: isoDate('2025-05-30'),
      settings: STEWARD,
    });
    expect(lines.map(({ cashUsd }) => cashUsd)).toEqual([8000, 4000, 0, 3000, 6000]);
    expect(lines.map(({ spentUsd }) => spentUsd)).toEqual([2000, 1000, 0, 750, 1500]);
    expect(lines.map(({ lossCarryUsd }) => lossCarryUsd)).toEqual([0, 0, 9000, 0, 0]);
    expect(lines.every(({ regime }) => regime === 'unknown')).toBe(true);
    expect(totals).toMatchObject({ realisedUsd: 21_000, spentUsd: 5250 });
  });

  it('reads the regime of each day, presses nothing in a crisis and lets what is left wait', () => {
    const { lines } = replayPress({
      ledger: YEAR,
      asOf: isoDate('2025-05-30'),
      settings: STEWARD,
      days: DAYS,
    });
    // 18/17.25 - 1 of the first two futures is below 5%: normal by slope.
    expect(lines.map(({ regime }) => regime)).toEqual([
      'normal',
      'normal',
      'normal',
      'crisis',
      'normal',
    ]);
    const crisis = lines[3];
    expect(crisis).toMatchObject({ share: 0, budgetUsd: 0, spentUsd: 0, cashCarriedUsd: 3000 });
    expect(crisis?.leftOverUsd).toBe(lines[2]?.leftOverUsd);
    // What the crisis did not press is pressed after it.
    expect(lines[4]?.cashUsd).toBe(9000);
    const [first] = lines;
    expect(first?.bought?.units).toBeGreaterThan(0);
    expect(first?.leftOverUsd).toBeCloseTo(2000 - (first?.spentUsd ?? 0), 6);
    expect(lines[1]?.budgetUsd).toBeCloseTo(1000 + (first?.leftOverUsd ?? 0), 6);
  });

  it('changes no line when the future is cut off', () => {
    fc.assert(
      fc.property(unpressed, fc.integer({ min: 0, max: 23 }), (events, month) => {
        const whole = createLedger(events, AS_OF);
        const all = replayPress({ ledger: whole, asOf: AS_OF, settings: STEWARD, days: DAYS });
        const cut = all.lines[month % Math.max(1, all.lines.length)]?.date;
        const past = events.filter(({ date }) => cut !== undefined && date <= cut);
        if (cut === undefined || past.every(({ type }) => type === 'mark' || type === 'margin'))
          return;
        const then = replayPress({
          ledger: createLedger(past, cut),
          asOf: cut,
          settings: STEWARD,
          days: DAYS.filter(({ date }) => date <= cut),
        });
        expect(then.lines).toEqual(all.lines.slice(0, then.lines.length));
        expect(then.lines.at(-1)?.date).toBe(cut);
      }),
      { numRuns: 15 },
    );
  });

  it('keeps its sums: no cash below 0, no more pressed than realised, no dollar lost', () => {
    fc.assert(
      fc.property(unpressed, fc.boolean(), (events, priced) => {
        const { lines } = replayPress({
          ledger: createLedger(events, AS_OF),
          asOf: AS_OF,
          settings: STEWARD,
          ...(priced && { days: DAYS }),
        });
        let [realised, spent, leftOver, open] = [0, 0, 0, 0];
        for (const line of lines) {
          realised += line.gainsUsd + line.lossesUsd + line.feesUsd;
          spent += line.spentUsd;
          expect(line.cashUsd).toBeGreaterThanOrEqual(0);
          expect(line.spentUsd).toBeLessThanOrEqual(line.budgetUsd);
          expect(productOf(line.factors)).toBe(line.share);
          expect(line.share).toBeLessThanOrEqual(0.4);
          if (line.spentUsd > 0) expect(spent).toBeLessThanOrEqual(realised + 1e-5);
          // The cash: what was realised and not yet closed by a press, less losses.
          open += line.gainsUsd + line.lossesUsd + line.feesUsd;
          expect(line.cashUsd).toBeCloseTo(Math.max(0, open), 3);
          expect(line.lossCarryUsd).toBeCloseTo(Math.max(0, -open), 3);
          if (line.spentUsd === 0) {
            expect(line.cashCarriedUsd).toBe(line.cashUsd);
          } else {
            leftOver += line.share * line.cashUsd - line.spentUsd;
            open = 0;
          }
          expect(line.leftOverUsd).toBeCloseTo(leftOver, 3);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('buys no more notional than the cash stands for, and all that the budget pays below it', () => {
    // Inverted by a little: the carry is nothing, and one mini costs its two trades, $6.80.
    const inverted = DAYS.map((day) => dayOf(day.date, 18, -0.005, 18.2));
    const { ratioMax } = STEWARD.hedge;
    const played = (days: HistoryDay[], events: LedgerEvent[], most = ratioMax) =>
      replayPress({
        ledger: createLedger(events, AS_OF),
        asOf: AS_OF,
        settings: { ...STEWARD, hedge: { ...STEWARD.hedge, ratioMax: most } },
        days,
      }).lines;
    fc.assert(
      fc.property(unpressed, fc.boolean(), (events, flat) => {
        for (const line of played(flat ? inverted : DAYS, events)) {
          const { units = 0, unitNotionalUsd = 0, limit } = line.bought ?? {};
          const mostUsd = ratioMax * (line.cashUsd + line.leftOverInUsd);
          expect(units * unitNotionalUsd).toBeLessThanOrEqual(mostUsd + 0.01);
          // One more would be too much for the limit that is named.
          if (limit === 'hedgeRatio')
            expect((units + 1) * unitNotionalUsd).toBeGreaterThan(mostUsd);
        }
      }),
      { numRuns: 25 },
    );
    const one = ledger('2025-01-17 expire 60000 a').events;
    const [bound] = played(inverted, [...one]);
    // 1.5 x 60,000 over 100 x the price of the future; without the limit more than 700,000 dollars.
    expect(bound?.bought?.limit).toBe('hedgeRatio');
    expect(bound?.bought?.units).toBe(Math.floor(90_000 / (bound?.bought?.unitNotionalUsd ?? 0)));
    expect(bound?.why).toContain('hedge.ratioMax');
    const [free] = played(inverted, [...one], 1e6);
    expect((free?.bought?.units ?? 0) * (free?.bought?.unitNotionalUsd ?? 0)).toBeGreaterThan(7e5);
    expect(free?.bought?.limit).toBe('budget');
  });

  it('shows recorded presses and counts them nowhere', () => {
    const recorded = ledger('2025-01-17 expire 8000 a', '2025-01-30 press -500 VXM');
    const { lines } = replayPress({
      ledger: recorded,
      asOf: addDays(isoDate('2025-01-31'), 0),
      settings: STEWARD,
    });
    expect(lines).toMatchObject([{ cashUsd: 8000, spentUsd: 2000, recordedPressUsd: 500 }]);
  });
});
