import type { AdaptiveInputs } from '../hedge/adaptive.js';
import { overrideSource } from '../hedge/override.js';
import type { Warning } from '../hedge/result.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { PreparedHedge } from '../hedge/prepare.js';
import type { Io } from './io.js';
import type { OverrideFlags, OverrideInput } from './override-input.js';

/**
 * The log of overrides, where a flag speaks of one; its readers load only then. A decision is made
 * by the clock; a result valued earlier knows what had been decided by then.
 * @param asOf the moment that is valued
 */
export async function overrideOf(
  flags: OverrideFlags & { readonly asOf?: string },
  byRule: PreparedHedge,
  asOf: EpochMs,
  io: Io,
): Promise<OverrideInput | undefined> {
  const { overrides, override, by, ratio, until } = flags;
  if ([overrides, override, by, ratio, until].every((flag) => flag === undefined)) return undefined;
  const { readOverride } = await import('./override-input.js');
  const clock = io.now() as EpochMs;
  const latest = flags.asOf === undefined ? clock : asOf;
  const valued = latest > clock ? clock : latest;
  return readOverride(flags, byRule, { clock, valued, day: chicagoDate(latest) }, io);
}

/** The override in force as an input of the hedge, with its warning first of all. */
export function chosenOf(override: OverrideInput | undefined): {
  readonly record?: NonNullable<OverrideInput['inForce']> & { readonly chosenRatio: number };
  readonly input?: Pick<AdaptiveInputs, 'ratioOverride'>;
  /** @param ratio what the hedge's ratio has become, after every cap */
  readonly warnings: (ratio: number) => readonly Warning[];
} {
  const { inForce } = override ?? {};
  const ratio = inForce?.chosenRatio;
  if (inForce === undefined || ratio === undefined) return { warnings: () => [] };
  const source = overrideSource(inForce);
  return {
    record: { ...inForce, chosenRatio: ratio },
    input: { ratioOverride: { ratio, source } },
    warnings: (now) => [
      {
        code: 'override-active',
        message: `A hedge ratio of ${ratio} was chosen over the rule, ${source}; ${cappedText(ratio, now)}. --ratio rule goes back.`,
      },
    ],
  };
}

/** What limits, caps and the search have made of the ratio chosen. */
function cappedText(chosen: number, now: number): string {
  const same = Math.abs(now - chosen) < 1e-9;
  return same ? 'it is in force' : `limits and caps leave ${Number(now.toPrecision(4))}`;
}
