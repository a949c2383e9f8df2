/** What a refusal is about, so that the cli can choose the exit code. */
export type RefusalKind = 'input' | 'data' | 'limits';

/** Where in the user's input the trouble stands. */
export interface Place {
  /** The file as the user named it; `standard input` for `-`. */
  readonly file?: string;
  readonly line?: number;
  /** Dotted path of the key, e.g. `layers.short.band`, or a flag such as `--as-of`. */
  readonly key?: string;
}

/**
 * A refusal the user can act on: what is wrong, where, and the mend.
 * `input` is the user's input or usage (exit 2), `data` is data too old or missing, or an
 * output that cannot be written (exit 3), `limits` is hard limits that contradict each other or
 * an optimisation that none can keep (exit 4).
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly place: Place;
  readonly mend: string;

  /**
   * @param problem what is wrong, a sentence without the full stop, holding the offending value
   * @param mend what to do about it, an imperative sentence without the full stop
   */
  constructor(problem: string, mend: string, place: Place = {}, kind: RefusalKind = 'input') {
    super(problem);
    this.name = 'Refusal';
    this.kind = kind;
    this.place = place;
    this.mend = mend;
  }

  /** The same refusal, with what is known of its place filled in (what it has already stays). */
  at(place: Place): Refusal {
    return new Refusal(this.message, this.mend, { ...place, ...this.place }, this.kind);
  }
}

/** One line for the user: `FILE:LINE: key: problem; mend`. */
export function describeRefusal(refusal: Refusal): string {
  const { file, line, key } = refusal.place;
  const where = file === undefined ? '' : line === undefined ? `${file}: ` : `${file}:${line}: `;
  const what = key === undefined ? '' : `${key}: `;
  return `${where}${what}${refusal.message}; ${refusal.mend}`;
}
