import type { SizeResult, TermStructureSummary } from '../hedge/result.js';
import { cell, cellOf, figures, text, words } from './document.js';
import type { Block, Fact, TableBlock } from './document.js';
import { SETTLEMENT_NOTE, closingBlock, moreLine, settlementText } from './facts.js';
import {
  count,
  counted,
  factorName,
  money,
  namedNumber,
  percent,
  points,
  price,
} from './format.js';
import { macroBlocks } from './macro-document.js';
import { marketFacts, momentFacts } from './market-facts.js';
import type { RenderOptions } from './options.js';
import { span, together } from './prose.js';
import type { Prose } from './prose.js';
import { overrideBlocks, tenorBlocks, travelBlocks } from './size-adaptive.js';
import { capitalBlocks } from './size-capital.js';
import { explainBlocks } from './size-explain.js';
import { hedgeFacts, layerTable } from './size-layers.js';
import { structureBlocks } from './size-structure.js';
import { signalBlocks } from './signals-document.js';

type Position = SizeResult['position'];

/** A book longer than this is listed in full only by `--explain`, JSON and CSV. */
const CONDORS_SHOWN = 12;

/** What `alvh size` says, in the order a trader acts on it. */
export function sizeDocument(result: SizeResult, options: RenderOptions): Block[] {
  const { structure } = result;
  return [
    { kind: 'title', text: [span(title(result), 'strong')] },
    { kind: 'facts', facts: headerFacts(result, options) },
    ...positionBlocks(result.position, options.explain ? Infinity : CONDORS_SHOWN),
    ...overrideBlocks(result),
    layerTable(result),
    ...(result.signals === undefined ? [] : signalBlocks(result.signals)),
    {
      kind: 'facts',
      facts: hedgeFacts(result),
    },
    ...(structure === undefined ? [] : structureBlocks(structure)),
    ...(structure === undefined ? [] : capitalBlocks(structure)),
    ...(result.macro === undefined ? [] : macroBlocks(result.macro)),
    ...(options.explain
      ? [...tenorBlocks(result.layers), ...travelBlocks(result), ...explainBlocks(result)]
      : []),
    closingBlock(result, options.quiet === true ? [] : noteFacts(result, options)),
  ];
}

function title({ position, hedge, static: isStatic }: SizeResult): string {
  const adaptation = isStatic ? ', static (no adaptation)' : '';
  const condors = counted(position.condors.length, 'condor');
  return `VIX hedge for ${condors}: ${hedge.basis} basis, hedge ratio ${count(hedge.ratio)}${adaptation}`;
}

function headerFacts(result: SizeResult, options: RenderOptions): Fact[] {
  const { asOf, snapshotTime, profile, termStructure, position } = result;
  const from = options.settingsFrom === undefined ? '' : `, ${options.settingsFrom}`;
  return [
    ...momentFacts(asOf, snapshotTime),
    { label: 'Settings', text: [`${profile} profile${from}`] },
    ...marketFacts(termStructure),
    { label: 'Curve', text: [curveText(termStructure)] },
    {
      label: 'Risk capital',
      text: [
        money(position.riskCapitalUsd),
        ` (${position.riskCapitalMethod}), credit ${money(position.creditUsd)}`,
      ],
    },
  ];
}

function curveText({ nodes }: TermStructureSummary): string {
  return nodes
    .map((node) => together(node.symbol, price(node.price), `${count(node.daysToExpiry)}d`))
    .join(', ');
}

/** The condors, in full up to so many. */
export function positionBlocks(position: Position, most: number): Block[] {
  const shown = position.condors.slice(0, most);
  const left = position.condors.length - shown.length;
  const table: TableBlock = {
    kind: 'table',
    columns: [
      text('Condors', 12),
      figures('qty'),
      words('expiry'),
      figures('DTE'),
      figures('credit'),
      figures('max loss'),
      figures('lower b/e'),
      figures('upper b/e'),
    ],
    rows: shown.map((condor) => [
      cell(condor.id),
      cell(count(condor.quantity)),
      cellOf([condor.expiry, settlementText(condor)]),
      cell(count(condor.daysToExpiry)),
      cell(money(condor.creditUsd)),
      cell(money(condor.maxLossUsd)),
      cell(points(condor.breakEvens.lower)),
      cell(points(condor.breakEvens.upper)),
    ]),
  };
  return left === 0 ? [table] : [table, moreLine(left)];
}

/** What entered the figures without having been given, in one run of text. */
export function noteFacts(result: SizeResult, options: RenderOptions): Fact[] {
  const { assumptions, position } = result;
  const notes: Prose[] = [];
  if (position.condors.some((condor) => condor.settlementSource !== 'stated')) {
    notes.push([SETTLEMENT_NOTE]);
  }
  const vols = (position.atmVol ?? []).map(({ vol, source }) => `${percent(vol)} (${source})`);
  if (vols.length > 0) notes.push([`ATM vol ${[...new Set(vols)].join(', ')}`]);
  for (const factor of assumptions) {
    notes.push([
      together(factorName(factor.name), namedNumber(factor.name, factor.value)),
      ...(factor.note === undefined ? [] : [` ${factor.note}`]),
      ...(options.explain ? [span(` (${factor.source})`, 'dim')] : []),
    ]);
  }
  if (notes.length === 0) return [];
  const text = notes.flatMap((note, i) => (i === 0 ? note : ['; ', ...note]));
  return [{ label: 'Assumed', text }];
}
