import type { IsoDate } from '../market/date.js';
import { REGIME_NAMES, readRegime } from '../market/regime.js';
import type { RegimeMeasure, RegimeName } from '../market/regime.js';
import { nextRegimeState } from './regime-state.js';
import type { RegimeMemory, RegimeObservation, RegimeState } from './regime-state.js';

/** One day of the regime's history. */
export interface RegimeDay extends RegimeObservation {
  /** By that day's cuts alone; unknown where neither measure is there. */
  readonly raw: RegimeName | 'unknown';
  /** The measures and the rule behind the raw reading, in words. */
  readonly rule: string;
  /** The measure that decided the raw reading. */
  readonly by: RegimeMeasure;
  /** With hysteresis and confirmation; absent before the first day that could be read. */
  readonly confirmed?: RegimeName;
}

export interface RegimeShare {
  readonly regime: RegimeName;
  readonly rawDays: number;
  readonly rawShare: number;
  readonly confirmedDays: number;
  readonly confirmedShare: number;
}

/** Days in a row in one confirmed regime. */
export interface RegimeEpisode {
  readonly regime: RegimeName;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly days: number;
}

/** How often the regime changes from one day to the next, with and without memory. */
export interface RegimeSwitches {
  readonly raw: number;
  readonly hysteresisOnly: number;
  readonly confirmationOnly: number;
  readonly confirmed: number;
}

export interface RegimeHistory {
  readonly days: readonly RegimeDay[];
  readonly shares: readonly RegimeShare[];
  readonly switches: RegimeSwitches;
  readonly episodes: readonly RegimeEpisode[];
}

/**
 * The regime day by day, raw and confirmed.
 * @param observations ascending by date
 * @param earlier days before them, which are remembered and not shown or counted
 * @throws Refusal for days out of order
 */
export function regimeHistory(
  observations: readonly RegimeObservation[],
  memory: RegimeMemory,
  earlier: readonly RegimeObservation[] = [],
): RegimeHistory {
  const statesWith = (change: Partial<RegimeMemory>): (RegimeState | undefined)[] =>
    confirmedStates([...earlier, ...observations], { ...memory, ...change }).slice(earlier.length);
  const states = statesWith({});
  const days = observations.map((observation, i): RegimeDay => {
    const { regime: raw, rule, by } = readRegime(observation, memory.thresholds);
    const confirmed = states[i]?.regime;
    return { ...observation, raw, rule, by, ...(confirmed !== undefined && { confirmed }) };
  });
  const confirmedWith = (change: Partial<RegimeMemory>): (RegimeName | undefined)[] =>
    statesWith(change).map((state) => state?.regime);
  return {
    days,
    shares: sharesOf(days),
    switches: {
      raw: switchesOf(days.map(({ raw }) => (raw === 'unknown' ? undefined : raw))),
      hysteresisOnly: switchesOf(confirmedWith({ confirmDays: 1 })),
      confirmationOnly: switchesOf(confirmedWith({ hysteresis: 0 })),
      confirmed: switchesOf(days.map(({ confirmed }) => confirmed)),
    },
    episodes: episodesOf(days),
  };
}

/** The state after each day. */
export function confirmedStates(
  observations: readonly RegimeObservation[],
  memory: RegimeMemory,
): (RegimeState | undefined)[] {
  let state: RegimeState | undefined;
  return observations.map((observation) => {
    state = nextRegimeState(state, observation, memory);
    return state;
  });
}

/** Days that could not be read are passed over. */
function switchesOf(regimes: readonly (RegimeName | undefined)[]): number {
  const known = regimes.filter((regime) => regime !== undefined);
  return known.filter((regime, i) => i > 0 && regime !== known[i - 1]).length;
}

function sharesOf(days: readonly RegimeDay[]): RegimeShare[] {
  const rawKnown = days.filter(({ raw }) => raw !== 'unknown').length;
  const confirmedKnown = days.filter(({ confirmed }) => confirmed !== undefined).length;
  return REGIME_NAMES.map((regime) => {
    const rawDays = days.filter(({ raw }) => raw === regime).length;
    const confirmedDays = days.filter(({ confirmed }) => confirmed === regime).length;
    return {
      regime,
      rawDays,
      rawShare: shareOf(rawDays, rawKnown),
      confirmedDays,
      confirmedShare: shareOf(confirmedDays, confirmedKnown),
    };
  });
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function episodesOf(days: readonly RegimeDay[]): RegimeEpisode[] {
  const episodes: RegimeEpisode[] = [];
  for (const { date, confirmed } of days) {
    if (confirmed === undefined) continue;
    const last = episodes.at(-1);
    if (last?.regime === confirmed) {
      episodes[episodes.length - 1] = { ...last, to: date, days: last.days + 1 };
    } else episodes.push({ regime: confirmed, from: date, to: date, days: 1 });
  }
  return episodes;
}
