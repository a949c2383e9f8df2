import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import type { HorizonTable } from '../../src/hedge/horizon-table.js';
import { nearestRoots, profileOn, profileStrikes } from '../../src/hedge/net-profile.js';
import { netUsd } from '../../src/hedge/net-structure.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import { planBook } from '../../src/hedge/size.js';
import { createStructure } from '../../src/hedge/structure.js';
import type { Structure } from '../../src/hedge/structure.js';
import { isoDate } from '../../src/market/date.js';
import { AS_OF, STEWARD, condor, snapshotOf } from './fixtures.js';

/** Every point by itself, from the definition: no walk, no table, no block. */
function scan(structure: Structure, table: HorizonTable, spot: number) {
  const levels = [...table.spx, ...profileStrikes(structure)].sort((a, b) => a - b);
  const points = levels.map((spx) => ({ spx, usd: netUsd(structure, table, spx) }));
  const changes = points.flatMap(({ spx, usd }, i) => {
    const next = points[i + 1];
    return next !== undefined && usd * next.usd < 0 ? [{ from: spx, to: next.spx }] : [];
  });
  const least = (of: typeof points): number => Math.min(...of.map(({ usd }) => usd));
  const upToSpot = points.filter(({ spx }) => spx <= spot);
  return { changes, lowest: least(points), lowestUpToSpot: least(upToSpot) };
}

const condors = fc.record({
  shortPut: fc.integer({ min: 800, max: 1400 }).map((fives) => fives * 5),
  put: fc.integer({ min: 1, max: 60 }).map((fives) => fives * 5),
  between: fc.integer({ min: 0, max: 180 }).map((fives) => fives * 5),
  call: fc.integer({ min: 1, max: 60 }).map((fives) => fives * 5),
  share: fc.double({ min: 0.02, max: 0.95, noNaN: true }),
  quantity: fc.integer({ min: 1, max: 60 }),
  expiry: fc.constantFrom('2026-11-27', '2026-12-11', '2026-12-18', '2027-01-15'),
});

describe('the net profile', () => {
  const prepared = prepareHedge(snapshotOf(), STEWARD, AS_OF);
  const units = fc.tuple(...prepared.layers.map(() => fc.integer({ min: 0, max: 400 })));

  it('has the roots, the lowest point and the dead zone of a plain scan of all points', () => {
    let roots = 0;
    fc.assert(
      fc.property(fc.array(condors, { minLength: 1, maxLength: 3 }), units, (all, chosen) => {
        const book = createBook(
          all.map(({ shortPut, put, between, call, share, quantity, expiry }, i) => {
            const shortCall = shortPut + between;
            const credit = Math.max(0.05, Math.round(Math.min(put, call) * share * 100) / 100);
            const legs = {
              longPut: shortPut - put,
              shortPut,
              shortCall,
              longCall: shortCall + call,
            };
            return condor({ id: `c${i}`, legs, credit, quantity, expiry: isoDate(expiry) });
          }),
        );
        const plan = planBook(
          prepared,
          book,
          chosen.map((each) => [each]),
        );
        const { priced } = plan;
        if (priced === undefined) throw new Error('the snapshot has an SPX level');
        const { valuation, resolved } = priced;
        const held = plan.held.flat();
        const structure = createStructure(prepared, book, resolved, valuation, held);
        const { path, moment } = structure.centre.horizon;
        const strikes = profileStrikes(structure);
        for (const residuals of [-1, 0, 1]) {
          const table = prepared.horizons.at(valuation.spx, path.horizon, moment, residuals);
          const found = profileOn(structure, table, strikes, valuation.spx);
          const plain = scan(structure, table, valuation.spx);
          expect(found.lowest.pnlUsd).toBeCloseTo(plain.lowest, 5);
          expect(found.lowestUpToSpot.pnlUsd).toBeCloseTo(plain.lowestUpToSpot, 5);
          expect(netUsd(structure, table, found.lowest.spx)).toBeCloseTo(plain.lowest, 4);
          expect(found.roots).toHaveLength(plain.changes.length);
          found.roots.forEach((root, i) => {
            expect(root).toBeGreaterThanOrEqual((plain.changes[i]?.from ?? NaN) - 1e-9);
            expect(root).toBeLessThanOrEqual((plain.changes[i]?.to ?? NaN) + 1e-9);
          });
          const { lower, upper } = nearestRoots(structure, table, strikes, valuation.spx);
          expect(lower).toBe(found.roots.findLast((root) => root <= valuation.spx));
          expect(upper).toBe(found.roots.find((root) => root > valuation.spx));
          roots += found.roots.length;
        }
      }),
      { numRuns: 60 },
    );
    expect(roots).toBeGreaterThan(100);
  });
});
