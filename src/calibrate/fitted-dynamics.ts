import { DEFAULT_DYNAMICS } from '../scenario/dynamics.js';
import type { Dynamics, ResponseColumn } from '../scenario/dynamics.js';
import type { FittedColumn } from './central-fit.js';
import type { Estimate } from './estimate.js';

/** Decimals kept: a hundred times finer than any standard error, and short enough to read. */
const DECIMALS = 6;

/** A figure of stress that the history could not tell. */
export interface Borrowed {
  readonly horizon: number;
  readonly figure: string;
  readonly observations: number;
}

/**
 * The fitted columns as dynamics. What a history without a crash cannot tell (sds and betas of
 * stress) is taken from the built-in column, and listed.
 */
export function fittedDynamics(
  columns: readonly FittedColumn[],
  source: string,
): { dynamics: Dynamics; borrowed: Borrowed[] } {
  const borrowed: Borrowed[] = [];
  const made = columns.map((column): ResponseColumn => {
    const { horizon, stressResidual, stressBeta, stressReturn } = column;
    const builtIn = builtInColumn(horizon);
    if (stressResidual === undefined) {
      borrowed.push({
        horizon,
        figure: 'stressResidual',
        observations: column.stressObservations,
      });
    }
    if (stressBeta === undefined) {
      borrowed.push({
        horizon,
        figure: 'stressBeta',
        observations: column.stressCurveObservations,
      });
    }
    return {
      horizon,
      knots: column.knots.map(
        ({ spxLogReturn, vixLogChange }) =>
          [rounded(spxLogReturn), rounded(vixLogChange.value)] as const,
      ),
      residual: rounded(column.residual.value),
      stressResidual: rounded(stressResidual?.value ?? builtIn.stressResidual),
      stressReturn,
      ordinaryBeta: valuesOf(column.ordinaryBeta),
      stressBeta: stressBeta === undefined ? builtIn.stressBeta : valuesOf(stressBeta),
      curveResidual: valuesOf(column.curveResidual),
    };
  });
  const [first = DEFAULT_DYNAMICS.columns[0], ...others] = made;
  const correlation = columns.reduce((sum, column) => sum + column.curveCorrelation, 0);
  return {
    dynamics: {
      source,
      columns: [first, ...others],
      ramp: DEFAULT_DYNAMICS.ramp,
      curveCorrelation: rounded(correlation / columns.length),
    },
    borrowed,
  };
}

function valuesOf(estimates: readonly Estimate[]): number[] {
  return estimates.map(({ value }) => rounded(value));
}

function rounded(value: number): number {
  return Number(value.toFixed(DECIMALS)) + 0;
}

function builtInColumn(horizon: number): ResponseColumn {
  const { columns } = DEFAULT_DYNAMICS;
  return columns.find((column) => column.horizon === horizon) ?? columns[0];
}
