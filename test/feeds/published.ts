import { previousTradingDay } from '../../src/market/calendar.js';
import { dayNumber, isoDate, monthOf, yearOf } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import { MONTH_CODES } from '../../src/market/futures-symbol.js';
import { nextMonthlyVixExpiries, vixWeekNumber } from '../../src/market/vix-expiry.js';

/** Files in the form in which Cboe publishes them, with made-up prices. */

const MONTH_NAMES = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Trading days up to a date, the last included. */
export function tradingDays(last: string, count: number): IsoDate[] {
  const days: IsoDate[] = [isoDate(last)];
  while (days.length < count) days.unshift(previousTradingDay(days[0]!));
  return days;
}

/** A level of a day: fixed by the day, so that a longer history agrees with a shorter. */
export function levelOf(day: IsoDate, base = 17): number {
  const seed = (dayNumber(day) * 619) % 997;
  return Math.round(base * (1 + (seed / 997 - 0.5) * 0.1) * 100) / 100;
}

function usDate(day: IsoDate): string {
  return `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`;
}

/** `DATE,OPEN,HIGH,LOW,CLOSE` */
export function ohlcHistory(days: readonly IsoDate[], base = 17): string {
  const rows = days.map((day) => {
    const close = levelOf(day, base);
    return [usDate(day), close - 0.1, close + 0.2, close - 0.3, close]
      .map((value) => (typeof value === 'number' ? value.toFixed(6) : value))
      .join(',');
  });
  return ['DATE,OPEN,HIGH,LOW,CLOSE', ...rows, ''].join('\n');
}

/** `DATE,VVIX` */
export function plainHistory(symbol: string, days: readonly IsoDate[], base: number): string {
  const rows = days.map((day) => `${usDate(day)},${levelOf(day, base).toFixed(6)}`);
  return [`DATE,${symbol}`, ...rows, ''].join('\n');
}

/** What a contract settles at on a day. */
export function settleOf(day: IsoDate, expiry: IsoDate): number {
  const months = (yearOf(expiry) - yearOf(day)) * 12 + monthOf(expiry) - monthOf(day);
  return Math.round((levelOf(day, 18) + 0.4 * months) * 10_000) / 10_000;
}

/** `Product,Symbol,Expiration Date,Price` of the nine listed months and one weekly. */
export function settlementCsv(day: IsoDate, weekly?: IsoDate): string {
  const letter = (expiry: IsoDate): string =>
    `${MONTH_CODES.charAt(monthOf(expiry) - 1)}${yearOf(expiry) % 10}`;
  const rows = nextMonthlyVixExpiries(day, 9).map(
    (expiry) => `VX,VX/${letter(expiry)},${expiry},${settleOf(day, expiry)}`,
  );
  const week =
    weekly === undefined
      ? []
      : [`VX,VX${vixWeekNumber(weekly)}/${letter(weekly)},${weekly},${settleOf(day, weekly)}`];
  return ['Product,Symbol,Expiration Date,Price', ...week, ...rows, ''].join('\n');
}

const CONTRACT_HEAD =
  'Trade Date,Futures,Open,High,Low,Close,Settle,Change,Total Volume,EFP,Open Interest';

/** The history of one contract, listed on the first day without a settlement. */
export function contractHistory(expiry: IsoDate, days: readonly IsoDate[]): string {
  const month = `${MONTH_CODES.charAt(monthOf(expiry) - 1)} (${MONTH_NAMES[monthOf(expiry) - 1]} ${yearOf(expiry)})`;
  const rows = days
    .filter((day) => day <= expiry)
    .map((day) => `${day},${month},0,0,0,0,${settleOf(day, expiry).toFixed(4)},0,10,0,100`);
  return [CONTRACT_HEAD, ...rows, ''].join('\n');
}
