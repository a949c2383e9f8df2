import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, Pair, YAMLError } from 'yaml';
import { Refusal } from '../errors.js';
import { shorten } from './keys.js';
import { isPlainDecimal } from './numbers.js';
import type { Source } from './read-source.js';
import { MAX_DEPTH, MAX_ENTRIES, lineCounter } from './tree.js';
import type { MapNode, ScalarNode, Tree, TreeNode } from './tree.js';
import { refuseDeepYaml } from './yaml-guard.js';

/** YAML's syntax tree takes some 400 bytes a character: more than this would fill the memory. */
const MAX_YAML_CHARACTERS = 1024 * 1024;

/**
 * Reads one YAML document into a tree that knows its lines: plain maps, lists and scalars only.
 * Aliases are refused (a few lines of them can stand for billions of values), as are tags.
 * @throws Refusal with the line
 */
export function parseYamlTree(source: Source): Tree {
  const { name: file, text } = source;
  if (text.length > MAX_YAML_CHARACTERS) {
    throw new Refusal(
      `the YAML is too large: ${(text.length / 1024 / 1024).toFixed(1)} MiB, at most 1 MiB is read`,
      'write it as CSV or JSON, or split it',
      { file },
    );
  }
  refuseDeepYaml(text, file);
  // Duplicate keys are looked for below: the parser compares every pair of keys.
  const document = parseDocument(text, {
    schema: 'core',
    version: '1.2',
    lineCounter: new LineCounter(),
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error', // silent would let further documents pass
  });
  const lineAt = lineCounter(text);
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) throw syntaxRefusal(error, text, { file, line: lineAt(error.pos[0]) });
  const refuse = (offset: number, problem: string, mend: string) =>
    new Refusal(problem, mend, { file, line: lineAt(offset) });
  const root = convert(document.contents, { at: 0, depth: 0, refuse });
  return { file, root, lineAt };
}

interface Context {
  /** Where the value is looked for if it is empty. */
  readonly at: number;
  readonly depth: number;
  readonly refuse: (offset: number, problem: string, mend: string) => Refusal;
}

function convert(node: unknown, context: Context): TreeNode {
  const { at, depth, refuse } = context;
  if (depth > MAX_DEPTH) {
    throw refuse(at, `it nests deeper than ${MAX_DEPTH} levels`, 'check the file');
  }
  if (node === null || node === undefined) return emptyScalar(at);
  const offset = (node as Node).range?.[0] ?? at;
  if (isAlias(node)) {
    throw refuse(offset, `the alias *${shorten(node.source)} is not read`, 'write the value out');
  }
  if ((node as Node).tag !== undefined) {
    throw refuse(offset, `the tag ${shorten((node as Node).tag ?? '')} is not read`, 'drop it');
  }
  if (isScalar(node)) return convertScalar(node, offset);
  if ((isSeq(node) || isMap(node)) && node.items.length > MAX_ENTRIES) {
    throw refuse(
      offset,
      `a list or mapping has more than ${MAX_ENTRIES} entries`,
      'split the file',
    );
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item, { at: offset, depth: depth + 1, refuse }));
    return { kind: 'list', offset, items };
  }
  if (isMap(node)) return convertMap(node.items, offset, context);
  throw refuse(offset, 'this is no plain value', 'write a mapping, a list or a value');
}

function convertMap(pairs: readonly Pair[], offset: number, context: Context): MapNode {
  const entries = new Map<string, { keyOffset: number; value: TreeNode }>();
  for (const { key, value } of pairs) {
    const keyNode = convert(key, { ...context, at: offset, depth: context.depth + 1 });
    if (keyNode.kind !== 'scalar' || keyNode.text === '') {
      throw context.refuse(keyNode.offset, 'a key is no plain name', 'write key: value');
    }
    const name = keyNode.text;
    if (entries.has(name)) {
      if (/^\d{3}$/.test(name)) {
        throw context.refuse(
          keyNode.offset,
          `"${name}" stands where a key should: a comma in braces ends a value`,
          'write numbers without thousands separators, such as 6900',
        );
      }
      throw context.refuse(
        keyNode.offset,
        `the key "${shorten(name)}" stands twice`,
        'drop one of the two',
      );
    }
    const at = keyNode.offset;
    entries.set(name, {
      keyOffset: at,
      value: convert(value, { ...context, at, depth: context.depth + 1 }),
    });
  }
  return { kind: 'map', offset, entries };
}

function convertScalar(
  node: { source?: string; value: unknown; type?: string },
  offset: number,
): ScalarNode {
  const quoted = node.type !== undefined && node.type !== 'PLAIN';
  const text = quoted ? String(node.value) : (node.source ?? '');
  if (quoted) return { kind: 'scalar', offset, value: text, text, quoted };
  // YAML reads 0x10, 1e3 and .inf as numbers too; here they stay text and are refused as numbers.
  if (isPlainDecimal(text)) {
    return { kind: 'scalar', offset, value: Number(text) + 0, text, quoted };
  }
  const value = typeof node.value === 'number' ? text : node.value;
  if (value === null) return { ...emptyScalar(offset), text };
  return { kind: 'scalar', offset, value: typeof value === 'boolean' ? value : text, text, quoted };
}

function emptyScalar(offset: number): ScalarNode {
  return { kind: 'scalar', offset, value: null, text: '', quoted: false };
}

function syntaxRefusal(
  error: YAMLError,
  text: string,
  place: { file: string; line: number },
): Refusal {
  if (error.code === 'MULTIPLE_DOCS') {
    return new Refusal(
      'the file holds more than one YAML document',
      'keep one, without --- between',
      place,
    );
  }
  const line = text.split('\n', place.line)[place.line - 1] ?? '';
  if (error.code === 'TAB_AS_INDENT' || /^ *\t/.test(line)) {
    return new Refusal('a tab indents the line', 'indent by spaces', place);
  }
  const [problem = ''] = error.message.split('\n');
  return new Refusal(
    `the YAML cannot be read: ${shorten(problem, 120)}`,
    'mend the YAML there',
    place,
  );
}
