import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../src/market/date.js';
import { readSignals, withSnapshotCurve } from '../../src/signals/reading.js';
import { scoreSessions } from '../../src/signals/score.js';
import type { Session } from '../../src/signals/session.js';
import { signalTilts } from '../../src/signals/tilt.js';
import { SETTINGS, sessionsOf } from './fixtures.js';

/** A market that wanders, with everything the score takes. */
const market = fc
  .array(
    fc.record({
      step: fc.double({ min: -0.08, max: 0.08, noNaN: true }),
      range: fc.double({ min: 0, max: 0.02, noNaN: true }),
      net: fc.integer({ min: -2000, max: 2000 }),
      ratio: fc.double({ min: 0.7, max: 1.4, noNaN: true }),
      lacks: fc.constantFrom('', '', '', '', '', '', '', 'range', 'breadth', 'curve'),
    }),
    { minLength: 62, maxLength: 150 },
  )
  .map((steps): Session[] => {
    let close = 4000;
    return steps.map(({ step, range, net, ratio, lacks }, i) => {
      close *= 1 + step;
      return {
        date: addDays(isoDate('2020-01-01'), i),
        close,
        ...(lacks !== 'range' && { high: close * (1 + range), low: close * (1 - range) }),
        ...(lacks !== 'breadth' && { breadth: { advances: 2000 + net, declines: 2000 } }),
        ...(lacks !== 'curve' && { vix: 20 * ratio, vix3m: 20 }),
      };
    });
  });

describe('the score', () => {
  it('never sees the future: cutting it off changes no past score, word or state', () => {
    fc.assert(
      fc.property(market, fc.double({ min: 0.1, max: 1, noNaN: true }), (sessions, share) => {
        const cut = Math.max(1, Math.floor(share * sessions.length));
        const kept = sessions.slice(0, cut);
        expect(scoreSessions(kept, SETTINGS)).toEqual(
          scoreSessions(sessions, SETTINGS).slice(0, cut),
        );
        const at = kept.at(-1)?.date ?? isoDate('2020-01-01');
        expect(readSignals(kept, SETTINGS, at)?.course).toEqual(
          readSignals(sessions, SETTINGS, at)?.course.slice(0, cut),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('lies in [0, 100] and is the weighted mean of what is there', () => {
    fc.assert(
      fc.property(market, (sessions) => {
        for (const { score, components, missing } of scoreSessions(sessions, SETTINGS)) {
          expect(components.length + missing.length).toBe(4);
          if (score === undefined) continue;
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          const total = components.reduce((sum, { weight }) => sum + weight, 0);
          const mean = components.reduce((sum, one) => sum + one.weight * one.reading, 0) / total;
          expect(score).toBeCloseTo(100 * mean, 9);
        }
      }),
      { numRuns: 80 },
    );
  });

  const closes = Array.from({ length: 80 }, (_, i) => 4000 + 30 * Math.sin(i / 4));
  const curve = () => ({ vix: 22, vix3m: 20 });

  it('is absent before the warm-up, and there from session 60 on', () => {
    const scored = scoreSessions(sessionsOf(closes, curve), SETTINGS);
    expect(scored[58]?.score).toBeUndefined();
    expect(scored[58]?.unavailable).toBe('warm-up: 59 sessions of SPX, 60 are needed');
    expect(scored[59]?.score).toBeGreaterThan(0);
  });

  it('renormalises over what is there and names what is not', () => {
    const last = scoreSessions(sessionsOf(closes, curve), SETTINGS).at(-1);
    expect(last?.components.map(({ name }) => name)).toEqual(['macd', 'rsi', 'curve']);
    for (const { share } of last?.components ?? []) expect(share).toBeCloseTo(1 / 3, 12);
    expect(last?.missing).toEqual([{ name: 'breadth', reason: 'no breadth of 2020-03-20' }]);
  });

  it('follows the formulas of METHOD 7.2 and 7.4', () => {
    const rising = sessionsOf(
      Array.from({ length: 70 }, (_, i) => 4000 + i),
      () => ({ vix: 19, vix3m: 20 }),
    );
    const last = scoreSessions(rising, SETTINGS).at(-1);
    const reading = (name: string) => last?.components.find((one) => one.name === name)?.reading;
    // RSI 100: clip((50 - 100)/30 + 0.5) is 0. VIX/VIX3M 0.95: (0.95 - 0.85)/0.2 = 0.5.
    expect(last).toMatchObject({ rsi: 100, overbought: true });
    expect(reading('rsi')).toBe(0);
    expect(reading('curve')).toBeCloseTo(0.5, 12);
  });

  it('reads a falling MACD above a half, by the ATR where highs and lows are given', () => {
    const fall = Array.from({ length: 90 }, (_, i) => (i < 78 ? 4000 : 4000 - 20 * (i - 77)));
    const plain = scoreSessions(sessionsOf(fall, curve), SETTINGS).at(-1);
    const ranged = scoreSessions(
      sessionsOf(fall, (i) => ({
        ...curve(),
        high: (fall[i] ?? 0) + 40,
        low: (fall[i] ?? 0) - 40,
      })),
      SETTINGS,
    ).at(-1);
    const [a, b] = [plain, ranged].map((one) =>
      one?.components.find(({ name }) => name === 'macd'),
    );
    expect(a?.reading).toBeGreaterThan(0.5);
    expect(a?.detail).toMatch(/sd of 20 changes/);
    expect(b?.detail).toMatch(/ATR\(14\) 80\.00$/);
    expect(b?.reading).toBeCloseTo(0.5 - 0.5 * Math.tanh(b?.value ?? NaN), 12);
  });

  it('has no MACD on a price that stands still', () => {
    const still = scoreSessions(sessionsOf(Array<number>(70).fill(4000), curve), SETTINGS).at(-1);
    expect(still?.missing[0]).toEqual({
      name: 'macd',
      reason: 'the sd of 20 changes is 0, nothing to measure by',
    });
  });

  it('is not available with one input of four', () => {
    const weights = { ...SETTINGS.weights, macd: 0, rsi: 0 };
    const last = scoreSessions(sessionsOf(closes, curve), { ...SETTINGS, weights }).at(-1);
    expect(last?.score).toBeUndefined();
    expect(last?.unavailable).toBe('1 of 2 inputs, at least 2 are needed');
  });

  it('leaves an input of weight 0 out without calling it missing', () => {
    const weights = { ...SETTINGS.weights, breadth: 0 };
    const last = scoreSessions(sessionsOf(closes, curve), { ...SETTINGS, weights }).at(-1);
    expect(last?.missing).toEqual([]);
  });

  it('refuses sessions out of order and closes that are none', () => {
    const [a, b] = sessionsOf([1, 2]) as [Session, Session];
    expect(() => scoreSessions([b, a], SETTINGS)).toThrow('stands after');
    expect(() => scoreSessions([a, a], SETTINGS)).toThrow('stands after');
    expect(() => scoreSessions([{ ...a, close: 0 }], SETTINGS)).toThrow('is none');
  });
});

describe('the signals as they stand', () => {
  const sessions = sessionsOf(
    Array.from({ length: 80 }, (_, i) => 4000 + 30 * Math.sin(i / 4)),
    () => ({ vix: 22, vix3m: 20 }),
  );
  const last = sessions.at(-1)?.date ?? isoDate('2020-01-01');

  it('have no score where the last close is more than four days old', () => {
    expect(readSignals(sessions, SETTINGS, addDays(last, 4))?.reading.score).toBeGreaterThan(0);
    const stale = readSignals(sessions, SETTINGS, addDays(last, 5))?.reading;
    expect(stale?.score).toBeUndefined();
    expect(stale?.unavailable).toMatch(/is 5 days old on 2020-03-25, more than 4/);
  });

  it('are nothing without a session', () => {
    expect(readSignals([], SETTINGS, last)).toBeUndefined();
  });

  it("take a snapshot's curve for the last session alone, and only where it has none", () => {
    const bare = sessionsOf(sessions.map(({ close }) => close));
    const with3m = { date: last, vix: 30, vix3m: 25 };
    const filled = withSnapshotCurve(bare, with3m);
    expect(filled.slice(0, -1)).toEqual(bare.slice(0, -1));
    expect(filled.at(-1)).toMatchObject({ vix: 30, vix3m: 25 });
    expect(withSnapshotCurve(bare, { date: last, vix: 30 })).toBe(bare);
    expect(withSnapshotCurve(sessions, with3m)).toBe(sessions);
  });

  it("lend no session another day's curve", () => {
    const bare = sessionsOf(sessions.map(({ close }) => close));
    for (const days of [1, 18, -1]) {
      const other = { date: addDays(last, days), vix: 30, vix3m: 25 };
      expect(withSnapshotCurve(bare, other)).toBe(bare);
    }
  });
});

describe('m_sig of METHOD 7.4', () => {
  const LAYERS = ['short', 'intermediate', 'stabilizer'];
  const at = (score: number) =>
    signalTilts(LAYERS, { date: isoDate('2020-03-20'), score }, SETTINGS.tilt);
  const values = (tilts: ReturnType<typeof signalTilts>) =>
    LAYERS.map((name) => tilts[name]?.value);

  it('is 1.2, 1, 0.9 at score 100, the mirror at 0, and 1 at 50', () => {
    expect(values(at(100))).toEqual([1.2, 1, 0.9]);
    expect(values(at(0))).toEqual([0.8, 1, 1.1]);
    expect(values(at(50))).toEqual([1, 1, 1]);
    expect(at(75)['short']?.value).toBeCloseTo(1.1, 12);
  });

  it('is 1 everywhere without a score, and says why', () => {
    const none = signalTilts(
      LAYERS,
      { date: isoDate('2020-03-20'), unavailable: 'warm-up' },
      SETTINGS.tilt,
    );
    expect(values(none)).toEqual([1, 1, 1]);
    expect(none['short']?.source).toBe('neutral: no score, warm-up');
  });

  it('takes first and last by their place, whatever they are called', () => {
    const tilts = signalTilts(
      ['a', 'b'],
      { date: isoDate('2020-03-20'), score: 100 },
      SETTINGS.tilt,
    );
    expect([tilts['a']?.value, tilts['b']?.value]).toEqual([1.2, 0.9]);
    const alone = signalTilts(['a'], { date: isoDate('2020-03-20'), score: 100 }, SETTINGS.tilt);
    expect(alone['a']?.value).toBe(1);
  });
});
