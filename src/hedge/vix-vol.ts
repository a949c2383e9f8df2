import { optionSettlementMoment } from '../market/settlement-time.js';
import type { CurveNode } from '../market/term-structure.js';
import { yearsBetween } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { black76Price } from '../pricing/black76.js';
import { contractBeta } from '../scenario/contract-beta.js';
import type { VixCall } from './instruments.js';
import type { VixOptionSettings } from './settings.js';

/**
 * Vol of a VIX call (METHOD 2.2): VVIX at 30 days, scaled to the tenor by its beta to spot
 * (Samuelson), plus the positive skew.
 */
export function modelledVixVol(
  vvix: number,
  daysToExpiry: number,
  forward: number,
  strike: number,
  settings: VixOptionSettings,
): number {
  return vvix * tenorScale(daysToExpiry, settings) + settings.skew * Math.log(strike / forward);
}

/** The VVIX at which {@link modelledVixVol} gives a call its own vol; never below a tenth. */
export function vvixOf(call: VixCall, settings: VixOptionSettings): number {
  const { node, strike, impliedVol } = call;
  const skew = settings.skew * Math.log(strike / node.price);
  return Math.max(0.1, (impliedVol - skew) / tenorScale(node.daysToExpiry, settings));
}

/** How an at-the-money vol of a tenor compares with that at 30 days. */
function tenorScale(daysToExpiry: number, settings: VixOptionSettings): number {
  return (contractBeta(daysToExpiry) / contractBeta(30)) ** settings.tenorPower;
}

/** A call's value in points when its future and the clock have moved, its own vol unchanged. */
export function vixCallValue(
  call: VixCall,
  forward: number,
  years: number,
  rate: number,
  settings: VixOptionSettings,
): number {
  if (years <= 0) return Math.max(0, forward - call.strike);
  // Sticky moneyness: the vol slides along the skew with the future, never below a tenth.
  const vol = Math.max(0.1, call.impliedVol + settings.skew * Math.log(call.node.price / forward));
  return black76Price('call', forward, call.strike, years, vol, rate);
}

/** Years from a moment to the settlement of options on a VX future's expiry. */
export function vixOptionYears(node: CurveNode, from: EpochMs): number {
  return yearsBetween(from, optionSettlementMoment(node.expiry, 'am'));
}
