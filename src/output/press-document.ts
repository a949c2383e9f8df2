import type { Factor } from '../hedge/result.js';
import type { BigTop } from '../press/big-top.js';
import type { PressDecision, PressResult, ThetaHarvest } from '../press/result.js';
import { decayTable } from './decay-table.js';
import { cell, figures, text, words } from './document.js';
import type { Block, Fact, TableBlock } from './document.js';
import { factorTable } from './factor-table.js';
import { closingBlock, pnlTone, settingsFacts } from './facts.js';
import {
  count,
  counted,
  factorName,
  fineMoney,
  money,
  percent,
  plainNumber,
  points,
  price,
  signedPercent,
} from './format.js';
import { orderName } from './instrument-text.js';
import type { RenderOptions } from './options.js';
import { marketFacts, momentFacts } from './market-facts.js';
import { ladderBlocks, rollBlocks } from './press-ladder.js';
import { ledgerTable, replayBlocks } from './press-ledger.js';
import { span, together } from './prose.js';
import type { Prose } from './prose.js';

/** What `alvh press` says: what was realised, what is pressed and why, then ladder, rolls, replay. */
export function pressDocument(result: PressResult, options: RenderOptions): Block[] {
  const { press, theta, bigTop } = result;
  return [
    { kind: 'title', text: [span(title(result), 'strong')] },
    { kind: 'facts', facts: [...headerFacts(result), ...settingsFacts(options)] },
    ...(theta === undefined ? [] : thetaBlocks(theta)),
    ledgerTable(result.ledger),
    ...(press === undefined ? [] : [pressFacts(press)]),
    ...(press === undefined ? [] : limitTable(press)),
    ...(bigTop === undefined ? [] : [bigTopTable(bigTop)]),
    ...(options.explain && press !== undefined ? [shareTable(press)] : []),
    ...(result.ladder === undefined ? [] : ladderBlocks(result.ladder)),
    ...(result.rolls === undefined ? [] : rollBlocks(result.rolls)),
    ...(result.replay === undefined ? [] : replayBlocks(result.replay, options)),
    closingBlock(result, []),
  ];
}

function title({ press, replay }: PressResult): string {
  if (press === undefined) {
    return `Cash press replayed: ${counted(replay?.lines.length ?? 0, 'press day')}`;
  }
  const { purchase } = press;
  const bought =
    purchase === undefined || purchase.orders.length === 0
      ? 'no whole contract'
      : purchase.orders
          .map((one) => `${count(one.contracts)} ${orderName(one.symbol)}`)
          .join(' + ');
  return `Cash press: ${money(press.budgetUsd)} of ${money(press.cashUsd)} cash, ${bought}`;
}

function headerFacts({ asOf, snapshotTime, market, carryCheck }: PressResult): Fact[] {
  const facts: Fact[] = [
    ...momentFacts(asOf, snapshotTime),
    ...(market === undefined ? [] : marketFacts(market)),
  ];
  if (carryCheck !== undefined) {
    const { carryPerYearUsd, accountUsd, shareOfAccount } = carryCheck;
    const of =
      accountUsd === undefined
        ? 'account not given (portfolio.accountUsd)'
        : `${percent(shareOfAccount)} of the account of ${money(accountUsd)}`;
    const needs =
      carryPerYearUsd < 0
        ? `; 1% to 2% a year would take an account of ${money(carryCheck.accountAtTwoPercentUsd)} to ${money(carryCheck.accountAtOnePercentUsd)}`
        : '';
    facts.push({
      label: 'Hedge cost',
      text: [`${money(carryPerYearUsd)} a year as it stands, curve unchanged: ${of}${needs}`],
    });
  }
  return facts;
}

function thetaBlocks(theta: ThetaHarvest): Block[] {
  if (theta.thetaUsdPerDay === undefined) {
    return [{ kind: 'facts', facts: [{ label: 'Theta', text: ['not known without SPX'] }] }];
  }
  const facts: Fact[] = [
    {
      label: 'Theta',
      text: [
        `${fineMoney(theta.thetaUsdPerDay)} a day, ${money(theta.extrinsicUsd)} of extrinsic value left; not cash until the condors end`,
      ],
    },
  ];
  const { expectedDailyRange: range, oneDay } = theta;
  if (range !== undefined && oneDay !== undefined) {
    facts.push({
      label: 'In one day',
      text: [
        `1 sd is ${points(range.points)} points: `,
        ...oneDay.flatMap(({ spxMove, pnlUsd }, i): Prose => [
          `${i === 0 ? '' : ', '}${together('SPX', signedPercent(spxMove))} `,
          span(money(pnlUsd), pnlTone(pnlUsd)),
        ]),
        '; at-the-money vol held',
      ],
    });
  }
  return [
    { kind: 'facts', facts },
    ...(theta.decay === undefined ? [] : [decayTable(theta.decay)]),
  ];
}

function pressFacts(press: PressDecision): Block {
  const { purchase, share } = press;
  const facts: Fact[] = [
    { label: 'Cash', text: [`${money(press.cashUsd)} realised since the last press`] },
    { label: 'Share', text: [`${percent(share.value)} (${factorLine(share.factors)})`] },
    {
      label: 'Press',
      text: [
        span(money(press.budgetUsd), 'strong'),
        press.leftOverInUsd > 0 ? `, ${money(press.leftOverInUsd)} of it left over before` : '',
      ],
    },
  ];
  if (purchase !== undefined) {
    const orders = purchase.orders.map((one) =>
      [
        together(count(one.contracts), orderName(one.symbol)),
        ...(one.expiry === undefined ? [] : [`of ${one.expiry}`]),
        together('at', price(one.price)),
      ].join(' '),
    );
    facts.push({
      label: 'Buys',
      text: [
        orders.length === 0 ? 'nothing' : span(orders.join(' + '), 'strong'),
        ` for ${money(press.spentUsd)} in the ${purchase.layer} layer; one ${orderName(purchase.unitSymbol)} is ${money(purchase.unitCostUsd)} (${purchase.basis})`,
      ],
    });
    facts.push({
      label: 'Layer',
      text: [
        `${percent(purchase.weightBefore)} of the hedge before, ${percent(purchase.weightAfter)} after; carry a month ${money(purchase.carryPerMonthBeforeUsd)} before, ${money(purchase.carryPerMonthAfterUsd)} after`,
      ],
    });
  }
  facts.push({ label: 'Added to', text: [press.heldBasis] });
  facts.push({ label: 'Why', text: [press.reason] });
  facts.push({
    label: 'Carried on',
    text: [
      `${money(press.cashCarriedUsd)} cash, ${money(press.leftOverUsd)} left over, ${money(press.lossCarryUsd)} of losses`,
    ],
  });
  if (press.ledgerRow !== undefined) facts.push({ label: 'Ledger row', text: [press.ledgerRow] });
  return { kind: 'facts', facts };
}

/** The factors that are not 1, as a product. */
function factorLine(factors: readonly Factor[]): string {
  const [first, ...others] = factors;
  if (first === undefined) return '';
  return [first, ...others.filter(({ value }) => value !== 1)]
    .map(({ name, value }) => `${factorName(name)} ${plainNumber(value)}`)
    .join(' × ');
}

function limitTable({ purchase }: PressDecision): TableBlock[] {
  if (purchase === undefined) return [];
  return [
    {
      kind: 'table',
      columns: [words('Limits'), figures('at most'), words(''), text('why', 24)],
      rows: purchase.limits.map((limit) => [
        cell(limit.name === 'otherBand' ? `${limit.layer ?? ''} band` : factorName(limit.name)),
        cell(count(limit.maxUnits)),
        cell(limit.binds ? 'binds' : '', 'warning'),
        cell(limit.note, 'dim'),
      ]),
    },
  ];
}

const STATES: Readonly<Record<BigTop['state'], string>> = {
  none: 'no window',
  watch: 'watch',
  window: 'press window',
};

function bigTopTable({ conditions, met, state }: BigTop): TableBlock {
  return {
    kind: 'table',
    columns: [
      text(`Big Top: ${STATES[state]}, ${met} of ${conditions.length}`, 20),
      figures('value'),
      words('met'),
      text('read from', 20),
    ],
    rows: conditions.map((one) => [
      cell(one.rule),
      cell(
        one.value === undefined
          ? '-'
          : one.name === 'thinOrOverbought'
            ? one.value.toFixed(1)
            : percent(one.value),
      ),
      cell(one.met === undefined ? 'unknown' : one.met ? 'yes' : 'no'),
      cell(one.note, 'dim'),
    ]),
  };
}

function shareTable({ share }: PressDecision): TableBlock {
  return factorTable('Share factors', share.factors, '×', [
    cell('= share pressed'),
    cell(plainNumber(share.value)),
    cell('the product'),
    cell(''),
  ]);
}
