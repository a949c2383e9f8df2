import type { RenderOptions } from './options.js';

/** Keys that are printed with `--explain` only. */
const EXPLAINED = ['derivations'];

/** The result itself as JSON, keys in the order of its type; derivations with `explain` only. */
export function renderJson(result: object, { explain }: RenderOptions): string {
  assertFinite(result);
  const shown = Object.fromEntries(
    Object.entries(result).filter(([key]) => explain || !EXPLAINED.includes(key)),
  );
  return `${inertJson(JSON.stringify(shown, null, 2))}\n`;
}

/** Characters that a terminal obeys or that turn text round, as escapes: the data are the same. */
function inertJson(json: string): string {
  return json.replace(/[\u007f-\u009f\u2028\u2029\p{Cf}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/**
 * Refuses a result that holds a number which is none: JSON would turn it into null, and a hedge
 * must not be placed on it. Such a result is a fault of the engine, never of the user.
 * @throws Error naming the key
 */
export function assertFinite(value: unknown, path = 'result'): void {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${path} is ${value}: no figure to print`);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    assertFinite(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
  }
}
