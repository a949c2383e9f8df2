import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { condorReport } from '../../src/condor/condor-report.js';
import { createBook } from '../../src/condor/book.js';
import { termReport } from '../../src/market/build-term-report.js';
import { roundPoints, roundUsd } from '../../src/market/rounding.js';
import { AS_OF, STEWARD, condor, leavesOf, snapshotOf } from './fixtures.js';
import { size } from './sizing.js';
import { settingsFor } from './twin.js';

/** Sums and products that the engine prints as they are multiplied, to the last digit. */
const TO_THE_LAST_DIGIT = /targetNotionalUsd$|\.factors\[|\.derivations\[/;
const DOLLARS = /Usd$|\.usd$/;
const POINTS = /\.(spx|vix|spotVix|future|lower|upper)$|\.roots\[\d+\]$/;

/** Leaves that a decimal number of this many places does not write exactly. */
function dusty(result: object): string[] {
  return [...leavesOf(result)].flatMap(([path, leaf]) => {
    if (typeof leaf !== 'number' || TO_THE_LAST_DIGIT.test(path)) return [];
    const places = DOLLARS.test(path) ? 6 : POINTS.test(path) ? 10 : undefined;
    if (places === undefined || Number(leaf.toFixed(places)) === leaf) return [];
    return [`${path} is ${leaf}`];
  });
}

describe('figures carry no floating-point dust', () => {
  it('sizes of books with credits in cents', () => {
    const legs = { longPut: 6000, shortPut: 6100, shortCall: 6850, longCall: 6950 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 9900 }),
        (quantity, cents) => {
          const item = condor({ quantity, credit: cents / 100, legs });
          const result = size([item], settingsFor());
          expect(dusty(result)).toEqual([]);
          // And a factor that begins the chain is what the position prints.
          expect(result.hedge.factors[0]?.value).toBe(result.position.riskCapitalUsd);
          expect(result.position.riskCapitalUsd).toBe(quantity * (10_000 - cents));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('the condor and term reports', () => {
    const book = createBook([condor({ quantity: 10, credit: 34.713 })]);
    const { condors, expiries, creditUsd, riskCapitalUsd } = condorReport(book);
    expect(dusty({ condors, expiries, creditUsd, riskCapitalUsd })).toEqual([]);
    expect(condors[0]?.maxLossUsd).toBe(65_287);
    expect(dusty(termReport(snapshotOf(), AS_OF, STEWARD.regimes.thresholds))).toEqual([]);
  });

  it.each([
    [65287.00000000001, 65287],
    [150800.00000000003, 150800],
    [-110.80000000000001, -110.8],
    [-743.9999999999998, -744],
    [-1e-9, 0],
    [0.0000015, 0.000002],
    [123456789012.25, 123456789012.25],
  ])('%d dollars are %d', (usd, wanted) => {
    expect(roundUsd(usd)).toBe(wanted);
  });

  it('points keep ten places', () => {
    expect(roundPoints(6075.200000000001)).toBe(6075.2);
    expect(roundPoints(18.123456789012)).toBe(18.123456789);
    expect(roundPoints(-1e-12)).toBe(0);
  });
});
