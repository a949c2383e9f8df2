import fc from 'fast-check';
import { isTradingDay, previousTradingDay } from '../../src/market/calendar.js';
import { addDays, isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import { createLedger } from '../../src/press/ledger-event.js';
import type { Ledger, LedgerEvent, LedgerType } from '../../src/press/ledger-event.js';

export const AS_OF = isoDate('2026-11-20');

/** `2026-01-05 close 1000 a`: date, type, amount, id, budget. */
export function event(line: string): LedgerEvent {
  const [date = '', type = '', amount = '', id, budget] = line.split(' ');
  return {
    date: isoDate(date),
    type: type as LedgerType,
    amountUsd: Number(amount),
    ...(id !== undefined && id !== '-' && { id }),
    ...(budget !== undefined && { budgetUsd: Number(budget) }),
  };
}

export function ledger(...lines: string[]): Ledger {
  return createLedger(lines.map(event), AS_OF);
}

const START = isoDate('2025-01-06');

function tradingDayFrom(day: number): IsoDate {
  const date = addDays(START, day);
  return isTradingDay(date) ? date : previousTradingDay(date);
}

/** Realised results, fees and unrealised rows in whole dollars over two years, in order. */
export const unpressed = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 600 }),
      type: fc.constantFrom<LedgerType>('close', 'expire', 'roll', 'fee', 'mark', 'margin'),
      amount: fc.integer({ min: -20_000, max: 20_000 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) =>
    rows
      .map(({ day, type, amount }, i): LedgerEvent => ({
        date: tradingDayFrom(day),
        type,
        amountUsd: type === 'fee' ? -Math.abs(amount) - 1 : amount,
        id: `c${i}`,
      }))
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
  )
  .filter((events) => events.some(({ type }) => type !== 'mark' && type !== 'margin'));
