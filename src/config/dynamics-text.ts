import type { Dynamics, ResponseColumn } from '../scenario/dynamics.js';
import { SHOCK_TENORS } from '../scenario/shock.js';

/**
 * Dynamics as a file for `--dynamics`: YAML with comments. Every number is written in full, so
 * that reading the file back gives the same dynamics to the last bit.
 */
export function dynamicsText(dynamics: Dynamics): string {
  const { source, ramp, curveCorrelation, columns } = dynamics;
  return [
    '# How VIX answers SPX and the VX futures answer VIX. Written by alvh calibrate; read by',
    '# --dynamics in place of the built-in figures (METHOD 15.7). docs/calibrate.md says how it is',
    '# fitted and what each key means.',
    'version: 1',
    `source: ${JSON.stringify(source)}`,
    '# SPX returns between which betas go from ordinary to stress.',
    `ramp: { start: ${ramp.start}, end: ${ramp.end} }`,
    "# Of the tenors' residuals with one another.",
    `curveCorrelation: ${curveCorrelation}`,
    'columns:',
    ...columns.flatMap(columnLines),
    '',
  ].join('\n');
}

function columnLines(column: ResponseColumn, index: number): string[] {
  const explain = (text: string): string[] => (index === 0 ? [`    # ${text}`] : []);
  return [
    ...(index === 0 ? ['  # Trading days.'] : []),
    `  - horizon: ${column.horizon}`,
    ...explain('[SPX log return, VIX log change]: conditional means, linear between.'),
    '    knots:',
    ...column.knots.map(([r, change]) => `      - [${r}, ${change}]`),
    ...explain(
      'Sd of the VIX log change about them, and where SPX returns less than stressReturn.',
    ),
    `    residual: ${column.residual}`,
    `    stressResidual: ${column.stressResidual}`,
    `    stressReturn: ${column.stressReturn}`,
    ...explain(`dln F / dln VIX of constant maturities of ${SHOCK_TENORS.join(', ')} days.`),
    `    ordinaryBeta: ${listOf(column.ordinaryBeta)}`,
    `    stressBeta: ${listOf(column.stressBeta)}`,
    ...explain('Sd of dln F about the ordinary beta.'),
    `    curveResidual: ${listOf(column.curveResidual)}`,
  ];
}

function listOf(values: readonly number[]): string {
  return `[${values.join(', ')}]`;
}
