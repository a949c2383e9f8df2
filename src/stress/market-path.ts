import type { EpochMs } from '../market/time.js';
import type { TermStructure } from '../market/term-structure.js';
import type { EtpInstrument } from '../hedge/instruments.js';

/** The whole market on one day of a path: all that a structure is revalued in. */
export interface PathPoint {
  /** Calendar days from today. */
  readonly day: number;
  readonly moment: EpochMs;
  /** SPX points. */
  readonly spx: number;
  /** Spot VIX and the contracts that are alive on the day, with their days left on it. */
  readonly curve: TermStructure;
  /** At-the-money vol of SPX options with this many days left, as a multiple of today's. */
  readonly spxVolFactor: (daysLeft: number) => number;
  /** Vol of VIX options with this many days left, as a multiple of today's (METHOD 2.2). */
  readonly vixVolFactor: (daysLeft: number) => number;
  /** Price of an exchange-traded product as a multiple of today's. */
  readonly etpFactor: (etp: EtpInstrument) => number;
}

/** How a market goes from today to the end of a stress. */
export interface MarketPath {
  /** Calendar days to its end; 0 where everything happens at once. */
  readonly days: number;
  /** The market on a whole day from 0 to `days`; at 0 of a path at once, the shocked market. */
  readonly at: (day: number) => PathPoint;
}

/** Whole damping of VVIX's move up to this tenor, then falling (METHOD 2.2). */
const VVIX_DAMPING = [
  [45, 1],
  [110, 0.5],
  [220, 0.3],
] as const;

/**
 * Vol of a VIX option as a multiple when VVIX moves: its relative jump, whole up to 45 days, half
 * at 110, three tenths at 220 and beyond (METHOD 2.2, our convention).
 */
export function dampedVvixFactor(vvixLogChange: number, daysLeft: number): number {
  return 1 + vvixDamping(daysLeft) * Math.expm1(vvixLogChange);
}

function vvixDamping(days: number): number {
  let [leftDays, left]: readonly [number, number] = VVIX_DAMPING[0];
  if (days <= leftDays) return left;
  for (const [rightDays, right] of VVIX_DAMPING) {
    if (days <= rightDays && rightDays > leftDays) {
      return left + ((days - leftDays) / (rightDays - leftDays)) * (right - left);
    }
    [leftDays, left] = [rightDays, right];
  }
  return left;
}
