import { expectation, lognormalMeasure, shareBelow } from '../capital/measure.js';
import { spxPointsPerPoint } from '../condor/condor.js';
import type { ResolvedCondor } from '../condor/valuation.js';
import { yearsBetween } from '../market/time.js';
import { stateAt } from '../scenario/horizon-path.js';
import type { SpxProbability } from './capital-result.js';
import { laterCondorsUsd } from './net-structure.js';
import type { Structure } from './structure.js';
import type { UnitOnHorizon } from './unit-on-horizon.js';

/** Probabilities are told below these moves of SPX. */
const TOLD_MOVES = [-0.2, -0.1, -0.05, 0, 0.05] as const;
/** Levels are laid out this many deviations to each side: what lies beyond weighs 1e-9. */
const REACH = 6;
/** Step of the levels beyond the grid, in the logarithm. */
const TAIL_STEP = 0.05;

/** What condors and hedge are expected to bring by the horizon, dollars, and under what. */
export interface ExpectedResult {
  /** The probabilities in words (METHOD 6.6: they are printed, as the test is as good as they). */
  readonly measure: string;
  readonly probabilities: readonly SpxProbability[];
  /** Of the condors that settle at the horizon. */
  readonly firstUsd: number;
  /** Of those that live on, at model value. */
  readonly laterUsd: number;
  /** Of the units held of each part, before costs, in the order of `structure.held`. */
  readonly heldUsd: readonly number[];
}

/**
 * Expected profit or loss of the structure at its horizon: SPX lognormal, VIX and futures on the
 * central path (METHOD 6.6, 15.7). No sampling: the condors' payoff is integrated exactly between
 * its strikes, the rest on the quarter-percent grid with straight lines between.
 */
export function expectedResult(structure: Structure): ExpectedResult {
  const { centre, held, later, first } = structure;
  const { forward, vol, years } = distributionOf(structure);
  const stdDev = vol * Math.sqrt(years);
  const measure = measureText(structure, forward, vol, years);
  const on = (levels: readonly number[]): ReturnType<typeof lognormalMeasure> =>
    lognormalMeasure(measure, levels, forward, stdDev);
  const { path } = centre.horizon;
  const { below, above } = tails(centre.spx, forward, stdDev);
  const grid = on([...below, ...centre.spx, ...above]);
  const outer = (level: number): ReturnType<typeof stateAt> => stateAt(path, level);
  const states = [
    ...below.map(outer),
    ...Array.from(centre.spx, (_, i) => centre.stateAt(i)),
    ...above.map(outer),
  ];
  return {
    measure,
    probabilities: TOLD_MOVES.map((spxMove) => {
      const spx = path.spx * (1 + spxMove);
      return { spxMove, spx, below: shareBelow(spx, forward, stdDev) };
    }),
    firstUsd: expectation(
      on(first.kinks.map(({ spx }) => spx)),
      first.kinks.map(({ pnlUsd }) => pnlUsd),
    ),
    laterUsd:
      later.length === 0
        ? 0
        : expectation(
            grid,
            states.map((state) => laterCondorsUsd(structure, centre, state)),
          ),
    heldUsd: held.map(({ units }, part) => {
      if (units === 0) return 0;
      const onGrid = Array.from(centre.spx, (_, i) => centre.unitUsd(part, i));
      const unit = centre.units[part] as UnitOnHorizon;
      const beyond = (level: number): number => unit.pnlUsd(outer(level));
      return units * expectation(grid, [...below.map(beyond), ...onGrid, ...above.map(beyond)]);
    }),
  };
}

/** The lognormal at the horizon: forward in SPX points, vol, calendar years (METHOD 2). */
function distributionOf({ resolved, valuation, prepared, centre, book }: Structure): {
  forward: number;
  vol: number;
  years: number;
} {
  const { volShare, drift } = prepared.market.settings.capital.measure;
  const settling = resolved.slice(0, book.groups[0].condors.length);
  const years = Math.max(0, yearsBetween(valuation.asOf, centre.horizon.moment));
  // Condors of one day may have vols of their own: each counts by its number.
  const quantity = settling.reduce((sum, { condor }) => sum + condor.quantity, 0);
  const atm = settling.reduce((sum, { atm, condor }) => sum + atm.vol * condor.quantity, 0);
  const one = settling[0] as ResolvedCondor;
  const forward = one.forward * spxPointsPerPoint(one.condor);
  return { forward: forward * Math.exp(drift * years), vol: (volShare * atm) / quantity, years };
}

/** Levels beyond the grid, to six deviations: a long horizon reaches past it. */
function tails(
  grid: Float64Array,
  forward: number,
  stdDev: number,
): { below: number[]; above: number[] } {
  const lowest = forward * Math.exp(-REACH * stdDev);
  const highest = forward * Math.exp(REACH * stdDev);
  const below: number[] = [];
  const above: number[] = [];
  for (let at = grid[0] as number; at > lowest;) {
    at *= Math.exp(-TAIL_STEP);
    below.unshift(at);
  }
  for (let at = grid[grid.length - 1] as number; at < highest;) {
    at *= Math.exp(TAIL_STEP);
    above.push(at);
  }
  return { below, above };
}

function measureText({ prepared }: Structure, forward: number, vol: number, years: number): string {
  const { volShare, drift } = prepared.market.settings.capital.measure;
  const share = volShare === 1 ? 'the at-the-money vol' : `${volShare} x the at-the-money vol`;
  const centre = drift === 0 ? 'its forward' : `its forward with a drift of ${drift} a year,`;
  return (
    `SPX lognormal about ${centre} ${forward.toFixed(2)} with vol ${(vol * 100).toFixed(1)}% ` +
    `(${share}, no skew) over ${(years * 365).toFixed(1)} days; VIX and its futures on the ` +
    'central path, without scatter'
  );
}
