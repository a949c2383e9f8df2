import { heldBeta } from '../scenario/contract-beta.js';
import { SHOCK_TENORS } from '../scenario/shock.js';
import type { MarketShock } from '../scenario/shock.js';

/**
 * A sudden move given by SPX and VIX alone: the futures follow by the same-contract betas of one
 * day, raised as SPX falls (METHOD 4.2). VVIX stays: its move is not a function of these two.
 * @param spxReturn simple return
 * @param vixFactor VIX after over VIX before
 */
export function spotVolShock(spxReturn: number, vixFactor: number): MarketShock {
  const vixLogChange = Math.log(vixFactor);
  return {
    id: `spx-${spxReturn}-vix-${vixFactor}`,
    days: 0,
    spxReturn,
    vixLogChange,
    curveLogChanges: SHOCK_TENORS.map((days) => heldBeta(days, spxReturn) * vixLogChange),
    ofHeldContracts: true,
  };
}
