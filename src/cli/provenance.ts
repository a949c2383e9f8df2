import { settingSource } from '../config/describe.js';
import type { LoadedSettings } from '../config/loaded-settings.js';
import type { Factor, SizeResult } from '../hedge/result.js';

/**
 * Names where each setting among a result's factors came from: the file and line or the flag that
 * gave it, else the profile or the default with its provenance. Values stay as the engine had them.
 */
export function withProvenance(result: SizeResult, loaded: LoadedSettings): SizeResult {
  const named = (factors: readonly Factor[]): Factor[] =>
    factors.map((factor) =>
      factor.key === undefined
        ? factor
        : { ...factor, source: `${factor.key}: ${settingSource(factor.key, loaded)}` },
    );
  return {
    ...result,
    hedge: { ...result.hedge, factors: named(result.hedge.factors) },
    layers: result.layers.map((layer) => ({ ...layer, factors: named(layer.factors) })),
    assumptions: named(result.assumptions),
    derivations: result.derivations.map((derivation) => ({
      ...derivation,
      terms: named(derivation.terms),
    })),
  };
}
