import { Refusal } from '../errors.js';
import { JOURNAL_KINDS } from '../journal/entry.js';
import type { JournalEntry, JournalKind } from '../journal/entry.js';
import { readTradedContract } from '../journal/traded-contract.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { LEDGER_TYPES } from '../press/ledger-event.js';
import type { JournalRow } from './journal-chain.js';

/**
 * A row of the table as an entry. We check entries before we write them, but a store lies on a disk
 * and in other hands.
 * @throws Refusal (exit 3) naming the entry where a row cannot be one
 */
export function entryOf(row: JournalRow, path: string): JournalEntry {
  const kind = JOURNAL_KINDS.find((known) => known === row.kind);
  if (kind === undefined) throw noEntry(row, `"${String(row.kind)}" is no kind of entry`, path);
  const body = bodyOf(row);
  if (!isRecord(body)) throw noEntry(row, 'its body is no JSON of ours', path);
  try {
    isoDate(row.date);
    if (!FITS[kind](body, row.date as IsoDate)) throw new TypeError();
  } catch {
    throw noEntry(row, `its body or its day is none of a ${kind}`, path);
  }
  return {
    seq: row.seq,
    recordedAt: row.recorded_at,
    date: row.date as IsoDate,
    hash: row.hash,
    ...(row.key !== null && { key: row.key }),
    kind,
    body,
  } as unknown as JournalEntry;
}

function noEntry({ seq }: JournalRow, why: string, path: string): Refusal {
  return new Refusal(
    `entry ${seq} of the journal is damaged: ${why.slice(0, 80)}`,
    'put back a copy of the store; alvh journal verify names the first entry that was changed',
    { file: path },
    'data',
  );
}

function bodyOf({ body }: JournalRow): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

type Body = Readonly<Record<string, unknown>>;

/** Whether a body has what its kind is read for; what else it has does no harm. */
const FITS: Readonly<Record<JournalKind, (body: Body, date: IsoDate) => boolean>> = {
  recommendation: ({ asOf, profile, hedge, position, termStructure, layers, warnings }) =>
    [asOf, profile].every(isText) &&
    isRecord(hedge) &&
    isNumbers(hedge, 'ratio', 'targetNotionalUsd', 'notionalUsd', 'carryPerMonthUsd') &&
    isListOf(hedge['factors'], isFactor) &&
    isRecord(position) &&
    isNumbers(position, 'riskCapitalUsd') &&
    isListOf(position['condors'], isCondor) &&
    isRecord(termStructure) &&
    isListOf(termStructure['nodes'], (node) => isDay(node['expiry']) && isNumbers(node, 'price')) &&
    isListOf(layers, isLayer) &&
    isListOf(warnings, ({ message }) => isText(message)),
  fill: ({ symbol, contracts, price, feesUsd, layer, id, note }, date) =>
    isText(symbol) &&
    readTradedContract(symbol, date).symbol !== '' &&
    Number.isSafeInteger(contracts) &&
    isNumber(price) &&
    (feesUsd === undefined || isNumber(feesUsd)) &&
    [layer, id, note].every(isTextOrNone),
  override: ({ by, reason, until, ...others }) =>
    [by, reason].every(isText) &&
    isDay(until) &&
    isNumbers(others, 'at', 'from', 'ruleRatio') &&
    (others['chosenRatio'] === undefined || isNumber(others['chosenRatio'])),
  press: ({ date, type, amountUsd, id, note }) =>
    isDay(date) &&
    LEDGER_TYPES.some((known) => known === type) &&
    isNumber(amountUsd) &&
    [id, note].every(isTextOrNone),
  note: ({ text }) => isText(text),
  void: ({ seq, reason }) => Number.isSafeInteger(seq) && isText(reason),
};

function isLayer({ name, instruments, factors }: Body): boolean {
  return (
    isText(name) &&
    isListOf(factors, isFactor) &&
    isListOf(instruments, (one) => isText(one['symbol']) && isNumbers(one, 'contracts'))
  );
}

function isCondor({ id, expiry, quantity, breakEvens }: Body): boolean {
  return isText(id) && isDay(expiry) && isNumber(quantity) && isRecord(breakEvens);
}

function isFactor({ name, value }: Body): boolean {
  return isText(name) && isNumber(value);
}

function isRecord(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, fits: (one: Body) => boolean): boolean {
  return Array.isArray(value) && value.every((one) => isRecord(one) && fits(one));
}

function isNumbers(body: Body, ...keys: string[]): boolean {
  return keys.every((key) => isNumber(body[key]));
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || isText(value);
}

/** @throws where it is a text and no day */
function isDay(value: unknown): boolean {
  return isText(value) && isoDate(value) === value;
}
