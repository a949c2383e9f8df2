import type { MarketHistory } from '../market/history.js';
import { EPISODES } from '../scenario/episodes.js';
import { scenarioSet } from '../optimize/scenario-set.js';
import type { NetFloor } from '../optimize/net-at.js';
import type { HedgeQuestion } from '../optimize/hedge-problem.js';
import type { PricedPlan } from '../stress/outcome.js';
import { Refusal } from '../errors.js';
import { dollars } from '../hedge/dollars.js';
import { readNumber } from '../input/numbers.js';
import { readHistory } from './history-input.js';
import type { HistoryFlags } from './history-input.js';
import type { Io } from './io.js';
import { readScenarios } from './scenario-input.js';

/** Flags that say what is searched for and over which scenarios. */
export interface QuestionFlags extends HistoryFlags {
  readonly scenarios?: readonly string[];
  readonly cvarMax?: string;
  readonly expectedMin?: string;
  readonly netAt?: readonly string[];
}

/** Flags that make a history: some without the others are refused by `readHistory`. */
const HISTORY_FLAGS = ['spx', 'vix', 'vx', 'vvix', 'tbill', 'from', 'to'] as const;

/** What the optimiser is asked: the settings' scenarios, and the limits that flags give. */
export async function readQuestion(
  plan: PricedPlan,
  flags: QuestionFlags,
  io: Io,
): Promise<{ readonly question: HedgeQuestion; readonly notes: readonly string[] }> {
  const cvarMaxUsd = dollarsOf(flags.cvarMax, '--cvar-max');
  const expectedMinUsd = dollarsOf(flags.expectedMin, '--expected-min');
  const wanted = HISTORY_FLAGS.some((name) => flags[name] !== undefined);
  const { asOf } = plan.prepared.market;
  const history = wanted ? await readHistory(flags, io, asOf) : undefined;
  const own = await readScenarios(flags.scenarios ?? [], io);
  const { optimize } = plan.prepared.market.settings;
  refuseUnused(optimize.scenarios, history?.history);
  return {
    notes: history?.notes ?? [],
    question: {
      scenarios: scenarioSet(plan, {
        episodes: [...EPISODES, ...own],
        ...(history && { history: history.history }),
      }),
      alpha: optimize.alpha,
      minimize: cvarMaxUsd === undefined ? 'cvar' : 'cost',
      ...(cvarMaxUsd !== undefined && { cvarMaxUsd }),
      ...(expectedMinUsd !== undefined && { expectedMinUsd }),
      netFloors: readFloors(flags.netAt ?? []),
    },
  };
}

/** A history that no scenario is drawn from would be ignored in silence. */
function refuseUnused(scenarios: string, history: MarketHistory | undefined): void {
  if (history === undefined || scenarios === 'mix' || scenarios === 'bootstrap') return;
  throw new Refusal(
    `optimize.scenarios is ${scenarios}: the history would not be used`,
    'leave the history out, or set optimize.scenarios to mix or bootstrap',
    { key: '--spx' },
  );
}

/** Every floor; two at one move would be one, and which was meant is the user's to say. */
function readFloors(texts: readonly string[]): NetFloor[] {
  const floors = texts.map(readFloor);
  const twice = floors.find(({ spxMove }, i) =>
    floors.slice(0, i).some((before) => before.spxMove === spxMove),
  );
  if (twice === undefined) return floors;
  const bounds = floors
    .filter(({ spxMove }) => spxMove === twice.spxMove)
    .map(({ minUsd }) => dollars(minUsd));
  throw new Refusal(
    `the SPX move ${twice.spxMove} has ${bounds.length} floors: ${bounds.join(', ')}`,
    'keep one of them (the highest holds the others too)',
    { key: '--net-at' },
  );
}

/** `-0.1=-20000`: at SPX -10% at the first expiry condors and hedge lose at most $20,000. */
function readFloor(text: string): NetFloor {
  const [move = '', usd, ...more] = text.split('=');
  if (usd === undefined || more.length > 0) {
    throw new Refusal(`"${text}" is no floor`, 'write MOVE=USD, such as -0.1=-20000', {
      key: '--net-at',
    });
  }
  const spxMove = dollarsOf(move, '--net-at') as number;
  if (!(spxMove > -0.9 && spxMove < 1)) {
    throw new Refusal(
      `${spxMove} is no SPX return as a fraction`,
      'give one from -0.9 to 1, such as -0.1 for a fall of 10%',
      { key: '--net-at' },
    );
  }
  return { spxMove, minUsd: dollarsOf(usd, '--net-at') as number };
}

function dollarsOf(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  try {
    return readNumber(text);
  } catch (error) {
    throw error instanceof Refusal ? error.at({ key: flag }) : error;
  }
}
