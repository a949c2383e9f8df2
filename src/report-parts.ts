/** What reports of every room hold. */

/** One number that entered a figure, and where it comes from. */
export interface Factor {
  readonly name: string;
  readonly value: number;
  /** `config`, `snapshot`, `position`, `METHOD 6.4`, `neutral: no signals given` ... */
  readonly source: string;
  /** The configuration key it was read from, where it was. */
  readonly key?: string;
  readonly note?: string;
}

/** Something that the reader must know, by a code for scripts and in words. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}
