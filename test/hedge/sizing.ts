import type { Condor } from '../../src/condor/condor.js';
import type { AdaptiveInputs } from '../../src/hedge/adaptive.js';
import type { SizeResult } from '../../src/hedge/result.js';
import type { HedgeSettings, LayerSettings } from '../../src/hedge/settings.js';
import { sizeHedge } from '../../src/hedge/size.js';
import type { Snapshot } from '../../src/market/snapshot.js';
import { LAYERS, STEWARD, snapshotOf } from './fixtures.js';

export const ETPS = [
  { symbol: 'VXX', priceUsd: 42 },
  { symbol: 'VXZ', priceUsd: 60 },
  { symbol: 'UVXY', priceUsd: 18 },
];

export function size(
  condors: readonly Condor[],
  settings: HedgeSettings = STEWARD,
  snapshot: Snapshot = snapshotOf({ etps: ETPS }),
  adaptive: AdaptiveInputs = {},
): SizeResult {
  return sizeHedge({ condors, snapshot, settings, adaptive });
}

export function codes(result: SizeResult): string[] {
  return result.warnings.map(({ code }) => code);
}

export const all = (instrument: LayerSettings['instrument']): LayerSettings[] =>
  LAYERS.map((layer) => ({ ...layer, instrument }));
