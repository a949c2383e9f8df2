import type { LegName } from '../condor/condor.js';
import type { CondorDetail } from '../condor/report.js';
import { cell, figures, text, words } from './document.js';
import type { Block, Fact } from './document.js';
import { ABSENT, grouped, percent, points, strike } from './format.js';
import { span } from './prose.js';

const LEG_TEXT: Readonly<Record<LegName, string>> = {
  longPut: 'long put',
  shortPut: 'short put',
  shortCall: 'short call',
  longCall: 'long call',
};

/** Every leg with its volatility, model price and delta; nothing where no market was given. */
export function legBlocks(condors: readonly CondorDetail[]): Block[] {
  const legs = condors.flatMap((condor) =>
    (condor.legs ?? []).map((leg, i) => ({ id: i === 0 ? condor.id : '', leg })),
  );
  if (legs.length === 0) return [];
  const named = condors.length > 1;
  const sources = [...new Set(legs.map(({ leg }) => leg.impliedVolSource))];
  const mixed = sources.length > 1;
  const table: Block = {
    kind: 'table',
    columns: [
      ...(named ? [text('Legs', 12), words('leg')] : [words('Legs')]),
      figures('strike'),
      figures('implied', 'vol'),
      figures('price'),
      figures('extrinsic'),
      figures('delta'),
      ...(mixed ? [text('vol from', 16)] : []),
    ],
    rows: legs.map(({ id, leg }) => [
      ...(named ? [cell(id)] : []),
      cell(LEG_TEXT[leg.leg]),
      cell(strike(leg.strike)),
      cell(percent(leg.impliedVol)),
      cell(points(leg.price)),
      cell(points(leg.extrinsic)),
      cell(grouped(leg.delta, 3)),
      ...(mixed ? [cell(leg.impliedVolSource, 'dim')] : []),
    ]),
  };
  if (mixed) return [table];
  return [table, { kind: 'prose', text: [span(`Vols from: ${sources.join()}`, 'dim')] }];
}

/** Forward, at-the-money vol and the chance of a profit, then what each rests on. */
export function probabilityBlocks(condors: readonly CondorDetail[]): Block[] {
  const known = condors.filter(
    ({ forward, atmVol, probabilityOfProfit }) =>
      forward !== undefined || atmVol !== undefined || probabilityOfProfit !== undefined,
  );
  if (known.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: [
        text('Probability', 12),
        figures('forward'),
        figures('ATM vol'),
        figures('of profit'),
      ],
      rows: known.map((each) => [
        cell(each.id),
        cell(points(each.forward)),
        cell(percent(each.atmVol)),
        cell(percent(each.probabilityOfProfit?.value)),
      ]),
    },
    { kind: 'facts', facts: known.map(basisFact) },
  ];
}

function basisFact({ id, probabilityOfProfit, atmVolSource }: CondorDetail): Fact {
  const parts = [
    ...(probabilityOfProfit === undefined ? [] : [probabilityOfProfit.basis]),
    ...(atmVolSource === undefined ? [] : [`vol from ${atmVolSource}`]),
  ];
  return { label: id, text: [span(parts.length === 0 ? ABSENT : parts.join('; '), 'dim')] };
}
