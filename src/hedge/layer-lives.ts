import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { futureSymbol } from '../market/futures-symbol.js';
import { vxFinalSettlementMoment } from '../market/settlement-time.js';
import { nextMonthlyVixExpiries } from '../market/vix-expiry.js';
import type { EpochMs } from '../market/time.js';
import { rollByOf } from './roll-by.js';
import type { HedgeSettings } from './settings.js';
import { chooseTenors } from './tenor.js';

/** The contract that a layer would hold now, and how long it lives. */
export interface LayerLife {
  readonly layer: string;
  readonly symbol: string;
  readonly expiry: IsoDate;
  /** The end of its trading. */
  readonly endsAt: EpochMs;
  readonly rollBy: IsoDate;
}

/** A contract as far as its life goes; what it costs plays no part. */
interface ListedContract {
  readonly symbol: string;
  readonly expiry: IsoDate;
  readonly daysToExpiry: number;
}

/** Monthly contracts that are listed at a time (METHOD 1: nine serial months). */
const SERIAL_MONTHS = 9;

/**
 * The contract of each layer by METHOD 15.2, two where it blends; a layer that holds an ETP, or
 * for which no contract is left, has none. Weeklies only where they are quoted.
 * @param quoted the snapshot's futures; without them, the monthly contracts that the exchange lists
 * @param condorEnd the last condor's expiry, after which nothing is held for it
 */
export function layerLives(
  today: IsoDate,
  { layers, hedge }: HedgeSettings,
  quoted?: {
    readonly nodes: readonly ListedContract[];
    readonly weeklies: readonly ListedContract[];
  },
  condorEnd?: IsoDate,
): LayerLife[] {
  const curve = quoted ?? { nodes: listedContracts(today), weeklies: [] };
  return chooseTenors(curve, layers, hedge.weeklies).flatMap(({ layer, node, blendWith }) =>
    [node, blendWith?.node].flatMap((contract) =>
      contract === undefined
        ? []
        : [
            {
              layer: layer.name,
              symbol: contract.symbol,
              expiry: contract.expiry,
              endsAt: vxFinalSettlementMoment(contract.expiry),
              rollBy: rollByOf(contract.expiry, today, condorEnd),
            },
          ],
    ),
  );
}

function listedContracts(today: IsoDate): ListedContract[] {
  return nextMonthlyVixExpiries(today, SERIAL_MONTHS).map((expiry) => ({
    symbol: futureSymbol('VX', expiry),
    expiry,
    daysToExpiry: daysBetween(today, expiry),
  }));
}
