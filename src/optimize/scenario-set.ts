import { Refusal } from '../errors.js';
import { daysBetween } from '../market/date.js';
import { tradingDaysBetween } from '../market/calendar.js';
import type { MarketHistory } from '../market/history.js';
import type { Episode } from '../scenario/episode.js';
import { bootstrapGenerator } from '../scenario/generate-bootstrap.js';
import { parametricGenerator } from '../scenario/generate-parametric.js';
import { mixScenarios } from '../scenario/mix.js';
import type { ScenarioSet } from '../scenario/shock.js';
import type { PricedPlan } from '../stress/outcome.js';

const TRADING_DAYS_PER_YEAR = 252;

/** What scenarios are made from beside the settings. */
export interface ScenarioSources {
  readonly episodes: readonly Episode[];
  /** The user's history, for the bootstrap. */
  readonly history?: MarketHistory;
}

/**
 * The scenarios that an optimisation runs on, by the settings (METHOD 4.3, 6.8): drawn from the
 * user's history or from the dynamics with the book's own at-the-money vol, and the episodes that
 * are over before the book is.
 * @throws Refusal where a bootstrap is asked for without a history
 */
export function scenarioSet(plan: PricedPlan, sources: ScenarioSources): ScenarioSet {
  const { scenarios, bankShare } = plan.prepared.market.settings.optimize;
  switch (scenarios) {
    case 'episodes':
      return bank(plan, sources.episodes);
    case 'parametric':
      return drawn(plan, undefined);
    case 'bootstrap':
      return drawn(plan, historyOf(sources));
    case 'mix': {
      const main = drawn(plan, sources.history);
      if (bankShare === 0) return main;
      return mixScenarios([main, bank(plan, sources.episodes)], [1 - bankShare, bankShare]);
    }
  }
}

function historyOf({ history }: ScenarioSources): MarketHistory {
  if (history !== undefined) return history;
  throw new Refusal(
    'a bootstrap draws from history, and none is given',
    'add --spx, --vix and --vx files, or set it to parametric',
    { key: 'optimize.scenarios' },
  );
}

function drawn(plan: PricedPlan, history: MarketHistory | undefined): ScenarioSet {
  const { market } = plan.prepared;
  const { paths, seed } = market.settings.optimize;
  const horizonDays = drawnDays(plan);
  const generator =
    history === undefined
      ? parametricGenerator({
          dynamics: market.settings.dynamics,
          dailyVol: (plan.priced.resolved[0]?.atm.vol ?? 0) / Math.sqrt(TRADING_DAYS_PER_YEAR),
          horizonDays,
        })
      : bootstrapGenerator(history, { horizonDays });
  return generator.generate({ count: paths, seed, curve: market.curve });
}

/** Trading days that a drawn scenario takes: those of the settings, not beyond the first condor expiry. */
export function drawnDays({ prepared, book }: PricedPlan): number {
  const { curve, settings } = prepared.market;
  const left = tradingDaysBetween(curve.date, book.groups[0].expiry);
  return Math.max(1, Math.min(settings.optimize.horizonDays, left));
}

/** Episodes that end before the first condor does, with equal weights: a convention, not a chance. */
function bank({ prepared, book }: PricedPlan, episodes: readonly Episode[]): ScenarioSet {
  const left = daysBetween(prepared.market.curve.date, book.groups[0].expiry);
  const kept = episodes.filter(({ days }) => days <= left);
  if (kept.length === 0) {
    throw new Refusal(
      `every episode takes longer than the ${left} days that the first condor has left`,
      'set it to parametric, or optimize.bankShare to 0',
      { key: 'optimize.scenarios' },
    );
  }
  const longer = episodes.length - kept.length;
  // Said, not left out: a look back at an old day knows crashes that nobody knew of then.
  const { date } = prepared.market.curve;
  const ahead = kept.filter(({ to }) => to !== undefined && to > date).length;
  return {
    shocks: kept,
    probabilities: kept.map(() => 1 / kept.length),
    description: `${kept.length} episodes with equal weights${longer > 0 ? ` (${longer} longer than the condors are left out)` : ''}${ahead > 0 ? `, ${ahead} of them of days that were still to come: hindsight` : ''}`,
  };
}
