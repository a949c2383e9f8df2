import type { LayerResult, SizeResult } from '../hedge/result.js';
import type { OverrideResult, OverrideSide, TravelOutcome } from '../hedge/adaptive-result.js';
import { cell, figures, text, words } from './document.js';
import type { Block, Cell, TableBlock } from './document.js';
import { pnlTone } from './facts.js';
import { count, money, signedPercent } from './format.js';

/** Rule against choice, wherever a result stands under an override. */
export function overrideBlocks({ override, structure }: SizeResult): Block[] {
  if (override === undefined) return [];
  const { rule, chosen } = override;
  const row = (label: string, of: (side: OverrideSide) => string): Cell[] => [
    cell(label),
    cell(of(rule)),
    cell(of(chosen)),
  ];
  const moves = structure?.whatIf.map(({ spxMove }) => spxMove) ?? [];
  return [
    {
      kind: 'table',
      columns: [words('Override'), text('by the rule', 16), text(choiceHead(override), 16)],
      rows: [
        row('hedge ratio', ({ ratio }) => count(ratio)),
        row('notional', ({ notionalUsd }) => money(notionalUsd)),
        row('carry a month', ({ carryPerMonthUsd }) => money(carryPerMonthUsd)),
        row('contracts', contractsText),
        ...moves.map((move) =>
          row(`net, SPX ${signedPercent(move)}`, ({ whatIf }) =>
            money(whatIf?.find(({ spxMove }) => spxMove === move)?.netUsd),
          ),
        ),
      ],
    },
  ];
}

function choiceHead({ by, until }: OverrideResult): string {
  return `${by}, until ${until}`;
}

function contractsText({ contracts }: OverrideSide): string {
  if (contracts.length === 0) return 'none';
  return contracts.map(({ symbol, contracts: held }) => `${held} ${symbol}`).join(', ');
}

/** The contracts of each window by their scores: why a layer holds the one it does. */
export function tenorBlocks(layers: readonly LayerResult[]): Block[] {
  return layers.flatMap(({ name, tenor }): Block[] => {
    if (tenor.scores === undefined) return [];
    const best = Math.max(...tenor.scores.map(({ score }) => score));
    const table: TableBlock = {
      kind: 'table',
      columns: [
        words(`${name} tenors`),
        figures('DTE'),
        figures('stress gain'),
        figures('carry 30d'),
        figures('score'),
        words('held'),
      ],
      rows: tenor.scores.map(({ symbol, daysToExpiry, stressGainUsd, carryUsd, score }) => [
        cell(symbol),
        cell(count(daysToExpiry)),
        cell(money(stressGainUsd)),
        cell(money(carryUsd), pnlTone(carryUsd)),
        cell(score.toFixed(2)),
        cell(score === best ? 'best' : ''),
      ]),
    };
    if (tenor.rollTriggers === undefined) return [table];
    return [table, { kind: 'list', items: tenor.rollTriggers.map((text) => [text]) }];
  });
}

/** Nothing having happened, some days on: what `--explain` shows of METHOD 3.6. */
export function travelBlocks({ timeTravel }: SizeResult): Block[] {
  if (timeTravel === undefined) return [];
  const row = (head: string, outcome: TravelOutcome): Cell[] => [
    cell(head),
    ...[outcome.condorUsd, ...outcome.layers.map(({ usd }) => usd), outcome.netUsd].map((usd) =>
      cell(money(usd), pnlTone(usd)),
    ),
  ];
  const names = timeTravel[0]?.unchangedCurve.layers.map(({ name }) => name) ?? [];
  return [
    {
      kind: 'table',
      columns: [
        words('Time travel'),
        figures('condors'),
        ...names.map((name) => figures(name)),
        figures('net'),
      ],
      rows: timeTravel.flatMap(({ days, unchangedCurve, forwardsRealised }) => [
        row(`+${days}d, same curve`, unchangedCurve),
        row(`+${days}d, forwards`, forwardsRealised),
      ]),
    },
  ];
}
