import type { DataStatus, SeriesStatus } from '../market/data-status.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';
import { cell, figures, text, words } from './document.js';
import type { Block, Cell } from './document.js';
import { ABSENT, count } from './format.js';
import { span } from './prose.js';

/** What `alvh data status` says. */
export function dataStatusDocument({ store, today, series, warnings }: DataStatus): Block[] {
  return [
    { kind: 'title', text: [span('Market data held', 'strong')] },
    {
      kind: 'facts',
      facts: [
        { label: 'Store', text: [store] },
        { label: 'Today', text: [today] },
      ],
    },
    {
      kind: 'table',
      columns: [
        words('Series'),
        words('first'),
        words('last'),
        figures('rows'),
        figures('trading', 'days old'),
        figures('revisions', 'open'),
        text('asked', 11),
        text('outcome', 20),
      ],
      rows: series.map(rowOf),
    },
    {
      kind: 'facts',
      facts: warnings.map(({ code, message }) => ({
        label: 'Warning',
        text: [span(`${code}: ${message}`, 'warning')],
      })),
    },
  ];
}

function rowOf(one: SeriesStatus): Cell[] {
  const { openRevisions, lastOutcome } = one;
  return [
    cell(one.series, 'strong'),
    cell(one.first ?? ABSENT),
    cell(one.last ?? ABSENT),
    cell(count(one.rows)),
    cell(one.ageTradingDays === undefined ? ABSENT : count(one.ageTradingDays)),
    cell(count(openRevisions), openRevisions > 0 ? 'warning' : 'plain'),
    cell(one.askedAt?.slice(0, 16).replace('T', ' ') ?? 'never'),
    cell(lastOutcome ?? ABSENT, lastOutcome?.startsWith('failed') === true ? 'warning' : 'plain'),
  ];
}

const COLUMNS: readonly CsvColumn<SeriesStatus>[] = [
  ['series', (row) => row.series],
  ['first', (row) => row.first],
  ['last', (row) => row.last],
  ['rows', (row) => row.rows],
  ['age_trading_days', (row) => row.ageTradingDays],
  ['open_revisions', (row) => row.openRevisions],
  ['fetched_at', (row) => row.fetchedAt],
  ['asked_at', (row) => row.askedAt],
  ['last_outcome', (row) => row.lastOutcome],
];

export function dataStatusCsv({ series }: DataStatus): string {
  return csvText(COLUMNS, series);
}
