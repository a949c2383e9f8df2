import type { CalibrationReport } from '../calibrate/report.js';
import type { DailyResponse, ResponseBucket } from '../calibrate/response.js';
import { withError } from './estimate-cell.js';
import { cell, figures, text, words } from './document.js';
import type { Block, TableBlock } from './document.js';
import { grouped, percent } from './format.js';

/** METHOD 4.1: the regressions, the means by bucket, what the best form leaves. */
export function dailyTables(daily: DailyResponse): Block[] {
  return [modelsTable(daily), bucketsTable(daily), residualLine(daily)];
}

function modelsTable({ models }: DailyResponse): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('VIX log change'),
      words('term'),
      figures('value'),
      figures('error', 'classical'),
      figures('t', 'classical'),
      figures('error', 'Newey-West'),
      figures('R2'),
    ],
    rows: models.flatMap(({ formula, coefficients, r2 }) =>
      coefficients.map(({ name, value, standardError, t, robustError }, i) => [
        cell(i === 0 ? formula : ''),
        cell(name),
        cell(grouped(value, 4)),
        cell(grouped(standardError, 4)),
        cell(grouped(t, 1)),
        cell(grouped(robustError, 4)),
        cell(i === 0 ? grouped(r2, 3) : ''),
      ]),
    ),
  };
}

function bucketsTable({ buckets }: DailyResponse): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('SPX log return'),
      figures('days'),
      figures('mean SPX'),
      figures('mean VIX'),
      figures('VIX / SPX'),
    ],
    rows: buckets.map((bucket) => [
      cell(rangeOf(bucket)),
      cell(grouped(bucket.observations, 0)),
      cell(grouped(bucket.spxLogReturn, 4)),
      cell(grouped(bucket.vixLogChange, 4)),
      withError(bucket.ratio, 2),
    ]),
  };
}

function rangeOf({ from, to }: ResponseBucket): string {
  if (from === undefined) return `below ${percent(to)}`;
  return to === undefined ? `${percent(from)} and more` : `${percent(from)} to ${percent(to)}`;
}

function residualLine({ residuals, observations }: DailyResponse): Block {
  const { sd, skewness, excessKurtosis, autocorrelation, largest } = residuals;
  return {
    kind: 'facts',
    facts: [
      {
        label: 'Residuals',
        text: [
          `of a + b r + c r|r| over ${grouped(observations, 0)} days: sd ${grouped(sd, 4)}, skewness ${grouped(skewness, 2)}, ` +
            `excess kurtosis ${grouped(excessKurtosis, 1)}, autocorrelation ${grouped(autocorrelation, 3)}; furthest off ` +
            largest.map(({ date, residual }) => `${date} ${grouped(residual, 2)}`).join(', '),
        ],
      },
    ],
  };
}

/** METHOD 4.2: rank by rank, and the exponential through the days to expiry. */
export function tenorTables({ tenorBetas, betaCurve }: CalibrationReport): Block[] {
  const table: TableBlock = {
    kind: 'table',
    columns: [
      words('Contract'),
      figures('mean', 'days'),
      figures('beta', 'to VIX'),
      figures('R2'),
      figures('residual', 'sd'),
      figures('beta', 'to SPX'),
      figures('points a', 'VIX point'),
      figures('beta', 'SPX < -3%'),
      figures('days'),
    ],
    rows: tenorBetas.map((row) => [
      cell(row.contract),
      cell(grouped(row.meanDays, 0)),
      withError(row.beta),
      cell(grouped(row.r2, 2)),
      cell(grouped(row.residualSd, 4)),
      withError(row.spxBeta, 2),
      withError(row.pointsBeta),
      withError(row.stressBeta),
      cell(grouped(row.observations, 0)),
    ]),
  };
  if (betaCurve === undefined) return [table];
  const { floor, scale, rate, rmse, buckets } = betaCurve;
  return [
    table,
    {
      kind: 'table',
      columns: [
        words('beta(T), T in years'),
        figures('floor'),
        figures('scale'),
        figures('rate'),
        figures('rmse'),
        text('through', 20),
      ],
      rows: [
        [
          cell('floor + scale exp(-rate T)'),
          withError(floor),
          withError(scale),
          withError(rate, 2),
          cell(grouped(rmse, 3)),
          cell(`${buckets.length} buckets of days to expiry`, 'dim'),
        ],
      ],
    },
  ];
}

/** How VVIX answers VIX; nothing where no VVIX is given. */
export function vvixBlocks({ vvix }: CalibrationReport): Block[] {
  if (vvix === undefined) return [];
  const { beta, r2, residualSd, observations } = vvix;
  return [
    { kind: 'heading', text: 'VVIX on VIX by the day' },
    {
      kind: 'table',
      columns: [
        words('VVIX log change'),
        figures('beta', 'to VIX'),
        figures('R2'),
        figures('residual', 'sd'),
        figures('days'),
      ],
      rows: [
        [
          cell('a + b dlnVIX'),
          withError(beta),
          cell(grouped(r2, 2)),
          cell(grouped(residualSd, 4)),
          cell(grouped(observations, 0)),
        ],
      ],
    },
  ];
}
