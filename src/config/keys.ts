import { ALARMS } from './alarm-keys.js';
import { CAPITAL } from './capital-keys.js';
import { DATA } from './data-keys.js';
import { EVENTS } from './event-keys.js';
import { HEDGE, MARGIN_KEYS, PORTFOLIO } from './hedge-keys.js';
import { choice, flag, from, group, isGroup } from './key.js';
import type { Group, Key } from './key.js';
import { LAYERS, LAYER_KEYS } from './layer-keys.js';
import { MACRO } from './macro-keys.js';
import { OPTIMIZE } from './optimize-keys.js';
import { COSTS, MARKET_DEFAULTS, VIX_OPTIONS, VOL } from './pricing-keys.js';
import { PRESS } from './press-keys.js';
import { PROFILE_NAMES, PROFILE_SOURCE } from './profiles.js';
import { REGIMES, TILT_KEY } from './regime-keys.js';
import { SIGNALS } from './signals-keys.js';
import { STRESS } from './stress-keys.js';
import { OVERRIDES } from './override-keys.js';
import { TENOR } from './tenor-keys.js';

/**
 * Every configuration key with its default, what it does and where the default comes from. The
 * validator, the JSON Schema, `alvh init`, the documentation and the defaults are made from it.
 */
export const KEYS = group('The configuration of alvh.', {
  profile: choice(
    'steward',
    PROFILE_NAMES,
    PROFILE_SOURCE,
    'A set of other defaults: steward preserves capital, promoter holds more VIX notional.',
  ),
  static: flag(
    false,
    from('choice', '15.6'),
    'No adaptation: base weights and hedge ratio. Limits such as the carry cap stay.',
  ),
  layers: LAYERS,
  hedge: HEDGE,
  portfolio: PORTFOLIO,
  margin: MARGIN_KEYS,
  capital: CAPITAL,
  regimes: REGIMES,
  tenor: TENOR,
  overrides: OVERRIDES,
  costs: COSTS,
  vol: VOL,
  vixOptions: VIX_OPTIONS,
  defaults: MARKET_DEFAULTS,
  stress: STRESS,
  optimize: OPTIMIZE,
  signals: SIGNALS,
  macro: MACRO,
  events: EVENTS,
  press: PRESS,
  alarms: ALARMS,
  data: DATA,
});

const ANY_LAYER = group('A layer.', LAYER_KEYS);

/**
 * The key or group of keys at a path; undefined where there is none. Any name stands for a layer
 * under `layers` and under the regimes of `regimes.curveTilt`.
 */
export function entryAt(path: readonly string[]): Key<unknown> | Group | undefined {
  let entry: Key<unknown> | Group = KEYS;
  for (const [depth, name] of path.entries()) {
    if (!isGroup(entry)) return undefined;
    const next: Key<unknown> | Group | undefined = Object.hasOwn(entry.keys, name)
      ? entry.keys[name]
      : unnamedEntry(path, depth);
    if (next === undefined) return undefined;
    entry = next;
  }
  return entry;
}

function unnamedEntry(path: readonly string[], depth: number): Key<unknown> | Group | undefined {
  if (depth === 1 && isLayerMap(path.slice(0, 1))) return ANY_LAYER;
  if (depth === 3 && isLayerMap(path.slice(0, 3))) return TILT_KEY;
  return undefined;
}

/** Whether the names below this path are those of layers, so that the user can make new ones. */
export function isLayerMap(path: readonly string[]): boolean {
  const key = path.join('.');
  return key === 'layers' || (path.length === 3 && key.startsWith('regimes.curveTilt.'));
}

/** Every dotted key below a group, groups before their members. */
export function keysBelow(root: Group, prefix = ''): string[] {
  return Object.entries(root.keys).flatMap(([name, entry]) => {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    return isGroup(entry) ? [key, ...keysBelow(entry, key)] : [key];
  });
}
