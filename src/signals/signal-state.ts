import { Refusal } from '../errors.js';
import type { IsoDate } from '../market/date.js';
import type { SignalStateSettings } from './settings.js';

export const SIGNAL_STATES = ['calm', 'alert', 'stress'] as const;
export type SignalStateName = (typeof SIGNAL_STATES)[number];

/** The state of METHOD 7.5 after a session; plain data that a file can keep. */
export interface SignalState {
  readonly state: SignalStateName;
  /** The session on which the state began. */
  readonly since: IsoDate;
  /** Sessions in the state, the one it began on included. */
  readonly sessionsInState: number;
  readonly lastDate: IsoDate;
}

/**
 * The state after one more session. Entry and exit lie apart, and a state lasts its dwell: it may
 * change on the session after it has been held for `dwellSessions`. Before the first session the
 * state is calm and free to change. A session without a score keeps the state and counts.
 * The same session again changes nothing.
 * @param previous undefined before the first session, or where what was kept is lost
 * @param session its score 0 to 100, undefined where there is none
 * @returns undefined while no session has had a score
 * @throws Refusal for a session before the last one
 */
export function nextSignalState(
  previous: SignalState | undefined,
  session: { readonly date: IsoDate; readonly score?: number | undefined },
  settings: SignalStateSettings,
): SignalState | undefined {
  const { date, score } = session;
  if (previous === undefined) {
    if (score === undefined) return undefined;
    const state = stateAt('calm', score, settings);
    return { state, since: date, sessionsInState: 1, lastDate: date };
  }
  assertNotEarlier(date, previous.lastDate);
  if (date === previous.lastDate) return previous;
  const free = previous.sessionsInState >= settings.dwellSessions;
  const state =
    score === undefined || !free ? previous.state : stateAt(previous.state, score, settings);
  return state === previous.state
    ? { ...previous, sessionsInState: previous.sessionsInState + 1, lastDate: date }
    : { state, since: date, sessionsInState: 1, lastDate: date };
}

/** Entries count from at or above, exits from below. */
function stateAt(
  held: SignalStateName,
  score: number,
  { alertEnter, alertExit, stressEnter, stressExit }: SignalStateSettings,
): SignalStateName {
  if (score >= (held === 'stress' ? stressExit : stressEnter)) return 'stress';
  return score >= (held === 'calm' ? alertEnter : alertExit) ? 'alert' : 'calm';
}

/** @throws Refusal where a state would be moved back in time */
export function assertNotEarlier(date: IsoDate, lastDate: IsoDate): void {
  if (date >= lastDate) return;
  throw new Refusal(
    `${date} comes before ${lastDate}, up to which the state is known`,
    'give sessions in order, or begin anew without the state',
  );
}
