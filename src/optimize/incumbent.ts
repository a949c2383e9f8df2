import type { Level } from './levels.js';

/**
 * Values of the first level this near, relative to its size, are a tie. Each level after it is
 * looser by the second number: what the ceilings' dust lets the relaxation gain there.
 */
const TIE = 2e-9;
const TIE_GROWTH = 100;

/** The best units so far, and what beats, ties or loses against them, level by level. */
export class Incumbent {
  /** Undefined until units have been found that keep the limits. */
  units: readonly number[] | undefined;
  /** Their value at each level; empty until then. */
  values: readonly number[] = [];
  private readonly levels: readonly Level[];

  constructor(levels: readonly Level[]) {
    this.levels = levels;
  }

  /** Takes units that are better than the best so far. @returns whether it did */
  offer(units: readonly number[], values: readonly number[]): boolean {
    if (!this.isBeatenBy(values)) return false;
    this.units = units;
    this.values = values;
    return true;
  }

  /** A value below it beats the best one's; Infinity while there is none. */
  floor(level: number): number {
    const value = this.values[level] ?? Infinity;
    return value - tieOf(level, value);
  }

  /** A value above it loses; those between floor and ceiling tie. */
  ceiling(level: number): number {
    const value = this.values[level] ?? Infinity;
    return value + tieOf(level, value);
  }

  /** A lower bound of a level's value, raised to the next value that whole units can have. */
  roundUp(level: number, bound: number): number {
    const { quantum } = this.levels[level] as Level;
    if (quantum === 0) return bound;
    const dust = tieOf(level, bound);
    return Math.max(bound, Math.ceil((bound - dust) / quantum) * quantum - dust);
  }

  private isBeatenBy(values: readonly number[]): boolean {
    for (let level = 0; level < values.length; level += 1) {
      const value = values[level] as number;
      if (value < this.floor(level)) return true;
      if (value > this.ceiling(level)) return false;
    }
    return false;
  }
}

function tieOf(level: number, value: number): number {
  // Infinity ties with nothing: any value at all beats it.
  if (value === Infinity) return 0;
  return TIE * TIE_GROWTH ** level * Math.max(1, Math.abs(value));
}
