import type { SizeResult } from '../hedge/result.js';
import { formatMoment } from '../market/time.js';
import type { IsoDate } from '../market/date.js';
import type { JournalEntry } from './entry.js';
import { layerFor } from './held-against-target.js';
import { holdingsOf } from './holdings.js';
import { liveEntries } from './live-entries.js';
import type { EntryOf } from './live-entries.js';
import { overrideOn } from './override-on.js';
import { readTradedContract } from './traded-contract.js';

/** One contract of a layer on a day: what was said, what was done. */
export interface ContractDay {
  readonly symbol: string;
  /** Absent on a day without a recommendation. */
  readonly recommended?: number;
  /** Traded on that day: bought less sold. */
  readonly traded: number;
  /** Held when it ended. */
  readonly held: number;
  /** Held less recommended. */
  readonly difference?: number;
}

export interface LayerDay {
  /** Empty for fills that name no layer, before any recommendation. */
  readonly layer: string;
  readonly contracts: readonly ContractDay[];
}

/** A ratio that someone chose over the rule. */
export interface OverrideDay {
  readonly by: string;
  readonly reason: string;
  readonly from: string;
  readonly until: IsoDate;
  readonly ruleRatio: number;
  readonly chosenRatio: number;
}

/** A day on which something was recommended or traded. */
export interface ComparedDay {
  readonly date: IsoDate;
  /** The entry that recommends, the last of its day. */
  readonly recommendation?: number;
  readonly layers: readonly LayerDay[];
  /** That the recommendation stands under, else that the journal has in force. */
  readonly override?: OverrideDay;
}

/**
 * What was recommended on each day beside what was held when it ended. Contracts of both at 0 are
 * left out.
 * @param entries all up to the last day, with their voids: what is held began long before
 * @param from first day shown
 * @param to last day shown
 */
export function compareDays(
  entries: readonly JournalEntry[],
  from: IsoDate,
  to: IsoDate,
): ComparedDay[] {
  const recommendations = new Map(
    liveEntries(entries, 'recommendation', to).map((entry) => [entry.date, entry]),
  );
  const fills = liveEntries(entries, 'fill', to);
  const days = new Set([...recommendations.keys(), ...fills.map(({ date }) => date)]);
  return [...days]
    .filter((date) => date >= from)
    .sort()
    .map((date) => comparedDay(date, entries, recommendations, fills));
}

function comparedDay(
  date: IsoDate,
  entries: readonly JournalEntry[],
  recommendations: ReadonlyMap<IsoDate, EntryOf<'recommendation'>>,
  fills: readonly EntryOf<'fill'>[],
): ComparedDay {
  const today = recommendations.get(date);
  // A fill of no named layer on a day without a recommendation is placed by the last one.
  const latest = today ?? [...recommendations.values()].filter((one) => one.date < date).at(-1);
  const override = overrideOf(today?.body, entries, date);
  return {
    date,
    ...(today !== undefined && { recommendation: today.seq }),
    layers: layerDays(date, today?.body, latest?.body, entries, fills),
    ...(override !== undefined && { override }),
  };
}

interface Counts {
  recommended: number;
  traded: number;
  held: number;
}

function layerDays(
  date: IsoDate,
  today: SizeResult | undefined,
  latest: SizeResult | undefined,
  entries: readonly JournalEntry[],
  fills: readonly EntryOf<'fill'>[],
): LayerDay[] {
  const layers = new Map<string, Map<string, Counts>>();
  const countsOf = (layer: string, symbol: string): Counts => {
    const symbols = layers.get(layer) ?? new Map<string, Counts>();
    layers.set(layer, symbols);
    const counts = symbols.get(symbol) ?? { recommended: 0, traded: 0, held: 0 };
    symbols.set(symbol, counts);
    return counts;
  };
  for (const { name, instruments } of today?.layers ?? []) {
    for (const { symbol, contracts } of instruments) {
      if (contracts !== 0) countsOf(name, symbol).recommended += contracts;
    }
  }
  const layerByDefault = new Map<string, string>();
  for (const { contract, expired, layers: held } of holdingsOf(entries, date)) {
    const [first] = held;
    const fallback = latest === undefined ? '' : layerFor(contract, latest);
    layerByDefault.set(contract.symbol, first?.layer ?? fallback);
    if (expired) continue;
    for (const { layer, contracts } of held) {
      countsOf(layer ?? fallback, contract.symbol).held += contracts;
    }
  }
  for (const { body } of fills.filter((fill) => fill.date === date)) {
    const { symbol } = readTradedContract(body.symbol, date);
    const layer = body.layer ?? layerByDefault.get(symbol) ?? '';
    countsOf(layer, symbol).traded += body.contracts;
  }
  return [...layers].map(([layer, symbols]) => ({
    layer,
    contracts: [...symbols].map(([symbol, { recommended, traded, held }]) => ({
      symbol,
      ...(today !== undefined && { recommended }),
      traded,
      held,
      ...(today !== undefined && { difference: held - recommended }),
    })),
  }));
}

function overrideOf(
  result: SizeResult | undefined,
  entries: readonly JournalEntry[],
  date: IsoDate,
): OverrideDay | undefined {
  if (result?.override !== undefined) {
    const { by, reason, from, until, ruleRatioThen, chosenRatio } = result.override;
    return { by, reason, from, until, ruleRatio: ruleRatioThen, chosenRatio };
  }
  const record = overrideOn(entries, date);
  if (record?.chosenRatio === undefined) return undefined;
  const { by, reason, from, until, ruleRatio, chosenRatio } = record;
  return { by, reason, from: formatMoment(from), until, ruleRatio, chosenRatio };
}
