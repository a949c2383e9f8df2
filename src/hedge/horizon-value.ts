import type { EpochMs } from '../market/time.js';
import { expiresBy } from '../scenario/horizon-path.js';
import type { HorizonPath } from '../scenario/horizon-path.js';
import type { HedgeMarket } from './hedge-market.js';
import { optionExitCommissionUsd, settlementCostUsd, tradeCostUsd } from './instruments.js';
import type { HedgeInstrument } from './instruments.js';

/** Where and when a hedge is revalued. */
export interface Horizon {
  readonly path: HorizonPath;
  readonly moment: EpochMs;
}

/**
 * Costs of buying units now and leaving them at the horizon, dollars, positive. Half the spread at
 * which options and shares are left goes by what they are worth then: {@link unitOnHorizon} takes
 * it off their value.
 */
export function roundTripCostUsd(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  units: number,
  path: HorizonPath,
): number {
  const { costs } = market.settings;
  const entry = tradeCostUsd(instrument, units, costs);
  if (instrument.kind === 'etp') return entry;
  if (expiresBy(path, instrument.node)) return entry + settlementCostUsd(instrument, units, costs);
  return instrument.kind === 'future'
    ? entry + tradeCostUsd(instrument, units, costs)
    : entry + optionExitCommissionUsd(instrument, units, costs);
}
