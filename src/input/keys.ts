import { distance } from 'fastest-levenshtein';
import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';

/** A candidate and how far the name is from it, in letters to change. */
interface Match {
  readonly candidate: string;
  readonly far: number;
}

/**
 * The candidate that looks most like the name; case, `_`, `-` and blanks do not count. Of two as
 * near, the one that starts alike for longer.
 */
export function nearest(name: string, candidates: readonly string[]): Match | undefined {
  const plain = simplify(name);
  let best: Match | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const far = distance(plain, simplify(candidate));
    const score = far - commonStart(plain, simplify(candidate)) / 1000;
    if (score < least) {
      best = { candidate, far };
      least = score;
    }
  }
  return best;
}

/**
 * A refusal for a name that is none of those known: names the nearest, and all that are known.
 * @param free those that may be meant, where some known ones are taken already
 */
export function unknownName(
  what: string,
  name: string,
  known: readonly string[],
  place: Place,
  free: readonly string[] = known,
): Refusal {
  const shown = shorten(name);
  const best = nearest(shown, free.length > 0 ? free : known);
  const all = `known: ${known.join(', ')}`;
  const close = best !== undefined && best.far <= Math.max(2, shown.length / 2);
  return new Refusal(
    `unknown ${what} ${JSON.stringify(shown)}`,
    close
      ? `did you mean ${best.candidate}? (${all})`
      : `the nearest is ${best?.candidate ?? 'none'} (${all})`,
    place,
  );
}

/** A text fit for one line of a message: a wrong file can hold anything. */
export function shorten(text: string, limit = 60): string {
  const visible = text.replace(/\p{C}/gu, '?');
  return visible.length <= limit ? visible : `${visible.slice(0, limit)}...`;
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
