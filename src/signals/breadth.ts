import type { IsoDate } from '../market/date.js';
import type { Session } from './session.js';
import type { SignalSettings } from './settings.js';
import { clip, lineSlope, sampleSd } from './window-statistics.js';

/** The A/D line against the price over a window of sessions (METHOD 7.3). */
export interface BreadthReading {
  /** 0 to 1, 1 the most bearish. */
  readonly reading: number;
  /** The close is at the window's high. */
  readonly nearHigh: boolean;
  /** Standard deviations of the line that it stands below its highest in the window. */
  readonly belowHighSd: number;
  /** At the high in price, and more than one standard deviation below in breadth. */
  readonly divergence: boolean;
  /** Slope of the line over its last sessions, issues a session. */
  readonly slope: number;
  readonly from: IsoDate;
}

/** Why an input could not be read. */
export interface Unread {
  readonly missing: string;
}

/**
 * The advance-decline line: advances less declines, summed from an arbitrary origin, so that only
 * its differences mean anything (METHOD 7.3). Undefined on sessions without breadth.
 */
export function advanceDeclineLine(sessions: readonly Session[]): (number | undefined)[] {
  let sum = 0;
  return sessions.map(({ breadth }) => {
    if (breadth === undefined) return undefined;
    sum += breadth.advances - breadth.declines;
    return sum;
  });
}

/**
 * Breadth at each session, from the sessions up to it. Standard deviations are of the line's levels
 * in the window, sample form; the slope is least squares. A session without breadth leaves every
 * window that holds it unread: what the line did on it is not known.
 */
export function readBreadth(
  sessions: readonly Session[],
  settings: SignalSettings['breadth'],
): (BreadthReading | Unread)[] {
  const { window, nearHigh: share, slopeLength } = settings;
  const line = advanceDeclineLine(sessions);
  let lastKnown: IsoDate | undefined;
  let lastGap = -1;
  return sessions.map(({ date, close }, i) => {
    if (line[i] === undefined) {
      lastGap = i;
      const ends = lastKnown === undefined ? '' : `; the last before it is of ${lastKnown}`;
      return { missing: `no breadth of ${date}${ends}` };
    }
    lastKnown = date;
    if (i - lastGap < window) {
      return { missing: gapText(sessions[lastGap]?.date, i + 1, window) };
    }
    const start = i - window + 1;
    const levels = line.slice(start, i + 1) as number[];
    const closes = sessions.slice(start, i + 1);
    const sd = sampleSd(levels);
    const below = Math.max(...levels) - (levels[window - 1] as number);
    // A line without any spread is at its highest.
    const belowHighSd = sd === 0 ? 0 : below / sd;
    const nearHigh = close >= share * Math.max(...closes.map((session) => session.close));
    const slope = lineSlope(levels.slice(-slopeLength));
    return {
      reading: nearHigh ? clip(belowHighSd / 2, 0, 1) : 0.5 - 0.25 * Math.sign(slope),
      nearHigh,
      belowHighSd,
      divergence: nearHigh && belowHighSd > 1,
      slope,
      from: closes[0]?.date ?? date,
    };
  });
}

function gapText(gap: IsoDate | undefined, sessions: number, window: number): string {
  return gap === undefined
    ? `breadth of ${sessions} sessions, ${window} are needed`
    : `no breadth of ${gap}, within the window of ${window} sessions`;
}
