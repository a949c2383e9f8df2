import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import type { AdaptiveInputs } from '../../src/hedge/adaptive.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import { sizeBook } from '../../src/hedge/size.js';
import { REGIME_NAMES } from '../../src/market/regime.js';
import { AS_OF, LAYERS, STEWARD, condor, settingsWith, snapshotOf } from './fixtures.js';

const names = LAYERS.map(({ name }) => name);
const tilt = fc.double({ min: 0.01, max: 100, noNaN: true });
const tilts = (name: string) =>
  fc
    .tuple(tilt, tilt, tilt)
    .map((values) =>
      Object.fromEntries(
        names.map((layer, i) => [layer, { name, value: values[i] as number, source: 'a test' }]),
      ),
    );

/** The whole space of adaptive inputs, far beyond what the engine's own makers give. */
const inputs: fc.Arbitrary<AdaptiveInputs> = fc.record(
  {
    signalTilt: tilts('signals'),
    eventTilt: tilts('events'),
    measuredBeta: fc.record({
      beta: fc.double({ min: -50, max: 50, noNaN: true }),
      standardError: fc.constant(0.1),
      observations: fc.constant(100),
      source: fc.constant('a test'),
    }),
    liquidityGate: tilt.map((value) => ({ name: 'quickRatio', value, source: 'a test' })),
    confirmedRegime: fc
      .constantFrom(...REGIME_NAMES)
      .map((regime) => ({ regime, note: 'confirmed by a test' })),
    ratioOverride: fc
      .double({ min: 0.01, max: 20, noNaN: true })
      .map((ratio) => ({ ratio, source: 'override by a test' })),
  },
  { requiredKeys: [] },
);

const market = fc.record({
  vix: fc.double({ min: 9, max: 90, noNaN: true }),
  ratio: fc.double({ min: 0.6, max: 1.6, noNaN: true }),
  slope: fc.double({ min: -0.15, max: 0.12, noNaN: true }),
});

describe('whatever adapts', () => {
  it('moves no weight out of its band and no ratio out of its limits; the factors multiply', () => {
    const { hedge } = STEWARD;
    let capped = 0;
    fc.assert(
      fc.property(inputs, market, fc.boolean(), (adaptive, { vix, ratio, slope }, isStatic) => {
        const prices = Array.from({ length: 8 }, (_, i) => vix * 1.02 * (1 + slope) ** i);
        const snapshot = snapshotOf({ vix, vix3m: vix / ratio, prices });
        const settings = { ...STEWARD, static: isStatic };
        const prepared = prepareHedge(snapshot, settings, AS_OF, adaptive);
        const sum = prepared.layers.reduce((total, { weight }) => total + weight, 0);
        expect(sum).toBeCloseTo(1, 12);
        for (const { layer, weight, factors, rawWeight } of prepared.layers) {
          expect(weight).toBeGreaterThanOrEqual(layer.band.min);
          expect(weight).toBeLessThanOrEqual(layer.band.max);
          expect(factors.reduce((product, { value }) => product * value, 1)).toBe(rawWeight);
        }
        const h = prepared.ratioFactors.reduce((product, { value }) => product * value, 1);
        expect(h).toBeGreaterThanOrEqual(hedge.ratioMin);
        expect(h).toBeLessThanOrEqual(hedge.ratioMax);
        const book = createBook([condor()]);
        const result = sizeBook(prepared, book);
        const product = result.hedge.factors.reduce((total, { value }) => total * value, 1);
        expect(product).toBe(result.hedge.targetNotionalUsd);
        const uncapped = prepareHedge(
          snapshot,
          { ...settings, hedge: { ...hedge, carryCap: false } },
          AS_OF,
          adaptive,
        );
        const free = sizeBook(uncapped, book).hedge.targetNotionalUsd;
        expect(result.hedge.targetNotionalUsd).toBeLessThanOrEqual(free);
        if (result.hedge.targetNotionalUsd < free) capped += 1;
      }),
      { numRuns: 300 },
    );
    expect(capped).toBeGreaterThan(0);
  });

  it('is nothing where all is static, but for beta, the gate and what someone chose', () => {
    fc.assert(
      fc.property(tilts('signals'), tilts('events'), (signalTilt, eventTilt) => {
        const settings = { ...STEWARD, static: true };
        const regime = { regime: 'crisis', note: 'confirmed by a test' } as const;
        const adaptive = { signalTilt, eventTilt, confirmedRegime: regime };
        const book = createBook([condor()]);
        const adapted = sizeBook(prepareHedge(snapshotOf(), settings, AS_OF, adaptive), book);
        const plain = sizeBook(prepareHedge(snapshotOf(), settings, AS_OF), book);
        expect(adapted.layers).toEqual(plain.layers);
        expect(adapted.hedge).toEqual(plain.hedge);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the confirmed regime', () => {
  it('stands in for the day’s in every factor, and the day’s own stays in sight', () => {
    const confirmedRegime = { regime: 'stress', note: 'stress since 2026-11-12' } as const;
    const prepared = prepareHedge(snapshotOf(), STEWARD, AS_OF, { confirmedRegime });
    expect(prepared.regime.regime).toBe('stress');
    expect(prepared.regime.rule).toContain('stress since 2026-11-12; vixToVix3m');
    const regime = prepared.ratioFactors.find(({ name }) => name === 'regime');
    expect(regime?.key).toBe('regimes.hedgeRatio.stress');
    const curve = prepared.layers[0]?.factors.find(({ name }) => name === 'curve');
    expect(curve?.key).toBe('regimes.curveTilt.stress.short');
  });
});

describe('a ratio chosen over the rule', () => {
  const settings = settingsWith({ hedge: { carryCap: false } });
  const sized = (ratio?: number) =>
    sizeBook(
      prepareHedge(
        snapshotOf(),
        settings,
        AS_OF,
        ratio === undefined ? {} : { ratioOverride: { ratio, source: 'override by Ann' } },
      ),
      createBook([condor({ quantity: 40 })]),
    );

  it('is the ratio of the result, with what the rule said beside it', () => {
    const rule = sized().hedge.ratio;
    const { hedge } = sized(1.2);
    expect(hedge.ratio).toBeCloseTo(1.2, 12);
    const factor = hedge.factors.find(({ name }) => name === 'override');
    expect(factor?.value).toBeCloseTo(1.2 / rule, 12);
    expect(factor?.note).toContain(`the rule says ${Number(rule.toPrecision(6))}`);
  });

  it('is held inside the limits of the ratio', () => {
    expect(sized(9).hedge.ratio).toBeLessThanOrEqual(1.5);
    expect(sized(9).hedge.ratio).toBeCloseTo(1.5, 12);
    expect(sized(0.01).hedge.ratio).toBeCloseTo(0.25, 12);
  });
});
