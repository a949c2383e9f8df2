import { DISCLAIMER } from '../disclaimer.js';
import { readRegime } from '../market/regime.js';
import type { RegimeMeasure, RegimeThresholds } from '../market/regime.js';
import { formatMoment } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { ScorePoint, SignalReading } from './reading.js';
import { confirmedStates, regimeHistory } from './regime-history.js';
import type { RegimeMemory, RegimeObservation } from './regime-state.js';
import { SIGNAL_EVIDENCE, SIGNAL_TIMING } from './report.js';
import type { LayerLean, RegimeHistoryReport, RegimeStanding, SignalsReport } from './report.js';
import type { Warning } from '../report-parts.js';

/** Sessions of the course that a report holds: half a year. */
const COURSE_SESSIONS = 120;

/** The result of `alvh signals`. */
export function signalsReport(parts: {
  readonly asOf: EpochMs;
  readonly reading: SignalReading;
  readonly course: readonly ScorePoint[];
  readonly layers: readonly LayerLean[];
  readonly regime: RegimeStanding | undefined;
}): SignalsReport {
  const { asOf, reading, course, layers, regime } = parts;
  return {
    schemaVersion: 1,
    command: 'signals',
    asOf: formatMoment(asOf),
    signals: reading,
    layers,
    ...(regime !== undefined && { regime }),
    course: course.slice(-COURSE_SESSIONS),
    timing: SIGNAL_TIMING,
    evidence: SIGNAL_EVIDENCE,
    warnings: signalWarnings(reading),
    disclaimer: DISCLAIMER,
  };
}

/** What a reader of the score must know. */
export function signalWarnings(reading: SignalReading | undefined): Warning[] {
  if (reading === undefined) {
    const message = 'No session of SPX had closed by the valuation time: no score, no tilt.';
    return [{ code: 'signals-unavailable', message }];
  }
  const { unavailable, missing } = reading;
  const out: Warning[] = [];
  if (unavailable !== undefined) {
    out.push({
      code: 'signals-unavailable',
      message: `No score, and every tilt is 1: ${unavailable}.`,
    });
  }
  if (missing.length > 0) {
    const list = missing.map(({ name, reason }) => `${name} (${reason})`).join(', ');
    const rest = unavailable === undefined ? '; the others have their weights' : '';
    out.push({ code: 'signals-missing', message: `Missing: ${list}${rest}.` });
  }
  return out;
}

/** The regime at the end of a history; undefined without a day that could be read. */
export function regimeStanding(
  observations: readonly RegimeObservation[],
  memory: RegimeMemory,
): RegimeStanding | undefined {
  const state = confirmedStates(observations, memory).at(-1);
  const last = observations.at(-1);
  if (state === undefined || last === undefined) return undefined;
  const { regime, since, daysInRegime: days } = state;
  return { ...rawStanding(last, memory.thresholds), confirmed: { regime, since, days } };
}

/** The regime of one day, without a memory. */
export function rawStanding(day: RegimeObservation, thresholds: RegimeThresholds): RegimeStanding {
  const { regime: raw, rule, by } = readRegime(day, thresholds);
  return { date: day.date, raw, rule, by };
}

/**
 * The result of `alvh signals --history`.
 * @param observations at least one
 * @param earlier days before them, which the memory rests on
 */
export function regimeHistoryReport(
  observations: readonly [RegimeObservation, ...RegimeObservation[]],
  memory: RegimeMemory,
  asOf: EpochMs,
  earlier: readonly RegimeObservation[] = [],
): RegimeHistoryReport {
  const { days, shares, switches, episodes } = regimeHistory(observations, memory, earlier);
  const decided = (measure: RegimeMeasure): number =>
    days.filter(({ by }) => by === measure).length;
  return {
    schemaVersion: 1,
    command: 'signals',
    asOf: formatMoment(asOf),
    regimes: {
      from: observations[0].date,
      to: (observations.at(-1) ?? observations[0]).date,
      memory: { hysteresis: memory.hysteresis, confirmDays: memory.confirmDays },
      decidedBy: {
        vixToVix3m: decided('vixToVix3m'),
        slope12: decided('slope12'),
        neither: decided('neither'),
      },
      shares,
      switches,
      episodes,
      days,
    },
    timing: SIGNAL_TIMING,
    warnings: [],
    disclaimer: DISCLAIMER,
  };
}
