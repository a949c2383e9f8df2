import { DISCLAIMER } from '../disclaimer.js';
import { Refusal } from '../errors.js';
import type { MarketHistory } from '../market/history.js';
import { futureBeta, vixLogChange, vixResidual } from '../scenario/central-path.js';
import { DEFAULT_DYNAMICS } from '../scenario/dynamics.js';
import type { Dynamics } from '../scenario/dynamics.js';
import { betaCurve } from './beta-curve.js';
import { PATH_HORIZONS, fitColumn } from './central-fit.js';
import { windowsOf } from './changes.js';
import { fittedDynamics } from './fitted-dynamics.js';
import type { Borrowed } from './fitted-dynamics.js';
import type { CalibrationReport, Comparison } from './report.js';
import { dailyResponse } from './response.js';
import { rollYears } from './roll-years.js';
import { contractMoves, tenorBetas } from './tenor-betas.js';
import { vvixResponse } from './vvix-response.js';

/** Two years: with less, the bins of the path and the betas of the far contracts say nothing. */
const LEAST_DAYS = 500;

/**
 * Fits the spot-vol and term-structure dynamics to a history: METHOD 4.1, 4.2 and 15.7, and
 * replicates the roll indices of 3.2. Looks at nothing outside the history that it is given.
 * @throws Refusal where the history is too short, or does not move
 */
export function calibrate(history: MarketHistory): CalibrationReport {
  try {
    return fitted(history);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal(
      `the history cannot be fitted: ${error.message}`,
      'check the closes: they must move from day to day',
      { key: '--spx' },
    );
  }
}

function fitted(history: MarketHistory): CalibrationReport {
  const { days } = history;
  const curveDays = days.filter(({ curve }) => curve !== undefined);
  const [first] = days;
  const last = days[days.length - 1];
  const [firstCurve] = curveDays;
  const lastCurve = curveDays[curveDays.length - 1];
  if (days.length < LEAST_DAYS || !first || !last || !firstCurve || !lastCurve) {
    throw new Refusal(
      `the history has ${days.length} days with closes of SPX and VIX, ${curveDays.length} of them with VX settlements`,
      `give at least ${LEAST_DAYS} days`,
      { key: '--from' },
    );
  }
  const daily = windowsOf(history, 1);
  const moves = contractMoves(daily);
  const curve = betaCurve(moves);
  const vvix = vvixResponse(daily);
  const path = PATH_HORIZONS.map((horizon) =>
    fitColumn(horizon === 1 ? daily : windowsOf(history, horizon)),
  );
  const { dynamics, borrowed } = fittedDynamics(
    path,
    `fitted to SPX and VIX ${first.date} to ${last.date}, VX ${firstCurve.date} to ${lastCurve.date}`,
  );
  return {
    schemaVersion: 1,
    command: 'calibrate',
    window: {
      from: first.date,
      to: last.date,
      days: days.length,
      curveDays: curveDays.length,
      curveFrom: firstCurve.date,
      curveTo: lastCurve.date,
    },
    daily: dailyResponse(daily),
    tenorBetas: tenorBetas(moves, daily.days),
    ...(curve && { betaCurve: curve }),
    ...(vvix && { vvix }),
    path,
    rollYears: rollYears(history),
    dynamics,
    comparison: compare(dynamics),
    warnings: warningsOf(borrowed),
    disclaimer: DISCLAIMER,
  };
}

const COMPARED_MOVES = [-0.2, -0.1, -0.05, -0.02, 0.02, 0.05] as const;
const COMPARED_TENORS = [30, 90, 180] as const;

/** The fit beside METHOD 15.7, in the figures that a reader can place. */
function compare(fitted: Dynamics): Comparison[] {
  return PATH_HORIZONS.flatMap((horizon) => {
    const row = (figure: string, value: (dynamics: Dynamics) => number): Comparison => ({
      horizon,
      figure,
      fitted: value(fitted),
      builtIn: value(DEFAULT_DYNAMICS),
    });
    // A fall of 20% in a day or a week is beyond the last knot: the slope alone would be compared.
    const moves = COMPARED_MOVES.filter((move) => move > -0.2 || horizon >= 10);
    const ordinary = Math.log1p(0);
    const stress = Math.log1p(-0.1);
    return [
      ...moves.map((move) =>
        row(`VIX log change at SPX ${move > 0 ? '+' : ''}${Math.round(move * 100)}%`, (dynamics) =>
          vixLogChange(dynamics, Math.log1p(move), horizon),
        ),
      ),
      row('residual sd', (dynamics) => vixResidual(dynamics, ordinary, horizon)),
      row('residual sd, stress', (dynamics) => vixResidual(dynamics, stress, horizon)),
      ...COMPARED_TENORS.map((days) =>
        row(`beta, ${days} days`, (dynamics) => futureBeta(dynamics, days, ordinary, horizon)),
      ),
      ...COMPARED_TENORS.map((days) =>
        row(`beta, ${days} days, stress`, (dynamics) =>
          futureBeta(dynamics, days, stress, horizon),
        ),
      ),
    ];
  });
}

function warningsOf(borrowed: readonly Borrowed[]): { code: string; message: string }[] {
  return borrowed.map(({ horizon, figure, observations }) => ({
    code: 'built-in-stress',
    message:
      `The history has ${observations} windows of stress over ${horizon} trading ${horizon === 1 ? 'day' : 'days'}: ` +
      `${figure} is the built-in one.`,
  }));
}
