import type { Factor } from '../report-parts.js';

/** An effect that changes nothing, and why. */
export function noEffect(name: string, why: string): Factor {
  return { name, value: 1, source: `neutral: ${why}` };
}

/** Where effects are switched off: the same effect without its force, what it would be beside it. */
export function unlessOff(effect: Factor, off: string | undefined): Factor {
  if (off === undefined || effect.value === 1) return effect;
  const would = `${Number(effect.value.toPrecision(6))} without that`;
  const note = effect.note === undefined ? would : `${would}; ${effect.note}`;
  return { name: effect.name, value: 1, source: `neutral: ${off}`, note };
}
