import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import { nearest, nearestRoots, profileOn, profileStrikes } from '../../src/hedge/net-profile.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import { planBook } from '../../src/hedge/size.js';
import { createStructure } from '../../src/hedge/structure.js';
import { AS_OF, STEWARD, condor, snapshotOf } from './fixtures.js';

describe('the roots nearest to spot, searched outwards', () => {
  it('are those of the whole profile, at every VIX response', () => {
    const prepared = prepareHedge(snapshotOf(), STEWARD, AS_OF);
    const strikes = fc.tuple(
      fc.integer({ min: 4000, max: 7000 }),
      fc.integer({ min: 5, max: 200 }),
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 5, max: 200 }),
      fc.double({ min: 0.02, max: 0.95, noNaN: true }),
      fc.integer({ min: 1, max: 60 }),
    );
    let found = 0;
    fc.assert(
      fc.property(strikes, ([shortPut, put, between, call, share, quantity]) => {
        const shortCall = shortPut + between;
        const credit = Math.round(Math.min(put, call) * share * 100) / 100 || 0.05;
        const legs = { longPut: shortPut - put, shortPut, shortCall, longCall: shortCall + call };
        const plan = planBook(prepared, createBook([condor({ legs, credit, quantity })]));
        const { priced } = plan;
        if (priced === undefined) throw new Error('the snapshot has an SPX level');
        const { valuation, resolved } = priced;
        const structure = createStructure(
          prepared,
          plan.book,
          resolved,
          valuation,
          plan.held.flat(),
        );
        const { path, moment } = structure.centre.horizon;
        const levels = profileStrikes(structure);
        for (const residuals of [-1, 0, 1]) {
          const table = prepared.horizons.at(valuation.spx, path.horizon, moment, residuals);
          const { roots } = profileOn(structure, table, levels, valuation.spx);
          const wanted = nearest(roots, valuation.spx);
          expect(nearestRoots(structure, table, levels, valuation.spx)).toEqual(wanted);
          found += Object.keys(wanted).length;
        }
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(150);
  });
});
