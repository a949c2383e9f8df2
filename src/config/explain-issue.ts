import type * as z from 'zod';
import { Refusal } from '../errors.js';
import { explainLimits, explainMapping, explainPair, explainType } from './explain-value.js';
import { isGroup } from './key.js';
import { KEYS, entryAt, keysBelow } from './keys.js';
import { nameHint, nearestKey, shorten } from './nearest.js';
import { dottedKey } from './user-text.js';
import type { Path, UserText } from './user-text.js';
import { yamlValue } from './yaml-value.js';

type Issue = z.core.$ZodIssue;

/**
 * The first thing that the validator found, in the order of the user's lines, as a refusal with
 * the place, the value and what to write instead.
 */
export function explainFirst(issues: readonly Issue[], text: UserText): Refusal {
  const found = issues.flatMap((issue): Found[] => {
    // Our paths hold names and indices only.
    const path = issue.path as Path;
    if (issue.code !== 'unrecognized_keys') return [{ issue, path }];
    return issue.keys.map((key) => ({ issue, path: [...path, key] }));
  });
  const line = ({ path }: Found): number => text.place(path).line ?? 0;
  const first = found.reduce((best, next) => (line(next) < line(best) ? next : best));
  // What a thousands separator cut off explains the odd value before it.
  const cut = found.find((one) => isThousands(one) && line(one) === line(first));
  return explainFound(cut ?? first, text);
}

/** `{ vxUsd: 12,000 }` is a key 000 to YAML. */
function isThousands({ path }: Pick<Found, 'path'>): boolean {
  return /^\d{3}$/.test(String(path.at(-1)));
}

interface Found {
  readonly issue: Issue;
  readonly path: Path;
}

function explainFound({ issue, path }: Found, text: UserText): Refusal {
  if (issue.code === 'unrecognized_keys') return unknownKey(path, text);
  const value = valueAt(text.value, path);
  const { problem, mend } = explain(issue, path, value, text);
  return new Refusal(problem, mend, text.place(path));
}

function explain(
  issue: Issue,
  path: Path,
  value: unknown,
  text: UserText,
): { problem: string; mend: string } {
  if (issue.code === 'invalid_key') {
    return {
      problem: `${JSON.stringify(shorten(String(path.at(-1))))} is no name for a layer`,
      mend: 'use at most 24 letters, digits, - and _, the first a letter or a digit',
    };
  }
  const entry = entryAt(path.filter((step) => typeof step === 'string'));
  if (entry === undefined) return { problem: issue.message, mend: 'see alvh schema config' };
  if (isGroup(entry)) return explainMapping(entry, path, value);
  if (value === null) {
    return {
      problem: text.written(path) === '' ? 'it has no value' : 'null is no value for it',
      mend: `give a value such as ${yamlValue(entry.value)}, or take the key out`,
    };
  }
  const inPair = entry.form.kind === 'pair' && typeof path.at(-1) === 'number';
  if (entry.form.kind === 'pair' && !inPair) return explainPair(entry, value);
  if (issue.code === 'too_big' || issue.code === 'too_small') {
    return explainLimits(entry, value);
  }
  return explainType(entry, value);
}

function unknownKey(path: Path, text: UserText): Refusal {
  const name = String(path.at(-1));
  const parents = path.slice(0, -1).filter((step) => typeof step === 'string');
  const parent = entryAt(parents);
  const members = parent !== undefined && isGroup(parent) ? Object.keys(parent.keys) : [];
  const where = parents.length === 0 ? 'keys' : `keys of ${parents.join('.')}`;
  const asked = text.asked?.(path);
  const best = nearestKey(asked ?? dottedKey(path), [
    ...members.map((member) => [...parents, member].join('.')),
    ...keysBelow(KEYS),
  ]);
  const thousands = isThousands({ path });
  const steps = [...parents, ...name.split('.')];
  if (asked === undefined && name.includes('.') && entryAt(steps) !== undefined) {
    const nested = name.split('.').join(': { ');
    return new Refusal(
      `${JSON.stringify(shorten(name))} is a path, not a key`,
      `nest it: ${nested}: ...${' }'.repeat(name.split('.').length - 1)}`,
      text.place(path),
    );
  }
  return new Refusal(
    `unknown key ${JSON.stringify(shorten(asked ?? name))}`,
    thousands
      ? 'write numbers without thousands separators'
      : best === undefined
        ? nameHint(name, members, where)
        : `did you mean ${best}? (${where}: ${members.join(', ')})`,
    text.place(path),
  );
}

function valueAt(root: unknown, path: Path): unknown {
  let value: unknown = root;
  for (const step of path) value = (value as Record<string | number, unknown>)[step];
  return value;
}
