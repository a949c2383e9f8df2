import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { PositionSummary } from '../condor/position.js';
import type { SizeResult } from '../hedge/result.js';
import { lastExpiry } from '../condor/book.js';
import { heldLives } from '../hedge/layer-lives.js';
import { addDays } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { Warning } from '../report-parts.js';
import { costSoFar } from '../journal/cost-so-far.js';
import { heldAgainstTarget } from '../journal/held-against-target.js';
import { holdingsOf } from '../journal/holdings.js';
import { liveEntries } from '../journal/live-entries.js';
import type { Ledger } from '../press/ledger-event.js';
import { AHEAD_DAYS } from '../report/events-ahead.js';
import type { SeriesEnd } from '../report/data-ages.js';
import { pricesOf } from '../report/price-of.js';
import { reportOf } from '../report/report.js';
import type { CostSoFar, HeldAgainstTarget, ReportResult } from '../report/result.js';
import type { CalendarEntry } from '../signals/calendar-entry.js';
import { calendarReport } from '../signals/calendar-report.js';
import { createEventCalendar } from '../signals/event-calendar.js';
import type { EventCalendar } from '../signals/event-calendar.js';
import { pricedPlan } from '../stress/stress.js';
import { condorSpans } from './events-input.js';
import { checkStdinOnce } from './inputs.js';
import type { Io } from './io.js';
import type { SizeFlags } from './options.js';
import { readLedger } from './press-input.js';
import { reportHistory } from './report-history.js';
import type { ReportHistory } from './report-history.js';
import { gatherSize } from './size-input.js';
import type { SizeInput } from './size-input.js';

/** Flags of `alvh report` beside those of `alvh size`. */
export type ReportFlags = SizeFlags & {
  readonly ledger?: string;
  readonly store?: string;
  /** commander's reading of --no-record. */
  readonly record: boolean;
  readonly exitCode?: boolean;
  readonly once?: boolean;
  readonly log?: string;
};

/** A report, and where its settings came from. */
export interface ReportInput {
  readonly result: ReportResult;
  readonly from: string;
}

/** Sizes as `alvh size` does, records the result, and reads what the report tells beside it. */
export async function gatherReport(given: ReportFlags, io: Io): Promise<ReportInput> {
  const overrides = given.overrides ?? (existsSync(io.store) ? 'store' : undefined);
  const flags = {
    ...given,
    snapshot: given.snapshot ?? ['store'],
    // One that was recorded in the store is in force, named or not.
    ...(overrides !== undefined && { overrides }),
  };
  checkStdinOnce(
    ...[flags.position, flags.snapshot, flags.config, flags.ledger],
    ...[flags.returns, flags.dynamics, flags.market, flags.events],
    ...[flags.spx, flags.breadth, flags.vix, flags.vix3m],
  );
  const sized = await gatherSize(flags, io, 'report');
  const plan = pricedPlan(sized.plan);
  // How each figure came about is alvh size --explain's to tell.
  const size = { ...sized.result, derivations: [] };
  const date = chicagoDate(sized.market.asOf);
  const ledger = flags.ledger === undefined ? undefined : await readLedger(flags, date, io);
  const history = await reportHistory(
    size,
    { date, snapshot: chicagoDate(sized.market.snapshot.time) },
    {
      record: flags.record,
      ...(flags.once === true && isThere(flags) && { once: reportKey(flags, size) }),
    },
    io,
  );
  const kept = ledger ?? keptLedger(history, date);
  const events = sized.read.calendar ?? createEventCalendar([]);
  const result = reportOf({
    size,
    plan,
    today: flags.asOf === undefined ? chicagoDate(io.now() as EpochMs) : date,
    pastCurves: history?.pastCurves ?? [],
    ...(history?.earlier !== undefined && { earlier: history.earlier }),
    ...tradedOf(history, sized, date),
    ...(kept !== undefined && { ledger: kept }),
    calendar: entriesAhead(sized, date, events),
    series: seriesOf(sized, flags.snapshot, history),
    ...(history !== undefined && { journal: history.journal }),
    warnings: unknownEvents(events),
  });
  return { result, from: sized.from };
}

/** A report that was made and taken away since is made again; a mail goes once it has been sent. */
function isThere({ output }: ReportFlags): boolean {
  return output === undefined || output === '-' || existsSync(output);
}

/** What a report is known by in the table of runs: of which book, and where it went. */
export function reportKey(
  { output, mail }: ReportFlags & { readonly mail?: string },
  { position }: SizeResult,
): string {
  const text = JSON.stringify([position.condors.map(identity), output ?? null, mail ?? null]);
  return `report ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

function identity({ id, expiry, quantity, breakEvens }: PositionSummary['condors'][number]) {
  return [id, expiry, quantity, breakEvens];
}

/** Press entries of the journal; none is not an empty ledger. */
function keptLedger(history: ReportHistory | undefined, date: IsoDate): Ledger | undefined {
  const events = liveEntries(history?.entries ?? [], 'press', date).map(({ body }) => body);
  return events.length === 0 ? undefined : { events };
}

/** What the fills of the journal hold and have cost; nothing without a fill. */
function tradedOf(
  history: ReportHistory | undefined,
  { result, market }: SizeInput,
  date: IsoDate,
): { readonly held?: HeldAgainstTarget; readonly cost?: CostSoFar } {
  if (history === undefined) return {};
  const holdings = holdingsOf(history.entries, date);
  const prices = pricesOf(market.snapshot, result, history.settled);
  const cost = costSoFar(history.entries, prices, date);
  if (cost === undefined) return {};
  return { held: heldAgainstTarget(holdings, result), cost };
}

function entriesAhead(
  { plan, settings, market }: SizeInput,
  date: IsoDate,
  calendar: EventCalendar,
): readonly CalendarEntry[] {
  const { entries } = calendarReport({
    asOf: market.asOf,
    from: date,
    to: addDays(date, AHEAD_DAYS),
    calendar,
    settings: settings.events,
    condors: condorSpans(plan.book),
    layers: heldLives(plan.prepared, lastExpiry(plan.book)),
    weeklies: false,
  });
  return entries;
}

/** The series in use, by the last day of each; those of the store where the snapshot is from it. */
function seriesOf(
  { market, read }: SizeInput,
  snapshot: readonly string[],
  history: ReportHistory | undefined,
): SeriesEnd[] {
  const signals = read.signals?.report;
  const isStored = snapshot.some((path) => path === 'store' || path.startsWith('store:'));
  return [
    { series: 'snapshot', lastDate: chicagoDate(market.snapshot.time) },
    ...(isStored ? (history?.series ?? []) : []),
    ...(signals === undefined ? [] : [{ series: 'signals', lastDate: signals.date }]),
  ];
}

function unknownEvents({ horizons }: EventCalendar): Warning[] {
  const unknown = horizons.filter(({ through }) => through === undefined).map(({ type }) => type);
  if (unknown.length === 0) return [];
  return [
    {
      code: 'events-unknown',
      message: `The days of ${unknown.join(' and ')} are not known: give them with --events FILE.`,
    },
  ];
}
