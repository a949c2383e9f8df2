import { unitNotionalUsd, unitsPerContract } from './instruments.js';
import type { PreparedHedge } from './prepare.js';
import type { Band } from './settings.js';
import type { HeldPart } from './structure.js';
import { chooseWholeContracts } from './whole-contracts.js';
import type { WholeChoice, WholeLeg } from './whole-contracts.js';

/** What is held of every layer's parts, and how it was chosen. */
export interface WholeHoldings {
  readonly held: readonly (readonly HeldPart[])[];
  readonly choice: WholeChoice;
}

/**
 * Whole units of every layer's parts (METHOD 15.3).
 * @param chosen whole units of every layer's parts, where a search has found them
 */
export function wholeHoldings(
  prepared: PreparedHedge,
  targetUsd: number,
  chosen: readonly (readonly number[])[] | undefined,
): WholeHoldings {
  const { layers, market } = prepared;
  if (chosen !== undefined) {
    const held = layers.map(({ parts }, i) =>
      parts.map(({ instrument }, part) => ({ instrument, units: chosen[i]?.[part] ?? 0 })),
    );
    return { held, choice: { units: chosen.flat(), bandsHeld: true } };
  }
  const legs: WholeLeg[] = [];
  const bands: Band[] = [];
  for (const { layer, parts, weight } of layers) {
    for (const { instrument, share } of parts) {
      legs.push({
        layer: bands.length,
        unitNotionalUsd: unitNotionalUsd(instrument),
        targetNotionalUsd: weight * targetUsd * share,
        unitsPerContract: unitsPerContract(instrument),
      });
    }
    bands.push(layer.band);
  }
  const choice = chooseWholeContracts(legs, bands, market.settings.hedge.tolerance);
  let next = 0;
  const held: HeldPart[][] = [];
  for (const { parts } of layers) {
    const ofLayer: HeldPart[] = [];
    for (const { instrument } of parts) {
      ofLayer.push({ instrument, units: choice.units[next] ?? 0 });
      next += 1;
    }
    held.push(ofLayer);
  }
  return { held, choice };
}
