import type { IsoDate } from '../market/date.js';
import { roundUsd } from '../market/rounding.js';
import { ENDED } from './ledger-event.js';
import type { Ledger, LedgerEvent } from './ledger-event.js';

/** What happened between two presses, and what it left. Dollars. */
export interface LedgerPeriod {
  /** The press it begins after; absent at the ledger's start. */
  readonly after?: IsoDate;
  /** The press that ends it; absent for the one that is open. */
  readonly press?: IsoDate;
  /** Results of ended condors above 0, and below. */
  readonly gainsUsd: number;
  readonly lossesUsd: number;
  readonly feesUsd: number;
  readonly lossCarriedInUsd: number;
  readonly cashUsd: number;
  readonly lossCarryUsd: number;
  /** Money of earlier presses that bought no whole contract, waiting. */
  readonly leftOverInUsd: number;
  /** Of the press that ends it, positive. */
  readonly pressedUsd?: number;
  /** What that press spent beyond the cash and the left-over: carried as a loss. */
  readonly overPressedUsd?: number;
  /** Where its recorded budget is more than the rule allows at most: what it is counted as. */
  readonly budgetCut?: {
    readonly recordedUsd: number;
    readonly countedUsd: number;
    readonly leftOverInUsd: number;
  };
}

/** A ledger folded: what can be pressed now, and how it came about. */
export interface LedgerState {
  /** Ended by each press, the last one open. */
  readonly periods: readonly LedgerPeriod[];
  readonly lastPress?: IsoDate;
  /** Realised since the last press less losses carried in, never below 0 (METHOD 8.2). */
  readonly cashUsd: number;
  /** What must be earned back before anything is pressed. */
  readonly lossCarryUsd: number;
  readonly leftOverUsd: number;
  readonly totals: LedgerTotals;
}

export interface LedgerTotals {
  readonly realisedUsd: number;
  readonly feesUsd: number;
  readonly pressedUsd: number;
  readonly monetisedUsd: number;
  /** Rows of `mark` and `margin`: shown, never counted. */
  readonly uncountedRows: number;
}

/** What is carried from one press to the next. */
export interface Carried {
  readonly lossCarryUsd: number;
  readonly leftOverUsd: number;
}

/**
 * Cash available after a period (METHOD 8.2): realised net less the loss carried in, floored at 0;
 * what the floor hides is carried on.
 * @param netUsd realised results and fees since the last press
 */
export function cashAfter(
  { lossCarryUsd, leftOverUsd }: Carried,
  netUsd: number,
): { cashUsd: number } & Carried {
  const open = roundUsd(netUsd - lossCarryUsd);
  return { cashUsd: Math.max(0, open), lossCarryUsd: Math.max(0, -open), leftOverUsd };
}

/**
 * What a press may spend: the share of the cash, and what earlier presses left over. The
 * left-over is share already and is not shared again; it waits while a loss is to be earned back
 * and where the share is 0.
 */
export function pressBudget(
  { cashUsd, lossCarryUsd, leftOverUsd }: { readonly cashUsd: number } & Carried,
  share: number,
): { leftOverInUsd: number; budgetUsd: number } {
  const leftOverInUsd = lossCarryUsd > 0 || share === 0 ? 0 : leftOverUsd;
  return { leftOverInUsd, budgetUsd: roundUsd(share * cashUsd + leftOverInUsd) };
}

/** What a press day leaves: after one that spends nothing everything waits as it was. */
export function carriedOn(
  after: { readonly cashUsd: number } & Carried,
  budgetUsd: number,
  spentUsd: number,
): { cashCarriedUsd: number; leftOverUsd: number } {
  return spentUsd > 0
    ? { cashCarriedUsd: 0, leftOverUsd: roundUsd(budgetUsd - spentUsd) }
    : { cashCarriedUsd: after.cashUsd, leftOverUsd: after.leftOverUsd };
}

/**
 * Folds a ledger into what can be pressed now. Unrealised rows and hedge sales add nothing. Only
 * money that is spent is a press: on a day that buys nothing the cash waits whole. After a press
 * the part of the cash that was not its budget is income, and what the budget did not spend is
 * left over for the next. A recorded budget counts at most as what the rule allows.
 * @param shareMax the greatest share of the cash that is ever pressed
 */
export function ledgerState(ledger: Ledger, shareMax: number): LedgerState {
  const periods: LedgerPeriod[] = [];
  let carried: Carried = { lossCarryUsd: 0, leftOverUsd: 0 };
  let open: LedgerEvent[] = [];
  let lastPress: IsoDate | undefined;
  for (const event of ledger.events) {
    if (event.type !== 'press') {
      open.push(event);
      continue;
    }
    const { period, after } = periodOf(open, carried, lastPress);
    const spentUsd = Math.abs(event.amountUsd);
    const spendable = pressBudget(after, 1).budgetUsd;
    const overPressedUsd = roundUsd(Math.max(0, spentUsd - spendable));
    const budget = budgetOf(event, after, shareMax);
    periods.push({
      ...period,
      press: event.date,
      pressedUsd: spentUsd,
      ...(overPressedUsd > 0 && { overPressedUsd }),
      ...(budget.cut && { budgetCut: budget.cut }),
    });
    const budgetUsd = Math.min(budget.countedUsd, spendable);
    carried = {
      lossCarryUsd: roundUsd(after.lossCarryUsd + overPressedUsd),
      // While a loss is carried there is no budget: what was left over before still waits.
      leftOverUsd: roundUsd(
        after.lossCarryUsd > 0 ? after.leftOverUsd : Math.max(0, budgetUsd - spentUsd),
      ),
    };
    open = [];
    lastPress = event.date;
  }
  const { period, after } = periodOf(open, carried, lastPress);
  return {
    periods: [...periods, period],
    ...(lastPress !== undefined && { lastPress }),
    cashUsd: after.cashUsd,
    lossCarryUsd: after.lossCarryUsd,
    leftOverUsd: after.leftOverUsd,
    totals: ledgerTotals(ledger),
  };
}

/** What a ledger adds up to, whatever was allowed. */
export function ledgerTotals({ events }: Ledger): LedgerTotals {
  const totals = { realisedUsd: 0, feesUsd: 0, pressedUsd: 0, monetisedUsd: 0, uncountedRows: 0 };
  for (const event of events) countIn(totals, event);
  return {
    ...totals,
    realisedUsd: roundUsd(totals.realisedUsd),
    feesUsd: roundUsd(totals.feesUsd),
    pressedUsd: roundUsd(totals.pressedUsd),
    monetisedUsd: roundUsd(totals.monetisedUsd),
  };
}

/** Ledger rows are in cents. */
const CENT_USD = 0.01;

/**
 * The budget of a press that was recorded, at most what the rule could have allowed that day: a
 * digit too many would be left over for ever. While a loss is carried it decides nothing.
 */
function budgetOf(
  { amountUsd, budgetUsd }: LedgerEvent,
  after: { readonly cashUsd: number } & Carried,
  shareMax: number,
): { countedUsd: number; cut?: LedgerPeriod['budgetCut'] } {
  const spentUsd = Math.abs(amountUsd);
  const recordedUsd = budgetUsd ?? spentUsd;
  const allowed = pressBudget(after, shareMax);
  // Who pressed more than the rule has nothing left over.
  const mostUsd = Math.max(allowed.budgetUsd, spentUsd);
  if (after.lossCarryUsd > 0 || recordedUsd <= mostUsd + CENT_USD) {
    return { countedUsd: recordedUsd };
  }
  const { leftOverInUsd } = allowed;
  return { countedUsd: mostUsd, cut: { recordedUsd, countedUsd: mostUsd, leftOverInUsd } };
}

/** How often a condor has been rolled. */
export function rollsOf(ledger: Ledger, id: string): number {
  return ledger.events.filter((event) => event.type === 'roll' && event.id === id).length;
}

/** Realised results and fees of events, dollars. */
export function netOf(events: readonly LedgerEvent[]): {
  gainsUsd: number;
  lossesUsd: number;
  feesUsd: number;
} {
  let [gainsUsd, lossesUsd, feesUsd] = [0, 0, 0];
  for (const { type, amountUsd } of events) {
    if (type === 'fee') feesUsd += amountUsd;
    else if (!ENDED.includes(type)) continue;
    else if (amountUsd > 0) gainsUsd += amountUsd;
    else lossesUsd += amountUsd;
  }
  return {
    gainsUsd: roundUsd(gainsUsd),
    lossesUsd: roundUsd(lossesUsd),
    feesUsd: roundUsd(feesUsd),
  };
}

function periodOf(
  events: readonly LedgerEvent[],
  carried: Carried,
  lastPress: IsoDate | undefined,
): { period: LedgerPeriod; after: { cashUsd: number } & Carried } {
  const net = netOf(events);
  const after = cashAfter(carried, net.gainsUsd + net.lossesUsd + net.feesUsd);
  return {
    after,
    period: {
      ...(lastPress !== undefined && { after: lastPress }),
      ...net,
      lossCarriedInUsd: carried.lossCarryUsd,
      cashUsd: after.cashUsd,
      lossCarryUsd: after.lossCarryUsd,
      leftOverInUsd: carried.leftOverUsd,
    },
  };
}

function countIn(
  totals: { -readonly [K in keyof LedgerTotals]: number },
  { type, amountUsd }: LedgerEvent,
): void {
  if (type === 'fee') totals.feesUsd += amountUsd;
  else if (type === 'press') totals.pressedUsd -= amountUsd;
  else if (type === 'monetise') totals.monetisedUsd += amountUsd;
  else if (ENDED.includes(type)) totals.realisedUsd += amountUsd;
  else totals.uncountedRows += 1;
}
