import { rollIndexGrowth } from '../market/roll-index.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import { yearsBetween } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { futureBeta } from '../scenario/central-path.js';
import { expiresBy, futureOnPath, stateAt, unchangedCurvePrice } from '../scenario/horizon-path.js';
import type { HorizonPath, PathState } from '../scenario/horizon-path.js';
import { etpIndex } from './carry.js';
import type { HedgeMarket } from './hedge-market.js';
import { settlementCostUsd, tradeCostUsd, unitMultiplierUsd } from './instruments.js';
import type { HedgeInstrument, VixCall } from './instruments.js';
import { vixCallValue } from './vix-call.js';

/** Where and when a hedge is revalued. */
export interface Horizon {
  readonly path: HorizonPath;
  readonly moment: EpochMs;
}

/**
 * What one unit is worth at the horizon less what it was bought at, dollars before costs
 * (METHOD 6.7, 15.7). Options keep their vol and slide along the skew with their own future.
 */
export function unitPnlUsd(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  horizon: Horizon,
  state: PathState,
): number {
  const multiplier = unitMultiplierUsd(instrument);
  switch (instrument.kind) {
    case 'future':
      return (
        multiplier * (futureOnPath(horizon.path, state, instrument.node) - instrument.node.price)
      );
    case 'call': {
      const future = futureOnPath(horizon.path, state, instrument.node);
      return multiplier * callPnlPoints(market, instrument.call, horizon, future);
    }
    case 'callSpread': {
      const future = futureOnPath(horizon.path, state, instrument.node);
      return (
        multiplier *
        (callPnlPoints(market, instrument.long, horizon, future) -
          callPnlPoints(market, instrument.short, horizon, future))
      );
    }
    case 'etp':
      return etpValueUsd(market, instrument, horizon, state) - instrument.priceUsd;
  }
}

/** Value of a call at the horizon when its own future stands at `future`, less its price now. */
export function callPnlPoints(
  market: HedgeMarket,
  call: VixCall,
  horizon: Horizon,
  future: number,
): number {
  const years = expiresBy(horizon.path, call.node)
    ? 0
    : yearsBetween(horizon.moment, optionSettlementMoment(call.node.expiry, 'am'));
  const { rate, settings } = market;
  return vixCallValue(call, future, years, rate, settings.vixOptions) - call.pricePoints;
}

/** An ETP as its index on the unchanged curve, moved by its tenor's beta, less its fee. */
export function etpValueUsd(
  market: HedgeMarket,
  etp: Extract<HedgeInstrument, { kind: 'etp' }>,
  horizon: Horizon,
  state: PathState,
): number {
  const { path } = horizon;
  const growth = rollIndexGrowth(market.curve, etpIndex(etp.tenorDays), path.calendarDays);
  const beta = futureBeta(path.dynamics, etp.tenorDays, state.spxLogReturn, path.tradingDays);
  const fee = (etp.feePerYear * path.calendarDays) / 365;
  return (
    etp.priceUsd *
    (1 + etp.leverage * (growth - 1) - fee) *
    Math.exp(etp.leverage * beta * state.vixLogChange)
  );
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

/** Where the instrument's own future (ETP: its price) stands on an unchanged curve at the horizon. */
export function unchangedLevel(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  horizon: Horizon,
): number {
  if (instrument.kind !== 'etp') return unchangedCurvePrice(horizon.path, instrument.node);
  const still: PathState = {
    spx: horizon.path.spx,
    spxLogReturn: 0,
    vix: market.curve.spotVix,
    vixLogChange: 0,
  };
  return etpValueUsd(market, instrument, horizon, still);
}

/** The instrument's own level on the path: its future, or an ETP's price. */
export function levelOnPath(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  horizon: Horizon,
  spx: number,
): { level: number; vix: number } {
  const state = stateAt(horizon.path, spx);
  const level =
    instrument.kind === 'etp'
      ? etpValueUsd(market, instrument, horizon, state)
      : futureOnPath(horizon.path, state, instrument.node);
  return { level, vix: state.vix };
}
