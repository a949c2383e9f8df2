import type { Place } from '../errors.js';
import { shorten } from './keys.js';

/** A value of a YAML or JSON file that still knows where it stood and how it was written. */
export type TreeNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: 'map';
  readonly offset: number;
  readonly entries: ReadonlyMap<string, MapEntry>;
}

interface MapEntry {
  readonly keyOffset: number;
  readonly value: TreeNode;
}

export interface ListNode {
  readonly kind: 'list';
  readonly offset: number;
  readonly items: readonly TreeNode[];
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly offset: number;
  /** Numbers are those written as plain decimals; any other spelling stays text. */
  readonly value: string | number | boolean | null;
  /** As it stood in the file. */
  readonly text: string;
  readonly quoted: boolean;
}

/** A whole file as a tree. */
export interface Tree {
  readonly file: string;
  readonly root: TreeNode;
  lineAt(offset: number): number;
}

/** A way from the root: keys and list indices. */
export type Path = readonly (string | number)[];

/** Nested deeper than this is no file of ours, and would exhaust the stack of a parser. */
export const MAX_DEPTH = 32;
/** Entries of one list or mapping; a validator may have several faults to tell of each. */
export const MAX_ENTRIES = 100_000;
/** Values of a whole file: a book of 100,000 condors has some twelve each. */
export const MAX_NODES = 1_500_000;

/** The plain value of a node, for a validator. */
export function plainOf(node: TreeNode): unknown {
  switch (node.kind) {
    case 'map':
      // fromEntries defines properties, so a key such as __proto__ stays a key.
      return Object.fromEntries(
        [...node.entries].map(([key, entry]) => [key, plainOf(entry.value)]),
      );
    case 'list':
      return node.items.map(plainOf);
    case 'scalar':
      return node.value;
  }
}

/** The node at a path; undefined where the path leads nowhere. */
export function nodeAt(tree: Tree, path: Path): TreeNode | undefined {
  let node: TreeNode | undefined = tree.root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.get(String(step))?.value;
    else if (node?.kind === 'list') node = node.items[Number(step)];
    else return undefined;
  }
  return node;
}

/** Where a path stands: at its key, or at the nearest part of the path that exists. */
export function offsetAt(tree: Tree, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = nodeAt(tree, path.slice(0, length - 1));
    const last = path[length - 1];
    if (parent?.kind === 'map') {
      const entry = parent.entries.get(String(last));
      if (entry !== undefined) return entry.keyOffset;
    }
    if (parent?.kind === 'list') {
      const item = parent.items[Number(last)];
      if (item !== undefined) return item.offset;
    }
  }
  return tree.root.offset;
}

/** The place of a path for a message; its key reads `positions[0].legs.longPut`. */
export function placeAt(tree: Tree, path: Path): Place {
  return {
    file: tree.file,
    line: tree.lineAt(offsetAt(tree, path)),
    ...(path.length === 0 ? {} : { key: shorten(keyOf(path), 100) }),
  };
}

/** `['positions', 0, 'legs']` as `positions[0].legs`. */
export function keyOf(path: Path): string {
  return path.reduce<string>((key, step) => {
    if (typeof step === 'number') return `${key}[${step}]`;
    return key === '' ? step : `${key}.${step}`;
  }, '');
}

/** A function from offsets to line numbers (from 1) of a text with `\n` line ends. */
export function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
