import { describe, expect, it } from 'vitest';
import { prepareHedge } from '../../src/hedge/prepare.js';
import { createBook } from '../../src/condor/book.js';
import { sizeBook } from '../../src/hedge/size.js';
import type { HedgeSettings } from '../../src/hedge/settings.js';
import { bestTenor, rollTrigger } from '../../src/hedge/tenor-score.js';
import type { TenorScore } from '../../src/hedge/adaptive-result.js';
import { EPISODES } from '../../src/scenario/episodes.js';
import { AS_OF, EXPIRIES, PRICES, STEWARD, condor, snapshotOf } from './fixtures.js';

const SCORED: HedgeSettings = { ...STEWARD, tenor: { ...STEWARD.tenor, choice: 'score' } };
const TENORS = [30, 60, 90, 120, 150, 180];

/** Linear between the tenors from spot at 0 days, the last one held: METHOD 5, done again. */
function shockAt(vix: number, curve: readonly number[], days: number): number {
  const xs = [0, ...TENORS];
  const ys = [vix, ...curve];
  for (let i = 1; i < xs.length; i += 1) {
    const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [xs[i - 1], xs[i], ys[i - 1], ys[i]];
    if (days <= x1) return y0 + ((y1 - y0) * (days - x0)) / (x1 - x0);
  }
  return ys[ys.length - 1] ?? NaN;
}

/** Price on today's curve at so many days, spot at 0: METHOD 3.1, done again. */
function priceAt(spot: number, days: number): number {
  const nodes = EXPIRIES.map((expiry, i) => [daysTo(expiry), PRICES[i] as number] as const);
  let [x0, y0] = [0, spot];
  for (const [x1, y1] of nodes) {
    if (days <= x1) return y0 + ((y1 - y0) * (days - x0)) / (x1 - x0);
    [x0, y0] = [x1, y1];
  }
  return y0;
}

function daysTo(expiry: string): number {
  return (Date.parse(expiry) - Date.parse('2026-11-20')) / 86_400_000;
}

describe('the choice of tenor by stress gain per carry', () => {
  const snapshot = snapshotOf();
  const spot = snapshot.indices.VIX;
  const prepared = prepareHedge(snapshot, SCORED, AS_OF);

  it('scores every contract of the window as METHOD 3.6 says, worked out anew', () => {
    let seen = 0;
    prepared.layers.forEach(({ tenorScores = [] }) => {
      for (const { symbol, daysToExpiry, stressGainUsd, carryUsd, score } of tenorScores) {
        const at = EXPIRIES.findIndex((expiry) => daysTo(expiry) === daysToExpiry);
        const price = PRICES[at] as number;
        // A whole VX, also in months that are held in minis.
        const dollarsAPoint = 1000;
        const gains = EPISODES.map(
          (one) =>
            dollarsAPoint *
            price *
            Math.expm1(shockAt(one.vixLogChange, one.curveLogChanges, daysToExpiry)),
        );
        const mean = gains.reduce((a, b) => a + b, 0) / gains.length;
        expect(stressGainUsd).toBeCloseTo(mean, 6);
        if (daysToExpiry >= 30) {
          const carry = dollarsAPoint * (priceAt(spot, daysToExpiry - 30) - price);
          expect(carryUsd, symbol).toBeCloseTo(carry, 8);
        }
        const cost = Math.max(-carryUsd, 0.005 * dollarsAPoint * price);
        expect(score).toBeCloseTo(mean / cost, 9);
        seen += 1;
      }
    });
    expect(seen).toBeGreaterThanOrEqual(5);
  });

  it('holds the best of each window, in order', () => {
    for (const { tenorScores, choice } of prepared.layers) {
      if (tenorScores === undefined) continue;
      const best = Math.max(...tenorScores.map(({ score }) => score));
      const held = tenorScores.find(({ symbol }) => symbol === choice.node?.symbol);
      expect(held?.score).toBe(best);
    }
  });

  it('counts a carry that pays as the floor, never as a divisor below it', () => {
    const inverted = snapshotOf({ prices: PRICES.map((price, i) => 40 - price - i) });
    const scores = prepareHedge(inverted, SCORED, AS_OF).layers.flatMap(
      ({ tenorScores }) => tenorScores ?? [],
    );
    expect(scores.some(({ carryUsd }) => carryUsd > 0)).toBe(true);
    for (const { score, stressGainUsd } of scores) {
      expect(Number.isFinite(score)).toBe(true);
      expect(Math.sign(score)).toBe(Math.sign(stressGainUsd));
    }
  });

  it('leaves the target days in force where nothing adapts, and where all is static', () => {
    for (const settings of [STEWARD, { ...SCORED, static: true }]) {
      const { layers } = prepareHedge(snapshot, settings, AS_OF);
      expect(layers.map(({ choice }) => choice.node?.daysToExpiry)).toEqual(
        prepareHedge(snapshot, { ...STEWARD, static: true }, AS_OF).layers.map(
          ({ choice }) => choice.node?.daysToExpiry,
        ),
      );
      expect(layers.some(({ tenorScores }) => tenorScores !== undefined)).toBe(false);
    }
    const tilt = (value: number) => ({
      eventTilt: { short: { name: 'events', value, source: 'a test' } },
    });
    for (const [value, scored] of [
      [1, false],
      [1.1, true],
    ] as const) {
      const { layers } = prepareHedge(snapshot, STEWARD, AS_OF, tilt(value));
      expect(layers.some(({ tenorScores }) => tenorScores !== undefined)).toBe(scored);
    }
  });

  it('prints the scores with the layer', () => {
    const { layers } = sizeBook(prepared, createBook([condor()]));
    expect(layers.map(({ tenor }) => tenor.scores?.length ?? 0)).toEqual(
      prepared.layers.map(({ tenorScores }) => tenorScores?.length ?? 0),
    );
  });
});

describe('the roll trigger', () => {
  const one = (daysToExpiry: number, score: number): TenorScore => ({
    symbol: `D${daysToExpiry}`,
    daysToExpiry,
    stressGainUsd: 100,
    carryUsd: -10,
    score,
  });

  it('fires where the next expiry outdoes the one held by more than the trigger', () => {
    expect(rollTrigger(one(7, 1), undefined, 1.15)).toBeUndefined();
    expect(rollTrigger(one(20, 1), one(48, 1.15), 1.15)).toBeUndefined();
    expect(rollTrigger(one(20, 1), one(48, 1.16), 1.15)).toContain('D20 rolls into D48');
  });

  it('is told of every contract of a window, by the setting', () => {
    const told = (trigger: number) => {
      const tenor = { ...SCORED.tenor, rollTrigger: trigger };
      const prepared = prepareHedge(snapshotOf(), { ...SCORED, tenor }, AS_OF);
      const { layers } = sizeBook(prepared, createBook([condor()]));
      return layers.flatMap(({ tenor: { rollTriggers = [] } }) => rollTriggers);
    };
    const pairs = prepareHedge(snapshotOf(), SCORED, AS_OF).layers.flatMap(({ tenorScores = [] }) =>
      tenorScores.slice(1).map(({ score }, i) => score / (tenorScores[i]?.score ?? NaN)),
    );
    for (const trigger of [1, 1.15, 2, 10]) {
      expect(told(trigger)).toHaveLength(pairs.filter((ratio) => ratio > trigger).length);
    }
    expect(told(1).length).toBeGreaterThan(0);
  });

  it('takes the first of equals', () => {
    expect(bestTenor([one(20, 1), one(25, 1)])?.daysToExpiry).toBe(20);
    expect(bestTenor([])).toBeUndefined();
  });
});
