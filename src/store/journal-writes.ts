import { createHash } from 'node:crypto';
import { Refusal } from '../errors.js';
import type { OverrideRecord } from '../hedge/override.js';
import type { Fill, NewEntry } from '../journal/entry.js';
import { liveEntries, voids } from '../journal/live-entries.js';
import type { EntryOf } from '../journal/live-entries.js';
import { LAST_DAY } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { chicagoDate } from '../market/time.js';
import type { LedgerEvent } from '../press/ledger-event.js';
import type { StoreDb } from './database.js';
import { appendWithin, entryAt, journalEntries } from './journal-store.js';
import type { Appended } from './journal-store.js';

/** A fill and its day. */
export interface DatedFill {
  readonly date: IsoDate;
  readonly fill: Fill;
}

/**
 * Adds fills, all or none. A fill of an id that is there already is the same one, and adds nothing.
 * @param again equal fills of one day are meant
 * @param refuse tells which of the fills a refusal is about
 * @throws Refusal for an id of other content, and without `again` for a fill of the day that is
 *   equal to another and not told from it by ids
 */
export function addFills(
  db: StoreDb,
  fills: readonly DatedFill[],
  again: boolean,
  recordedAt: string,
  refuse: (at: number, refusal: Refusal) => Refusal = (_, refusal) => refusal,
): Appended[] {
  return db.transaction(() => {
    const known = knownFills(db);
    return fills.map((fill, at) => {
      try {
        return addFill(db, fill, again, recordedAt, known);
      } catch (error) {
        throw error instanceof Refusal ? refuse(at, error) : error;
      }
    });
  });
}

type KnownFill = Pick<EntryOf<'fill'>, 'seq' | 'body'>;

/** What the journal holds, read once however many fills are added to it. */
interface KnownFills {
  /** Those that count, by day. */
  readonly byDay: Map<IsoDate, KnownFill[]>;
  /** Numbers that are given back should the others be refused. */
  readonly fresh: Set<number>;
  readonly voided: ReadonlySet<number>;
}

function knownFills(db: StoreDb): KnownFills {
  const entries = journalEntries(db, { kinds: ['fill', 'void'] });
  const byDay = new Map<IsoDate, KnownFill[]>();
  for (const fill of liveEntries(entries, 'fill', LAST_DAY)) addTo(byDay, fill.date, fill);
  return { byDay, fresh: new Set(), voided: new Set(voids(entries).keys()) };
}

function addTo(byDay: KnownFills['byDay'], date: IsoDate, fill: KnownFill): void {
  const others = byDay.get(date);
  if (others === undefined) byDay.set(date, [fill]);
  else others.push(fill);
}

function addFill(
  db: StoreDb,
  { date, fill }: DatedFill,
  again: boolean,
  now: string,
  { byDay, fresh, voided }: KnownFills,
): Appended {
  const key = fill.id === undefined ? {} : { key: `fill:${fill.id}` };
  const entry: NewEntry = { kind: 'fill', date, ...key, body: fill };
  const twin = again ? undefined : twinOf(byDay.get(date) ?? [], fill);
  if (twin !== undefined) {
    throw refusedTwin(twin, date, fill, fresh.has(twin.seq));
  }
  const added = appendWithin(db, entry, now, voided);
  if (added.conflict !== true) {
    fresh.add(added.seq);
    if (added.added) addTo(byDay, date, { seq: added.seq, body: fill });
    return added;
  }
  throw new Refusal(
    `entry ${added.seq} has the id ${fill.id ?? ''} and says something else`,
    `see it with alvh journal show ${added.seq}; if it is wrong, void it first`,
    { key: 'id' },
  );
}

/** A fill of the day that this one may be a repeat of: equal, and one of the two has no id. */
function twinOf(fills: readonly KnownFill[], fill: Fill): KnownFill | undefined {
  // One whose id is known is that one.
  if (fills.some(({ body }) => fill.id !== undefined && body.id === fill.id)) return undefined;
  return fills.find(
    ({ body }) =>
      body.symbol === fill.symbol &&
      body.contracts === fill.contracts &&
      body.price === fill.price &&
      (body.id === undefined || fill.id === undefined),
  );
}

function refusedTwin(
  { seq, body: { id } }: KnownFill,
  date: IsoDate,
  fill: Fill,
  isFresh: boolean,
): Refusal {
  const which = isFresh ? 'an earlier row' : `entry ${seq}`;
  const idOf = (of: string | undefined): string => (of === undefined ? 'no id' : `id ${of}`);
  const ids = fill.id === id ? '' : ` (${idOf(id)} there, ${idOf(fill.id)} here)`;
  const two = 'if there were two, add --again';
  return new Refusal(
    `${which} is an equal fill of ${date}: ${fill.contracts} ${fill.symbol} at ${fill.price}${ids}`,
    fill.id === id
      ? `${two}, or give each the --id of your broker`
      : isFresh || id !== undefined
        ? `if it is the same trade, give it once; ${two}`
        : `if it is the same trade and is to have an id, alvh journal void ${seq} first; ${two}`,
  );
}

/**
 * Voids an entry: it counts no longer, and stays.
 * @throws Refusal where there is none, it is a void, or has been voided
 */
export function addVoid(
  db: StoreDb,
  seq: number,
  reason: string,
  date: IsoDate,
  recordedAt: string,
): Appended {
  return db.transaction(() => {
    const entry = entryAt(db, seq);
    const key = 'SEQ';
    if (entry === undefined) {
      throw new Refusal(`there is no entry ${seq}`, 'alvh journal lists them', { key });
    }
    if (entry.kind === 'void') {
      throw new Refusal(
        `entry ${seq} voids entry ${entry.body.seq}: a void stays`,
        'write the entry that counts anew',
        { key },
      );
    }
    const before = journalEntries(db, { kinds: ['void'] }).find(
      (one) => one.kind === 'void' && one.body.seq === seq,
    );
    if (before !== undefined) {
      throw new Refusal(`entry ${before.seq} has voided it`, 'there is nothing left to do', {
        key,
      });
    }
    return appendWithin(db, { kind: 'void', date, body: { seq, reason } }, recordedAt);
  });
}

/** An override as an entry: the same record is added once. */
export function overrideEntry(record: OverrideRecord): NewEntry {
  const key = `override:${digestOf(record)}`;
  return { kind: 'override', date: chicagoDate(record.at), key, body: record };
}

/** A realised event as an entry: the same event is added once. */
export function pressEntry(event: LedgerEvent): NewEntry {
  return { kind: 'press', date: event.date, key: `press:${digestOf(event)}`, body: event };
}

/** Adds entries, all or none; those that are there already add nothing. */
export function addEntries(
  db: StoreDb,
  entries: readonly NewEntry[],
  recordedAt: string,
): Appended[] {
  return db.transaction(() => {
    const voided = new Set(voids(journalEntries(db, { kinds: ['void'] })).keys());
    return entries.map((entry) => appendWithin(db, entry, recordedAt, voided));
  });
}

function digestOf(body: object): string {
  const fields = Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 32);
}
