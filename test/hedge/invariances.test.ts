import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import type { Condor } from '../../src/condor/condor.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import type { SizeResult } from '../../src/hedge/result.js';
import type { LayerSettings } from '../../src/hedge/settings.js';
import { sizeBook } from '../../src/hedge/size.js';
import { isoDate } from '../../src/market/date.js';
import type { Snapshot } from '../../src/market/snapshot.js';
import {
  EXPIRIES,
  LAYERS,
  STEWARD,
  condor,
  faultsOf,
  layersWith,
  settingsWith,
  snapshotOf,
} from './fixtures.js';
import { daysFrom } from './naive.js';
import { ETPS, all, codes, size } from './sizing.js';

const TODAY = '2026-11-20';

const books: fc.Arbitrary<Condor[]> = fc
  .array(
    fc.record({
      when: fc.constantFrom<['SPX' | 'SPXW' | 'XSP', string]>(
        ['SPX', '2026-12-18'],
        ['SPXW', '2026-12-18'],
        ['XSP', '2026-12-18'],
        ['SPXW', '2026-12-04'],
        ['SPXW', '2026-11-23'],
        ['SPX', '2027-01-15'],
      ),
      quantity: fc.integer({ min: 1, max: 100 }),
      shortPut: fc.integer({ min: 540, max: 655 }),
      put: fc.integer({ min: 1, max: 15 }),
      gap: fc.integer({ min: 0, max: 80 }),
      call: fc.integer({ min: 1, max: 15 }),
      share: fc.double({ min: 0.01, max: 0.95, noNaN: true }),
      openedSpx: fc.option(fc.double({ min: 5500, max: 7000, noNaN: true }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((items) =>
    items.map(
      ({ when: [underlying, expiry], quantity, shortPut, put, gap, call, share, openedSpx }, i) => {
        const unit = underlying === 'XSP' ? 1 : 10;
        return condor({
          id: `c${i}`,
          underlying,
          expiry: isoDate(expiry),
          quantity,
          legs: {
            longPut: (shortPut - put) * unit,
            shortPut: shortPut * unit,
            shortCall: (shortPut + gap) * unit,
            longCall: (shortPut + gap + call) * unit,
          },
          credit: Math.max(put, call) * unit * share,
          ...(openedSpx !== undefined && { openedSpx, opened: isoDate('2026-11-19') }),
        });
      },
    ),
  );

const snapshots: fc.Arbitrary<Snapshot> = fc
  .record({
    vix: fc.double({ min: 7, max: 95, noNaN: true }),
    slope: fc.double({ min: -0.6, max: 0.5, noNaN: true }),
    months: fc.integer({ min: 1, max: 8 }),
    spx: fc.constantFrom<(number | null)[]>(6512.4, 6512.4, 5200, null),
    vix3m: fc.constantFrom<(number | null)[]>(null, 20, 45),
    vvix: fc.constantFrom<(number | null)[]>(96.4, 180),
    rate: fc.constantFrom(undefined, 0.0395, -0.004),
  })
  .map(({ vix, slope, months, spx, vix3m, vvix, rate }) =>
    snapshotOf({
      vix,
      spx,
      vix3m,
      vvix,
      etps: ETPS,
      ...(rate !== undefined && { rate, dividendYield: 0.012 }),
      prices: EXPIRIES.slice(0, months).map((e) =>
        Math.max(5, vix * (1 + slope * (1 - Math.exp(-daysFrom(TODAY, e) / 60)))),
      ),
    }),
  );

const layerSets: fc.Arbitrary<LayerSettings[]> = fc.constantFrom(
  [...LAYERS],
  all('call'),
  all('callSpread'),
  layersWith('short', { instrument: 'etp', etp: 'VXX' }),
  layersWith('stabilizer', { instrument: 'etp', etp: 'VXZ' }),
  layersWith('intermediate', { instrument: 'call' }),
  layersWith('stabilizer', { blend: true }),
  LAYERS.map((layer) => ({ ...layer, blend: true })),
);

describe('whatever the book, the market and the layers', () => {
  it('no NaN, no infinity, no null, no undefined anywhere', () => {
    fc.assert(
      fc.property(
        books,
        snapshots,
        layerSets,
        fc.boolean(),
        (condors, snapshot, layers, isStatic) => {
          const result = size(condors, settingsWith({ static: isStatic }, layers), snapshot);
          expect(faultsOf(result)).toEqual([]);
          expect(result.structure === undefined).toBe(snapshot.indices.SPX === undefined);
        },
      ),
      { numRuns: 250 },
    );
  });

  it('the same inputs give the same bytes, fresh or prepared once for many books', () => {
    fc.assert(
      fc.property(books, books, snapshots, layerSets, (condors, others, snapshot, layers) => {
        const settings = settingsWith({}, layers);
        const once = JSON.stringify(size(condors, settings, snapshot));
        expect(JSON.stringify(size(condors, settings, snapshot))).toBe(once);
        const prepared = prepareHedge(snapshot, settings, snapshot.time);
        sizeBook(prepared, createBook(others));
        expect(JSON.stringify(sizeBook(prepared, createBook(condors)))).toBe(once);
      }),
      { numRuns: 60 },
    );
  });

  it('the order of the condors never shows', () => {
    fc.assert(
      fc.property(books, snapshots, (condors, snapshot) => {
        const forward = size(condors, STEWARD, snapshot);
        expect(size([...condors].reverse(), STEWARD, snapshot)).toEqual(forward);
      }),
      { numRuns: 60 },
    );
  });

  it('twice the book is twice the risk and twice every target, exactly', () => {
    fc.assert(
      fc.property(books, snapshots, layerSets, (condors, snapshot, layers) => {
        const settings = settingsWith({}, layers);
        const once = size(condors, settings, snapshot);
        const twice = size(
          condors.map((item) => ({ ...item, quantity: 2 * item.quantity })),
          settings,
          snapshot,
        );
        expect(twice.position.riskCapitalUsd).toBe(2 * once.position.riskCapitalUsd);
        expect(twice.hedge.targetNotionalUsd).toBe(2 * once.hedge.targetNotionalUsd);
        once.layers.forEach((layer, i) => {
          expect(twice.layers[i]?.targetNotionalUsd).toBe(2 * layer.targetNotionalUsd);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('sums hold: notional, outlay, carry and costs of the hedge are those of its layers', () => {
    fc.assert(
      fc.property(books, snapshots, layerSets, (condors, snapshot, layers) => {
        const { hedge, layers: rows } = size(condors, settingsWith({}, layers), snapshot);
        const sum = (pick: (row: SizeResult['layers'][number]) => number): number =>
          rows.reduce((total, row) => total + pick(row), 0);
        expect(hedge.notionalUsd).toBeCloseTo(
          sum((row) => row.notionalUsd),
          4,
        );
        expect(hedge.outlayUsd).toBeCloseTo(
          sum((row) => row.outlayUsd),
          4,
        );
        expect(hedge.carryPerMonthUsd).toBeCloseTo(
          sum((row) => row.carryPerMonthUsd),
          4,
        );
        expect(hedge.entryCostUsd).toBeLessThanOrEqual(0);
        for (const row of rows) {
          expect(row.outlayUsd).toBeGreaterThanOrEqual(0);
          expect(row.weight).toBeGreaterThanOrEqual(row.band.min);
          expect(row.weight).toBeLessThanOrEqual(row.band.max);
        }
        expect(sum((row) => row.weight)).toBeCloseTo(1, 12);
        const total = sum((row) => row.notionalUsd);
        if (total > 0) expect(sum((row) => row.weightActual)).toBeCloseTo(1, 10);
        // Bands: what the result says of them is what its own weights say.
        const missed = rows.some(
          ({ weightActual, band }) =>
            weightActual < band.min - 1e-9 || weightActual > band.max + 1e-9,
        );
        const off =
          Math.abs(total - hedge.targetNotionalUsd) > 0.25 * hedge.targetNotionalUsd * (1 + 1e-9);
        if (hedge.targetNotionalUsd > 0) {
          expect(codesOf(hedge, rows, condors, snapshot, layers)).toBe(missed || off);
        }
      }),
      { numRuns: 60 },
    );
    function codesOf(
      _: unknown,
      __: unknown,
      condors: readonly Condor[],
      snapshot: Snapshot,
      layers: readonly LayerSettings[],
    ): boolean {
      return codes(size(condors, settingsWith({}, layers), snapshot)).includes('bands-not-met');
    }
  });
});
