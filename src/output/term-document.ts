import { INDEX_SYMBOLS } from '../market/snapshot.js';
import type { ConstantMaturity, TermNode, TermReport } from '../market/term-report.js';
import { cell, figures, text, words } from './document.js';
import type { Block, Cell, Column, Fact, TableBlock } from './document.js';
import { closingBlock, regimeTone, settingsFacts } from './facts.js';
import { count, money, percent, points, price, ratio, signedPercent } from './format.js';
import { chicagoAndUtc } from './moment.js';
import type { RenderOptions } from './options.js';
import { span, together } from './prose.js';
import { termChart } from './term-chart.js';

/** What `alvh term` says. */
export function termDocument(report: TermReport, options: RenderOptions): Block[] {
  return [
    { kind: 'title', text: [span('VIX term structure', 'strong')] },
    { kind: 'facts', facts: [...headerFacts(report), ...settingsFacts(options)] },
    measuresTable(report),
    { kind: 'beside', blocks: [nodesTable(report.nodes), maturitiesTable(report)] },
    ...(report.nodes.length === 0
      ? []
      : [
          {
            kind: 'chart' as const,
            title: 'VIX futures over days to expiry',
            draw: termChart(report),
          },
        ]),
    closingBlock(report, []),
  ];
}

function headerFacts({ asOf, indices, regime, regimeRule }: TermReport): Fact[] {
  const levels = INDEX_SYMBOLS.flatMap((symbol) => {
    const level = indices[symbol];
    return level === undefined ? [] : [together(symbol, points(level))];
  });
  return [
    { label: 'As of', text: [chicagoAndUtc(asOf)] },
    { label: 'Levels', text: [levels.join(', ')] },
    { label: 'Regime', text: [span(regime, regimeTone(regime)), ` (${regimeRule})`] },
  ];
}

function measuresTable({ measures }: TermReport): TableBlock {
  const rows: readonly (readonly [name: string, value: string, meaning: string])[] = [
    ['VIX/VIX3M', ratio(measures.vixToVix3m), 'above 1: the near month is dearer, stress'],
    [
      'VX2/VX1 - 1',
      signedPercent(measures.slope12),
      'front slope; above 0: contango, the calm state',
    ],
    [
      'VX7/VX4 - 1',
      signedPercent(measures.slope47),
      'slope further out, where the long layer sits',
    ],
    ['VX1/VIX - 1', signedPercent(measures.basis), 'what the front future costs over spot'],
    ['daily roll', ratio(measures.dailyRollPoints), 'points VX1 sheds a trading day if VIX stays'],
  ];
  return {
    kind: 'table',
    columns: [words('Measures'), figures('value'), text('what it says', 20)],
    rows: rows.map(([name, value, meaning]) => [cell(name), cell(value), cell(meaning, 'dim')]),
  };
}

const ROLL_COLUMNS: readonly Column[] = [
  figures('price'),
  figures('roll yield', 'a year'),
  figures('roll of 1 VX', '30 days'),
];

function nodesTable(nodes: readonly TermNode[]): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Futures'),
      words('expiry'),
      figures('days'),
      figures('trading', 'days'),
      ...ROLL_COLUMNS,
    ],
    rows: nodes.map((node) => [
      cell(node.weekly ? `${node.symbol} weekly` : node.symbol),
      cell(node.expiry),
      cell(count(node.daysToExpiry)),
      cell(count(node.tradingDaysToExpiry)),
      cell(price(node.price)),
      ...rollCells(node),
    ]),
  };
}

function maturitiesTable({ constantMaturities }: TermReport): TableBlock {
  return {
    kind: 'table',
    columns: [words('Constant', 'maturity'), ...ROLL_COLUMNS, words('how')],
    rows: constantMaturities.map((each) => [
      cell(`${count(each.days)} days`),
      cell(points(each.price)),
      ...rollCells(each),
      cell(howMade(each), 'dim'),
    ]),
  };
}

function rollCells(each: TermNode | ConstantMaturity): Cell[] {
  const tone = each.rollUsdPer30Days < 0 ? 'cost' : 'plain';
  return [cell(percent(each.rollYieldPerYear), tone), cell(money(each.rollUsdPer30Days), tone)];
}

function howMade({ synthetic, clamped }: ConstantMaturity): string {
  if (clamped) return 'held at the last';
  return synthetic ? 'from spot VIX' : 'between futures';
}
