import type {
  LimitPrice,
  OptimizeReport,
  OptimizedHedge,
  RiskFigures,
  StabilityFigures,
} from '../optimize/report.js';
import { BLANK, cell, cellOf, figures, text, words } from './document.js';
import type { Block, Cell, Fact, TableBlock } from './document.js';
import { closingBlock, costTone, settingsFacts } from './facts.js';
import { ABSENT, band, count, counted, factorName, money, namedNumber, percent } from './format.js';
import { headerFacts, said } from './optimize-facts.js';
import type { RenderOptions } from './options.js';
import { span, together } from './prose.js';

/** What `alvh optimize` says: the answer beside the rules' and no hedge, then what is around it. */
export function optimizeDocument(report: OptimizeReport, options: RenderOptions): Block[] {
  const { stability, frontier } = report;
  return [
    { kind: 'title', text: [span(title(report), 'strong')] },
    { kind: 'facts', facts: [...headerFacts(report), ...settingsFacts(options)] },
    holdingsTable(report),
    hedgesTable(report),
    ...limitBlocks(report.limits, report.minimize),
    ...(frontier.length === 0 ? [] : [frontierTable(frontier)]),
    ...(stability === undefined ? [] : stabilityBlocks(stability)),
    closingBlock(report, options.quiet === true ? [] : [assumedFact(report)]),
  ];
}

function title({ position, minimize, status, gap }: OptimizeReport): string {
  const what = minimize === 'cvar' ? 'Least CVaR' : 'Least cost';
  const proof = status === 'optimal' ? 'proven optimal' : `within ${percent(gap)} of the best`;
  return `${what} hedge for ${counted(position.condors.length, 'condor')}: ${proof}`;
}

function holdingsTable({ optimum, rules }: OptimizeReport): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Layers'),
      figures('band'),
      figures('best'),
      text('to hold', 22),
      figures('rules'),
      text('size would hold', 22),
    ],
    rows: optimum.layers.map((layer, i) => {
      const rule = rules.layers[i];
      return [
        cell(layer.name),
        cell(band(layer.band)),
        cell(percent(layer.weight)),
        cell(holdingsText(layer)),
        rule === undefined
          ? BLANK
          : cell(percent(rule.weight), rule.bandHeld ? 'plain' : 'warning'),
        rule === undefined ? BLANK : cell(holdingsText(rule)),
      ];
    }),
  };
}

function holdingsText({ holdings }: OptimizedHedge['layers'][number]): string {
  if (holdings.length === 0) return 'nothing';
  return holdings
    .map(({ contracts, symbol }) => together(count(contracts), said(symbol)))
    .join(' + ');
}

function hedgesTable({
  unhedged,
  rules,
  optimum,
  scenarios,
  ...report
}: OptimizeReport): TableBlock {
  const alpha = percent(scenarios.alpha);
  return {
    kind: 'table',
    columns: [
      words('In the scenarios'),
      figures('CVaR', alpha),
      figures('VaR', alpha),
      figures('mean', 'loss'),
      figures('notional'),
      figures('cost', counted(report.costHorizon.days, 'day')),
      figures('premium'),
      figures('carry', counted(report.carryDays, 'day')),
    ],
    rows: [
      [...riskCells('no hedge', unhedged), BLANK, BLANK, BLANK, BLANK],
      hedgeRow('size (rules)', rules),
      hedgeRow('best', optimum),
    ],
  };
}

function riskCells(name: string, { cvarUsd, varUsd, expectedLossUsd }: RiskFigures): Cell[] {
  return [cell(name), cell(money(cvarUsd)), cell(money(varUsd)), cell(money(expectedLossUsd))];
}

function hedgeRow(name: string, hedge: OptimizedHedge): Cell[] {
  return [
    ...riskCells(name, hedge),
    cell(money(hedge.notionalUsd)),
    cell(money(hedge.costUsd)),
    cell(money(hedge.premiumUsd)),
    cell(money(hedge.carryUsd), costTone(hedge.carryUsd)),
  ];
}

function limitBlocks(limits: readonly LimitPrice[], minimize: string): Block[] {
  const table: TableBlock = {
    kind: 'table',
    columns: [
      words('Limits'),
      figures('bound'),
      figures('at'),
      figures(`adds to ${minimize === 'cvar' ? 'CVaR' : 'cost'}`),
      text('set by', 28),
    ],
    rows: limits
      .filter(binds)
      .map((limit) => [
        cellOf([limit.name, limit.side === 'min' ? 'at least' : 'at most']),
        cell(limitValue(limit, limit.bound)),
        cell(limitValue(limit, limit.value)),
        cell(limit.addsUsd === undefined ? ABSENT : money(limit.addsUsd)),
        cell(limit.key, 'dim'),
      ]),
  };
  if (table.rows.length === 0) return [];
  return [table];
}

/** Limits without which the answer would be the same are in the JSON only. */
function binds({ addsUsd }: LimitPrice): boolean {
  return addsUsd === undefined || addsUsd > 0.5;
}

function limitValue({ name }: LimitPrice, value: number): string {
  return name.startsWith('band of ') ? percent(value) : money(value);
}

function frontierTable(frontier: readonly OptimizedHedge[]): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Frontier:', 'cost'),
      figures('CVaR'),
      figures('mean', 'loss'),
      figures('notional'),
      text('holding', 30),
    ],
    rows: frontier.map((point) => [
      cell(money(point.costUsd)),
      cell(money(point.cvarUsd)),
      cell(money(point.expectedLossUsd)),
      cell(money(point.notionalUsd)),
      cell(point.layers.map(holdingsText).join(' + ')),
    ]),
  };
}

function stabilityBlocks({ draws, instruments, objectiveUsd }: StabilityFigures): Block[] {
  const table: TableBlock = {
    kind: 'table',
    columns: [
      words('Redrawn', `${count(draws)} times`),
      figures('contracts'),
      figures('least'),
      figures('median'),
      figures('most'),
      figures('changed'),
    ],
    rows: instruments.map((each) => [
      cell(said(each.symbol)),
      cell(count(each.contracts)),
      cell(count(each.min)),
      cell(count(each.median)),
      cell(count(each.max)),
      cell(percent(each.changed)),
    ]),
  };
  if (objectiveUsd === undefined) return [table];
  const range = `Over the draws the objective is ${money(objectiveUsd.min)} to ${money(objectiveUsd.max)}.`;
  return [table, { kind: 'prose', text: [range] }];
}

function assumedFact({ assumptions }: OptimizeReport): Fact {
  const notes = assumptions.map(({ name, value, note }) =>
    [together(factorName(name), namedNumber(name, value)), note].filter(Boolean).join(' '),
  );
  return { label: 'Assumed', text: [notes.join('; ')] };
}
