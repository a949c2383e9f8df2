import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import type { Snapshot } from '../../src/market/snapshot.js';
import {
  curveMeasures,
  priceAt,
  rollYieldPerYear,
  slopeBelow,
  termStructure,
} from '../../src/market/term-structure.js';
import type { EpochMs } from '../../src/market/time.js';
import { AS_OF, EXPIRIES, PRICES, snapshotOf } from '../hedge/fixtures.js';
import { curveAt, daysFrom, tradingDays } from '../hedge/naive.js';

const TODAY = '2026-11-20';
const curve = termStructure(snapshotOf(), AS_OF);
const naiveCurve = [
  [0, 17.92],
  ...EXPIRIES.map((e, i) => [daysFrom(TODAY, e), PRICES[i] ?? NaN] as const),
] as const;

describe('termStructure', () => {
  it('days to expiry are differences of Chicago dates (METHOD 15.1)', () => {
    expect(curve.nodes.map((node) => node.daysToExpiry)).toEqual([
      26, 61, 89, 117, 152, 179, 208, 243,
    ]);
    // 04:30 in Greenwich on the 21st is still the 20th in Chicago.
    const late = termStructure(snapshotOf(), Date.parse('2026-11-21T04:30:00Z') as EpochMs);
    expect(late.date).toBe(TODAY);
    expect(late.nodes[0]?.daysToExpiry).toBe(26);
  });

  it('weeklies stand apart and are not on the curve', () => {
    const base = snapshotOf();
    const weekly = { symbol: 'VX49Z26', expiry: isoDate('2026-12-09'), weekly: true, price: 30 };
    const snapshot: Snapshot = { ...base, futures: [weekly, ...base.futures] };
    const both = termStructure(snapshot, AS_OF);
    expect(both.nodes).toEqual(curve.nodes);
    expect(both.weeklies.map((node) => node.daysToExpiry)).toEqual([19]);
    expect(priceAt(both, 19)).toBe(priceAt(curve, 19));
  });

  it('a contract is gone on the date it expires', () => {
    const later = termStructure(snapshotOf(), Date.parse('2026-12-16T13:00:00Z') as EpochMs);
    expect(later.nodes[0]?.expiry).toBe('2027-01-20');
  });
});

describe('priceAt (METHOD 3.1)', () => {
  it('spot at 0, every contract at its own days, linear between, held beyond', () => {
    expect(priceAt(curve, 0)).toBe(17.92);
    for (const node of curve.nodes) expect(priceAt(curve, node.daysToExpiry)).toBe(node.price);
    expect(priceAt(curve, 13)).toBeCloseTo((17.92 + 18.85) / 2, 12);
    expect(priceAt(curve, 75)).toBeCloseTo((19.7 + 20.35) / 2, 12);
    expect(priceAt(curve, 500)).toBe(21.6);
  });

  it('agrees with a second reading', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 300, noNaN: true }), (days) => {
        expect(priceAt(curve, days)).toBeCloseTo(curveAt(naiveCurve, days), 11);
      }),
    );
  });

  it('roll yield of a long is -(dF/dtau)/F x 365: negative in contango', () => {
    const slope = (19.7 - 18.85) / 35;
    expect(slopeBelow(curve, 61)).toBeCloseTo(slope, 14);
    expect(slopeBelow(curve, 40)).toBeCloseTo(slope, 14);
    expect(rollYieldPerYear(curve, 61)).toBeCloseTo((-slope / 19.7) * 365, 12);
    expect(slopeBelow(curve, 26)).toBeCloseTo((18.85 - 17.92) / 26, 14);
    expect(rollYieldPerYear(curve, 400)).toBeCloseTo(0, 14);
  });
});

describe('curveMeasures (METHOD 3.3)', () => {
  it('by hand', () => {
    const measures = curveMeasures(curve, 20.15);
    expect(measures.slope12).toBeCloseTo(19.7 / 18.85 - 1, 14);
    expect(measures.slope47).toBeCloseTo(21.5 / 20.8 - 1, 14);
    expect(measures.basis).toBeCloseTo(18.85 / 17.92 - 1, 14);
    expect(measures.vixToVix3m).toBeCloseTo(17.92 / 20.15, 14);
    // 17 business days from 20 November (out) to 16 December (in), Thanksgiving out.
    expect(tradingDays(TODAY, '2026-12-16')).toBe(17);
    expect(measures.dailyRollPoints).toBeCloseTo((18.85 - 17.92) / 17, 14);
  });

  it('a measure that lacks its contract is absent, not undefined', () => {
    const two = termStructure(snapshotOf({ prices: [18.85, 19.7] }), AS_OF);
    expect(Object.keys(curveMeasures(two, undefined)).sort()).toEqual([
      'basis',
      'dailyRollPoints',
      'slope12',
    ]);
    const one = termStructure(snapshotOf({ prices: [18.85] }), AS_OF);
    expect(Object.keys(curveMeasures(one, 20))).not.toContain('slope12');
  });
});
