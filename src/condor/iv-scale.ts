import { Refusal } from '../errors.js';
import { spxVolRange, vixFamilyRange } from '../market/option-bounds.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import type { Snapshot } from '../market/snapshot.js';
import { yearsBetween } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { LEG_NAMES, spxPointsPerPoint } from './condor.js';
import type { Condor } from './condor.js';

const DAY = 1 / 365;

/**
 * Checks that a condor's stated vols are of the size of the snapshot's VIX: a decimal place that
 * slipped would size the hedge on another market.
 * @throws Refusal naming the leg, with the reading in which its vol would fit
 */
export function assertIvScale(condor: Condor, snapshot: Snapshot, asOf: EpochMs): void {
  const { ivs } = condor;
  const { SPX } = snapshot.indices;
  const years = yearsBetween(asOf, optionSettlementMoment(condor.expiry, condor.settlement));
  // On its last day an option's vol says little.
  if (ivs === undefined || SPX === undefined || years < DAY) return;
  const family = vixFamilyRange(snapshot.indices);
  for (const name of LEG_NAMES) {
    const strike = condor.strikes[name] * spxPointsPerPoint(condor);
    const { low, high } = spxVolRange(family, SPX, strike, years);
    const fits = (iv: number): boolean => iv >= low && iv <= high;
    const iv = ivs[name];
    if (fits(iv)) continue;
    const reading = [0.01, 0.1, 10, 100]
      .map((factor) => Number((iv * factor).toPrecision(12)))
      .find(fits);
    throw new Refusal(
      `a vol of ${iv} cannot be with VIX at ${snapshot.indices.VIX}: from ${low.toFixed(3)} to ${high.toFixed(2)} is possible at that strike`,
      `give a fraction a year${reading === undefined ? '' : `, such as ${reading}`}`,
      { key: `ivs.${name}` },
    );
  }
}
