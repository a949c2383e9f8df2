import { AverageGain, AverageLoss, EMA, MACD, RSI, ATR } from 'technicalindicators';
import { describe, expect, it } from 'vitest';
import { atrSeries, emaSeries, macdSeries, rsiSeries } from '../../src/signals/indicators.js';
import { hasShared, sharedCsv } from '../shared-data.js';
import { SETTINGS } from './fixtures.js';

/** METHOD 7.2's classic series and what it says of it. */
const CLASSIC = [
  44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931,
  46.0328, 45.614, 46.282, 46.282, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439,
];

describe('RSI', () => {
  it("gives METHOD 7.2's six values on its series, the first at bar 15", () => {
    const series = rsiSeries(CLASSIC, 14);
    expect(series.slice(0, 14).every((value) => value === undefined)).toBe(true);
    expect(series.slice(14).map((value) => Number(value?.toFixed(2)))).toEqual([
      70.53, 66.32, 66.55, 69.41, 66.36, 57.97,
    ]);
  });

  it('is 100 without a loss, 0 without a gain, 50 without a change', () => {
    const steps = Array.from({ length: 20 }, (_, i) => i);
    expect(
      rsiSeries(
        steps.map((i) => 100 + i),
        14,
      ).at(-1),
    ).toBe(100);
    expect(
      rsiSeries(
        steps.map((i) => 100 - i),
        14,
      ).at(-1),
    ).toBe(0);
    expect(
      rsiSeries(
        steps.map(() => 100),
        14,
      ).slice(14),
    ).toEqual([50, 50, 50, 50, 50, 50]);
  });

  it('leaves 50 with the first change', () => {
    const series = rsiSeries([...Array.from({ length: 20 }, () => 100), 101], 14);
    expect(series.slice(-2)).toEqual([50, 100]);
  });
});

describe('MACD', () => {
  const closes = Array.from({ length: 80 }, (_, i) => 100 + 10 * Math.sin(i / 5) + i / 7);

  it('has its first histogram at bar 34', () => {
    const first = macdSeries(closes, SETTINGS.macd).findIndex((value) => value !== undefined);
    expect(first + 1).toBe(34);
  });

  it('is what the text of METHOD 7.1 says, step by step', () => {
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const ema = (values: readonly number[], n: number): number[] => {
      const out = [mean(values.slice(0, n))];
      for (const value of values.slice(n)) {
        const last = out.at(-1) as number;
        out.push((2 / (n + 1)) * value + (1 - 2 / (n + 1)) * last);
      }
      return out;
    };
    const slow = ema(closes, 26);
    const line = ema(closes, 12)
      .slice(14)
      .map((value, i) => value - (slow[i] as number));
    const signal = ema(line, 9);
    const series = macdSeries(closes, SETTINGS.macd).slice(33);
    expect(series).toHaveLength(signal.length);
    for (const [i, reading] of series.entries()) {
      expect(reading?.macd).toBeCloseTo(line[i + 8] as number, 11);
      expect(reading?.signal).toBeCloseTo(signal[i] as number, 11);
      expect(reading?.histogram).toBe((reading?.macd ?? NaN) - (reading?.signal ?? NaN));
    }
  });

  it('is 0 throughout on a price that does not move', () => {
    const flat = macdSeries(
      closes.map(() => 100),
      SETTINGS.macd,
    ).slice(33);
    for (const reading of flat) expect(reading?.histogram).toBeCloseTo(0, 12);
  });
});

describe('average true range', () => {
  it('starts with the mean of the first ranges and goes on as Wilder does', () => {
    const bars = [
      { high: 11, low: 9, close: 10 },
      { high: 12, low: 11, close: 12 }, // from the close before: 2
      { high: 12, low: 8, close: 9 },
      { high: 10, low: 9, close: 10 },
    ];
    // Ranges 2, 2, 4, 1: mean of three 8/3, then (2 x 8/3 + 1)/3.
    const series = atrSeries(bars, 3);
    expect(series.slice(0, 2)).toEqual([undefined, undefined]);
    expect(series[2]).toBeCloseTo(8 / 3, 12);
    expect(series[3]).toBeCloseTo((16 / 3 + 1) / 3, 12);
  });
});

describe.skipIf(!hasShared)('against technicalindicators on ten years of SPX', () => {
  const rows = hasShared
    ? sharedCsv('data/spx/GSPC_ohlc_1927_2026-08-21.csv').filter(
        ({ date = '' }) => date >= '2016-01-01' && date < '2026-01-01',
      )
    : [];
  const column = (name: string): number[] => rows.map((row) => Number(row[name]));
  const closes = column('close');

  function expectSame(ours: readonly (number | undefined)[], theirs: readonly number[]): void {
    const given = ours.filter((value) => value !== undefined);
    expect(given).toHaveLength(theirs.length);
    const worst = given.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (theirs[i] as number))),
      0,
    );
    expect(worst).toBeLessThan(1e-9);
  }

  it('has ten years', () => {
    expect(closes.length).toBeGreaterThan(2500);
  });

  it('MACD: line, signal and histogram are equal to 1e-9', () => {
    const ours = macdSeries(closes, SETTINGS.macd);
    const theirs = MACD.calculate({
      values: closes,
      fastPeriod: 12,
      slowPeriod: 26,
      signalPeriod: 9,
      SimpleMAOscillator: false,
      SimpleMASignal: false,
    }).filter(({ histogram }) => histogram !== undefined);
    for (const [mine, other] of [
      ['macd', 'MACD'],
      ['signal', 'signal'],
      ['histogram', 'histogram'],
    ] as const) {
      expectSame(
        ours.map((value) => value?.[mine]),
        theirs.map((value) => value[other] ?? NaN),
      );
    }
  });

  it('EMA and ATR are equal to 1e-9', () => {
    expectSame(emaSeries(closes, 26), EMA.calculate({ period: 26, values: closes }));
    const [high, low] = [column('high'), column('low')];
    const bars = closes.map((close, i) => ({
      close,
      high: high[i] as number,
      low: low[i] as number,
    }));
    // Theirs takes its first range from the second bar, so it is fed one whose range is ours:
    // a bar before the first that closes within the first one's range.
    const theirs = ATR.calculate({
      period: 14,
      high: [closes[0] as number, ...high],
      low: [closes[0] as number, ...low],
      close: [closes[0] as number, ...closes],
    });
    expectSame(atrSeries(bars, 14), theirs);
  });

  it('RSI is equal to 1e-9 by its unrounded averages, and to its own two decimals', () => {
    const ours = rsiSeries(closes, 14);
    const gains = AverageGain.calculate({ period: 14, values: closes });
    const losses = AverageLoss.calculate({ period: 14, values: closes });
    const theirs = gains.map((gain, i) => (100 * gain) / (gain + (losses[i] as number)));
    expectSame(ours, theirs);
    const rounded = RSI.calculate({ period: 14, values: closes });
    expect(
      ours.filter((value) => value !== undefined).map((value) => Math.abs(value)),
    ).toHaveLength(rounded.length);
    for (const [i, value] of rounded.entries()) {
      expect(Math.abs((ours[i + 14] ?? NaN) - value)).toBeLessThanOrEqual(0.005 + 1e-9);
    }
  });
});
