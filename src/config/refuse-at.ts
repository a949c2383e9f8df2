import { Refusal } from '../errors.js';
import type { Place, RefusalKind } from '../errors.js';
import type { Changes } from './changes.js';

/** Makes a refusal for keys that do not fit together; of kind `limits` where both are limits. */
export type RefuseAt = (
  problem: string,
  mend: string,
  keys: readonly string[],
  kind?: RefusalKind,
) => Refusal;

/**
 * Refusals that stand where the user gave the keys concerned: at the one given last, since it is
 * what broke the fit. Where none was given, at the first key.
 */
export function refuseAtLatest(changes: Changes): RefuseAt {
  return (problem, mend, keys, kind) => {
    const values = keys.flatMap((key) => changes.values.get(key) ?? []);
    // Where no key is to blame, it is a layer that was removed.
    const layers = keys.flatMap((key) => changes.layers.get(layerOf(key)) ?? []);
    const given: readonly Given[] = values.length > 0 ? values : layers;
    const rank = Math.max(...given.map((one) => one.rank));
    const latest = given.find((one) => one.rank === rank);
    return new Refusal(problem, mend, latest?.place ?? { key: keys[0] ?? '' }, kind);
  };
}

interface Given {
  readonly place: Place;
  readonly rank: number;
}

function layerOf(key: string): string {
  const [section, name = ''] = key.split('.');
  return section === 'layers' ? name : '';
}
