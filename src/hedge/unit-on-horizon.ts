import { rollIndexGrowth } from '../market/roll-index.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import type { CurveNode } from '../market/term-structure.js';
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
import { optionHalfSpreadPoints, unitMultiplierUsd } from './instruments.js';
import type { EtpInstrument, FutureInstrument, HedgeInstrument, VixCall } from './instruments.js';
import { VixByLevel } from './spx-where.js';
import { vixCallValue } from './vix-vol.js';

/**
 * One unit of an instrument at a horizon, with all that does not depend on the state there worked
 * out: a search for a root asks for the same unit in dozens of states.
 */
export interface UnitOnHorizon {
  /** The instrument's own level in a state: its future, or an ETP's price. */
  level(state: PathState): number;
  /** Where that level stands on an unchanged curve. */
  unchangedLevel(): number;
  /**
   * Spot VIX on the path where the instrument stands at a level; undefined off the path. A
   * contract that settles by the horizon settles at spot VIX itself.
   */
  vixWhere(level: number): number | undefined;
  /**
   * What one unit is worth in a state less what it was bought at, dollars. An option or share that
   * is left then is worth what half the spread leaves of it; all other costs come on top.
   */
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

/** What one unit makes in one state, for what is asked for once: as `pnlUsd`. */
export function unitPnlUsd(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  horizon: Horizon,
  state: PathState,
): number {
  return unitOnHorizon(market, instrument, horizon).pnlUsd(state);
}

/** What a search for a level needs of every unit. */
abstract class Searched {
  private found: VixByLevel | undefined;

  abstract level(state: PathState): number;

  protected vixOn(path: HorizonPath, level: number): number | undefined {
    this.found ??= new VixByLevel(path, (state) => this.level(state));
    return this.found.where(level);
  }
}

/** What stands on a listed contract: a future, or options on one. */
abstract class ContractUnit extends Searched {
  protected readonly path: HorizonPath;
  protected readonly contract: ContractOnPath;
  private readonly node: CurveNode;

  constructor({ node }: FutureInstrument | CallKind, path: HorizonPath) {
    super();
    this.path = path;
    this.node = node;
    this.contract = contractOnPath(path, node);
  }

  level(state: PathState): number {
    return levelInState(this.path, this.contract, state);
  }

  unchangedLevel(): number {
    return unchangedCurvePrice(this.path, this.node);
  }

  vixWhere(level: number): number | undefined {
    return expiresBy(this.path, this.node) ? level : this.vixOn(this.path, level);
  }
}

class FutureUnit extends ContractUnit implements UnitOnHorizon {
  private readonly multiplier: number;
  private readonly price: number;

  constructor(instrument: FutureInstrument, path: HorizonPath) {
    super(instrument, path);
    this.multiplier = unitMultiplierUsd(instrument);
    this.price = instrument.node.price;
  }

  pnlUsd(state: PathState): number {
    return this.multiplier * (levelInState(this.path, this.contract, state) - this.price);
  }
}

type CallKind = Extract<HedgeInstrument, { kind: 'call' | 'callSpread' }>;

class CallUnit extends ContractUnit implements UnitOnHorizon {
  private readonly multiplier: number;
  private readonly pnlPoints: (future: number) => number;

  constructor(market: HedgeMarket, instrument: CallKind, horizon: Horizon) {
    super(instrument, horizon.path);
    this.multiplier = unitMultiplierUsd(instrument);
    this.pnlPoints = callPnlPoints(market, instrument, horizon);
  }

  pnlUsd(state: PathState): number {
    return this.multiplier * this.pnlPoints(this.level(state));
  }
}

/**
 * What a call or a spread brings at the horizon when its own future stands at a level, less its
 * price now, points: bought calls are sold at half the spread below their value, or not at all;
 * sold ones are bought back as far above it.
 */
export function callPnlPoints(
  market: HedgeMarket,
  instrument: CallKind,
  horizon: Horizon,
): (future: number) => number {
  if (instrument.kind === 'call') return legPnlPoints(market, instrument.call, horizon, -1);
  const long = legPnlPoints(market, instrument.long, horizon, -1);
  const short = legPnlPoints(market, instrument.short, horizon, 1);
  return (future) => long(future) - short(future);
}

/** @param spread which side of the middle the trade that ends the leg is done on: -1 a sale */
function legPnlPoints(
  { rate, settings: { costs, vixOptions } }: HedgeMarket,
  call: VixCall,
  { path, moment }: Horizon,
  spread: -1 | 1,
): (future: number) => number {
  if (expiresBy(path, call.node)) {
    return (future) => Math.max(0, future - call.strike) - call.pricePoints;
  }
  const years = yearsBetween(moment, optionSettlementMoment(call.node.expiry, 'am'));
  return (future) => {
    const value = vixCallValue(call, future, years, rate, vixOptions);
    const traded = value + spread * optionHalfSpreadPoints(call, value, costs);
    return Math.max(0, traded) - call.pricePoints;
  };
}

/** An ETP as its index on the unchanged curve, moved by its tenor's beta, less its fee. */
class EtpUnit extends Searched implements UnitOnHorizon {
  private readonly path: HorizonPath;
  private readonly etp: EtpInstrument;
  private readonly unchanged: number;
  private readonly betas: BetasAt;
  private readonly kept: number;

  constructor(market: HedgeMarket, etp: EtpInstrument, path: HorizonPath) {
    super();
    this.etp = etp;
    this.path = path;
    this.kept = 1 - market.settings.costs.etpHalfSpreadShare;
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

  vixWhere(level: number): number | undefined {
    return this.vixOn(this.path, level);
  }

  pnlUsd(state: PathState): number {
    return this.kept * this.level(state) - this.etp.priceUsd;
  }
}
