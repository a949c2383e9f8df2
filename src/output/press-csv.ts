import type { PressResult } from '../press/result.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';

interface Row {
  readonly record: 'replay' | 'press' | 'sale' | 'roll';
  readonly date: string;
  readonly id?: string;
  readonly contracts?: number;
  readonly regime?: string;
  readonly cashUsd?: number;
  readonly share?: number;
  readonly budgetUsd?: number;
  readonly spentUsd?: number;
  readonly leftOverUsd?: number;
  readonly lossCarryUsd?: number;
  readonly proceedsUsd?: number;
  readonly riskBeforeUsd?: number;
  readonly riskAfterUsd?: number;
  readonly note?: string;
}

/** One row a press day of a replay, then the press, each sale of the ladder and each roll. */
export function pressCsv(result: PressResult): string {
  const columns: readonly CsvColumn<Row>[] = [
    ['as_of', () => result.asOf],
    ['record', ({ record }) => record],
    ['date', ({ date }) => date],
    ['id', ({ id }) => id],
    ['contracts', ({ contracts }) => contracts],
    ['regime', ({ regime }) => regime],
    ['cash_usd', ({ cashUsd }) => cashUsd],
    ['share', ({ share }) => share],
    ['budget_usd', ({ budgetUsd }) => budgetUsd],
    ['spent_usd', ({ spentUsd }) => spentUsd],
    ['left_over_usd', ({ leftOverUsd }) => leftOverUsd],
    ['loss_carry_usd', ({ lossCarryUsd }) => lossCarryUsd],
    ['proceeds_usd', ({ proceedsUsd }) => proceedsUsd],
    ['risk_before_usd', ({ riskBeforeUsd }) => riskBeforeUsd],
    ['risk_after_usd', ({ riskAfterUsd }) => riskAfterUsd],
    ['note', ({ note }) => note],
  ];
  return csvText(columns, [
    ...replayRows(result),
    ...pressRows(result),
    ...saleRows(result),
    ...rollRows(result),
  ]);
}

function replayRows({ replay }: PressResult): Row[] {
  return (replay?.lines ?? []).map((line) => ({
    record: 'replay',
    date: line.date,
    ...(line.bought && { id: line.bought.symbol, contracts: line.bought.units }),
    regime: line.regime,
    cashUsd: line.cashUsd,
    share: line.share,
    budgetUsd: line.budgetUsd,
    spentUsd: line.spentUsd,
    leftOverUsd: line.leftOverUsd,
    lossCarryUsd: line.lossCarryUsd,
    note: line.why,
  }));
}

function pressRows({ press, market, asOf }: PressResult): Row[] {
  if (press === undefined) return [];
  const { purchase } = press;
  return [
    {
      record: 'press',
      date: asOf,
      ...(purchase && { id: purchase.unitSymbol, contracts: purchase.units }),
      ...(market && { regime: market.regime }),
      cashUsd: press.cashUsd,
      share: press.share.value,
      budgetUsd: press.budgetUsd,
      spentUsd: press.spentUsd,
      leftOverUsd: press.leftOverUsd,
      lossCarryUsd: press.lossCarryUsd,
      note: press.reason,
    },
  ];
}

function saleRows({ ladder, asOf }: PressResult): Row[] {
  return (ladder ?? []).map((one) => ({
    record: 'sale',
    date: asOf,
    id: one.symbol,
    contracts: one.sales.reduce((sum, { contracts }) => sum + contracts, 0),
    ...(one.proceedsUsd !== undefined && { proceedsUsd: one.proceedsUsd }),
    note: [...one.sales.map(({ rule }) => rule), ...(one.modelled ? ['modelled-price'] : [])].join(
      ' ',
    ),
  }));
}

function rollRows({ rolls, asOf }: PressResult): Row[] {
  return (rolls ?? []).map((roll) => ({
    record: 'roll',
    date: asOf,
    id: roll.id,
    contracts: roll.to.quantity,
    riskBeforeUsd: roll.riskBeforeUsd,
    riskAfterUsd: roll.riskAfterUsd,
    note: `realised ${roll.realisedUsd}`,
  }));
}
