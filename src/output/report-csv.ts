import type { FactorChange, ReportResult } from '../report/result.js';
import { csvText } from './csv.js';
import type { CsvColumn } from './csv.js';

/** One figure of the report. */
interface Row {
  readonly section: string;
  /** Layer, contract, episode, event: what the figure is of. */
  readonly of?: string;
  readonly name: string;
  readonly value?: number;
  readonly text?: string;
}

const COLUMNS: readonly CsvColumn<Row>[] = [
  ['section', ({ section }) => section],
  ['of', ({ of }) => of],
  ['name', ({ name }) => name],
  ['value', ({ value }) => value],
  ['text', ({ text }) => text],
];

/**
 * The report as one figure a line, led by its day: rows of many days stand below one another. The
 * sizing itself is `alvh size -f csv`; what is unknown has no row.
 */
export function reportCsv(result: ReportResult): string {
  const dated: readonly CsvColumn<Row>[] = [['date', () => result.date], ...COLUMNS];
  return csvText(dated, [
    ...result.alarms.map(({ code, message }) => ({ section: 'alarm', name: code, text: message })),
    ...changeRows(result),
    ...layerRows(result),
    ...heldRows(result),
    ...costRows(result),
    ...curveRows(result),
    ...result.stress.flatMap(({ id, ...usd }) => [
      { section: 'stress', of: id, name: 'condor_usd', value: usd.condorUsd },
      { section: 'stress', of: id, name: 'hedge_usd', value: usd.hedgeUsd },
      { section: 'stress', of: id, name: 'net_usd', value: usd.netUsd },
    ]),
    ...result.payoff.points.flatMap(({ spx, condorUsd, netUsd }) => [
      { section: 'payoff', of: String(spx), name: 'condor_usd', value: condorUsd },
      { section: 'payoff', of: String(spx), name: 'net_usd', value: netUsd },
    ]),
    ...pressRows(result),
    ...result.events.map(({ date, kind, title, daysAhead }) => ({
      section: 'event',
      of: date,
      name: kind,
      value: daysAhead,
      text: title,
    })),
    ...result.dataAges.map(({ series, lastDate, tradingDaysOld, stale }) => ({
      section: 'data',
      of: series,
      name: stale ? 'stale' : 'fresh',
      ...(tradingDaysOld !== undefined && { value: tradingDaysOld }),
      ...(lastDate !== undefined && { text: lastDate }),
    })),
    ...(result.journal === undefined
      ? []
      : [
          {
            section: 'journal',
            name: 'entries',
            value: result.journal.entries,
            text: result.journal.head,
          },
          ...(result.journal.broken === undefined
            ? []
            : [
                {
                  section: 'journal',
                  name: 'broken',
                  value: result.journal.broken.seq,
                  text: result.journal.broken.why,
                },
              ]),
        ]),
  ]);
}

function changeRows({ changes }: ReportResult): Row[] {
  if (changes === undefined) return [];
  const { since, regime, condors, hedge, because, layers } = changes;
  return [
    { section: 'change', name: 'since', value: since.seq, text: since.date },
    ...(regime === undefined
      ? []
      : [{ section: 'change', name: 'regime', text: `${regime.before} to ${regime.now}` }]),
    ...condors.flatMap(({ id, expiry, ...pair }) =>
      beforeAndNow('position', `${id} ${expiry}`, pair),
    ),
    ...hedge.flatMap(({ figure, ...pair }) => beforeAndNow('hedge', figure, pair)),
    ...reasonRows('hedge', because),
    ...layers.flatMap(({ layer, figures, contracts, because }) => [
      ...figures.flatMap(({ figure, ...pair }) => beforeAndNow(layer, figure, pair)),
      ...contracts.flatMap(({ symbol, ...pair }) => beforeAndNow(layer, symbol, pair)),
      ...reasonRows(layer, because),
    ]),
  ];
}

function reasonRows(of: string, because: readonly FactorChange[]): Row[] {
  return because.flatMap(({ factor, before }) =>
    beforeAndNow(of, factor.name, {
      ...(before !== undefined && { before }),
      now: factor.value,
    }),
  );
}

function beforeAndNow(
  of: string,
  name: string,
  { before, now }: { readonly before?: number; readonly now?: number },
): Row[] {
  const row = (when: string, value: number | undefined): Row[] =>
    value === undefined ? [] : [{ section: 'change', of, name: `${name} ${when}`, value }];
  return [...row('before', before), ...row('now', now)];
}

function layerRows({ size }: ReportResult): Row[] {
  return size.layers.flatMap(({ name, instruments, notionalUsd, carryPerMonthUsd, rollBy }) => [
    ...instruments.map(({ symbol, contracts }) => ({
      section: 'layer',
      of: name,
      name: symbol,
      value: contracts,
    })),
    { section: 'layer', of: name, name: 'notional_usd', value: notionalUsd },
    { section: 'layer', of: name, name: 'carry_per_month_usd', value: carryPerMonthUsd },
    ...(rollBy === undefined
      ? []
      : [{ section: 'layer', of: name, name: 'roll_by', text: rollBy }]),
  ]);
}

function heldRows({ held }: ReportResult): Row[] {
  return (held?.layers ?? []).flatMap(({ layer, contracts, heldNotionalUsd, drift }) => [
    ...contracts.flatMap(({ symbol, recommended, held: now }) => [
      { section: 'held', of: layer, name: `${symbol} held`, value: now },
      { section: 'held', of: layer, name: `${symbol} recommended`, value: recommended },
    ]),
    ...(heldNotionalUsd === undefined
      ? []
      : [{ section: 'held', of: layer, name: 'notional_usd', value: heldNotionalUsd }]),
    ...(drift === undefined ? [] : [{ section: 'held', of: layer, name: 'drift', value: drift }]),
  ]);
}

function costRows({ cost }: ReportResult): Row[] {
  if (cost === undefined) return [];
  const { since, feesUsd, realisedUsd, openUsd, totalUsd } = cost;
  return [
    { section: 'cost', name: 'fees_usd', value: feesUsd, text: `since ${since}` },
    { section: 'cost', name: 'realised_usd', value: realisedUsd },
    ...(openUsd === undefined ? [] : [{ section: 'cost', name: 'open_usd', value: openUsd }]),
    ...(totalUsd === undefined ? [] : [{ section: 'cost', name: 'total_usd', value: totalUsd }]),
  ];
}

function curveRows({ curve: { today, yesterday, monthAgo } }: ReportResult): Row[] {
  return [today, yesterday, monthAgo].flatMap((day): Row[] =>
    day === undefined
      ? []
      : [
          ...(day.spotVix === undefined
            ? []
            : [{ section: 'curve', of: day.date, name: 'VIX', value: day.spotVix }]),
          ...day.nodes.map(({ symbol, price }) => ({
            section: 'curve',
            of: day.date,
            name: symbol,
            value: price,
          })),
        ],
  );
}

function pressRows({ press }: ReportResult): Row[] {
  if (press === undefined) return [];
  return [
    ...press.events.map(({ date, type, amountUsd, id, note }) => ({
      section: 'press',
      of: date,
      name: id === undefined ? type : `${type} ${id}`,
      value: amountUsd,
      ...(note !== undefined && { text: note }),
    })),
    { section: 'press', name: 'realised_usd', value: press.realisedUsd },
    { section: 'press', name: 'fees_usd', value: press.feesUsd },
    { section: 'press', name: 'pressed_usd', value: press.pressedUsd },
  ];
}
