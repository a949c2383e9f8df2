import { createBook, assertLive } from '../../condor/book.js';
import type { Book } from '../../condor/book.js';
import { Refusal } from '../../errors.js';
import { heldLives, listedLives } from '../../hedge/layer-lives.js';
import { prepareHedge } from '../../hedge/prepare.js';
import type { PreparedHedge } from '../../hedge/prepare.js';
import type { HedgeSettings } from '../../hedge/settings.js';
import { relocated } from '../../input/place.js';
import { addDays, daysBetween } from '../../market/date.js';
import type { IsoDate } from '../../market/date.js';
import { termStructure } from '../../market/term-structure.js';
import { chicagoDate } from '../../market/time.js';
import { calendarReport } from '../../signals/calendar-report.js';
import type { EventCalendar } from '../../signals/event-calendar.js';
import { eventTilt, eventWeights } from '../../signals/event-weights.js';
import { emit, formatOf, renderOptions, withReadings } from '../emit.js';
import { condorSpans, readEventCalendar } from '../events-input.js';
import type { EventsFlags } from '../events-input.js';
import { readDate } from '../history-input.js';
import { bookOf, checkStdinOnce, readMarket, readPositions, valuationMoment } from '../inputs.js';
import type { MarketInput } from '../inputs.js';
import type { Io } from '../io.js';
import type { SizeFlags } from '../options.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { readSettings, refuseDynamics } from '../settings.js';

/** Flags of `alvh calendar` beside those of other commands. */
export type CalendarFlags = SizeFlags &
  EventsFlags & {
    readonly from?: string;
    readonly to?: string;
  };

/** The days shown where no end is asked for. */
const WINDOW_DAYS = 60;
/** Longer windows are a year mistyped. */
const MAX_WINDOW_DAYS = 3660;

/** `alvh calendar`: expiries, roll dates, holidays and events, and what falls into which life. */
export async function runCalendar(flags: CalendarFlags, io: Io): Promise<void> {
  refuseDynamics(flags, 'calendar');
  const format = formatOf(flags, ['ics']);
  const options = renderOptions({ ...flags, format: format === 'ics' ? 'table' : format }, io);
  checkStdinOnce(flags.position, flags.snapshot, flags.config, flags.events);
  checkOutputTarget(flags, io);
  const given = {
    from: readDate(flags.from, '--from'),
    to: readDate(flags.to, '--to'),
  };
  const { settings, notes } = await readSettings(flags, 'calendar', io);
  const market = flags.snapshot === undefined ? undefined : await readMarket(flags, io);
  if (market === undefined) refuseUnused(flags);
  const now = market ?? valuationMoment(flags.asOf, io);
  const { asOf } = now;
  const book = await readBook(flags, market, asOf, io);
  const condors = book === undefined ? [] : condorSpans(book);
  const today = chicagoDate(asOf);
  const condorEnd = condors.at(-1)?.expiry;
  const condorEnds = condors.map(({ expiry }) => expiry);
  const asked = windowOf(given, today, condorEnds);
  const reachable = market
    ? quotedExpiries(market)
    : listedLives(today, settings, condorEnd).map(({ expiry }) => expiry);
  const through = latest([asked.to, ...condorEnds, ...reachable]) ?? asked.to;
  const calendar = await readEventCalendar(flags, asOf, through, io);
  const layers = market
    ? heldLives(hedgeOf(market, settings, calendar, flags), condorEnd)
    : listedLives(today, settings, condorEnd);
  const rolls = market === undefined ? [] : layers.map(({ rollBy }) => rollBy);
  const { from, to } = windowOf(given, today, [...condorEnds, ...rolls]);
  const report = withReadings(
    calendarReport({
      asOf,
      from,
      to,
      calendar,
      settings: settings.events,
      condors,
      layers,
      weeklies: settings.hedge.weeklies,
    }),
    [...now.notes, ...notes],
  );
  const text =
    format === 'ics'
      ? (await import('../../output/calendar-ics.js')).calendarIcs(report)
      : await rendered(report, options, (all) => all.renderCalendar);
  await emit(text, report, format, flags, io);
}

/** Every contract that a layer may come to hold: events are read as far as its life. */
function quotedExpiries({ snapshot, asOf }: MarketInput): IsoDate[] {
  const { nodes, weeklies } = termStructure(snapshot, asOf);
  return [...nodes, ...weeklies].map(({ expiry }) => expiry);
}

/** The hedge that `alvh size` prepares with the same flags: --events alone adapts it here. */
function hedgeOf(
  { snapshot, asOf }: MarketInput,
  settings: HedgeSettings,
  { events }: EventCalendar,
  flags: EventsFlags,
): PreparedHedge {
  const layers = settings.layers.map(({ name }) => name);
  const tilt = eventTilt(eventWeights(events, asOf, settings.events), layers);
  return prepareHedge(
    snapshot,
    settings,
    asOf,
    flags.events === undefined ? {} : { eventTilt: tilt },
  );
}

/** The book, checked to be open; undefined where no position is given. */
async function readBook(
  flags: CalendarFlags,
  market: MarketInput | undefined,
  asOf: MarketInput['asOf'],
  io: Io,
): Promise<Book | undefined> {
  if (flags.position === undefined) return undefined;
  const parsed = await readPositions(flags.position, io);
  if (market !== undefined) return bookOf(parsed, market);
  for (const { condor, locate } of parsed) {
    relocated(locate, undefined, () => {
      assertLive(condor, asOf);
    });
  }
  return createBook(parsed.map(({ condor }) => condor));
}

/** The window asked for; else from today over sixty days, or to the last end. */
function windowOf(
  given: { readonly from: IsoDate | undefined; readonly to: IsoDate | undefined },
  today: IsoDate,
  ends: readonly IsoDate[],
): { readonly from: IsoDate; readonly to: IsoDate } {
  const from = given.from ?? today;
  const least = addDays(from, WINDOW_DAYS);
  const to = given.to ?? latest([least, ...ends]) ?? least;
  if (to < from) {
    const begins = given.from === undefined ? `${from}, the valuation date` : from;
    throw new Refusal(
      `the window ends on ${to}, before it begins on ${begins}`,
      given.from === undefined ? 'add --from, or give a later --to' : 'swap the two',
      { key: '--to' },
    );
  }
  if (daysBetween(from, to) > MAX_WINDOW_DAYS) {
    throw new Refusal(`${from} to ${to} is more than ten years`, 'check the years', {
      key: given.to === undefined ? '--from' : '--to',
    });
  }
  return { from, to };
}

function latest(dates: readonly IsoDate[]): IsoDate | undefined {
  return dates.reduce<IsoDate | undefined>(
    (last, date) => (last === undefined || date > last ? date : last),
    undefined,
  );
}

/** Without a snapshot these flags would be ignored in silence. */
function refuseUnused(flags: CalendarFlags): void {
  const unused =
    flags.index !== undefined ? '--index' : flags.maxAge !== undefined ? '--max-age' : undefined;
  if (unused === undefined) return;
  throw new Refusal('it needs a snapshot', 'add --snapshot FILE, or leave it out', { key: unused });
}
