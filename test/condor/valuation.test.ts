import { describe, expect, it } from 'vitest';
import { condorPnlInState, resolveCondor } from '../../src/condor/valuation.js';
import type { MarketState } from '../../src/condor/valuation.js';
import { isoDate } from '../../src/market/date.js';
import type { OptionQuote } from '../../src/market/snapshot.js';
import type { EpochMs } from '../../src/market/time.js';
import { condor, snapshotOf } from '../hedge/fixtures.js';
import { black } from '../hedge/naive.js';
import {
  LEGS,
  ORACLE,
  SETTLES,
  THIRTY_DAYS_BEFORE,
  YEAR_MS,
  bsm,
  market,
  naivePnl,
  report,
  skew,
} from './oracle.js';

describe('the condor of METHOD 13.3', () => {
  const result = report([ORACLE], market());
  const [detail] = result.condors;

  it('forward, vols and leg prices', () => {
    expect(detail?.forward).toBeCloseTo(5812.885526, 5);
    expect(detail?.atmVol).toBeCloseTo(0.16, 14);
    const legs = detail?.legs ?? [];
    expect(legs.map(({ strike }) => strike)).toEqual([5500, 5600, 6000, 6100]);
    [0.179365, 0.173059, 0.158416, 0.157589].forEach((vol, i) =>
      expect(legs[i]?.impliedVol).toBeCloseTo(vol, 6),
    );
    [20.844722, 36.872962, 38.346806, 19.625222].forEach((price, i) =>
      expect(legs[i]?.price).toBeCloseTo(price, 5),
    );
    const prices = legs.map(({ price }) => price);
    const credit = -(prices[0] ?? 0) + (prices[1] ?? 0) + (prices[2] ?? 0) - (prices[3] ?? 0);
    expect(credit).toBeCloseTo(34.749824, 5);
    expect(result.modelValueUsd).toBeCloseTo(-3474.9824, 3);
  });

  it('break-evens and the probability between them', () => {
    const [expiry] = result.expiries;
    expect(expiry?.breakEvens[0]).toBeCloseTo(5565.250176, 9);
    expect(expiry?.breakEvens[1]).toBeCloseTo(6034.749824, 9);
    expect(expiry?.probabilityOfProfit).toBeCloseTo(0.622228, 6);
    expect(detail?.probabilityOfProfit?.value).toBeCloseTo(0.622228, 6);
  });

  it('expected daily range: one sd of 252 a year (METHOD 8.1)', () => {
    expect(result.expectedDailyRange?.points).toBeCloseTo(58.46, 2);
    expect(result.expectedDailyRange?.share).toBeCloseTo(0.16 / Math.sqrt(252), 14);
    const tomorrow = THIRTY_DAYS_BEFORE + 86_400_000;
    const now = naivePnl(ORACLE, 5800, THIRTY_DAYS_BEFORE, 0.16);
    [-1, 0, 1].forEach((sds, i) => {
      const spxMove = (sds * 0.16) / Math.sqrt(252);
      const day = result.oneDay?.[i];
      expect(day?.spxMove).toBeCloseTo(spxMove, 14);
      const wanted = naivePnl(ORACLE, 5800 * (1 + spxMove), tomorrow, 0.16) - now;
      expect(day?.pnlUsd).toBeCloseTo(wanted, 6);
    });
  });

  it('extrinsic: what is sold less what is held, beyond D max(0, F - K)', () => {
    const d = Math.exp(-0.04 * (30 / 365));
    const forward = 5800 * Math.exp(0.027 * (30 / 365));
    let wanted = 0;
    for (const [i, [right, name, side]] of LEGS.entries()) {
      const k = ORACLE.strikes[name];
      const inner = d * Math.max(0, right === 'call' ? forward - k : k - forward);
      const price = detail?.legs?.[i]?.price ?? NaN;
      expect(detail?.legs?.[i]?.extrinsic).toBeCloseTo(price - inner, 9);
      wanted -= side * 100 * (price - inner);
    }
    expect(result.extrinsicUsd).toBeCloseTo(wanted, 6);
    expect(wanted).toBeGreaterThan(0);
  });

  it('extrinsic of a deep put may be negative: it is not clamped', () => {
    const deep = condor({
      quantity: 1,
      expiry: isoDate('2027-12-17'),
      legs: { longPut: 8900, shortPut: 9000, shortCall: 9100, longCall: 9200 },
      credit: 95,
      ivs: { longPut: 0.1, shortPut: 0.1, shortCall: 0.1, longCall: 0.1 },
    });
    const carry = { rate: 0.04, dividendYield: 0.013 };
    const legs = report([deep], market({ carry })).condors[0]?.legs ?? [];
    for (const leg of legs.slice(0, 2)) {
      const t = (Date.parse('2027-12-17T14:30:00Z') - THIRTY_DAYS_BEFORE) / YEAR_MS;
      const forward = 5800 * Math.exp(0.027 * t);
      const inner = Math.exp(-0.04 * t) * (leg.strike - forward);
      expect(leg.extrinsic).toBeCloseTo(leg.price - inner, 8);
    }
  });

  it('decay day by day at unchanged spot and vol, to the settlement', () => {
    const decay = result.decay ?? [];
    expect(decay).toHaveLength(31);
    const now = naivePnl(ORACLE, 5800, THIRTY_DAYS_BEFORE, 0.16);
    decay.forEach((row, i) => {
      expect(row.daysToFirstExpiry).toBe(30 - i);
      const wanted = naivePnl(ORACLE, 5800, THIRTY_DAYS_BEFORE + i * 86_400_000, 0.16) - now;
      expect(row.gainUsd).toBeCloseTo(wanted, 6);
    });
    expect(decay[0]?.date).toBe('2026-11-18');
    expect(decay[30]).toMatchObject({ date: '2026-12-18', extrinsicUsd: 0, thetaUsdPerDay: 0 });
    // Between the short strikes all of the model value is earned by the end.
    expect(decay[30]?.gainUsd).toBeCloseTo(3474.9824, 3);
    expect(decay[0]?.thetaUsdPerDay).toBe(result.greeks?.thetaUsdPerDay);
    expect(decay[0]?.extrinsicUsd).toBe(result.extrinsicUsd);
  });

  it('at-risk-now: the worst loss from today’s value, not from entry', () => {
    // Sold at 34.749824 and worth as much: 100 - 34.749824 either way.
    expect(result.riskCapitalUsd).toBeCloseTo(6525.0176, 6);
    expect(result.atRiskNowUsd).toBeCloseTo(6525.0176, 3);
    const cheaper = condor({ ...ORACLE, quantity: 2, legs: ORACLE.strikes, credit: 30 });
    const got = report([cheaper], market());
    expect(got.riskCapitalUsd).toBeCloseTo(14_000, 8);
    expect(got.atRiskNowUsd).toBeCloseTo(2 * 6525.0176, 3);
  });
});

describe('what a condor is resolved to', () => {
  /** The sold legs' vols less the default skew, at the forward between their strikes. */
  const atmBetween = (forward: number, putVol: number, callVol: number): number => {
    const { shortPut, shortCall } = ORACLE.strikes;
    const share = Math.log(forward / shortPut) / Math.log(shortCall / shortPut);
    const put = putVol - 0.35 * Math.log(forward / shortPut);
    const call = callVol + 0.05 * Math.log(shortCall / forward);
    return (1 - share) * put + share * call;
  };

  it('stated vols are used, and keep their distance to the skew line when the market moves', () => {
    const ivs = { longPut: 0.2, shortPut: 0.19, shortCall: 0.14, longCall: 0.13 };
    const at = market();
    const resolved = resolveCondor(
      condor({ ...ORACLE, legs: ORACLE.strikes, credit: 34, quantity: 1, ivs }),
      at,
    );
    expect(resolved.legs.map(({ impliedVol }) => impliedVol)).toEqual([0.2, 0.19, 0.14, 0.13]);
    const state: MarketState = { moment: THIRTY_DAYS_BEFORE, spx: 5600, volFactor: 1.3 };
    const f0 = 5800 * Math.exp(0.027 * (30 / 365));
    const f1 = 5600 * Math.exp(0.027 * (30 / 365));
    const atm = atmBetween(f0, 0.19, 0.14);
    expect(resolved.atm.vol).toBeCloseTo(atm, 12);
    const wanted = LEGS.reduce((sum, [right, name, side]) => {
      const k = ORACLE.strikes[name];
      const vol = ivs[name] - skew(atm, f0, k) + skew(atm * 1.3, f1, k);
      return sum + side * bsm(right, 5600, k, 30 / 365, vol);
    }, 34);
    expect(condorPnlInState(resolved, at, state)).toBeCloseTo(100 * wanted, 6);
  });

  it('stated vols below the model’s floor are used as stated: the floor is the skew line’s', () => {
    const ivs = { longPut: 0.04, shortPut: 0.03, shortCall: 0.03, longCall: 0.02 };
    const item = condor({ ...ORACLE, legs: ORACLE.strikes, credit: 34, quantity: 1, ivs });
    const resolved = resolveCondor(item, market());
    expect(resolved.legs.map(({ impliedVol }) => impliedVol)).toEqual([0.04, 0.03, 0.03, 0.02]);
    const legs = report([item], market()).condors[0]?.legs ?? [];
    const t = 30 / 365;
    legs.forEach((leg, i) => {
      const [right, name] = LEGS[i] ?? ['put', 'longPut'];
      expect(leg.impliedVol).toBeCloseTo(ivs[name], 14);
      expect(leg.price).toBeCloseTo(bsm(right, 5800, leg.strike, t, ivs[name]), 9);
    });
    // Twice the at-the-money vol: each leg's own rises by as much, its distance to the line kept.
    const atm = resolved.atm.vol;
    expect(atm).toBeGreaterThan(0);
    expect(atm).toBeLessThan(0.05);
    const state = { moment: THIRTY_DAYS_BEFORE, spx: 5800, volFactor: 2 };
    const wanted = LEGS.reduce((sum, [right, name, side]) => {
      const k = ORACLE.strikes[name];
      return sum + side * bsm(right, 5800, k, t, ivs[name] + atm);
    }, 34);
    expect(condorPnlInState(resolved, market(), state)).toBeCloseTo(100 * wanted, 6);
    // And however far vols fall, no leg's falls below what was stated.
    const still = condorPnlInState(resolved, market(), { ...state, volFactor: 1e-9 });
    expect(still).toBeCloseTo(
      100 *
        LEGS.reduce((sum, [right, name, side]) => {
          const k = ORACLE.strikes[name];
          return sum + side * bsm(right, 5800, k, t, ivs[name]);
        }, 34),
      6,
    );
  });

  const quote = (
    right: 'call' | 'put',
    strike: number,
    change: Partial<OptionQuote>,
  ): OptionQuote => ({ root: 'SPX', expiry: isoDate('2026-12-18'), strike, right, ...change });

  it('quoted vols and prices, and the forward by parity: the median (METHOD 10.1)', () => {
    const t = 30 / 365;
    const forward = 5821;
    const price = (right: 'call' | 'put', k: number, v: number): number =>
      black(right, forward, k, t, v, 0.04);
    const pairs = [5750, 5800, 5850].flatMap((k, i) => {
      const put = price('put', k, 0.16);
      // The first pair is off by three points: the median does not care.
      const call = price('call', k, 0.16) + (i === 0 ? 3 : 0);
      return [
        quote('call', k, { bid: call - 0.5, ask: call + 0.5 }),
        quote('put', k, { bid: put - 0.5, ask: put + 0.5 }),
      ];
    });
    const snapshot = {
      ...snapshotOf({ spx: 5800, vix: 16 / 0.88, time: THIRTY_DAYS_BEFORE }),
      options: [
        ...pairs,
        quote('put', 5500, { iv: 0.21 }),
        quote('put', 5600, { price: price('put', 5600, 0.185) }),
        quote('call', 6000, {
          bid: price('call', 6000, 0.15) - 1,
          ask: price('call', 6000, 0.15) + 1,
        }),
        // Of another root: not this condor's.
        { ...quote('call', 6100, { iv: 0.9 }), root: 'SPXW' as const },
      ],
    };
    const resolved = resolveCondor(ORACLE, market({ snapshot }));
    expect(resolved.forward).toBeCloseTo(forward, 7);
    expect(resolved.forwardSource).toBe('put-call parity');
    const vols = resolved.legs.map(({ impliedVol }) => impliedVol);
    expect(vols[0]).toBe(0.21);
    expect(vols[1]).toBeCloseTo(0.185, 9);
    expect(vols[2]).toBeCloseTo(0.15, 9);
    expect(vols[3]).toBeCloseTo(skew(atmBetween(forward, 0.185, 0.15), forward, 6100), 9);
  });

  it('at and after settlement it is the payoff', () => {
    const at = market();
    const resolved = resolveCondor(ORACLE, at);
    for (const spx of [5000, 5550, 5700, 6050, 7000]) {
      const state = { moment: SETTLES as EpochMs, spx, volFactor: 2 };
      expect(condorPnlInState(resolved, at, state)).toBeCloseTo(
        naivePnl(ORACLE, spx, SETTLES, 0.16),
        8,
      );
    }
  });
});
