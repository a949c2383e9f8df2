import type { Derivation, LayerResult, SizeResult } from '../hedge/result.js';
import { cell, figures, text, words } from './document.js';
import type { Block } from './document.js';
import { factorTable } from './factor-table.js';
import { band, count, factorName, money, namedNumber, percent } from './format.js';
import { span } from './prose.js';
import type { Prose } from './prose.js';

/** Every factor with its source, then every derivation: what `--explain` adds. */
export function explainBlocks(result: SizeResult): Block[] {
  const { hedge, layers, derivations } = result;
  return [
    factorTable('Hedge factors', hedge.factors, '×', [
      cell('= wanted notional'),
      cell(money(hedge.targetNotionalUsd)),
      cell('the product'),
      cell(''),
    ]),
    ...layers.map(layerFactors),
    ...sourceBlocks(layers),
    ...(derivations.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: 'Derivations' },
          { kind: 'list' as const, items: derivations.map(derivationProse) },
        ]),
  ];
}

function layerFactors(layer: LayerResult): Block {
  return factorTable(`${layer.name} factors`, layer.factors, '', [
    cell('= wanted weight'),
    cell(percent(layer.weight)),
    cell(`base ${percent(layer.baseWeight)}, band ${band(layer.band)}`),
    cell(`target ${count(layer.tenor.targetDays)} days`),
  ]);
}

/** Where prices and volatilities of the instruments were taken from, where the engine says. */
function sourceBlocks(layers: readonly LayerResult[]): Block[] {
  const rows = layers
    .flatMap((layer) => layer.instruments)
    .filter((each) => each.priceSource !== undefined || each.impliedVol !== undefined)
    .map((each) => [
      cell(each.symbol),
      cell(percent(each.impliedVol)),
      cell(each.forwardDelta === undefined ? '-' : namedNumber('delta', each.forwardDelta)),
      cell(each.priceSource ?? '-', 'dim'),
    ]);
  if (rows.length === 0) return [];
  const columns = [
    words('Instruments'),
    figures('implied vol'),
    figures('forward delta'),
    text('price from', 16),
  ];
  return [{ kind: 'table', columns, rows }];
}

const SIGNS = { product: ' × ', sum: ' + ', formula: '; ' } as const;

/** `figure = result: term × term (source)`. */
function derivationProse({ figure, rule, formula, terms, result, source }: Derivation): Prose {
  const prose: (string | ReturnType<typeof span>)[] = [
    span(figure, 'strong'),
    ` = ${namedNumber(figure, result)}: `,
  ];
  if (formula !== undefined) prose.push(`${formula}; `);
  for (const [i, term] of terms.entries()) {
    prose.push(
      `${i === 0 ? '' : SIGNS[rule]}${factorName(term.name)} ${namedNumber(term.name, term.value)}`,
    );
    const note = term.note === undefined ? '' : `; ${term.note}`;
    prose.push(span(` (${term.source}${note})`, 'dim'));
  }
  prose.push(span(` [${source}]`, 'dim'));
  return prose;
}
