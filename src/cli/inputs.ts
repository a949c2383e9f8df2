import type { ParsedCondor } from '../input/position.js';
import type { Source } from '../input/read-source.js';
import { createBook, assertLive, assertScale } from '../condor/book.js';
import type { Book } from '../condor/book.js';
import { assertIvScale } from '../condor/iv-scale.js';
import { Refusal } from '../errors.js';
import { INDEX_SYMBOLS } from '../market/snapshot.js';
import type { IndexSymbol, Snapshot } from '../market/snapshot.js';
import { vxSettlementMoment } from '../market/settlement-time.js';
import { chicagoDate, readMoment } from '../market/time.js';
import type { EpochMs, ReadMoment } from '../market/time.js';
import { relocated } from '../input/place.js';
import type { Note } from './emit.js';
import type { Io } from './io.js';
import { checkAge, readMaxAge } from './snapshot-age.js';

/** Flags that name market data and its time. */
export interface MarketFlags {
  readonly snapshot?: readonly string[];
  readonly index?: readonly string[];
  readonly asOf?: string;
  readonly maxAge?: string;
}

/** A snapshot with the time it is used at. */
export interface MarketInput {
  readonly snapshot: Snapshot;
  readonly asOf: EpochMs;
  /** How uncertain input was read, and what is odd in it, for the result's warnings. */
  readonly notes: readonly Note[];
}

/** Reads the snapshot files and checks their age (PRODUCT: --as-of, --max-age). */
export async function readMarket(flags: MarketFlags, io: Io): Promise<MarketInput> {
  const paths = flags.snapshot ?? [];
  if (paths.length === 0) {
    throw new Refusal('no snapshot is given', 'add --snapshot FILE', { key: '--snapshot' });
  }
  const maxAgeMs = readMaxAge(flags.maxAge);
  const asOf = readAsOf(flags.asOf);
  const indices = readIndexFlags(flags.index ?? []);
  const { parseSnapshot } = await import('../input/snapshot.js');
  const sources = await readSources(paths, '--snapshot', io);
  const { snapshot, notes, warnings } = await parseSnapshot(sources, {
    indices,
    ...(asOf && { asOf }),
  });
  const valued = asOf === undefined ? snapshot.time : momentOf(asOf, snapshot.time);
  const ageNotes = checkAge(snapshot.time, asOf === undefined ? io.now() : valued, maxAgeMs, {
    clock: asOf === undefined,
    file: sources[0]?.name,
  });
  const zoneNote = zoneNotes(asOf, flags.asOf);
  return { snapshot, asOf: valued, notes: [...ageNotes, ...warnings, ...notes, ...zoneNote] };
}

/** Reads later snapshots, one a file, in the order given. */
export async function readLater(
  paths: readonly string[],
  io: Io,
): Promise<{ readonly snapshot: Snapshot; readonly notes: readonly string[] }[]> {
  if (paths.length === 0) return [];
  const { parseSnapshot } = await import('../input/snapshot.js');
  const sources = await readSources(paths, '--then', io);
  const later = [];
  for (const source of sources) later.push(await inOneFile(() => parseSnapshot([source])));
  return later;
}

/** The flags that mend the first snapshot do not reach the later ones. */
async function inOneFile<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Refusal) || !/--(index|as-of)/.test(error.mend)) throw error;
    throw new Refusal(
      error.message,
      "write the later market as one snapshot of alvh's own form, its time, levels and futures in it",
      error.place,
    );
  }
}

/** Reads the position files into condors with their places. */
export async function readPositions(
  paths: readonly string[] | undefined,
  io: Io,
): Promise<ParsedCondor[]> {
  if (paths === undefined || paths.length === 0) {
    throw new Refusal('no position is given', 'add --position FILE', { key: '--position' });
  }
  const { parsePositions } = await import('../input/position.js');
  return parsePositions(await readSources(paths, '--position', io));
}

/** The book, with each condor checked against valuation time and SPX level where they are known. */
export function bookOf(parsed: readonly ParsedCondor[], market: MarketInput | undefined): Book {
  if (market !== undefined) {
    const { SPX } = market.snapshot.indices;
    for (const { condor, locate } of parsed) {
      relocated(locate, undefined, () => {
        assertLive(condor, market.asOf);
        if (SPX !== undefined) assertScale(condor, SPX);
        assertIvScale(condor, market.snapshot, market.asOf);
      });
    }
  }
  return createBook(parsed.map(({ condor }) => condor));
}

/** Standard input can be read once: not for positions and the snapshot, or the configuration, too. */
export function checkStdinOnce(
  ...lists: readonly (readonly string[] | string | undefined)[]
): void {
  const dashes = lists.flatMap((list) => list ?? []).filter((path) => path === '-').length;
  if (dashes > 1) {
    throw new Refusal(
      `standard input is asked for ${dashes} times`,
      'give - to one flag only, a file to the others',
    );
  }
}

export async function readSources(
  paths: readonly string[],
  flag: string,
  io: Io,
): Promise<Source[]> {
  const sources: Source[] = [];
  for (const path of paths) sources.push(await readNamed(path, flag, io));
  return sources;
}

/** The file that a flag names, standard input, or what the store holds for it. @throws Refusal with the flag, or the file */
export async function readNamed(path: string, flag: string, io: Io): Promise<Source> {
  if (path === '') {
    throw new Refusal('the file name is empty', 'name a file, or - for standard input', {
      key: flag,
    });
  }
  if (path === 'store' || path.startsWith('store:')) {
    const { storeSource } = await import('./store-source.js');
    return storeSource(path, flag, io);
  }
  const { readSource } = await import('../input/read-source.js');
  return readSource(path, io.stdin);
}

/** The valuation time where no snapshot is given: --as-of, else the clock. */
export function valuationMoment(
  text: string | undefined,
  io: Io,
): { readonly asOf: EpochMs; readonly notes: readonly Note[] } {
  const read = readAsOf(text);
  if (read === undefined) return { asOf: io.now() as EpochMs, notes: [] };
  return {
    asOf: read.moment ?? vxSettlementMoment(read.date),
    notes: zoneNotes(read, text),
  };
}

function zoneNotes(read: ReadMoment | undefined, text = ''): string[] {
  return read?.zoneAssumed === true ? [`--as-of ${text} is read as Chicago time.`] : [];
}

export function readAsOf(text: string | undefined): ReadMoment | undefined {
  if (text === undefined) return undefined;
  try {
    return readMoment(text);
  } catch (error) {
    throw error instanceof Refusal ? error.at({ key: '--as-of' }) : error;
  }
}

/**
 * A bare date means that day's VX settlement (PRODUCT), or the snapshot's own time where that is
 * later the same day: prices are never valued before they were seen.
 */
function momentOf(read: ReadMoment, taken: EpochMs): EpochMs {
  if (read.moment !== undefined) return read.moment;
  const settlement = vxSettlementMoment(read.date);
  return taken > settlement && chicagoDate(taken) === read.date ? taken : settlement;
}

function readIndexFlags(flags: readonly string[]): Partial<Record<IndexSymbol, number>> {
  const indices: Partial<Record<IndexSymbol, number>> = {};
  for (const flag of flags) {
    const match = /^([A-Z0-9]+)=(\d+(?:\.\d+)?)$/.exec(flag);
    const symbol = INDEX_SYMBOLS.find((known) => known === match?.[1]);
    if (match === null || symbol === undefined) {
      throw new Refusal(
        `"${flag}" is no index level`,
        `write SYMBOL=LEVEL like VIX=17.92, with one of ${INDEX_SYMBOLS.join(', ')}`,
        { key: '--index' },
      );
    }
    if (indices[symbol] !== undefined) {
      throw new Refusal(`${symbol} is given twice`, 'keep one of them', { key: '--index' });
    }
    indices[symbol] = Number(match[2]);
  }
  return indices;
}
