import { describe, expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import { Refusal } from '../../src/errors.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import { planBook } from '../../src/hedge/size.js';
import type { HedgeSettings, OptimizeSettings } from '../../src/hedge/settings.js';
import type { Snapshot } from '../../src/market/snapshot.js';
import { candidatesOf } from '../../src/optimize/candidates.js';
import { optimizeBook } from '../../src/optimize/optimize-book.js';
import { optimizedPlan } from '../../src/optimize/optimized-plan.js';
import { scenarioGains } from '../../src/optimize/scenario-gains.js';
import { scenarioSet } from '../../src/optimize/scenario-set.js';
import { EPISODES } from '../../src/scenario/episodes.js';
import { SHOCK_TENORS } from '../../src/scenario/shock.js';
import type { MarketShock } from '../../src/scenario/shock.js';
import { pricedPlan } from '../../src/stress/stress.js';
import { PRICES, condor, settingsWith, snapshotOf } from '../hedge/fixtures.js';

const SMALL: Partial<OptimizeSettings> = { paths: 400, resamples: 3, frontierPoints: 3 };

function plan(change: Partial<OptimizeSettings> = {}, snapshot: Snapshot = snapshotOf()) {
  const settings: HedgeSettings = settingsWith({ optimize: { ...SMALL, ...change } });
  const prepared = prepareHedge(snapshot, settings, snapshot.time);
  return pricedPlan(planBook(prepared, createBook([condor()])));
}

function ask(change: Partial<OptimizeSettings> = {}, more = {}) {
  const made = plan(change);
  const { alpha } = made.prepared.market.settings.optimize;
  const scenarios = scenarioSet(made, { episodes: EPISODES });
  return { made, question: { scenarios, alpha, minimize: 'cvar' as const, ...more } };
}

function answer(change: Partial<OptimizeSettings> = {}, more = {}) {
  const { made, question } = ask(change, more);
  return optimizeBook(made, question).report;
}

describe('gains in a scenario', () => {
  const shock: MarketShock = {
    id: 'by-hand',
    days: 0,
    spxReturn: -0.08,
    vixLogChange: 0.6,
    curveLogChanges: SHOCK_TENORS.map((days) => 0.5 - days / 600),
  };

  it('of a VX future are its move along the curve of shocks, less buying and selling it', () => {
    const made = plan();
    const node = made.prepared.market.curve.nodes[1];
    expect(node?.daysToExpiry).toBe(61);
    if (node === undefined) return;
    const instrument = { kind: 'future' as const, node, minis: false };
    const { gainUsd } = scenarioGains(made, [{ layerIndex: 1, instrument }], [shock]);
    // 61 days lie between the tenors 60 (0.4) and 90 (0.35).
    const after = PRICES[1] * Math.exp(0.4 - 0.05 / 30);
    const costs = 2 * (1.5 + 0.025 * 1000);
    expect(gainUsd[0]?.[0]).toBeCloseTo(1000 * (after - PRICES[1]) - costs, 8);
  });

  it('of ten minis are those of one standard contract but for the costs', () => {
    const made = plan();
    const node = made.prepared.market.curve.nodes[1];
    if (node === undefined) throw new Error('no second month');
    const of = (minis: boolean) => ({
      layerIndex: 1,
      instrument: { kind: 'future' as const, node, minis },
    });
    const { gainUsd } = scenarioGains(made, [of(false), of(true)], [shock]);
    const standard = (gainUsd[0]?.[0] ?? 0) + 2 * 26.5;
    const mini = (gainUsd[1]?.[0] ?? 0) + 2 * 3.4;
    expect(standard).toBeCloseTo(10 * mini, 8);
  });
});

describe('the answer', () => {
  it('keeps bands and notional, is proven, and has no more tail risk than the rules', () => {
    const report = answer();
    expect(report.status).toBe('optimal');
    const { optimum, rules, targetNotionalUsd } = report;
    for (const layer of optimum.layers) expect(layer.bandHeld).toBe(true);
    expect(Math.abs(optimum.notionalUsd / targetNotionalUsd - 1)).toBeLessThanOrEqual(0.25 + 1e-9);
    expect(optimum.cvarUsd).toBeGreaterThanOrEqual(optimum.varUsd);
    expect(optimum.cvarUsd).toBeLessThanOrEqual(rules.cvarUsd);
    expect(optimum.premiumUsd).toBeLessThanOrEqual(0.25 * 24_800 + 1e-9);
  });

  it('has units whose parts sum to the whole', () => {
    const { optimum } = answer();
    const notional = optimum.layers
      .flatMap(({ holdings }) => holdings)
      .reduce((sum, { notionalUsd }) => sum + notionalUsd, 0);
    expect(notional).toBeCloseTo(optimum.notionalUsd, 6);
    expect(optimum.layers.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('is the same for the same seed, and moves with another', () => {
    const bytes = (seed: number) => JSON.stringify(answer({ seed }));
    expect(bytes(7)).toBe(bytes(7));
    expect(bytes(7)).not.toBe(bytes(8));
  });

  it('costs no more CVaR where a limit is wider', () => {
    const narrow = answer().optimum.cvarUsd;
    const { made, question } = ask();
    const settings = settingsWith({ optimize: SMALL, hedge: { tolerance: 0.5 } });
    const { market } = made.prepared;
    const wider = pricedPlan(
      planBook(prepareHedge(market.snapshot, settings, market.asOf), made.book),
    );
    const wide = optimizeBook(wider, question).report.optimum.cvarUsd;
    expect(wide).toBeLessThanOrEqual(narrow + 1e-6);
  });

  it('has a frontier that pays more for less tail risk', () => {
    const { frontier } = answer();
    expect(frontier.length).toBeGreaterThan(1);
    frontier.slice(1).forEach((point, i) => {
      expect(point.costUsd).toBeGreaterThan(frontier[i]?.costUsd ?? Infinity);
      expect(point.cvarUsd).toBeLessThan(frontier[i]?.cvarUsd ?? -Infinity);
    });
  });

  it('is what a sizing by it holds, contract for contract', () => {
    const { made, question } = ask({ calls: false, callSpreads: false });
    const { report, chosen } = optimizeBook(made, question);
    const { result } = optimizedPlan(made, chosen, 'by the optimiser');
    const sized = result.layers.map(({ instruments }) =>
      instruments
        .filter(({ contracts }) => contracts > 0)
        .map((one) => [one.symbol, one.contracts]),
    );
    const found = report.optimum.layers.map(({ holdings }) =>
      holdings.map((one) => [one.symbol, one.contracts]),
    );
    expect(sized).toEqual(found);
    expect(result.hedge.notionalUsd).toBeCloseTo(report.optimum.notionalUsd, 6);
    expect(result.warnings[0]?.code).toBe('method-optimize');
  });

  it('takes a product of 30 days into the shorter of the two layers that share the day', () => {
    const etps = (['VIXY', 'VIXM', 'VXX', 'UVXY'] as const).map((symbol, i) => ({
      symbol,
      priceUsd: 20 + i,
    }));
    const made = plan({ calls: false, callSpreads: false }, snapshotOf({ etps }));
    const held = candidatesOf(made.prepared, made.prepared.market.settings.optimize).flatMap(
      ({ layerIndex, instrument }) =>
        instrument.kind === 'etp' ? [[layerIndex, instrument.symbol]] : [],
    );
    expect(held).toEqual([
      [0, 'VIXY'],
      [0, 'VXX'],
      [0, 'UVXY'],
      [2, 'VIXM'],
    ]);
    const scenarios = scenarioSet(made, { episodes: EPISODES });
    const { report } = optimizeBook(made, { scenarios, alpha: 0.95, minimize: 'cvar' });
    expect(report.status).toBe('optimal');
  });

  it('takes a product once, though windows overlap', () => {
    const snapshot = snapshotOf({ etps: [{ symbol: 'VIXY', priceUsd: 20 }] });
    const { layers } = plan().prepared.market.settings;
    const settings = settingsWith(
      {},
      layers.map((layer, i) =>
        i === 1 ? { ...layer, window: { minDays: 25, maxDays: 60 } } : layer,
      ),
    );
    const prepared = prepareHedge(snapshot, settings, snapshot.time);
    const symbols = candidatesOf(prepared, settings.optimize).flatMap(({ instrument }) =>
      instrument.kind === 'etp' ? [instrument.symbol] : [],
    );
    expect(symbols).toEqual(['VIXY']);
  });

  it.each([
    [6, []],
    [2, ['stabilizer']],
  ])(
    'with minis in %i months, standard contracts without minis are those of %j',
    (months, warned) => {
      const settings = settingsWith({ hedge: { miniMonths: months } });
      const snapshot = snapshotOf();
      const prepared = prepareHedge(snapshot, settings, snapshot.time);
      const made = pricedPlan(planBook(prepared, createBook([condor()])));
      const candidates = candidatesOf(prepared, settings.optimize);
      // One of each future, VX and VXM, of the first month of every layer.
      const first = candidates.map(({ layerIndex, instrument }) => {
        const firstOfLayer = candidates.find(
          (other) => other.layerIndex === layerIndex,
        )?.instrument;
        if (instrument.kind !== 'future' || firstOfLayer?.kind !== 'future') return 0;
        return Number(instrument.node.expiry === firstOfLayer.node.expiry);
      });
      const { result } = optimizedPlan(made, { candidates, units: first, warnings: [] }, 'by hand');
      const named = result.warnings
        .filter(({ message }) => message.includes('minis are not taken to trade'))
        .map(({ message }) => message.split(':')[0]);
      expect(named).toEqual(warned);
    },
  );

  it('is in futures alone where calls have no price', () => {
    const made = plan({}, snapshotOf({ vvix: null }));
    const scenarios = scenarioSet(made, { episodes: EPISODES });
    const { report } = optimizeBook(made, { scenarios, alpha: 0.95, minimize: 'cvar' });
    expect(report.candidates.every((symbol) => /^VXM?[A-Z]\d\d$/.test(symbol))).toBe(true);
    expect(report.warnings.map(({ code }) => code)).toContain('futures-only');
  });
});

describe('refusals', () => {
  const refusal = (act: () => unknown): Refusal => {
    try {
      act();
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
    throw new Error('it was answered');
  };

  it('names the limits in conflict and the relaxation that frees them', () => {
    const found = refusal(() => answer({}, { minimize: 'cost', cvarMaxUsd: 100 }));
    expect(found.kind).toBe('limits');
    expect(found.message).toMatch(/cvar at most \$100 \(--cvar-max\)/);
    const needed = /cvar to \$([\d,]+)/.exec(found.mend)?.[1]?.replaceAll(',', '');
    // The least CVaR there is frees it, and nothing below does.
    expect(Number(needed)).toBe(Math.ceil(answer().optimum.cvarUsd));
  });

  it('does not let a few episodes speak of a tail they cannot show', () => {
    const found = refusal(() => answer({ scenarios: 'episodes' }));
    expect(found.message).toMatch(/alpha 0\.95/);
    expect(found.mend).toMatch(/worst case/);
    expect(answer({ scenarios: 'episodes', alpha: 0.8 }).scenarios.tailScenarios).toBeLessThan(4);
  });

  it('asks for history where a bootstrap is wanted', () => {
    const found = refusal(() => answer({ scenarios: 'bootstrap' }));
    expect(found.place.key).toBe('optimize.scenarios');
  });

  it('does not search without an SPX level', () => {
    const found = refusal(() => plan({}, snapshotOf({ spx: null })));
    expect(found.mend).toMatch(/SPX/);
  });
});
