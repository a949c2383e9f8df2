import { stateAt } from '../scenario/horizon-path.js';
import type { HorizonPath, PathState } from '../scenario/horizon-path.js';
import { findRoot } from './root.js';

/** SPX moves between which the central path is searched for a level. */
const LOWEST_MOVE = 0.4;
const HIGHEST_MOVE = 1.6;
/** Bracket at which the search ends, a share of SPX. */
const TOLERANCE = 1e-7;

/** The SPX level on the path at which what rises as SPX falls is 0; undefined off the path. */
export function spxWhere(
  path: HorizonPath,
  excess: (state: PathState) => number,
): number | undefined {
  const { spx } = path;
  const low = spx * LOWEST_MOVE;
  const high = spx * HIGHEST_MOVE;
  const excessAt = (at: number): number => excess(stateAt(path, at));
  const lowValue = excessAt(low);
  const highValue = excessAt(high);
  if (lowValue < 0 || highValue > 0) return undefined;
  return findRoot(excessAt, low, lowValue, high, highValue, spx * TOLERANCE);
}

/** Levels that are remembered at most: beyond it they are begun anew. */
const MOST_KNOWN = 1000;

/**
 * Spot VIX on a path by the level that an instrument stands at. Remembered: the books of a horizon
 * break even at the few levels that their numbers of contracts make.
 */
export class VixByLevel {
  private readonly path: HorizonPath;
  private readonly levelIn: (state: PathState) => number;
  private readonly known = new Map<number, number | undefined>();

  constructor(path: HorizonPath, levelIn: (state: PathState) => number) {
    this.path = path;
    this.levelIn = levelIn;
  }

  /** Undefined off the path. */
  where(level: number): number | undefined {
    const { known } = this;
    let vix = known.get(level);
    if (vix === undefined && !known.has(level)) {
      vix = this.find(level);
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(level, vix);
    }
    return vix;
  }

  private find(level: number): number | undefined {
    const at = spxWhere(this.path, (state) => this.levelIn(state) - level);
    return at === undefined ? undefined : stateAt(this.path, at).vix;
  }
}
