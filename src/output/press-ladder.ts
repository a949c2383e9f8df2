import type { LadderReading } from '../press/ladder.js';
import type { RollReading } from '../press/roll.js';
import { cell, figures, text, words } from './document.js';
import type { Block, Fact, TableBlock } from './document.js';
import { pnlTone } from './facts.js';
import { count, money, points, price } from './format.js';
import type { Prose } from './prose.js';

/** What the ladder says of each holding, then the sales it asks for. */
export function ladderBlocks(ladder: readonly LadderReading[]): Block[] {
  const anyModelled = ladder.some(({ modelled }) => modelled);
  const table: TableBlock = {
    kind: 'table',
    columns: [
      text('Ladder', 10),
      figures('held'),
      figures('entry'),
      figures('price'),
      ...(anyModelled ? [words('price', 'from')] : []),
      figures('multiple'),
      figures('sell'),
      figures('proceeds'),
      figures('to cash'),
      figures('recycled'),
      figures('next', 'step at'),
      figures('steps', 'then'),
    ],
    rows: ladder.map((one) => [
      cell(one.symbol),
      cell(count(one.contracts)),
      cell(price(one.entryPrice)),
      cell(price(one.price)),
      ...(anyModelled ? [cell(priceFrom(one))] : []),
      cell(one.multiple === undefined ? '-' : one.multiple.toFixed(2)),
      cell(count(one.sales.reduce((sum, { contracts }) => sum + contracts, 0))),
      cell(money(one.proceedsUsd)),
      cell(money(one.toCashUsd)),
      cell(money(one.recycleUsd)),
      cell(price(one.next?.price)),
      cell(count(one.stepsAfter)),
    ]),
  };
  const items: Prose[] = [
    ...ladder.flatMap(({ symbol, sales }) =>
      sales.map(({ contracts, reason }): Prose => [
        `sell ${count(contracts)} ${symbol}: ${reason}`,
      ]),
    ),
    ...grouped(
      ladder.filter(({ sales }) => sales.length > 0),
      ({ recycle }) => recycle,
    ).map(([what, symbols]): Prose => [`recycled, of ${symbols}: ${what}`]),
    ...grouped(ladder, ({ modelled, priceSource }) => (modelled ? priceSource : undefined)).map(
      ([source, symbols]): Prose => [`price of ${symbols}: ${source}, no quote in the snapshot`],
    ),
    ...grouped(ladder, ({ note }) => note).map(([note, symbols]): Prose => [`${symbols}: ${note}`]),
  ];
  return items.length === 0 ? [table] : [table, { kind: 'list', items }];
}

function priceFrom({ price, modelled }: LadderReading): string {
  if (price === undefined) return '-';
  return modelled ? 'model' : 'snapshot';
}

/** Each text once, with the symbols that it holds for. */
function grouped(
  ladder: readonly LadderReading[],
  textOf: (one: LadderReading) => string | undefined,
): [text: string, symbols: string][] {
  const symbols = new Map<string, string[]>();
  for (const one of ladder) {
    const text = textOf(one);
    if (text !== undefined) symbols.set(text, [...(symbols.get(text) ?? []), one.symbol]);
  }
  return [...symbols].map(([text, names]) => [text, names.join(', ')]);
}

/** Each roll: what it costs, what it leaves at risk, and the rule it keeps. */
export function rollBlocks(rolls: readonly RollReading[]): Block[] {
  const table: TableBlock = {
    kind: 'table',
    columns: [
      text('Rolls', 10),
      words('to expiry'),
      figures('qty'),
      figures('close', 'with costs'),
      figures('realised'),
      figures('new', 'credit'),
      figures('risk', 'before'),
      figures('risk', 'after'),
    ],
    rows: rolls.map((roll) => [
      cell(roll.id),
      cell(roll.to.expiry),
      cell(count(roll.to.quantity)),
      cell(money(roll.closeUsd + roll.closeCostsUsd)),
      cell(money(roll.realisedUsd), pnlTone(roll.realisedUsd)),
      cell(money(roll.newCreditUsd)),
      cell(money(roll.riskBeforeUsd)),
      cell(money(roll.riskAfterUsd)),
    ]),
  };
  const facts = rolls.map((roll): Fact => {
    const together = roll.breakEvensTogether;
    const back =
      together.lower === undefined && together.upper === undefined
        ? 'the new credit does not earn the loss back'
        : `with the realised result ${points(together.lower)} and ${points(together.upper)}`;
    return {
      label: roll.id,
      text: [
        `roll ${count(roll.rollsAfter)} of at most ${count(roll.maxRolls)}; costs to close ${money(roll.closeCostsUsd)}; break-evens ${points(roll.breakEvens.lower)} and ${points(roll.breakEvens.upper)}, ${back}; at best ${money(roll.bestTogetherUsd)} old and new together; risk after is the new worst loss of ${money(roll.to.maxLossUsd)} and the loss realised`,
      ],
    };
  });
  return [table, { kind: 'facts', facts }];
}
