import type { LayerSettings } from '../hedge/settings.js';
import { LAYERS, MAX_LAYERS } from './layer-keys.js';
import type { RefuseAt } from './refuse-at.js';

/** Sums of decimal fractions carry binary noise. */
const SUM_SLACK = 1e-9;

/** Where a default layer was removed, if no key of those that are left is to blame. */
const DEFAULT_LAYER_KEYS = Object.keys(LAYERS.keys).map((name) => `layers.${name}`);

/** Checks each layer by itself and their windows against one another (in window order). */
export function checkLayers(layers: readonly LayerSettings[], refuse: RefuseAt): void {
  checkCount(layers, refuse);
  for (const layer of layers) {
    // Layers become keys of plain objects: a name that every object has would be found in all.
    if (layer.name in {}) {
      throw refuse(`a layer cannot be named ${layer.name}`, 'choose another name', [
        `layers.${layer.name}.window`,
      ]);
    }
    checkWindow(layer, refuse);
    checkInstrument(layer, refuse);
  }
  checkOverlaps(layers, refuse);
}

/** Checks that weights exist which lie in every band and sum to 1. */
export function checkBands(layers: readonly LayerSettings[], refuse: RefuseAt): void {
  for (const { name, band } of layers) {
    if (band.min <= band.max) continue;
    throw refuse(
      `the band [${band.min}, ${band.max}] ends before it begins`,
      `write [${band.max}, ${band.min}]`,
      [`layers.${name}.band`],
    );
  }
  const sum = (end: 'min' | 'max'): number => layers.reduce((s, { band }) => s + band[end], 0);
  const each = (end: 'min' | 'max'): string =>
    layers.map(({ name, band }) => `${name} ${band[end]}`).join(', ');
  const keys = [...layers.map(({ name }) => `layers.${name}.band`), ...DEFAULT_LAYER_KEYS];
  if (sum('min') > 1 + SUM_SLACK) {
    throw refuse(
      `the least shares of the bands sum to ${show(sum('min'))}, above 1 (${each('min')})`,
      'lower some, so that weights inside the bands can sum to 1',
      keys,
    );
  }
  if (sum('max') < 1 - SUM_SLACK) {
    throw refuse(
      `the greatest shares of the bands sum to ${show(sum('max'))}, below 1 (${each('max')})`,
      'raise some, so that weights inside the bands can sum to 1',
      keys,
    );
  }
}

function checkCount(layers: readonly LayerSettings[], refuse: RefuseAt): void {
  if (layers.length === 0) {
    throw refuse('every layer is removed', 'keep at least one', DEFAULT_LAYER_KEYS);
  }
  if (layers.length > MAX_LAYERS) {
    throw refuse(
      `there are ${layers.length} layers`,
      `keep at most ${MAX_LAYERS}`,
      layers.map(({ name }) => `layers.${name}.window`),
    );
  }
}

function checkWindow({ name, window, targetDays }: LayerSettings, refuse: RefuseAt): void {
  const { minDays, maxDays } = window;
  if (minDays >= maxDays) {
    throw refuse(
      `the window [${minDays}, ${maxDays}] holds no span of days`,
      minDays === maxDays
        ? 'make its last day later than its first'
        : `write [${maxDays}, ${minDays}]`,
      [`layers.${name}.window`],
    );
  }
  if (targetDays < minDays || targetDays > maxDays) {
    throw refuse(
      `targetDays ${targetDays} of ${name} lies outside the window [${minDays}, ${maxDays}]`,
      'give target days inside the window, or move the window',
      [`layers.${name}.targetDays`, `layers.${name}.window`],
    );
  }
}

function checkInstrument(layer: LayerSettings, refuse: RefuseAt): void {
  const { name, instrument, blend, etp } = layer;
  if (instrument === 'etp' && etp === undefined) {
    throw refuse(
      `the layer ${name} holds an etp, but names none`,
      `give layers.${name}.etp, such as VXX`,
      [`layers.${name}.instrument`],
    );
  }
  if (instrument !== 'etp' && etp !== undefined) {
    throw refuse(
      `the layer ${name} names the etp ${etp}, but its instrument is ${instrument}`,
      'give instrument: etp, or take etp out',
      [`layers.${name}.etp`, `layers.${name}.instrument`],
    );
  }
  if (blend && instrument !== 'future') {
    throw refuse(
      `the layer ${name} blends, but its instrument is ${instrument}`,
      'blend only layers of futures: give blend: false, or instrument: future',
      [`layers.${name}.blend`, `layers.${name}.instrument`],
    );
  }
}

function checkOverlaps(layers: readonly LayerSettings[], refuse: RefuseAt): void {
  for (const [index, layer] of layers.entries()) {
    const next = layers[index + 1];
    if (next === undefined || next.window.minDays >= layer.window.maxDays) continue;
    const show = ({ name, window }: LayerSettings): string =>
      `${name} [${window.minDays}, ${window.maxDays}]`;
    throw refuse(
      `the windows of ${show(layer)} and ${show(next)} overlap`,
      'let one begin on the day the other ends, or later',
      [`layers.${layer.name}.window`, `layers.${next.name}.window`],
    );
  }
}

function show(sum: number): number {
  return Number(sum.toPrecision(10));
}
