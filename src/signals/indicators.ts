/**
 * MACD, RSI and average true range by METHOD's seeding over the kept library trading-signals. Each
 * series has one entry a bar: undefined until the indicator has its first value.
 */
import { ATR, EMA, RSI, SMA, WSMA } from 'trading-signals';
import type { SignalSettings } from './settings.js';

type Series = readonly (number | undefined)[];

/**
 * Exponential moving average, alpha = 2/(n + 1), seeded with the mean of the first n values (METHOD
 * 7.1). The library seeds with the first value, so it is handed the mean as its first.
 */
export function emaSeries(values: readonly number[], length: number): Series {
  const seed = new SMA(length);
  const ema = new EMA(length);
  return values.map((value, i) => {
    if (i >= length) return ema.update(value, false);
    const mean = seed.update(value, false);
    return mean === null ? undefined : ema.update(mean, false);
  });
}

export interface MacdReading {
  readonly macd: number;
  readonly signal: number;
  readonly histogram: number;
}

/** MACD(fast, slow, signal); the first at bar slow + signal - 1, 34 by default (METHOD 7.1). */
export function macdSeries(
  closes: readonly number[],
  { fast, slow, signal }: SignalSettings['macd'],
): (MacdReading | undefined)[] {
  const slowLine = emaSeries(closes, slow);
  const line = emaSeries(closes, fast).flatMap((value, i) => {
    const slower = slowLine[i];
    return value === undefined || slower === undefined ? [] : [value - slower];
  });
  const signals = emaSeries(line, signal);
  const lead = closes.length - line.length;
  return closes.map((_, i) => {
    const macd = line[i - lead];
    const smooth = signals[i - lead];
    if (macd === undefined || smooth === undefined) return undefined;
    return { macd, signal: smooth, histogram: macd - smooth };
  });
}

/**
 * Wilder's RSI; the first at bar length + 1. Without a loss it is 100, without a change at all 50
 * (METHOD 7.2), where the library says 100.
 */
export function rsiSeries(closes: readonly number[], length: number): Series {
  const rsi = new RSI(length, WSMA);
  let moved = false;
  return closes.map((close, i) => {
    const value = rsi.update(close, false);
    moved ||= i > 0 && close !== closes[i - 1];
    if (value === null) return undefined;
    return moved ? value : 50;
  });
}

/** Wilder's average true range; the first bar's range is high less low, the first value at bar n. */
export function atrSeries(
  bars: readonly { readonly high: number; readonly low: number; readonly close: number }[],
  length: number,
): Series {
  const atr = new ATR(length, WSMA);
  return bars.map(({ high, low, close }) => atr.update({ high, low, close }, false) ?? undefined);
}
