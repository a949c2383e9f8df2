import type { Book } from '../condor/book.js';
import { dollars } from '../hedge/dollars.js';
import type { Warning } from '../hedge/result.js';
import { isTradingDay, nextTradingDay } from '../market/calendar.js';
import type { IsoDate } from '../market/date.js';
import type { LadderReading } from './ladder.js';
import type { LedgerState } from './ledger.js';
import type { Ledger } from './ledger-event.js';
import type { PressDecision } from './result.js';

/** Warnings of the sizing that speak of the market and the condors. */
const OF_MARKET: readonly string[] = [
  ...['crisis-no-new-short', 'stress-late', 'regime-unknown', 'rate-default'],
  ...['contract-expired', 'index-far-from-curve', 'short-curve', 'several-expiries'],
  ...['credit-far-from-model', 'strike-not-listed', 'no-spx'],
];
/** Those of the sizing's own money and of holdings that it does not know: a press speaks of neither. */
const OF_SIZE_ALONE: readonly string[] = [
  ...['holdings-not-counted', 'margin-unknown', 'wacc-unknown', 'npv-negative'],
  ...['leverage-crash', 'box-rate-unknown', 'box-repayment'],
];

/** Where the holdings are the user's own, what the sizing would hold in their place is no matter. */
export function concernsPress(code: string, ownHoldings: boolean): boolean {
  return ownHoldings ? OF_MARKET.includes(code) : !OF_SIZE_ALONE.includes(code);
}

/** Condors that the ledger has as ended, and the position as open: one of the two is wrong. */
export function endedWarnings(book: Book, { events }: Ledger): Warning[] {
  const ended = new Map(
    events.flatMap(({ type, id, date }) =>
      (type === 'close' || type === 'expire') && id !== undefined ? [[id, date] as const] : [],
    ),
  );
  const both = book.condors.flatMap(({ id }) => {
    const date = ended.get(id);
    return date === undefined ? [] : [`${id} on ${date}`];
  });
  if (both.length === 0) return [];
  const message = `The ledger has ended what the position still holds: ${both.join(', ')}. Take it out of the position, or give the new condor an id of its own: it is counted as cash and as risk.`;
  return [{ code: 'condor-ended', message }];
}

/** Budgets that the ledger records beyond what the rule allows at most: a digit has slipped. */
export function budgetWarnings({ periods }: LedgerState, shareMax: number): Warning[] {
  return periods.flatMap(({ press = '', pressedUsd = 0, cashUsd, budgetCut }) => {
    if (budgetCut === undefined) return [];
    const { recordedUsd, countedUsd, leftOverInUsd } = budgetCut;
    const message = `The press of ${press} records a budget of ${dollars(recordedUsd)}; press.shareMax ${shareMax} of ${dollars(cashUsd)} cash${leftOverInUsd > 0 ? ` and ${dollars(leftOverInUsd)} left over` : ''} allowed ${dollars(shareMax * cashUsd + leftOverInUsd)} at most, so ${dollars(countedUsd - pressedUsd)} of it counts as left over. Check budget_usd in the ledger.`;
    return [{ code: 'budget-above-rule', message }];
  });
}

/** What a press must say beside its figures. */
export function pressWarnings(
  state: LedgerState,
  decision: PressDecision | undefined,
  ladder: readonly LadderReading[] | undefined,
  today?: IsoDate,
): Warning[] {
  const warnings: Warning[] = [];
  const over = state.periods.filter(({ overPressedUsd }) => overPressedUsd !== undefined);
  for (const { press, overPressedUsd = 0 } of over) {
    warnings.push({
      code: 'pressed-more-than-cash',
      message: `The press of ${press ?? ''} spent ${dollars(overPressedUsd)} more than had been realised: carried on as a loss to be earned back.`,
    });
  }
  const { uncountedRows } = state.totals;
  if (uncountedRows > 0) {
    warnings.push({
      code: 'unrealised-not-counted',
      message: `${uncountedRows === 1 ? '1 row of type mark or margin is' : `${uncountedRows} rows of type mark or margin are`} not counted: open gains and margin are no cash.`,
    });
  }
  if (decision?.purchase?.kind === 'future' && decision.purchase.units > 0) {
    warnings.push({
      code: 'future-loses-more',
      message:
        'The press budget of a future is its expected carry, not its risk: it loses its multiplier times every point the future falls.',
    });
  }
  if (decision?.ledgerRow !== undefined && today !== undefined && !isTradingDay(today)) {
    warnings.push({
      code: 'no-trading-day',
      message: `${today} is no trading day: the ledger row is dated the next one, ${nextTradingDay(today)}.`,
    });
  }
  const bought = (decision?.purchase?.orders ?? []).map(({ symbol }) => standard(symbol));
  const both = (ladder ?? []).filter(
    ({ sales, symbol }) => sales.length > 0 && bought.includes(standard(symbol)),
  );
  if (both.length > 0) {
    warnings.push({
      code: 'sold-and-bought',
      message: `The ladder sells ${both.map(({ symbol }) => symbol).join(', ')}, and the press buys the same contract: trade the difference only.`,
    });
  }
  const unpriced = (ladder ?? []).filter(({ price }) => price === undefined);
  if (unpriced.length > 0) {
    warnings.push({
      code: 'holding-without-price',
      message: `The snapshot has no price for ${unpriced.map(({ symbol }) => symbol).join(', ')}: not in the ladder, the limits or the carry.`,
    });
  }
  warnings.push({
    code: 'press-evidence',
    message:
      'The press, Big Top and the ladder are conventions: no study shows that they pay. Monthly measures such as price to cash flow or the exchange rate cannot determine a hedge of 30 to 220 days.',
  });
  return warnings;
}

/** A mini's contract by the name of the whole one. */
function standard(symbol: string): string {
  return symbol.replace(/^VXM/, 'VX');
}
