import type { LayerSettings } from '../hedge/settings.js';
import { LAYERS, MAX_LAYERS } from './layer-keys.js';
import type { RefuseAt } from './refuse-at.js';

/** Where a default layer was removed, if no key of those that are left is to blame. */
export const DEFAULT_LAYER_KEYS = Object.keys(LAYERS.keys).map((name) => `layers.${name}`);

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
