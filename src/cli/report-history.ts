import { existsSync } from 'node:fs';
import type { SizeResult } from '../hedge/result.js';
import type { JournalEntry } from '../journal/entry.js';
import { holdingsOf } from '../journal/holdings.js';
import { liveEntries } from '../journal/live-entries.js';
import { isTradingDay, previousTradingDay } from '../market/calendar.js';
import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { futureSymbol, weeklyFutureSymbol } from '../market/futures-symbol.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { vixExpiryKind } from '../market/vix-expiry.js';
import { dayCurveOf, daysLookedFor } from '../report/curve.js';
import type { SeriesEnd } from '../report/data-ages.js';
import type { EarlierResult } from '../report/changes.js';
import type { DayCurve } from '../report/result.js';
import { openToRead, openToWrite } from '../store/database.js';
import type { StoreDb } from '../store/database.js';
import { verifyChain } from '../store/journal-chain.js';
import type { ChainCheck } from '../store/journal-chain.js';
import { journalEntries, lastEntryBefore } from '../store/journal-store.js';
import { lastSettledDay, levelOn, settlements, settlementsOn } from '../store/market-store.js';
import { runOf } from '../store/run-store.js';
import { recordRecommendation } from '../store/record-recommendation.js';
import { lackingContracts } from '../store/whole-days.js';
import type { Io } from './io.js';
import { knownUntil } from './store-source.js';

/**
 * The trading day that a run is of: today, on a day without trading the one before. By the clock
 * and not by the data: where these stand still, today's report has still to say so.
 */
export function workDay(io: Io): IsoDate {
  const today = chicagoDate(io.now() as EpochMs);
  return isTradingDay(today) ? today : previousTradingDay(today);
}

/** With --once: the day's report has been written already. */
export class MadeAlready extends Error {
  constructor(date: IsoDate, at: string) {
    super(`the report of ${date} was made at ${at}; nothing to do`);
  }
}

/** The day of a report, and that of the snapshot it is made of: the day before in the morning. */
export interface ReportDays {
  readonly date: IsoDate;
  readonly snapshot: IsoDate;
}

/** What the store remembers for a report of one day. */
export interface ReportHistory {
  readonly earlier?: EarlierResult;
  /** Fills, press entries and what was voided, up to the day. */
  readonly entries: readonly JournalEntry[];
  readonly pastCurves: readonly DayCurve[];
  /** Series of the store that a snapshot is made of, by their last day. */
  readonly series: readonly SeriesEnd[];
  /** Final settlements of the VX futures of expiries that fills were left to, by symbol. */
  readonly settled: ReadonlyMap<string, number>;
  readonly journal: ChainCheck;
}

/**
 * What the store remembers, the day's recommendation recorded first unless that is not wanted, or
 * the chain of the journal is broken.
 * @param days `date` is the day of the result, `snapshot` that of its prices
 * @param wanted `once` is what the report is known by in the table of runs; `record` keeps the result in the journal; the store is made where there is none
 * @throws MadeAlready with `once`, where the day's report has been written
 * @returns undefined where there is no store, and none is wanted
 */
export async function reportHistory(
  result: SizeResult,
  days: ReportDays,
  wanted: { readonly record: boolean; readonly once?: string },
  io: Io,
): Promise<ReportHistory | undefined> {
  const { record, once } = wanted;
  if (!record && !existsSync(io.store)) return undefined;
  const db = record ? await openToWrite(io.store) : await openToRead(io.store);
  try {
    const made = once === undefined ? undefined : runOf(db, once, workDay(io));
    if (made !== undefined) throw new MadeAlready(workDay(io), made);
    const chain = verifyChain(db);
    const journal = record && chain.broken === undefined ? recorded(db, result, chain, io) : chain;
    return { ...historyOf(db, days, knownUntil(io.asOf)), journal };
  } finally {
    db.close();
  }
}

/** The journal once it has the result: what is added follows from a chain that was verified. */
function recorded(db: StoreDb, result: SizeResult, chain: ChainCheck, io: Io): ChainCheck {
  const { seq, hash, added } = recordRecommendation(db, result, io.now() as EpochMs);
  return added ? { entries: seq, head: hash } : chain;
}

/** What sizing goes by; a series that was never brought in is no old one. */
const USED_SERIES = ['SPX', 'VIX', 'VIX3M', 'VVIX', 'VX'] as const;

function lastOf(db: StoreDb, series: (typeof USED_SERIES)[number], date: IsoDate): SeriesEnd {
  const lastDate = series === 'VX' ? lastSettledDay(db, date) : levelOn(db, series, date)?.date;
  return { series, ...(lastDate !== undefined && { lastDate }) };
}

/** @param known the last day whose data are known at --as-of; all that are held without it */
function historyOf(
  db: StoreDb,
  { date, snapshot }: ReportDays,
  known: IsoDate | undefined,
): Omit<ReportHistory, 'journal'> {
  const ends = known !== undefined && known < date ? known : date;
  const last = lastEntryBefore(db, 'recommendation', date);
  // A void may be written long after what it voids.
  const entries = [
    ...journalEntries(db, { to: date, kinds: ['fill', 'press'] }),
    ...journalEntries(db, { kinds: ['void'] }),
  ];
  return {
    ...(last?.kind === 'recommendation' && {
      earlier: { seq: last.seq, date: last.date, result: last.body },
    }),
    entries,
    pastCurves: pastCurves(db, snapshot, date),
    series: USED_SERIES.map((series) => lastOf(db, series, ends)).filter(
      ({ lastDate }) => lastDate !== undefined,
    ),
    settled: finalSettlements(db, entries, date),
  };
}

/** An expiring contract has its last settlement on the day of its expiry. */
function finalSettlements(
  db: StoreDb,
  entries: readonly JournalEntry[],
  date: IsoDate,
): ReadonlyMap<string, number> {
  const expiries = new Set(
    holdingsOf(entries, date).flatMap(({ expired, contract }) =>
      expired && contract.kind !== 'etp' ? [contract.expiry] : [],
    ),
  );
  return new Map(
    [...expiries].flatMap((expiry) =>
      settlementsOn(db, expiry)
        .filter((row) => row.expiry === expiry)
        .map(({ settle }) => [vxSymbol(expiry), settle] as const),
    ),
  );
}

function vxSymbol(expiry: IsoDate): string {
  return vixExpiryKind(expiry) === 'monthly'
    ? futureSymbol('VX', expiry)
    : weeklyFutureSymbol(expiry);
}

/** By the settlements held; where they lack a day, by what was recommended on its prices. */
function pastCurves(db: StoreDb, today: IsoDate, date: IsoDate): DayCurve[] {
  const { yesterday, monthAgo } = daysLookedFor(today);
  const inMonthAgo = settlements(db, monthAgo.from, monthAgo.to);
  const recommended = liveEntries(
    [
      ...journalEntries(db, { from: yesterday, to: date, kinds: ['recommendation'] }),
      ...journalEntries(db, { ...monthAgo, kinds: ['recommendation'] }),
      ...journalEntries(db, { kinds: ['void'] }),
    ],
    'recommendation',
    date,
  );
  const held = [[yesterday], [...new Set(inMonthAgo.map((row) => row.date))]]
    .map((days) => lastCurve(db, days))
    .filter((curve) => curve !== undefined);
  // The last of a day counts.
  const byDate = new Map<IsoDate, DayCurve>();
  for (const entry of recommended) {
    const curve = recommendedCurve(entry);
    byDate.set(curve.date, curve);
  }
  for (const curve of held) byDate.set(curve.date, curve);
  return [...byDate.values()];
}

/** The curve of the last of some days that is whole. */
function lastCurve(db: StoreDb, days: readonly IsoDate[]): DayCurve | undefined {
  for (const day of [...days].reverse()) {
    const curve = settledCurve(db, day);
    if (curve !== undefined) return curve;
  }
  return undefined;
}

/** Undefined for a day in part as for one that is not held: the report says that its curve is absent. */
function settledCurve(db: StoreDb, day: IsoDate): DayCurve | undefined {
  if (lackingContracts(db, day).length > 0) return undefined;
  const nodes = settlementsOn(db, day)
    .filter(({ expiry }) => expiry > day && vixExpiryKind(expiry) === 'monthly')
    .map(({ expiry, settle }) => ({
      symbol: futureSymbol('VX', expiry),
      expiry,
      daysToExpiry: daysBetween(day, expiry),
      price: settle,
    }));
  if (nodes.length === 0) return undefined;
  const vix = levelOn(db, 'VIX', day);
  return { date: day, ...(vix?.date === day && { spotVix: vix.close }), nodes };
}

function recommendedCurve({
  body: { snapshotTime, termStructure },
}: Extract<JournalEntry, { kind: 'recommendation' }>): DayCurve {
  return dayCurveOf(termStructure, chicagoDate(Date.parse(snapshotTime) as EpochMs));
}
