import { Refusal } from '../errors.js';
import { FUTURE_SPECS, VIX_OPTION_MULTIPLIER_USD, etpSpecOf } from '../market/contracts.js';
import type { EtpSymbol, FutureRoot } from '../market/contracts.js';
import type { IsoDate } from '../market/date.js';
import { parseFutureSymbol } from '../market/futures-symbol.js';
import { formatOptionSymbol, parseOptionSymbol } from '../market/option-symbol.js';
import type { OptionRight } from '../market/snapshot.js';
import { vixExpiryKind } from '../market/vix-expiry.js';

/** What can be bought for the hedge, read from its symbol. */
export type TradedContract = {
  /** The one spelling that this program prints: `VXZ26`, an OSI option symbol, a ticker. */
  readonly symbol: string;
  /** Dollars a point; 1 for the shares of an ETP. */
  readonly multiplierUsd: number;
} & (
  | {
      readonly kind: 'future';
      readonly root: FutureRoot;
      readonly expiry: IsoDate;
      readonly weekly: boolean;
    }
  | {
      readonly kind: 'option';
      readonly expiry: IsoDate;
      readonly weekly: boolean;
      readonly right: OptionRight;
      readonly strike: number;
    }
  | { readonly kind: 'etp'; readonly etp: EtpSymbol }
);

const known = new Map<string, TradedContract>();

/**
 * Reads VX and VXM futures, VIX and VIXW options (OSI) and VIX exchange-traded products.
 * @param on the day of the trade, for the decade of a one-digit year
 * @throws Refusal for anything else, naming what may have been meant
 */
export function readTradedContract(text: string, on: IsoDate): TradedContract {
  // Symbols in the journal are in full: their meaning hangs on no day.
  const before = known.get(text);
  if (before !== undefined) return before;
  const contract = readAnew(text, on);
  known.set(contract.symbol, contract);
  return contract;
}

function readAnew(text: string, on: IsoDate): TradedContract {
  const name = text.trim().toUpperCase();
  const etp = etpSpecOf(name);
  if (etp !== undefined) {
    return { kind: 'etp', symbol: etp.symbol, etp: etp.symbol, multiplierUsd: 1 };
  }
  if (/\d{6}[CP]\d{8}$/.test(name)) return optionOf(text);
  const { root, expiry, weekly, symbol } = parseFutureSymbol(text, on);
  return {
    ...{ kind: 'future', symbol, root, expiry, weekly },
    multiplierUsd: FUTURE_SPECS[root].multiplierUsd,
  };
}

function optionOf(text: string): TradedContract {
  const series = parseOptionSymbol(text);
  const { root, expiry, right, strike } = series;
  if (root !== 'VIX' && root !== 'VIXW') {
    throw new Refusal(
      `${text} is no VIX option`,
      'give contracts of the hedge: VX, VXM, VIX or VIXW options, VIX products',
    );
  }
  const kind = vixExpiryKind(expiry);
  if (kind !== (root === 'VIX' ? 'monthly' : 'weekly')) {
    throw new Refusal(
      `no ${root} option expires on ${expiry}`,
      'check date and root: VIX for monthly expiries, VIXW for weekly ones',
    );
  }
  return {
    ...{ kind: 'option', symbol: formatOptionSymbol(series), expiry, right, strike },
    weekly: kind === 'weekly',
    multiplierUsd: VIX_OPTION_MULTIPLIER_USD,
  };
}

/** Whether a contract's last value is struck by the end of a day: VX and VIX settle in the morning. */
export function hasExpired(contract: TradedContract, asOf: IsoDate): boolean {
  return contract.kind !== 'etp' && contract.expiry <= asOf;
}
