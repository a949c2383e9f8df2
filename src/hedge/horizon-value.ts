import type { EpochMs } from '../market/time.js';
import { expiresBy } from '../scenario/horizon-path.js';
import type { HorizonPath } from '../scenario/horizon-path.js';
import type { HedgeMarket } from './hedge-market.js';
import { settlementCostUsd, tradeCostUsd } from './instruments.js';
import type { HedgeInstrument } from './instruments.js';

/** Where and when a hedge is revalued. */
export interface Horizon {
  readonly path: HorizonPath;
  readonly moment: EpochMs;
}

/** Costs of buying units now and leaving them at the horizon, dollars, positive. */
export function roundTripCostUsd(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  units: number,
  path: HorizonPath,
): number {
  const { costs } = market.settings;
  const settles = instrument.kind !== 'etp' && expiresBy(path, instrument.node);
  return (
    tradeCostUsd(instrument, units, costs) +
    (settles ? settlementCostUsd(instrument, units, costs) : tradeCostUsd(instrument, units, costs))
  );
}
