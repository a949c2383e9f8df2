import type { Estimate } from '../calibrate/estimate.js';
import type { CalibrationReport } from '../calibrate/report.js';
import { SHOCK_TENORS } from '../scenario/shock.js';
import { dailyTables, tenorTables, vvixBlocks } from './calibrate-daily.js';
import { cell, figures, words } from './document.js';
import type { Block, Fact, TableBlock } from './document.js';
import { withError } from './estimate-cell.js';
import { closingBlock } from './facts.js';
import { ABSENT, counted, grouped, percent } from './format.js';
import { span } from './prose.js';

/** What `alvh calibrate` says: every figure with its standard error. */
export function calibrateDocument(report: CalibrationReport): Block[] {
  return [
    { kind: 'title', text: [span('Spot-vol and term-structure dynamics', 'strong')] },
    { kind: 'facts', facts: headerFacts(report) },
    { kind: 'heading', text: 'VIX on SPX by the day' },
    ...dailyTables(report.daily),
    { kind: 'heading', text: 'VX on VIX by the day, contract by contract' },
    ...tenorTables(report),
    ...vvixBlocks(report),
    { kind: 'heading', text: 'Central path: VIX on SPX over a horizon' },
    knotsTable(report),
    residualsTable(report),
    { kind: 'heading', text: 'Constant maturities on VIX over a horizon' },
    betasTable(report, 'Ordinary beta', 'of maturity', (column) => column.ordinaryBeta),
    betasTable(report, 'Stress beta', 'SPX below -5%', (column) => column.stressBeta),
    betasTable(report, 'Residual sd', 'ordinary beta', (column) => column.curveResidual),
    ...(report.rollYears.length === 0 ? [] : rollBlocks(report)),
    { kind: 'heading', text: 'Against the built-in figures' },
    comparisonTable(report),
    closingBlock(report, [
      {
        label: 'Errors',
        text: [
          'standard errors are Newey-West, with twice the overlap of the windows as lags; those marked classical are ordinary least squares',
        ],
      },
    ]),
  ];
}

function headerFacts({ window, dynamics, rollYears }: CalibrationReport): Fact[] {
  const bills = rollYears.some(({ shortTerm }) => shortTerm?.total !== undefined);
  return [
    {
      label: 'SPX, VIX',
      text: [`${window.from} to ${window.to}, ${counted(window.days, 'day')}`],
    },
    {
      label: 'VX',
      text: [`${window.curveFrom} to ${window.curveTo}, ${counted(window.curveDays, 'day')}`],
    },
    { label: 'Bills', text: [bills ? 'given' : 'none: excess returns of the roll indices alone'] },
    { label: 'Dynamics', text: [dynamics.source] },
  ];
}

function knotsTable({ path }: CalibrationReport): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Horizon'),
      figures('SPX', 'log return'),
      figures('VIX', 'log change'),
      figures('standard', 'error'),
      figures('windows'),
    ],
    rows: path.flatMap(({ horizon, knots }) =>
      knots.map(({ spxLogReturn, vixLogChange, observations, pooled }) => [
        cell(counted(horizon, 'day')),
        cell(grouped(spxLogReturn, 3)),
        cell(`${grouped(vixLogChange.value, 3)}${pooled ? '*' : ''}`),
        cell(grouped(vixLogChange.standardError, 3)),
        cell(grouped(observations, 0)),
      ]),
    ),
  };
}

function residualsTable({ path }: CalibrationReport): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Residual sd', '* pooled'),
      figures('ordinary'),
      figures('stress'),
      figures('stress', 'below SPX'),
      figures('stress', 'windows'),
      figures('auto-', 'correlation'),
      words('furthest off'),
    ],
    rows: path.map((column) => {
      const [worst] = column.residuals.largest;
      return [
        cell(counted(column.horizon, 'day')),
        withError(column.residual),
        withError(column.stressResidual),
        cell(percent(column.stressReturn)),
        cell(grouped(column.stressObservations, 0)),
        cell(grouped(column.residuals.autocorrelation, 2)),
        cell(worst === undefined ? ABSENT : `${worst.date} ${grouped(worst.residual, 2)}`, 'dim'),
      ];
    }),
  };
}

function betasTable(
  { path }: CalibrationReport,
  name: string,
  note: string,
  pick: (column: CalibrationReport['path'][number]) => readonly Estimate[] | undefined,
): TableBlock {
  return {
    kind: 'table',
    columns: [words(name, note), ...SHOCK_TENORS.map((days) => figures(`${days} days`))],
    rows: path.map((column) => [
      cell(counted(column.horizon, 'day')),
      ...SHOCK_TENORS.map((_, i) => withError(pick(column)?.[i])),
    ]),
  };
}

function rollBlocks({ rollYears }: CalibrationReport): Block[] {
  return [
    { kind: 'heading', text: 'S&P 500 VIX futures indices, replicated' },
    {
      kind: 'table',
      columns: [
        words('Year'),
        figures('short-term', 'total'),
        figures('short-term', 'excess'),
        figures('mid-term', 'total'),
        figures('mid-term', 'excess'),
        words('from', 'to'),
      ],
      rows: rollYears.map(({ year, shortTerm, midTerm, complete, missingDays, from, to }) => [
        cell(String(year)),
        cell(yearReturn(shortTerm?.total)),
        cell(yearReturn(shortTerm?.excess)),
        cell(yearReturn(midTerm?.total)),
        cell(yearReturn(midTerm?.excess)),
        complete
          ? cell('whole year', 'dim')
          : cell(
              `${from} to ${to}${missingDays > 0 ? `, ${counted(missingDays, 'day')} missing` : ''}`,
              'warning',
            ),
      ]),
    },
  ];
}

function yearReturn(value: number | undefined): string {
  return value === undefined ? ABSENT : `${grouped(value * 100, 2)}%`;
}

function comparisonTable({ comparison }: CalibrationReport): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Figure'),
      figures('horizon'),
      figures('fitted'),
      figures('built in'),
      figures('difference'),
    ],
    rows: comparison.map(({ horizon, figure, fitted, builtIn }) => [
      cell(figure),
      cell(counted(horizon, 'day')),
      cell(grouped(fitted, 3)),
      cell(grouped(builtIn, 3)),
      cell(grouped(fitted - builtIn, 3)),
    ]),
  };
}
