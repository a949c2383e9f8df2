import type { LayerLean } from '../signals/report.js';
import type { PreparedHedge } from './prepare.js';
import type { LayerSettings } from './settings.js';
import { projectToBands } from './weights.js';
import type { Factor } from '../report-parts.js';

/**
 * Where the score alone puts the layers: the middle of each band, times m_sig or not, fitted into
 * the bands (METHOD 6.3, 7.4). The curve's and the events' tilts are left to sizing.
 * @param layers in the order of their windows; their bands hold weights that sum to 1
 */
export function signalWeights(
  layers: readonly LayerSettings[],
  tilts: Readonly<Record<string, Factor>>,
): LayerLean[] {
  const bands = layers.map(({ band }) => band);
  const base = bands.map(({ min, max }) => (min + max) / 2);
  const tiltOf = (name: string): number => tilts[name]?.value ?? 1;
  const off = projectToBands(base, bands);
  const on = projectToBands(
    layers.map(({ name }, i) => (base[i] as number) * tiltOf(name)),
    bands,
  );
  return layers.map(({ name }, i) => ({
    name,
    tilt: tiltOf(name),
    source: tilts[name]?.source ?? 'neutral: no signals given',
    weight: on[i] as number,
    weightTiltOff: off[i] as number,
  }));
}

/** Where the whole chain of factors puts the layers, with the score's tilt and without it. */
export function signalLeans(
  tilted: PreparedHedge,
  untilted: PreparedHedge,
  tilts: Readonly<Record<string, Factor>>,
): LayerLean[] {
  return tilted.layers.map(({ layer: { name }, weight }, i) => ({
    name,
    tilt: tilts[name]?.value ?? 1,
    source: tilts[name]?.source ?? 'neutral: no signals given',
    weight,
    weightTiltOff: untilted.layers[i]?.weight ?? weight,
  }));
}
