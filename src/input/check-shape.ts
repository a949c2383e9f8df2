import * as z from 'zod';
import { Refusal } from '../errors.js';
import { shorten, unknownName } from './keys.js';
import { isPlainDecimal, readNumber } from './numbers.js';
import { nodeAt, offsetAt, placeAt, plainOf } from './tree.js';
import type { Path, Tree, TreeNode } from './tree.js';

/** What to say of a missing key, where more is known than that it is missing. */
export type ExplainMissing = (path: Path) => { problem: string; mend: string } | undefined;

/**
 * The tree as the schema's type. Of several faults the first in the file is told.
 * @throws Refusal with file, line, key and the mend; unknown keys name the nearest valid one
 */
export function checkShape<T>(
  schema: z.ZodType<T>,
  tree: Tree,
  explainMissing: ExplainMissing = () => undefined,
): T {
  const result = schema.safeParse(plainOf(tree.root));
  if (result.success) return result.data;
  const { issues } = result.error;
  const first = firstInFile(issues, tree);
  throw refusalOf(first, schema, tree, explainMissing);
}

function firstInFile(issues: readonly z.core.$ZodIssue[], tree: Tree): z.core.$ZodIssue {
  const misspelt = new Set(
    issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => path.join('.')),
  );
  // Where a key is unknown, a key missing beside it is most likely what it meant: say it once.
  const telling = issues.filter(
    (issue) =>
      nodeAt(tree, pathOf(issue)) !== undefined || !misspelt.has(issue.path.slice(0, -1).join('.')),
  );
  let first: z.core.$ZodIssue | undefined;
  let least = Infinity;
  for (const issue of telling) {
    const offset = offsetAt(tree, faultPath(issue));
    if (offset < least) {
      first = issue;
      least = offset;
    }
  }
  if (first === undefined) throw new Error('zod failed without an issue');
  return first;
}

function refusalOf(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  tree: Tree,
  explainMissing: ExplainMissing,
): Refusal {
  const path = pathOf(issue);
  const place = placeAt(tree, faultPath(issue));
  const found = schemaAt(schema, path);
  const here = inner(found);
  const node = nodeAt(tree, path);
  const example = exampleOf(here, path);
  if (issue.code === 'unrecognized_keys') {
    const known = here instanceof z.ZodObject ? Object.keys(here.shape) : [];
    const present = node?.kind === 'map' ? [...node.entries.keys()] : [];
    const free = known.filter((key) => !present.includes(key));
    const [key = ''] = issue.keys;
    // Where keys are numbers, as tenors are, another number is a wrong one.
    if (/^\d{3}(\.\d+)?$/.test(key) && !known.some((name) => /^\d/.test(name))) {
      return new Refusal(
        `"${key}" stands where a key should: a comma in braces ends a value`,
        'write numbers without thousands separators, such as 6900',
        place,
      );
    }
    return unknownName('key', issue.keys[0] ?? '', known, place, free);
  }
  if (node === undefined) {
    const told = explainMissing(path);
    if (told !== undefined) return new Refusal(told.problem, told.mend, place);
    return new Refusal(`the key ${String(path.at(-1))} is missing`, `add it${example}`, place);
  }
  if (issue.code === 'invalid_value') {
    return unknownName('value', textOf(node), issue.values.map(String), place);
  }
  if (issue.code === 'invalid_type') {
    const { problem, mend } = wrongKind(issue.expected, node);
    const empty = node.kind === 'scalar' && node.value === null;
    const orDrop = empty && found instanceof z.ZodOptional ? ', or drop the key' : '';
    const write = `write ${nameOf(issue.expected)}${example}${orDrop}`;
    return new Refusal(problem, mend ?? write, place);
  }
  if (here instanceof z.ZodTuple && node.kind === 'list') {
    const { length } = here._zod.def.items;
    const problem = `a list of ${node.items.length} stands where ${length} values are expected`;
    return new Refusal(problem, `write ${length} values${example}`, place);
  }
  if (issue.code === 'too_small') {
    return new Refusal('the list is empty', `add an entry${example}`, place);
  }
  if (issue.code === 'invalid_key') {
    return new Refusal('this is no symbol', `write capital letters${example}`, place);
  }
  return new Refusal(issue.message, `mend the value${example}`, place);
}

function wrongKind(expected: string, node: TreeNode): { problem: string; mend?: string } {
  if (node.kind !== 'scalar') {
    const found = node.kind === 'map' ? 'a mapping' : 'a list';
    return { problem: `${found} stands where ${nameOf(expected)} is expected` };
  }
  if (node.value === null) {
    return { problem: 'the value is empty' };
  }
  if (expected === 'number' && typeof node.value === 'string') {
    if (node.quoted && isPlainDecimal(node.value)) {
      return {
        problem: `"${node.value}" is text, for it is in quotes`,
        mend: `write ${node.value} without the quotes`,
      };
    }
    return explainNumber(node.value);
  }
  const quotes = node.quoted ? '"' : '';
  const shown = `${quotes}${shorten(textOf(node))}${quotes}`;
  const kind = typeof node.value === 'string' ? 'text' : `a ${typeof node.value}`;
  return { problem: `${shown} is ${kind}, where ${nameOf(expected)} is expected` };
}

function explainNumber(text: string): { problem: string; mend: string } {
  try {
    readNumber(text);
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.message, mend: error.mend };
    throw error;
  }
  return { problem: `${shorten(text)} is no number here`, mend: 'write a plain decimal' };
}

function textOf(node: TreeNode): string {
  return node.kind === 'scalar' ? node.text : `a ${node.kind}`;
}

function nameOf(expected: string): string {
  switch (expected) {
    case 'object':
    case 'record':
      return 'a mapping (key: value)';
    case 'array':
    case 'tuple':
      return 'a list';
    case 'string':
      return 'text';
    default:
      return `a ${expected}`;
  }
}

/** `, e.g. expiry: 2026-12-18`, from the schema's own example. */
function exampleOf(schema: z.ZodType | undefined, path: Path): string {
  const examples = schema?.meta()?.examples;
  const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
  const text = Array.isArray(example) ? `[${example.join(', ')}]` : example;
  if (typeof text !== 'string' && typeof text !== 'number') return '';
  const key = path.at(-1);
  return `, e.g. ${typeof key === 'string' ? `${key}: ` : ''}${text}`;
}

/** The schema of what stands at a path. */
function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  let here: unknown = schema;
  for (const step of path) {
    const parent = here instanceof z.ZodType ? inner(here) : undefined;
    if (parent instanceof z.ZodObject) {
      here = (parent.shape as Record<string, unknown>)[String(step)];
    } else if (parent instanceof z.ZodArray) here = parent.element;
    else if (parent instanceof z.ZodRecord) here = parent.valueType;
    else return undefined;
  }
  return here instanceof z.ZodType ? here : undefined;
}

/** Without the wrapper that makes it optional. */
function inner(schema: z.ZodType | undefined): z.ZodType | undefined {
  const found: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  return found instanceof z.ZodType ? found : undefined;
}

function pathOf(issue: z.core.$ZodIssue): Path {
  return issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}

/** The path to point at: of an unknown key, the key itself. */
function faultPath(issue: z.core.$ZodIssue): Path {
  const path = pathOf(issue);
  return issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path;
}
