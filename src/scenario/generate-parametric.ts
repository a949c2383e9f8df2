import { Refusal } from '../errors.js';
import { futureBeta, vixLogChange, vixResidual } from './central-path.js';
import type { Dynamics, ResponseColumn } from './dynamics.js';
import { generatorOf } from './generate.js';
import type { ScenarioGenerator, ShockDraw } from './generate.js';
import type { RandomSource } from './random.js';
import { SHOCK_TENORS } from './shock.js';

/** What SPX does, and over how long. */
export interface ParametricOptions {
  readonly dynamics: Dynamics;
  /** Sd of the SPX log return of one trading day, a fraction: 0.01 for an EDR of 1%. */
  readonly dailyVol: number;
  /** Trading days that a scenario takes; 1 by default. */
  readonly horizonDays?: number;
}

/** A Student t with 4 degrees of freedom has this variance. */
const STUDENT4_VARIANCE = 2;

/**
 * Parametric scenarios (METHOD 4.3): the SPX log return is a Student t with 4 degrees of freedom of
 * the sd `dailyVol` times the root of the days; VIX is the dynamics' conditional mean at the
 * horizon plus a normal of their residual sd; each constant maturity is its beta times the VIX log
 * change plus a normal of its own residual sd, the tenors' residuals having the dynamics' one
 * correlation. VVIX is left unknown. The SPX return has median 0 and no drift.
 * @throws Refusal for a vol that is none
 */
export function parametricGenerator(options: ParametricOptions): ScenarioGenerator {
  const { dynamics, dailyVol, horizonDays = 1 } = options;
  if (!(dailyVol > 0 && dailyVol < 0.5)) {
    throw new Refusal(
      `${dailyVol} is no daily vol`,
      'give the sd of the SPX return of a day as a fraction, such as 0.01',
    );
  }
  const scale = (dailyVol * Math.sqrt(horizonDays)) / Math.sqrt(STUDENT4_VARIANCE);
  const residuals = curveResiduals(dynamics, horizonDays);
  return generatorOf({
    name: 'parametric',
    description: `parametric (${dynamics.source}): Student t(4) of ${Number(dailyVol.toPrecision(4))} a day, ${horizonDays} trading days`,
    horizonDays,
    draw: (random) => drawShock(random, dynamics, scale, horizonDays, residuals),
  });
}

function drawShock(
  random: RandomSource,
  dynamics: Dynamics,
  scale: number,
  horizonDays: number,
  residuals: readonly number[],
): ShockDraw {
  const r = scale * random.student4();
  const vix =
    vixLogChange(dynamics, r, horizonDays) +
    vixResidual(dynamics, r, horizonDays) * random.normal();
  // One shared normal and one of each tenor's own give every pair the same correlation.
  const shared = Math.sqrt(dynamics.curveCorrelation) * random.normal();
  const own = Math.sqrt(1 - dynamics.curveCorrelation);
  return {
    spxReturn: Math.expm1(r),
    vixLogChange: vix,
    curveLogChanges: SHOCK_TENORS.map(
      (days, i) =>
        futureBeta(dynamics, days, r, horizonDays) * vix +
        (residuals[i] as number) * (shared + own * random.normal()),
    ),
  };
}

/** Residual sds by tenor, linear between the columns' horizons as all else of the path. */
function curveResiduals({ columns }: Dynamics, horizon: number): readonly number[] {
  const right = columns.findIndex((column) => column.horizon >= horizon);
  const last = columns[columns.length - 1] as ResponseColumn;
  if (right === -1) return last.curveResidual;
  const after = columns[right] as ResponseColumn;
  const before = columns[right - 1];
  if (before === undefined) return after.curveResidual;
  const share = (horizon - before.horizon) / (after.horizon - before.horizon);
  return after.curveResidual.map((sd, i) => {
    const left = before.curveResidual[i] as number;
    return left + share * (sd - left);
  });
}
