import { createBook } from '../../src/condor/book.js';
import type { Condor } from '../../src/condor/condor.js';
import { condorReport } from '../../src/condor/condor-report.js';
import type { CondorReport } from '../../src/condor/report.js';
import type { ValuationMarket } from '../../src/condor/valuation.js';
import type { EpochMs } from '../../src/market/time.js';
import { STEWARD, condor, snapshotOf } from '../hedge/fixtures.js';
import { black } from '../hedge/naive.js';

export const YEAR_MS = 365 * 86_400_000;
/** 08:30 Chicago on 2026-12-18, and exactly 30 days before. */
export const SETTLES = Date.parse('2026-12-18T14:30:00Z');
export const THIRTY_DAYS_BEFORE = (SETTLES - 30 * 86_400_000) as EpochMs;

export const CARRY = { rate: 0.04, dividendYield: 0.013 };
export const NO_SKEW = { ...STEWARD.vol, putSkew: 0, callSkew: 0 };

/** The condor of METHOD 13.3. */
export const ORACLE = condor({
  quantity: 1,
  legs: { longPut: 5500, shortPut: 5600, shortCall: 6000, longCall: 6100 },
  credit: 34.749824,
});

export function market(change: Partial<ValuationMarket> = {}): ValuationMarket {
  return {
    // VIX x 0.88 = 16% at its own 30 days.
    snapshot: snapshotOf({ spx: 5800, vix: 16 / 0.88, time: THIRTY_DAYS_BEFORE }),
    asOf: THIRTY_DAYS_BEFORE,
    spx: 5800,
    carry: CARRY,
    model: STEWARD.vol,
    ...change,
  };
}

export function report(condors: readonly Condor[], at: ValuationMarket): CondorReport {
  const { snapshot, asOf, model, carry } = at;
  return condorReport(createBook(condors), { snapshot, asOf, model, carry, assumedRates: [] });
}

/** Black-Scholes-Merton with a yield, in the forward form, naive. */
export function bsm(
  right: 'call' | 'put',
  spot: number,
  k: number,
  t: number,
  v: number,
  r = 0.04,
): number {
  return black(right, spot * Math.exp((r - 0.013) * t), k, t, v, r);
}

export const LEGS = [
  ['put', 'longPut', 1],
  ['put', 'shortPut', -1],
  ['call', 'shortCall', -1],
  ['call', 'longCall', 1],
] as const;

export function skew(atm: number, forward: number, strike: number): number {
  const m = Math.log(forward / strike);
  return Math.max(0.05, atm + (m > 0 ? 0.35 * m : 0.05 * m));
}

/** The seller's profit since entry, everything from the terms alone. */
export function naivePnl(
  item: Condor,
  spx: number,
  ms: number,
  atm: number,
  settles = SETTLES,
): number {
  const scale = item.underlying === 'XSP' ? 10 : 1;
  const t = (settles - ms) / YEAR_MS;
  const spot = spx / scale;
  const value = LEGS.reduce((sum, [right, name, side]) => {
    const k = item.strikes[name];
    if (t <= 0) {
      return sum + side * Math.max(0, right === 'call' ? spot - k : k - spot);
    }
    return sum + side * bsm(right, spot, k, t, skew(atm, spot * Math.exp(0.027 * t), k));
  }, 0);
  return 100 * item.quantity * (item.creditPoints + value);
}
