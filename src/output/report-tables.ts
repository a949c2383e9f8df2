import type {
  CostSoFar,
  CurveThenAndNow,
  DataAge,
  DayCurve,
  EventAhead,
  HeldAgainstTarget,
  Payoff,
  PressSummary,
  StressBar,
} from '../report/result.js';
import type { IsoDate } from '../market/date.js';
import { sampled } from './decay-table.js';
import { BLANK, cell, figures, text, words } from './document.js';
import type { Block, Cell, Fact, TableBlock } from './document.js';
import { pnlTone } from './facts.js';
import { ABSENT, count, counted, grouped, money, points, signedPercent } from './format.js';
import { orderName } from './instrument-text.js';
import { span } from './prose.js';
import { moneyCell } from './stress-cells.js';

/** The curves contract by contract: one that only an earlier day had is listed too. */
export function curveTable({ today, yesterday, monthAgo }: CurveThenAndNow): TableBlock {
  const days = [yesterday, monthAgo].filter((curve) => curve !== undefined);
  const expiries = new Map<string, IsoDate>();
  for (const { nodes } of [today, ...days]) {
    for (const { symbol, expiry } of nodes) expiries.set(symbol, expiry);
  }
  const symbols = [...expiries].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
  const row = (name: string, left: number | undefined, of: PriceOn): Cell[] => [
    cell(name),
    cell(count(left)),
    cell(points(of(today))),
    ...days.flatMap((day) => [cell(points(of(day))), changeCell(of(day), of(today))]),
  ];
  return {
    kind: 'table',
    caption: `Points, the last of ${today.date}, and the change from then`,
    columns: [
      words('Contract'),
      figures('days'),
      figures('last'),
      ...(yesterday === undefined ? [] : [figures(yesterday.date), figures('change')]),
      ...(monthAgo === undefined ? [] : [figures(monthAgo.date), figures('change')]),
    ],
    rows: [
      row('spot VIX', undefined, ({ spotVix }) => spotVix),
      ...symbols.map(([symbol]) =>
        row(symbol, nodeOf(today, symbol)?.daysToExpiry, (day) => nodeOf(day, symbol)?.price),
      ),
    ],
  };
}

type PriceOn = (curve: DayCurve) => number | undefined;

function nodeOf(curve: DayCurve, wanted: string): DayCurve['nodes'][number] | undefined {
  return curve.nodes.find(({ symbol }) => symbol === wanted);
}

function changeCell(before: number | undefined, now: number | undefined): Cell {
  if (before === undefined || now === undefined) return cell(ABSENT);
  const digits = grouped(now - before, 2);
  return cell(digits.startsWith('-') || digits === '0.00' ? digits : `+${digits}`);
}

export function costFacts({ since, feesUsd, realisedUsd, openUsd, totalUsd }: CostSoFar): Fact[] {
  const usd = (amount: number | undefined): Fact['text'] => [
    amount === undefined ? 'unknown: a price is missing' : span(money(amount), pnlTone(amount)),
  ];
  return [
    { label: 'Since', text: [since] },
    { label: 'Closed trades', text: usd(realisedUsd) },
    { label: 'Open contracts', text: usd(openUsd) },
    { label: 'Fees', text: usd(feesUsd) },
    { label: 'In all', text: usd(totalUsd) },
  ];
}

/** Contracts held and recommended by layer, a line a contract; the layer's money on its first. */
export function heldTable({ layers }: HeldAgainstTarget): TableBlock {
  return {
    kind: 'table',
    caption: 'Contracts held by the fills of the journal, against those recommended today',
    columns: [
      words('Layer'),
      words('Contract'),
      figures('held'),
      figures('recommended'),
      figures('to trade'),
      figures('notional', 'held'),
      figures('notional', 'wanted'),
      figures('drift'),
    ],
    rows: layers.flatMap(({ layer, contracts, ...sums }) => {
      const money3 = [
        cell(money(sums.heldNotionalUsd)),
        cell(money(sums.targetNotionalUsd)),
        cell(signedPercent(sums.drift)),
      ];
      const rows = contracts.length === 0 ? [undefined] : contracts;
      return rows.map((each, i) => [
        cell(layer),
        ...(each === undefined
          ? [cell('nothing'), BLANK, BLANK, BLANK]
          : [
              cell(orderName(each.symbol)),
              cell(count(each.held)),
              cell(count(each.recommended)),
              tradeCell(each.recommended - each.held),
            ]),
        ...(i === 0 ? money3 : [BLANK, BLANK, BLANK]),
      ]);
    }),
  };
}

function tradeCell(contracts: number): Cell {
  if (contracts === 0) return cell('0');
  return cell(contracts > 0 ? `+${count(contracts)}` : count(contracts), 'warning');
}

export function stressTable(bars: readonly StressBar[]): TableBlock {
  return {
    kind: 'table',
    caption: 'Profit and loss in each',
    columns: [text('Episode', 14), figures('condors'), figures('hedge'), figures('net')],
    rows: bars.map(({ id, name, condorUsd, hedgeUsd, netUsd }) => [
      cell(`${id}: ${name}`),
      moneyCell(condorUsd),
      moneyCell(hedgeUsd),
      moneyCell(netUsd),
    ]),
  };
}

/** SPX levels listed; the JSON has every one. */
const LEVELS_SHOWN = 15;

export function payoffTable({ horizon, points: levels }: Payoff): TableBlock {
  return {
    kind: 'table',
    caption: `Profit and loss on ${horizon}`,
    columns: [figures('SPX'), figures('condors alone'), figures('with the hedge')],
    rows: sampled(levels, LEVELS_SHOWN).map(({ spx, condorUsd, netUsd }) => [
      cell(points(spx)),
      moneyCell(condorUsd),
      moneyCell(netUsd),
    ]),
  };
}

export function pressTable(
  { events, realisedUsd, feesUsd, pressedUsd }: PressSummary,
  shown: number,
): Block[] {
  const hidden = events.length - shown;
  return [
    {
      kind: 'table',
      caption: 'Last entries of the ledger',
      columns: [words('Day'), words('what'), figures('amount'), words('id'), text('note', 14)],
      rows: events
        .slice(-shown)
        .map(({ date, type, amountUsd, id, note }) => [
          cell(date),
          cell(type),
          moneyCell(amountUsd),
          cell(id ?? ''),
          cell(note ?? ''),
        ]),
    },
    {
      kind: 'facts',
      facts: [
        {
          label: 'In all',
          text: [
            `realised ${money(realisedUsd)}, fees ${money(feesUsd)}, pressed ${money(pressedUsd)}`,
          ],
        },
        ...(hidden > 0
          ? [{ label: 'Not shown', text: [`${hidden} earlier, the JSON has them`] }]
          : []),
      ],
    },
  ];
}

export function eventTable(events: readonly EventAhead[]): TableBlock {
  return {
    kind: 'table',
    caption: 'Days on which something is due',
    columns: [words('Day'), figures('in days'), words('kind'), text('what', 16)],
    rows: events.map(({ date, daysAhead, kind, title }) => [
      cell(date),
      cell(count(daysAhead)),
      cell(kind),
      cell(title),
    ]),
  };
}

export function ageTable(ages: readonly DataAge[]): TableBlock {
  return {
    kind: 'table',
    caption: 'How old each series is',
    columns: [words('Series'), words('last day'), figures('age'), words('state')],
    rows: ages.map(({ series, lastDate, tradingDaysOld, stale }) => [
      cell(series),
      cell(lastDate ?? 'none'),
      cell(tradingDaysOld === undefined ? ABSENT : counted(tradingDaysOld, 'trading day')),
      stale ? cell('stale', 'warning') : cell('fresh'),
    ]),
  };
}
