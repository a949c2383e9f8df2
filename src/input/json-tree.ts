import { Refusal } from '../errors.js';
import { shorten } from './keys.js';
import { isPlainDecimal } from './numbers.js';
import type { Source } from './read-source.js';
import { MAX_DEPTH, MAX_ENTRIES, MAX_NODES, lineCounter } from './tree.js';
import type { ListNode, MapNode, ScalarNode, Tree, TreeNode } from './tree.js';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /[A-Za-z_$-][\w$.-]*/y;
const TOKEN = /[\w.+-]+/y;
const BLANK = /[ \t\n\r]*/y;

/**
 * Reads JSON (RFC 8259, nothing more) into a tree that knows its lines.
 * JSON.parse tells neither the line of a fault nor of a value, and takes a key given twice.
 * @throws Refusal with the line and what JSON does not allow there
 */
export function parseJsonTree(source: Source): Tree {
  const reader = new JsonReader(source.text);
  const lineAt = lineCounter(source.text);
  try {
    return { file: source.name, root: reader.document(), lineAt };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const lineStart = source.text.lastIndexOf('\n', error.offset - 1) + 1;
    throw new Refusal(
      `the JSON cannot be read: ${error.message} (column ${error.offset - lineStart + 1})`,
      error.mend,
      { file: source.name, line: lineAt(error.offset) },
    );
  }
}

class JsonFault extends Error {
  readonly offset: number;
  readonly mend: string;

  constructor(problem: string, mend: string, offset: number) {
    super(problem);
    this.offset = offset;
    this.mend = mend;
  }
}

class JsonReader {
  private readonly text: string;
  private at = 0;
  private nodes = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): TreeNode {
    const root = this.value(0);
    this.skipBlank();
    if (this.at < this.text.length) this.fail('something follows the end', 'keep one value only');
    return root;
  }

  private value(depth: number): TreeNode {
    this.skipBlank();
    if (depth > MAX_DEPTH) this.fail(`it nests deeper than ${MAX_DEPTH} levels`, 'check the file');
    this.nodes += 1;
    if (this.nodes > MAX_NODES) this.fail(`it has more than ${MAX_NODES} values`, 'split the file');
    const next = this.text[this.at];
    if (next === '{') return this.map(depth);
    if (next === '[') return this.list(depth);
    if (next === '"') {
      const offset = this.at;
      const { text, value } = this.string();
      return { kind: 'scalar', offset, value, text, quoted: true };
    }
    return this.numberOrWord();
  }

  private map(depth: number): MapNode {
    const offset = this.at;
    const entries = new Map<string, { keyOffset: number; value: TreeNode }>();
    this.at += 1;
    if (this.closes('}')) return { kind: 'map', offset, entries };
    for (;;) {
      this.skipBlank();
      const keyOffset = this.at;
      if (this.text[this.at] !== '"') this.failAtKey();
      const key = this.string().value;
      if (entries.has(key)) {
        this.fail(`the key "${shorten(key)}" stands twice`, 'drop one of the two', keyOffset);
      }
      this.skipBlank();
      if (this.text[this.at] !== ':') this.fail('a colon is missing after the key', 'add it');
      this.at += 1;
      entries.set(key, { keyOffset, value: this.value(depth + 1) });
      this.checkCount(entries.size);
      if (this.ends('}')) return { kind: 'map', offset, entries };
    }
  }

  private list(depth: number): ListNode {
    const offset = this.at;
    const items: TreeNode[] = [];
    this.at += 1;
    if (this.closes(']')) return { kind: 'list', offset, items };
    for (;;) {
      items.push(this.value(depth + 1));
      this.checkCount(items.length);
      if (this.ends(']')) return { kind: 'list', offset, items };
    }
  }

  private checkCount(count: number): void {
    if (count <= MAX_ENTRIES) return;
    this.fail(`a list or mapping has more than ${MAX_ENTRIES} entries`, 'split the file');
  }

  /** After an item: true at the closing bracket, false after a comma. */
  private ends(bracket: string): boolean {
    if (this.closes(bracket)) return true;
    if (this.text[this.at] !== ',') this.failExpecting(bracket);
    const comma = this.at;
    this.at += 1;
    this.skipBlank();
    if (this.text[this.at] === bracket) this.fail('a comma stands last', 'take it out', comma);
    return false;
  }

  private closes(bracket: string): boolean {
    this.skipBlank();
    if (this.text[this.at] !== bracket) return false;
    this.at += 1;
    return true;
  }

  /** Scanned by hand: a pattern would need stack for every escape of a long string. */
  private string(): { text: string; value: string } {
    const start = this.at;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') {
      end += this.text[end] === '\\' ? 2 : 1;
    }
    const text = this.text.slice(start, end + 1);
    try {
      const value = JSON.parse(text) as string;
      this.at = end + 1;
      return { text, value };
    } catch {
      return this.fail(
        'a string is not closed, or holds a line break or a bad escape',
        'mend the string',
      );
    }
  }

  private numberOrWord(): ScalarNode {
    const offset = this.at;
    const number = this.match(NUMBER);
    if (number !== undefined && !/[\w.]/.test(this.text[this.at] ?? '')) {
      const value = isPlainDecimal(number) ? Number(number) + 0 : number;
      return { kind: 'scalar', offset, value, text: number, quoted: false };
    }
    this.at = offset;
    if (number !== undefined) {
      const token = this.match(TOKEN) ?? number;
      this.fail(`${shorten(token)} is no JSON number`, 'write a plain decimal', offset);
    }
    const word = this.match(WORD);
    switch (word) {
      case 'true':
      case 'false':
        return { kind: 'scalar', offset, value: word === 'true', text: word, quoted: false };
      case 'null':
        return { kind: 'scalar', offset, value: null, text: word, quoted: false };
      case undefined:
        return this.failExpecting('value');
      default:
        return this.fail(
          `${shorten(word)} is no JSON value`,
          /^-?(?:nan|inf)/i.test(word) ? 'give a finite number' : 'write text in double quotes',
          offset,
        );
    }
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private skipBlank(): void {
    this.match(BLANK);
  }

  private failAtKey(): never {
    if (this.text[this.at] === "'" || /[\w$]/.test(this.text[this.at] ?? '')) {
      this.fail('a key is not in double quotes', 'write "key": value');
    }
    return this.failExpecting('key');
  }

  private failExpecting(what: string): never {
    const rest = this.text.slice(this.at, this.at + 2);
    if (rest === '') return this.fail('it ends too early', 'check that it was written to the end');
    if (rest === '//' || rest === '/*' || rest.startsWith('#')) {
      return this.fail('comments are not part of JSON', 'take them out, or write YAML');
    }
    const wanted = what === 'value' || what === 'key' ? `a ${what}` : `a comma or ${what}`;
    return this.fail(
      `${JSON.stringify(shorten(rest.charAt(0)))} where ${wanted} should stand`,
      'mend the JSON there',
    );
  }

  private fail(problem: string, mend: string, offset = this.at): never {
    throw new JsonFault(problem, mend, offset);
  }
}
