import { Refusal } from '../errors.js';
import { createSnapshot } from '../market/build-snapshot.js';
import type { IndexInput, SnapshotInput } from '../market/build-snapshot.js';
import type { MarketWarning } from '../market/check-levels.js';
import { INDEX_SYMBOLS } from '../market/snapshot.js';
import type { IndexSymbol, Snapshot } from '../market/snapshot.js';
import type { ReadMoment } from '../market/time.js';
import { describePlace, tamed } from './place.js';
import type { Source } from './read-source.js';
import type { SnapshotParts } from './snapshot-parts.js';
import { partsOf } from './snapshot-source.js';
import { resolveTime } from './snapshot-time.js';

/** What the flags add to the files. */
export interface SnapshotOptions {
  /** Of `--index VIX=17.92`. */
  readonly indices?: Readonly<Partial<Record<IndexSymbol, number>>>;
  /** Of `--as-of`: the snapshot must not be later, and is of this time where it states none. */
  readonly asOf?: ReadMoment | undefined;
}

export interface ParsedSnapshot {
  readonly snapshot: Snapshot;
  /** What was read with an assumption or left out, a sentence each. */
  readonly notes: readonly string[];
  readonly warnings: readonly MarketWarning[];
}

/**
 * Reads one snapshot from all sources together: alvh's own CSV, YAML or JSON, and Cboe's files.
 * @throws Refusal for the first fault
 */
export async function parseSnapshot(
  sources: readonly Source[],
  options: SnapshotOptions = {},
): Promise<ParsedSnapshot> {
  const parts: SnapshotParts[] = [];
  for (const source of sources) parts.push(await partsOf(source));
  const stated = parts.flatMap(({ times }) => times ?? []);
  const histories = parts.flatMap((part) => part.histories ?? []);
  const only = sources.length === 1 ? sources[0]?.name : undefined;
  return inFile(only, () => {
    const { time, place, rows } = resolveTime(stated, histories, options.asOf);
    const quotes = rows.map((row) => row.read());
    const all: readonly SnapshotParts[] = [...parts, ...quotes];
    const indices = all.flatMap((part) => part.indices ?? []);
    const input: SnapshotInput = {
      time,
      timePlace: place,
      indices: [...indices, ...flagIndices(options.indices ?? {}, indices)],
      futures: all.flatMap((part) => part.futures ?? []),
      options: all.flatMap((part) => part.options ?? []),
      etps: all.flatMap((part) => part.etps ?? []),
      rates: all.flatMap((part) => part.rates ?? []),
    };
    const { snapshot, notes, warnings } = createSnapshot(input);
    const assumed = stated
      .filter(({ read }) => read.zoneAssumed)
      .map(
        ({ text, place }) =>
          `${describePlace(place)}: ${text} has no zone and is read as Chicago time.`,
      );
    return {
      snapshot,
      warnings,
      notes: [...parts.flatMap((part) => part.notes ?? []), ...assumed, ...notes],
    };
  });
}

function flagIndices(
  levels: Readonly<Partial<Record<IndexSymbol, number>>>,
  rows: readonly IndexInput[],
): IndexInput[] {
  return INDEX_SYMBOLS.flatMap((symbol): IndexInput[] => {
    const price = levels[symbol];
    if (price === undefined) return [];
    const flag = `--index ${symbol}=${price}`;
    const row = rows.find((candidate) => candidate.symbol === symbol);
    if (row !== undefined) {
      throw new Refusal(
        `${symbol} is given by this row, ${row.price}, and by ${flag}`,
        `drop ${flag} to use the row, or the row to use the flag`,
        row.locate?.('price') ?? { key: symbol },
      );
    }
    return [{ symbol, price, locate: () => ({ key: flag }) }];
  });
}

/** A refusal that knows no place but a key is of the file, where there is only one. */
function inFile<T>(file: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const ofFlag = error.place.key?.startsWith('--') === true;
    throw tamed(error, { ...(file === undefined || ofFlag ? {} : { file }), ...error.place });
  }
}
