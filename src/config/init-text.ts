import { isGroup } from './key.js';
import type { Group, Key } from './key.js';
import { KEYS } from './keys.js';
import { profileValues } from './profiles.js';
import { describeSource, explainTags } from './source-tags.js';
import { yamlValue } from './yaml-value.js';

const WIDTH = 96;
const NO_BREAK = '\u00a0';

/**
 * The configuration file that `alvh init` writes: every key with its default, what it does and
 * where the default comes from. As it stands it changes nothing.
 */
export function configTemplate(): string {
  return [...head(), ...members(KEYS, [])].join('\n') + '\n';
}

function head(): string[] {
  return [
    ...comment(
      'Configuration of alvh. Every key stands here with its default; as it is, the file changes ' +
        'nothing. Lines may be taken out: what is missing has its default. Shares are ' +
        'fractions: 0.15 is 15%.',
      0,
    ),
    '#',
    ...comment('In brackets: where a default comes from, with the section of docs/method.md.', 0),
    ...explainTags().flatMap(({ short, long }) => comment(`${short}: ${long}`, 0, '  ')),
  ];
}

function members(group: Group, path: readonly string[]): string[] {
  return Object.entries(group.keys).flatMap(([name, entry]) => {
    const inner = [...path, name];
    const lines = isGroup(entry) ? groupLines(entry, inner) : keyLines(entry, inner);
    return path.length === 0 ? ['', ...lines] : lines;
  });
}

function groupLines(group: Group, path: readonly string[]): string[] {
  const depth = path.length - 1;
  const name = `${indent(depth)}${path.at(-1) ?? ''}:`;
  const empty = Object.keys(group.keys).length === 0;
  return [
    ...comment(group.does, depth),
    ...(empty ? [`${name} {}`] : [name, ...members(group, path)]),
  ];
}

function keyLines(key: Key<unknown>, path: readonly string[]): string[] {
  const depth = path.length - 1;
  const line = `${path.at(-1) ?? ''}: ${yamlValue(key.value)}`;
  const byProfile = profileNote(path.join('.'));
  return [
    ...comment(`${key.does} ${inOnePiece(`[${describeSource(key.source)}]`)}`, depth),
    // Written out, such a key would beat every profile: it stands as a comment.
    ...(byProfile === undefined
      ? [`${indent(depth)}${line}`]
      : [...comment(byProfile, depth), `${indent(depth)}# ${line}`]),
  ];
}

function profileNote(key: string): string | undefined {
  const values = profileValues(key);
  return values && `Set by the profile: ${values}. Take away the # to fix it for every profile.`;
}

function comment(text: string, depth: number, hanging = ''): string[] {
  const start = `${indent(depth)}# `;
  const lines: string[] = [];
  let line = hanging;
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && start.length + line.length + word.length > WIDTH) {
      lines.push(finish(start + line));
      line = hanging === '' ? '' : `${hanging}  `;
    }
    line += `${word} `;
  }
  return [...lines, finish(start + line)];
}

/** Keeps a source from being torn over two lines. */
function inOnePiece(text: string): string {
  return text.replaceAll(' ', NO_BREAK);
}

function finish(line: string): string {
  return line.trimEnd().replaceAll(NO_BREAK, ' ');
}

function indent(depth: number): string {
  return '  '.repeat(depth);
}
