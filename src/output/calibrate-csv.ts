import type { Estimate } from '../calibrate/estimate.js';
import type { CalibrationReport } from '../calibrate/report.js';
import { SHOCK_TENORS } from '../scenario/shock.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';

/** One figure a row, so that a script finds each by section, horizon and name. */
interface Row {
  readonly section: string;
  /** Trading days. */
  readonly horizon?: number;
  readonly name: string;
  /** Where the figure stands: an SPX log return, days to expiry, a year. */
  readonly at?: number;
  readonly value?: number | undefined;
  readonly standardError?: number;
  readonly observations?: number;
}

const COLUMNS: readonly CsvColumn<Row>[] = [
  ['section', (row) => row.section],
  ['horizon_days', (row) => row.horizon],
  ['name', (row) => row.name],
  ['at', (row) => row.at],
  ['value', (row) => row.value],
  ['standard_error', (row) => row.standardError],
  ['observations', (row) => row.observations],
];

export function calibrateCsv(report: CalibrationReport): string {
  return csvText(COLUMNS, [
    ...dailyRows(report),
    ...tenorRows(report),
    ...vvixRows(report),
    ...report.path.flatMap(pathRows),
    ...rollRows(report),
  ]);
}

function dailyRows({ daily }: CalibrationReport): Row[] {
  const { models, buckets, observations } = daily;
  return [
    ...models.flatMap(({ name, coefficients, r2 }): Row[] => [
      ...coefficients.map((coefficient) => ({
        section: 'daily',
        name: `${name}.${coefficient.name}`,
        value: coefficient.value,
        standardError: coefficient.robustError,
        observations,
      })),
      { section: 'daily', name: `${name}.r2`, value: r2, observations },
    ]),
    ...buckets.map((bucket) => ({
      section: 'daily',
      name: 'bucket.ratio',
      at: bucket.spxLogReturn,
      value: bucket.ratio.value,
      standardError: bucket.ratio.standardError,
      observations: bucket.observations,
    })),
  ];
}

function tenorRows({ tenorBetas, betaCurve }: CalibrationReport): Row[] {
  const ranks = tenorBetas.flatMap((row): Row[] => {
    const figure = (name: string, estimate: Estimate | undefined): Row[] =>
      estimate === undefined
        ? []
        : [
            {
              section: 'tenor',
              name: `${row.contract}.${name}`,
              at: row.meanDays,
              ...estimate,
              observations: name === 'stressBeta' ? row.stressObservations : row.observations,
            },
          ];
    return [
      ...figure('beta', row.beta),
      { section: 'tenor', name: `${row.contract}.r2`, at: row.meanDays, value: row.r2 },
      ...figure('spxBeta', row.spxBeta),
      ...figure('pointsBeta', row.pointsBeta),
      ...figure('stressBeta', row.stressBeta),
    ];
  });
  if (betaCurve === undefined) return ranks;
  const { floor, scale, rate, rmse } = betaCurve;
  return [
    ...ranks,
    { section: 'betaCurve', name: 'floor', ...floor },
    { section: 'betaCurve', name: 'scale', ...scale },
    { section: 'betaCurve', name: 'rate', ...rate },
    { section: 'betaCurve', name: 'rmse', value: rmse },
  ];
}

function vvixRows({ vvix }: CalibrationReport): Row[] {
  if (vvix === undefined) return [];
  const { beta, r2, observations } = vvix;
  return [
    { section: 'vvix', name: 'beta', ...beta, observations },
    { section: 'vvix', name: 'r2', value: r2, observations },
  ];
}

function pathRows(column: CalibrationReport['path'][number]): Row[] {
  const { horizon } = column;
  const row = (name: string, estimate: Estimate | undefined, at?: number): Row[] =>
    estimate === undefined
      ? []
      : [{ section: 'path', horizon, name, ...(at !== undefined && { at }), ...estimate }];
  const byTenor = (name: string, estimates: readonly Estimate[] | undefined): Row[] =>
    SHOCK_TENORS.flatMap((days, i) => row(name, estimates?.[i], days));
  return [
    ...column.knots.map(({ spxLogReturn, vixLogChange, observations }) => ({
      section: 'path',
      horizon,
      name: 'knot',
      at: spxLogReturn,
      ...vixLogChange,
      observations,
    })),
    ...row('residual', column.residual),
    ...row('stressResidual', column.stressResidual),
    ...byTenor('ordinaryBeta', column.ordinaryBeta),
    ...byTenor('stressBeta', column.stressBeta),
    ...byTenor('curveResidual', column.curveResidual),
  ];
}

/** A year that is not whole has no figure here: it would be compared with one that is. */
function rollRows({ rollYears }: CalibrationReport): Row[] {
  return rollYears
    .filter(({ complete }) => complete)
    .flatMap(({ year, shortTerm, midTerm }): Row[] =>
      [
        { name: 'shortTerm.total', value: shortTerm?.total },
        { name: 'shortTerm.excess', value: shortTerm?.excess },
        { name: 'midTerm.total', value: midTerm?.total },
        { name: 'midTerm.excess', value: midTerm?.excess },
      ].map((row) => ({ section: 'rollYear', at: year, ...row })),
    );
}
