import { distance } from 'fastest-levenshtein';

/** The candidate that is most like the name; undefined where none is like enough to be meant. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const plain = simplify(name);
  return closest(candidates, (candidate) => distance(plain, simplify(candidate)), plain.length);
}

/**
 * The dotted key that was most likely meant: one spelt alike, or one whose last name is alike and
 * that stands elsewhere (`ratio` for `hedge.ratio`).
 */
export function nearestKey(key: string, candidates: readonly string[]): string | undefined {
  const plain = simplify(key);
  const last = lastName(plain);
  return closest(
    candidates,
    (candidate) => {
      const other = simplify(candidate);
      return Math.min(distance(plain, other), distance(last, lastName(other)) + 1);
    },
    last.length,
  );
}

/** `did you mean short? (layers: short, intermediate)`; without the question where none is near. */
export function nameHint(name: string, candidates: readonly string[], what: string): string {
  const best = nearestName(name, candidates);
  const known = `${what}: ${candidates.join(', ')}`;
  return best === undefined
    ? `use one that is known (${known})`
    : `did you mean ${best}? (${known})`;
}

/** A text fit for one line of a message: a wrong file can hold anything. */
export function shorten(text: string, limit = 60): string {
  const visible = text.replace(/\p{C}/gu, '?');
  return visible.length <= limit ? visible : `${visible.slice(0, limit)}...`;
}

/** Names further off than two fifths of their length are no misspelling. */
function closest(
  candidates: readonly string[],
  far: (candidate: string) => number,
  length: number,
): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, length * 0.4) + 0.5;
  for (const candidate of candidates) {
    const score = far(candidate);
    if (score < least) {
      best = candidate;
      least = score;
    }
  }
  return best;
}

function lastName(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

/** Case, `_` and `-` are common slips and count for nothing. */
function simplify(name: string): string {
  return name
    .slice(0, 200)
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}
