import type { JournalState, ReportResult } from '../report/result.js';
import type { Block, Fact } from './document.js';
import { closingBlock } from './facts.js';
import { counted, money } from './format.js';
import { marketFacts, momentFacts } from './market-facts.js';
import type { RenderOptions } from './options.js';
import { span } from './prose.js';
import { changeBlocks } from './report-changes.js';
import { curveThenChart, payoffPairChart, stressBarChart } from './report-charts.js';
import {
  ageTable,
  costFacts,
  curveTable,
  eventTable,
  heldTable,
  pressTable,
  stressTable,
} from './report-tables.js';
import { overrideBlocks } from './size-adaptive.js';
import { noteFacts, positionBlocks } from './size-document.js';
import { hedgeFacts, layerTable } from './size-layers.js';

/** Rows of a table beyond these are in the JSON alone. */
const CONDORS_SHOWN = 12;
const PRESS_ROWS_SHOWN = 12;

/** What `alvh report` says: alarms and what to hold on the first screen, then as the page has it. */
export function reportDocument(result: ReportResult, options: RenderOptions): Block[] {
  const { size, changes, held, cost, press } = result;
  return [
    { kind: 'title', text: [span(title(result), 'strong')] },
    { kind: 'facts', facts: [...alarmFacts(result), ...headerFacts(result, options)] },
    layerTable(size),
    { kind: 'facts', facts: hedgeFacts(size) },
    ...overrideBlocks(size),
    ...changed(changes),
    ...positionBlocks(size.position, CONDORS_SHOWN),
    curveTable(result.curve),
    { kind: 'chart', title: 'VX curve', draw: curveThenChart(result.curve) },
    ...(cost === undefined ? [] : [heading('Cost so far'), factsOf(costFacts(cost))]),
    held === undefined
      ? unknown('Held against target', 'the journal has no fill')
      : heldTable(held),
    stressTable(result.stress),
    {
      kind: 'chart',
      title: 'Net of condors and hedge over the days of each episode, the hedge held',
      draw: stressBarChart(result.stress),
    },
    {
      kind: 'chart',
      title: `Condors with the hedge and alone on ${result.payoff.horizon}, over SPX`,
      draw: payoffPairChart(result.payoff),
    },
    ...(press === undefined
      ? []
      : [heading('Press ledger'), ...pressTable(press, PRESS_ROWS_SHOWN)]),
    eventTable(result.events),
    ageTable(result.dataAges),
    factsOf(journalFacts(result)),
    closingBlock(result, options.quiet === true ? [] : noteFacts(size, options)),
  ];
}

function changed(changes: ReportResult['changes']): Block[] {
  if (changes === undefined) {
    return [unknown('What changed', 'no earlier recommendation is in the journal')];
  }
  const { date, seq } = changes.since;
  return [heading(`What changed since ${date} (entry ${seq})`), ...changeBlocks(changes)];
}

function title({ date, alarms, size }: ReportResult): string {
  const condors = counted(size.position.condors.length, 'condor');
  return `Daily report ${date}: ${counted(alarms.length, 'alarm')}, ${condors}, VIX hedge ${money(size.hedge.notionalUsd)}`;
}

function alarmFacts({ alarms }: ReportResult): Fact[] {
  if (alarms.length === 0) return [{ label: 'Alarms', text: ['none'] }];
  return alarms.map(({ code, message }) => ({
    label: 'Alarm',
    text: [span(`${code}: ${message}`, 'warning')],
  }));
}

function headerFacts({ size }: ReportResult, { settingsFrom }: RenderOptions): Fact[] {
  const { asOf, snapshotTime, profile, termStructure, position } = size;
  return [
    ...momentFacts(asOf, snapshotTime),
    {
      label: 'Settings',
      text: [`${profile} profile${settingsFrom === undefined ? '' : `, ${settingsFrom}`}`],
    },
    ...marketFacts(termStructure),
    {
      label: 'Risk capital',
      text: [`${money(position.riskCapitalUsd)}, credit ${money(position.creditUsd)}`],
    },
  ];
}

function journalFacts({ journal }: ReportResult): Fact[] {
  return [
    { label: 'Journal', text: [journal === undefined ? 'not read: no store' : stateText(journal)] },
  ];
}

function stateText({ entries, head, broken }: JournalState): string {
  if (broken !== undefined) return `breaks at entry ${broken.seq}: ${broken.why}`;
  if (entries === 0) return 'empty';
  return `${counted(entries, 'entry').replace(/entrys$/, 'entries')}, head ${head}`;
}

function unknown(what: string, why: string): Block {
  return { kind: 'prose', text: [span(`${what}: not known, ${why}.`, 'dim')] };
}

function heading(text: string): Block {
  return { kind: 'heading', text };
}

function factsOf(facts: readonly Fact[]): Block {
  return { kind: 'facts', facts };
}
