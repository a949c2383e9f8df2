import type { CashFlow } from '../../src/capital/cash-flow.js';
import { RateRefusal } from '../../src/capital/irr.js';
import { addDays, isoDate } from '../../src/market/date.js';

/** Flows from `[date, dollars]`. */
export function flows(...pairs: readonly (readonly [string, number])[]): CashFlow[] {
  return pairs.map(([date, amountUsd]) => ({ date: isoDate(date), amountUsd, what: 'flow' }));
}

/** Flows on days counted from 2026-01-05. */
export function onDays(...pairs: readonly (readonly [number, number])[]): CashFlow[] {
  return pairs.map(([day, amountUsd]) => ({
    date: addDays(isoDate('2026-01-05'), day),
    amountUsd,
    what: 'flow',
  }));
}

/** The reason that a search for a rate gives. */
export function reasonOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof RateRefusal) return error.reason;
    throw error;
  }
  return 'found';
}
