import type { Condor } from '../condor/condor.js';
import { Refusal } from '../errors.js';
import { parseCsv } from './csv-table.js';
import { formatOf } from './format.js';
import { parseTree } from './parse-tree.js';
import { describePlace } from './place.js';
import { positionsOfCsv } from './position-csv.js';
import type { EntryCondor, ParsedCondor } from './position-entry.js';
import type { Source } from './read-source.js';

export type { ParsedCondor } from './position-entry.js';

/**
 * Reads condors from YAML, JSON or CSV; all sources together are one book.
 * The order is by expiry, settlement and id, so that the order of rows, the format and the split
 * over files change nothing downstream.
 * @throws Refusal for the first fault, and for condors that stand twice
 */
export async function parsePositions(sources: readonly Source[]): Promise<ParsedCondor[]> {
  const condors: EntryCondor[] = [];
  for (const source of sources) {
    // One by one: a large book may have many thousands, too many for a spread call.
    for (const condor of await positionsOf(source)) condors.push(condor);
  }
  refuseDuplicates(condors);
  return condors
    .map(({ condor, place, locate }) => ({ condor, place, locate }))
    .sort((a, b) => compare(a.condor, b.condor));
}

async function positionsOf(source: Source): Promise<EntryCondor[]> {
  const format = formatOf(source);
  if (format === 'csv') return positionsOfCsv(await parseCsv(source));
  // zod comes with the shape, and CSV needs none of it.
  const [tree, { positionsOfTree }] = await Promise.all([
    parseTree(source, format),
    import('./position-tree.js'),
  ]);
  return positionsOfTree(tree);
}

function refuseDuplicates(condors: readonly EntryCondor[]): void {
  const seen = new Map<string, EntryCondor>();
  for (const entry of condors) {
    const earlier = seen.get(entry.condor.id);
    if (earlier !== undefined) throw duplicate(earlier, entry);
    seen.set(entry.condor.id, entry);
  }
}

function duplicate(earlier: EntryCondor, later: EntryCondor): Refusal {
  const first = describePlace(earlier.place);
  if (earlier.idStated && later.idStated) {
    return new Refusal(
      `the id "${later.condor.id}" stands twice: also at ${first}`,
      'give every condor an id of its own',
      later.place,
    );
  }
  const same = JSON.stringify(earlier.condor) === JSON.stringify(later.condor);
  return new Refusal(
    same
      ? `duplicate row: the same condor stands at ${first}`
      : `a condor with the same expiry and strikes stands at ${first}`,
    same
      ? 'drop one; if both were sold, add the quantities or give each an id'
      : 'give each an id to tell them apart',
    later.place,
  );
}

function compare(a: Condor, b: Condor): number {
  return inOrder(a.expiry, b.expiry) || inOrder(a.settlement, b.settlement) || inOrder(a.id, b.id);
}

/** By code units: the same on every machine, whatever its language. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
