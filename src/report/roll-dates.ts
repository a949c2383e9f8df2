import { rollByOf } from '../hedge/roll-by.js';
import type { SizeResult } from '../hedge/result.js';
import type { IsoDate } from '../market/date.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { readTradedContract } from '../journal/traded-contract.js';
import type { HeldAgainstTarget } from './result.js';

/** The day by which a contract of a layer is to be rolled or left (METHOD 15.9). */
export interface RollDate {
  readonly layer: string;
  readonly symbol: string;
  readonly rollBy: IsoDate;
  /** It is held by the journal; else it is recommended. */
  readonly held: boolean;
}

/** Of what is held where the journal knows of fills, else of what is recommended. */
export function rollDates(
  { asOf, layers, position }: SizeResult,
  held: HeldAgainstTarget | undefined,
  today: IsoDate,
): RollDate[] {
  const condorEnd = position.condors.reduce<IsoDate | undefined>(
    (last, { expiry }) => (last === undefined || expiry > last ? expiry : last),
    undefined,
  );
  if (held === undefined) {
    return layers.flatMap(({ name, instruments }) =>
      instruments
        .filter(({ contracts, expiry }) => contracts !== 0 && expiry !== undefined)
        .flatMap(({ symbol, expiry }) => dateOf(name, symbol, expiry, false)),
    );
  }
  return held.layers.flatMap(({ layer, contracts }) =>
    contracts
      .filter((contract) => contract.held !== 0)
      .flatMap(({ symbol }) => dateOf(layer, symbol, expiryOf(symbol, today), true)),
  );

  function dateOf(
    layer: string,
    symbol: string,
    expiry: IsoDate | undefined,
    isHeld: boolean,
  ): RollDate[] {
    if (expiry === undefined) return [];
    // By the day of the sizing, as its page has it: the day after it is due, it is overdue.
    const rollBy = rollByOf(expiry, chicagoDate(Date.parse(asOf) as EpochMs), condorEnd);
    return [{ layer, symbol, rollBy, held: isHeld }];
  }
}

/** Undefined for what has no expiry: an ETP's share. */
function expiryOf(symbol: string, today: IsoDate): IsoDate | undefined {
  const contract = readTradedContract(symbol, today);
  return contract.kind === 'etp' ? undefined : contract.expiry;
}
