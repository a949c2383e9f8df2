import type { IsoDate } from '../market/date.js';
import { REGIME_NAMES, readRegime } from '../market/regime.js';
import type { RegimeName, RegimeReading, RegimeThresholds } from '../market/regime.js';
import { assertNotEarlier } from './signal-state.js';

/** What a regime is read from on one day. A measure that is absent is unknown. */
export interface RegimeObservation {
  readonly date: IsoDate;
  readonly vix: number;
  readonly vixToVix3m?: number;
  /** VX2/VX1 - 1. */
  readonly slope12?: number;
}

/** Memory of the regime (METHOD 3.4). */
export interface RegimeMemory {
  readonly thresholds: RegimeThresholds;
  /** How far VIX/VIX3M must fall below the cut it came in by. */
  readonly hysteresis: number;
  /** Days in a row on which another regime must be read before it counts. */
  readonly confirmDays: number;
}

/** The confirmed regime after a day; plain data that a file can keep. */
export interface RegimeState {
  readonly regime: RegimeName;
  /** The day on which it was confirmed. */
  readonly since: IsoDate;
  /** Days in the regime, the one it was confirmed on included. */
  readonly daysInRegime: number;
  readonly lastDate: IsoDate;
  /** What has been read since the days began to point elsewhere, on one side of the regime. */
  readonly pending: readonly RegimeName[];
}

/**
 * The confirmed regime after one more day. A day is read with the cuts on VIX/VIX3M lowered by the
 * hysteresis, from the held regime's own downwards. Another regime counts once `confirmDays` days
 * in a row have read one on the same side of the held regime; then the nearest of those read is
 * taken, so that a market that goes from stress to crisis and back is confirmed as stress. The
 * first day's reading is taken at once; a day that cannot be read keeps the regime and
 * breaks the row. The same day again changes nothing.
 * @returns undefined while no day could be read
 * @throws Refusal for a day before the last one
 */
export function nextRegimeState(
  previous: RegimeState | undefined,
  observation: RegimeObservation,
  memory: RegimeMemory,
): RegimeState | undefined {
  const { date } = observation;
  if (previous === undefined) {
    const { regime } = readRegime(observation, memory.thresholds);
    if (regime === 'unknown') return undefined;
    return { regime, since: date, daysInRegime: 1, lastDate: date, pending: [] };
  }
  assertNotEarlier(date, previous.lastDate);
  if (date === previous.lastDate) return previous;
  const { regime: read } = readWithHysteresis(previous.regime, observation, memory);
  const pending = pendingAfter(previous, read);
  if (pending.length >= memory.confirmDays) {
    const regime = nearest(previous.regime, pending.slice(-memory.confirmDays));
    return { regime, since: date, daysInRegime: 1, lastDate: date, pending: [] };
  }
  return { ...previous, daysInRegime: previous.daysInRegime + 1, lastDate: date, pending };
}

/** A day's regime as seen from the one that is held. */
export function readWithHysteresis(
  held: RegimeName,
  observation: RegimeObservation,
  { thresholds, hysteresis }: RegimeMemory,
): RegimeReading {
  const lower = (cut: number, regime: RegimeName): number =>
    severity(held) >= severity(regime) ? Number((cut - hysteresis).toPrecision(12)) : cut;
  return readRegime(observation, {
    ...thresholds,
    crisisRatio: lower(thresholds.crisisRatio, 'crisis'),
    stressRatio: lower(thresholds.stressRatio, 'stress'),
    flatRatio: lower(thresholds.flatRatio, 'flat'),
    normalRatio: lower(thresholds.normalRatio, 'normal'),
  });
}

function pendingAfter(previous: RegimeState, read: RegimeName | 'unknown'): RegimeName[] {
  if (read === 'unknown' || read === previous.regime) return [];
  const side = Math.sign(severity(read) - severity(previous.regime));
  const [first] = previous.pending;
  const goesOn =
    first !== undefined && Math.sign(severity(first) - severity(previous.regime)) === side;
  return goesOn ? [...previous.pending, read] : [read];
}

function nearest(held: RegimeName, read: readonly RegimeName[]): RegimeName {
  const distance = (regime: RegimeName): number => Math.abs(severity(regime) - severity(held));
  return read.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}

/** The place among the regimes, calmest first. */
function severity(regime: RegimeName): number {
  return REGIME_NAMES.indexOf(regime);
}
