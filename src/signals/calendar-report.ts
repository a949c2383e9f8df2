import { DISCLAIMER } from '../disclaimer.js';
import { previousBusinessDay, tradingDaysBetween } from '../market/calendar.js';
import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { chicagoClock, chicagoDate, formatMoment, newYorkClock } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { CalendarEntry } from './calendar-entry.js';
import { horizonWarnings } from './event-calendar.js';
import type { EventCalendar, EventHorizon } from './event-calendar.js';
import { eventReadings } from './event-notes.js';
import { releaseOf } from './events.js';
import type { MarketEvent } from './events.js';
import type { EventSettings } from './event-settings.js';
import { amplitudeOf, eventWeights } from './event-weights.js';
import type { EventWeights } from './event-weights.js';
import { exchangeDays } from './exchange-days.js';
import type { Warning } from '../report-parts.js';

/** Condors that settle together. */
export interface CondorSpan {
  readonly ids: readonly string[];
  readonly expiry: IsoDate;
  readonly settlement: 'am' | 'pm';
  readonly settlesAt: EpochMs;
}

/** The contract that a layer would hold now, and how long it lives. */
export interface LayerSpan {
  readonly layer: string;
  readonly symbol: string;
  readonly expiry: IsoDate;
  /** The end of its trading. */
  readonly endsAt: EpochMs;
  readonly rollBy: IsoDate;
}

export interface CalendarInputs {
  readonly asOf: EpochMs;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly calendar: EventCalendar;
  readonly settings: EventSettings;
  readonly condors: readonly CondorSpan[];
  readonly layers: readonly LayerSpan[];
  /** With the weekly VX contracts. */
  readonly weeklies: boolean;
}

/** An event within a life. */
export interface EventInLife {
  readonly date: IsoDate;
  readonly type: string;
  readonly tentative?: true;
}

/** From the valuation time to the end of a condor or of a layer's contract. */
export interface CalendarLife {
  readonly kind: 'condor' | 'layer';
  readonly name: string;
  /** Of a layer: its contract. */
  readonly symbol?: string;
  readonly until: IsoDate;
  readonly settlement?: 'am' | 'pm';
  readonly days: number;
  readonly tradingDays: number;
  readonly rollBy?: IsoDate;
  readonly events: readonly EventInLife[];
}

/** What `alvh calendar -f json` prints. */
export interface CalendarReport {
  readonly schemaVersion: 1;
  readonly command: 'calendar';
  readonly asOf: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly entries: readonly CalendarEntry[];
  readonly lives: readonly CalendarLife[];
  readonly horizons: readonly EventHorizon[];
  /** Factor on the short layer that `alvh size --events` would use now: 1 + E. */
  readonly eventFactor: number;
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}

/**
 * The calendar from one day to another: exchange days, events, the ends of condors and of the
 * layers' contracts, and what falls into the life of each (METHOD 1.1, 11).
 */
export function calendarReport(inputs: CalendarInputs): CalendarReport {
  const { asOf, from, to, calendar, condors, layers } = inputs;
  const weights = eventWeights(calendar.events, asOf, inputs.settings);
  const entries = [
    ...exchangeEntries(inputs),
    ...eventEntries(inputs, weights),
    ...condorEntries(inputs),
    ...rollEntries(inputs),
  ].filter(({ date }) => date >= from && date <= to);
  return {
    schemaVersion: 1,
    command: 'calendar',
    asOf: formatMoment(asOf),
    from,
    to,
    entries: entries.sort(inOrder),
    lives: [
      ...condors.flatMap((span) => condorLives(span, inputs)),
      ...layers.map((span) => layerLife(span, inputs)),
    ],
    horizons: calendar.horizons,
    eventFactor: 1 + weights.combined,
    warnings: [
      ...calendar.notes,
      ...eventReadings(weights),
      ...horizonOf(inputs),
      ...nearExpiryWarnings(calendar.events, condors, asOf, inputs.settings),
    ],
    disclaimer: DISCLAIMER,
  };
}

/** Where the calendar ends before the last condor does; without condors, before the window does. */
function horizonOf({ calendar, condors, asOf, from, to }: CalendarInputs): Warning[] {
  const today = chicagoDate(asOf);
  // A window that begins in the past is asked about from there.
  const first = from < today ? from : today;
  const last = condors.reduce<CondorSpan | undefined>(
    (latest, span) => (latest === undefined || span.expiry > latest.expiry ? span : latest),
    undefined,
  );
  return last === undefined
    ? horizonWarnings(calendar, first, 'the window ends', to)
    : horizonWarnings(calendar, first, `${idsOf(last)} ends`, last.expiry);
}

/**
 * Condors that settle within a trading day after an event: its move falls into their last hours
 * (METHOD 11). Of events with a weight only.
 */
export function nearExpiryWarnings(
  events: readonly MarketEvent[],
  condors: readonly CondorSpan[],
  asOf: EpochMs,
  settings: EventSettings,
): Warning[] {
  return condors.flatMap((span) => {
    const near = events.filter((event) => {
      const { moment } = releaseOf(event);
      const inside = moment > asOf && moment < span.settlesAt;
      if (!inside || tradingDaysBetween(event.date, span.expiry) > 1) return false;
      return amplitudeOf(event.type, settings) > 0;
    });
    if (near.length === 0) return [];
    const releases = near.map((event) => nearRelease(event, span)).join(', ');
    return [
      {
        code: 'event-near-expiry',
        message: `${idsOf(span)} settles on ${span.expiry} (${span.settlement}), within a trading day after ${releases}: the credit must pay for that move too.`,
      },
    ];
  });
}

/** AM options trade until the day before they settle: what is out later cannot be traded on. */
function nearRelease(event: MarketEvent, { settlement, expiry }: CondorSpan): string {
  const { newYork } = releaseOf(event);
  const shut = settlement === 'am' && event.date > previousBusinessDay(expiry);
  const at = newYork === undefined ? '' : ` ${newYork} New York`;
  return `${event.type} (${event.date}${at}${shut ? ', after its last trading day' : ''})`;
}

function idsOf({ ids }: CondorSpan): string {
  const [first = 'the condor', ...others] = ids;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function exchangeEntries({ asOf, from, to, weeklies }: CalendarInputs): CalendarEntry[] {
  return exchangeDays(from, to, weeklies).map(({ moment, ...day }) => ({
    ...day,
    ...clocks(moment),
    tradingDays: tradingDaysBetween(chicagoDate(asOf), day.date),
  }));
}

function eventEntries({ calendar, asOf }: CalendarInputs, weights: EventWeights): CalendarEntry[] {
  return calendar.events.map((event) => {
    const { moment, newYork, assumed } = releaseOf(event);
    const weighed = weights.events.find((each) => each.event === event);
    return {
      date: event.date,
      kind: 'event',
      name: event.type,
      ...(newYork !== undefined && clocks(moment)),
      ...(newYork !== undefined && assumed && { timeAssumed: true as const }),
      ...(event.tentative && { tentative: true as const }),
      tradingDays: tradingDaysBetween(chicagoDate(asOf), event.date),
      ...(weighed !== undefined && { weight: weighed.weight }),
      source: event.source,
    };
  });
}

function condorEntries({ condors, asOf }: CalendarInputs): CalendarEntry[] {
  const today = chicagoDate(asOf);
  return condors.flatMap((span): CalendarEntry[] => {
    const { ids: of, expiry, settlement, settlesAt } = span;
    const settles: CalendarEntry = {
      date: expiry,
      kind: 'condorExpiry',
      name: `condor settles (${settlement.toUpperCase()})`,
      of,
      ...clocks(settlesAt),
      tradingDays: tradingDaysBetween(today, expiry),
      source: 'position',
    };
    if (settlement === 'pm') return [settles];
    const last = previousBusinessDay(expiry);
    return [
      {
        date: last,
        kind: 'condorLastTrade',
        name: 'condor trades last',
        of,
        tradingDays: tradingDaysBetween(today, last),
        source: 'position',
      },
      settles,
    ];
  });
}

function rollEntries({ layers, asOf }: CalendarInputs): CalendarEntry[] {
  return layers.map(({ layer, symbol, rollBy }) => ({
    date: rollBy,
    kind: 'rollBy',
    name: `roll ${symbol} by`,
    of: [layer],
    tradingDays: tradingDaysBetween(chicagoDate(asOf), rollBy),
    source: 'METHOD 15.9: seven days to expiry, or the condor ends',
  }));
}

function condorLives(span: CondorSpan, inputs: CalendarInputs): CalendarLife[] {
  return span.ids.map((name) => ({
    kind: 'condor',
    name,
    until: span.expiry,
    settlement: span.settlement,
    ...lifeTo(span.expiry, span.settlesAt, inputs),
  }));
}

function layerLife(span: LayerSpan, inputs: CalendarInputs): CalendarLife {
  return {
    kind: 'layer',
    name: span.layer,
    symbol: span.symbol,
    until: span.expiry,
    rollBy: span.rollBy,
    ...lifeTo(span.expiry, span.endsAt, inputs),
  };
}

function lifeTo(
  until: IsoDate,
  end: EpochMs,
  { asOf, calendar }: CalendarInputs,
): Pick<CalendarLife, 'days' | 'tradingDays' | 'events'> {
  const today = chicagoDate(asOf);
  const events = calendar.events.filter((event) => {
    const { moment } = releaseOf(event);
    return moment > asOf && moment < end;
  });
  return {
    days: daysBetween(today, until),
    tradingDays: tradingDaysBetween(today, until),
    events: events.map(({ date, type, tentative }) => ({
      date,
      type,
      ...(tentative && { tentative: true as const }),
    })),
  };
}

function clocks(
  moment: EpochMs | undefined,
): Pick<CalendarEntry, 'moment' | 'newYork' | 'chicago'> {
  if (moment === undefined) return {};
  return {
    moment: formatMoment(moment),
    newYork: newYorkClock(moment),
    chicago: chicagoClock(moment),
  };
}

/** By date, then time (whole days first), then name. */
function inOrder(a: CalendarEntry, b: CalendarEntry): number {
  const key = ({ date, moment = '', kind, name, of = [] }: CalendarEntry): string =>
    [date, moment, kind, name, ...of].join(' ');
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}
