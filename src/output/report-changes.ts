import type { Changes, FactorChange, FigureChange } from '../report/result.js';
import { cell, figures, text, words } from './document.js';
import type { Block, Cell, TableBlock } from './document.js';
import { ABSENT, count, factorName, namedNumber, percent, points } from './format.js';
import { orderName } from './instrument-text.js';

/** Each figure and contract that differs from the last recommendation, then the factors behind. */
export function changeBlocks(changes: Changes): Block[] {
  const { since, regime, condors, hedge, because, layers } = changes;
  const rows: Cell[][] = [
    ...(regime === undefined
      ? []
      : [[cell('market'), cell('regime'), cell(regime.before), cell(regime.now)]]),
    ...condors.map(({ id, expiry, before, now }) => [
      cell('position'),
      cell(`condors ${id}, ${expiry}`, 'strong'),
      cell(count(before)),
      cell(count(now)),
    ]),
    ...hedge.map((change) => figureRow('hedge', change)),
    ...layers.flatMap(({ layer, figures: changed, contracts }) => [
      ...contracts.map(({ symbol, before, now }) => [
        cell(layer),
        cell(`contracts ${orderName(symbol)}`, 'strong'),
        cell(count(before)),
        cell(count(now)),
      ]),
      ...changed.map((change) => figureRow(layer, change)),
    ]),
  ];
  const from = `the recommendation of ${since.date} (journal entry ${since.seq})`;
  if (rows.length === 0) return [{ kind: 'prose', text: [`Nothing since ${from}.`] }];
  const figureTable: TableBlock = {
    kind: 'table',
    caption: `Since ${from}`,
    columns: [words('Of'), words('figure'), figures('before'), figures('now')],
    rows,
  };
  const reasons = [
    ...because.map((change) => factorRow('hedge', change)),
    ...layers.flatMap(({ layer, because: moved }) =>
      moved.map((change) => factorRow(layer, change)),
    ),
  ];
  if (reasons.length === 0) return [figureTable];
  const why: TableBlock = {
    kind: 'table',
    caption: 'Factors that moved, and where they come from',
    columns: [words('Of'), words('factor'), figures('before'), figures('now'), text('source', 14)],
    rows: reasons,
  };
  return [{ kind: 'beside', blocks: [figureTable, why] }];
}

function figureRow(of: string, { figure, before, now }: FigureChange): Cell[] {
  return [
    cell(of),
    cell(nameOf(figure)),
    cell(valueOf(figure, before)),
    cell(valueOf(figure, now)),
  ];
}

function factorRow(of: string, { factor, before }: FactorChange): Cell[] {
  const { name, value, source, note } = factor;
  return [
    cell(of),
    cell(factorName(name)),
    cell(before === undefined ? ABSENT : namedNumber(name, before)),
    cell(namedNumber(name, value)),
    cell(note === undefined ? source : `${source}; ${note}`),
  ];
}

const NAMES: Readonly<Record<string, string>> = {
  spx: 'SPX',
  spotVix: 'VIX',
  weight: 'weight wanted',
  weightActual: 'weight',
  targetNotionalUsd: 'notional wanted',
  carryPerMonthUsd: 'carry a month',
};

/** The JSON's name of a figure as words, without the unit that its value shows. */
function nameOf(figure: string): string {
  return NAMES[figure] ?? factorName(figure.replace(/Usd$/, ''));
}

function valueOf(figure: string, value: number | undefined): string {
  if (value === undefined) return ABSENT;
  if (/^weight/.test(figure)) return percent(value);
  if (figure === 'spx' || figure === 'spotVix') return points(value);
  return namedNumber(figure, /usd$/i.test(figure) ? Math.round(value) : value);
}
