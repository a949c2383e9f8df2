import { VIX_OPTION_MULTIPLIER_USD } from '../market/contracts.js';
import { roundPoints } from '../market/rounding.js';
import { stateAt } from '../scenario/horizon-path.js';
import type { HedgeMarket } from './hedge-market.js';
import { roundTripCostUsd } from './horizon-value.js';
import type { Horizon } from './horizon-value.js';
import { unitMultiplierUsd, unitNotionalUsd } from './instruments.js';
import type { HedgeInstrument } from './instruments.js';
import type { LayerBreakEven } from './result.js';
import { findRoot } from './root.js';
import type { HeldPart } from './structure.js';
import { callPnlPoints } from './unit-on-horizon.js';
import { spxWhere } from './spx-where.js';
import type { UnitOnHorizon } from './unit-on-horizon.js';

/**
 * Where a layer has paid for itself at the horizon, costs included (METHOD 15.8): the level of its
 * own future (an ETP: its price), the rise that is over where it stands on an unchanged curve, and
 * the spot VIX that the central path has when it stands there. A blend has paid for itself as a
 * whole: the level is that of its largest contract then.
 * @param unitsThere one unit of each part of all layers at the horizon
 * @param firstPart which of them is this layer's first
 */
export function layerBreakEven(
  market: HedgeMarket,
  held: readonly HeldPart[],
  horizon: Horizon,
  unitsThere: readonly UnitOnHorizon[],
  firstPart: number,
): LayerBreakEven | undefined {
  const bought: BoughtPart[] = [];
  for (let part = 0; part < held.length; part += 1) {
    const { instrument, units } = held[part] as HeldPart;
    if (units <= 0) continue;
    const unit = unitsThere[firstPart + part] as UnitOnHorizon;
    bought.push({ instrument, units, unit });
  }
  const [first] = bought;
  if (first === undefined) return undefined;
  return bought.length > 1
    ? blendBreakEven(market, bought, bought.reduce(larger), horizon)
    : singleBreakEven(market, first, horizon);
}

interface BoughtPart extends HeldPart {
  readonly unit: UnitOnHorizon;
}

/** The part with the greater notional, of two as great the first: the greatest speaks for a blend. */
function larger(best: BoughtPart, part: BoughtPart): BoughtPart {
  const notional = ({ instrument, units }: HeldPart): number => units * unitNotionalUsd(instrument);
  return notional(part) > notional(best) ? part : best;
}

/** On the path itself: only there do the levels of two contracts belong together. */
function blendBreakEven(
  market: HedgeMarket,
  held: readonly BoughtPart[],
  { instrument: main, unit: largest }: BoughtPart,
  horizon: Horizon,
): LayerBreakEven | undefined {
  const { path } = horizon;
  const costUsd = held.reduce(
    (sum, { instrument, units }) => sum + roundTripCostUsd(market, instrument, units, path),
    0,
  );
  const at = spxWhere(path, (state) =>
    held.reduce((sum, { unit, units }) => sum + units * unit.pnlUsd(state), -costUsd),
  );
  if (at === undefined) return undefined;
  const state = stateAt(path, at);
  const level = largest.level(state);
  return {
    horizon: path.horizon,
    ...(main.kind === 'future' && { symbol: main.node.symbol }),
    future: roundPoints(level),
    rise: level / largest.unchangedLevel() - 1,
    spotVix: roundPoints(state.vix),
  };
}

function singleBreakEven(
  market: HedgeMarket,
  { instrument, units, unit }: BoughtPart,
  horizon: Horizon,
): LayerBreakEven | undefined {
  const costUsd = roundTripCostUsd(market, instrument, units, horizon.path) / units;
  const level = paidLevel(market, instrument, costUsd, horizon);
  if (level === undefined) return undefined;
  const spotVix = unit.vixWhere(level);
  const future = roundPoints(level);
  const rise = level / unit.unchangedLevel() - 1;
  const { horizon: date } = horizon.path;
  return spotVix === undefined
    ? { horizon: date, future, rise }
    : { horizon: date, future, rise, spotVix: roundPoints(spotVix) };
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
      return (instrument.priceUsd + costUsd) / (1 - market.settings.costs.etpHalfSpreadShare);
    case 'call':
    case 'callSpread':
      return levelThatPays(
        callPnlPoints(market, instrument, horizon),
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
