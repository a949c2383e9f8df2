import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { mentionLayer, removeLayer } from './changes.js';
import type { Changes } from './changes.js';
import { explainFirst } from './explain-issue.js';
import { isGroup } from './key.js';
import { entryAt } from './keys.js';
import { shorten } from './nearest.js';
import { readYaml } from './read-yaml.js';
import { configSchema } from './schema.js';
import { dottedKey } from './user-text.js';
import type { UserText } from './user-text.js';
import { yamlValue } from './yaml-value.js';

/**
 * Notes what a configuration file says.
 * @throws Refusal with file, line and key for the first value that is wrong by itself
 */
export function readFileChanges(
  changes: Changes,
  file: { readonly name: string; readonly text: string },
  rank: number,
): void {
  const text = readYaml(file.text, (line, key) => ({
    file: file.name,
    line,
    ...(key !== undefined && { key }),
  }));
  noteAll(changes, text, rank);
}

/**
 * Notes what one `--set KEY=VALUE` says; VALUE is YAML, e.g. `[0.10, 0.20]`.
 * @throws Refusal with `--set KEY` as the key
 */
export function readSetChanges(changes: Changes, assignment: string, rank: number): void {
  noteAll(changes, readSet(assignment), rank);
}

function readSet(assignment: string): UserText {
  const at = assignment.indexOf('=');
  const key = (at === -1 ? assignment : assignment.slice(0, at)).trim();
  const place = { key: `--set ${shorten(key)}`.trim() };
  const steps = key.split('.');
  if (at === -1 || steps.includes('')) {
    throw new Refusal(
      `${JSON.stringify(shorten(assignment))} is no KEY=VALUE`,
      'write it as --set hedge.ratio=1.2',
      place,
    );
  }
  if (assignment.slice(at + 1).trim() === '') {
    throw new Refusal('no value follows the =', 'give one, such as --set hedge.ratio=1.2', place);
  }
  const value = readYaml(assignment.slice(at + 1), () => place);
  refuseBelowKey(steps, place);
  const longer = (dotted: string): string => (dotted.startsWith(`${key}.`) ? dotted : key);
  return {
    value: steps.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value.value),
    place: (path) => ({ key: `--set ${shorten(longer(dottedKey(path)), 100)}` }),
    written: (path) => value.written(path.slice(steps.length)),
    asked: (path) => longer(dottedKey(path)),
  };
}

/** A name below a key that holds a value, such as `layers.short.band.min`. */
function refuseBelowKey(steps: readonly string[], place: Place): void {
  // Validators pass over this one name in silence.
  if (steps.includes('__proto__')) {
    throw new Refusal('unknown key "__proto__"', 'take it out', place);
  }
  for (let length = 1; length < steps.length; length += 1) {
    const entry = entryAt(steps.slice(0, length));
    if (entry === undefined || isGroup(entry)) continue;
    const key = steps.slice(0, length).join('.');
    throw new Refusal(
      `unknown key ${JSON.stringify(shorten(steps.join('.')))}`,
      `give the whole value: --set ${key}=${yamlValue(entry.value)}`,
      place,
    );
  }
}

function noteAll(changes: Changes, text: UserText, rank: number): void {
  // A file of nothing but comments says nothing.
  if (text.value === null && text.written([]) === '') return;
  const { error } = configSchema().safeParse(text.value);
  if (error !== undefined) throw explainFirst(error.issues, text);
  note(changes, text, text.value, [], rank);
}

function note(
  changes: Changes,
  text: UserText,
  value: unknown,
  path: readonly string[],
  rank: number,
): void {
  const entry = entryAt(path);
  const place = text.place(path);
  if (entry === undefined) return;
  if (!isGroup(entry)) {
    changes.values.set(path.join('.'), { value, place, rank });
    return;
  }
  const [section, layer] = path;
  if (section === 'layers' && layer !== undefined) {
    if (value === null) {
      refuseEmptyLayer(text, path, layer);
      removeLayer(changes, layer, place, rank);
    } else {
      mentionLayer(changes, layer, place, rank);
    }
  } else if (value === null && text.written(path) !== '') {
    throw new Refusal('null is no mapping of keys', 'take it out to keep the defaults', place);
  }
  for (const [name, inner] of Object.entries(value ?? {})) {
    note(changes, text, inner, [...path, name], rank);
  }
}

/** A layer whose keys are all commented out is not meant to go: only a written null removes it. */
function refuseEmptyLayer(text: UserText, path: readonly string[], layer: string): void {
  if (text.written(path) !== '') return;
  throw new Refusal(
    `the layer ${layer} has no keys`,
    `write ${layer}: null to remove it, or give its keys`,
    text.place(path),
  );
}
