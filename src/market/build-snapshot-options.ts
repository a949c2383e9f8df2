import { Refusal } from '../errors.js';
import { numbered, placeOf, refuseTwice, tidy } from './build-snapshot-rows.js';
import type { Numbered } from './build-snapshot-rows.js';
import { checkOptionQuotes } from './check-option-quotes.js';
import { isTradingDay, nextTradingDay, previousTradingDay } from './calendar.js';
import { OPTION_SPECS } from './contracts.js';
import type { OptionRoot } from './contracts.js';
import { monthOf, yearOf } from './date.js';
import type { IsoDate } from './date.js';
import type { OptionMarket } from './option-bounds.js';
import type { OptionInput, Series } from './option-row.js';
import { formatOptionSymbol, parseOptionSymbol } from './option-symbol.js';
import type { OptionSeries } from './option-symbol.js';
import { optionSettlementMoment, vxFinalSettlementMoment } from './settlement-time.js';
import type { OptionQuote } from './snapshot.js';
import { isStandardSpxExpiry, standardSpxExpiry } from './spx-expiry.js';
import { chicagoDate } from './time.js';
import type { EpochMs } from './time.js';
import { monthlyVixExpiry, vixExpiryKind } from './vix-expiry.js';

const MAX_POINTS = 1e6;
const MAX_IV = 5;

/**
 * The options of a snapshot: listed expiries, quotes that can be beside SPX, VIX and VX, each
 * series once.
 * @throws Refusal naming the row that is wrong
 */
export function buildOptions(
  inputs: readonly OptionInput[],
  market: OptionMarket,
): { options: OptionQuote[]; notes: string[] } {
  const { time } = market;
  const date = chicagoDate(time);
  const rows = numbered('options', inputs).map((entry) => {
    const series = seriesOf(entry);
    checkExpiry(entry, series, date);
    checkQuote(entry);
    return { entry, series, what: formatOptionSymbol(series) };
  });
  refuseTwice(rows, 'strike');
  const live = rows.filter(({ series }) => time < endOf(series));
  const dropped = rows.length - live.length;
  const odd = checkOptionQuotes(live, market);
  return {
    options: live
      .sort((a, b) => (a.what < b.what ? -1 : 1))
      .map(({ entry, series }) => quoteOf(series, entry.row)),
    notes: [...(dropped === 0 ? [] : [droppedNote(dropped, date)]), ...odd],
  };
}

function droppedNote(count: number, date: IsoDate): string {
  return count === 1
    ? `1 option that expired on ${date} is left out.`
    : `${count} options that expired on ${date} are left out.`;
}

function seriesOf(entry: Numbered<OptionInput>): Series {
  const { symbol, expiry, strike, right } = entry.row;
  if (!isRoot(symbol)) return fromSymbol(entry);
  if (expiry === undefined) throw missing(entry, 'expiry');
  if (strike === undefined) throw missing(entry, 'strike');
  if (right === undefined) throw missing(entry, 'right');
  checkPoints(entry, 'strike', strike, 'a strike');
  return { root: symbol, expiry, strike, right };
}

function missing(entry: Numbered<OptionInput>, field: string): Refusal {
  return new Refusal(`the ${field} of the option is missing`, 'give it', placeOf(entry, field));
}

/** Of an OCC symbol; what the row says besides must agree with it. */
function fromSymbol(entry: Numbered<OptionInput>): Series {
  const { row } = entry;
  const place = placeOf(entry, 'symbol');
  const roots = Object.keys(OPTION_SPECS).join(', ');
  if (!/\d{8}$/.test(row.symbol)) {
    throw new Refusal(`"${row.symbol}" is no option root`, `use ${roots}, or an OCC symbol`, place);
  }
  let series: OptionSeries;
  try {
    series = parseOptionSymbol(row.symbol);
  } catch (error) {
    throw error instanceof Refusal ? error.at(place) : error;
  }
  const { root } = series;
  if (!isRoot(root)) {
    throw new Refusal(`options on ${root} are not read`, `use ${roots}`, place);
  }
  for (const field of ['expiry', 'strike', 'right'] as const) {
    if (row[field] === undefined || row[field] === series[field]) continue;
    throw new Refusal(
      `the symbol names the ${field} ${series[field]}, the row ${row[field]}`,
      'correct the one that is wrong',
      placeOf(entry, field),
    );
  }
  return { ...series, root };
}

function isRoot(text: string): text is OptionRoot {
  return Object.hasOwn(OPTION_SPECS, text);
}

function checkExpiry(entry: Numbered<OptionInput>, series: Series, date: IsoDate): void {
  const { root, expiry } = series;
  const place = placeOf(entry, 'expiry');
  if (expiry < date) {
    throw new Refusal(
      `the option expired on ${expiry}, before the snapshot's date ${date}`,
      'drop the row, or correct the date',
      place,
    );
  }
  const problem = `no ${root} option expires on ${expiry}`;
  switch (root) {
    case 'VIX':
    case 'VIXW': {
      const kind = vixExpiryKind(expiry);
      if (kind === (root === 'VIX' ? 'monthly' : 'weekly')) return;
      const right = monthlyVixExpiry(yearOf(expiry), monthOf(expiry));
      if (kind === undefined) {
        throw new Refusal(problem, `the monthly VIX expiry of that month is ${right}`, place);
      }
      throw new Refusal(problem, `write ${root === 'VIX' ? 'VIXW' : 'VIX'} for that date`, place);
    }
    case 'SPX': {
      if (isStandardSpxExpiry(expiry)) return;
      const standard = standardSpxExpiry(yearOf(expiry), monthOf(expiry));
      throw new Refusal(
        problem,
        `write SPXW for that date, or ${standard} for the AM-settled option of that month`,
        place,
      );
    }
    case 'SPXW':
    case 'XSP':
      if (isTradingDay(expiry)) return;
      throw new Refusal(
        `${problem}, a day without trading`,
        `did you mean ${previousTradingDay(expiry)} or ${nextTradingDay(expiry)}?`,
        place,
      );
  }
}

function checkQuote(entry: Numbered<OptionInput>): void {
  const { bid, ask, price, iv } = entry.row;
  if (price !== undefined) checkPoints(entry, 'price', price, 'a price');
  if (ask !== undefined) checkPoints(entry, 'ask', ask, 'an ask');
  // An option nobody bids for has a bid of 0.
  if (bid !== undefined && bid !== 0) checkPoints(entry, 'bid', bid, 'a bid');
  if (iv !== undefined && !(iv > 0 && iv <= MAX_IV)) {
    const meant =
      iv > MAX_IV && iv <= 500 ? `; if ${iv} is a percentage, write ${tidy(iv / 100)}` : '';
    throw new Refusal(
      `${iv} is no implied volatility as a fraction`,
      `give a fraction a year above 0 and up to ${MAX_IV}${meant}`,
      placeOf(entry, 'iv'),
    );
  }
  if (bid !== undefined && ask !== undefined && bid > ask) {
    throw new Refusal(
      `the quote is crossed: the bid ${bid} is above the ask ${ask}`,
      'check the two, or drop the row',
      placeOf(entry, 'bid'),
    );
  }
  if (price === undefined && iv === undefined && (bid === undefined || ask === undefined)) {
    throw new Refusal(
      'the option has no quote',
      'give a price, both bid and ask, or an iv',
      placeOf(entry, 'price'),
    );
  }
}

function checkPoints(
  entry: Numbered<OptionInput>,
  field: string,
  value: number,
  what: string,
): void {
  if (value > 0 && value <= MAX_POINTS) return;
  throw new Refusal(
    `${value} is no ${what.replace(/^an? /, '')}`,
    `give ${what} above 0, in points`,
    placeOf(entry, field),
  );
}

/** VIX options end with the VX future; the others when they are settled. */
function endOf({ root, expiry }: Series): EpochMs {
  if (root === 'VIX' || root === 'VIXW') return vxFinalSettlementMoment(expiry);
  return optionSettlementMoment(expiry, OPTION_SPECS[root].settlement);
}

function quoteOf(series: Series, { bid, ask, price, iv }: OptionInput): OptionQuote {
  const { root, expiry, strike, right } = series;
  return {
    ...{ root, expiry, strike, right },
    ...(bid === undefined ? {} : { bid }),
    ...(ask === undefined ? {} : { ask }),
    ...(price === undefined ? {} : { price }),
    ...(iv === undefined ? {} : { iv }),
  };
}
