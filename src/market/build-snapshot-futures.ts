import { Refusal } from '../errors.js';
import { checkRange, numbered, placeOf, refuseTwice } from './build-snapshot-rows.js';
import type { InputRow, Numbered } from './build-snapshot-rows.js';
import { daysBetween, isoDate, monthOf, yearOf } from './date.js';
import type { IsoDate } from './date.js';
import { futureSymbol, parseFutureSymbol, weeklyFutureSymbol } from './futures-symbol.js';
import { vxFinalSettlementMoment } from './settlement-time.js';
import type { FutureQuote } from './snapshot.js';
import { chicagoDate } from './time.js';
import type { EpochMs } from './time.js';
import {
  monthlyVixExpiry,
  nearestMonthlyVixExpiry,
  nextMonthlyVixExpiries,
  vixExpiryKind,
  vixWeekNumber,
  weeklyVixExpiry,
} from './vix-expiry.js';

/** A VX future as the user gives it: a symbol that names the contract, an expiry, or both. */
export interface FutureInput extends InputRow {
  /** `VX` (monthly, with the expiry), `VX49` (weekly, with the expiry), `VXZ26`, `VX/Z6`... */
  readonly symbol?: string | undefined;
  readonly expiry?: IsoDate | undefined;
  /** VIX points. */
  readonly price: number;
}

/** VX settled between 9 (2017) and 83 (2020) in its history. */
const VX_PRICE = { min: 5, max: 150 };
/** Neighbouring months never differed by more than a factor of 1.5 (October 2008). */
const NEIGHBOUR_FACTOR = 2;
/** Contracts are listed for 9 months in a row, and quarterly ones to two years at most. */
const SERIAL_MONTHS = 9;
const LISTED_DAYS = 800;
const MAX_CONTRACTS = 200;
/** Since this day no month of the first nine was without a contract (settlements 2006-2026). */
const SERIAL_SINCE = isoDate('2008-04-21');

interface Contract {
  readonly entry: Numbered<FutureInput>;
  readonly quote: FutureQuote;
}

/**
 * The futures of a snapshot: real contracts that still trade, each once, no month missing.
 * @throws Refusal naming the row that is wrong, or the month that is missing
 */
export function buildFutures(
  inputs: readonly FutureInput[],
  time: EpochMs,
): { futures: FutureQuote[]; notes: string[] } {
  const date = chicagoDate(time);
  // There are some 115 Wednesdays ahead: among more rows than these, two are of one contract.
  const rows = numbered('futures', inputs.slice(0, MAX_CONTRACTS));
  const contracts = rows.map((entry) => contractOf(entry, date));
  refuseTwice(
    contracts.map(({ entry, quote }) => ({ entry, what: quote.symbol })),
    'expiry',
  );
  const gone = (quote: FutureQuote) => time >= vxFinalSettlementMoment(quote.expiry);
  const live = contracts
    .filter(({ quote }) => !gone(quote))
    .sort((a, b) => (a.quote.expiry < b.quote.expiry ? -1 : 1));
  const notes = contracts
    .filter(({ quote }) => gone(quote))
    .map(({ quote }) => `${quote.symbol} expired that morning (08:00 Chicago) and is left out.`);
  if (live.length === 0) {
    throw new Refusal('there is no VX future', `add rows such as ${exampleRow(date)}`, {
      key: 'futures',
    });
  }
  refuseOutliers(live);
  if (date >= SERIAL_SINCE) refuseGaps(live, date);
  else notes.push(`before ${SERIAL_SINCE} not every month was listed: gaps are not looked for.`);
  return { futures: live.map(({ quote }) => quote), notes };
}

function contractOf(entry: Numbered<FutureInput>, date: IsoDate): Contract {
  const { expiry, weekly } = identify(entry, date);
  const symbol = weekly ? weeklyFutureSymbol(expiry) : futureSymbol('VX', expiry);
  if (expiry < date) {
    throw new Refusal(
      `${symbol} expired on ${expiry}, before the snapshot's date ${date}`,
      'drop the row, or correct the date',
      placeOf(entry, 'expiry'),
    );
  }
  if (daysBetween(date, expiry) > LISTED_DAYS) {
    throw new Refusal(
      `${symbol} expires on ${expiry}: no VX future is listed so far ahead of ${date}`,
      'check the year',
      placeOf(entry, 'expiry'),
    );
  }
  const { price } = entry.row;
  checkRange(price, VX_PRICE, 'the price of a VX future', placeOf(entry, 'price'));
  return { entry, quote: { symbol, expiry, weekly, price } };
}

/** Which contract a row means; its symbol and its expiry must agree. */
function identify(
  entry: Numbered<FutureInput>,
  date: IsoDate,
): { expiry: IsoDate; weekly: boolean } {
  const { symbol, expiry } = entry.row;
  const root = symbol?.trim().toUpperCase().replace(/^\//, '');
  if (root === 'VXM') throw mini(entry);
  const week = /^VX(\d{2})$/.exec(root ?? '')?.[1];
  if (root !== undefined && root !== 'VX' && week === undefined) {
    return byFullSymbol(entry, root, date);
  }
  if (expiry === undefined) {
    throw new Refusal(
      'the expiry is missing',
      `give it, or the symbol with its month, such as ${exampleSymbol(date)}`,
      placeOf(entry, 'expiry'),
    );
  }
  const kind = vixExpiryKind(expiry);
  if (kind === undefined && week !== undefined) throw wrongWeekDay(entry, expiry, Number(week));
  if (kind === undefined || (root === 'VX' && kind === 'weekly')) throw wrongDay(entry, expiry);
  if (week === undefined) return { expiry, weekly: kind === 'weekly' };
  if (kind === 'monthly' || vixWeekNumber(expiry) !== Number(week)) {
    const right = kind === 'monthly' ? futureSymbol('VX', expiry) : weeklyFutureSymbol(expiry);
    throw conflict(entry, `the contract of ${expiry} is ${right}`);
  }
  return { expiry, weekly: true };
}

function byFullSymbol(
  entry: Numbered<FutureInput>,
  symbol: string,
  date: IsoDate,
): { expiry: IsoDate; weekly: boolean } {
  const named = at(entry, 'symbol', () => parseFutureSymbol(symbol, date));
  if (named.root === 'VXM') throw mini(entry);
  const { expiry } = entry.row;
  if (expiry !== undefined && expiry !== named.expiry) {
    throw conflict(entry, `${named.symbol} expires on ${named.expiry}`);
  }
  return named;
}

function conflict(entry: Numbered<FutureInput>, truth: string): Refusal {
  return new Refusal(
    `the symbol ${entry.row.symbol ?? ''} and the expiry ${entry.row.expiry ?? ''} do not agree: ${truth}`,
    'correct the one that is wrong',
    placeOf(entry, 'expiry'),
  );
}

function mini(entry: Numbered<FutureInput>): Refusal {
  return new Refusal(
    'VXM minis take no row of their own',
    'drop the row: minis are priced from the VX row of the same expiry',
    placeOf(entry, 'symbol'),
  );
}

function wrongDay(entry: Numbered<FutureInput>, expiry: IsoDate): Refusal {
  const right = monthlyVixExpiry(yearOf(expiry), monthOf(expiry));
  const month = expiry.slice(0, 7);
  const place = placeOf(entry, 'expiry');
  if (vixExpiryKind(expiry) === 'weekly') {
    const week = String(vixWeekNumber(expiry)).padStart(2, '0');
    return new Refusal(
      `${expiry} is a weekly VIX expiry, and VX alone is the monthly contract`,
      `write ${right} for the contract of ${month}, or the symbol VX${week} for the weekly`,
      place,
    );
  }
  return new Refusal(
    `no VIX contract expires on ${expiry}`,
    `write ${right}, the expiry of the contract of ${month}`,
    place,
  );
}

function wrongWeekDay(entry: Numbered<FutureInput>, expiry: IsoDate, week: number): Refusal {
  const right = at(entry, 'symbol', () => weeklyVixExpiry(yearOf(expiry), week));
  return new Refusal(
    `no VIX contract expires on ${expiry}`,
    `write ${right}, the expiry of week ${week} of ${yearOf(expiry)}`,
    placeOf(entry, 'expiry'),
  );
}

/**
 * A price that is far from those beside it on the curve has a digit too many, or too few. The ends
 * come last: beside a wrong price they look wrong themselves.
 */
function refuseOutliers(live: readonly Contract[]): void {
  const inside = live.map((_, i) => i).slice(1, -1);
  for (const i of new Set([...inside, 0, live.length - 1])) {
    const beside = [live[i - 1], live[i + 1]].flatMap((one) => (one ? [one.quote.price] : []));
    if (beside.length === 0) return;
    const { entry, quote } = live[i] as Contract;
    const high = quote.price > Math.max(...beside) * NEIGHBOUR_FACTOR;
    const low = quote.price < Math.min(...beside) / NEIGHBOUR_FACTOR;
    if (!high && !low) continue;
    throw new Refusal(
      `${quote.symbol} at ${quote.price} is ${high ? 'more than twice' : 'less than half'} of what stands beside it on the curve (${beside.join(' and ')})`,
      'check the price and its neighbours',
      placeOf(entry, 'price'),
    );
  }
}

/** The first nine months are listed without a gap; one that is not there was lost on the way. */
function refuseGaps(live: readonly Contract[], date: IsoDate): void {
  const monthly = live.filter(({ quote }) => !quote.weekly && quote.expiry > date);
  const expected = nextMonthlyVixExpiries(date, SERIAL_MONTHS);
  const there = new Set(monthly.map(({ quote }) => quote.expiry));
  const lastThere = expected.findLastIndex((expiry) => there.has(expiry));
  const missing = expected.find(
    (expiry, index) => !there.has(expiry) && (index === 0 || index < lastThere),
  );
  if (missing === undefined) return;
  const next = monthly.find(({ quote }) => quote.expiry > missing) ?? live[0];
  throw new Refusal(
    `the VX future of ${missing} is missing${missing === expected[0] ? ': it is the next monthly one' : ''}`,
    `add its row: future,VX,${missing},PRICE`,
    next === undefined ? { key: 'futures' } : placeOf(next.entry, 'expiry'),
  );
}

function exampleSymbol(date: IsoDate): string {
  return futureSymbol('VX', nearestMonthlyVixExpiry(date));
}

function exampleRow(date: IsoDate): string {
  const [next = date] = nextMonthlyVixExpiries(date, 1);
  return `future,VX,${next},18.85`;
}

/** Runs a reader; a refusal without a place gets that of the field. */
function at<T>(entry: Numbered<FutureInput>, field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Refusal ? error.at(placeOf(entry, field)) : error;
  }
}
