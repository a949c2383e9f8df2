import type { Book } from '../condor/book.js';
import { formatMoment } from '../market/time.js';
import type { OverrideResult, OverrideSide } from './adaptive-result.js';
import type { OverrideRecord } from './override.js';
import type { PreparedHedge } from './prepare.js';
import type { SizeResult } from './result.js';
import { sizeBook } from './size.js';

/**
 * The override that a result stands under, beside what the rule says today.
 * Both sides by the rules' own search, so that they differ in the ratio alone.
 * @param byRule the same hedge without the override
 */
export function overrideResult(
  record: OverrideRecord & { readonly chosenRatio: number },
  byRule: PreparedHedge,
  chosen: PreparedHedge,
  book: Book,
): OverrideResult {
  const { by, reason, at, from, until, chosenRatio, ruleRatio } = record;
  return {
    ...{ by, reason, at: formatMoment(at), from: formatMoment(from), until },
    ...{ chosenRatio, ruleRatioThen: ruleRatio },
    rule: sideOf(sizeBook(byRule, book)),
    chosen: sideOf(sizeBook(chosen, book)),
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
