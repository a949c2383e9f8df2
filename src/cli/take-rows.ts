import type { MissingDays } from '../market/missing-days.js';
import type { MarketRows } from '../market/market-rows.js';
import { plausibleRows } from '../market/series-check.js';
import type { PlausibleRows } from '../market/series-check.js';
import type { EpochMs } from '../market/time.js';
import { Refusal } from '../errors.js';
import { safeText } from '../output/safe-text.js';
import type { StoreDb } from '../store/database.js';
import { heldGaps } from '../store/held-days.js';
import { mergeRows } from '../store/merge-market.js';
import type { MergeOptions, MergeOutcome } from '../store/merge-market.js';
import type { StoredRevision } from '../store/revision-store.js';
import type { Io } from './io.js';

/** What became of a file or a feed. */
export interface Taken {
  readonly rows: PlausibleRows;
  readonly outcome: MergeOutcome;
  /** What its series lack within themselves, now that it is in. */
  readonly holes: readonly string[];
}

/**
 * Checks rows and merges them into the store, all or none.
 * @param within further writes of the same transaction
 * @throws Refusal (exit 3) for the first row that cannot be
 */
export function takeRows(
  db: StoreDb,
  offered: MarketRows,
  now: number,
  options: MergeOptions,
  within: (taken: Taken) => void = () => undefined,
): Taken {
  const rows = plausibleRows(offered, now as EpochMs);
  return db.transaction(() => {
    const outcome = mergeRows(db, rows, options);
    const taken = { rows, outcome, holes: outcome.added > 0 ? holesIn(db, rows) : [] };
    within(taken);
    return taken;
  });
}

/** A series that begins long before it goes on is no history to measure on. */
function holesIn(db: StoreDb, { levels, settlements }: PlausibleRows): string[] {
  const series = new Set<string>([
    ...levels.map(({ symbol }) => symbol),
    ...(settlements.length > 0 ? ['VX'] : []),
  ]);
  return [...series].flatMap((name) => {
    const missing = heldGaps(db, name);
    return missing?.isFault === true ? [`${name} lacks ${describeMissing(missing)}`] : [];
  });
}

/** `3 trading days, 2026-11-02 to 2026-11-09`. */
export function describeMissing({ count, first, last }: MissingDays): string {
  return `${counted(count, 'trading day')}, ${first}${first === last ? '' : ` to ${last}`}`;
}

/** `2 rows added, 2026-11-23 to 2026-11-24; 1 revision adopted`. */
export function describeTaken({ rows, outcome, holes }: Taken): string {
  const { added, addedFrom, addedTo, equal, known, adopted } = outcome;
  const days = addedFrom === addedTo ? addedFrom : `${addedFrom ?? ''} to ${addedTo ?? ''}`;
  const parts = [
    ...(added > 0 ? [`${counted(added, 'row')} added, ${days ?? ''}`] : []),
    ...(added === 0 && equal > 0 ? ['nothing new'] : []),
    ...(adopted.length > 0 ? [`${counted(adopted.length, 'revision')} adopted`] : []),
    ...(known > 0 ? [`${counted(known, 'revision')} known, held values kept`] : []),
    ...rows.notes,
    ...holes,
  ];
  return parts.length === 0 ? 'nothing in it' : parts.join('; ');
}

/** Revisions are an alarm once: held values stay until the user takes the new ones. */
export function revisionProblem(
  kept: readonly StoredRevision[],
  source: string,
): Refusal | undefined {
  const [first] = kept;
  if (first === undefined) return undefined;
  const { series, date, held, offered } = first;
  const others = kept.length === 1 ? '' : ` and ${counted(kept.length - 1, 'other day')}`;
  return new Refusal(
    `a settled day is revised: ${series} on ${date} ${held} held, ${offered} offered${others}`,
    'held values are kept; --accept-revisions takes the new ones',
    { file: source },
    'data',
  );
}

/** One line on what went well. */
export function reportLine(name: string, text: string): string {
  return `${safeText(name)}: ${safeText(text)}\n`;
}

/**
 * Ends a run that met problems: all are printed, one line each, the last by the throw. What was
 * good has been kept by then.
 * @throws Refusal of kind `data` where any is, else of kind `input`
 */
export function refuseAll(
  problems: readonly Refusal[],
  io: Io,
  say: (refusal: Refusal) => string,
): void {
  const worst = problems.findLast(({ kind }) => kind === 'data') ?? problems.at(-1);
  if (worst === undefined) return;
  for (const problem of problems) {
    if (problem !== worst) io.writeErr(`alvh: ${safeText(say(problem))}\n`);
  }
  throw worst;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
