import type { Factor } from './result.js';

export function factor(name: string, value: number, source: string, note?: string): Factor {
  return note === undefined ? { name, value, source } : { name, value, source, note };
}

/** A factor that is a setting: its source is the key, until the cli names the file or default. */
export function setting(name: string, value: number, key: string, note?: string): Factor {
  return note === undefined
    ? { name, value, source: key, key }
    : { name, value, source: key, note, key };
}

/** A factor made of another: its source stays, value and note are new. */
export function derived(from: Factor, name: string, value: number, note?: string): Factor {
  return from.key === undefined
    ? factor(name, value, from.source, note)
    : setting(name, value, from.key, note);
}

/** The product in the order printed, so that a reader's calculator gives the same digits. */
export function productOf(factors: readonly Factor[]): number {
  return factors.reduce((product, { value }) => product * value, 1);
}
