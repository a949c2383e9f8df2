import type { InputRow, Numbered } from './build-snapshot-rows.js';
import type { OptionRoot } from './contracts.js';
import type { IsoDate } from './date.js';
import type { OptionSeries } from './option-symbol.js';
import type { OptionRight } from './snapshot.js';

/** An option as the user gives it: a root with expiry, strike and right, or an OCC symbol. */
export interface OptionInput extends InputRow {
  readonly symbol: string;
  readonly expiry?: IsoDate | undefined;
  readonly strike?: number | undefined;
  readonly right?: OptionRight | undefined;
  readonly bid?: number | undefined;
  readonly ask?: number | undefined;
  readonly price?: number | undefined;
  readonly iv?: number | undefined;
}

/** Which option a row is of. */
export type Series = OptionSeries & { readonly root: OptionRoot };

/** A row of an option that still trades: what the user wrote, and the option it is of. */
export interface OptionRow {
  readonly entry: Numbered<OptionInput>;
  readonly series: Series;
  /** The option's OCC symbol. */
  readonly what: string;
}

/** The middle of bid and ask where both are quoted, else the price. */
export function midOfRow({
  bid,
  ask,
  price,
}: Pick<OptionInput, 'bid' | 'ask' | 'price'>): number | undefined {
  return bid !== undefined && ask !== undefined ? (bid + ask) / 2 : price;
}
