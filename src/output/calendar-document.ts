import { weekday } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { CalendarEntry } from '../signals/calendar-entry.js';
import type { CalendarLife, CalendarReport, EventInLife } from '../signals/calendar-report.js';
import { BLANK, cell, cellOf, figures, text, words } from './document.js';
import type { Block, Cell, Fact, TableBlock } from './document.js';
import { closingBlock } from './facts.js';
import { ABSENT, count, grouped, percent } from './format.js';
import { chicagoAndUtc } from './moment.js';
import { span, together } from './prose.js';
import type { Tone } from './prose.js';

/** Lives, days with events of a life and types beyond these are in the JSON alone. */
const LIVES_SHOWN = 20;
const DAYS_SHOWN = 16;
const HORIZONS_SHOWN = 6;

/** What `alvh calendar` says: the days in order, then what falls into which life. */
export function calendarDocument(report: CalendarReport): Block[] {
  return [
    { kind: 'title', text: [span(`Calendar from ${report.from} to ${report.to}`, 'strong')] },
    { kind: 'facts', facts: headerFacts(report) },
    entryTable(report.entries),
    lifeTable(report),
    closingBlock(report, legendFacts(report)),
  ];
}

function headerFacts({ asOf, horizons, eventFactor }: CalendarReport): Fact[] {
  const known = horizons
    .slice(0, HORIZONS_SHOWN)
    .map(({ type, through }) =>
      through === undefined ? `${type} not at all` : `${type} to ${through}`,
    );
  const more = horizons.length - HORIZONS_SHOWN;
  if (more > 0) known.push(`${more} other types`);
  return [
    { label: 'As of', text: [chicagoAndUtc(asOf)] },
    { label: 'Known', text: [known.join(', ')] },
    {
      label: 'Tilt',
      text: [
        eventFactor === 1
          ? 'no event near: none with alvh size --events (method 11, our choice)'
          : `short layer x ${grouped(eventFactor, 4)} with alvh size --events (method 11, our choice)`,
      ],
    },
  ];
}

function entryTable(entries: readonly CalendarEntry[]): TableBlock {
  return {
    kind: 'table',
    columns: [
      words('Day'),
      words('New York'),
      words('Chicago'),
      text('what', 24),
      figures('trading', 'days'),
      figures('weight'),
    ],
    rows: entries.map((entry) => [
      cell(dayText(entry.date)),
      cell(entry.newYork === undefined ? '' : `${entry.newYork}${entry.timeAssumed ? '*' : ''}`),
      cell(entry.chicago ?? ''),
      cell(whatText(entry), toneOf(entry)),
      cell(count(entry.tradingDays)),
      entry.weight === undefined ? BLANK : cell(weightText(entry.weight)),
    ]),
  };
}

function lifeTable(report: CalendarReport): TableBlock {
  return {
    kind: 'table',
    columns: [
      text('Lives', 12),
      words('until'),
      figures('trading', 'days'),
      words('roll by'),
      text('events ahead within it', 20),
    ],
    rows: report.lives
      .slice(0, LIVES_SHOWN)
      .map((life) => [
        nameCell(life),
        cellOf([life.until, ...(life.settlement === undefined ? [] : [life.settlement])]),
        cell(count(life.tradingDays)),
        cell(life.rollBy ?? ''),
        cell(eventsText(life.events, report.asOf)),
      ]),
  };
}

function nameCell({ name, symbol }: CalendarLife): Cell {
  return cellOf([name, ...(symbol === undefined ? [] : [symbol])], 'strong');
}

/** `07-14 CPI, PPI; 07-29 FOMC`: the year only where it is not that of the valuation. */
function eventsText(events: readonly EventInLife[], asOf: string): string {
  if (events.length === 0) return ABSENT;
  const byDate = new Map<IsoDate, string[]>();
  for (const { type, date, tentative } of events) {
    byDate.set(date, [...(byDate.get(date) ?? []), `${type}${tentative ? '?' : ''}`]);
  }
  const sameYear = (date: IsoDate): boolean => date.startsWith(asOf.slice(0, 4));
  const days = [...byDate].map(([date, types]) =>
    together(sameYear(date) ? date.slice(5) : date, types.join(', ')),
  );
  const more = days.length - DAYS_SHOWN;
  return days.slice(0, DAYS_SHOWN).join('; ') + (more > 0 ? `; and ${more} more days` : '');
}

function legendFacts({ entries, lives }: CalendarReport): Fact[] {
  const notes = [
    ...(entries.some(({ timeAssumed }) => timeAssumed) ? ['* the usual hour, none given'] : []),
    ...([...entries, ...lives.flatMap(({ events }) => events)].some(({ tentative }) => tentative)
      ? ['? tentative']
      : []),
  ];
  const sources = [
    ...new Set(entries.filter(({ kind }) => kind === 'event').map(({ source }) => source)),
  ];
  const shown = sources.slice(0, 4).join('; ') + (sources.length > 4 ? '; and more' : '');
  return [
    ...(notes.length === 0 ? [] : [{ label: 'Marks', text: [notes.join('; ')] }]),
    ...(sources.length === 0 ? [] : [{ label: 'Events', text: [shown] }]),
  ];
}

/** A weight that would round to nothing is not nothing. */
function weightText(weight: number): string {
  return weight > 0 && weight < 0.0005 ? '<0.1%' : percent(weight);
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function dayText(date: IsoDate): string {
  return `${date} ${WEEKDAYS[weekday(date)] ?? ''}`;
}

function whatText({ name, of, tentative }: CalendarEntry): string {
  const whose = of === undefined ? '' : `: ${shortList(of)}`;
  return `${name}${whose}${tentative ? ' ?' : ''}`;
}

function shortList(names: readonly string[]): string {
  const more = names.length - 3;
  return names.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function toneOf({ kind }: CalendarEntry): Tone {
  switch (kind) {
    case 'event':
      return 'warning';
    case 'condorExpiry':
    case 'condorLastTrade':
    case 'rollBy':
      return 'strong';
    case 'holiday':
    case 'earlyClose':
    case 'vixExpiry':
    case 'vixOptionsLastTrade':
    case 'spxExpiry':
    case 'spxLastTrade':
      return 'plain';
  }
}
