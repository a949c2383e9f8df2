import type { Book } from '../condor/book.js';
import type { IsoDate } from '../market/date.js';
import { formatMoment } from '../market/time.js';
import type { OverrideRecord } from './override.js';
import type { PreparedHedge } from './prepare.js';
import type { SizeResult } from './result.js';
import { sizeBook } from './size.js';

/** A sizing in the figures that an override changes. */
export interface OverrideSide {
  /** Of the hedge, after every factor and cap. */
  readonly ratio: number;
  readonly targetNotionalUsd: number;
  readonly notionalUsd: number;
  readonly carryPerMonthUsd: number;
  readonly contracts: readonly {
    readonly layer: string;
    readonly symbol: string;
    readonly contracts: number;
  }[];
  /** Net result of condors and hedge at the first expiry, by SPX move; absent without an SPX level. */
  readonly whatIf?: readonly { readonly spxMove: number; readonly netUsd: number }[];
}

/** An override in force: who answers for it, and rule against choice (METHOD 7.6). */
export interface OverrideResult {
  readonly by: string;
  readonly reason: string;
  readonly at: string;
  readonly from: string;
  readonly until: IsoDate;
  readonly chosenRatio: number;
  /** What the rule said when it was overruled. */
  readonly ruleRatioThen: number;
  readonly rule: OverrideSide;
  readonly chosen: OverrideSide;
}

/**
 * The override that a result stands under, beside what the rule says today.
 * @param byRule the same hedge without the override
 */
export function overrideResult(
  record: OverrideRecord & { readonly chosenRatio: number },
  byRule: PreparedHedge,
  book: Book,
  chosen: SizeResult,
): OverrideResult {
  const { by, reason, at, from, until, chosenRatio, ruleRatio } = record;
  return {
    ...{ by, reason, at: formatMoment(at), from: formatMoment(from), until },
    ...{ chosenRatio, ruleRatioThen: ruleRatio },
    rule: sideOf(sizeBook(byRule, book)),
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
