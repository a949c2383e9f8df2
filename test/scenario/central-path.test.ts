import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  futureBeta,
  spxVolBeta,
  vixLogChange,
  vixOnPath,
  vixResidual,
} from '../../src/scenario/central-path.js';
import { DEFAULT_DYNAMICS } from '../../src/scenario/dynamics.js';
import * as naive from '../hedge/naive.js';

const HORIZONS = [1, 5, 10, 20, 40];

const spxReturn = fc.double({ min: -0.55, max: 0.3, noNaN: true });
const horizon = fc.double({ min: 0, max: 60, noNaN: true });

describe('VIX along the central path (METHOD 15.7)', () => {
  it('has the five columns of METHOD', () => {
    expect(naive.COLUMNS.map((column) => [column.horizon, column.knots.length])).toEqual([
      [1, 9],
      [5, 11],
      [10, 13],
      [20, 13],
      [40, 13],
    ]);
  });

  it.each(naive.COLUMNS)('every knot of the $horizon-day column', ({ horizon: days, knots }) => {
    for (const [r, change] of knots)
      expect(vixLogChange(DEFAULT_DYNAMICS, r, days)).toBeCloseTo(change, 14);
  });

  it('by hand: half-way between two knots, and between two columns', () => {
    // 20 days, between (-.119, .394) and (-.083, .322).
    expect(vixLogChange(DEFAULT_DYNAMICS, -0.101, 20)).toBeCloseTo(0.358, 14);
    // -10% in logs: 10 days between (-.116, .436) and (-.082, .314), 20 days as above.
    const ten = 0.436 + (0.016 / 0.034) * (0.314 - 0.436);
    const twenty = 0.394 + (0.019 / 0.036) * (0.322 - 0.394);
    expect(vixLogChange(DEFAULT_DYNAMICS, -0.1, 15)).toBeCloseTo((ten + twenty) / 2, 14);
    expect(vixLogChange(DEFAULT_DYNAMICS, -0.1, 12)).toBeCloseTo(0.8 * ten + 0.2 * twenty, 14);
  });

  it('beyond the ends the last slope goes on; below one day and above forty the column holds', () => {
    expect(vixLogChange(DEFAULT_DYNAMICS, -0.4, 20)).toBeCloseTo(1.151 + (0.082 / 0.129) * 0.6, 12);
    expect(vixLogChange(DEFAULT_DYNAMICS, 0.2, 20)).toBeCloseTo(
      -0.266 + (0.095 / 0.043) * (-0.266 + 0.194),
      12,
    );
    expect(vixLogChange(DEFAULT_DYNAMICS, -0.05, 0)).toBe(vixLogChange(DEFAULT_DYNAMICS, -0.05, 1));
    expect(vixLogChange(DEFAULT_DYNAMICS, -0.05, 60)).toBe(
      vixLogChange(DEFAULT_DYNAMICS, -0.05, 40),
    );
  });

  it('agrees with a second reading of the tables everywhere', () => {
    fc.assert(
      fc.property(spxReturn, horizon, (r, days) => {
        expect(vixLogChange(DEFAULT_DYNAMICS, r, days)).toBeCloseTo(
          naive.vixLogChange(r, days),
          11,
        );
        expect(vixResidual(DEFAULT_DYNAMICS, r, days)).toBeCloseTo(naive.residual(r, days), 12);
        expect(vixOnPath(DEFAULT_DYNAMICS, 17.92, r, days)).toBeCloseTo(
          naive.vixAt(17.92, r, days),
          9,
        );
        expect(vixOnPath(DEFAULT_DYNAMICS, 17.92, r, days, -1)).toBeCloseTo(
          naive.vixAt(17.92, r, days, -1),
          9,
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('VIX never rises with SPX', () => {
    for (let days = 0; days <= 45; days += 1.5) {
      let last = Infinity;
      for (let r = -0.6; r <= 0.4; r += 0.001) {
        const vix = vixOnPath(DEFAULT_DYNAMICS, 20, r, days);
        expect(vix).toBeLessThanOrEqual(last + 1e-12);
        last = vix;
      }
    }
  });

  it('VIX is held in [9, 90]', () => {
    expect(vixOnPath(DEFAULT_DYNAMICS, 10, 0.3, 20)).toBe(9);
    expect(vixOnPath(DEFAULT_DYNAMICS, 40, -0.5, 20)).toBe(90);
    expect(vixOnPath(DEFAULT_DYNAMICS, 12, 0, 20, 30)).toBe(90);
    expect(vixOnPath(DEFAULT_DYNAMICS, 17.92, 0, 20)).toBeGreaterThan(9);
  });

  it('residual sds: the stress ones only below the stated fall, as a simple return', () => {
    expect(vixResidual(DEFAULT_DYNAMICS, Math.log(0.9701), 1)).toBe(0.05);
    expect(vixResidual(DEFAULT_DYNAMICS, Math.log(0.9699), 1)).toBe(0.12);
    expect(vixResidual(DEFAULT_DYNAMICS, Math.log(0.9501), 20)).toBe(0.14);
    expect(vixResidual(DEFAULT_DYNAMICS, Math.log(0.9499), 20)).toBe(0.25);
    expect(HORIZONS.map((days) => vixResidual(DEFAULT_DYNAMICS, 0, days))).toEqual([
      0.05, 0.09, 0.12, 0.14, 0.18,
    ]);
    expect(HORIZONS.map((days) => vixResidual(DEFAULT_DYNAMICS, -0.2, days))).toEqual([
      0.12, 0.2, 0.25, 0.25, 0.28,
    ]);
    expect(vixResidual(DEFAULT_DYNAMICS, 0, 15)).toBeCloseTo(0.13, 14);
  });
});

describe('futures’ betas (METHOD 15.7)', () => {
  it.each(HORIZONS)('every tenor of the %d-day row, ordinary and stress', (days) => {
    for (let i = 0; i < 6; i += 1) {
      const tenor = 30 * (i + 1);
      const ordinary = naive.ORDINARY_BETAS.get(days)?.[i] ?? NaN;
      const stress = naive.STRESS_BETAS.get(days)?.[i] ?? NaN;
      for (const r of [0.1, 0, Math.log(0.98)]) {
        expect(futureBeta(DEFAULT_DYNAMICS, tenor, r, days)).toBeCloseTo(ordinary, 12);
      }
      for (const r of [Math.log(0.95), -0.2]) {
        expect(futureBeta(DEFAULT_DYNAMICS, tenor, r, days)).toBeCloseTo(stress, 12);
      }
      expect(futureBeta(DEFAULT_DYNAMICS, tenor, Math.log(0.965), days)).toBeCloseTo(
        (ordinary + stress) / 2,
        12,
      );
    }
  });

  it('1 at 0 days, linear to 30, held beyond 180', () => {
    for (const r of [0, -0.03, -0.2]) {
      expect(futureBeta(DEFAULT_DYNAMICS, 0, r, 20)).toBeCloseTo(1, 14);
      expect(futureBeta(DEFAULT_DYNAMICS, 400, r, 20)).toBe(
        futureBeta(DEFAULT_DYNAMICS, 180, r, 20),
      );
    }
    expect(futureBeta(DEFAULT_DYNAMICS, 10, 0, 20)).toBeCloseTo(1 - (0.378 * 10) / 30, 12);
    expect(futureBeta(DEFAULT_DYNAMICS, 75, 0, 20)).toBeCloseTo((0.461 + 0.373) / 2, 12);
    expect(futureBeta(DEFAULT_DYNAMICS, 30, 0, 7.5)).toBeCloseTo((0.554 + 0.584) / 2, 12);
  });

  it('agrees with a second reading of the tables everywhere', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 260, noNaN: true }), spxReturn, horizon, (d, r, h) => {
        expect(futureBeta(DEFAULT_DYNAMICS, d, r, h)).toBeCloseTo(naive.beta(d, r, h), 11);
      }),
      { numRuns: 3000 },
    );
  });

  it('SPX vol: mean of the betas up to its tenor over that up to 30 days, so 1 at 30', () => {
    const mean = (days: number, r: number, h: number): number => {
      const steps = 6000;
      let sum = 0;
      for (let i = 0; i < steps; i += 1) sum += naive.beta(((i + 0.5) * days) / steps, r, h);
      return sum / steps;
    };
    for (const r of [0, -0.04, -0.1]) {
      expect(spxVolBeta(DEFAULT_DYNAMICS, 30, r, 20)).toBeCloseTo(1, 12);
      for (const days of [1, 7, 45, 100, 260]) {
        expect(spxVolBeta(DEFAULT_DYNAMICS, days, r, 20)).toBeCloseTo(
          mean(days, r, 20) / mean(30, r, 20),
          5,
        );
      }
    }
  });
});
