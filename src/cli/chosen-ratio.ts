import type { AdaptiveInputs } from '../hedge/adaptive.js';
import { overrideSource } from '../hedge/override.js';
import type { Warning } from '../hedge/result.js';
import type { OverrideInput } from './override-input.js';

/** The override in force as an input of the hedge, with its warning first of all. */
export function chosenOf(override: OverrideInput | undefined): {
  readonly record?: NonNullable<OverrideInput['inForce']> & { readonly chosenRatio: number };
  readonly input?: Pick<AdaptiveInputs, 'ratioOverride'>;
  readonly warnings: readonly Warning[];
} {
  const { inForce } = override ?? {};
  const ratio = inForce?.chosenRatio;
  if (inForce === undefined || ratio === undefined) return { warnings: [] };
  const source = overrideSource(inForce);
  const message = `The hedge ratio is ${ratio}, chosen over the rule: ${source}. --ratio rule goes back.`;
  return {
    record: { ...inForce, chosenRatio: ratio },
    input: { ratioOverride: { ratio, source } },
    warnings: [{ code: 'override-active', message }],
  };
}
