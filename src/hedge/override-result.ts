import { formatMoment } from '../market/time.js';
import type { OverrideResult, OverrideSide } from './adaptive-result.js';
import type { OverrideRecord } from './override.js';
import type { SizeResult } from './result.js';

/**
 * The override that a result stands under, beside what the rule says today.
 * @param byRule the sizing without the override, its contracts found in the same way: the sides
 *   differ in the ratio alone
 * @param chosen the sizing that is shown
 */
export function overrideResult(
  record: OverrideRecord & { readonly chosenRatio: number },
  byRule: SizeResult,
  chosen: SizeResult,
): OverrideResult {
  const { by, reason, at, from, until, chosenRatio, ruleRatio } = record;
  return {
    ...{ by, reason, at: formatMoment(at), from: formatMoment(from), until },
    ...{ chosenRatio, ruleRatioThen: ruleRatio },
    rule: sideOf(byRule),
    chosen: sideOf(chosen),
  };
}

function sideOf({ hedge, layers, structure }: SizeResult): OverrideSide {
  const { ratio, targetNotionalUsd, notionalUsd, carryPerMonthUsd } = hedge;
  return {
    ...{ ratio, targetNotionalUsd, notionalUsd, carryPerMonthUsd },
    contracts: layers.flatMap(({ name, instruments }) =>
      instruments
        .filter(({ contracts }) => contracts !== 0)
        .map(({ symbol, contracts }) => ({ layer: name, symbol, contracts })),
    ),
    ...(structure && {
      whatIf: structure.whatIf.map(({ spxMove, netUsd }) => ({ spxMove, netUsd })),
    }),
  };
}
