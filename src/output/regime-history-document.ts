import type { RegimeHistoryReport } from '../signals/report.js';
import { cell, figures, words } from './document.js';
import type { Block, Fact, TableBlock } from './document.js';
import { closingBlock, regimeTone, settingsFacts } from './facts.js';
import { counted, grouped, percent, plainNumber } from './format.js';
import { chicagoAndUtc } from './moment.js';
import type { RenderOptions } from './options.js';
import { span } from './prose.js';

/** Episodes in the table; CSV has the days, JSON both. */
const EPISODES_SHOWN = 20;

/** What `alvh signals --history` says. */
export function regimeHistoryDocument(
  report: RegimeHistoryReport,
  options: RenderOptions,
): Block[] {
  const { episodes } = report.regimes;
  const earlier = episodes.length - EPISODES_SHOWN;
  return [
    { kind: 'title', text: [span('VIX regimes day by day', 'strong')] },
    { kind: 'facts', facts: headerFacts(report, options) },
    { kind: 'beside', blocks: [sharesTable(report), switchesTable(report)] },
    episodesTable(report),
    ...(earlier > 0
      ? [
          {
            kind: 'prose' as const,
            text: [`and ${counted(earlier, 'earlier episode')} (-f json lists all)`],
          },
        ]
      : []),
    closingBlock(report, [{ label: 'Timing', text: [report.timing] }]),
  ];
}

function headerFacts({ asOf, regimes }: RegimeHistoryReport, options: RenderOptions): Fact[] {
  const { from, to, days, memory, decidedBy } = regimes;
  const { vixToVix3m, slope12, neither } = decidedBy;
  return [
    { label: 'As of', text: [chicagoAndUtc(asOf)] },
    ...settingsFacts(options),
    { label: 'Days', text: [`${from} to ${to}, ${counted(days.length, 'trading day')}`] },
    {
      label: 'Confirmed',
      text: [
        `after ${counted(memory.confirmDays, 'day')} in a row, left when VIX/VIX3M is ${plainNumber(memory.hysteresis)} below the cut`,
      ],
    },
    {
      label: 'Decided by',
      text: [
        `VIX/VIX3M on ${counted(vixToVix3m, 'day')}, VX2/VX1 - 1 on ${grouped(slope12, 0)}, neither rule on ${grouped(neither, 0)} (raw reading)`,
      ],
    },
  ];
}

function sharesTable({ regimes }: RegimeHistoryReport): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Regime'),
      figures('raw', 'days'),
      figures('share'),
      figures('confirmed', 'days'),
      figures('share'),
    ],
    rows: regimes.shares.map(({ regime, rawDays, rawShare, confirmedDays, confirmedShare }) => [
      cell(regime, regimeTone(regime)),
      cell(grouped(rawDays, 0)),
      cell(percent(rawShare)),
      cell(grouped(confirmedDays, 0)),
      cell(percent(confirmedShare)),
    ]),
  };
}

function switchesTable({ regimes }: RegimeHistoryReport): TableBlock {
  const { raw, hysteresisOnly, confirmationOnly, confirmed } = regimes.switches;
  const rows: readonly (readonly [name: string, switches: number])[] = [
    ['raw', raw],
    ['hysteresis alone', hysteresisOnly],
    ['confirmation alone', confirmationOnly],
    ['both', confirmed],
  ];
  return {
    kind: 'table',
    columns: [words('Switches'), figures('number'), figures('of raw')],
    rows: rows.map(([name, switches]) => [
      cell(name),
      cell(grouped(switches, 0)),
      cell(raw === 0 ? '-' : percent(switches / raw)),
    ]),
  };
}

function episodesTable({ regimes }: RegimeHistoryReport): TableBlock {
  return {
    kind: 'table',
    columns: [words('Latest episodes'), words('from'), words('to'), figures('days')],
    rows: regimes.episodes
      .slice(-EPISODES_SHOWN)
      .map(({ regime, from, to, days }) => [
        cell(regime, regimeTone(regime)),
        cell(from),
        cell(to),
        cell(grouped(days, 0)),
      ]),
  };
}
