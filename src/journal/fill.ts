import { Refusal } from '../errors.js';
import { isTradingDay } from '../market/calendar.js';
import { daysBetween, isoDate, monthOf, weekday } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { noPriceOf } from '../market/price-bounds.js';
import type { Fill } from './entry.js';
import { checkText } from './free-text.js';
import { readTradedContract } from './traded-contract.js';
import type { TradedContract } from './traded-contract.js';

type ExpiringContract = Exclude<TradedContract, { kind: 'etp' }>;

const MOST_CONTRACTS = 1e7;
const MOST_FEES_USD = 1e6;

/**
 * Nine months in a row are listed and five of February's cycle ([P1] 1202): those reach two years
 * ahead, the others nine months, and a year in 2007 and 2008 (data: 761 and 369 days at most).
 */
const LISTED_DAYS_CYCLE = 770;
const LISTED_DAYS_SERIAL = 375;
/** Six weeks ([P1] 1202), and a few days for how they are counted. */
const LISTED_DAYS_WEEKLY = 50;
/** First trading days: VX and VXM (CFE), VIX options (Cboe) [M]. */
const FIRST_DAYS = {
  VX: isoDate('2004-03-26'),
  VXM: isoDate('2020-08-10'),
  option: isoDate('2006-02-24'),
} as const;

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._:/-]{0,63}$/u;

/**
 * A fill that keeps its promises: a contract that traded on that day, whole contracts, a price of
 * its size, fees as an amount paid.
 * @param on the day of the trade, Chicago
 * @param today the last day that a trade can be of
 * @throws Refusal naming the key; the day's key is `date`
 */
export function createFill(input: Fill, on: IsoDate, today: IsoDate): Fill {
  const { contracts, price, feesUsd, layer, id, note } = input;
  if (on > today) {
    throw wrong('date', `${on} is after today, ${today}`, 'record a trade once it is done');
  }
  const contract = contractAt(input.symbol, on);
  checkDay(contract, on);
  if (!Number.isSafeInteger(contracts) || contracts === 0 || Math.abs(contracts) > MOST_CONTRACTS) {
    throw wrong(
      'contracts',
      `${contracts} is no number of contracts`,
      'give a whole number: bought positive, sold negative',
    );
  }
  checkPrice(contract, price);
  if (feesUsd !== undefined && !(feesUsd >= 0 && feesUsd <= MOST_FEES_USD)) {
    throw wrong(
      'feesUsd',
      `${feesUsd} is no fee paid`,
      'give commission and fees of the whole fill in dollars, 0 or more',
    );
  }
  checkName('layer', layer);
  checkName('id', id);
  return {
    ...{ symbol: contract.symbol, contracts, price },
    ...(feesUsd !== undefined && { feesUsd }),
    ...(layer !== undefined && { layer }),
    ...(id !== undefined && { id }),
    ...(note !== undefined && { note: checkText(note, 'note') }),
  };
}

function contractAt(symbol: string, on: IsoDate): TradedContract {
  try {
    return readTradedContract(symbol, on);
  } catch (error) {
    throw error instanceof Refusal ? error.at({ key: 'symbol' }) : error;
  }
}

function checkDay(contract: TradedContract, on: IsoDate): void {
  const { symbol } = contract;
  const key = 'date';
  const day = weekday(on);
  // VX trades on most holidays of stocks; options and shares do not.
  if (day === 0 || day === 6 || (contract.kind !== 'future' && !isTradingDay(on))) {
    throw wrong(key, `${symbol} did not trade on ${on}`, 'give the trade date of the confirmation');
  }
  if (contract.kind === 'etp') return;
  if (contract.expiry < on) {
    throw wrong(key, `${symbol} had expired on ${contract.expiry}`, 'check symbol and day');
  }
  const first = contract.kind === 'future' ? FIRST_DAYS[contract.root] : FIRST_DAYS.option;
  if (on >= first && daysBetween(on, contract.expiry) <= listedDays(contract)) return;
  throw wrong(
    key,
    `${symbol} was not listed yet on ${on}`,
    `check symbol and day: it expires on ${contract.expiry}`,
  );
}

/** For how many days before its expiry a contract may have been listed. */
function listedDays({ kind, weekly, expiry }: ExpiringContract): number {
  if (weekly) return LISTED_DAYS_WEEKLY;
  const ofCycle = monthOf(expiry) % 3 === 2;
  return kind === 'future' && !ofCycle ? LISTED_DAYS_SERIAL : LISTED_DAYS_CYCLE;
}

function checkPrice({ kind, symbol }: TradedContract, price: number): void {
  const fault = noPriceOf(kind, symbol, price);
  if (fault !== undefined) throw wrong('price', fault.problem, fault.mend);
}

function checkName(key: 'layer' | 'id', text: string | undefined): void {
  if (text === undefined || NAME.test(text)) return;
  throw wrong(
    key,
    `${JSON.stringify(text)} is no ${key === 'id' ? 'id' : 'name of a layer'}`,
    'use up to 64 letters, digits, spaces and . _ : / -, starting with a letter or digit',
  );
}

function wrong(key: string, problem: string, mend: string): Refusal {
  return new Refusal(problem, mend, { key });
}
