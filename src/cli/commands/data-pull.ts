import { Refusal, describeRefusal } from '../../errors.js';
import type { DataSettings } from '../../config/data-keys.js';
import { isoDate } from '../../market/date.js';
import type { IsoDate } from '../../market/date.js';
import { chicagoDate } from '../../market/time.js';
import type { EpochMs } from '../../market/time.js';
import { relocated } from '../../input/place.js';
import { openToWrite } from '../../store/database.js';
import { pullFeed } from '../data-feeds.js';
import type { Feed, PullContext, Pulled } from '../data-feeds.js';
import { FEED_NAMES, INDEX_FEEDS } from '../feed-names.js';
import type { FeedName } from '../feed-names.js';
import { writeNotes } from '../emit.js';
import type { Io } from '../io.js';
import { checkOutputTarget } from '../output-target.js';
import { pullVx } from '../pull-vx.js';
import { alone } from '../run-lock.js';
import { readSettings } from '../settings.js';
import type { SettingsFlags } from '../settings.js';
import { refuseAll, reportLine } from '../take-rows.js';

declare const __ALVH_VERSION__: string;

export type DataPullFlags = SettingsFlags & {
  readonly only?: string;
  readonly from?: string;
  readonly acceptRevisions?: boolean;
  readonly quiet?: boolean;
  readonly store?: string;
  readonly log?: string;
};

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
  if (from !== undefined && !only.includes('VX')) {
    throw new Refusal(
      'it is for VX, which --only leaves out: histories of indices come whole',
      'leave it out, or add vx to --only',
      { key: '--from' },
    );
  }
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
      for (const [name, pulled] of await pullVx(from, context)) note(name, pulled);
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
