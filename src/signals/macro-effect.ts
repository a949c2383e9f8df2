/** A factor that a gauge makes, with its source; the shape of a hedge factor. */
export interface MacroEffect {
  readonly name: string;
  readonly value: number;
  readonly source: string;
  /** The configuration key that the value is, where it is one. */
  readonly key?: string;
  readonly note?: string;
}

/** An effect that changes nothing, and why. */
export function noEffect(name: string, why: string): MacroEffect {
  return { name, value: 1, source: `neutral: ${why}` };
}

/** Where effects are switched off: the same effect without its force, what it would be beside it. */
export function unlessOff(effect: MacroEffect, off: string | undefined): MacroEffect {
  if (off === undefined || effect.value === 1) return effect;
  const would = `${Number(effect.value.toPrecision(6))} without that`;
  const note = effect.note === undefined ? would : `${would}; ${effect.note}`;
  return { name: effect.name, value: 1, source: `neutral: ${off}`, note };
}
