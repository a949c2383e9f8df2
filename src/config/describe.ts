import { isGroup } from './key.js';
import { entryAt, KEYS, keysBelow } from './keys.js';
import type { LoadedSettings } from './loaded-settings.js';
import { PROFILE_NAMES, profileValue } from './profiles.js';
import { describeSource } from './source-tags.js';
import { yamlValue } from './yaml-value.js';

/** A configuration key in words. */
export interface KeyDescription {
  readonly key: string;
  readonly does: string;
  /** The default as YAML; `none` where there is none. */
  readonly defaultText: string;
  /** Where the default comes from, e.g. `method 6.4, our choice`. */
  readonly source: string;
}

/** What a dotted key does and where its default comes from; undefined for no key. */
export function describeKey(key: string): KeyDescription | undefined {
  const path = key.split('.');
  const entry = entryAt(path);
  if (entry === undefined || isGroup(entry)) return undefined;
  const ofNewLayer = path[0] === 'layers' && !Object.hasOwn(KEYS.keys.layers.keys, path[1] ?? '');
  return {
    key,
    does: entry.does,
    defaultText: ofNewLayer || entry.value === undefined ? 'none' : yamlValue(entry.value),
    source: describeSource(entry.source),
  };
}

/** Every key with a place of its own, in the order of the configuration. */
export function describeKeys(): KeyDescription[] {
  return keysBelow(KEYS).flatMap((key) => describeKey(key) ?? []);
}

/**
 * Where the value of a key comes from: the file and line or the flag that gave it, else the
 * profile or the default with its source, e.g. `default, method 6.4, our choice`.
 */
export function settingSource(key: string, loaded?: LoadedSettings): string {
  const origin = loaded?.origins.get(key);
  if (origin?.file !== undefined) {
    return origin.line === undefined ? origin.file : `${origin.file}:${origin.line}`;
  }
  if (origin?.key !== undefined) return origin.key.split(' ', 1)[0] ?? origin.key;
  if (key === 'margin.vxmUsd' && loaded?.settings.margin.vxmUsd !== undefined) {
    return 'a tenth of margin.vxUsd';
  }
  const source = describeKey(key)?.source ?? 'not a key';
  const profile = PROFILE_NAMES.find((name) => name === loaded?.settings.profile);
  const byProfile = profile !== undefined && profileValue(profile, key) !== undefined;
  return `${byProfile ? `profile ${profile}` : 'default'}, ${source}`;
}
