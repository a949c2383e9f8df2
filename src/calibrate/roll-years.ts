import { previousTradingDay, tradingDaysBetween } from '../market/calendar.js';
import { dateOf, daysBetween, yearOf } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { BillRate, HistoryDay, MarketHistory } from '../market/history.js';
import { rollWeights } from '../market/roll-index.js';
import type { RollIndex } from '../market/roll-index.js';

/** One index over one calendar year, fractions. */
export interface RollReturn {
  /** Without the bill return: the excess return index. */
  readonly excess: number;
  /** With it: the total return index; absent where the bill rate is not known throughout. */
  readonly total?: number;
}

/** The S&P 500 VIX futures indices over one calendar year, replicated from settlements. */
export interface RollYear {
  readonly year: number;
  /** The close that the year's return starts from, and the last one. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** From the last trading day of the year before to the year's own last, none missing. */
  readonly complete: boolean;
  /** Trading days without settlements, over which the index was held. */
  readonly missingDays: number;
  /** Absent where a contract it holds has no settlement on some day. */
  readonly shortTerm?: RollReturn;
  readonly midTerm?: RollReturn;
}

/** A bill rate older than this is not known. */
const STALE_BILL_DAYS = 10;

/** Growth of 1 in an index over a year so far; undefined once a price was wanting. */
interface Growth {
  readonly excess: number;
  readonly total: number | undefined;
}

interface YearSoFar {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly missingDays: number;
  readonly shortTerm: Growth | undefined;
  readonly midTerm: Growth | undefined;
}

/**
 * Replicates the S&P 500 VIX Short-Term (VX1, VX2) and Mid-Term (VX4 to VX7) indices from daily
 * settlements and bill rates (METHOD 3.2), by calendar year. The indices are calculated on the
 * days on which stocks trade. A day without settlements is bridged: the weights of the day before
 * are held over it.
 */
export function rollYears({ days, bills }: MarketHistory): RollYear[] {
  const held = days.filter(({ curve }) => curve !== undefined);
  const years = new Map<number, YearSoFar>();
  const billOn = billReader(bills);
  for (let i = 1; i < held.length; i += 1) {
    const before = held[i - 1] as HistoryDay;
    const day = held[i] as HistoryDay;
    const year = yearOf(day.date);
    const soFar = years.get(year) ?? {
      from: before.date,
      to: before.date,
      missingDays: 0,
      shortTerm: START,
      midTerm: START,
    };
    const bill = billReturn(billOn(before.date), daysBetween(before.date, day.date));
    years.set(year, {
      from: soFar.from,
      to: day.date,
      missingDays: soFar.missingDays + tradingDaysBetween(before.date, day.date) - 1,
      shortTerm: grown(soFar.shortTerm, dayReturn('short-term', before, day), bill),
      midTerm: grown(soFar.midTerm, dayReturn('mid-term', before, day), bill),
    });
  }
  return [...years].map(([year, soFar]) => finished(year, soFar));
}

const START: Growth = { excess: 1, total: 1 };

function grown(
  growth: Growth | undefined,
  carried: number | undefined,
  bill: number | undefined,
): Growth | undefined {
  if (growth === undefined || carried === undefined) return undefined;
  return {
    excess: growth.excess * (1 + carried),
    total:
      growth.total === undefined || bill === undefined
        ? undefined
        : growth.total * (1 + carried + bill),
  };
}

/** CDR: what the contracts held over the night are worth after it, over what they were. */
function dayReturn(index: RollIndex, before: HistoryDay, day: HistoryDay): number | undefined {
  let invested = 0;
  let worth = 0;
  for (const { expiry, weight } of rollWeights(before.date, index)) {
    if (weight === 0) continue;
    const paid = priceOf(before, expiry);
    const now = priceOf(day, expiry);
    if (paid === undefined || now === undefined) return undefined;
    invested += weight * paid;
    worth += weight * now;
  }
  return worth / invested - 1;
}

function priceOf({ date, curve, settled }: HistoryDay, expiry: IsoDate): number | undefined {
  if (expiry === date) return settled;
  return curve?.nodes.find((node) => node.expiry === expiry)?.price;
}

/** TBR over some calendar days at a discount rate (METHOD 3.2). */
function billReturn(rate: number | undefined, calendarDays: number): number | undefined {
  if (rate === undefined) return undefined;
  return (1 / (1 - (91 / 360) * rate)) ** (calendarDays / 91) - 1;
}

/** The rate in force on a date: the last one on or before it, while it is not stale. */
function billReader(bills: readonly BillRate[]): (date: IsoDate) => number | undefined {
  let next = 0;
  return (date) => {
    while (next < bills.length && (bills[next]?.date ?? date) <= date) next += 1;
    const bill = bills[next - 1];
    if (bill === undefined || daysBetween(bill.date, date) > STALE_BILL_DAYS) return undefined;
    return bill.rate;
  };
}

function finished(year: number, soFar: YearSoFar): RollYear {
  const { from, to, missingDays } = soFar;
  const lastDay = previousTradingDay(dateOf(year + 1, 1, 1));
  const firstClose = previousTradingDay(dateOf(year, 1, 1));
  const shortTerm = returnOf(soFar.shortTerm);
  const midTerm = returnOf(soFar.midTerm);
  return {
    year,
    from,
    to,
    complete: from === firstClose && to === lastDay && missingDays === 0,
    missingDays,
    ...(shortTerm && { shortTerm }),
    ...(midTerm && { midTerm }),
  };
}

function returnOf(growth: Growth | undefined): RollReturn | undefined {
  if (growth === undefined) return undefined;
  const { excess, total } = growth;
  return { excess: excess - 1, ...(total !== undefined && { total: total - 1 }) };
}
