import { beforeAll, describe, expect, it } from 'vitest';
import { calibrate } from '../../src/calibrate/calibrate.js';
import type { Estimate } from '../../src/calibrate/estimate.js';
import type { CalibrationReport } from '../../src/calibrate/report.js';
import { isoDate } from '../../src/market/date.js';
import { historyWindow } from '../../src/market/history.js';
import { TRUTH, betaOf, syntheticHistory } from './fixtures.js';

/** Standard errors that a recovered figure may lie off; one draw in 15,000 would. */
const ERRORS = 4;

let report: CalibrationReport;
beforeAll(() => {
  report = calibrate(syntheticHistory());
});

function expectWithin(estimate: Estimate | undefined, truth: number, slack = 0): void {
  const { value, standardError } = estimate ?? { value: NaN, standardError: NaN };
  expect(standardError).toBeGreaterThan(0);
  expect(Math.abs(value - truth), `${value} ±${standardError}, made with ${truth}`).toBeLessThan(
    ERRORS * standardError + slack,
  );
}

describe('what a synthetic market was made with is found again', () => {
  it('the daily response, in the form it has', () => {
    const [linear, , saturating] = report.daily.models;
    const term = (name: string): Estimate => {
      const found = saturating?.coefficients.find((each) => each.name === name);
      return { value: found?.value ?? NaN, standardError: found?.robustError ?? NaN };
    };
    expectWithin(term('b'), TRUTH.slope);
    expectWithin(term('c'), TRUTH.curvature);
    expect(saturating?.r2).toBeGreaterThan(linear?.r2 ?? NaN);
    expect(saturating?.residualSd).toBeCloseTo(TRUTH.noise, 2);
    const { residuals, observations } = report.daily;
    expect(observations).toBe(TRUTH.days - 1);
    expect(Math.abs(residuals.skewness)).toBeLessThan(0.2);
    expect(Math.abs(residuals.excessKurtosis)).toBeLessThan(0.4);
    expect(Math.abs(residuals.autocorrelation)).toBeLessThan(0.08);
  });

  it('classical and Newey-West errors agree where residuals are independent', () => {
    for (const { standardError, robustError } of report.daily.models[2]?.coefficients ?? []) {
      expect(robustError / standardError).toBeGreaterThan(0.6);
      expect(robustError / standardError).toBeLessThan(1.6);
    }
  });

  it('tenor betas and the exponential through them', () => {
    expect(report.tenorBetas.map(({ contract }) => contract)).toEqual(
      Array.from({ length: 7 }, (_, i) => `VX${i + 1}`),
    );
    for (const { beta, meanDays, contract } of report.tenorBetas.slice(1)) {
      // The beta of a rank is the mean over its days to expiry, which bends.
      expectWithin(beta, betaOf(TRUTH, meanDays), contract === 'VX2' ? 0.02 : 0.005);
    }
    const { betaCurve } = report;
    expectWithin(betaCurve?.floor, TRUTH.floor, 0.005);
    expectWithin(betaCurve?.scale, TRUTH.scale, 0.01);
    expectWithin(betaCurve?.rate, TRUTH.rate, 0.2);
    expect(betaCurve?.rmse).toBeLessThan(0.01);
  });

  it('constant maturities and the path', () => {
    const [oneDay] = report.path;
    // Constant maturities interpolate between contracts, where the curve bends.
    oneDay?.ordinaryBeta.forEach((beta, i) => {
      expectWithin(beta, betaOf(TRUTH, 30 * (i + 1)), i === 0 ? 0.02 : 0.01);
    });
    for (const { spxLogReturn: r, vixLogChange, pooled } of oneDay?.knots ?? []) {
      if (pooled) continue;
      const truth = TRUTH.slope * r + TRUTH.curvature * r * Math.abs(r);
      expectWithin(vixLogChange, truth, 0.01);
    }
    expectWithin(oneDay?.residual, TRUTH.noise, 0.002);
    expect(report.vvix?.beta.value).toBeGreaterThan(0.2);
  });

  it('every path is one that --dynamics takes: ascending, never rising', () => {
    for (const { knots, residual, ordinaryBeta } of report.dynamics.columns) {
      knots.slice(1).forEach(([r, change], i) => {
        expect(r).toBeGreaterThan(knots[i]?.[0] ?? NaN);
        expect(change).toBeLessThanOrEqual(knots[i]?.[1] ?? NaN);
      });
      expect(residual).toBeGreaterThan(0);
      for (const beta of ordinaryBeta) expect(beta).toBeGreaterThan(0);
    }
  });
});

describe('the window', () => {
  it('looks at nothing later: what follows the window changes nothing', () => {
    const history = syntheticHistory({ ...TRUTH, days: 1800 });
    const to = isoDate('2012-06-29');
    const windowed = calibrate(historyWindow(history, undefined, to));
    const cut = { ...history, days: history.days.filter(({ date }) => date <= to) };
    const changed = {
      ...history,
      days: history.days.map((day) => (day.date > to ? { ...day, vix: 99, spx: 1 } : day)),
    };
    expect(windowed).toEqual(calibrate(cut));
    expect(windowed).toEqual(calibrate(historyWindow(changed, undefined, to)));
  });

  it('a missing day takes away the changes that touch it, and no more', () => {
    const history = syntheticHistory({ ...TRUTH, days: 600 });
    const whole = calibrate(history);
    const holed = calibrate({ ...history, days: history.days.filter((_, i) => i !== 300) });
    expect(holed.daily.observations).toBe(whole.daily.observations - 2);
    expect(holed.path.map(({ observations }) => observations)).toEqual(
      whole.path.map(({ observations }) => observations - 2),
    );
  });

  it('refuses what is too short, and what does not move', () => {
    const history = syntheticHistory({ ...TRUTH, days: 400 });
    expect(() => calibrate(history)).toThrow(/400 days/);
    const still = syntheticHistory({ ...TRUTH, days: 600 });
    const flat = { ...still, days: still.days.map((day) => ({ ...day, spx: 1000 })) };
    expect(() => calibrate(flat)).toThrow(/cannot be fitted|too short/);
  });

  it('borrows figures of stress that a calm history cannot tell, and says so', () => {
    const calm = syntheticHistory({ ...TRUTH, days: 700 });
    const quiet = calibrate({
      ...calm,
      days: calm.days.map((day, i) => ({ ...day, spx: 1000 + 3 * Math.sin(i / 3) })),
    });
    expect(quiet.warnings.map(({ code }) => code)).toContain('built-in-stress');
    expect(quiet.dynamics.columns[0].stressResidual).toBe(0.12);
    expect(quiet.path[0]?.stressResidual).toBeUndefined();
  });
});
