import { EPISODES } from '../scenario/episodes.js';
import { shockAtTenor } from '../scenario/shock.js';
import type { MarketShock } from '../scenario/shock.js';
import type { CurveNode } from '../market/term-structure.js';
import type { TenorScore } from './adaptive-result.js';
import { CARRY_DAYS, carryPlan } from './carry.js';
import { instrumentOn } from './hedge-market.js';
import type { HedgeMarket } from './hedge-market.js';
import { unitMultiplierUsd, unitNotionalUsd, unitsPerContract } from './instruments.js';
import type { HedgeInstrument, VixCall } from './instruments.js';
import type { LayerSettings } from './settings.js';
import { vixCallValue, vixOptionYears } from './vix-vol.js';

/**
 * Stress gain per unit of carry of every contract that a layer could hold (METHOD 3.6). The
 * episodes count alike: a convention, for they are no probabilities. Vols of VIX options stay.
 * @param nodes contracts inside the layer's window
 * @throws Refusal where an option on one of them has no price
 */
export function scoreTenors(
  market: HedgeMarket,
  layerIndex: number,
  layer: LayerSettings,
  nodes: readonly CurveNode[],
): TenorScore[] {
  const { carryFloor } = market.settings.tenor;
  return nodes.map((node) => {
    const instrument = instrumentOn(node, layer, market);
    // Told of a whole contract, so that months with minis and months without compare.
    const units = unitsPerContract(instrument);
    const stressGainUsd =
      (units *
        EPISODES.reduce((sum, shock) => sum + gainUnder(market, instrument, node, shock), 0)) /
      EPISODES.length;
    const carryUsd = units * carryPlan(market, layerIndex, instrument, CARRY_DAYS).gainUsdPerUnit;
    const floorUsd = carryFloor * units * unitNotionalUsd(instrument);
    const { symbol, daysToExpiry } = node;
    const score = stressGainUsd / Math.max(-carryUsd, floorUsd);
    return { symbol, daysToExpiry, stressGainUsd, carryUsd, score };
  });
}

/** The contract of the best score; of two as good, the shorter. */
export function bestTenor<T extends { readonly score: number }>(
  scores: readonly T[],
): T | undefined {
  const [first, ...others] = scores;
  return first && others.reduce((best, each) => (each.score > best.score ? each : best), first);
}

/** Gain of one unit when the episode happens at once, dollars. */
function gainUnder(
  market: HedgeMarket,
  instrument: HedgeInstrument,
  node: CurveNode,
  shock: MarketShock,
): number {
  const future = node.price * Math.exp(shockAtTenor(shock, node.daysToExpiry));
  const multiplier = unitMultiplierUsd(instrument);
  switch (instrument.kind) {
    case 'future':
      return multiplier * (future - node.price);
    case 'call':
      return multiplier * callGain(market, instrument.call, future);
    case 'callSpread':
      return (
        multiplier *
        (callGain(market, instrument.long, future) - callGain(market, instrument.short, future))
      );
    case 'etp':
      return 0;
  }
}

function callGain({ asOf, rate, settings }: HedgeMarket, call: VixCall, future: number): number {
  const years = vixOptionYears(call.node, asOf);
  return vixCallValue(call, future, years, rate, settings.vixOptions) - call.pricePoints;
}

/**
 * Why a holder of one contract is to roll it into the next (METHOD 3.6), in words; undefined where
 * it may stay.
 */
export function rollTrigger(
  held: TenorScore,
  next: TenorScore | undefined,
  trigger: number,
): string | undefined {
  if (next === undefined || !(next.score > trigger * held.score)) return undefined;
  return `who holds ${held.symbol} rolls into ${next.symbol}: its score ${next.score.toFixed(2)} is more than ${trigger} x ${held.score.toFixed(2)}`;
}
