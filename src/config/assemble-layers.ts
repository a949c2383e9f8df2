import { Refusal } from '../errors.js';
import type { EtpSymbol } from '../market/contracts.js';
import type { InstrumentKind, LayerSettings } from '../hedge/settings.js';
import type { Change, Changes } from './changes.js';
import { LAYERS, LAYER_KEYS, LAYER_NEEDS } from './layer-keys.js';
import { nameHint } from './nearest.js';

type LayerName = keyof typeof LAYERS.keys;

const DEFAULT_NAMES = Object.keys(LAYERS.keys) as LayerName[];

/**
 * The layers, in the order of their windows: the defaults with the user's changes over them, less
 * those removed, and the user's own.
 * @throws Refusal for a layer that is neither a default nor complete
 */
export function assembleLayers(
  changes: Changes,
  valueOf: (key: string, otherwise: unknown) => unknown,
): LayerSettings[] {
  const names = new Set<string>([...DEFAULT_NAMES, ...changes.layers.keys()]);
  return [...names]
    .filter((name) => changes.layers.get(name)?.state !== 'removed')
    .map((name) => assembleLayer(name, changes, valueOf))
    .sort(
      (a, b) =>
        a.window.minDays - b.window.minDays ||
        a.window.maxDays - b.window.maxDays ||
        (a.name < b.name ? -1 : 1),
    );
}

function assembleLayer(
  name: string,
  changes: Changes,
  valueOf: (key: string, otherwise: unknown) => unknown,
): LayerSettings {
  const anew = changes.layers.get(name)?.state === 'anew';
  const base = !anew && isDefault(name) ? LAYERS.keys[name].keys : undefined;
  if (base === undefined) refuseIncomplete(name, changes);
  const keys = base ?? LAYER_KEYS;
  const value = (key: keyof typeof LAYER_KEYS): unknown =>
    valueOf(`layers.${name}.${key}`, keys[key].value);
  const [minDays, maxDays] = value('window') as readonly [number, number];
  const [min, max] = value('band') as readonly [number, number];
  const etp = value('etp') as EtpSymbol | undefined;
  return {
    name,
    window: { minDays, maxDays },
    targetDays: value('targetDays') as number,
    band: { min, max },
    instrument: value('instrument') as InstrumentKind,
    blend: value('blend') as boolean,
    ...(etp !== undefined && { etp }),
  };
}

function isDefault(name: string): name is LayerName {
  return Object.hasOwn(LAYERS.keys, name);
}

function refuseIncomplete(name: string, changes: Changes): void {
  const missing = LAYER_NEEDS.filter((key) => !changes.values.has(`layers.${name}.${key}`));
  if (missing.length === 0) return;
  const mention = changes.layers.get(name);
  const others = [...DEFAULT_NAMES, ...completeLayers(changes)].filter((other) => other !== name);
  const problem =
    mention?.state === 'anew' ? `the layer ${name} was removed` : `no layer is named ${name}`;
  throw new Refusal(
    `${problem}, and a new one lacks ${missing.join(', ')}`,
    `${nameHint(name, others, 'layers')}, or give the new layer window, targetDays and band`,
    firstChange(name, changes)?.place ?? mention?.place ?? { key: `layers.${name}` },
  );
}

function completeLayers(changes: Changes): string[] {
  return [...changes.layers.keys()].filter((name) =>
    LAYER_NEEDS.every((key) => changes.values.has(`layers.${name}.${key}`)),
  );
}

/** What a `--set` assigned within a layer is a better place than the layer as a whole. */
function firstChange(name: string, changes: Changes): Change | undefined {
  for (const [key, change] of changes.values) {
    if (key.startsWith(`layers.${name}.`) && change.place.file === undefined) return change;
  }
  return undefined;
}
