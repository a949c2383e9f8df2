import type { JournalEntry } from './entry.js';
import { voids } from './live-entries.js';
import type { ListedEntry, ShortRecommendation } from './report.js';
import type { SizeResult } from '../hedge/result.js';

/**
 * Entries as they are listed, in their order.
 * @param entries those to list
 * @param all entries among which their voids are
 * @param layer only what names it: recommendations that have it, fills bought for it
 */
export function listed(
  entries: readonly JournalEntry[],
  all: readonly JournalEntry[],
  layer?: string,
): ListedEntry[] {
  const voided = voids(all);
  return entries
    .map((entry) => listedEntry(entry, voided.get(entry.seq)?.seq))
    .filter((entry) => layer === undefined || layersOf(entry).includes(layer));
}

/** The layers that an entry names. */
export function layersOf(entry: ListedEntry): readonly string[] {
  if (entry.kind === 'recommendation') return entry.body.layers.map((one) => one.layer);
  return entry.kind === 'fill' && entry.body.layer !== undefined ? [entry.body.layer] : [];
}

function listedEntry(entry: JournalEntry, voidedBy: number | undefined): ListedEntry {
  const { seq, date, recordedAt, hash } = entry;
  const head = { seq, date, recordedAt, ...(voidedBy !== undefined && { voidedBy }), hash };
  if (entry.kind !== 'recommendation') {
    return { ...head, kind: entry.kind, body: entry.body } as ListedEntry;
  }
  return { ...head, kind: entry.kind, body: shortRecommendation(entry.body) };
}

function shortRecommendation({ asOf, profile, hedge, layers }: SizeResult): ShortRecommendation {
  const { ratio, targetNotionalUsd, notionalUsd, carryPerMonthUsd } = hedge;
  return {
    ...{ asOf, profile, ratio, targetNotionalUsd, notionalUsd, carryPerMonthUsd },
    layers: layers.map(({ name, instruments }) => ({
      layer: name,
      contracts: instruments
        .filter(({ contracts }) => contracts !== 0)
        .map(({ symbol, contracts }) => ({ symbol, contracts })),
    })),
  };
}
