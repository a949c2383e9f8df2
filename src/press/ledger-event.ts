import { Refusal } from '../errors.js';
import { isTradingDay, nextTradingDay } from '../market/calendar.js';
import { weekday } from '../market/date.js';
import type { IsoDate } from '../market/date.js';

/** What a row of a ledger can be; each type has one meaning and one sign. */
export const LEDGER_TYPES = [
  'close',
  'expire',
  'roll',
  'fee',
  'press',
  'monetise',
  'mark',
  'margin',
] as const;
export type LedgerType = (typeof LEDGER_TYPES)[number];

/** Types that say what a position is worth, or what a broker holds: never cash (METHOD 8.2). */
const UNREALISED: readonly LedgerType[] = ['mark', 'margin'];
/** Condors that ended: their result is realised. */
export const ENDED: readonly LedgerType[] = ['close', 'expire', 'roll'];
const NEEDS_ID: readonly LedgerType[] = [...ENDED, 'monetise'];
const TRADING_DAYS_ONLY: readonly LedgerType[] = [...ENDED, 'press', 'monetise'];

/** One event of the trader's book. Money received is positive, paid negative. */
export interface LedgerEvent {
  readonly date: IsoDate;
  /**
   * `close`, `expire`: a condor has ended, its net result from credit to close, after fees.
   * `roll`: the same of a condor closed to be rolled; its id lives on.
   * `fee`: paid beside those. `press`: paid, or for futures set aside, for the long layer.
   * `monetise`: received for a VIX holding sold. `mark`, `margin`: never counted.
   */
  readonly type: LedgerType;
  readonly amountUsd: number;
  /** The condor, or of `monetise` and `press` the holding. */
  readonly id?: string;
  readonly note?: string;
  /** Of `press`: what that press day allowed; what it did not spend is left over. */
  readonly budgetUsd?: number;
}

/** Events by date that have kept the rules of {@link ledgerBuilder}. */
export interface Ledger {
  readonly events: readonly LedgerEvent[];
}

/** Adds events one by one, so that a reader can name the row that is refused. */
export interface LedgerBuilder {
  /** @throws Refusal naming the key that is wrong */
  readonly add: (event: LedgerEvent) => void;
  /** @throws Refusal for a ledger that realises nothing */
  readonly done: () => Ledger;
}

/** @param asOf the valuation date: a later event would be looking ahead */
export function ledgerBuilder(asOf: IsoDate): LedgerBuilder {
  const events: LedgerEvent[] = [];
  const ended = new Map<string, IsoDate>();
  const rows = new Set<string>();
  return {
    add: (event) => {
      checkEvent(event);
      checkDate(event, events.at(-1), asOf);
      checkEndedOnce(event, ended);
      const row = JSON.stringify([event.date, event.type, event.amountUsd, event.id, event.note]);
      if (rows.has(row)) {
        throw new Refusal(
          `the same ${event.type} of ${event.amountUsd} stands twice on ${event.date}`,
          'take one out, or tell the two apart by a note',
          { key: 'type' },
        );
      }
      rows.add(row);
      events.push(event);
    },
    done: () => {
      if (events.length === 0) {
        throw new Refusal('the ledger has no event', 'add the condors that were closed or expired');
      }
      if (events.every(({ type }) => UNREALISED.includes(type))) {
        throw new Refusal(
          `the ledger has only ${[...new Set(events.map(({ type }) => type))].join(' and ')} rows: nothing in it is realised`,
          'add the condors that were closed or expired; open gains and margin are no cash',
        );
      }
      return { events };
    },
  };
}

/** A ledger of events in order. @throws Refusal as {@link ledgerBuilder} */
export function createLedger(events: readonly LedgerEvent[], asOf: IsoDate): Ledger {
  const builder = ledgerBuilder(asOf);
  for (const event of events) builder.add(event);
  return builder.done();
}

/** Ids are printed in terminals, spreadsheets and mails: those of a condor, or a padded symbol. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N} ._:/#-]{0,63}$/u;
/** Far above any book: a slip. */
const MOST_USD = 1e12;

function checkEvent({ type, amountUsd, id, budgetUsd }: LedgerEvent): void {
  if (!(Math.abs(amountUsd) <= MOST_USD)) {
    throw new Refusal(`${amountUsd} is no amount in dollars`, 'check the number of digits', {
      key: 'amountUsd',
    });
  }
  const wrong = wrongSign(type, amountUsd);
  if (wrong !== undefined) throw new Refusal(wrong.problem, wrong.mend, { key: 'amountUsd' });
  if (id === undefined && NEEDS_ID.includes(type)) {
    const what =
      type === 'monetise' ? 'the symbol of the holding that was sold' : "the condor's id";
    throw new Refusal(`a row of type ${type} names no id`, `give ${what}`, { key: 'id' });
  }
  if (id !== undefined && !ID.test(id)) {
    throw new Refusal(
      `${JSON.stringify(id)} is no id`,
      'use up to 64 letters, digits, spaces and . _ : / # -, starting with a letter or digit',
      { key: 'id' },
    );
  }
  checkBudget(type, amountUsd, budgetUsd);
}

function wrongSign(
  type: LedgerType,
  amountUsd: number,
): { problem: string; mend: string } | undefined {
  const paid = type === 'fee' || type === 'press';
  if (paid && amountUsd > 0) {
    return {
      problem: `a ${type} of ${amountUsd} is money received`,
      mend: `write what was paid as negative: ${-amountUsd}`,
    };
  }
  if (paid && amountUsd === 0) {
    return {
      problem: `a ${type} of 0 is none`,
      mend:
        type === 'fee'
          ? 'give what was paid, or take the row out'
          : 'take the row out: cash that presses nothing waits by itself',
    };
  }
  if (type === 'monetise' && amountUsd <= 0) {
    return {
      problem: `proceeds of ${amountUsd} are none`,
      mend: 'give the money received for the holding, above 0; a loss on it was paid by its press',
    };
  }
  return undefined;
}

function checkBudget(type: LedgerType, amountUsd: number, budgetUsd: number | undefined): void {
  const key = 'budgetUsd';
  if (budgetUsd === undefined) return;
  if (type !== 'press') {
    throw new Refusal(`a ${type} has no budget`, 'give it to rows of type press only', { key });
  }
  if (budgetUsd >= -amountUsd && budgetUsd <= MOST_USD) return;
  throw new Refusal(
    `a budget of ${budgetUsd} does not cover the ${-amountUsd} spent`,
    'give what the press day allowed, at least what was spent',
    { key },
  );
}

function checkDate(event: LedgerEvent, before: LedgerEvent | undefined, asOf: IsoDate): void {
  const { date, type } = event;
  const key = 'date';
  if (date > asOf) {
    throw new Refusal(
      `${date} is after the valuation date ${asOf}`,
      'end the ledger there: a later event would be looking ahead',
      { key },
    );
  }
  if (before !== undefined && date < before.date) {
    throw new Refusal(`${date} stands after ${before.date}`, 'sort the rows by date', { key });
  }
  const day = weekday(date);
  if ((day === 0 || day === 6) && TRADING_DAYS_ONLY.includes(type)) {
    throw new Refusal(`${date} is a weekend: no ${type} is done then`, 'check the date', { key });
  }
  if (!isTradingDay(date) && TRADING_DAYS_ONLY.includes(type)) {
    throw new Refusal(
      `the exchange is closed on ${date}: no ${type} is done then`,
      `check the date; the next trading day is ${nextTradingDay(date)}`,
      { key },
    );
  }
}

function checkEndedOnce({ date, type, id }: LedgerEvent, ended: Map<string, IsoDate>): void {
  if (id === undefined || !ENDED.includes(type)) return;
  const before = ended.get(id);
  if (before !== undefined) {
    throw new Refusal(
      `${id} has ended on ${before}, and here again`,
      'take one of the two out, or give the second condor an id of its own',
      { key: 'id' },
    );
  }
  if (type !== 'roll') ended.set(id, date);
}
