import type { StressResult } from '../stress/result.js';
import { cell, figures, words } from './document.js';
import type { Block, Fact, TableBlock } from './document.js';
import { closingBlock, settingsFacts } from './facts.js';
import {
  count,
  counted,
  factorName,
  money,
  namedNumber,
  points,
  price,
  signedPercent,
} from './format.js';
import { chicagoAndUtc } from './moment.js';
import type { RenderOptions } from './options.js';
import { span, together } from './prose.js';
import { moneyCell, shareCell, star } from './stress-cells.js';
import { episodeTable, layersTable, pathTable, verdictBlock } from './stress-episodes.js';

/** What `alvh stress` says: episodes first, then grid, break-evens and what it rests on. */
export function stressDocument(result: StressResult, options: RenderOptions): Block[] {
  return [
    { kind: 'title', text: [span(title(result), 'strong')] },
    { kind: 'facts', facts: [...headerFacts(result), ...settingsFacts(options)] },
    ...(result.replay === undefined ? [] : replayBlocks(result.replay)),
    episodeTable(result),
    layersTable(result),
    pathTable(result),
    verdictBlock(result.episodes),
    gridTable(result),
    breakEvenTable(result),
    { kind: 'facts', facts: moneyFacts(result) },
    closingBlock(result, options.quiet === true ? [] : [assumedFact(result)]),
  ];
}

function title({ position, episodes }: StressResult): string {
  return `Stress of ${counted(position.condors.length, 'condor')} and its hedge: ${counted(episodes.length, 'episode')}`;
}

function headerFacts(result: StressResult): Fact[] {
  const { asOf, spx, spotVix, position, hedge } = result;
  const layers = hedge.map(({ name, instruments }) => {
    const bought = instruments.filter(({ contracts }) => contracts !== 0);
    const list = bought.map((one) =>
      together(count(one.contracts), one.symbol, 'at', price(one.price)),
    );
    return `${name} ${list.length === 0 ? 'nothing' : list.join(' + ')}`;
  });
  return [
    { label: 'As of', text: [chicagoAndUtc(asOf)] },
    {
      label: 'Market',
      text: [[together('SPX', points(spx)), together('VIX', points(spotVix))].join(', ')],
    },
    {
      label: 'Condors',
      text: [`credit ${money(position.creditUsd)}, risk capital ${money(position.riskCapitalUsd)}`],
    },
    { label: 'Hedge', text: [layers.join('; ')] },
  ];
}

/** Real markets after the first: what happened to position and hedge, step by step. */
function replayBlocks(replay: NonNullable<StressResult['replay']>): Block[] {
  const names = replay.steps[0]?.layers.map(({ name }) => name) ?? [];
  const table: TableBlock = {
    kind: 'table',
    columns: [
      words('Replay'),
      figures('SPX'),
      figures('VIX'),
      figures('condors'),
      ...names.map((name) => figures(name)),
      figures('net'),
      figures('covered'),
    ],
    rows: replay.steps.map((step) => [
      cell(step.date),
      cell(points(step.spx)),
      cell(points(step.vix)),
      moneyCell(step.condorUsd),
      ...step.layers.map(({ gainUsd }) => moneyCell(gainUsd)),
      moneyCell(step.netUsd),
      shareCell(step),
    ]),
  };
  return [
    table,
    {
      kind: 'prose',
      text: [span(`Replay: ${replay.verdict}.`, replay.failed ? 'warning' : 'strong')],
    },
  ];
}

function gridTable({ grid }: StressResult): TableBlock {
  return {
    kind: 'table',
    columns: [words('Net at once'), ...grid.spxMoves.map((move) => figures(signedPercent(move)))],
    rows: grid.vixFactors.map((factor, i) => [
      cell(`VIX x ${count(factor)}${star(grid.shareApplied[i])}`),
      ...(grid.netUsd[i] ?? []).map(moneyCell),
    ]),
  };
}

function breakEvenTable({ breakEvens }: StressResult): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Break-evens,', 'hedged'),
      figures('trading', 'days'),
      figures('far'),
      figures('lower'),
      figures('upper'),
      figures('dead zone'),
      figures('at SPX'),
    ],
    rows: breakEvens.map((at) => [
      cell(at.date),
      cell(count(at.tradingDays)),
      cell(points(at.farLower)),
      cell(points(at.lower)),
      cell(points(at.upper)),
      moneyCell(at.deadZone.pnlUsd),
      cell(points(at.deadZone.spx)),
    ]),
  };
}

function moneyFacts({ putAlternative, episodes }: StressResult): Fact[] {
  const facts: Fact[] = [];
  if (putAlternative !== undefined) {
    const { moneyUsd, contracts, strike, expiry, pricePoints } = putAlternative;
    facts.push({
      label: 'Puts',
      text: [
        `the same money, ${money(moneyUsd)} to hold the hedge to ${expiry}, buys ${contracts.toFixed(2)} SPX ${strike} puts at ${points(pricePoints)}`,
      ],
    });
  }
  const worst = [...episodes].sort((a, b) => a.margin.condorMarkUsd - b.margin.condorMarkUsd)[0];
  if (worst !== undefined) {
    const { margin } = worst;
    const required =
      margin.futuresRequirementStressedUsd === undefined
        ? 'requirement not known (--vx-margin)'
        : `requirement ${money(margin.futuresRequirementUsd)} now, ${money(margin.futuresRequirementStressedUsd)} in stress`;
    facts.push({
      label: 'Margin',
      text: [
        `on the day of ${worst.id}: condors ${money(margin.condorMarkUsd)} against ${money(margin.condorRequirementUsd)} posted; futures ${money(margin.futuresVariationUsd)} variation, ${required}; two clearing houses`,
      ],
    });
  }
  return facts;
}

function assumedFact({ assumptions }: StressResult): Fact {
  const notes = assumptions.map(({ name, value, note }) =>
    [together(factorName(name), namedNumber(name, value)), note].filter(Boolean).join(' '),
  );
  return { label: 'Assumed', text: [notes.join('; ')] };
}
