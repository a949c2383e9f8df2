import { ledgerTotals } from '../press/ledger.js';
import type { Ledger } from '../press/ledger-event.js';
import type { PressSummary } from './result.js';

/** The press ledger in short: its rows, what condors realised and what was pressed. */
export function pressSummary(ledger: Ledger): PressSummary {
  const totals = ledgerTotals(ledger);
  return {
    events: ledger.events.map(({ date, type, amountUsd, id, note }) => ({
      date,
      type,
      amountUsd,
      ...(id !== undefined && { id }),
      ...(note !== undefined && { note }),
    })),
    realisedUsd: totals.realisedUsd,
    feesUsd: totals.feesUsd,
    pressedUsd: totals.pressedUsd,
  };
}
