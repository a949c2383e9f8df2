import { VIX_OPTION_MULTIPLIER_USD } from '../market/contracts.js';
import { expiresBy } from '../scenario/horizon-path.js';
import type { HedgeMarket } from './hedge-market.js';
import { callPnlPoints, levelOnPath, roundTripCostUsd, unchangedLevel } from './horizon-value.js';
import type { Horizon } from './horizon-value.js';
import { unitMultiplierUsd } from './instruments.js';
import type { HedgeInstrument } from './instruments.js';
import type { LayerBreakEven } from './result.js';
import { findRoot } from './root.js';

/** SPX moves between which the central path is searched for a level. */
const LOWEST_MOVE = 0.4;
const HIGHEST_MOVE = 1.6;

/**
 * Where a layer's instrument has paid for itself at the horizon, costs included (METHOD 15.8):
 * the level of its own future (an ETP: its price), the rise that is over where it stands on an
 * unchanged curve, and the spot VIX that the central path has when it stands there.
 * @param units held; costs are those of this many units
 */
export function layerBreakEven(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  units: number,
  horizon: Horizon,
): LayerBreakEven | undefined {
  if (units <= 0) return undefined;
  const costUsd = roundTripCostUsd(market, instrument, units, horizon.path) / units;
  const level = paidLevel(market, instrument, costUsd, horizon);
  if (level === undefined) return undefined;
  const spotVix = vixWhere(market, instrument, level, horizon);
  return {
    horizon: horizon.path.horizon,
    future: level,
    rise: level / unchangedLevel(market, instrument, horizon) - 1,
    ...(spotVix !== undefined && { spotVix }),
  };
}

/** The level at which one unit has earned its price and its costs. */
function paidLevel(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  costUsd: number,
  horizon: Horizon,
): number | undefined {
  switch (instrument.kind) {
    case 'future':
      return instrument.node.price + costUsd / unitMultiplierUsd(instrument);
    case 'etp':
      return instrument.priceUsd + costUsd;
    case 'call':
      return levelThatPays(
        (future) => callPnlPoints(market, instrument.call, horizon, future),
        costUsd / VIX_OPTION_MULTIPLIER_USD,
      );
    case 'callSpread':
      return levelThatPays(
        (future) =>
          callPnlPoints(market, instrument.long, horizon, future) -
          callPnlPoints(market, instrument.short, horizon, future),
        costUsd / VIX_OPTION_MULTIPLIER_USD,
      );
  }
}

/** Undefined where no level up to 200 points pays, as with a spread whose width is too small. */
function levelThatPays(
  pnlPoints: (future: number) => number,
  costPoints: number,
): number | undefined {
  const excess = (future: number): number => pnlPoints(future) - costPoints;
  let low = 1;
  let lowValue = excess(low);
  for (let high = 2; high <= 200; high += 1) {
    const highValue = excess(high);
    if (lowValue < 0 && highValue >= 0) {
      return findRoot(excess, low, lowValue, high, highValue, 1e-9);
    }
    low = high;
    lowValue = highValue;
  }
  return undefined;
}

/** Spot VIX on the path where the instrument stands at a level; undefined off the path. */
function vixWhere(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  level: number,
  horizon: Horizon,
): number | undefined {
  // A contract that settles by the horizon settles at spot VIX itself.
  if (instrument.kind !== 'etp' && expiresBy(horizon.path, instrument.node)) return level;
  const { spx } = horizon.path;
  const excess = (at: number): number => levelOnPath(market, instrument, horizon, at).level - level;
  const low = spx * LOWEST_MOVE;
  const high = spx * HIGHEST_MOVE;
  const lowValue = excess(low);
  const highValue = excess(high);
  if (lowValue < 0 || highValue > 0) return undefined;
  const at = findRoot(excess, low, lowValue, high, highValue, spx * 1e-7);
  return levelOnPath(market, instrument, horizon, at).vix;
}
