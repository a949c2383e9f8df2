import type { Place } from '../errors.js';

/** A way from the root of what the user wrote: keys and list indices. */
export type Path = readonly (string | number)[];

/** What the user wrote in one place (a file, or one --set), as plain data that knows its lines. */
export interface UserText {
  readonly value: unknown;
  /** Where a path stands; its key is the dotted key, list indices left out. */
  place(path: Path): Place;
  /** A scalar as written, without quotes; undefined for anything else. */
  written(path: Path): string | undefined;
  /** Where the user wrote dotted keys (--set): the whole key asked for, given a part of it. */
  asked?(path: Path): string;
}

/** `['layers', 'short', 'band', 0]` as `layers.short.band`. */
export function dottedKey(path: Path): string {
  return path.filter((step) => typeof step === 'string' && step !== '').join('.');
}
