import type { MacroReport } from '../signals/macro-report.js';
import type { PercentileGauge } from '../signals/percentile.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';
import type { Factor } from '../report-parts.js';

/** One gauge a row; rates, shares and percentiles are fractions. */
interface Row {
  readonly gauge: string;
  readonly value?: number | undefined;
  /** The day or month that it is of. */
  readonly of?: string | undefined;
  readonly ageDays?: number | undefined;
  readonly percentile?: number | undefined;
  readonly reading?: string | undefined;
  readonly effect?: Factor;
  readonly ignored?: string | undefined;
}

const COLUMNS: readonly CsvColumn<Row>[] = [
  ['gauge', (row) => row.gauge],
  ['value', (row) => row.value],
  ['of', (row) => row.of],
  ['age_days', (row) => row.ageDays],
  ['percentile', (row) => row.percentile],
  ['reading', (row) => row.reading],
  ['factor', (row) => row.effect?.value],
  ['factor_source', (row) => row.effect?.source],
  ['ignored', (row) => row.ignored],
];

export function macroCsv({ asOf, macro }: MacroReport): string {
  const { dividendDiscount: payout, priceToCashFlow, reer, quickRatio, effects } = macro;
  const dated = payout && { of: payout.date, ageDays: payout.ageDays, ignored: payout.ignored };
  const change = payout?.premiumChange;
  const rows: Row[] = [
    ...(payout === undefined
      ? []
      : [
          { gauge: 'priceEarnings', value: payout.priceEarnings, ...dated },
          ...(payout.fair === undefined
            ? []
            : [
                { gauge: 'fairPriceEarnings', value: payout.fair.priceEarnings, ...dated },
                { gauge: 'divergence', value: payout.fair.divergence, ...dated },
              ]),
          { gauge: 'impliedReturn', value: payout.impliedReturn, ...dated },
          { gauge: 'equityRiskPremium', value: payout.equityRiskPremium, ...dated },
        ]),
    ...(change === undefined
      ? []
      : [
          {
            gauge: 'equityRiskPremiumChange',
            value: change.change,
            of: change.to,
            reading: change.state,
            effect: effects.equityRiskPremium,
            ignored: change.ignored,
          },
        ]),
    ...(priceToCashFlow === undefined
      ? []
      : [percentileRow('priceToCashFlow', priceToCashFlow, effects.priceToCashFlow)]),
    ...(reer === undefined
      ? []
      : [{ ...percentileRow('reer', reer, effects.reer), reading: reer.index }]),
    ...(quickRatio === undefined
      ? []
      : [
          {
            gauge: 'quickRatio',
            value: quickRatio.ratio,
            of: quickRatio.date,
            ageDays: quickRatio.ageDays,
            reading: quickRatio.state,
            effect: effects.quickRatio,
          },
        ]),
  ];
  return csvText([['as_of', () => asOf] as const, ...COLUMNS], rows);
}

function percentileRow(gauge: string, series: PercentileGauge, effect: Factor): Row {
  const { latest, percentile, ignored } = series;
  return {
    gauge,
    value: latest?.value,
    of: latest?.month,
    ageDays: latest?.ageDays,
    percentile,
    effect,
    ignored,
  };
}
