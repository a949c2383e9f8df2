import { LEG_NAMES } from '../condor/condor.js';
import { Refusal } from '../errors.js';
import { checkShape } from './check-shape.js';
import { condorOf, missingLeg } from './position-entry.js';
import type { CondorEntry, EntryCondor } from './position-entry.js';
import { bookSchema, condorSchema } from './position-shape.js';
import { placeAt } from './tree.js';
import type { Path, Tree } from './tree.js';

/**
 * The condors of a YAML or JSON file: a `positions:` list, or one condor at the top.
 * @throws Refusal with the place of what is wrong
 */
export function positionsOfTree(tree: Tree): EntryCondor[] {
  const { root } = tree;
  if (root.kind === 'list') {
    throw new Refusal(
      'the file is a list',
      'put the list under the key positions:',
      placeAt(tree, []),
    );
  }
  if (root.kind === 'scalar') {
    throw new Refusal(
      'the file holds no mapping',
      'write a positions: list, or name the file .csv if it is a table',
      placeAt(tree, []),
    );
  }
  const [market] = ['futures', 'indices'].filter((key) => root.entries.has(key));
  if (market !== undefined) {
    throw new Refusal('this is a snapshot', 'give it to --snapshot', placeAt(tree, [market]));
  }
  if (isSingleCondor(root.entries)) {
    const entry: CondorEntry = checkShape(condorSchema, tree, explainMissing);
    return [condorOf(entry, locator(tree, []))];
  }
  const book: { positions: CondorEntry[] } = checkShape(bookSchema, tree, explainMissing);
  return book.positions.map((entry, index) => condorOf(entry, locator(tree, ['positions', index])));
}

function isSingleCondor(entries: ReadonlyMap<string, unknown>): boolean {
  const keys = Object.keys(condorSchema.shape);
  return !entries.has('positions') && keys.some((key) => entries.has(key));
}

function locator(tree: Tree, base: Path) {
  return (key?: string) => placeAt(tree, key === undefined ? base : [...base, ...key.split('.')]);
}

function explainMissing(path: Path): { problem: string; mend: string } | undefined {
  const leg = LEG_NAMES.find((name) => name === path.at(-1));
  return leg === undefined || path.at(-2) !== 'legs' ? undefined : missingLeg(leg);
}
