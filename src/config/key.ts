import type { Source, SourceTag } from './source-tags.js';

/** What a number may be. The limits are for slips, not for taste: they are wide. */
export interface Limits {
  readonly min: number;
  readonly max: number;
  /** The value must be above `min`, not equal to it. */
  readonly aboveMin?: boolean;
  /** The value must be below `max`, not equal to it. */
  readonly belowMax?: boolean;
  readonly whole?: boolean;
  /** Set where people write per cent by mistake: the words of the message, e.g. `a band is ...`. */
  readonly fraction?: string;
}

/** The form of a key's value. */
export type ValueForm =
  | { readonly kind: 'number'; readonly limits: Limits; readonly optional: boolean }
  | { readonly kind: 'pair'; readonly limits: Limits }
  | { readonly kind: 'flag' }
  /** A web address that holds the place, such as `{date}`. */
  | { readonly kind: 'address'; readonly place: string }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly optional: boolean };

/** One configuration key: its default, what it does and where the default comes from. */
export interface Key<T> {
  readonly value: T;
  readonly form: ValueForm;
  readonly does: string;
  readonly source: Source;
}

/** Keys that stand together under one name. */
export interface Group<K extends Members = Members> {
  readonly does: string;
  readonly keys: K;
}

export interface Members {
  readonly [name: string]: Key<unknown> | Group;
}

/** The plain values that a group of keys stands for; optional ones may be absent. */
export type Values<K extends Members> = {
  readonly [
    N in keyof K as K[N] extends Key<infer V> ? (undefined extends V ? never : N) : N
  ]: K[N] extends Key<infer V> ? V : K[N] extends Group<infer G> ? Values<G> : never;
} & {
  readonly [
    N in keyof K as K[N] extends Key<infer V> ? (undefined extends V ? N : never) : never
  ]?: K[N] extends Key<infer V> ? Exclude<V, undefined> : never;
};

export function isGroup(entry: Key<unknown> | Group): entry is Group {
  return 'keys' in entry;
}

export function group<K extends Members>(does: string, keys: K): Group<K> {
  return { does, keys };
}

/** `[C]` in short: the tag and the section of docs/method.md that a default rests on. */
export function from(tag: SourceTag, section: string): Source {
  return { tag, section };
}

export function number(value: number, limits: Limits, source: Source, does: string): Key<number> {
  return { value, form: { kind: 'number', limits, optional: false }, does, source };
}

/** A number that is unknown unless the user gives it. */
export function noNumber(limits: Limits, source: Source, does: string): Key<number | undefined> {
  return { value: undefined, form: { kind: 'number', limits, optional: true }, does, source };
}

export function pair(
  value: readonly [number, number],
  limits: Limits,
  source: Source,
  does: string,
): Key<readonly [number, number]> {
  return { value, form: { kind: 'pair', limits }, does, source };
}

export function flag(value: boolean, source: Source, does: string): Key<boolean> {
  return { value, form: { kind: 'flag' }, does, source };
}

/** @param place what the address must hold, such as `{date}` */
export function address(value: string, place: string, source: Source, does: string): Key<string> {
  return { value, form: { kind: 'address', place }, does, source };
}

export function choice<const T extends string>(
  value: T,
  choices: readonly T[],
  source: Source,
  does: string,
): Key<T> {
  return { value, form: { kind: 'choice', choices, optional: false }, does, source };
}

/** A word that is absent unless the user gives it. */
export function noChoice<const T extends string>(
  choices: readonly T[],
  source: Source,
  does: string,
): Key<T | undefined> {
  return { value: undefined, form: { kind: 'choice', choices, optional: true }, does, source };
}
