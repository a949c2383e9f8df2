import { tradingDaysBetween } from '../../market/calendar.js';
import type { DataStatus, SeriesStatus } from '../../market/data-status.js';
import type { IsoDate } from '../../market/date.js';
import { chicagoDate } from '../../market/time.js';
import type { EpochMs } from '../../market/time.js';
import { openToRead } from '../../store/database.js';
import type { StoreDb } from '../../store/database.js';
import { feedOf } from '../../store/feed-store.js';
import { openRevisions } from '../../store/revision-store.js';
import { seriesExtents } from '../../store/series-extent.js';
import { emit, renderOptions } from '../emit.js';
import type { OutputFlags } from '../emit.js';
import type { Io } from '../io.js';
import { checkOutputTarget } from '../output-target.js';
import { rendered } from '../rendered.js';
import { INDEX_FEEDS } from '../feed-names.js';

export type DataStatusFlags = OutputFlags & { readonly store?: string };

/** `alvh data status`: what is held, how old it is, how its feeds stand. */
export async function runDataStatus(flags: DataStatusFlags, io: Io): Promise<void> {
  const options = renderOptions(flags, io);
  checkOutputTarget({ ...flags, store: io.store }, io);
  const db = await openToRead(io.store);
  let status: DataStatus;
  try {
    status = dataStatus(db, chicagoDate(io.now() as EpochMs));
  } finally {
    db.close();
  }
  const text = await rendered(status, options, (all) => all.renderDataStatus);
  await emit(text, status, options.format, flags, io);
}

/** What a store holds, as of a day. */
export function dataStatus(db: StoreDb, today: IsoDate): DataStatus {
  const extents = new Map(seriesExtents(db).map((extent) => [extent.series, extent]));
  const revisions = openRevisions(db);
  const names = [...new Set([...INDEX_FEEDS, 'VX', ...extents.keys()])];
  const series = names.map((name): SeriesStatus => {
    const extent = extents.get(name);
    const feed = feedOf(db, name);
    return {
      series: name,
      ...(extent && { first: extent.first, last: extent.last }),
      rows: extent?.rows ?? 0,
      ...(extent && { ageTradingDays: tradingDaysBetween(extent.last, today) }),
      ...(feed?.fetched_at && { fetchedAt: feed.fetched_at }),
      ...(feed && { askedAt: feed.checked_at, lastOutcome: feed.outcome }),
      openRevisions: revisions.filter(({ series: of }) => of.split(' ')[0] === name).length,
    };
  });
  const warnings = revisions.map(({ series: of, date, held, offered, source }) => ({
    code: 'revision-kept',
    message: `${of} on ${date}: ${held} held, ${offered} offered by ${source}`,
  }));
  return { store: db.path, today, series, warnings };
}
