import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTradingDay } from '../../src/market/calendar.js';
import { isoDate } from '../../src/market/date.js';
import { bigTop } from '../../src/press/big-top.js';
import type { BigTopInputs } from '../../src/press/big-top.js';
import { percentileOf, recentMax, shareOfHigh } from '../../src/press/closes.js';
import type { Close } from '../../src/press/closes.js';
import { STEWARD } from '../hedge/fixtures.js';

const LIMITS = STEWARD.press.bigTop;
const known = (value: number) => ({ value, note: 'given' });
const ALL: BigTopInputs = {
  spxShareOfHigh: known(0.98),
  vixPercentile: known(0.35),
  slope12: 0.05,
  rsi: 70,
};

describe('breadth that was given and could not be read', () => {
  it('says why, and is not called absent', () => {
    const note = (breadthUnread?: string): string =>
      bigTop(
        {
          spxShareOfHigh: { unknown: 'test' },
          vixPercentile: { unknown: 'test' },
          rsi: 60,
          breadthUnread,
        },
        STEWARD.press.bigTop,
      ).conditions[3]?.note ?? '';
    expect(note('no breadth of 2026-06-30')).toBe(
      'unknown: breadth not read (no breadth of 2026-06-30), RSI 60.0',
    );
    expect(note()).toBe('unknown: breadth not given, RSI 60.0');
  });
});

describe('Big Top', () => {
  it('is a window where all four stand on their limits', () => {
    expect(bigTop(ALL, LIMITS)).toMatchObject({ met: 4, state: 'window' });
  });

  it.each<[string, Partial<BigTopInputs>]>([
    ['SPX below its high', { spxShareOfHigh: known(0.9799) }],
    ['VIX too high', { vixPercentile: known(0.3501) }],
    ['too little contango', { slope12: 0.0499 }],
    ['neither thin nor overbought', { rsi: 69.9, breadthDivergence: false }],
  ])('is a watch with %s', (_, change) => {
    const top = bigTop({ ...ALL, ...change }, LIMITS);
    expect(top).toMatchObject({ met: 3, state: 'watch' });
    expect(top.conditions.filter(({ met }) => met === false)).toHaveLength(1);
  });

  it('takes a divergence for an overbought index', () => {
    expect(bigTop({ ...ALL, rsi: 40, breadthDivergence: true }, LIMITS).state).toBe('window');
  });

  it('names what is unknown and counts it as not met', () => {
    const top = bigTop(
      {
        spxShareOfHigh: { unknown: 'no history given' },
        vixPercentile: { unknown: 'no history given' },
        slope12: undefined,
        rsi: 50,
      },
      LIMITS,
    );
    expect(top).toMatchObject({ met: 0, state: 'none' });
    expect(top.conditions.map(({ met }) => met)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(top.conditions.every(({ note }) => note.startsWith('unknown: '))).toBe(true);
  });
});

/** Closes on successive trading days from 2025-01-02. */
function closes(values: readonly number[]): Close[] {
  let date = isoDate('2025-01-01');
  return values.map((value) => {
    date = nextTradingDay(date);
    return { date, value };
  });
}

const RAMP = closes(Array.from({ length: 260 }, (_, i) => 100 + i));
const TODAY = nextTradingDay(RAMP.at(-1)?.date ?? isoDate('2025-01-02'));

describe('windows over closes', () => {
  it('find high, percentile and recent maximum (by hand)', () => {
    // The 251 closes before today are 109 to 359.
    expect(shareOfHigh(RAMP, TODAY, 350)).toMatchObject({ value: 350 / 359 });
    expect(shareOfHigh(RAMP, TODAY, 400)).toMatchObject({ value: 1 });
    expect(percentileOf(RAMP, TODAY, 109)).toMatchObject({ value: 0.5 / 251 });
    expect(percentileOf(RAMP, TODAY, 150.5)).toMatchObject({ value: 42 / 251 });
    expect(recentMax(RAMP, TODAY, 100, 5)).toMatchObject({ value: 359 });
  });

  it('use nothing dated today or later', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 }),
        fc.double({ min: 50, max: 500, noNaN: true }),
        (future, level) => {
          const more = closes([...RAMP.map(({ value }) => value), ...future]);
          expect(shareOfHigh(more, TODAY, level)).toEqual(shareOfHigh(RAMP, TODAY, level));
          expect(percentileOf(more, TODAY, level)).toEqual(percentileOf(RAMP, TODAY, level));
          expect(recentMax(more, TODAY, level, 5)).toEqual(recentMax(RAMP, TODAY, level, 5));
        },
      ),
    );
  });

  it('are unknown without enough closes, with holes, or stale', () => {
    expect(shareOfHigh(undefined, TODAY, 1)).toEqual({ unknown: 'no history given' });
    expect(shareOfHigh(RAMP, TODAY, undefined)).toEqual({ unknown: 'no level today' });
    expect(shareOfHigh(RAMP.slice(10), TODAY, 1)).toMatchObject({ unknown: /^250 closes/ });
    const holed = RAMP.filter((_, i) => i < 100 || i > 105);
    expect(percentileOf(holed, TODAY, 1)).toMatchObject({ unknown: /^6 trading days/ });
    expect(recentMax(RAMP.slice(0, -1), TODAY, 1, 5)).toMatchObject({ unknown: /^1 trading day/ });
  });
});
