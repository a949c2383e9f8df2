import type { HedgeSummary, LayerResult, NextContract, SizeResult } from '../hedge/result.js';
import { BLANK, cell, cellOf, figures, words } from './document.js';
import type { Cell, Column, Fact, TableBlock } from './document.js';
import { costTone } from './facts.js';
import { ABSENT, band, count, money, percent, points, price, signedPercent } from './format.js';
import { distinctParts, orderName, orderParts } from './instrument-text.js';
import { span, together } from './prose.js';

const COLUMNS: readonly Column[] = [
  words('Layers'),
  words('Buy'),
  words('Expiry', '(days)'),
  figures('Price'),
  figures('Band'),
  figures('Weight', '(wanted)'),
  figures('Notional', '(wanted)'),
  figures('Outlay', '/ margin'),
  figures('Carry/mo', '(of credit)'),
  figures('Break-even', '(rise)'),
  figures('Spot VIX', 'then'),
  figures('Roll by'),
  figures('One more'),
];

/** In a terminal narrower than this each layer gets a block of its own. */
const SOLO_BELOW = 72;

/** The layers, one a row, and the hedge as their total. */
export function layerTable(result: SizeResult): TableBlock {
  return {
    kind: 'table',
    columns: COLUMNS,
    rows: [...result.layers.map(layerRow), hedgeRow(result.hedge)],
    total: true,
    soloBelow: SOLO_BELOW,
  };
}

function layerRow(layer: LayerResult): Cell[] {
  const { breakEven, instruments } = layer;
  const order = orderParts(instruments);
  return [
    cell(layer.name),
    order.length === 0 ? cell('nothing', 'warning') : cellOf(order, 'strong'),
    expiryCell(layer),
    cellOf(distinctParts(instruments.map((each) => price(each.price)))),
    cell(band(layer.band)),
    weightCell(layer),
    ...moneyCells(layer),
    breakEven === undefined
      ? cell(ABSENT)
      : cellOf([
          points(breakEven.future),
          `(${signedPercent(breakEven.rise)})`,
          ...(breakEven.symbol === undefined ? [] : [`of ${breakEven.symbol}`]),
        ]),
    cell(points(breakEven?.spotVix)),
    layer.rollByContract === undefined
      ? cell(layer.rollBy ?? ABSENT)
      : cellOf([layer.rollBy ?? ABSENT, `(${layer.rollByContract})`]),
    layer.nextContract === undefined ? cell(ABSENT) : cellOf(nextParts(layer.nextContract)),
  ];
}

function hedgeRow(hedge: HedgeSummary): Cell[] {
  const before = Array.from({ length: 5 }, () => BLANK);
  const after = Array.from({ length: 4 }, () => BLANK);
  return [cell('hedge', 'strong'), ...before, ...moneyCells(hedge), ...after];
}

/** What a layer and the hedge as a whole both have. */
function moneyCells(of: LayerResult | HedgeSummary): Cell[] {
  return [
    cellOf([money(of.notionalUsd), `(${money(of.targetNotionalUsd)})`]),
    cellOf([money(of.outlayUsd), `/ ${money(of.marginUsd)}`]),
    cellOf(
      [money(of.carryPerMonthUsd), `(${percent(of.carryShareOfCredit)})`],
      costTone(of.carryPerMonthUsd),
    ),
  ];
}

/** Expiries, then the days left and the window they are measured by. */
function expiryCell({ instruments, tenor }: LayerResult): Cell {
  const window = `${tenor.minDays}–${tenor.maxDays}`;
  const expiries = instruments.flatMap(({ expiry }) => (expiry === undefined ? [] : [expiry]));
  const days = instruments.flatMap((each) =>
    each.daysToExpiry === undefined ? [] : [count(each.daysToExpiry)],
  );
  if (expiries.length === 0) return cellOf([ABSENT, `(${window})`]);
  const left = [...new Set(days)].join(', ');
  // Two contracts are held for the days between them.
  if (new Set(days).size > 1) {
    return cellOf([...distinctParts(expiries), `(${left} for ${count(tenor.targetDays)})`]);
  }
  return tenor.outsideWindow
    ? cellOf([...distinctParts(expiries), `(${left} not ${window})`], 'warning')
    : cellOf([...distinctParts(expiries), `(${left} of ${window})`]);
}

function weightCell(layer: LayerResult): Cell {
  const parts = [percent(layer.weightActual), `(${percent(layer.weight)})`];
  return layer.bandHeld ? cellOf(parts) : cellOf([...parts, 'out of band'], 'warning');
}

/** What one contract more would be: its name, notional, and the cash it takes if any. */
function nextParts({ symbol, notionalUsd, outlayUsd }: NextContract): string[] {
  const cash = outlayUsd === 0 ? [] : [`${money(outlayUsd)} cash`];
  return [orderName(symbol), money(notionalUsd), ...cash];
}

/** The hedge in words, and what becomes of the layers when the condor ends. */
export function hedgeFacts(result: SizeResult): Fact[] {
  const { hedge, layers } = result;
  const facts: Fact[] = [
    {
      label: 'Hedge',
      text: [
        `${money(hedge.notionalUsd)} of ${money(hedge.targetNotionalUsd)} wanted, `,
        `${percent(hedge.notionalShareOfRiskCapital)} of risk capital, `,
        span(together(money(hedge.entryCostUsd), 'to enter'), costTone(hedge.entryCostUsd)),
      ],
    },
  ];
  const ends = new Map<string, string[]>();
  for (const { name, atCondorEnd } of layers) {
    if (atCondorEnd === undefined) continue;
    ends.set(atCondorEnd, [...(ends.get(atCondorEnd) ?? []), name]);
  }
  if (ends.size > 0) {
    const texts = [...ends].map(([text, names]) => `${names.join(', ')}: ${text}`);
    // The other figures of a book on several expiries are of the first.
    const several = new Set(result.position.condors.map(({ expiry }) => expiry)).size > 1;
    const end = layers.find(({ condorEnd }) => condorEnd !== undefined)?.condorEnd;
    const on = several && end !== undefined ? `the last, ${end}: ` : '';
    facts.push({ label: 'At expiry', text: [`${on}${texts.join('; ')}`] });
  }
  return facts;
}
