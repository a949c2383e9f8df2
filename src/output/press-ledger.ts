import type { PressReplay } from '../press/replay.js';
import type { PressResult } from '../press/result.js';
import { cell, figures, text, words } from './document.js';
import type { Block, TableBlock } from './document.js';
import { costTone } from './facts.js';
import { count, counted, money, percent } from './format.js';
import type { RenderOptions } from './options.js';

/** The ledger press by press, what came in before each; what is open is last. */
export function ledgerTable({ periods }: PressResult['ledger']): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Ledger to', 'press of'),
      figures('gains'),
      figures('losses'),
      figures('fees'),
      figures('loss', 'carried'),
      figures('cash'),
      figures('pressed'),
      figures('left', 'over'),
    ],
    rows: periods.map((period) => [
      cell(period.press ?? 'now'),
      cell(money(period.gainsUsd)),
      cell(money(period.lossesUsd), costTone(period.lossesUsd)),
      cell(money(period.feesUsd)),
      cell(money(period.lossCarriedInUsd)),
      cell(money(period.cashUsd)),
      cell(money(period.pressedUsd)),
      cell(money(period.leftOverInUsd)),
    ]),
  };
}

/** The rule over the ledger, a line a month. */
export function replayBlocks(replay: PressReplay, options: RenderOptions): Block[] {
  const { lines, totals } = replay;
  const table: TableBlock = {
    kind: 'table',
    columns: [
      words('Replay'),
      figures('realised'),
      figures('cash'),
      words('regime'),
      figures('share'),
      figures('press'),
      figures('spent'),
      figures('left', 'over'),
      figures('loss', 'carried'),
      ...(options.explain ? [text('why', 16)] : []),
    ],
    rows: lines.map((line) => [
      cell(line.date),
      cell(money(line.gainsUsd + line.lossesUsd + line.feesUsd), costTone(line.lossesUsd)),
      cell(money(line.cashUsd)),
      cell(line.regime),
      cell(percent(line.share)),
      cell(money(line.budgetUsd)),
      cell(money(line.spentUsd)),
      cell(money(line.leftOverUsd)),
      cell(money(line.lossCarryUsd)),
      ...(options.explain ? [cell(line.why)] : []),
    ]),
  };
  const units = lines.reduce((sum, { bought }) => sum + (bought?.units ?? 0), 0);
  const priced = lines.some(({ bought }) => bought !== undefined);
  return [
    table,
    {
      kind: 'facts',
      facts: [
        {
          label: 'In all',
          text: [
            `realised ${money(totals.realisedUsd)}, fees ${money(totals.feesUsd)}, pressed by the rule ${money(totals.spentUsd)}${priced ? ` for ${counted(units, 'contract')}` : ''}; the ledger records ${money(totals.recordedPressUsd)} pressed`,
          ],
        },
        {
          label: 'Replayed',
          text: [`on ${replay.cadence} (${count(lines.length)}); ${replay.basis}`],
        },
      ],
    },
  ];
}
