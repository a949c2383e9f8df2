import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { shorten } from './keys.js';

/** Where a key of an entry stands, by the name it has in the domain; without one, the entry. */
export type LocateKey = (key?: string) => Place;

/** A place within a sentence: `book.yaml:12`, or its key where no file is known. */
export function describePlace({ file, line, key }: Place): string {
  if (file === undefined) return key ?? 'an unknown place';
  return line === undefined ? file : `${file}:${line}`;
}

/** Runs a reader; its refusal gets the place of the key it names, else of the key given. */
export function relocated<T>(locate: LocateKey, key: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal) || error.place.file !== undefined) throw error;
    throw tamed(error, locate(error.place.key ?? key));
  }
}

/** The same refusal at a place, fit for one line: the domain quotes values whole, and a wrong file
 * can hold long ones, or characters that steer a terminal. */
export function tamed(refusal: Refusal, place: Place): Refusal {
  const { message, mend, kind } = refusal;
  return new Refusal(shorten(message, MAX_MESSAGE), shorten(mend, MAX_MESSAGE), place, kind);
}

const MAX_MESSAGE = 300;
