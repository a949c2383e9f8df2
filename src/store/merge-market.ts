import { compareWithHeld } from '../market/compare-series.js';
import type { Comparison } from '../market/compare-series.js';
import { addDays } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { INDEX_LIMITS, VX_LIMITS } from '../market/index-limits.js';
import { contractSeries } from '../market/market-rows.js';
import type { LevelRow, MarketRows, OfferedDay, SettlementRow } from '../market/market-rows.js';
import { checkDay } from '../market/series-check.js';
import type { IndexSymbol } from '../market/snapshot.js';
import type { StoreDb } from './database.js';
import { indexLevels, lastSettledDay, settlements, settlementsOn } from './market-store.js';
import { recordRevision } from './revision-store.js';
import type { StoredRevision } from './revision-store.js';

export interface MergeOptions {
  /** The file or feed, for the table of revisions. */
  readonly source: string;
  /** ISO moment. */
  readonly recordedAt: string;
  /** Takes revised values in place of held ones; they are recorded either way. */
  readonly acceptRevisions: boolean;
}

export interface MergeOutcome {
  /** Rows that were not held: a day of an index, or of a contract. */
  readonly added: number;
  readonly addedFrom?: IsoDate;
  readonly addedTo?: IsoDate;
  /** Rows held already with the same value. */
  readonly equal: number;
  /** Revisions offered for the first time; the held values stay. */
  readonly kept: readonly StoredRevision[];
  /** Revisions offered before: said already. */
  readonly known: number;
  readonly adopted: readonly StoredRevision[];
}

interface Part {
  readonly dates: readonly IsoDate[];
  readonly equal: number;
  readonly revised: readonly StoredRevision[];
}

/** Files of contracts are published a day behind the settlements. */
const CONTRACT_LAG = 1;

/**
 * Merges plausible rows into what is held. New days are added, held ones stay as they are. To be
 * run in a transaction: where any row is refused, none is taken.
 * @throws Refusal (exit 3)
 */
export function mergeRows(db: StoreDb, rows: MarketRows, options: MergeOptions): MergeOutcome {
  const [first] = rows.settlements;
  if (rows.form === 'day' && first !== undefined) {
    const before = lastSettledDay(db, addDays(first.date, -1));
    if (before !== undefined) checkDay(rows.settlements, settlementsOn(db, before));
  }
  const parts = [...mergeLevels(db, rows, options), ...mergeSettlements(db, rows, options)];
  const dates = parts.flatMap((part) => part.dates).sort();
  const [addedFrom] = dates;
  const addedTo = dates.at(-1);
  const revised = parts.flatMap((part) => part.revised);
  const news = revised.filter((revision) => recordRevision(db, revision));
  return {
    added: dates.length,
    ...(addedFrom !== undefined && addedTo !== undefined && { addedFrom, addedTo }),
    equal: parts.reduce((sum, part) => sum + part.equal, 0),
    kept: news.filter(({ outcome }) => outcome === 'kept'),
    known: options.acceptRevisions ? 0 : revised.length - news.length,
    adopted: revised.filter(({ outcome }) => outcome === 'adopted'),
  };
}

function mergeLevels(db: StoreDb, rows: MarketRows, options: MergeOptions): Part[] {
  const bySymbol = new Map<IndexSymbol, (LevelRow & OfferedDay)[]>();
  for (const row of rows.levels) pushTo(bySymbol, row.symbol, { ...row, value: row.close });
  return [...bySymbol].map(([symbol, days]) => {
    const held = indexLevels(db, symbol).map(({ date, close }) => ({ date, value: close }));
    const found = compareWithHeld(symbol, INDEX_LIMITS[symbol], days, held, {
      form: rows.form,
      // A snapshot of the evening may be a day ahead of what is published.
      mayLag: 1,
      accepts: options.acceptRevisions,
    });
    const adopted = options.acceptRevisions ? found.revised.map(({ day }) => day) : [];
    db.runEach(
      'INSERT OR REPLACE INTO index_level (symbol, date, open, high, low, close) VALUES (?, ?, ?, ?, ?, ?)',
      [...found.added, ...adopted].map(({ date, open, high, low, close }) => [
        ...[symbol, date, open ?? null, high ?? null, low ?? null, close],
      ]),
    );
    return partOf(symbol, found, options);
  });
}

function mergeSettlements(db: StoreDb, rows: MarketRows, options: MergeOptions): Part[] {
  const byExpiry = new Map<IsoDate, (SettlementRow & OfferedDay)[]>();
  for (const row of rows.settlements) pushTo(byExpiry, row.expiry, { ...row, value: row.settle });
  if (byExpiry.size === 0) return [];
  // Read once: a file of all contracts has hundreds of them.
  const heldBy = new Map<IsoDate, { date: IsoDate; value: number }[]>();
  for (const { date, expiry, settle } of settlements(db)) {
    if (byExpiry.has(expiry)) pushTo(heldBy, expiry, { date, value: settle });
  }
  return [...byExpiry].map(([expiry, days]) => {
    const series = contractSeries(expiry);
    const found = compareWithHeld(series, VX_LIMITS, days, heldBy.get(expiry) ?? [], {
      form: rows.form,
      mayLag: CONTRACT_LAG,
      accepts: options.acceptRevisions,
    });
    db.runEach(
      'INSERT INTO vx_settlement (date, expiry, settle) VALUES (?, ?, ?)',
      found.added.map(({ date, settle }) => [date, expiry, settle]),
    );
    if (options.acceptRevisions) {
      db.runEach(
        'UPDATE vx_settlement SET settle = ? WHERE date = ? AND expiry = ?',
        found.revised.map(({ day }) => [day.settle, day.date, expiry]),
      );
    }
    return partOf(series, found, options);
  });
}

function partOf(series: string, found: Comparison<OfferedDay>, options: MergeOptions): Part {
  const { source, recordedAt, acceptRevisions } = options;
  return {
    dates: found.added.map(({ date }) => date),
    equal: found.equal,
    revised: found.revised.map(({ day, held }) => ({
      ...{ series, date: day.date, held, offered: day.value, source, recordedAt },
      outcome: acceptRevisions ? ('adopted' as const) : ('kept' as const),
    })),
  };
}

function pushTo<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
