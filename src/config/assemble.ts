import { Refusal } from '../errors.js';
import type { HedgeSettings } from '../hedge/settings.js';
import { REGIME_NAMES } from '../market/regime.js';
import type { RegimeName } from '../market/regime.js';
import { DEFAULT_DYNAMICS } from '../scenario/dynamics.js';
import { ALARMS } from './alarm-keys.js';
import { assembleLayers } from './assemble-layers.js';
import { CAPITAL } from './capital-keys.js';
import type { Changes } from './changes.js';
import { DATA } from './data-keys.js';
import type { DataSettings } from './data-keys.js';
import { EVENTS } from './event-keys.js';
import { HEDGE, MARGIN_KEYS, PORTFOLIO } from './hedge-keys.js';
import { isGroup } from './key.js';
import type { Group, Key, Members, Values } from './key.js';
import { KEYS } from './keys.js';
import { MACRO } from './macro-keys.js';
import { nameHint } from './nearest.js';
import { OPTIMIZE } from './optimize-keys.js';
import { COSTS, MARKET_DEFAULTS, VIX_OPTIONS, VOL } from './pricing-keys.js';
import { PRESS } from './press-keys.js';
import { profileValue } from './profiles.js';
import type { Profile } from './profiles.js';
import { CURVE_TILT, REGIMES } from './regime-keys.js';
import { SIGNALS } from './signals-keys.js';
import { STRESS } from './stress-keys.js';
import { OVERRIDES } from './override-keys.js';
import { TENOR } from './tenor-keys.js';

/** The default profile, unless the user gives one. */
export const DEFAULT_PROFILE: Profile = 'steward';

/**
 * Settings from the user's changes over the profile's defaults over the defaults. Each change is
 * valid by itself; what does not fit together is the care of `checkSettings`.
 * @throws Refusal for layers that are unknown or lack a key
 */
export function assemble(changes: Changes): HedgeSettings {
  const profile = (changes.values.get('profile')?.value ?? DEFAULT_PROFILE) as Profile;
  const valueOf = (key: string, otherwise: unknown): unknown =>
    changes.values.get(key)?.value ?? profileValue(profile, key) ?? otherwise;
  const fill = <K extends Members>(group: Group<K>, prefix: string): Values<K> =>
    // The schema has checked every change against the key's form.
    fillIn(group, prefix, valueOf) as Values<K>;
  const layers = assembleLayers(changes, valueOf);
  const margin = fill(MARGIN_KEYS, 'margin');
  const { thresholds, hysteresis, confirmDays, hedgeRatio, carryCap } = REGIMES.keys;
  return {
    profile,
    static: valueOf('static', KEYS.keys.static.value) as boolean,
    layers,
    hedge: fill(HEDGE, 'hedge'),
    portfolio: fill(PORTFOLIO, 'portfolio'),
    margin: {
      ...margin,
      ...(margin.vxUsd !== undefined &&
        margin.vxmUsd === undefined && { vxmUsd: margin.vxUsd / 10 }),
    },
    capital: fill(CAPITAL, 'capital'),
    regimes: {
      thresholds: fill(thresholds, 'regimes.thresholds'),
      hysteresis: valueOf('regimes.hysteresis', hysteresis.value) as number,
      confirmDays: valueOf('regimes.confirmDays', confirmDays.value) as number,
      hedgeRatio: fill(hedgeRatio, 'regimes.hedgeRatio'),
      carryCap: fill(carryCap, 'regimes.carryCap'),
      curveTilt: assembleTilts(
        changes,
        layers.map(({ name }) => name),
      ),
    },
    tenor: fill(TENOR, 'tenor'),
    overrides: fill(OVERRIDES, 'overrides'),
    costs: fill(COSTS, 'costs'),
    vol: fill(VOL, 'vol'),
    vixOptions: fill(VIX_OPTIONS, 'vixOptions'),
    defaults: fill(MARKET_DEFAULTS, 'defaults'),
    stress: fill(STRESS, 'stress'),
    optimize: fill(OPTIMIZE, 'optimize'),
    signals: fill(SIGNALS, 'signals'),
    macro: fill(MACRO, 'macro'),
    events: fill(EVENTS, 'events'),
    press: fill(PRESS, 'press'),
    alarms: fill(ALARMS, 'alarms'),
    dynamics: DEFAULT_DYNAMICS,
  };
}

/** Where market data are fetched: no setting of the engine, so it stands apart. */
export function assembleData(changes: Changes): DataSettings {
  const valueOf = (key: string, otherwise: unknown): unknown =>
    changes.values.get(key)?.value ?? otherwise;
  return fillIn(DATA, 'data', valueOf) as DataSettings;
}

function fillIn(
  group: Group,
  prefix: string,
  valueOf: (key: string, otherwise: unknown) => unknown,
): object {
  const entries = Object.entries(group.keys).map(([name, entry]) => {
    const key = `${prefix}.${name}`;
    return [
      name,
      isGroup(entry) ? fillIn(entry, key, valueOf) : valueOf(key, entry.value),
    ] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

type Tilts = HedgeSettings['regimes']['curveTilt'];

/**
 * Default tilts of layers that the user removed go with them, also where the file writes them out
 * (as `alvh init` does); the user's own must name a layer.
 */
function assembleTilts(changes: Changes, names: readonly string[]): Tilts {
  const tiltsOf = (regime: RegimeName): Record<string, number> => {
    const prefix = `regimes.curveTilt.${regime}.`;
    const defaults = new Map(
      Object.entries<Key<number>>(CURVE_TILT.keys[regime].keys).map(([name, { value }]) => [
        name,
        value,
      ]),
    );
    const tilts = new Map([...defaults].filter(([name]) => names.includes(name)));
    for (const [key, { value, place }] of changes.values) {
      if (!key.startsWith(prefix)) continue;
      const name = key.slice(prefix.length);
      if (names.includes(name)) {
        tilts.set(name, value as number);
      } else if (value !== defaults.get(name)) {
        const gone = changes.layers.get(name)?.state === 'removed';
        throw new Refusal(
          gone ? `the layer ${name} is removed` : `no layer is named ${name}`,
          gone ? 'take its tilt out' : nameHint(name, names, 'layers'),
          place,
        );
      }
    }
    return Object.fromEntries(tilts);
  };
  return Object.fromEntries(REGIME_NAMES.map((regime) => [regime, tiltsOf(regime)])) as Tilts;
}
