import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { futureSymbol } from '../market/futures-symbol.js';
import { vxFinalSettlementMoment } from '../market/settlement-time.js';
import { nextMonthlyVixExpiries } from '../market/vix-expiry.js';
import type { LayerSpan } from '../signals/calendar-report.js';
import type { PreparedHedge } from './prepare.js';
import { rollByOf } from './roll-by.js';
import type { HedgeSettings } from './settings.js';
import { chooseTenors } from './tenor.js';

/** A contract as far as its life goes; what it costs plays no part. */
interface ListedContract {
  readonly symbol: string;
  readonly expiry: IsoDate;
  readonly daysToExpiry: number;
}

/** Monthly contracts that are listed at a time (METHOD 1: nine serial months). */
const SERIAL_MONTHS = 9;

/**
 * The contracts of each layer as a hedge has chosen them, two where it blends; an ETP has no life.
 * @param condorEnd the last condor's expiry, after which nothing is held for it
 */
export function heldLives({ layers, market }: PreparedHedge, condorEnd?: IsoDate): LayerSpan[] {
  const today = market.curve.date;
  return layers.flatMap(({ layer, parts }) =>
    parts.flatMap(({ instrument }) =>
      instrument.kind === 'etp' ? [] : [lifeOf(layer.name, instrument.node, today, condorEnd)],
    ),
  );
}

/**
 * The contract of each layer by its target days (METHOD 15.2) of the monthly ones that the
 * exchange lists, two where it blends; a layer that holds an ETP, or for which no contract is
 * left, has none. For where there is no snapshot to choose by.
 * @param condorEnd the last condor's expiry, after which nothing is held for it
 */
export function listedLives(
  today: IsoDate,
  { layers, hedge }: HedgeSettings,
  condorEnd?: IsoDate,
): LayerSpan[] {
  const listed = { nodes: listedContracts(today), weeklies: [] };
  return chooseTenors(listed, layers, hedge.weeklies).flatMap(({ layer, node, blendWith }) =>
    [node, blendWith?.node].flatMap((contract) =>
      contract === undefined ? [] : [lifeOf(layer.name, contract, today, condorEnd)],
    ),
  );
}

function lifeOf(
  layer: string,
  { symbol, expiry }: Pick<ListedContract, 'symbol' | 'expiry'>,
  today: IsoDate,
  condorEnd: IsoDate | undefined,
): LayerSpan {
  return {
    layer,
    symbol,
    expiry,
    endsAt: vxFinalSettlementMoment(expiry),
    rollBy: rollByOf(expiry, today, condorEnd),
  };
}

function listedContracts(today: IsoDate): ListedContract[] {
  return nextMonthlyVixExpiries(today, SERIAL_MONTHS).map((expiry) => ({
    symbol: futureSymbol('VX', expiry),
    expiry,
    daysToExpiry: daysBetween(today, expiry),
  }));
}
