import { Refusal } from '../errors.js';
import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';

/** XIRR's year (METHOD 6.6). */
export const DAYS_PER_YEAR = 365;

/** Nets this small beside the largest flow are the noise of binary sums, not money. */
const NOISE = 1e-12;

/** Money that changes hands on a day. */
export interface CashFlow {
  readonly date: IsoDate;
  /** Dollars; received is positive, paid negative. */
  readonly amountUsd: number;
  /** What is paid or received, in words. */
  readonly what: string;
}

/** All flows of one day as one. */
export interface NetFlow {
  readonly date: IsoDate;
  readonly amountUsd: number;
  /** Years of 365 days since the first day of the flows. */
  readonly years: number;
}

/**
 * Flows by day, ascending, each day netted; days that net to nothing are kept, at exactly 0.
 * @throws Refusal for no flow at all, or an amount that is not finite
 */
export function netByDay(flows: readonly CashFlow[]): NetFlow[] {
  const byDay = new Map<IsoDate, number>();
  let largest = 0;
  for (const { date, amountUsd, what } of flows) {
    if (!Number.isFinite(amountUsd)) {
      throw new Refusal(
        `the cash flow "${what}" of ${date} is ${amountUsd}`,
        'give every flow a finite amount',
      );
    }
    largest = Math.max(largest, Math.abs(amountUsd));
    byDay.set(date, (byDay.get(date) ?? 0) + amountUsd);
  }
  const days = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1));
  const [first] = days;
  if (first === undefined) throw new Refusal('there are no cash flows', 'give at least two');
  return days.map(([date, amountUsd]) => ({
    date,
    amountUsd: Math.abs(amountUsd) <= NOISE * largest ? 0 : amountUsd,
    years: daysBetween(first[0], date) / DAYS_PER_YEAR,
  }));
}

/** How often the sign turns from one day to the next, days of nothing passed over. */
export function signChanges(flows: readonly NetFlow[]): number {
  const signs = flows.map(({ amountUsd }) => Math.sign(amountUsd)).filter((sign) => sign !== 0);
  return signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length;
}

/**
 * Gain over all days on the money put in on the first: 0.05 is 5% for the whole time, not a year.
 * @throws Refusal where nothing is put in on the first day
 */
export function periodReturn(flows: readonly CashFlow[]): number {
  const nets = netByDay(flows);
  const first = nets[0]?.amountUsd ?? 0;
  if (first >= 0) {
    throw new Refusal(
      `the first day's cash flow is ${first}: nothing is put in`,
      'count the capital that is tied up as paid on the first day',
    );
  }
  return nets.reduce((sum, { amountUsd }) => sum + amountUsd, 0) / -first;
}
