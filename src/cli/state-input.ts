import { Refusal } from '../errors.js';
import type { ConfirmedRegime } from '../hedge/adaptive.js';
import type { HedgeSettings } from '../hedge/settings.js';
import type { KeptState } from '../input/kept-state.js';
import { tradingDaysBetween } from '../market/calendar.js';
import type { IsoDate } from '../market/date.js';
import type { Snapshot } from '../market/snapshot.js';
import { curveMeasures, termStructure } from '../market/term-structure.js';
import type { EpochMs } from '../market/time.js';
import type { RegimeMemory, RegimeObservation, RegimeState } from '../signals/regime-state.js';
import { nextRegimeState } from '../signals/regime-state.js';
import type { ScorePoint, SignalReading } from '../signals/reading.js';
import { nextSignalState } from '../signals/signal-state.js';
import type { SignalState } from '../signals/signal-state.js';
import type { Note } from './emit.js';
import type { Io } from './io.js';
import { updateState } from './kept-files.js';

/** What a run has seen that a state goes on from. */
export interface Seen {
  /** Days of the regime, ascending. */
  readonly observations: readonly RegimeObservation[];
  /** Sessions of the score, ascending. */
  readonly course: readonly ScorePoint[];
  /** The last day is not over: it counts for this result, and is not kept. */
  readonly dayOpen?: boolean;
}

/** A memory with more trading days missing than these is no memory: it begins anew. */
const LONGEST_GAP_DAYS = 5;

/** Where a kept state stands after what was seen. */
export interface StateInput {
  readonly confirmedRegime?: ConfirmedRegime;
  readonly regime?: RegimeState;
  readonly signals?: SignalState;
  readonly notes: readonly Note[];
}

/**
 * Brings the state that --state names up to date: sessions that it knows already change nothing,
 * later ones go on from it. Nothing is read or written without the flag.
 * @throws Refusal where the state is of a later day than what was seen
 */
export async function readState(
  { state: path }: { readonly state?: string },
  seen: Seen,
  settings: HedgeSettings,
  io: Io,
): Promise<StateInput> {
  if (path === undefined) return { notes: [] };
  if (path === '' || path === '-') {
    throw new Refusal(
      path === '' ? 'the file name is empty' : 'a state cannot be kept in a stream',
      'name a file',
      { key: '--state' },
    );
  }
  if (settings.static) {
    const message = '--static: --state is neither read nor written.';
    return { notes: [{ code: 'state-not-used', message }] };
  }
  const { value, notes } = await updateState(path, io.now(), (kept) => {
    assertNotBehind(kept, seen, path);
    const { state, stale } = goneOn(kept, seen, settings);
    return { state: seen.dayOpen === true ? kept : state, value: { ...state, stale } };
  });
  const { regime, signals } = value;
  return {
    ...(regime && {
      regime,
      confirmedRegime: { regime: regime.regime, note: regimeNote(regime) },
    }),
    ...(signals && { signals }),
    notes: [...notes, ...(value.stale ? [STALE] : []), ...(seen.dayOpen === true ? [OPEN] : [])],
  };
}

const STALE: Note = {
  code: 'state-stale',
  message: `More than ${LONGEST_GAP_DAYS} trading days are missing since the state's last day: it begins anew.`,
};

const OPEN: Note = {
  code: 'state-day-open',
  message:
    "The snapshot is of before its day's VX settlement: the day counts for this result, and is not kept in the state.",
};

/** The state that a file remembers may begin before the prices that are given do. */
export function withKeptState(reading: SignalReading, { signals }: StateInput): SignalReading {
  if (signals === undefined) return reading;
  const { state, since, sessionsInState } = signals;
  return { ...reading, state, stateSince: since, sessionsInState };
}

function goneOn(
  kept: KeptState,
  seen: Seen,
  settings: HedgeSettings,
): { readonly state: KeptState; readonly stale: boolean } {
  const memory = memoryOf(settings);
  let { regime, signals } = kept;
  let stale = false;
  for (const day of seen.observations) {
    if (regime !== undefined && day.date <= regime.lastDate) continue;
    const missed = regime === undefined ? 0 : missedDays(regime.lastDate, day.date);
    if (missed > LONGEST_GAP_DAYS) {
      regime = undefined;
      stale = true;
    }
    // Days in a row are to be in a row.
    const previous = regime !== undefined && missed > 0 ? { ...regime, pending: [] } : regime;
    regime = nextRegimeState(previous, day, memory);
  }
  for (const session of seen.course) {
    if (signals !== undefined && session.date <= signals.lastDate) continue;
    if (signals !== undefined && missedDays(signals.lastDate, session.date) > LONGEST_GAP_DAYS) {
      signals = undefined;
      stale = true;
    }
    signals = nextSignalState(signals, session, settings.signals.state);
  }
  return { state: { ...(regime && { regime }), ...(signals && { signals }) }, stale };
}

/** How a regime is remembered, by the settings. */
export function memoryOf({ regimes }: HedgeSettings): RegimeMemory {
  const { thresholds, hysteresis, confirmDays } = regimes;
  return { thresholds, hysteresis, confirmDays };
}

/** What a snapshot says of the regime, valued at a moment. */
export function observationOf(snapshot: Snapshot, asOf: EpochMs): RegimeObservation {
  const curve = termStructure(snapshot, asOf);
  const { vixToVix3m, slope12 } = curveMeasures(curve, snapshot.indices.VIX3M);
  return {
    date: curve.date,
    vix: curve.spotVix,
    ...(vixToVix3m !== undefined && { vixToVix3m }),
    ...(slope12 !== undefined && { slope12 }),
  };
}

/** Trading days between two days, neither counted. */
function missedDays(from: IsoDate, to: IsoDate): number {
  return Math.max(0, tradingDaysBetween(from, to) - 1);
}

/** A state that knows later days would let the future into an earlier valuation. */
function assertNotBehind({ regime, signals }: KeptState, seen: Seen, path: string): void {
  const pairs = [
    [regime?.lastDate, seen.observations.at(-1)?.date],
    [signals?.lastDate, seen.course.at(-1)?.date],
  ];
  for (const [known, last] of pairs) {
    if (known === undefined || last === undefined || known <= last) continue;
    throw new Refusal(
      `it knows ${known} already, and the data end on ${last}`,
      'give later data, or name another file for an earlier day',
      { file: path },
      'data',
    );
  }
}

function regimeNote({ regime, since, daysInRegime, pending }: RegimeState): string {
  const waits =
    pending.length === 0
      ? ''
      : `, ${pending.at(-1)} read on ${pending.length === 1 ? 'a day' : `${pending.length} days`} and not confirmed`;
  return `${regime} confirmed since ${since} (${daysInRegime} ${daysInRegime === 1 ? 'day' : 'days'} seen${waits})`;
}
