import { describe, expect, it } from 'vitest';
import { createBook } from '../../src/condor/book.js';
import type { Condor } from '../../src/condor/condor.js';
import { condorReport } from '../../src/condor/condor-report.js';
import { atRiskNowUsd } from '../../src/condor/position.js';
import { resolveCondor } from '../../src/condor/valuation.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';
import { condor, faultsOf, snapshotOf } from '../hedge/fixtures.js';
import { ORACLE, SETTLES, THIRTY_DAYS_BEFORE, market, naivePnl, report } from './oracle.js';

describe('the report', () => {
  const late = condor({ id: 'late', expiry: isoDate('2027-01-15'), quantity: 4 });
  const both = [condor({ id: 'near', quantity: 3 }), late];

  it('without a market: the payoff alone, and no made-up greeks (METHOD 15.4)', () => {
    const got = condorReport(createBook(both));
    for (const key of [
      'greeks',
      'decay',
      'atRiskNowUsd',
      'asOf',
      'spx',
      'extrinsicUsd',
      'oneDay',
    ]) {
      expect(got).not.toHaveProperty(key);
    }
    expect(got.condors[0]).not.toHaveProperty('probabilityOfProfit');
    expect(got.condors[0]).not.toHaveProperty('daysToExpiry');
    expect(got.riskCapitalUsd).toBeCloseTo(100 * 7 * (100 - 24.8), 8);
    expect(got.warnings.map(({ code }) => code)).toContain('no-market');
    expect(faultsOf(got)).toEqual([]);
  });

  it('without SPX the same, and the warning names it', () => {
    const snapshot = snapshotOf({ spx: null });
    const got = report(both, market({ snapshot }));
    expect(got).not.toHaveProperty('greeks');
    expect(got.warnings.map(({ code }) => code)).toContain('no-spx');
    expect(faultsOf(got)).toEqual([]);
  });

  it('several expiries: the worst at the first with the rest at model value (6.1 b)', () => {
    const at = market({
      spx: 6512.4,
      snapshot: snapshotOf({ vix: 16 / 0.88, time: THIRTY_DAYS_BEFORE }),
    });
    const got = report(both, at);
    const resolved = both.map((item) => resolveCondor(item, at));
    const lateSettles = Date.parse('2027-01-15T14:30:00Z');
    const lateVol = resolved[1]?.atm.vol ?? NaN;
    const net = (spx: number): number =>
      naivePnl(both[0] as Condor, spx, SETTLES, 0.16) +
      naivePnl(late, spx, SETTLES, lateVol, lateSettles);
    const worst = got.firstExpiryWorst;
    expect(worst?.pnlUsd).toBeCloseTo(net(worst?.spx ?? NaN), 5);
    for (let spx = 6512.4 * 0.6; spx <= 6512.4 * 1.25; spx += 3) {
      expect(net(spx)).toBeGreaterThanOrEqual((worst?.pnlUsd ?? NaN) - 40);
    }
    expect(got.riskCapitalUsd).toBeCloseTo(100 * 7 * (100 - 24.8), 8);
    expect(-(worst?.pnlUsd ?? NaN)).toBeLessThan(got.riskCapitalUsd);
    expect(atRiskNowUsd(createBook(both), resolved, at)).toBe(got.atRiskNowUsd);
    expect(got.warnings.map(({ code }) => code)).toContain('several-expiries');
  });

  it('no NaN, no infinity, no hole; same inputs, same bytes; the order never shows', () => {
    const at = market({ spx: 6512.4, snapshot: snapshotOf() });
    const got = report(both, at);
    expect(faultsOf(got)).toEqual([]);
    expect(JSON.stringify(report([...both].reverse(), at))).toBe(JSON.stringify(got));
  });

  it('refuses a condor that has settled, or was opened later', () => {
    const settled = market({ asOf: SETTLES as EpochMs });
    expect(() => report([ORACLE], settled)).toThrow(/settled/);
    const future = condor({ opened: isoDate('2026-11-25') });
    expect(() => report([future], market())).toThrow(/after the valuation date/);
  });

  it('on the expiry day itself it still answers', () => {
    const asOf = Date.parse('2026-12-18T14:00:00Z') as EpochMs;
    const got = report(
      [condor()],
      market({ asOf, spx: 6512.4, snapshot: snapshotOf({ time: asOf }) }),
    );
    expect(faultsOf(got)).toEqual([]);
    expect(got.condors[0]?.daysToExpiry).toBe(0);
  });
});
