import { Refusal, describeRefusal } from '../../errors.js';
import type { DataSettings } from '../../config/data-keys.js';
import { isTradingDay, nextTradingDay, previousTradingDay } from '../../market/calendar.js';
import { addDays, isoDate } from '../../market/date.js';
import type { IsoDate } from '../../market/date.js';
import { contractSeries } from '../../market/market-rows.js';
import { vxSettlementMoment } from '../../market/settlement-time.js';
import { chicagoDate } from '../../market/time.js';
import type { EpochMs } from '../../market/time.js';
import { nextMonthlyVixExpiries } from '../../market/vix-expiry.js';
import { SETTLEMENT_COLUMNS } from '../../input/cboe-settlement.js';
import { CONTRACT_COLUMNS, OTHER_CONTRACT_COLUMNS } from '../../input/contract-name.js';
import { relocated } from '../../input/place.js';
import { openToWrite } from '../../store/database.js';
import type { StoreDb } from '../../store/database.js';
import { feedOf } from '../../store/feed-store.js';
import {
  firstSettledDay,
  lackingContracts,
  lackingFinals,
  lastSettledDay,
  settlementsOn,
} from '../../store/market-store.js';
import { pullFeed } from '../data-feeds.js';
import type { Feed, PullContext, Pulled } from '../data-feeds.js';
import { FEED_NAMES, INDEX_FEEDS } from '../feed-names.js';
import type { FeedName } from '../feed-names.js';
import { writeNotes } from '../emit.js';
import type { Io } from '../io.js';
import { checkOutputTarget } from '../output-target.js';
import { alone } from '../run-lock.js';
import { readSettings } from '../settings.js';
import type { SettingsFlags } from '../settings.js';
import { counted, refuseAll, reportLine } from '../take-rows.js';

declare const __ALVH_VERSION__: string;

export type DataPullFlags = SettingsFlags & {
  readonly only?: string;
  readonly from?: string;
  readonly acceptRevisions?: boolean;
  readonly quiet?: boolean;
  readonly store?: string;
  readonly log?: string;
};

/** Monthly VX contracts that are listed at a time (CFE rule 1202 [P1]). */
const LISTED_MONTHS = 9;
/** Trading days before the last one held that are looked through for holes. */
const LOOK_BACK_DAYS = 20;
/** Calendar days within which a contract's final settlement is still looked for. */
const FINALS_DAYS = 60;
/** Cboe's files of single contracts go back to here under their present names. */
const CONTRACTS_FROM = '2013-01-01';

/**
 * `alvh data pull`: every feed in turn, each by itself. What fails leaves what is held as it was,
 * and is said at the end. Two pulls into one store do not overlap.
 */
export async function runDataPull(flags: DataPullFlags, io: Io): Promise<void> {
  checkOutputTarget(flags, io);
  await alone('pull', io, () => pull(flags, io));
}

async function pull(flags: DataPullFlags, io: Io): Promise<void> {
  const only = feedsOf(flags.only);
  const { loaded, notes } = await readSettings(flags, 'data pull', io);
  const { data } = loaded;
  const now = io.now();
  const from = fromOf(flags.from, chicagoDate(now as EpochMs));
  if (flags.quiet !== true) writeNotes(notes, io);
  const db = await openToWrite(io.store);
  const lines: string[] = [];
  const problems: Refusal[] = [];
  const note = (name: string, { text, problem }: Pulled): void => {
    if (text !== undefined) lines.push(reportLine(name, text));
    if (problem !== undefined) problems.push(problem);
  };
  const context: PullContext = {
    db,
    data,
    limits: { ...data, userAgent: `alvh/${__ALVH_VERSION__}` },
    now,
    acceptRevisions: flags.acceptRevisions === true,
  };
  try {
    for (const symbol of INDEX_FEEDS) {
      if (only.includes(symbol)) note(symbol, await pullFeed(indexFeed(symbol, data), context));
    }
    if (only.includes('VX')) {
      for (const [name, pulled] of await pullContracts(from, context)) note(name, pulled);
      for (const [name, pulled] of await pullSettlements(context)) note(name, pulled);
    }
  } finally {
    db.close();
  }
  if (flags.quiet !== true) await io.writeOut(lines.join(''));
  refuseAll(problems, io, describeRefusal);
}

function indexFeed(symbol: string, { indexUrl }: DataSettings): Feed {
  return {
    name: symbol,
    address: indexUrl.replaceAll('{symbol}', symbol),
    file: `${symbol}_History.csv`,
    heads: [{ required: ['DATE', 'OPEN', 'HIGH', 'LOW', 'CLOSE'] }, { required: ['DATE', symbol] }],
    mayBeAbsent: false,
  };
}

type Named = readonly [name: string, pulled: Pulled];

/**
 * The histories of contracts: of the listed ones where no settlement is held yet, with --from of
 * those since then that were not fetched before; and of those whose fetch failed.
 */
async function pullContracts(from: IsoDate | undefined, context: PullContext): Promise<Named[]> {
  const { db, data, now } = context;
  const today = chicagoDate(now as EpochMs);
  const isFirst = firstSettledDay(db) === undefined;
  const finals = new Set(lackingFinals(db, addDays(today, -FINALS_DAYS), settledDay(now)));
  const expiries = expiriesFrom(from ?? addDays(today, -FINALS_DAYS), today).filter((expiry) => {
    const feed = feedOf(db, contractSeries(expiry));
    const failed = feed?.outcome.startsWith('failed') === true;
    const isAsked =
      (isFirst && expiry >= (from ?? today)) ||
      finals.has(expiry) ||
      (from !== undefined && (feed?.fetched_at ?? null) === null);
    return expiry >= CONTRACTS_FROM && (isAsked || (failed && expiry >= (from ?? today)));
  });
  const results: Named[] = [];
  for (const expiry of expiries) {
    const name = contractSeries(expiry);
    const feed: Feed = {
      name,
      address: data.contractUrl.replaceAll('{expiry}', expiry),
      file: `VX_${expiry}.csv`,
      heads: [{ required: CONTRACT_COLUMNS, optional: OTHER_CONTRACT_COLUMNS }],
      // The last to be listed may not have traded yet.
      mayBeAbsent: expiry === expiries.at(-1),
    };
    results.push([name, await pullFeed(feed, context)]);
  }
  if (from !== undefined && from < CONTRACTS_FROM) {
    const text = `contracts before ${CONTRACTS_FROM} are not published so: alvh data import takes their files`;
    results.push(['VX', { text }]);
  }
  return results;
}

/** Monthly expiries from a day on, up to the last listed today. */
function expiriesFrom(start: IsoDate, today: IsoDate): IsoDate[] {
  const last = nextMonthlyVixExpiries(today, LISTED_MONTHS).at(-1) ?? today;
  const expiries: IsoDate[] = [];
  let [next] = nextMonthlyVixExpiries(addDays(start, -1), 1);
  while (next !== undefined && next <= last) {
    expiries.push(next);
    [next] = nextMonthlyVixExpiries(next, 1);
  }
  return expiries;
}

/** The settlements of the days since the last one held, oldest first, up to the cap. */
async function pullSettlements(context: PullContext): Promise<Named[]> {
  const { db, data } = context;
  const due = settledDay(context.now);
  const missing = daysToAsk(db, due);
  const asked = missing.slice(0, data.settlementDays);
  if (asked.length === 0) {
    return [['VX', { text: `held to ${lastSettledDay(db) ?? 'no day'}, nothing to ask for` }]];
  }
  const results: Named[] = [];
  let stopped = false;
  for (const date of asked) {
    const feed: Feed = {
      name: 'VX',
      address: data.settlementUrl.replaceAll('{date}', date),
      file: `settlement_${date}.csv`,
      heads: [{ required: SETTLEMENT_COLUMNS }],
      // A day on which the exchange was closed after all is never published.
      mayBeAbsent: true,
    };
    const pulled = await pullFeed(feed, context);
    const text = pulled.text && `${date}: ${pulled.text}`;
    results.push(['VX', { ...pulled, ...(text !== undefined && { text }) }]);
    // A later day would hide that this one is missing.
    stopped = pulled.problem !== undefined && pulled.taken === undefined;
    if (stopped) break;
  }
  const left = missing.slice(results.length);
  const [next] = left;
  if (next === undefined) return results;
  const why = stopped
    ? 'as one before failed'
    : 'as one pull asks for data.settlementDays: pull again';
  const text = `${counted(left.length, 'day')} from ${next} to ${due} not asked for, ${why}`;
  return [...results, ['VX', { text }]];
}

/** The last trading day whose settlements are due. */
function settledDay(now: number): IsoDate {
  const today = chicagoDate(now as EpochMs);
  return isTradingDay(today) && vxSettlementMoment(today) <= now
    ? today
    : previousTradingDay(today);
}

/**
 * The days whose settlements are not held, or in part only: those since the last held, and what the
 * last weeks lack. A hole older than that is the publisher's.
 */
function daysToAsk(db: StoreDb, due: IsoDate): IsoDate[] {
  const first = firstSettledDay(db);
  const last = lastSettledDay(db, due);
  if (first === undefined || last === undefined) return [due];
  let day = last;
  for (let i = 0; i < LOOK_BACK_DAYS && day > first; i += 1) day = previousTradingDay(day);
  const days: IsoDate[] = [];
  for (; day <= due; day = nextTradingDay(day)) {
    if (settlementsOn(db, day).length === 0 || lackingContracts(db, day).length > 0) days.push(day);
  }
  return days;
}

function feedsOf(text: string | undefined): readonly FeedName[] {
  if (text === undefined) return FEED_NAMES;
  return text.split(',').map((part) => {
    const name = FEED_NAMES.find((known) => known === part.trim().toUpperCase());
    if (name !== undefined) return name;
    throw new Refusal(
      `"${part.trim()}" is no feed`,
      `give some of ${FEED_NAMES.join(',').toLowerCase()}`,
      { key: '--only' },
    );
  });
}

function fromOf(text: string | undefined, today: IsoDate): IsoDate | undefined {
  if (text === undefined) return undefined;
  const place = { key: '--from' };
  const date = relocated(
    () => place,
    undefined,
    () => isoDate(text),
  );
  if (date <= today) return date;
  throw new Refusal(`${date} lies ahead of today, ${today}`, 'give a day that has been', place);
}
