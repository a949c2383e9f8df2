import type { LayerSettings } from '../hedge/settings.js';
import type { Changes } from './changes.js';
import { DEFAULT_LAYER_KEYS } from './check-layers.js';
import type { RefuseAt } from './refuse-at.js';
import { yamlValue } from './yaml-value.js';

/** Sums of decimal fractions carry binary noise. */
const SUM_SLACK = 1e-9;

/**
 * Checks that weights exist which lie in every band and sum to 1.
 * @throws Refusal of kind `limits` with the smallest relaxation where no weights do
 */
export function checkBands(
  layers: readonly LayerSettings[],
  changes: Changes,
  refuse: RefuseAt,
): void {
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
  const excess = sum('min') - 1;
  if (excess > SUM_SLACK) {
    throw refuse(
      `the least shares of the bands sum to ${show(sum('min'))}, above 1 (${each('min')})`,
      `lower least shares by ${show(excess)} in all, such as ${lowered(layers, changes, excess)}`,
      keys,
      'limits',
    );
  }
  const lack = 1 - sum('max');
  if (lack > SUM_SLACK) {
    throw refuse(
      `the greatest shares of the bands sum to ${show(sum('max'))}, below 1 (${each('max')})`,
      `raise greatest shares by ${show(lack)} in all, such as ${raised(layers, changes, lack)}`,
      keys,
      'limits',
    );
  }
}

/** Bands whose least shares come down by so much in all: of as few layers as it takes. */
function lowered(layers: readonly LayerSettings[], changes: Changes, excess: number): string {
  const bands: string[] = [];
  let left = excess;
  for (const layer of blamedFirst(layers, changes, (one) => one.band.min)) {
    if (left <= SUM_SLACK) break;
    const by = Math.min(left, layer.band.min);
    bands.push(written(layer, show(layer.band.min - by), layer.band.max));
    left -= by;
  }
  return bands.join(' and ');
}

/** One layer has room for all that lacks: its greatest share and the lack are part of 1. */
function raised(layers: readonly LayerSettings[], changes: Changes, lack: number): string {
  return blamedFirst(layers, changes, (one) => one.band.max)
    .slice(0, 1)
    .map((layer) => written(layer, layer.band.min, show(layer.band.max + lack)))
    .join('');
}

/** The layer whose band was given last, then those of the larger shares. */
function blamedFirst(
  layers: readonly LayerSettings[],
  { values }: Changes,
  shareOf: (layer: LayerSettings) => number,
): LayerSettings[] {
  const rank = ({ name }: LayerSettings): number => values.get(`layers.${name}.band`)?.rank ?? -1;
  return [...layers].sort((a, b) => rank(b) - rank(a) || shareOf(b) - shareOf(a));
}

function written({ name }: LayerSettings, min: number, max: number): string {
  return `layers.${name}.band=${yamlValue([min, max])}`;
}

function show(sum: number): number {
  return Number(sum.toPrecision(10));
}
