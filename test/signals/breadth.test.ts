import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceDeclineLine, readBreadth } from '../../src/signals/breadth.js';
import type { BreadthReading } from '../../src/signals/breadth.js';
import type { Session } from '../../src/signals/session.js';
import { SETTINGS, sessionsOf } from './fixtures.js';

/** Sessions whose A/D line takes the levels given, from advances and declines of whole issues. */
function withLine(closes: readonly number[], levels: readonly number[]): Session[] {
  return sessionsOf(closes, (i) => {
    const net = (levels[i] as number) - (i === 0 ? 0 : (levels[i - 1] as number));
    return { breadth: { advances: 1500 + Math.max(net, 0), declines: 1500 + Math.max(-net, 0) } };
  });
}

function lastOf(sessions: readonly Session[]): BreadthReading {
  const last = readBreadth(sessions, SETTINGS.breadth).at(-1);
  if (last === undefined || 'missing' in last) throw new Error('no reading');
  return last;
}

const RISING = Array.from({ length: 60 }, (_, i) => 4000 + i);
const ramp = Array.from({ length: 60 }, (_, i) => 100 * i);

/** Sample standard deviation of 0, 1, .. n - 1: sqrt(n (n + 1) / 12). */
const SD_OF_60 = Math.sqrt((60 * 61) / 12);

describe('the A/D line', () => {
  it('is the running sum of advances less declines', () => {
    const line = advanceDeclineLine(withLine([1, 1, 1], [5, 3, 10]));
    expect(line).toEqual([5, 3, 10]);
  });
});

describe('METHOD 7.3', () => {
  it('reads 0 where price and line are at their highs together', () => {
    const last = lastOf(withLine(RISING, ramp));
    expect(last).toMatchObject({ reading: 0, nearHigh: true, belowHighSd: 0, divergence: false });
    expect(last.slope).toBeCloseTo(100, 9);
  });

  it('reads the gap in standard deviations where the price is at its high and the line is not', () => {
    // The line falls all the way: it stands 59 steps below its high, of sd sqrt(305) steps.
    const last = lastOf(
      withLine(
        RISING,
        ramp.map((level) => -level),
      ),
    );
    expect(last.belowHighSd).toBeCloseTo(59 / SD_OF_60, 12);
    expect(last).toMatchObject({ reading: 1, divergence: true });
  });

  it('is continuous between: a gap under one sd is no divergence, and reads half its sd', () => {
    const levels = [...ramp.slice(0, 59), 58 * 100 - 900];
    const mean = levels.reduce((sum, level) => sum + level, 0) / 60;
    const sd = Math.sqrt(levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / 59);
    const last = lastOf(withLine(RISING, levels));
    expect(last.divergence).toBe(false);
    expect(last.reading).toBeCloseTo(900 / (2 * sd), 12);
  });

  it('reads the slope alone where the price is off its high', () => {
    const off = [...RISING.slice(0, 59), 4058 * 0.99];
    expect(lastOf(withLine(off, ramp)).reading).toBe(0.25);
    expect(
      lastOf(
        withLine(
          off,
          ramp.map((level) => -level),
        ),
      ).reading,
    ).toBe(0.75);
    expect(
      lastOf(
        withLine(
          off,
          ramp.map(() => 700),
        ),
      ).reading,
    ).toBe(0.5);
  });

  it('takes a close at 0.995 of the highest as at its high, and one below as off', () => {
    const at = (close: number) => lastOf(withLine([...RISING.slice(0, 59), close], ramp)).nearHigh;
    expect(at(4058 * 0.995)).toBe(true);
    expect(at(4058 * 0.995 - 0.001)).toBe(false);
  });

  it('reads nothing before the window is full', () => {
    const readings = readBreadth(withLine(RISING, ramp), SETTINGS.breadth);
    expect(readings[58]).toEqual({ missing: 'breadth of 59 sessions, 60 are needed' });
    expect(readings[59]).toHaveProperty('reading');
  });
});

describe('a session without breadth', () => {
  const whole = withLine(
    Array.from({ length: 130 }, (_, i) => 4000 + i),
    Array.from({ length: 130 }, (_, i) => 50 * i),
  );
  const gapped = whole.map((session, i): Session => {
    if (i !== 65) return session;
    const { date, close } = session;
    return { date, close };
  });
  const readings = readBreadth(gapped, SETTINGS.breadth);

  it('leaves every window that holds it unread and names the day', () => {
    const gap = gapped[65]?.date ?? '';
    expect(readings[64]).toHaveProperty('reading');
    expect(readings[65]).toEqual({
      missing: `no breadth of ${gap}; the last before it is of ${gapped[64]?.date ?? ''}`,
    });
    for (const i of [66, 100, 124]) {
      expect(readings[i]).toEqual({
        missing: `no breadth of ${gap}, within the window of 60 sessions`,
      });
    }
  });

  it('is forgotten when it has left the window', () => {
    expect(readings[125]).toHaveProperty('reading');
    expect(readings.slice(125)).toEqual(readBreadth(whole, SETTINGS.breadth).slice(125));
  });
});

describe('whatever the market', () => {
  const market = fc.array(
    fc.record({
      step: fc.double({ min: -0.03, max: 0.03, noNaN: true }),
      net: fc.integer({ min: -2000, max: 2000 }),
    }),
    { minLength: 60, maxLength: 90 },
  );

  it('readings are bounded, and an arbitrary origin of the line changes none', () => {
    fc.assert(
      fc.property(market, fc.integer({ min: 1, max: 1e6 }), (steps, origin) => {
        let close = 4000;
        const sessions = steps.map(({ step, net }, i): Session => {
          close *= 1 + step;
          const breadth = { advances: 2000 + net, declines: 2000 };
          const [session] = sessionsOf([close], () => ({ breadth }));
          return { ...(session as Session), date: sessionsOf(Array(i + 1).fill(1)).at(-1)!.date };
        });
        const read = readBreadth(sessions, SETTINGS.breadth);
        const [first, ...others] = sessions as [Session, ...Session[]];
        const shifted = readBreadth(
          [{ ...first, breadth: { advances: 2000 + origin, declines: 2000 } }, ...others],
          SETTINGS.breadth,
        );
        // The first session's own net is the origin: it is out of every window but the first.
        for (const [i, one] of read.entries()) {
          if ('missing' in one) continue;
          expect(one.reading).toBeGreaterThanOrEqual(0);
          expect(one.reading).toBeLessThanOrEqual(1);
          const other = shifted[i] as BreadthReading;
          if (i > 59) expect(other.belowHighSd).toBeCloseTo(one.belowHighSd, 6);
        }
      }),
      { numRuns: 60 },
    );
  });
});
