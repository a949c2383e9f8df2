import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, Pair, YAMLError } from 'yaml';
import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { shorten } from './nearest.js';
import { plainScalar } from './scalars.js';
import { dottedKey } from './user-text.js';
import type { Path, UserText } from './user-text.js';
import { tooDeepLine } from './yaml-depth.js';

/** The text with every default and its comments is a tenth of this. */
const MAX_CHARACTERS = 256 * 1024;

/**
 * Reads one YAML (or JSON) document of plain mappings, lists and scalars.
 * Aliases and tags are refused: a few lines of aliases can stand for billions of values.
 * @param placeOf what to say of a line, and of the dotted key there if one is known
 * @throws Refusal with the place
 */
export function readYaml(text: string, placeOf: (line: number, key?: string) => Place): UserText {
  if (text.length > MAX_CHARACTERS) {
    throw new Refusal(
      `the text has ${text.length} characters, at most ${MAX_CHARACTERS} are read`,
      'check that this is the right file',
      placeOf(1),
    );
  }
  const tooDeep = tooDeepLine(text);
  if (tooDeep !== undefined) {
    throw new Refusal(
      'it nests deeper than any configuration',
      'check that this is the right file',
      placeOf(tooDeep),
    );
  }
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const document = parseDocument(text, {
    // Scalars are read by our own rules, so every one stays the text that it is.
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
  });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) throw syntaxRefusal(fault, placeOf(lineAt(fault.pos[0])));
  const reader = new Reader(lineAt, placeOf);
  const value = reader.read(document.contents, []);
  return {
    value,
    place: (path) => placeOf(reader.line(path), keyFor(path)),
    written: (path) => reader.written.get(JSON.stringify(path)),
  };
}

class Reader {
  readonly written = new Map<string, string>();
  private readonly lines = new Map<string, number>();
  private readonly lineAt: (offset: number) => number;
  private readonly placeOf: (line: number, key?: string) => Place;

  constructor(lineAt: (offset: number) => number, placeOf: (line: number, key?: string) => Place) {
    this.lineAt = lineAt;
    this.placeOf = placeOf;
  }

  /** The line of a path, or of the nearest part of it that exists. */
  line(path: Path): number {
    for (let length = path.length; length > 0; length -= 1) {
      const line = this.lines.get(JSON.stringify(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return 1;
  }

  read(node: unknown, path: Path): unknown {
    this.noteLine(path, node);
    if (node === null || node === undefined) return this.scalar('', false, path);
    const { tag } = node as Node;
    if (isAlias(node)) {
      throw this.refuse(path, `the alias *${shorten(node.source)} is not read`, 'write it out');
    }
    if (tag !== undefined) {
      throw this.refuse(path, `the tag ${shorten(tag)} is not read`, 'take it out');
    }
    if (isScalar(node)) {
      const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
      return this.scalar(text, node.type !== 'PLAIN', path);
    }
    if (isSeq(node)) return node.items.map((item, index) => this.read(item, [...path, index]));
    if (isMap(node)) return this.map(node.items, path);
    throw this.refuse(path, 'this is no plain value', 'write a mapping, a list or a value');
  }

  private map(pairs: readonly Pair[], path: Path): unknown {
    const entries = new Map<string, unknown>();
    for (const { key, value } of pairs) {
      const name = isScalar<string>(key) && key.tag === undefined ? key.value : '';
      if (name === '') {
        this.noteLine([...path, ''], key);
        throw this.refuse([...path, ''], 'a key is no plain name', 'write key: value');
      }
      const inner = [...path, name];
      const twice = entries.has(name);
      this.noteLine(inner, key, true);
      if (twice && /^\d{3}$/.test(name)) {
        throw this.refuse(
          inner,
          `"${name}" stands where a key should: a comma in braces ends a value`,
          'write numbers without thousands separators',
        );
      }
      if (twice) {
        throw this.refuse(inner, `the key ${shorten(name)} stands twice`, 'drop one of the two');
      }
      // The one name that plain objects, and validators over them, pass over in silence.
      if (name === '__proto__') throw this.refuse(inner, 'unknown key __proto__', 'take it out');
      entries.set(name, this.read(value, inner));
    }
    return Object.fromEntries(entries);
  }

  private scalar(text: string, quoted: boolean, path: Path): unknown {
    this.written.set(JSON.stringify(path), text);
    return quoted ? text : plainScalar(text);
  }

  /** The first line noted for a path stays (its key's), unless it is to be replaced. */
  private noteLine(path: Path, node: unknown, replace = false): void {
    const key = JSON.stringify(path);
    const offset = (node as Node | null | undefined)?.range?.[0];
    if (offset === undefined || (this.lines.has(key) && !replace)) return;
    this.lines.set(key, this.lineAt(offset));
  }

  private refuse(path: Path, problem: string, mend: string): Refusal {
    return new Refusal(problem, mend, this.placeOf(this.line(path), keyFor(path)));
  }
}

/** Keys of a wrong file can be anything: only what fits one line is shown. */
function keyFor(path: Path): string | undefined {
  return shorten(dottedKey(path), 100) || undefined;
}

function syntaxRefusal(fault: YAMLError, place: Place): Refusal {
  if (fault.code === 'MULTIPLE_DOCS') {
    return new Refusal('there is more than one YAML document', 'keep one, without ---', place);
  }
  if (fault.code === 'TAB_AS_INDENT') {
    return new Refusal('a tab indents the line', 'indent by spaces', place);
  }
  if (fault.code === 'TAG_RESOLVE_FAILED') {
    return new Refusal('tags such as !name are not read', 'take the tag out', place);
  }
  const [first = ''] = fault.message.split('\n');
  return new Refusal(`this is no YAML: ${shorten(first, 120)}`, 'mend the YAML there', place);
}
