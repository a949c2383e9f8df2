import { etpSpecOf } from '../market/contracts.js';
import type { CurveNode } from '../market/term-structure.js';
import { etpOn, minisTrade } from '../hedge/hedge-market.js';
import type { HedgeMarket } from '../hedge/hedge-market.js';
import type { EtpInstrument, HedgeInstrument, VixCall } from '../hedge/instruments.js';
import type { PreparedHedge } from '../hedge/prepare.js';
import { inWindow } from '../hedge/tenor.js';
import { vixCallNearDelta } from '../hedge/vix-call.js';
import type { VixCallMarket } from '../hedge/vix-call.js';

/** Deltas at which a layer's calls are looked for; each is a strike of its own. */
const CALL_DELTAS = [0.5, 0.3, 0.15] as const;

/** Kinds of instruments that the optimiser may use. */
export interface CandidateKinds {
  readonly futures: boolean;
  readonly calls: boolean;
  readonly callSpreads: boolean;
  readonly etps: boolean;
}

/** Something a layer could hold, in the smallest unit that trades. */
export interface Candidate {
  readonly layerIndex: number;
  readonly instrument: HedgeInstrument;
  /** Most units that make sense: nine minis, as ten are one standard contract and dearer. */
  readonly maxUnits: number;
}

/**
 * Everything that could be held in each layer's window (METHOD 6.8, 15.2): VX and VXM of each month
 * in it, VIX calls at a few deltas, a call spread, ETPs by their constant maturity. A layer whose
 * window is empty has the months that the rules of `size` give it.
 */
export function candidatesOf(prepared: PreparedHedge, kinds: CandidateKinds): Candidate[] {
  const { market } = prepared;
  const taken = new Set<string>();
  return prepared.layers.flatMap((prepLayer, layerIndex) => {
    // A month that an earlier layer had to take from outside its window is that layer's.
    const inside = monthsInside(prepared, layerIndex).filter(({ expiry }) => !taken.has(expiry));
    const chosen = prepLayer.parts.flatMap(({ instrument }) =>
      instrument.kind === 'etp' ? [] : [instrument.node],
    );
    const nodes = inside.length > 0 ? inside : chosen.filter(({ expiry }) => !taken.has(expiry));
    const etps = (kinds.etps ? etpsInside(prepared, layerIndex) : []).filter(
      ({ symbol }) => !taken.has(symbol),
    );
    for (const { expiry } of nodes) taken.add(expiry);
    for (const { symbol } of etps) taken.add(symbol);
    return [
      ...nodes.flatMap((node) => [
        ...(kinds.futures ? futuresOn(node, market) : []),
        ...(kinds.calls ? callsOn(node, market) : []),
        ...(kinds.callSpreads ? spreadsOn(node, market) : []),
      ]),
      ...etps,
    ].map((instrument) => ({
      layerIndex,
      instrument,
      maxUnits: isMini(instrument) && minisAreDearer(market) ? 9 : Infinity,
    }));
  });
}

function monthsInside({ market }: PreparedHedge, index: number): CurveNode[] {
  const { settings, curve } = market;
  const least = settings.layers[0]?.window.minDays ?? 0;
  return [...curve.nodes, ...(settings.hedge.weeklies ? curve.weeklies : [])].filter(
    ({ daysToExpiry: days }) => days >= least && inWindow(settings.layers, index, days),
  );
}

function futuresOn(node: CurveNode, market: HedgeMarket): HedgeInstrument[] {
  return [
    { kind: 'future', node, minis: false },
    ...(minisTrade(node, market) ? [{ kind: 'future' as const, node, minis: true }] : []),
  ];
}

function isMini(instrument: HedgeInstrument): boolean {
  return instrument.kind === 'future' && instrument.minis;
}

function minisAreDearer({ settings: { costs } }: HedgeMarket): boolean {
  return (
    costs.vxCommissionUsd <= 10 * costs.vxmCommissionUsd &&
    costs.vxHalfSpreadPoints <= costs.vxmHalfSpreadPoints
  );
}

function callMarket(market: HedgeMarket): VixCallMarket {
  return { ...market, settings: market.settings.vixOptions };
}

/** Whether VIX options of a contract have a price: quotes of it, or VVIX to model them from. */
export function callsHavePrices(node: CurveNode, market: HedgeMarket): boolean {
  const root = node.weekly ? 'VIXW' : 'VIX';
  return (
    market.vvix !== undefined ||
    market.snapshot.options.some(
      (quote) => quote.root === root && quote.right === 'call' && quote.expiry === node.expiry,
    )
  );
}

function callsOn(node: CurveNode, market: HedgeMarket): HedgeInstrument[] {
  if (!callsHavePrices(node, market)) return [];
  const calls = new Map<number, VixCall>();
  for (const delta of CALL_DELTAS) {
    const call = vixCallNearDelta(callMarket(market), node, delta);
    calls.set(call.strike, call);
  }
  return [...calls.values()].map((call) => ({ kind: 'call', node, call }));
}

function spreadsOn(node: CurveNode, market: HedgeMarket): HedgeInstrument[] {
  if (!callsHavePrices(node, market)) return [];
  const { longDelta, shortDelta } = market.settings.vixOptions;
  const long = vixCallNearDelta(callMarket(market), node, longDelta);
  const short = vixCallNearDelta(callMarket(market), node, shortDelta, long.strike);
  return short.strike > long.strike ? [{ kind: 'callSpread', node, long, short }] : [];
}

/** Products that rise with VIX and whose constant maturity lies in the layer's window. */
function etpsInside({ market }: PreparedHedge, index: number): EtpInstrument[] {
  const { layers } = market.settings;
  return market.snapshot.etps.flatMap(({ symbol, priceUsd }): EtpInstrument[] => {
    const spec = etpSpecOf(symbol);
    if (spec === undefined || spec.dailyLeverage <= 0) return [];
    if (!inWindow(layers, index, spec.constantMaturityDays)) return [];
    return [etpOn(spec, { priceUsd }, market.curve.date)];
  });
}
