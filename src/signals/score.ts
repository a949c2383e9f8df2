import type { IsoDate } from '../market/date.js';
import { readBreadth } from './breadth.js';
import type { BreadthReading, Unread } from './breadth.js';
import { atrSeries, macdSeries, rsiSeries } from './indicators.js';
import { assertSessions } from './session.js';
import type { Session } from './session.js';
import { SIGNAL_NAMES } from './settings.js';
import type { SignalName, SignalSettings } from './settings.js';
import { clip, sampleSd } from './window-statistics.js';

/** One input of the score. */
export interface SignalComponent {
  readonly name: SignalName;
  /**
   * macd: histogram as a multiple of its scale; rsi: RSI, 0 to 100; breadth: standard deviations
   * that the A/D line is below its highest; curve: VIX/VIX3M.
   */
  readonly value: number;
  /** What the value is made of, in words. */
  readonly detail: string;
  /** 0 to 1; 1 is the most bearish, 0.5 neutral. */
  readonly reading: number;
  /** As configured. */
  readonly weight: number;
  /** The weight among the inputs that are there; these sum to 1. */
  readonly share: number;
  /** The sessions looked at, the first and how many. */
  readonly window: { readonly from: IsoDate; readonly sessions: number };
}

export interface MissingSignal {
  readonly name: SignalName;
  readonly reason: string;
}

/** The score of METHOD 7.4 at one session's close, from what was known by then. */
export interface ScoredSession {
  readonly date: IsoDate;
  /** 0 to 100; 50 neutral. Absent where it is not available. */
  readonly score?: number;
  /** Why there is no score. */
  readonly unavailable?: string;
  readonly components: readonly SignalComponent[];
  readonly missing: readonly MissingSignal[];
  /** RSI, where there is one. */
  readonly rsi?: number;
  /** RSI at or above signals.rsi.overbought. */
  readonly overbought?: boolean;
  /** Price at its high while the A/D line is not; absent without breadth. */
  readonly divergence?: boolean;
}

type Reading = Omit<SignalComponent, 'name' | 'weight' | 'share'>;

/**
 * The score of every session. Each rests on the sessions up to it alone: cutting later ones off
 * changes nothing.
 * @param sessions ascending by date
 * @throws Refusal for sessions out of order and closes that are none
 */
export function scoreSessions(
  sessions: readonly Session[],
  settings: SignalSettings,
): ScoredSession[] {
  assertSessions(sessions);
  const macd = readMacd(sessions, settings);
  const rsi = rsiSeries(
    sessions.map(({ close }) => close),
    settings.rsi.length,
  );
  const breadth = readBreadth(sessions, settings.breadth);
  return sessions.map((session, i) => {
    const readings: Readonly<Record<SignalName, Reading | Unread>> = {
      macd: macd[i] ?? { missing: 'too few sessions' },
      rsi: rsiReading(sessions, i, rsi[i], settings),
      breadth: breadthReading(breadth[i], settings),
      curve: curveReading(session, settings),
    };
    const value = rsi[i];
    const line = breadth[i];
    return {
      date: session.date,
      ...scoreOf(readings, settings, i + 1),
      ...(value !== undefined && { rsi: value, overbought: value >= settings.rsi.overbought }),
      ...(line !== undefined && 'divergence' in line && { divergence: line.divergence }),
    };
  });
}

/** The weighted mean of the inputs that are there, times 100 (METHOD 7.4). */
function scoreOf(
  readings: Readonly<Record<SignalName, Reading | Unread>>,
  { weights, minInputs, warmUp }: SignalSettings,
  sessions: number,
): Pick<ScoredSession, 'score' | 'unavailable' | 'components' | 'missing'> {
  const wanted = SIGNAL_NAMES.filter((name) => weights[name] > 0);
  const present = wanted.flatMap((name) => {
    const reading = readings[name];
    return 'missing' in reading ? [] : [{ name, reading }];
  });
  const missing = wanted.flatMap((name) => {
    const reading = readings[name];
    return 'missing' in reading ? [{ name, reason: reading.missing }] : [];
  });
  const total = present.reduce((sum, { name }) => sum + weights[name], 0);
  const components = present.map(({ name, reading }): SignalComponent => {
    return { name, ...reading, weight: weights[name], share: weights[name] / total };
  });
  if (sessions < warmUp) {
    const unavailable = `warm-up: ${sessions} sessions of SPX, ${warmUp} are needed`;
    return { unavailable, components, missing };
  }
  if (components.length < minInputs) {
    const unavailable = `${components.length} of ${wanted.length} inputs, at least ${minInputs} are needed`;
    return { unavailable, components, missing };
  }
  const mean = components.reduce((sum, { share, reading }) => sum + share * reading, 0);
  // Shares are fractions of a sum: the last digit may carry the mean past its ends.
  return { score: clip(100 * mean, 0, 100), components, missing };
}

/** s = 0.5 - 0.5 tanh(histogram / scale): a falling MACD reads towards 1 (METHOD 7.1). */
function readMacd(sessions: readonly Session[], settings: SignalSettings): (Reading | Unread)[] {
  const { macd: lengths, scale } = settings;
  const closes = sessions.map(({ close }) => close);
  const macd = macdSeries(closes, lengths);
  const bars = leadingBars(sessions);
  const ranges = atrSeries(bars, scale.atrLength);
  const needed = lengths.slow + lengths.signal - 1;
  return sessions.map(({ date }, i) => {
    const reading = macd[i];
    if (reading === undefined) return { missing: `${i + 1} sessions, ${needed} are needed` };
    const ranged = i < bars.length;
    const unit = ranged ? ranges[i] : changeSd(closes, i, scale.changeLength);
    const name = ranged ? `ATR(${scale.atrLength})` : `sd of ${scale.changeLength} changes`;
    if (unit === undefined) return { missing: `too few sessions for the ${name}` };
    if (unit === 0) return { missing: `the ${name} is 0, nothing to measure by` };
    const value = reading.histogram / unit;
    return {
      value,
      detail: `histogram ${reading.histogram.toFixed(2)} points, ${name} ${unit.toFixed(2)}`,
      reading: 0.5 - 0.5 * Math.tanh(value),
      window: { from: sessions[i - needed + 1]?.date ?? date, sessions: needed },
    };
  });
}

/**
 * The sessions up to the first without high and low; from there on changes of the close are the
 * scale. A later session that lacks them must not change what an earlier one read.
 */
function leadingBars(sessions: readonly Session[]): { high: number; low: number; close: number }[] {
  const bars = [];
  for (const { high, low, close } of sessions) {
    if (high === undefined || low === undefined) break;
    bars.push({ high, low, close });
  }
  return bars;
}

function changeSd(closes: readonly number[], at: number, length: number): number | undefined {
  if (at < length) return undefined;
  const changes = closes
    .slice(at - length + 1, at + 1)
    .map((close, k) => close - (closes[at - length + k] as number));
  return sampleSd(changes);
}

/** The trend reading: s = clip((50 - RSI)/30 + 0.5, 0, 1) (METHOD 7.2). */
function rsiReading(
  sessions: readonly Session[],
  at: number,
  value: number | undefined,
  { rsi }: SignalSettings,
): Reading | Unread {
  const needed = rsi.length + 1;
  const from = sessions[at - rsi.length]?.date;
  if (value === undefined || from === undefined) {
    return { missing: `${at + 1} sessions, ${needed} are needed` };
  }
  return {
    value,
    detail: value >= rsi.overbought ? `overbought, ${rsi.overbought} or more` : 'not overbought',
    reading: clip((50 - value) / 30 + 0.5, 0, 1),
    window: { from, sessions: needed },
  };
}

function breadthReading(
  read: BreadthReading | Unread | undefined,
  { breadth }: SignalSettings,
): Reading | Unread {
  if (read === undefined) return { missing: 'no breadth' };
  if ('missing' in read) return read;
  const { belowHighSd, nearHigh, divergence, slope, reading, from } = read;
  const trend = slope > 0 ? 'rises' : slope < 0 ? 'falls' : 'is flat';
  const off = `SPX off its high, the A/D line ${trend} over ${breadth.slopeLength} sessions`;
  const at = `SPX at its high, the A/D line ${divergence ? 'is not: divergence' : 'too, or nearly'}`;
  return {
    value: belowHighSd,
    detail: nearHigh ? at : off,
    reading,
    window: { from, sessions: breadth.window },
  };
}

/** s = clip((VIX/VIX3M - from) / width, 0, 1) (METHOD 7.4). */
function curveReading(
  { date, vix, vix3m, curveSource }: Session,
  { curve }: SignalSettings,
): Reading | Unread {
  if (vix === undefined || vix3m === undefined) {
    const none = vix !== undefined ? 'VIX3M' : vix3m !== undefined ? 'VIX' : 'VIX and VIX3M';
    return { missing: `no ${none} of ${date}` };
  }
  const value = vix / vix3m;
  return {
    value,
    detail: `VIX ${vix.toFixed(2)}, VIX3M ${vix3m.toFixed(2)}${curveSource === undefined ? '' : `, ${curveSource}`}`,
    reading: clip((value - curve.from) / curve.width, 0, 1),
    window: { from: date, sessions: 1 },
  };
}
