/** How scheduled events weigh on the short layer (METHOD 11). */
export interface EventSettings {
  /** Weight on the day of the release, before it: a share of the short layer. */
  readonly amplitude: {
    readonly fomc: number;
    readonly cpi: number;
    readonly ppi: number;
    /** Events of any other type. */
    readonly other: number;
  };
  /** Trading days over which the weight falls to 1/e. */
  readonly decayDays: number;
  /** Combined weights below this count as none. */
  readonly leastTilt: number;
}
