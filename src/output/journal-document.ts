import type { ComparedDay, ContractDay } from '../journal/comparison.js';
import type {
  JournalComparison,
  JournalListing,
  JournalShown,
  JournalVerified,
  ListedEntry,
} from '../journal/report.js';
import type { CostSoFar } from '../report/result.js';
import { BLANK, cell, figures, text, words } from './document.js';
import type { Block, Cell, Fact, TableBlock } from './document.js';
import { closingBlock } from './facts.js';
import { ABSENT, count, counted, money, plainNumber } from './format.js';
import { entryText } from './journal-text.js';
import { span } from './prose.js';

/** What `alvh journal list` says: a line an entry, the newest last. */
export function listingDocument(report: JournalListing): Block[] {
  const { entries } = report;
  return [
    title(`Journal: ${entries.length === 0 ? 'no entry' : entriesText(entries.length)}`),
    entryTable(entries),
    closingBlock(report, []),
  ];
}

/** What `alvh journal show` says of an entry that is no recommendation. */
export function shownDocument(report: JournalShown): Block[] {
  const { entry } = report;
  const facts: Fact[] = [
    { label: 'Day', text: [entry.date] },
    { label: 'Kind', text: [entry.kind] },
    { label: 'Says', text: [entryText(entry)] },
    { label: 'Recorded', text: [entry.recordedAt] },
    ...voidedFacts(entry),
    { label: 'Hash', text: [entry.hash] },
  ];
  return [title(`Entry ${entry.seq}`), { kind: 'facts', facts }, closingBlock(report, [])];
}

/** What `alvh journal verify` says. */
export function verifiedDocument(report: JournalVerified): Block[] {
  const { entries, head, since } = report;
  const facts: Fact[] = [
    { label: 'Head', text: [head] },
    ...(since === undefined
      ? []
      : [{ label: 'Noted', text: [`the head that you noted is entry ${since}`] }]),
  ];
  return [
    title(`The chain of ${entriesText(entries)} holds`),
    { kind: 'facts', facts },
    closingBlock(report, []),
  ];
}

/** What `alvh journal compare` says. */
export function comparisonDocument(report: JournalComparison): Block[] {
  const { from, to, layer, days, cost } = report;
  const of = layer === undefined ? '' : `, ${layer}`;
  return [
    title(`Recommended and held, ${from} to ${to}${of}`),
    dayTable(days),
    { kind: 'list', items: days.flatMap(overrideItems) },
    closingBlock(report, cost === undefined ? [] : costFacts(cost)),
  ].filter((block) => block.kind !== 'list' || block.items.length > 0) as Block[];
}

function title(words: string): Block {
  return { kind: 'title', text: [span(words, 'strong')] };
}

function entriesText(n: number): string {
  return n === 1 ? '1 entry' : `${count(n)} entries`;
}

function entryTable(entries: readonly ListedEntry[]): TableBlock {
  return {
    kind: 'table',
    columns: [figures('Entry'), words('day'), words('kind'), text('says', 30)],
    rows: entries.map((entry) => [
      cell(count(entry.seq)),
      cell(entry.date),
      cell(entry.kind),
      saysCell(entry),
    ]),
  };
}

function saysCell(entry: ListedEntry): Cell {
  const says = entryText(entry);
  return entry.voidedBy === undefined
    ? cell(says)
    : cell(`(voided by ${entry.voidedBy}) ${says}`, 'dim');
}

function voidedFacts({ voidedBy }: ListedEntry): Fact[] {
  if (voidedBy === undefined) return [];
  return [{ label: 'Voided', text: [`by entry ${voidedBy}: it counts no longer`] }];
}

function dayTable(days: readonly ComparedDay[]): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Day'),
      text('layer', 8),
      words('contract'),
      figures('recommended'),
      figures('traded'),
      figures('held'),
      figures('difference'),
    ],
    rows: days.flatMap((day) =>
      day.layers.flatMap(({ layer, contracts }) =>
        contracts.map((contract) => contractRow(day, layer, contract)),
      ),
    ),
  };
}

function contractRow(day: ComparedDay, layer: string, contract: ContractDay): Cell[] {
  const { symbol, recommended, traded, held, difference } = contract;
  return [
    cell(day.date),
    cell(layer === '' ? ABSENT : layer),
    cell(symbol),
    cell(count(recommended)),
    traded === 0 ? BLANK : cell(signed(traded)),
    cell(count(held)),
    difference === 0
      ? BLANK
      : cell(difference === undefined ? ABSENT : signed(difference), 'warning'),
  ];
}

function signed(contracts: number): string {
  return contracts > 0 ? `+${count(contracts)}` : count(contracts);
}

function overrideItems({ date, override }: ComparedDay): string[][] {
  if (override === undefined) return [];
  const { by, reason, chosenRatio, ruleRatio, until } = override;
  return [
    [
      `${date}: ratio ${plainNumber(chosenRatio)} over the rule's ${plainNumber(ruleRatio)} by ${by} until ${until}: ${reason}`,
    ],
  ];
}

/** `Cost since 2026-07-06`: closed, open, fees. */
export function costFacts(cost: CostSoFar): Fact[] {
  const { since, realisedUsd, openUsd, feesUsd, totalUsd, unpriced, fillsWithoutFees } = cost;
  const parts = [
    `closed ${money(realisedUsd)}`,
    `open ${money(openUsd)}`,
    `fees ${money(feesUsd)}`,
  ];
  const unknown = [
    ...(unpriced === undefined ? [] : [`no price of ${unpriced.join(', ')}`]),
    ...(fillsWithoutFees === undefined
      ? []
      : [`${counted(fillsWithoutFees, 'fill')} without fees`]),
  ];
  return [
    { label: 'Gain', text: [`${money(totalUsd)} since ${since}: ${parts.join(', ')}`] },
    ...(unknown.length === 0 ? [] : [{ label: 'Unknown', text: [unknown.join('; ')] }]),
  ];
}
