import { Refusal } from '../errors.js';
import { midOf } from '../condor/valuation.js';
import type { OptionQuote, Snapshot } from '../market/snapshot.js';
import type { CurveNode } from '../market/term-structure.js';
import type { EpochMs } from '../market/time.js';
import { black76Greeks } from '../pricing/black76.js';
import { impliedVol } from '../pricing/implied-vol.js';
import type { VixCall } from './instruments.js';
import type { VixOptionSettings } from './settings.js';
import { modelledVixVol, vixOptionYears } from './vix-vol.js';

/** Below this many points a modelled strike list steps by half points, then by 1, then by 5. */
const HALF_POINT_STRIKES_BELOW = 15;
const WHOLE_POINT_STRIKES_BELOW = 40;

export interface VixCallMarket {
  readonly snapshot: Snapshot;
  readonly asOf: EpochMs;
  readonly rate: number;
  readonly settings: VixOptionSettings;
  /** VVIX as a fraction; modelled vols need it. */
  readonly vvix: number | undefined;
}

/** A quoted call whose delta is further from the wanted one does not stand for it (our choice). */
export const DELTA_TOLERANCE = 0.1;

/**
 * The VIX call on a future whose delta is nearest the wanted one: among the quoted strikes where
 * the snapshot quotes that expiry near enough to it, else on a modelled list of the strikes that
 * it does not quote. Without VVIX there is no such list, and the nearest quote is taken however
 * far it is.
 * @param above only strikes above this one (the sold call of a spread)
 * @throws Refusal where the snapshot has neither quotes for the expiry nor VVIX
 */
export function vixCallNearDelta(
  market: VixCallMarket,
  node: CurveNode,
  delta: number,
  above = 0,
): VixCall {
  const quotes = quotedCalls(market, node).filter((call) => call.strike > above);
  const quoted = nearestDelta(quotes, delta);
  const near = quoted !== undefined && Math.abs(quoted.delta - delta) <= DELTA_TOLERANCE;
  if (quoted !== undefined && (near || market.vvix === undefined)) return quoted;
  const modelled = nearestDelta(modelledCalls(market, node, above), delta);
  const best = nearestDelta(
    [quoted, modelled].flatMap((call) => call ?? []),
    delta,
  );
  if (best === undefined) {
    throw new Refusal(
      `no VIX call of ${node.expiry} is listed above the strike ${above}`,
      'add option rows with higher strikes to the snapshot, or hold the layer in calls',
      { key: 'vixOptions.shortDelta' },
    );
  }
  return best;
}

/**
 * The VIX call of one strike on a future: quoted, else modelled from VVIX; undefined where the
 * snapshot has neither.
 */
export function vixCallAt(
  market: VixCallMarket,
  node: CurveNode,
  strike: number,
): VixCall | undefined {
  const quoted = quotedCalls(market, node).find((call) => call.strike === strike);
  if (quoted !== undefined || market.vvix === undefined) return quoted;
  return modelledCall(market, node, strike, market.vvix, vixOptionYears(node, market.asOf));
}

function nearestDelta(calls: readonly VixCall[], delta: number): VixCall | undefined {
  let best: VixCall | undefined;
  for (const call of calls) {
    if (best === undefined || Math.abs(call.delta - delta) < Math.abs(best.delta - delta)) {
      best = call;
    }
  }
  return best;
}

function quotedCalls(market: VixCallMarket, node: CurveNode): VixCall[] {
  return quotesOn(market, node).flatMap((quote) => quotedCall(market, node, quote) ?? []);
}

/** Rows of the snapshot for calls on a future, usable or not. */
function quotesOn({ snapshot }: Pick<VixCallMarket, 'snapshot'>, node: CurveNode): OptionQuote[] {
  const root = node.weekly ? 'VIXW' : 'VIX';
  return snapshot.options.filter(
    (quote) => quote.root === root && quote.right === 'call' && quote.expiry === node.expiry,
  );
}

/**
 * Quotes that were set aside for modelled calls: on the same futures, and not those of other calls
 * held. Their delta is too far from the wanted one, or the quote is outside what a call can cost.
 */
export function quotesSetAside(
  market: Pick<VixCallMarket, 'snapshot'>,
  calls: readonly VixCall[],
): OptionQuote[] {
  const from = new Map<CurveNode, number>();
  for (const { modelled, node, strike } of calls) {
    if (!modelled) continue;
    // A sold call stands above the bought one: no quote at or below that was one for it.
    const below = calls.filter((call) => call.node === node && call.strike < strike);
    const least = Math.max(0, ...below.map((call) => call.strike));
    from.set(node, Math.min(from.get(node) ?? Infinity, least));
  }
  return [...from].flatMap(([node, least]) =>
    quotesOn(market, node).filter(
      ({ strike }) =>
        strike > least && !calls.some((call) => call.node === node && call.strike === strike),
    ),
  );
}

function quotedCall(
  market: VixCallMarket,
  node: CurveNode,
  quote: OptionQuote,
): VixCall | undefined {
  const years = vixOptionYears(node, market.asOf);
  const mid = midOf(quote);
  const fromPrice =
    mid === undefined ? undefined : invertCall(mid, node, quote, years, market.rate);
  // The price first: a vol beside it may have been computed on spot VIX, not on the future.
  const vol = fromPrice ?? quote.iv;
  if (vol === undefined) return undefined;
  const greeks = black76Greeks('call', node.price, quote.strike, years, vol, market.rate);
  return {
    node,
    strike: quote.strike,
    impliedVol: vol,
    pricePoints: fromPrice === undefined ? greeks.price : (mid ?? greeks.price),
    delta: greeks.delta,
    priceSource: fromPrice === undefined ? 'snapshot IV' : 'snapshot price',
    ...(quote.bid !== undefined &&
      quote.ask !== undefined && { halfSpreadPoints: (quote.ask - quote.bid) / 2 }),
    modelled: false,
    monthly: !node.weekly,
  };
}

/** Undefined where the quote lies outside the no-arbitrage bounds on the VX future. */
function invertCall(
  price: number,
  node: CurveNode,
  quote: OptionQuote,
  years: number,
  rate: number,
): number | undefined {
  try {
    return impliedVol('call', price, node.price, quote.strike, years, rate);
  } catch {
    return undefined;
  }
}

function modelledCalls(market: VixCallMarket, node: CurveNode, above: number): VixCall[] {
  const { vvix } = market;
  if (vvix === undefined) throw noPrice(market, node, above);
  const years = vixOptionYears(node, market.asOf);
  const quoted = new Set(quotesOn(market, node).map(({ strike }) => strike));
  const calls: VixCall[] = [];
  for (let strike = 5; strike <= 200; strike += strikeStep(strike)) {
    // What a strike costs that is quoted, no model says: it is too far off, or cannot be bought.
    if (quoted.has(strike)) continue;
    if (strike <= above || strike < node.price * 0.4 || strike > node.price * 6) continue;
    const call = modelledCall(market, node, strike, vvix, years);
    if (call !== undefined) calls.push(call);
  }
  return calls;
}

/** Why a call cannot be priced without VVIX: nothing is quoted, nothing usable, or nothing higher. */
function noPrice(market: VixCallMarket, node: CurveNode, above: number): Refusal {
  const calls = `VIX calls of ${node.expiry}`;
  const usable = quotedCalls(market, node);
  if (usable.length > 0) {
    return new Refusal(
      `the snapshot quotes ${calls}, but none above the strike ${above} at a price that a call can have`,
      'add option rows with higher strikes or an index VVIX row, or hold the layer in calls or futures',
    );
  }
  const quoted = quotesOn(market, node).length > 0;
  return new Refusal(
    quoted
      ? `the snapshot quotes ${calls}, but none at a price that a call can have`
      : `${calls} have no price: the snapshot has neither their quotes nor VVIX`,
    'add an index VVIX row or option rows to the snapshot, or hold the layer in futures',
  );
}

function modelledCall(
  market: VixCallMarket,
  node: CurveNode,
  strike: number,
  vvix: number,
  years: number,
): VixCall | undefined {
  const vol = modelledVixVol(vvix, node.daysToExpiry, node.price, strike, market.settings);
  if (!(vol > 0)) return undefined;
  const greeks = black76Greeks('call', node.price, strike, years, vol, market.rate);
  return {
    node,
    strike,
    impliedVol: vol,
    pricePoints: greeks.price,
    delta: greeks.delta,
    priceSource: 'modelled from VVIX',
    modelled: true,
    monthly: !node.weekly,
  };
}

function strikeStep(strike: number): number {
  if (strike < HALF_POINT_STRIKES_BELOW) return 0.5;
  return strike < WHOLE_POINT_STRIKES_BELOW ? 1 : 5;
}
