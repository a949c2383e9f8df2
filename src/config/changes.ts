import type { Place } from '../errors.js';

/** A value that somebody gave a key, and where. */
export interface Change {
  readonly value: unknown;
  readonly place: Place;
  /** Later sources (file, then each --set, then flags) rank higher. */
  readonly rank: number;
}

/** What became of a layer's name: merged over its default, or removed, or made anew after that. */
export interface LayerMention {
  readonly state: 'merged' | 'removed' | 'anew';
  readonly place: Place;
  readonly rank: number;
}

/** All that the user gave, valid one by one, before it is fitted together. */
export interface Changes {
  /** By dotted key, e.g. `layers.short.band`. */
  readonly values: Map<string, Change>;
  readonly layers: Map<string, LayerMention>;
}

export function noChanges(): Changes {
  return { values: new Map(), layers: new Map() };
}

/** Notes that a layer is named; a layer removed before is then one without defaults. */
export function mentionLayer(changes: Changes, name: string, place: Place, rank: number): void {
  const before = changes.layers.get(name)?.state;
  const state = before === undefined || before === 'merged' ? 'merged' : 'anew';
  changes.layers.set(name, { state, place, rank });
}

/** Notes that a layer is removed, with all that earlier sources said of it. */
export function removeLayer(changes: Changes, name: string, place: Place, rank: number): void {
  for (const key of [...changes.values.keys()]) {
    if (key.startsWith(`layers.${name}.`)) changes.values.delete(key);
  }
  changes.layers.set(name, { state: 'removed', place, rank });
}
