import { Refusal } from '../errors.js';
import type { DataSettings } from '../config/data-keys.js';
import { ServerFailure, shownAddress } from '../feeds/failure.js';
import type { FetchLimits, FileAnswer } from '../feeds/fetch-file.js';
import { fetchFile } from '../feeds/fetch-file.js';
import { decodeText } from '../input/read-source.js';
import { shorten } from '../input/keys.js';
import { readMarketRows } from '../input/market-rows.js';
import type { EpochMs } from '../market/time.js';
import type { StoreDb } from '../store/database.js';
import { feedOf, saveFeed } from '../store/feed-store.js';
import type { StoredFeed } from '../store/feed-store.js';
import { counted, describeTaken, revisionProblem, takeRows } from './take-rows.js';
import type { Taken } from './take-rows.js';

/** The columns of a file as published. */
export interface Head {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
}

/** One file of a feed: what it is called in the store and in messages, and where it is. */
export interface Feed {
  readonly name: string;
  readonly address: string;
  /** The name that Cboe gives the file: it tells what is in it. */
  readonly file: string;
  /** The columns that it may have; a file with others is refused. */
  readonly heads: readonly Head[];
  /** What a file that is not there means: not published yet, or a wrong address. */
  readonly mayBeAbsent: boolean;
}

export interface PullContext {
  readonly db: StoreDb;
  readonly data: DataSettings;
  readonly limits: FetchLimits;
  readonly now: number;
  readonly acceptRevisions: boolean;
}

/** What became of one feed: a line on what went well, problems on what did not. */
export interface Pulled {
  readonly text?: string;
  readonly problem?: Refusal;
  readonly taken?: Taken;
  /** The server failed, and not this file: another file of it would wait in vain. */
  readonly ofServer?: boolean;
}

/** What became of a feed, under the name that it is printed by. */
export type NamedPull = readonly [name: string, pulled: Pulled];

/**
 * Fetches one file of a feed and takes it, whole or not at all. A failure is returned: the other
 * feeds go on.
 */
export async function pullFeed(asking: Feed, context: PullContext): Promise<Pulled> {
  const feed = { ...asking, address: shownAddress(asking.address) };
  const { db, now } = context;
  const before = feedOf(db, feed.name);
  try {
    const answer = await fetchFile(
      { ...requestOf(feed, before, context), address: asking.address },
      context.limits,
    );
    if (answer.kind === 'file') return await takeFile(feed, answer, before, context);
    if (answer.kind === 'absent') return absent(feed, before, context);
    saveFeed(db, { ...asked(feed, before, now), outcome: 'unchanged' });
    return { text: `unchanged${before?.last_date ? `, to ${before.last_date}` : ''}` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Where the store itself cannot be written, this says so: it ends the run.
    saveFeed(db, { ...asked(feed, before, now), outcome: `failed: ${error.message}` });
    return { problem: ofFeed(error, feed), ofServer: error instanceof ServerFailure };
  }
}

/** Asks for the file only if it has changed, unless revised values known already are wanted. */
function requestOf(feed: Feed, before: StoredFeed | undefined, { acceptRevisions }: PullContext) {
  const isKnown = before?.address === feed.address && !acceptRevisions;
  const { etag, last_modified: lastModified } = before ?? { etag: null, last_modified: null };
  return {
    address: feed.address,
    ...(isKnown && etag !== null && { etag }),
    ...(isKnown && lastModified !== null && { lastModified }),
  };
}

async function takeFile(
  feed: Feed,
  answer: Extract<FileAnswer, { kind: 'file' }>,
  before: StoredFeed | undefined,
  context: PullContext,
): Promise<Pulled> {
  const { db, now } = context;
  const text = textOf(answer.bytes, feed);
  if (!text.endsWith('\n')) {
    throw new Refusal('its last line has no end', 'it was cut short: try again later', {
      file: feed.address,
    });
  }
  checkHead(text, feed);
  if (feed.mayBeAbsent && text.trimEnd().split('\n').length === 1) {
    return absent(feed, before, context);
  }
  const offered = await readMarketRows({ name: feed.file, text }, { now: now as EpochMs });
  const count = offered.levels.length + offered.settlements.length;
  const isShorter = before?.address === feed.address && before.rows !== null && count < before.rows;
  if (isShorter && !context.acceptRevisions) {
    throw new Refusal(
      `it has ${counted(count, 'row')}, the last one had ${before.rows}`,
      'it was cut short: try again later; where the publisher has taken rows out, --accept-revisions',
      { file: feed.file },
    );
  }
  const recordedAt = new Date(now).toISOString();
  const { acceptRevisions } = context;
  const taken = takeRows(
    db,
    offered,
    now,
    { source: feed.address, recordedAt, acceptRevisions },
    (done) => {
      const dates = [...done.rows.levels, ...done.rows.settlements].map(({ date }) => date).sort();
      // A file with an unfinished day has more to give when that day is over, unchanged as it is.
      const { etag, lastModified } = done.rows.unfinished ? {} : answer;
      saveFeed(db, {
        name: feed.name,
        address: feed.address,
        etag: etag ?? null,
        last_modified: lastModified ?? null,
        sha256: answer.sha256,
        bytes: answer.bytes.length,
        rows: count,
        first_date: dates[0] ?? null,
        last_date: dates.at(-1) ?? null,
        fetched_at: recordedAt,
        checked_at: recordedAt,
        outcome: describeTaken(done),
      });
    },
  );
  const problem = revisionProblem(taken.outcome.kept, feed.name);
  return { text: describeTaken(taken), taken, ...(problem && { problem }) };
}

function textOf(bytes: Uint8Array, { address }: Feed): string {
  try {
    return decodeText(bytes);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Its mend speaks of the user's own files.
    const mend = 'see what the address under data gives';
    throw new Refusal(error.message, mend, { file: address }, 'data');
  }
}

/** @throws Refusal that says which columns are missing and which are new */
function checkHead(text: string, { heads, address }: Feed): void {
  const head = (text.split('\n', 1)[0] ?? '').split(',').map((name) => name.trim());
  const changes = heads.map(({ required, optional = [] }) => ({
    missing: required.filter((name) => !head.includes(name)),
    unknown: head.filter((name) => !required.includes(name) && !optional.includes(name)),
  }));
  const sizes = changes.map(({ missing, unknown }) => missing.length + unknown.length);
  const least = changes[sizes.indexOf(Math.min(...sizes))];
  if (least === undefined || least.missing.length + least.unknown.length === 0) return;
  const list = (what: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${what} ${shorten(names.join(', '), 80)}`];
  const { missing, unknown } = least;
  throw new Refusal(
    `its columns changed: ${[...list('missing', missing), ...list('unknown', unknown)].join('; ')}`,
    'see whether a newer alvh knows them',
    { file: address },
  );
}

function absent(feed: Feed, before: StoredFeed | undefined, { db, now }: PullContext): Pulled {
  const outcome = feed.mayBeAbsent ? 'not published yet' : 'failed: the server answers 404';
  saveFeed(db, { ...asked(feed, before, now), outcome });
  if (feed.mayBeAbsent) return { text: outcome };
  const problem = new Refusal(
    'the server has no such file (404)',
    'check the address under data; what is held stays as it was',
    { file: feed.address },
    'data',
  );
  return { problem: ofFeed(problem, feed) };
}

/** The feed's record with nothing changed but that it was asked. */
function asked(
  feed: Feed,
  before: StoredFeed | undefined,
  now: number,
): Omit<StoredFeed, 'outcome'> {
  const same = before?.address === feed.address ? before : undefined;
  return {
    name: feed.name,
    address: feed.address,
    etag: same?.etag ?? null,
    last_modified: same?.last_modified ?? null,
    sha256: same?.sha256 ?? null,
    bytes: same?.bytes ?? null,
    rows: same?.rows ?? null,
    first_date: same?.first_date ?? null,
    last_date: before?.last_date ?? null,
    fetched_at: before?.fetched_at ?? null,
    checked_at: new Date(now).toISOString(),
  };
}

/** A feed's failure is one of data (exit 3), and names the feed and its address. */
function ofFeed({ message, mend, place }: Refusal, feed: Feed): Refusal {
  const { file, line, key } = place;
  const isAddress = file === undefined || file === feed.address;
  const where = isAddress ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
  const what = key === undefined ? '' : `${key}: `;
  return new Refusal(
    `${isAddress ? feed.address : where.slice(0, -2)}: ${what}${message}`,
    /stays as it was/.test(mend) ? mend : `${mend}; what is held stays as it was`,
    { key: feed.name },
    'data',
  );
}
