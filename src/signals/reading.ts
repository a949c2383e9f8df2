import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { scoreSessions } from './score.js';
import type { ScoredSession } from './score.js';
import type { Session } from './session.js';
import { nextSignalState } from './signal-state.js';
import type { SignalState, SignalStateName } from './signal-state.js';
import type { SignalSettings, SignalStateSettings } from './settings.js';

/** The signals as they stand: the last session's score and the state that it leaves. */
export interface SignalReading extends ScoredSession {
  /** Absent while no session has had a score. */
  readonly state?: SignalStateName;
  readonly stateSince?: IsoDate;
  readonly sessionsInState?: number;
}

/** One session of the score's course. */
export interface ScorePoint {
  readonly date: IsoDate;
  readonly score?: number;
  readonly state?: SignalStateName;
}

/**
 * The signals at the last session, and the score and state of every session up to it.
 * @param sessions ascending, none later than what is known at `asOf`
 * @param asOf the day of the valuation: a last close more than `staleDays` before it has no score
 * @returns undefined without a session
 * @throws Refusal for sessions out of order and closes that are none
 */
export function readSignals(
  sessions: readonly Session[],
  settings: SignalSettings,
  asOf: IsoDate,
): { readonly reading: SignalReading; readonly course: readonly ScorePoint[] } | undefined {
  const scored = scoreSessions(sessions, settings);
  const states = statesOf(scored, settings.state);
  const course = scored.map(({ date, score }, i): ScorePoint => {
    const state = states[i]?.state;
    return {
      date,
      ...(score !== undefined && { score }),
      ...(state !== undefined && { state }),
    };
  });
  const last = scored.at(-1);
  if (last === undefined) return undefined;
  const held = states.at(-1);
  const reading: SignalReading = {
    ...unlessStale(last, asOf, settings.staleDays),
    ...(held !== undefined && {
      state: held.state,
      stateSince: held.since,
      sessionsInState: held.sessionsInState,
    }),
  };
  return { reading, course };
}

function statesOf(
  scored: readonly ScoredSession[],
  settings: SignalStateSettings,
): (SignalState | undefined)[] {
  let state: SignalState | undefined;
  return scored.map((session) => {
    state = nextSignalState(state, session, settings);
    return state;
  });
}

function unlessStale(last: ScoredSession, asOf: IsoDate, staleDays: number): ScoredSession {
  const age = daysBetween(last.date, asOf);
  if (age <= staleDays) return last;
  const { date, components, missing, rsi, overbought, divergence } = last;
  return {
    date,
    components,
    missing,
    ...(rsi !== undefined && { rsi }),
    ...(overbought !== undefined && { overbought }),
    ...(divergence !== undefined && { divergence }),
    unavailable: `the last close, of ${date}, is ${age} days old on ${asOf}, more than ${staleDays} (signals.staleDays)`,
  };
}

/**
 * The sessions with a snapshot's VIX and VIX3M on the last one, where it is of the snapshot's day and
 * has not both of its own. Earlier sessions stay as they are.
 */
export function withSnapshotCurve(
  sessions: readonly Session[],
  snapshot: { readonly date: IsoDate; readonly vix: number; readonly vix3m?: number | undefined },
): readonly Session[] {
  const last = sessions.at(-1);
  const { date, vix, vix3m } = snapshot;
  if (last === undefined || last.date !== date || vix3m === undefined) return sessions;
  if (last.vix !== undefined && last.vix3m !== undefined) return sessions;
  const curveSource = `of the snapshot of ${date}`;
  return [...sessions.slice(0, -1), { ...last, vix, vix3m, curveSource }];
}
