import type { JournalState, ReportResult } from '../report/result.js';
import type { Block, Column, Fact, TableBlock } from './document.js';
import { changeBlocks } from './report-changes.js';
import { curveThenChart, payoffPairChart, stressBarChart } from './report-charts.js';
import {
  ageTable,
  costFacts,
  curveTable,
  eventTable,
  heldTable,
  payoffTable,
  pressTable,
  stressTable,
} from './report-tables.js';
import { money, points } from './format.js';
import type { RenderOptions } from './options.js';
import { span } from './prose.js';
import { macroBlocks } from './macro-document.js';
import { signalBlocks } from './signals-document.js';
import { overrideBlocks } from './size-adaptive.js';
import { capitalBlocks } from './size-capital.js';
import { noteFacts, positionBlocks } from './size-document.js';
import { hedgeFacts, layerTable } from './size-layers.js';
import { structureBlocks } from './size-structure.js';
import { curveChart } from './svg/curve-chart.js';
import { payoffDrawing } from './svg/payoff-drawing.js';
import { stressDrawing } from './svg/stress-drawing.js';

/** A part of the report under a heading of its own. */
export interface ReportSection {
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** Condors and ledger entries beyond these are in the JSON alone. */
const CONDORS_SHOWN = 40;
const ENTRIES_SHOWN = 12;

/** What a page of the report says under its alarms, in the order a trader acts on it. */
export function reportSections(result: ReportResult, options: RenderOptions): ReportSection[] {
  const { size, changes, held, cost, press } = result;
  const sections: (ReportSection | undefined)[] = [
    { id: 'hold', heading: 'What to hold', blocks: holdBlocks(result) },
    {
      id: 'changed',
      heading: 'What changed and why',
      blocks:
        changes === undefined
          ? [{ kind: 'prose', text: ['No earlier recommendation is in the journal.'] }]
          : changeBlocks(changes),
    },
    {
      id: 'position',
      heading: 'Position',
      blocks: [
        ...positionBlocks(size.position, CONDORS_SHOWN),
        {
          kind: 'facts',
          facts: [
            {
              label: 'Risk capital',
              text: [
                `${money(size.position.riskCapitalUsd)} (${size.position.riskCapitalMethod}), credit ${money(size.position.creditUsd)}`,
              ],
            },
          ],
        },
        ...(size.signals === undefined ? [] : signalBlocks(size.signals)),
        ...(size.macro === undefined ? [] : macroBlocks(size.macro)),
      ],
    },
    { id: 'curve', heading: 'VX curve', blocks: [curveBlock(result)] },
    cost && {
      id: 'cost',
      heading: 'Cost so far',
      blocks: [{ kind: 'facts', facts: costFacts(cost) }],
    },
    held && { id: 'held', heading: 'Held against target', blocks: [heldTable(held)] },
    result.stress.length === 0
      ? undefined
      : { id: 'stress', heading: 'Past crashes on this book', blocks: [stressBlock(result)] },
    { id: 'payoff', heading: 'Payoff over SPX', blocks: payoffBlocks(result) },
    press && {
      id: 'press',
      heading: 'Press ledger',
      blocks: pressTable(press, ENTRIES_SHOWN),
    },
    {
      id: 'events',
      heading: 'Ahead',
      blocks:
        result.events.length === 0
          ? [{ kind: 'prose', text: ['Nothing is known to be due.'] }]
          : [eventTable(result.events)],
    },
    result.dataAges.length === 0
      ? undefined
      : { id: 'data', heading: 'Age of the data', blocks: [ageTable(result.dataAges)] },
    { id: 'warnings', heading: 'Warnings and assumptions', blocks: warningBlocks(result, options) },
    result.journal && {
      id: 'journal',
      heading: 'Journal',
      blocks: [
        {
          kind: 'facts',
          facts: journalFacts(result.journal),
        },
      ],
    },
  ];
  return sections.filter((section) => section !== undefined);
}

function journalFacts({ entries, head, broken }: JournalState): Fact[] {
  if (broken !== undefined) {
    return [{ label: 'Breaks', text: [`at entry ${broken.seq}: ${broken.why}`] }];
  }
  return [
    { label: 'Entries', text: [String(entries)] },
    ...(entries === 0 ? [] : [{ label: 'Last hash', text: [head] }]),
  ];
}

function holdBlocks({ size }: ReportResult): Block[] {
  const layers = layerTable(size);
  const orders = columnsOf(layers, ['Layers', 'Buy', 'Roll by', 'Expiry', 'Price']);
  const money = columnsOf(layers, [
    ...['Layers', 'Weight', 'Band', 'Notional', 'Outlay', 'Carry/mo', 'Break-even', 'Spot VIX'],
    'One more',
  ]);
  return [
    { ...orders, caption: 'Contracts of each layer', rows: orders.rows.slice(0, -1), total: false },
    { ...money, caption: 'Weight, cost and break-even of each layer; wanted in brackets' },
    { kind: 'facts', facts: hedgeFacts(size) },
    ...overrideBlocks(size),
  ];
}

/** The table with those columns alone, by the first word of their heads. */
function columnsOf(table: TableBlock, heads: readonly string[]): TableBlock {
  const kept = heads.flatMap((head) => {
    const at = table.columns.findIndex((column: Column) => column.head[0] === head);
    return at < 0 ? [] : [at];
  });
  const pick = <T>(items: readonly T[]): T[] =>
    kept.flatMap((at) => (items[at] === undefined ? [] : [items[at]]));
  return { ...table, columns: pick(table.columns), rows: table.rows.map(pick) };
}

function curveBlock({ curve }: ReportResult): Block {
  return {
    kind: 'beside',
    blocks: [
      {
        kind: 'chart',
        title: 'VX futures and spot VIX. The figures are in the table.',
        draw: curveThenChart(curve),
        svg: curveChart(curve),
      },
      curveTable(curve),
    ],
  };
}

function stressBlock({ stress }: ReportResult): Block {
  return {
    kind: 'beside',
    blocks: [
      {
        kind: 'chart',
        title: 'Each over its days, the hedge held. The figures are in the table.',
        draw: stressBarChart(stress),
        svg: stressDrawing(stress),
      },
      stressTable(stress),
    ],
  };
}

function payoffBlocks({ payoff, size }: ReportResult): Block[] {
  const { structure } = size;
  const hedged = structure?.breakEvens.hedged;
  const chart: Block = {
    kind: 'chart',
    title: `Profit and loss on ${payoff.horizon}, SPX ${points(payoff.spx)} today. The figures are in the table.`,
    draw: payoffPairChart(payoff),
    svg: payoffDrawing(payoff, hedged?.horizon === payoff.horizon ? hedged : undefined),
  };
  return [
    { kind: 'beside', blocks: [chart, payoffTable(payoff)] },
    ...(structure === undefined
      ? []
      : [...structureBlocks(structure), ...capitalBlocks(structure)]),
  ];
}

function warningBlocks({ size, warnings }: ReportResult, options: RenderOptions): Block[] {
  return [
    {
      kind: 'list',
      items: warnings.map(({ code, message }) => [span(`${code}:`, 'warning'), ` ${message}`]),
    },
    { kind: 'facts', facts: options.quiet === true ? [] : noteFacts(size, options) },
  ];
}
