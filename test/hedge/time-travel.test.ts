import { describe, expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import { condorPnlInState } from '../../src/condor/valuation.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import { planBook } from '../../src/hedge/size.js';
import { timeTravel } from '../../src/hedge/time-travel.js';
import { isoDate } from '../../src/market/date.js';
import {
  AS_OF,
  LAYERS,
  STEWARD,
  condor,
  layersWith,
  settingsWith,
  snapshotOf,
} from './fixtures.js';

const UNCAPPED = settingsWith({ hedge: { carryCap: false, premiumBudget: 1 } });

function planOf(settings = UNCAPPED, change: Parameters<typeof condor>[0] = {}) {
  const prepared = prepareHedge(snapshotOf(), settings, AS_OF);
  return planBook(prepared, createBook([condor({ quantity: 40, ...change })]));
}

describe('time travel', () => {
  it('goes to 5, 10 and 20 days, and its parts add up', () => {
    const stops = timeTravel(planOf()) ?? [];
    expect(stops.map(({ days, date }) => [days, date])).toEqual([
      [5, '2026-11-25'],
      [10, '2026-11-30'],
      [20, '2026-12-10'],
    ]);
    for (const { unchangedCurve, forwardsRealised } of stops) {
      for (const outcome of [unchangedCurve, forwardsRealised]) {
        const layers = outcome.layers.reduce((sum, { usd }) => sum + usd, 0);
        expect(outcome.hedgeUsd).toBeCloseTo(layers, 9);
        expect(outcome.netUsd).toBeCloseTo(outcome.condorUsd + outcome.hedgeUsd, 9);
      }
    }
  });

  it('is the layers’ carry over 30 days on an unchanged curve', () => {
    const plan = planOf();
    const [stop] = timeTravel(plan, [30]) ?? [];
    expect(plan.result.hedge.notionalUsd).toBeGreaterThan(0);
    plan.result.layers.forEach(({ carryPerMonthUsd }, i) => {
      expect(stop?.unchangedCurve.layers[i]?.usd).toBeCloseTo(carryPerMonthUsd, 2);
    });
  });

  it('moves no future whose forward is realised, and costs an option its theta', () => {
    for (const { forwardsRealised } of timeTravel(planOf()) ?? []) {
      expect(forwardsRealised.hedgeUsd).toBe(0);
    }
    const calls = settingsWith(
      { hedge: { carryCap: false, premiumBudget: 1 } },
      layersWith(LAYERS[2]!.name, { instrument: 'call' }),
    );
    const plan = planOf(calls);
    expect(plan.held[2]?.some(({ units }) => units > 0)).toBe(true);
    const losses = (timeTravel(plan) ?? []).map(
      ({ forwardsRealised: { layers } }) => layers[2]!.usd,
    );
    expect(losses[0]).toBeLessThan(0);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
  });

  it('gains the condor’s whole credit once it has settled between its short strikes', () => {
    const plan = planOf(UNCAPPED, { expiry: isoDate('2026-12-04') });
    const [first, , last] = timeTravel(plan) ?? [];
    const { resolved, valuation } = plan.priced!;
    const { asOf, spx } = valuation;
    const gainedUsd = condorPnlInState(resolved[0]!, valuation, {
      moment: asOf,
      spx,
      volFactor: 1,
    });
    const left = plan.result.position.creditUsd - gainedUsd;
    expect(last?.unchangedCurve.condorUsd).toBeGreaterThan(first?.unchangedCurve.condorUsd ?? 0);
    expect(last?.unchangedCurve.condorUsd).toBeCloseTo(left, 6);
    expect(last?.forwardsRealised.condorUsd).toBeCloseTo(left, 6);
  });

  it('knows nothing without an SPX level', () => {
    const snapshot = snapshotOf();
    const indices = { VIX: snapshot.indices.VIX };
    const prepared = prepareHedge({ ...snapshot, indices }, STEWARD, AS_OF);
    expect(timeTravel(planBook(prepared, createBook([condor()])))).toBeUndefined();
  });
});
