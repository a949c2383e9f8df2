import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { buildFutures } from './build-snapshot-futures.js';
import type { FutureInput } from './build-snapshot-futures.js';
import { buildOptions } from './build-snapshot-options.js';
import type { OptionInput } from './option-row.js';
import { checkRange, numbered, placeOf, refuseTwice, tidy } from './build-snapshot-rows.js';
import type { InputRow, Range } from './build-snapshot-rows.js';
import { checkLevels } from './check-levels.js';
import type { MarketWarning } from './check-levels.js';
import { holidayName, previousTradingDay } from './calendar.js';
import { addDays, weekday } from './date.js';
import type { IsoDate } from './date.js';
import { INDEX_SYMBOLS } from './snapshot.js';
import type { EtpQuote, IndexSymbol, Snapshot } from './snapshot.js';
import { chicagoClock, chicagoDate } from './time.js';
import type { EpochMs } from './time.js';

export type { FutureInput } from './build-snapshot-futures.js';
export type { OptionInput } from './option-row.js';
export type { InputRow } from './build-snapshot-rows.js';

/** An index level, in points. */
export interface IndexInput extends InputRow {
  readonly symbol: IndexSymbol;
  readonly price: number;
}

/** An exchange-traded product's price, dollars a share. */
export interface EtpInput extends InputRow {
  readonly symbol: string;
  readonly price: number;
}

/** Risk-free rates that a snapshot may give, one of them; and SPX's dividend yield. */
const RISK_FREE_SYMBOLS = ['SOFR', 'TBILL3M'] as const;
export const RATE_SYMBOLS = [...RISK_FREE_SYMBOLS, 'DIVIDEND_YIELD'] as const;
export type RateSymbol = (typeof RATE_SYMBOLS)[number];

/** The risk-free rate or SPX's dividend yield, a fraction a year. */
export interface RateInput extends InputRow {
  readonly symbol: RateSymbol;
  readonly price: number;
}

/** What {@link createSnapshot} takes: rows as the user gave them, in any order. */
export interface SnapshotInput {
  readonly time: EpochMs;
  /** Where the time was read. */
  readonly timePlace?: Place | undefined;
  readonly indices: readonly IndexInput[];
  readonly futures: readonly FutureInput[];
  readonly options?: readonly OptionInput[];
  readonly etps?: readonly EtpInput[];
  readonly rates?: readonly RateInput[];
}

/** A snapshot, and what was left out of it. */
export interface BuiltSnapshot {
  readonly snapshot: Snapshot;
  readonly notes: readonly string[];
  /** What is read as it stands, but is odd. */
  readonly warnings: readonly MarketWarning[];
}

/**
 * Levels beyond any seen, with room: VIX 9 to 83 since 1990, VIX9D 7 to 107, VVIX 60 to 208 but for
 * broken rows of 2006, SKEW 101 to 183.
 */
const INDEX_RANGES: Readonly<Record<IndexSymbol, Range & { readonly wide?: boolean }>> = {
  SPX: { min: 100, max: 100_000, wide: true },
  VIX: { min: 5, max: 150 },
  VIX9D: { min: 5, max: 200 },
  VIX3M: { min: 5, max: 150 },
  VIX6M: { min: 5, max: 150 },
  VVIX: { min: 30, max: 400 },
  SKEW: { min: 80, max: 300 },
};

const RATE_RANGE: Range = { min: -0.05, max: 0.25 };
/** SPX yielded 1.1% to 3.9% since 1990, and above 6% in crashes before 1983 only. */
const YIELD_RANGE: Range = { min: 0, max: 0.06 };
/** A rate below a tenth of a per cent is not what a number out of range meant. */
const LEAST_MEANT = 0.001;

/**
 * A snapshot that keeps its promises: VIX is there, VX futures are real contracts that still trade
 * with no month missing, prices are sane, quotes are not crossed, and nothing is given twice.
 * @throws Refusal at the place of the row that breaks one, or at a key such as `futures[2].price`
 */
export function createSnapshot(input: SnapshotInput): BuiltSnapshot {
  const { time } = input;
  checkTime(time, input.timePlace ?? { key: 'time' });
  const indices = buildIndices(input.indices);
  const { futures, notes } = buildFutures(input.futures, time);
  const warnings = checkLevels(numbered('indices', input.indices), futures, chicagoDate(time));
  const rates = buildRates(input.rates ?? []);
  const rate = rates.get('SOFR') ?? rates.get('TBILL3M');
  const dividendYield = rates.get('DIVIDEND_YIELD');
  const market = { time, indices, futures, rate, dividendYield };
  const { options, notes: optionNotes } = buildOptions(input.options ?? [], market);
  return {
    snapshot: {
      time,
      indices,
      futures,
      options,
      etps: buildEtps(input.etps ?? []),
      ...(rate === undefined ? {} : { rate }),
      ...(dividendYield === undefined ? {} : { dividendYield }),
    },
    notes: [...notes, ...optionNotes],
    warnings,
  };
}

/**
 * On Saturdays nothing trades, on Sundays VX from 17:00 Chicago on. Of the holidays VX keeps three
 * (its settlements of 2007-2026 have none of them but one Good Friday, with a jobs report); it
 * keeps short hours on the others, which are let through.
 */
function checkTime(time: EpochMs, place: Place): void {
  const date = chicagoDate(time);
  const what = closureOf(date);
  if (what === undefined) return;
  const opens = weekday(addDays(date, 1)) !== SATURDAY && closureOf(addDays(date, 1)) === undefined;
  if (opens && chicagoClock(time) >= EVENING_OPEN) return;
  throw new Refusal(
    `${date} is ${what}: nothing traded then`,
    `give the day that the prices are of, such as ${previousTradingDay(date)}`,
    place,
  );
}

/** Why VX does not trade on a day, in words. */
function closureOf(date: IsoDate): string | undefined {
  const day = weekday(date);
  if (day === SATURDAY || day === SUNDAY) return day === SATURDAY ? 'a Saturday' : 'a Sunday';
  const name = holidayName(date);
  if (name === undefined || !CLOSURES.includes(name) || date === OPEN_GOOD_FRIDAY) return undefined;
  return `${name}, when VX is closed`;
}

const CLOSURES = ["New Year's Day", 'Good Friday', 'Christmas Day'];
const OPEN_GOOD_FRIDAY = '2015-04-03';
const EVENING_OPEN = '17:00';
const SUNDAY = 0;
const SATURDAY = 6;

function buildIndices(inputs: readonly IndexInput[]): Snapshot['indices'] {
  const entries = numbered('indices', inputs);
  for (const entry of entries) {
    const { symbol, price } = entry.row;
    checkRange(price, INDEX_RANGES[symbol], `the ${symbol}`, placeOf(entry, 'price'));
  }
  refuseTwice(
    entries.map((entry) => ({ entry, what: entry.row.symbol })),
    'symbol',
  );
  const levels = new Map(inputs.map(({ symbol, price }) => [symbol, price]));
  const vix = levels.get('VIX');
  if (vix === undefined) {
    throw new Refusal(
      'the spot VIX is missing',
      'add an index row (index,VIX,,17.92), or give --index VIX=17.92',
      { key: 'indices.VIX' },
    );
  }
  // In the order of the symbols, so that the order of the rows never shows.
  const sorted = INDEX_SYMBOLS.flatMap((symbol): [IndexSymbol, number][] => {
    const level = levels.get(symbol);
    return level === undefined ? [] : [[symbol, level]];
  });
  return { ...(Object.fromEntries(sorted) as Partial<Record<IndexSymbol, number>>), VIX: vix };
}

function buildEtps(inputs: readonly EtpInput[]): EtpQuote[] {
  const entries = numbered('etps', inputs);
  for (const entry of entries) {
    const { symbol, price } = entry.row;
    if (!/^[A-Z]{1,5}$/.test(symbol)) {
      throw new Refusal(
        `"${symbol}" is no symbol of an exchange-traded product`,
        'write it in capitals, such as VIXY',
        placeOf(entry, 'symbol'),
      );
    }
    checkRange(
      price,
      { min: 0.01, max: 1e6 },
      `the price of a share of ${symbol}`,
      placeOf(entry, 'price'),
    );
  }
  refuseTwice(
    entries.map((entry) => ({ entry, what: entry.row.symbol })),
    'symbol',
  );
  return inputs
    .map(({ symbol, price }) => ({ symbol, priceUsd: price }))
    .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

function buildRates(inputs: readonly RateInput[]): ReadonlyMap<RateSymbol, number> {
  const entries = numbered('rates', inputs);
  for (const entry of entries) {
    const { symbol, price } = entry.row;
    const { min, max } = symbol === 'DIVIDEND_YIELD' ? YIELD_RANGE : RATE_RANGE;
    if (price >= min && price <= max) continue;
    const readings = [
      ['ten times too high', tidy(price / 10)] as const,
      ['a percentage', tidy(price / 100)] as const,
      ['in basis points', tidy(price / 10_000)] as const,
    ].filter(([, meant]) => meant >= Math.max(min, LEAST_MEANT) && meant <= max);
    const meant = readings.map(([what, rate]) => `, ${rate} if ${price} is ${what}`);
    throw new Refusal(
      `${symbol} ${price} is no rate as a fraction a year`,
      `give a fraction from ${min} to ${max}${meant.join('')}`,
      placeOf(entry, 'price'),
    );
  }
  refuseTwice(
    entries.map((entry) => ({ entry, what: entry.row.symbol })),
    'symbol',
  );
  const riskFree = entries.filter(({ row }) => row.symbol !== 'DIVIDEND_YIELD');
  const second = riskFree[1];
  if (second !== undefined) {
    throw new Refusal(
      `there are two risk-free rates, ${riskFree.map(({ row }) => row.symbol).join(' and ')}`,
      'keep one of them',
      placeOf(second, 'symbol'),
    );
  }
  return new Map(inputs.map(({ symbol, price }) => [symbol, price]));
}
