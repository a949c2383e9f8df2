import { heldBeta } from './contract-beta.js';

/** Tenors, calendar days, at which a shock knows the log change of constant-maturity futures. */
export const SHOCK_TENORS = [30, 60, 90, 120, 150, 180] as const;

/**
 * One move of the whole market: SPX, spot VIX, the curve of VX futures by tenor and, where known,
 * VVIX. It says nothing of levels, so that it can be applied to any day's market.
 */
export interface MarketShock extends ShockMove {
  /** Lower kebab case, unique in its set: `covid-2020-peakvol`, `bootstrap-17`. */
  readonly id: string;
  /** Calendar days that the move takes; 0 is at once. */
  readonly days: number;
  /** How far it had come on days between, ascending; without any it is spread evenly. */
  readonly steps?: readonly ShockStep[];
}

/** How far everything moves, from the start. */
export interface ShockMove {
  /** SPX simple return: -0.1 is a fall of 10%. */
  readonly spxReturn: number;
  /** ln(VIX after / VIX before). */
  readonly vixLogChange: number;
  /** Log changes of constant maturities, one for each of {@link SHOCK_TENORS}. */
  readonly curveLogChanges: readonly number[];
  /**
   * A move of a day at the most whose futures follow VIX as held contracts do (METHOD 4.2), at every
   * tenor: `curveLogChanges` are then what that is at theirs.
   */
  readonly ofHeldContracts?: boolean;
  /** ln(VVIX after / VVIX before); absent: VIX option vols stay. */
  readonly vvixLogChange?: number;
}

export interface ShockStep extends ShockMove {
  /** Calendar days from the start. */
  readonly day: number;
}

/** Shocks with the probability of each; the probabilities sum to 1. */
export interface ScenarioSet {
  readonly shocks: readonly MarketShock[];
  readonly probabilities: readonly number[];
  /** How the set was made, for the report: generator, sample, window, seed. */
  readonly description: string;
}

/**
 * Log change of a future with this many days to expiry under a shock: that of spot VIX at 0 days,
 * linear in days between the tenors, the last one held beyond them (METHOD 5, 15.7); over a day, by
 * the beta of a held contract of those days (METHOD 4.2).
 */
export function shockAtTenor(shock: ShockMove, days: number): number {
  if (shock.ofHeldContracts) return heldBeta(days, shock.spxReturn) * shock.vixLogChange;
  let leftDays = 0;
  let left = shock.vixLogChange;
  for (let i = 0; i < SHOCK_TENORS.length; i += 1) {
    const tenor = SHOCK_TENORS[i] as number;
    const right = shock.curveLogChanges[i] as number;
    if (days <= tenor) return left + ((days - leftDays) / (tenor - leftDays)) * (right - left);
    leftDays = tenor;
    left = right;
  }
  return left;
}

const NO_MOVE: ShockStep = {
  day: 0,
  spxReturn: 0,
  vixLogChange: 0,
  curveLogChanges: SHOCK_TENORS.map(() => 0),
  vvixLogChange: 0,
};

/**
 * How far a shock has come on a day of it: linear in logs between its steps, the whole of it from
 * its last day on, and at once where it takes no days.
 */
export function moveBy(shock: MarketShock, day: number): ShockMove {
  if (day >= shock.days) return shock;
  let left = NO_MOVE;
  for (const right of [...(shock.steps ?? []), { ...shock, day: shock.days }]) {
    if (day <= right.day) return between(left, right, (day - left.day) / (right.day - left.day));
    left = right;
  }
  return shock;
}

function between(left: ShockStep, right: ShockStep, share: number): ShockMove {
  const mix = (a: number, b: number): number => a + share * (b - a);
  return {
    spxReturn: Math.expm1(mix(Math.log1p(left.spxReturn), Math.log1p(right.spxReturn))),
    vixLogChange: mix(left.vixLogChange, right.vixLogChange),
    curveLogChanges: right.curveLogChanges.map((to, i) => mix(left.curveLogChanges[i] ?? 0, to)),
    vvixLogChange: mix(left.vvixLogChange ?? 0, right.vvixLogChange ?? 0),
  };
}
