import { describe, expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import type { HedgeSettings } from '../../src/hedge/settings.js';
import { planBook } from '../../src/hedge/size.js';
import { isoDate } from '../../src/market/date.js';
import { optimizeBook } from '../../src/optimize/optimize-book.js';
import { optimizedPlan } from '../../src/optimize/optimized-plan.js';
import type { OptimizedHedge } from '../../src/optimize/report.js';
import { scenarioSet } from '../../src/optimize/scenario-set.js';
import { EPISODES } from '../../src/scenario/episodes.js';
import { pricedPlan } from '../../src/stress/stress.js';
import { condor, settingsWith, snapshotOf } from '../hedge/fixtures.js';

const FUTURES = {
  ...{ paths: 200, resamples: 0, frontierPoints: 0 },
  ...{ calls: false, callSpreads: false },
};

const NO_CAP = { hedge: { carryCap: false } };

function planned(
  expiry: string,
  change: Partial<HedgeSettings['optimize']> = {},
  more: { hedge?: Partial<HedgeSettings['hedge']>; costs?: Partial<HedgeSettings['costs']> } = {},
) {
  const settings = settingsWith({ optimize: { ...FUTURES, ...change }, ...more });
  const snapshot = snapshotOf();
  const prepared = prepareHedge(snapshot, settings, snapshot.time);
  const plan = pricedPlan(planBook(prepared, createBook([condor({ expiry: isoDate(expiry) })])));
  const scenarios = scenarioSet(plan, { episodes: EPISODES });
  const question = { scenarios, alpha: settings.optimize.alpha, minimize: 'cvar' as const };
  return { plan, ...optimizeBook(plan, question) };
}

/** `VXMZ26`; but `VXM27` is the standard contract of June. */
const isMini = (symbol: string): boolean => /^VXM[F-Z]\d\d$/.test(symbol);

/** The fixture's curve, spot VIX at 0 days, linear between contracts. */
function futureAt(days: number): number {
  const { curve } = planned('2027-01-15').plan.prepared.market;
  const nodes = [{ daysToExpiry: 0, price: curve.spotVix }, ...curve.nodes];
  const at = nodes.findIndex(({ daysToExpiry }) => daysToExpiry >= days);
  const [from, to] = [nodes[at - 1], nodes[at]];
  if (from === undefined || to === undefined) throw new Error(`no contracts around ${days}`);
  const share = (days - from.daysToExpiry) / (to.daysToExpiry - from.daysToExpiry);
  return from.price + share * (to.price - from.price);
}

/** Cost of a hedge in futures that all outlive the days: in, out, and the way down the curve. */
function costByHand({ layers }: OptimizedHedge, days: number): number {
  const { nodes } = planned('2027-01-15').plan.prepared.market.curve;
  return layers
    .flatMap(({ holdings }) => holdings)
    .reduce((sum, { symbol, contracts }) => {
      const mini = isMini(symbol);
      const node = nodes.find((one) => one.symbol === (mini ? `VX${symbol.slice(3)}` : symbol));
      if (node === undefined) throw new Error(symbol);
      const side = mini ? 0.4 + 0.03 * 100 : 1.5 + 0.025 * 1000;
      const fall = (mini ? 100 : 1000) * (node.price - futureAt(node.daysToExpiry - days));
      return sum + contracts * (2 * side + fall);
    }, 0);
}

describe('the cost', () => {
  // Five trading days from Friday 2026-11-20 are ten days: Thanksgiving lies between.
  const FIVE = { tradingDays: 5, days: 10 };

  it('is trading both ways and carry over the horizon of the settings', () => {
    for (const scenarios of ['parametric', 'mix'] as const) {
      const { report } = planned('2027-01-15', { scenarios, horizonDays: 5 });
      expect(report.costHorizon).toEqual(FIVE);
      for (const hedge of [report.rules, report.optimum]) {
        expect(hedge.costUsd).toBeCloseTo(costByHand(hedge, 10), 6);
      }
    }
  });

  it('does not move with the longest episode that is let in', () => {
    const near = planned('2027-01-15', { horizonDays: 5 }).report;
    const far = planned('2027-09-17', { horizonDays: 5 }, NO_CAP).report;
    expect(far.scenarios.horizonDays).toBeGreaterThan(near.scenarios.horizonDays);
    expect(far.costHorizon).toEqual(FIVE);
    expect(far.optimum.costUsd).toBeCloseTo(costByHand(far.optimum, 10), 6);
  });

  it('goes no further than the first condor expiry', () => {
    const { report } = planned('2026-11-27', { horizonDays: 20, scenarios: 'parametric' }, NO_CAP);
    expect(report.costHorizon).toEqual({ tradingDays: 4, days: 7 });
  });
});

describe('carry', () => {
  it('is that of the sizing, contract by contract, whatever minis cost', () => {
    for (const costs of [{}, { vxmCommissionUsd: 7, vxmHalfSpreadPoints: 0.2 }]) {
      const { plan, report, chosen } = planned('2027-01-15', {}, { costs });
      expect(report.carryDays).toBe(30);
      const minis = report.rules.layers.flatMap(({ holdings }) =>
        holdings.filter(({ symbol }) => isMini(symbol)),
      );
      expect(minis.length).toBeGreaterThan(0);
      expect(report.rules.carryUsd).toBeCloseTo(plan.result.hedge.carryPerMonthUsd, 5);
      const sized = optimizedPlan(plan, chosen, 'by the optimiser').result;
      expect(report.optimum.carryUsd).toBeCloseTo(sized.hedge.carryPerMonthUsd, 5);
    }
  });

  it('is over the condors’ life where that is shorter, and there without the carry cap', () => {
    const [on, off] = [true, false].map(
      (carryCap) => planned('2026-12-18', {}, { hedge: { carryCap } }).report,
    );
    expect(on?.carryDays).toBe(28);
    expect(off?.carryDays).toBe(28);
    expect(on?.rules.carryUsd).not.toBe(0);
    expect(off?.optimum.carryUsd).not.toBe(0);
  });
});

describe('a hedge that adds tail risk', () => {
  it('is said to, here and in the sizing, and no other is', () => {
    const told = (['parametric', 'mix'] as const).map((scenarios) => {
      const { plan, report, chosen } = planned('2027-01-15', { scenarios });
      const worse = report.optimum.cvarUsd > report.unhedged.cvarUsd;
      const codes = [report, optimizedPlan(plan, chosen, 'by the optimiser').result].map(
        ({ warnings }) => warnings.map(({ code }) => code),
      );
      for (const each of codes) expect(each.includes('tail-risk-added')).toBe(worse);
      return worse;
    });
    expect(told).toEqual([true, false]);
  });
});
