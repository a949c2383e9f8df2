import { rollIndexGrowth } from '../market/roll-index.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import { yearsBetween } from '../market/time.js';
import {
  contractOnPath,
  expiresBy,
  levelInState,
  unchangedCurvePrice,
} from '../scenario/horizon-path.js';
import type { ContractOnPath, HorizonPath, PathState } from '../scenario/horizon-path.js';
import { betaBy, betasAt } from '../scenario/response-at.js';
import type { BetasAt } from '../scenario/response-at.js';
import { etpIndex } from './carry.js';
import type { HedgeMarket } from './hedge-market.js';
import type { Horizon } from './horizon-value.js';
import { unitMultiplierUsd } from './instruments.js';
import type { EtpInstrument, FutureInstrument, HedgeInstrument, VixCall } from './instruments.js';
import { vixCallValue } from './vix-call.js';

/**
 * One unit of an instrument at a horizon, with all that does not depend on the state there worked
 * out: a search for a root asks for the same unit in dozens of states.
 */
export interface UnitOnHorizon {
  /** The instrument's own level in a state: its future, or an ETP's price. */
  level(state: PathState): number;
  /** Where that level stands on an unchanged curve. */
  unchangedLevel(): number;
  /** What one unit is worth in a state less what it was bought at, dollars before costs. */
  pnlUsd(state: PathState): number;
}

/**
 * An instrument's unit at a horizon (METHOD 6.7, 15.7). Options keep their vol and slide along the
 * skew with their own future.
 */
export function unitOnHorizon(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  horizon: Horizon,
): UnitOnHorizon {
  switch (instrument.kind) {
    case 'future':
      return new FutureUnit(instrument, horizon.path);
    case 'call':
    case 'callSpread':
      return new CallUnit(market, instrument, horizon);
    case 'etp':
      return new EtpUnit(market, instrument, horizon.path);
  }
}

/** What one unit makes in one state, for what is asked for once: dollars before costs. */
export function unitPnlUsd(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  horizon: Horizon,
  state: PathState,
): number {
  return unitOnHorizon(market, instrument, horizon).pnlUsd(state);
}

class FutureUnit implements UnitOnHorizon {
  private readonly path: HorizonPath;
  private readonly instrument: FutureInstrument;
  private readonly contract: ContractOnPath;
  private readonly multiplier: number;
  private readonly price: number;

  constructor(instrument: FutureInstrument, path: HorizonPath) {
    this.path = path;
    this.instrument = instrument;
    this.contract = contractOnPath(path, instrument.node);
    this.multiplier = unitMultiplierUsd(instrument);
    this.price = instrument.node.price;
  }

  level(state: PathState): number {
    return levelInState(this.path, this.contract, state);
  }

  unchangedLevel(): number {
    return unchangedCurvePrice(this.path, this.instrument.node);
  }

  pnlUsd(state: PathState): number {
    return this.multiplier * (levelInState(this.path, this.contract, state) - this.price);
  }
}

type CallKind = Extract<HedgeInstrument, { kind: 'call' | 'callSpread' }>;

class CallUnit implements UnitOnHorizon {
  private readonly path: HorizonPath;
  private readonly instrument: CallKind;
  private readonly contract: ContractOnPath;
  private readonly pnlPoints: (future: number) => number;

  constructor(market: HedgeMarket, instrument: CallKind, horizon: Horizon) {
    this.path = horizon.path;
    this.instrument = instrument;
    this.contract = contractOnPath(horizon.path, instrument.node);
    this.pnlPoints = callPnlPoints(market, instrument, horizon);
  }

  level(state: PathState): number {
    return levelInState(this.path, this.contract, state);
  }

  unchangedLevel(): number {
    return unchangedCurvePrice(this.path, this.instrument.node);
  }

  pnlUsd(state: PathState): number {
    return unitMultiplierUsd(this.instrument) * this.pnlPoints(this.level(state));
  }
}

/**
 * Value of a call or a spread at the horizon when its own future stands at a level, less its price
 * now, points.
 */
export function callPnlPoints(
  market: HedgeMarket,
  instrument: CallKind,
  horizon: Horizon,
): (future: number) => number {
  if (instrument.kind === 'call') return legPnlPoints(market, instrument.call, horizon);
  const long = legPnlPoints(market, instrument.long, horizon);
  const short = legPnlPoints(market, instrument.short, horizon);
  return (future) => long(future) - short(future);
}

function legPnlPoints(
  { rate, settings: { vixOptions } }: HedgeMarket,
  call: VixCall,
  { path, moment }: Horizon,
): (future: number) => number {
  const years = expiresBy(path, call.node)
    ? 0
    : yearsBetween(moment, optionSettlementMoment(call.node.expiry, 'am'));
  return (future) => vixCallValue(call, future, years, rate, vixOptions) - call.pricePoints;
}

/** An ETP as its index on the unchanged curve, moved by its tenor's beta, less its fee. */
class EtpUnit implements UnitOnHorizon {
  private readonly etp: EtpInstrument;
  private readonly unchanged: number;
  private readonly betas: BetasAt;

  constructor(market: HedgeMarket, etp: EtpInstrument, path: HorizonPath) {
    this.etp = etp;
    this.betas = betasAt(path.response, etp.tenorDays);
    const growth = rollIndexGrowth(market.curve, etpIndex(etp.tenorDays), path.calendarDays);
    const fee = (etp.feePerYear * path.calendarDays) / 365;
    this.unchanged = etp.priceUsd * (1 + etp.leverage * (growth - 1) - fee);
  }

  level({ spxLogReturn, vixLogChange }: PathState): number {
    const beta = betaBy(this.betas, spxLogReturn);
    return this.unchanged * Math.exp(this.etp.leverage * beta * vixLogChange);
  }

  unchangedLevel(): number {
    return this.unchanged;
  }

  pnlUsd(state: PathState): number {
    return this.level(state) - this.etp.priceUsd;
  }
}
