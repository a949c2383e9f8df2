import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condor, PerLeg } from '../../src/condor/condor.js';
import { atmVolOf, skewedVol } from '../../src/condor/vol-model.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';
import { STEWARD, condor, snapshotOf } from '../hedge/fixtures.js';
import { black } from '../hedge/naive.js';

const MODEL = STEWARD.vol;
const CARRY = { rate: 0.04, dividendYield: 0.013 };

/** METHOD 2.2, written down again. */
function naiveSkew(atm: number, forward: number, strike: number): number {
  const below = Math.max(0, Math.log(forward / strike));
  const above = Math.max(0, Math.log(strike / forward));
  return Math.max(0.05, atm + 0.35 * below - 0.05 * above);
}

/** Model credit of one condor, points: sold less bought, on the skew around `atm`. */
function naiveCredit(legs: PerLeg, spot: number, years: number, atm: number): number {
  const forward = spot * Math.exp((0.04 - 0.013) * years);
  const value = (right: 'put' | 'call', strike: number): number =>
    black(right, forward, strike, years, naiveSkew(atm, forward, strike), 0.04);
  return (
    value('put', legs.shortPut) -
    value('put', legs.longPut) +
    value('call', legs.shortCall) -
    value('call', legs.longCall)
  );
}

describe('skewedVol (METHOD 2.2)', () => {
  it('the vols of METHOD 13.3 about 16%', () => {
    const forward = 5800 * Math.exp(0.027 * (30 / 365));
    expect(forward).toBeCloseTo(5812.885526, 5);
    const vols = [5500, 5600, 6000, 6100].map((k) => skewedVol(0.16, forward, k, MODEL));
    [0.179365, 0.173059, 0.158416, 0.157589].forEach((wanted, i) =>
      expect(vols[i]).toBeCloseTo(wanted, 6),
    );
  });

  it('at the forward the at-the-money vol; never below the floor', () => {
    expect(skewedVol(0.16, 5800, 5800, MODEL)).toBe(0.16);
    expect(skewedVol(0.051, 5800, 8000, MODEL)).toBe(0.05);
    expect(skewedVol(0.01, 5800, 5800, MODEL)).toBe(0.05);
  });
});

describe('at-the-money vol from the VIX family (METHOD 15.4)', () => {
  // 2026-11-18 to 2026-12-18 is 30 days, as VIX itself looks ahead.
  const vol = (asOf: string, expiry: string, indices: Parameters<typeof snapshotOf>[0]) =>
    atmVolOf(
      condor({ expiry: isoDate(expiry) }),
      snapshotOf(indices),
      Date.parse(asOf) as EpochMs,
      CARRY,
      MODEL,
    );

  it('at VIX’s own 30 days: VIX x 0.88', () => {
    const got = vol('2026-11-18T21:00:00Z', '2026-12-18', { vix: 20 });
    expect(got.vol).toBeCloseTo(0.2 * 0.88, 14);
    expect(got.source).toContain('VIX at 30 days x 0.88');
    expect(got.fromCredit).toBe(false);
  });

  it('total variance between VIX9D and VIX by hand', () => {
    // 16 days from 2026-12-02 to 2026-12-18, between 9 and 30 days.
    const got = vol('2026-12-02T21:00:00Z', '2026-12-18', { vix: 20, vix9d: 15 });
    const variance = 0.15 ** 2 * 9 + (7 / 21) * (0.2 ** 2 * 30 - 0.15 ** 2 * 9);
    expect(got.vol).toBeCloseTo(0.88 * Math.sqrt(variance / 16), 14);
    expect(got.source).toContain('VIX9D and VIX');
  });

  it('between VIX and VIX3M, and VIX3M and VIX6M', () => {
    // 56 days to 2027-01-15, 93 to 2027-02-19 minus.., 150 days to 2027-04-17 minus one.
    const near = vol('2026-11-20T21:00:00Z', '2027-01-15', { vix: 20, vix3m: 22, vix6m: 23 });
    const nearVariance = 0.2 ** 2 * 30 + (26 / 63) * (0.22 ** 2 * 93 - 0.2 ** 2 * 30);
    expect(near.vol).toBeCloseTo(0.88 * Math.sqrt(nearVariance / 56), 14);
    const far = vol('2026-11-20T21:00:00Z', '2027-04-16', { vix: 20, vix3m: 22, vix6m: 23 });
    const farVariance = 0.22 ** 2 * 93 + (54 / 91) * (0.23 ** 2 * 184 - 0.22 ** 2 * 93);
    expect(far.vol).toBeCloseTo(0.88 * Math.sqrt(farVariance / 147), 14);
  });

  it('held beyond both ends, and over an index that is missing', () => {
    const day = '2026-12-14T21:00:00Z';
    expect(vol(day, '2026-12-18', { vix: 20, vix9d: 15 }).vol).toBeCloseTo(0.88 * 0.15, 14);
    expect(vol(day, '2026-12-18', { vix: 20 }).vol).toBeCloseTo(0.88 * 0.2, 14);
    expect(vol('2026-11-20T21:00:00Z', '2027-01-15', { vix: 20, vix3m: null }).vol).toBeCloseTo(
      0.88 * 0.2,
      14,
    );
    const over = vol('2026-11-20T21:00:00Z', '2027-01-15', { vix: 20, vix3m: null, vix6m: 23 });
    const variance = 0.2 ** 2 * 30 + (26 / 154) * (0.23 ** 2 * 184 - 0.2 ** 2 * 30);
    expect(over.vol).toBeCloseTo(0.88 * Math.sqrt(variance / 56), 14);
  });
});

describe('at-the-money vol from the opening credit (METHOD 15.4)', () => {
  const OPENED = isoDate('2026-11-20');
  /** From the close of 20 November (15:00) to 08:30 on 18 December, Chicago. */
  const YEARS =
    (Date.parse('2026-12-18T14:30:00Z') - Date.parse('2026-11-20T21:00:00Z')) / 31_536_000_000;
  const LEGS = { longPut: 6000, shortPut: 6100, shortCall: 6850, longCall: 6950 };

  function opened(credit: number, change: { legs?: PerLeg; openedSpx?: number } = {}): Condor {
    return condor({ legs: LEGS, openedSpx: 6512.4, ...change, credit, opened: OPENED });
  }

  function found(item: Condor, days = 0): ReturnType<typeof atmVolOf> {
    const asOf = (Date.parse('2026-11-20T21:00:00Z') + days * 86_400_000) as EpochMs;
    return atmVolOf(item, snapshotOf(), asOf, CARRY, MODEL);
  }

  it('finds the vol that made the credit', () => {
    const credit = naiveCredit(LEGS, 6512.4, YEARS, 0.17);
    const got = found(opened(credit));
    expect(got.fromCredit).toBe(true);
    expect(got.vol).toBeCloseTo(0.17, 9);
    expect(got.source).toContain('implied by the credit at SPX 6512.4 on 2026-11-20');
  });

  it('XSP the same from a tenth of everything but the SPX level', () => {
    const credit = naiveCredit(LEGS, 6512.4, YEARS, 0.17) / 10;
    const xsp = condor({
      underlying: 'XSP',
      legs: { longPut: 600, shortPut: 610, shortCall: 685, longCall: 695 },
      credit,
      opened: OPENED,
      openedSpx: 6512.4,
    });
    const close =
      (Date.parse('2026-12-18T21:00:00Z') - Date.parse('2026-11-20T21:00:00Z')) / 31_536_000_000;
    const got = found(xsp);
    expect(got.fromCredit).toBe(true);
    expect(
      10 *
        naiveCredit(
          { longPut: 600, shortPut: 610, shortCall: 685, longCall: 695 },
          651.24,
          close,
          got.vol,
        ),
    ).toBeCloseTo(10 * credit, 8);
  });

  it('speaks for today up to five days, then the VIX family does, and the source says why', () => {
    const item = opened(naiveCredit(LEGS, 6512.4, YEARS, 0.17));
    expect(found(item, 5).fromCredit).toBe(true);
    const old = found(item, 6);
    expect(old.fromCredit).toBe(false);
    expect(old.source).toMatch(/6 days old, more than 5/);
    // The rule of METHOD 15.4 has no limit: a large one gives it as written.
    const unlimited = { ...MODEL, creditMaxAgeDays: 3653 };
    const asOf = Date.parse('2026-12-17T21:00:00Z') as EpochMs;
    expect(atmVolOf(item, snapshotOf(), asOf, CARRY, unlimited).vol).toBeCloseTo(0.17, 9);
  });

  it('needs both the date and the level', () => {
    expect(found(condor({ openedSpx: 6512.4 })).fromCredit).toBe(false);
    expect(found(condor({ opened: OPENED })).fromCredit).toBe(false);
  });

  it('a credit that no vol makes falls back to the VIX family, and says so', () => {
    const got = found(opened(95));
    expect(got.fromCredit).toBe(false);
    expect(got.source).toContain('no vol makes the model value equal the credit');
  });

  it('is the lowest root: none lies below it on a fine scan, and its value is the credit', () => {
    const condors = fc
      .record({
        shortPut: fc.integer({ min: 560, max: 670 }),
        put: fc.integer({ min: 1, max: 20 }),
        gap: fc.integer({ min: 0, max: 60 }),
        call: fc.integer({ min: 1, max: 20 }),
        vol: fc.double({ min: 0.07, max: 2, noNaN: true }),
      })
      .map(({ shortPut, put, gap, call, vol }) => {
        const legs = {
          longPut: (shortPut - put) * 10,
          shortPut: shortPut * 10,
          shortCall: (shortPut + gap) * 10,
          longCall: (shortPut + gap + call) * 10,
        };
        return { legs, vol, credit: naiveCredit(legs, 6512.4, YEARS, vol) };
      })
      .filter(({ legs, credit }) => {
        const widest = Math.max(legs.shortPut - legs.longPut, legs.longCall - legs.shortCall);
        // Where every leg is at the floor, all low vols make one value: no root to speak of.
        const floored = naiveCredit(legs, 6512.4, YEARS, 0.01);
        return credit > 0.05 && credit < widest - 0.01 && Math.abs(credit - floored) > 1e-6;
      });
    fc.assert(
      fc.property(condors, ({ legs, credit }) => {
        const excess = (vol: number): number => naiveCredit(legs, 6512.4, YEARS, vol) - credit;
        let lowest: number | undefined;
        const steps = 1600;
        const scan = (i: number): number => 0.01 * 250 ** (i / steps);
        for (let i = 0; i < steps && lowest === undefined; i += 1) {
          if (excess(scan(i)) * excess(scan(i + 1)) <= 0) lowest = scan(i + 1);
        }
        const got = found(opened(credit, { legs }));
        expect({ legs, credit, fromCredit: got.fromCredit }).toEqual({
          legs,
          credit,
          fromCredit: true,
        });
        expect(Math.abs(excess(got.vol))).toBeLessThan(1e-8);
        // A scan can step over two roots that lie together; then the value alone decides.
        if (lowest !== undefined) expect(got.vol).toBeLessThanOrEqual(lowest * (1 + 1e-9));
      }),
      { numRuns: 150 },
    );
  });

  describe('opened on the valuation day: no later than the valuation time', () => {
    const ZERO_DTE = { longPut: 6482, shortPut: 6492, shortCall: 6532, longCall: 6542 };
    const at = (time: string): EpochMs => Date.parse(time) as EpochMs;
    const sameDay = (credit: number): Condor =>
      condor({
        underlying: 'SPXW',
        expiry: OPENED,
        opened: OPENED,
        openedSpx: 6512.4,
        legs: ZERO_DTE,
        credit,
      });
    const valued = (item: Condor, time: string): ReturnType<typeof atmVolOf> =>
      atmVolOf(item, snapshotOf({ vix9d: 16.8 }), at(time), CARRY, MODEL);

    it('a 0-DTE condor in the morning: the vol of its six hours, not of a last minute', () => {
      const sixHours = 6 / 8760;
      const got = valued(
        sameDay(naiveCredit(ZERO_DTE, 6512.4, sixHours, 0.15)),
        '2026-11-20T15:00:00Z',
      );
      expect(got.fromCredit).toBe(true);
      expect(got.vol).toBeCloseTo(0.15, 9);
      const two = valued(sameDay(2), '2026-11-20T15:00:00Z');
      expect(naiveCredit(ZERO_DTE, 6512.4, sixHours, two.vol)).toBeCloseTo(2, 8);
      expect(two.vol).toBeLessThan(0.2);
    });

    it('a longer one in the morning: the clock runs from the valuation time', () => {
      const years =
        (Date.parse('2026-12-18T14:30:00Z') - at('2026-11-20T15:00:00Z')) / 31_536_000_000;
      const item = opened(naiveCredit(LEGS, 6512.4, years, 0.17));
      expect(valued(item, '2026-11-20T15:00:00Z').vol).toBeCloseTo(0.17, 9);
      // Valued on a later day it was opened by 15:00, whatever the valuation's own hour.
      const close = opened(naiveCredit(LEGS, 6512.4, YEARS, 0.17));
      expect(valued(close, '2026-11-23T15:00:00Z').vol).toBeCloseTo(0.17, 9);
    });

    it.each([
      [
        'at noon, when the hour of opening decides',
        sameDay(2),
        '2026-11-20T18:00:00Z',
        'opened on its expiry day at an hour not known',
      ],
      [
        'a minute before the end',
        sameDay(2),
        '2026-11-20T20:59:00Z',
        'opened on its expiry day at an hour not known',
      ],
      [
        'AM-settled options, which no longer trade that day',
        condor({ opened: isoDate('2026-12-18'), openedSpx: 6512.4 }),
        '2026-12-18T14:00:00Z',
        'AM-settled options no longer trade',
      ],
    ])('%s: the VIX family, and the source says why', (_, item, time, reason) => {
      const got = valued(item, time);
      expect(got.fromCredit).toBe(false);
      expect(got.vol).toBeCloseTo(0.168 * 0.88, 14);
      expect(got.source).toContain(reason);
    });
  });
});
