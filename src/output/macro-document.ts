import type { DividendDiscountGauge, MacroGauges } from '../signals/macro-gauges.js';
import type { MacroReport } from '../signals/macro-report.js';
import type { PercentileGauge } from '../signals/percentile.js';
import { cell, figures, text, words } from './document.js';
import type { Block, Cell, Fact, TableBlock } from './document.js';
import { closingBlock, settingsFacts } from './facts.js';
import {
  ABSENT,
  count,
  counted,
  grouped,
  percent,
  points,
  roundedDown,
  signedPercent,
} from './format.js';
import type { RenderOptions } from './options.js';
import { span } from './prose.js';
import type { Factor } from '../report-parts.js';

/** What `alvh macro` says. */
export function macroDocument(report: MacroReport, options: RenderOptions): Block[] {
  const { macro, portfolioBeta } = report;
  const beta = [`${count(portfolioBeta.value)} (${portfolioBeta.source})`];
  return [
    { kind: 'title', text: [span('Macro gauges', 'strong')] },
    {
      kind: 'facts',
      facts: [
        { label: 'As of', text: [report.asOf] },
        ...settingsFacts(options),
        { label: 'Beta', text: beta },
      ],
    },
    ...macroBlocks(macro),
    closingBlock(report, []),
  ];
}

/** The gauges, the payout model's sensitivity, and what moves what: also part of `alvh size`. */
export function macroBlocks(macro: MacroGauges): Block[] {
  const { dividendDiscount: payout } = macro;
  return [
    gaugeTable(macro),
    ...(payout === undefined
      ? []
      : [{ kind: 'beside' as const, blocks: [rateTable(payout), growthTable(payout)] }]),
    { kind: 'facts', facts: [...effectFacts(macro), HONESTY] },
  ];
}

const HONESTY: Fact = {
  label: 'Macro',
  text: [
    'These gauges move monthly or slower. P/CF and REER have no demonstrated link to what VIX exposure pays and cannot determine hedging; the size of every effect is our convention.',
  ],
};

function gaugeTable(macro: MacroGauges): TableBlock {
  const { priceToCashFlow, reer, quickRatio } = macro;
  return {
    kind: 'table',
    columns: [
      words('Macro gauges', `from ${macro.source}`),
      figures('value'),
      text('reading', 18),
      words('of'),
      figures('days', 'old'),
    ],
    rows: [
      ...(macro.dividendDiscount === undefined ? [] : payoutRows(macro.dividendDiscount)),
      ...(priceToCashFlow === undefined ? [] : [percentileRow('P/CF', priceToCashFlow)]),
      ...(reer === undefined ? [] : [percentileRow(`REER, ${reer.index}`, reer)]),
      ...(quickRatio === undefined
        ? []
        : [
            [
              cell('quick ratio'),
              cell(quickRatio.ratio === undefined ? 'n/a' : roundedDown(quickRatio.ratio, 2)),
              readingCell(QUICK_STATES[quickRatio.state], quickRatio.stale ? 'stale' : undefined),
              cell(quickRatio.date),
              cell(count(quickRatio.ageDays)),
            ],
          ]),
    ],
  };
}

const QUICK_STATES = {
  sound: 'sound',
  low: 'low: a smaller hedge, more cash',
  noFutures: 'low: no VX or VXM futures',
  unclassified: 'undefined: no current liabilities',
} as const;

function payoutRows(payout: DividendDiscountGauge): Cell[][] {
  const { fair, premiumChange: change } = payout;
  const dated = [cell(payout.date), cell(count(payout.ageDays))];
  const stale = payout.ignored === undefined ? undefined : 'stale';
  return [
    [
      cell('P/E'),
      cell(points(payout.priceEarnings)),
      readingCell(
        fair === undefined
          ? 'no required return, so no fair P/E'
          : `fair ${points(fair.priceEarnings)} at ${rate(fair.requiredReturn)}: ${signedPercent(fair.divergence)}`,
        stale,
      ),
      ...dated,
    ],
    [
      cell('implied return'),
      cell(rate(payout.impliedReturn)),
      readingCell(
        `${payout.model === 'h' ? 'H-model' : 'Gordon'}, payout yield ${rate(payout.payoutYield)}`,
        stale,
      ),
      ...dated,
    ],
    [
      cell('equity risk premium'),
      cell(rate(payout.equityRiskPremium)),
      readingCell(`over a ten-year yield of ${rate(payout.riskFree10y)}`, stale),
      ...dated,
    ],
    ...(change === undefined
      ? []
      : [
          [
            cell('its change'),
            cell(rate(change.change)),
            readingCell(
              change.mean === undefined
                ? ABSENT
                : `${change.state ?? ''}: from a mean of ${rate(change.mean)}`,
              change.ignored === undefined ? undefined : 'ignored',
            ),
            cell(change.from === undefined ? ABSENT : `${change.from} to ${change.to ?? ''}`),
            cell(ABSENT),
          ],
        ]),
  ];
}

function percentileRow(name: string, gauge: PercentileGauge): Cell[] {
  const { latest, percentile, months, from, missingMonths } = gauge;
  const history = `${counted(months, 'month')}${from === undefined ? '' : ` from ${from}`}`;
  const missing = missingMonths > 0 ? `, ${missingMonths} missing` : '';
  return [
    cell(name),
    cell(points(latest?.value)),
    readingCell(
      percentile === undefined
        ? `${history}${missing}`
        : `percentile ${percent(percentile)} of ${history}${missing}`,
      gauge.ignored === undefined ? undefined : 'ignored',
    ),
    cell(latest?.month ?? ABSENT),
    cell(count(latest?.ageDays)),
  ];
}

function readingCell(reading: string, mark: string | undefined): Cell {
  return mark === undefined ? cell(reading) : cell(`${mark}; ${reading}`, 'warning');
}

/** METHOD 9.2: always with half a per cent either way. */
function rateTable({ rateShifts, fair }: DividendDiscountGauge): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('r - g', fair === undefined ? '(r implied)' : '(r required)'),
      figures('value'),
      figures('change'),
      figures('fair', 'P/E'),
      figures('P/E over', 'fair'),
    ],
    rows: rateShifts.map(({ shift, value, change, fairPriceEarnings, divergence }) => [
      cell(shift === 0 ? 'as given' : `${shift > 0 ? '+' : ''}${grouped(shift * 100, 1)}%`),
      cell(value === undefined ? 'none' : points(value)),
      cell(signedPercent(change)),
      cell(points(fairPriceEarnings)),
      cell(signedPercent(divergence)),
    ]),
  };
}

function growthTable({ growthShifts }: DividendDiscountGauge): TableBlock {
  return {
    kind: 'table',
    columns: [words('Growth', 'for ever'), figures('implied', 'return'), figures('premium')],
    rows: growthShifts.map(({ growthLong, impliedReturn, equityRiskPremium }) => [
      cell(rate(growthLong)),
      cell(rate(impliedReturn)),
      cell(rate(equityRiskPremium)),
    ]),
  };
}

function effectFacts({ effects, futuresBarred }: MacroGauges): Fact[] {
  const { quickRatio, equityRiskPremium, priceToCashFlow, reer } = effects;
  return [
    {
      label: 'Hedge ratio',
      text: [
        named([
          ['quick ratio', quickRatio],
          ['premium', equityRiskPremium],
        ]),
      ],
    },
    {
      label: 'Press',
      text: [
        named([
          ['P/CF', priceToCashFlow],
          ['REER', reer],
          ['quick ratio', quickRatio],
        ]),
      ],
    },
    ...(futuresBarred === undefined
      ? []
      : [{ label: 'Limit', text: [span(`no VX or VXM futures: ${futuresBarred}`, 'warning')] }]),
  ];
}

function named(list: readonly (readonly [name: string, effect: Factor])[]): string {
  return list
    .map(([name, { value, source }]) =>
      value === 1 ? `${name} x 1 (${source})` : `${name} x ${count(value)}`,
    )
    .join(', ');
}

/** A rate a year with two decimals: half a per cent must show. */
function rate(value: number | undefined): string {
  return value === undefined ? ABSENT : `${grouped(value * 100, 2)}%`;
}
