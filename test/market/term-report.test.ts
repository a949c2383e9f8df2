import { describe, expect, it } from 'vitest';
import { termReport } from '../../src/market/build-term-report.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';
import { AS_OF, EXPIRIES, PRICES, STEWARD, faultsOf, snapshotOf } from '../hedge/fixtures.js';
import { curveAt, daysFrom, tradingDays } from '../hedge/naive.js';

const TODAY = '2026-11-20';
const CUT = STEWARD.regimes.thresholds;
const naiveCurve = [
  [0, 17.92],
  ...EXPIRIES.map((e, i) => [daysFrom(TODAY, e), PRICES[i] ?? NaN] as const),
] as const;

describe('termReport', () => {
  const report = termReport(snapshotOf(), AS_OF, CUT);

  it('every node with its days, its roll yield and the roll of one VX over 30 days', () => {
    expect(report.nodes).toHaveLength(8);
    report.nodes.forEach((node, i) => {
      const days = daysFrom(TODAY, EXPIRIES[i] ?? '');
      expect(node.daysToExpiry).toBe(days);
      expect(node.tradingDaysToExpiry).toBe(tradingDays(TODAY, EXPIRIES[i] ?? ''));
      expect(node.price).toBe(PRICES[i]);
      const later = curveAt(naiveCurve, Math.max(0, days - 30));
      expect(node.rollUsdPer30Days).toBeCloseTo(1000 * (later - (PRICES[i] ?? NaN)), 6);
      const slope = (curveAt(naiveCurve, days) - curveAt(naiveCurve, days - 0.001)) / 0.001;
      expect(node.rollYieldPerYear).toBeCloseTo((-slope / (PRICES[i] ?? NaN)) * 365, 6);
      expect(node.rollUsdPer30Days).toBeLessThan(0);
    });
  });

  it('constant maturities: 30 to 180 days, linear, flagged where made up', () => {
    expect(report.constantMaturities.map(({ days }) => days)).toEqual([30, 60, 90, 120, 150, 180]);
    for (const { days, price, synthetic, clamped } of report.constantMaturities) {
      expect(price).toBeCloseTo(curveAt(naiveCurve, days), 9);
      expect(synthetic).toBe(false);
      expect(clamped).toBe(false);
    }
    const short = termReport(
      snapshotOf({ prices: PRICES.slice(1, 4), expiries: EXPIRIES.slice(1, 4) }),
      AS_OF,
      CUT,
    );
    expect(short.constantMaturities.map(({ synthetic }) => synthetic)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(short.constantMaturities.map(({ clamped }) => clamped)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(short.constantMaturities[5]?.price).toBe(PRICES[3]);
    expect(short.warnings.map(({ code }) => code)).toContain('short-curve');
  });

  it('names the contracts that have gone between the snapshot and the valuation', () => {
    const at = (time: string) => Date.parse(time) as EpochMs;
    const late = termReport(snapshotOf(), at('2027-01-20T21:00:00Z'), CUT);
    expect(late.nodes.map(({ symbol }) => symbol).slice(0, 2)).toEqual(['VXG27', 'VXH27']);
    expect(late.warnings).toContainEqual({
      code: 'contract-expired',
      message:
        'Expired by the valuation date 2027-01-20 and left out of the curve: VXZ26 (2026-12-16), VXF27 (2027-01-20).',
    });
    expect(report.warnings.map(({ code }) => code)).not.toContain('contract-expired');
  });

  it('measures and regime', () => {
    expect(report.regime).toBe('normal');
    expect(report.measures.slope12).toBeCloseTo(19.7 / 18.85 - 1, 14);
    expect(report.measures.basis).toBeCloseTo(18.85 / 17.92 - 1, 14);
  });

  it('a weekly stands among the nodes by its date, and moves no constant maturity', () => {
    const base = snapshotOf();
    const weekly = { symbol: 'VX49Z26', expiry: isoDate('2026-12-09'), weekly: true, price: 25 };
    const withWeekly = termReport({ ...base, futures: [weekly, ...base.futures] }, AS_OF, CUT);
    expect(withWeekly.nodes[0]).toMatchObject({ symbol: 'VX49Z26', weekly: true, price: 25 });
    expect(withWeekly.constantMaturities).toEqual(report.constantMaturities);
    expect(withWeekly.measures).toEqual(report.measures);
  });

  it('holds no NaN, no infinity and no hole, whatever is missing; same inputs, same bytes', () => {
    const snapshots = [
      snapshotOf(),
      snapshotOf({ spx: null, vix3m: null, vvix: null }),
      snapshotOf({ prices: [18.85] }),
      snapshotOf({ prices: [18.85], vix3m: null }),
    ];
    for (const snapshot of snapshots) {
      const once = termReport(snapshot, AS_OF, CUT);
      expect(faultsOf(once)).toEqual([]);
      expect(JSON.stringify(termReport(snapshot, AS_OF, CUT))).toBe(JSON.stringify(once));
    }
  });

  it('is none where every contract has expired: spot alone is no curve', () => {
    const late = Date.parse('2027-08-01T20:00:00Z') as EpochMs;
    expect(() => termReport(snapshotOf(), late, CUT)).toThrow(
      /every VX future of the snapshot has expired by 2027-08-01/,
    );
  });
});
