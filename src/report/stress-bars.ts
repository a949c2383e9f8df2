import { EPISODES } from '../scenario/episodes.js';
import { outcomeOf } from '../stress/outcome.js';
import type { PricedPlan } from '../stress/outcome.js';
import { shockPath } from '../stress/shock-path.js';
import { roundUsd } from '../market/rounding.js';
import type { StressBar } from './result.js';

/**
 * One episode for each crash of METHOD 5.1, the three always shown (METHOD 15.15) among them: the
 * bank has a fall's last days or its whole course twice, and a page has room for one.
 */
export const REPORT_EPISODES = [
  'gfc-2008',
  'aug-2011',
  'aug-2015',
  'feb-2018',
  'dec-2018',
  'covid-2020-peakvol',
  'grind-2022',
  'aug-2024-2d',
  'feb-apr-2025',
] as const;

/**
 * Past crashes on today's book and curve, each over its days with the hedge held: contracts that
 * expire on the way settle at spot VIX and are not replaced (`held` of `alvh stress`).
 */
export function stressBars(plan: PricedPlan): StressBar[] {
  const { market } = plan.prepared;
  const { stress } = market.settings;
  const upkeep = {
    roll: false,
    rollDays: stress.rollDays,
    exitSpreadFactor: stress.exitSpreadFactor,
  };
  const chosen: readonly string[] = REPORT_EPISODES;
  return EPISODES.filter(({ id }) => chosen.includes(id)).map((episode) => {
    const path = shockPath(market, plan.priced.valuation.spx, episode, episode.days);
    const { condorUsd, hedgeUsd, netUsd } = outcomeOf(plan, path, upkeep);
    return {
      id: episode.id,
      name: episode.name,
      condorUsd: roundUsd(condorUsd),
      hedgeUsd: roundUsd(hedgeUsd),
      netUsd: roundUsd(netUsd),
    };
  });
}
