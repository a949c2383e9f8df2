import { previousTradingDay } from '../../src/market/calendar.js';
import { addDays, daysBetween, dayOf, monthOf, yearOf } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import { MONTH_CODES } from '../../src/market/futures-symbol.js';
import {
  nextMonthlyVixExpiries,
  vixExpiryKind,
  vixWeekNumber,
} from '../../src/market/vix-expiry.js';

/** A made-up market, day by day: a seeded walk about VIX 18 and a curve that leads to 20. */
export interface MadeMarket {
  /** Ascending. */
  readonly days: readonly IsoDate[];
  readonly spx: readonly number[];
  readonly vix: readonly number[];
}

/** The trading days up to a last one, and levels on them. */
export function madeMarket(last: IsoDate, count: number, seed = 1): MadeMarket {
  const days: IsoDate[] = [];
  for (let day = last; days.length < count; day = previousTradingDay(day)) days.unshift(day);
  const next = mulberry(seed);
  const spx: number[] = [];
  const vix: number[] = [];
  let level = 6400;
  let log = Math.log(17);
  for (let i = 0; i < count; i += 1) {
    const shock = next() + next() + next() - 1.5;
    level *= 1 + 0.0003 - 0.008 * shock;
    // Held about 6,400, so that one made-up condor fits every day.
    level += 0.02 * (6400 - level);
    log += 0.05 * (Math.log(18) - log) + 0.05 * shock;
    spx.push(rounded(level, 2));
    vix.push(rounded(Math.exp(log), 2));
  }
  return { days, spx, vix };
}

/** The market as it was known on a day. */
export function upTo({ days, spx, vix }: MadeMarket, day: IsoDate): MadeMarket {
  const count = days.filter((one) => one <= day).length;
  return { days: days.slice(0, count), spx: spx.slice(0, count), vix: vix.slice(0, count) };
}

/** Settlement of the contract of an expiry on a day. */
export function settlementOf({ days, vix }: MadeMarket, day: IsoDate, expiry: IsoDate): number {
  const spot = vix[days.indexOf(day)] ?? NaN;
  return rounded(spot + (20 - spot) * (1 - Math.exp(-daysBetween(day, expiry) / 60)), 4);
}

/** The eight monthly contracts that live on after a day. */
export function listedOn(day: IsoDate): IsoDate[] {
  return nextMonthlyVixExpiries(day, 8);
}

/** Cboe's history of an index: OHLC for VIX and its kin, `DATE,SYMBOL` for others. */
export function indexHistory(market: MadeMarket, symbol: string): string {
  const { days, spx, vix } = market;
  if (symbol === 'SPX' || symbol === 'VVIX') {
    const level = (i: number): number => (symbol === 'SPX' ? (spx[i] ?? 0) : 70 + (vix[i] ?? 0));
    return lines(
      `DATE,${symbol}`,
      days.map((day, i) => `${usDate(day)},${level(i).toFixed(6)}`),
    );
  }
  const factor = { VIX: 1, VIX9D: 0.95, VIX3M: 1.08, VIX6M: 1.12 }[symbol] ?? 1;
  return lines(
    'DATE,OPEN,HIGH,LOW,CLOSE',
    days.map((day, i) => {
      const close = rounded((vix[i] ?? 0) * factor, 2);
      const prices = [close, close + 0.5, close - 0.5, close];
      return `${usDate(day)},${prices.map((price) => price.toFixed(6)).join(',')}`;
    }),
  );
}

/** The four weekly contracts that live on after a day. */
export function weekliesOn(day: IsoDate): IsoDate[] {
  return Array.from({ length: 60 }, (_, days) => addDays(day, days + 1))
    .filter((expiry) => vixExpiryKind(expiry) === 'weekly')
    .slice(0, 4);
}

/** Cboe's settlement CSV of a day: weekly contracts beside the monthly ones, as the real ones have. */
export function settlementCsv(market: MadeMarket, day: IsoDate): string {
  const row = (week: string, expiry: IsoDate): string => {
    const code = MONTH_CODES[monthOf(expiry) - 1] ?? '';
    const price = settlementOf(market, day, expiry).toFixed(4);
    return `VX,VX${week}/${code}${yearOf(expiry) % 10},${expiry},${price}`;
  };
  return lines('Product,Symbol,Expiration Date,Price', [
    ...weekliesOn(day).map((expiry) => row(String(vixWeekNumber(expiry)).padStart(2, '0'), expiry)),
    ...listedOn(day).map((expiry) => row('', expiry)),
  ]);
}

/** Cboe's history of one VX contract, its final settlement the last; undefined where no day of the market has it. */
export function contractHistory(market: MadeMarket, expiry: IsoDate): string | undefined {
  const month = new Date(`${expiry}T00:00:00Z`).toLocaleString('en-US', {
    month: 'short',
    timeZone: 'UTC',
  });
  const name = `${MONTH_CODES[monthOf(expiry) - 1] ?? ''} (${month} ${yearOf(expiry)})`;
  const rows = market.days
    .filter((day) => day === expiry || listedOn(day).includes(expiry))
    .map((day) => {
      const price = settlementOf(market, day, expiry).toFixed(4);
      return `${day},${name},${price},${price},${price},${price},${price},0,100,0,1000`;
    });
  if (rows.length === 0) return undefined;
  return lines(
    'Trade Date,Futures,Open,High,Low,Close,Settle,Change,Total Volume,EFP,Open Interest',
    rows,
  );
}

function lines(head: string, rows: readonly string[]): string {
  return [head, ...rows, ''].join('\n');
}

function usDate(day: IsoDate): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(monthOf(day))}/${two(dayOf(day))}/${yearOf(day)}`;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
