import type { LayerLean, RegimeStanding, SignalsReport } from '../signals/report.js';
import { SIGNAL_EVIDENCE } from '../signals/report.js';
import type { SignalReading } from '../signals/reading.js';
import type { SignalComponent } from '../signals/score.js';
import { BLANK, cell, figures, text, words } from './document.js';
import type { Block, Fact, TableBlock } from './document.js';
import { closingBlock, regimeTone, settingsFacts } from './facts.js';
import { ABSENT, counted, grouped, percent, ratio } from './format.js';
import { chicagoAndUtc } from './moment.js';
import type { RenderOptions } from './options.js';
import { span } from './prose.js';
import { scoreChart } from './signals-chart.js';

/** What `alvh signals` says. */
export function signalsDocument(report: SignalsReport, options: RenderOptions): Block[] {
  const { signals, layers, regime, course } = report;
  const draw = scoreChart(course);
  return [
    { kind: 'title', text: [span('Market signals', 'strong')] },
    {
      kind: 'facts',
      facts: [
        { label: 'As of', text: [chicagoAndUtc(report.asOf)] },
        ...settingsFacts(options),
        { label: 'Last close', text: [signals.date] },
        scoreFact(signals),
        ...(regime === undefined ? [] : [regimeFact(regime)]),
      ],
    },
    componentsTable(signals),
    leanTable(layers),
    ...(draw === undefined
      ? []
      : [{ kind: 'chart' as const, title: 'Score, 0 to 100, at each close', draw }]),
    closingBlock(report, [
      { label: 'Timing', text: [report.timing] },
      { label: 'Evidence', text: [report.evidence] },
    ]),
  ];
}

/** Score and state in one line. */
export function scoreFact(signals: SignalReading): Fact {
  const { score, state, stateSince, sessionsInState } = signals;
  const stateText =
    state === undefined || stateSince === undefined || sessionsInState === undefined
      ? ''
      : `; state ${state} since ${stateSince}, ${counted(sessionsInState, 'session')}`;
  return {
    label: 'Score',
    text: [
      score === undefined ? span('not available', 'warning') : span(grouped(score, 1), 'strong'),
      score === undefined ? stateText : ` of 100 (50 is neutral)${stateText}`,
    ],
  };
}

function regimeFact({ date, raw, rule, confirmed }: RegimeStanding): Fact {
  const reading = `raw on ${date}: ${raw} (${rule})`;
  return {
    label: 'Regime',
    text:
      confirmed === undefined
        ? [`${reading}; confirmed needs --vix with --vix3m or --vx`]
        : [
            span(confirmed.regime, regimeTone(confirmed.regime)),
            ` confirmed since ${confirmed.since}, ${counted(confirmed.days, 'day')}; ${reading}`,
          ],
  };
}

const VALUE_TEXT: Readonly<Record<SignalComponent['name'], (value: number) => string>> = {
  macd: (value) => grouped(value, 3),
  rsi: (value) => grouped(value, 2),
  breadth: (value) => `${grouped(value, 2)} sd`,
  curve: ratio,
};

const TITLES: Readonly<Record<SignalComponent['name'], string>> = {
  macd: 'MACD',
  rsi: 'RSI',
  breadth: 'A/D line',
  curve: 'VIX/VIX3M',
};

function componentsTable({ components, missing }: SignalReading): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Inputs'),
      figures('value'),
      figures('reading', '0 to 1'),
      figures('share'),
      figures('sessions'),
      text('what it is', 18),
    ],
    rows: [
      ...components.map(({ name, value, reading, share, window, detail }) => [
        cell(TITLES[name]),
        cell(VALUE_TEXT[name](value)),
        cell(grouped(reading, 3)),
        cell(percent(share)),
        cell(grouped(window.sessions, 0)),
        cell(detail, 'dim'),
      ]),
      ...missing.map(({ name, reason }) => [
        cell(TITLES[name]),
        cell(ABSENT),
        cell(ABSENT),
        BLANK,
        BLANK,
        cell(`missing: ${reason}`, 'warning'),
      ]),
    ],
  };
}

/** What `alvh size` says of the score that is in its weights. */
export function signalBlocks(
  signals: SignalReading & { readonly layers: readonly LayerLean[] },
): Block[] {
  return [
    leanTable(signals.layers),
    {
      kind: 'facts',
      facts: [
        { label: 'Signals', text: [`last close ${signals.date}; ${inputsText(signals)}`] },
        scoreFact(signals),
        { label: 'Evidence', text: [SIGNAL_EVIDENCE] },
      ],
    },
  ];
}

function inputsText({ components }: SignalReading): string {
  const parts = components.map(({ name, reading }) => `${TITLES[name]} ${grouped(reading, 2)}`);
  return parts.length === 0 ? 'no input' : `readings ${parts.join(', ')}`;
}

/** The layers with the score's tilt, and without it. */
export function leanTable(layers: readonly LayerLean[]): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Layers', 'by signals'),
      figures('tilt'),
      figures('weight'),
      figures('weight', 'tilt off'),
      text('why', 18),
    ],
    rows: layers.map(({ name, tilt, weight, weightTiltOff, source }) => [
      cell(name),
      cell(ratio(tilt)),
      cell(percent(weight)),
      cell(percent(weightTiltOff)),
      cell(source, 'dim'),
    ]),
  };
}
