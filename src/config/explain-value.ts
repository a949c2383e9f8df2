import { etpSpecOf, noHedgeEtp } from '../market/contracts.js';
import type { Group, Key, Limits } from './key.js';
import { nameHint, shorten } from './nearest.js';
import { asFraction, explainNumber, readDecimal } from './scalars.js';
import type { Path } from './user-text.js';
import { yamlValue } from './yaml-value.js';

/** What is wrong with a value, and what to write instead. */
export interface Explanation {
  readonly problem: string;
  readonly mend: string;
}

/** A number outside its limits. */
export function explainLimits(key: Key<unknown>, value: unknown): Explanation {
  const limits = limitsOf(key);
  if (limits === undefined || typeof value !== 'number') return explainType(key, value);
  const { min, max, aboveMin, belowMax, whole, fraction } = limits;
  const share = asFraction(value);
  const isPercent = fraction !== undefined && value > max && share > min && share < max;
  if (isPercent) {
    return { problem: `${value} is above ${max}: ${fraction}`, mend: `write ${share}` };
  }
  const least = aboveMin ? `above ${min}` : `at least ${min}`;
  const most = belowMax ? `below ${max}` : `at most ${max}`;
  return {
    problem: `${value} is not ${value >= max ? most : least}`,
    mend: `give a ${whole ? 'whole ' : ''}number ${least} and ${most}`,
  };
}

/** Something other than two values in brackets where a window or a band is due. */
export function explainPair(key: Key<unknown>, value: unknown): Explanation {
  const example = yamlValue(key.value);
  if (Array.isArray(value)) {
    return {
      problem: `it has ${value.length} values, not two`,
      mend: `write it as ${example}${value.length === 4 ? ', with points for decimals' : ''}`,
    };
  }
  const numbers = typeof value === 'string' ? value.split(/\s*(?:,|;|\.\.|-|\bto\b)\s*/) : [];
  const two = numbers.length === 2 && numbers.every((text) => readDecimal(text) !== undefined);
  return {
    problem: `${show(value)} is no pair`,
    mend: two ? `write [${numbers.join(', ')}]` : `write it as ${example}`,
  };
}

/** Something other than a mapping where keys are due. */
export function explainMapping(group: Group, path: Path, value: unknown): Explanation {
  const name = path.at(-1);
  return {
    problem: `${show(value)} is no mapping of keys`,
    mend:
      name === undefined
        ? 'write keys such as profile: steward'
        : `give it keys of its own: ${Object.keys(group.keys).join(', ')}`,
  };
}

/** A value of the wrong kind, or a word that is none of the choices. */
export function explainType(key: Key<unknown>, value: unknown): Explanation {
  const { form } = key;
  switch (form.kind) {
    case 'number':
    case 'pair':
      if (typeof value === 'string') return explainNumber(shorten(value), exampleNumber(key));
      if (typeof value === 'number') {
        return { problem: `${value} is not whole`, mend: `write ${Math.round(value)}` };
      }
      return { problem: `${show(value)} is no number`, mend: 'write one number' };
    case 'flag':
      return explainFlag(value);
    case 'choice':
      return explainChoice(form.choices, value);
    case 'address':
      return explainAddress(form.place, key, value);
  }
}

function explainAddress(place: string, key: Key<unknown>, value: unknown): Explanation {
  const mend = `give one such as ${yamlValue(key.value)}`;
  if (typeof value !== 'string' || !/^https?:\/\/[^\s/]/.test(value)) {
    return { problem: `${show(value)} is no address that starts with https:// or http://`, mend };
  }
  if (!value.includes(place)) {
    return { problem: `${show(value)} does not say where ${place} stands`, mend };
  }
  return { problem: `${show(value)} is no address`, mend };
}

function exampleNumber(key: Key<unknown>): string {
  const [value] = [key.value].flat();
  return value === undefined ? 'give a plain number' : `give a number such as ${yamlValue(value)}`;
}

function explainFlag(value: unknown): Explanation {
  const word = String(value).toLowerCase();
  const problem = `${show(value)} is neither true nor false`;
  if (['yes', 'on', 'y', '1', 'true'].includes(word)) return { problem, mend: 'write true' };
  if (['no', 'off', 'n', '0', 'false'].includes(word)) return { problem, mend: 'write false' };
  return { problem, mend: 'write true or false' };
}

function explainChoice(choices: readonly string[], value: unknown): Explanation {
  const etp = etpSpecOf(typeof value === 'string' ? value.toUpperCase() : undefined);
  const fault = choices.includes('VXX') && etp ? noHedgeEtp(etp.symbol) : undefined;
  if (fault !== undefined) return fault;
  return {
    problem: `${show(value)} is no value for it`,
    mend: typeof value === 'string' ? nameHint(value, choices, 'choices') : useOne(choices),
  };
}

function useOne(choices: readonly string[]): string {
  return `write one of ${choices.join(', ')}`;
}

function limitsOf(key: Key<unknown>): Limits | undefined {
  return key.form.kind === 'number' || key.form.kind === 'pair' ? key.form.limits : undefined;
}

/** A value as it may stand in a message. */
function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  return typeof value === 'string' ? JSON.stringify(shorten(value)) : String(value);
}
