import { SPX_OPTION_MULTIPLIER_USD } from '../market/contracts.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import type { OptionQuote, Snapshot } from '../market/snapshot.js';
import { yearsBetween } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { black76Price } from '../pricing/black76.js';
import { forwardPrice } from '../pricing/bsm.js';
import { impliedVol } from '../pricing/implied-vol.js';
import type { Right } from '../pricing/black.js';
import { LEG_NAMES, creditUsd, spxPointsPerPoint } from './condor.js';
import type { Condor, LegName } from './condor.js';
import { settlementLossUsd } from './payoff.js';
import { atmVolOf, skewAt, skewedVol } from './vol-model.js';
import type { AtmVol, Carry, VolModelSettings } from './vol-model.js';

/** A leg with what is needed to value it in any state of the market. */
export interface ResolvedLeg {
  readonly name: LegName;
  readonly right: Right;
  readonly strike: number;
  /** +1 held, -1 sold. */
  readonly side: 1 | -1;
  readonly impliedVol: number;
  readonly impliedVolSource: string;
  /** Its vol over what the skew line gives, floor aside: kept when the market moves. */
  readonly volOffset: number;
  /** The least vol it has in any state: the model's floor, or its own stated one below that. */
  readonly volFloor: number;
}

/**
 * A condor with its dates, forward and vols fixed: ready to be valued (a resolve step, so that
 * pricing many states looks nothing up).
 */
export interface ResolvedCondor {
  readonly condor: Condor;
  readonly settles: EpochMs;
  readonly atm: AtmVol;
  /** Points of the underlying. */
  readonly forward: number;
  readonly forwardSource: string;
  /** Cost of carry a year that takes spot to the forward. */
  readonly forwardDrift: number;
  readonly legs: readonly ResolvedLeg[];
}

export interface ValuationMarket {
  readonly snapshot: Snapshot;
  readonly asOf: EpochMs;
  readonly spx: number;
  readonly carry: Carry;
  readonly model: VolModelSettings;
}

const RIGHTS: Readonly<Record<LegName, Right>> = {
  longPut: 'put',
  shortPut: 'put',
  shortCall: 'call',
  longCall: 'call',
};

const NO_QUOTES: readonly undefined[] = LEG_NAMES.map(() => undefined);

/** Fixes a condor's forward and vols in a market (METHOD 2.2, 10.1, 15.4). */
export function resolveCondor(condor: Condor, market: ValuationMarket): ResolvedCondor {
  const { snapshot, asOf, carry, model } = market;
  const settles = optionSettlementMoment(condor.expiry, condor.settlement);
  const years = Math.max(0, yearsBetween(asOf, settles));
  const spot = market.spx / spxPointsPerPoint(condor);
  const parity = snapshot.options.length === 0 ? undefined : parityForward(condor, market, years);
  const forward = parity ?? forwardPrice(spot, years, carry.rate, carry.dividendYield);
  const isQuoted = condor.ivs !== undefined || snapshot.options.length > 0;
  const quotes = isQuoted
    ? LEG_NAMES.map((name) => quotedVol(condor, name, snapshot, forward, years, carry.rate))
    : NO_QUOTES;
  const atm =
    atmFromShorts(condor, forward, quotes, model) ?? atmVolOf(condor, snapshot, asOf, carry, model);
  const legs: ResolvedLeg[] = [];
  for (let i = 0; i < LEG_NAMES.length; i += 1) {
    const name = LEG_NAMES[i] as LegName;
    const strike = condor.strikes[name];
    const quoted = quotes[i];
    legs.push({
      name,
      right: RIGHTS[name],
      strike,
      side: name === 'longPut' || name === 'longCall' ? 1 : -1,
      impliedVol: quoted?.vol ?? skewedVol(atm.vol, forward, strike, model),
      impliedVolSource: quoted?.source ?? 'skew line on the at-the-money vol',
      volOffset: quoted === undefined ? 0 : quoted.vol - (atm.vol + skewAt(forward, strike, model)),
      volFloor: Math.min(model.floor, quoted?.vol ?? model.floor),
    });
  }
  return {
    condor,
    settles,
    atm,
    forward,
    forwardSource: parity === undefined ? 'spot, rate and dividend yield' : 'put-call parity',
    forwardDrift: years > 0 ? Math.log(forward / spot) / years : carry.rate - carry.dividendYield,
    legs,
  };
}

/** A state of the market in which a resolved condor is valued. */
export interface MarketState {
  readonly moment: EpochMs;
  /** SPX points. */
  readonly spx: number;
  /** At-the-money vol as a multiple of today's. */
  readonly volFactor: number;
}

/**
 * The seller's profit or loss since entry when the condor is valued in a state: credit less the
 * cost to close. At or after settlement the intrinsic at that SPX level.
 */
export function condorPnlInState(
  resolved: ResolvedCondor,
  market: ValuationMarket,
  state: MarketState,
): number {
  const { condor } = resolved;
  const years = yearsBetween(state.moment, resolved.settles);
  if (years <= 0) return creditUsd(condor) - settlementLossUsd(condor, state.spx);
  const forward = (state.spx / spxPointsPerPoint(condor)) * Math.exp(resolved.forwardDrift * years);
  let points = 0;
  for (const leg of resolved.legs) {
    const vol = legVol(resolved, leg, forward, state.volFactor, market.model);
    points +=
      leg.side * black76Price(leg.right, forward, leg.strike, years, vol, market.carry.rate);
  }
  return creditUsd(condor) + points * SPX_OPTION_MULTIPLIER_USD * condor.quantity;
}

/** The vol of a leg when the forward and the at-the-money vol have moved: sticky moneyness. */
export function legVol(
  resolved: ResolvedCondor,
  leg: ResolvedLeg,
  forward: number,
  volFactor: number,
  model: VolModelSettings,
): number {
  const line = resolved.atm.vol * volFactor + skewAt(forward, leg.strike, model);
  return Math.max(leg.volFloor, line + leg.volOffset);
}

interface QuotedVol {
  readonly vol: number;
  readonly source: string;
}

/**
 * The at-the-money vol that the sold legs' own vols imply: each less its skew, interpolated
 * between the two strikes in ln K at the forward. Undefined unless both are known.
 */
function atmFromShorts(
  condor: Condor,
  forward: number,
  quotes: readonly (QuotedVol | undefined)[],
  model: VolModelSettings,
): AtmVol | undefined {
  const put = quotes[LEG_NAMES.indexOf('shortPut')];
  const call = quotes[LEG_NAMES.indexOf('shortCall')];
  if (put === undefined || call === undefined) return undefined;
  const { shortPut, shortCall } = condor.strikes;
  const lessSkew = (vol: number, strike: number): number => vol - skewAt(forward, strike, model);
  const span = Math.log(shortCall / shortPut);
  const share = span > 0 ? Math.min(1, Math.max(0, Math.log(forward / shortPut) / span)) : 0.5;
  const vol = (1 - share) * lessSkew(put.vol, shortPut) + share * lessSkew(call.vol, shortCall);
  return {
    // The floor is the model's own: quoted vols below it stand, and so does what they imply.
    vol: Math.max(Math.min(model.floor, put.vol, call.vol), vol),
    source: `the short legs' vols less their skew (${put.source})`,
    fromCredit: false,
  };
}

function quotedVol(
  condor: Condor,
  name: LegName,
  snapshot: Snapshot,
  forward: number,
  years: number,
  rate: number,
): QuotedVol | undefined {
  if (condor.ivs !== undefined) return { vol: condor.ivs[name], source: 'position' };
  if (snapshot.options.length === 0) return undefined;
  const quote = quoteOf(condor, RIGHTS[name], condor.strikes[name], snapshot);
  if (quote === undefined) return undefined;
  const price = midOf(quote);
  // The price first: a vol beside it may have been computed on another forward.
  const vol =
    price === undefined || years <= 0
      ? undefined
      : invert(RIGHTS[name], price, forward, condor.strikes[name], years, rate);
  if (vol !== undefined) return { vol, source: 'implied by the snapshot price' };
  return quote.iv === undefined ? undefined : { vol: quote.iv, source: 'snapshot' };
}

/** Undefined where a quote holds no time value to invert: the skew line serves then. */
function invert(
  right: Right,
  price: number,
  forward: number,
  strike: number,
  years: number,
  rate: number,
): number | undefined {
  try {
    return impliedVol(right, price, forward, strike, years, rate);
  } catch {
    return undefined;
  }
}

function quoteOf(
  condor: Condor,
  right: Right,
  strike: number,
  snapshot: Snapshot,
): OptionQuote | undefined {
  const root = condor.underlying === 'XSP' ? 'XSP' : condor.settlement === 'am' ? 'SPX' : 'SPXW';
  return snapshot.options.find(
    (quote) =>
      quote.root === root &&
      quote.expiry === condor.expiry &&
      quote.strike === strike &&
      quote.right === right,
  );
}

/** Mid of bid and ask where both are quoted, else the price. */
export function midOf(quote: OptionQuote): number | undefined {
  if (quote.bid !== undefined && quote.ask !== undefined) return (quote.bid + quote.ask) / 2;
  return quote.price;
}

/** F = K + e^{rT}(C - P), the median over strikes within 2% of spot (METHOD 10.1). */
function parityForward(condor: Condor, market: ValuationMarket, years: number): number | undefined {
  const spot = market.spx / spxPointsPerPoint(condor);
  const forwards: number[] = [];
  for (const call of market.snapshot.options) {
    if (call.right !== 'call' || call.expiry !== condor.expiry) continue;
    if (Math.abs(call.strike / spot - 1) > 0.02) continue;
    if (call !== quoteOf(condor, 'call', call.strike, market.snapshot)) continue;
    const put = quoteOf(condor, 'put', call.strike, market.snapshot);
    const callMid = midOf(call);
    const putMid = put === undefined ? undefined : midOf(put);
    if (callMid === undefined || putMid === undefined) continue;
    forwards.push(call.strike + Math.exp(market.carry.rate * years) * (callMid - putMid));
  }
  if (forwards.length === 0) return undefined;
  forwards.sort((a, b) => a - b);
  const middle = forwards.length >> 1;
  const upper = forwards[middle] as number;
  return forwards.length % 2 === 1 ? upper : (upper + (forwards[middle - 1] as number)) / 2;
}
