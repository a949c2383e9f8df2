import type {
  BreakEvens,
  Coverage,
  HedgedBreakEvens,
  StructureResult,
  WhatIf,
} from '../hedge/result.js';
import { BLANK, cell, figures, words } from './document.js';
import type { Block, Cell, Fact, TableBlock } from './document.js';
import { pnlTone } from './facts.js';
import { ABSENT, counted, money, percent, points, signedPercent, strike } from './format.js';
import { span, together } from './prose.js';
import type { Tone } from './prose.js';

/** Break-evens, what happens at other levels of SPX, and the hedge's own risk. */
export function structureBlocks(structure: StructureResult): Block[] {
  const risk: Block = {
    kind: 'beside',
    blocks: [breakEvenTable(structure), { kind: 'facts', facts: riskFacts(structure) }],
  };
  return [{ kind: 'beside', blocks: [whatIfTable(structure), risk] }];
}

function breakEvenTable({ breakEvens, horizon }: StructureResult): TableBlock {
  const { unhedged, unhedgedByExpiry, hedged } = breakEvens;
  const byExpiry = unhedgedByExpiry.length > 1 ? unhedgedByExpiry : [];
  const rows = [
    byExpiry.length > 0 ? [cell('Unhedged'), BLANK, BLANK] : row('Unhedged', unhedged),
    ...byExpiry.map((each) => row(`at ${each.expiry} ${each.settlement}`, each)),
    row(hedgedName(hedged, horizon), hedged, 'protection'),
  ];
  if (hedged.band !== undefined) {
    rows.push(row('VIX weaker', hedged.band.weaker));
    rows.push(row('VIX stronger', hedged.band.stronger));
  }
  return {
    kind: 'table',
    columns: [words('SPX break-evens'), figures('lower'), figures('upper')],
    rows,
  };
}

function hedgedName({ horizon, losesBetween }: HedgedBreakEvens, of: string): string {
  const name = horizon === of ? 'Hedged' : `Hedged, ${horizon}`;
  return losesBetween === true ? `${name}, loss between` : name;
}

function row(name: string, { lower, upper }: BreakEvens, tone: Tone = 'plain'): Cell[] {
  return [cell(name), cell(points(lower), tone), cell(points(upper), tone)];
}

/** Moves of SPX and the condors' strikes on one ladder, from the lowest level up. */
function whatIfTable({ whatIf, coverage, horizon }: StructureResult): TableBlock {
  const rungs = [
    ...whatIf.map((each) => ({ at: each.spx, cells: whatIfRow(each) })),
    ...coverage.map((each) => ({ at: each.strike, cells: coverageRow(each) })),
  ].sort((a, b) => a.at - b.at);
  return {
    kind: 'table',
    columns: [
      words('What if,', horizon),
      figures('SPX'),
      figures('VIX'),
      figures('condors'),
      figures('hedge'),
      figures('net'),
      figures('covered'),
    ],
    rows: rungs.map(({ cells }) => cells),
  };
}

function whatIfRow(each: WhatIf): Cell[] {
  return [
    cell(`SPX ${signedPercent(each.spxMove)}`),
    cell(points(each.spx)),
    cell(points(each.vix)),
    cell(money(each.condorUsd), pnlTone(each.condorUsd)),
    cell(money(each.hedgeUsd), pnlTone(each.hedgeUsd)),
    cell(money(each.netUsd), pnlTone(each.netUsd)),
    coveredCell(each.share),
  ];
}

function coverageRow(each: Coverage): Cell[] {
  return [
    cell(LEG_WORDS[each.leg]),
    cell(strike(each.strike)),
    cell(points(each.vix)),
    cell(money(each.condorUsd), pnlTone(each.condorUsd)),
    cell(money(each.hedgeUsd), pnlTone(each.hedgeUsd)),
    cell(money(each.netUsd), pnlTone(each.netUsd)),
    coveredCell(each.share),
  ];
}

const LEG_WORDS: Readonly<Record<Coverage['leg'], string>> = {
  longPut: 'long put',
  shortPut: 'short put',
  shortCall: 'short call',
  longCall: 'long call',
};

/** The share of the condor's loss paid back; a dash where the condor has none. */
function coveredCell(share: number | undefined): Cell {
  if (share === undefined) return cell(ABSENT);
  return cell(percent(share), share < 0 ? 'cost' : 'protection');
}

function riskFacts(structure: StructureResult): Fact[] {
  const { worst, hedgeLossIfVixFalls: falls, breakEvens } = structure;
  const { deadZone, roots, lower, upper } = breakEvens.hedged;
  const { horizon, horizonTradingDays } = structure;
  const facts: Fact[] = [
    { label: 'Horizon', text: [`${horizon}, ${counted(horizonTradingDays, 'trading day')}`] },
    pnlFact('Worst', worst),
    // A line of its own: in one with the figure it would not fit beside the break-evens.
    ...(worst.note === undefined ? [] : [{ label: 'There', text: [worst.note] }]),
    pnlFact('Dead zone', deadZone),
    {
      label: `VIX to ${strike(falls.vix)}`,
      text: ['hedge ', span(money(falls.usd), pnlTone(falls.usd))],
    },
  ];
  const further = roots.filter((root) => root !== lower && root !== upper);
  if (further.length > 0) {
    facts.push({ label: 'All roots', text: [roots.map(points).join(' ')] });
  }
  return facts;
}

function pnlFact(label: string, at: { spx: number; pnlUsd: number }): Fact {
  return {
    label,
    text: [span(money(at.pnlUsd), pnlTone(at.pnlUsd)), ` ${together('at SPX', points(at.spx))}`],
  };
}
