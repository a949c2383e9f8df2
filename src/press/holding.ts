import { Refusal } from '../errors.js';
import { etpOn } from '../hedge/hedge-market.js';
import type { HedgeMarket } from '../hedge/hedge-market.js';
import { optionHalfSpreadPoints, unitMultiplierUsd } from '../hedge/instruments.js';
import type { HedgeInstrument } from '../hedge/instruments.js';
import { vixCallAt } from '../hedge/vix-call.js';
import { etpSpecOf, noHedgeEtp } from '../market/contracts.js';
import type { CostSettings } from '../hedge/settings.js';
import type { IsoDate } from '../market/date.js';
import { parseFutureSymbol } from '../market/futures-symbol.js';
import { formatOptionSymbol, parseOptionSymbol } from '../market/option-symbol.js';
import { noPriceOf } from '../market/price-bounds.js';
import { vixExpiryKind } from '../market/vix-expiry.js';

/** What a holding is, read from its symbol. */
export type HeldContract =
  | { readonly kind: 'future'; readonly mini: boolean; readonly expiry: IsoDate }
  | {
      readonly kind: 'call';
      readonly root: 'VIX' | 'VIXW';
      readonly expiry: IsoDate;
      readonly strike: number;
    }
  | { readonly kind: 'etp' };

/** A long VIX holding of one contract. Made by {@link createHolding}. */
export interface Holding {
  /** `VXV26`, `VXMV26`, an OSI option symbol, or an ETP's ticker. */
  readonly symbol: string;
  readonly contract: HeldContract;
  /** Contracts, or shares, still held. */
  readonly contracts: number;
  /** Points of futures and options, dollars of a share. */
  readonly entryPrice: number;
  readonly entryDate: IsoDate;
  /** Steps of the ladder that have been sold, so that none is sold twice. */
  readonly stepsTaken: 0 | 1 | 2;
  /** Contracts bought, of which each step sells a third. */
  readonly bought: number;
}

/** What {@link createHolding} takes. */
export interface HoldingInput {
  readonly symbol: string;
  readonly contracts: number;
  readonly entryPrice: number;
  readonly entryDate: IsoDate;
  readonly stepsTaken?: number | undefined;
  readonly bought?: number | undefined;
}

const MOST_CONTRACTS = 1e7;

/**
 * A holding that keeps its promises: a known contract that has not expired, whole and long, an
 * entry price of its size, steps and contracts that agree.
 * @throws Refusal naming the key
 */
export function createHolding(input: HoldingInput, asOf: IsoDate): Holding {
  const { contracts, entryPrice, entryDate } = input;
  const { symbol, contract } = readContract(input.symbol, entryDate);
  checkWhole(contracts, 'contracts');
  const { kind } = contract;
  const fault = noPriceOf(kind === 'call' ? 'option' : kind, symbol, entryPrice);
  if (fault !== undefined) throw wrong('entryPrice', fault.problem, fault.mend);
  if (entryDate > asOf) {
    throw wrong(
      'entryDate',
      `${entryDate} is after the valuation date ${asOf}`,
      'take the holding out: it was not there yet',
    );
  }
  if (contract.kind !== 'etp' && contract.expiry <= asOf) {
    throw wrong(
      'symbol',
      `${symbol} has expired on ${contract.expiry}`,
      'take it out, and put what it settled for into the ledger',
    );
  }
  const { stepsTaken, bought } = stepsOf(input);
  return { symbol, contract, contracts, entryPrice, entryDate, stepsTaken, bought };
}

function stepsOf({ contracts, stepsTaken = 0, bought }: HoldingInput): {
  stepsTaken: 0 | 1 | 2;
  bought: number;
} {
  if (stepsTaken !== 0 && stepsTaken !== 1 && stepsTaken !== 2) {
    throw wrong('stepsTaken', `${stepsTaken} steps of two`, 'give 0, 1 or 2');
  }
  if (bought === undefined) {
    if (stepsTaken === 0) return { stepsTaken, bought: contracts };
    throw wrong(
      'bought',
      `${stepsTaken} of the steps are sold, and how many were bought is not said`,
      'give the contracts bought: each step sells a third of them',
    );
  }
  checkWhole(bought, 'bought');
  // A step that is taken has sold at least one contract.
  if (bought >= contracts + stepsTaken) return { stepsTaken, bought };
  if (bought >= contracts) {
    throw wrong(
      'bought',
      `${stepsTaken} of the steps ${stepsTaken === 1 ? 'is' : 'are'} sold, and ${contracts} are held of ${bought} bought`,
      'give the contracts still held and those bought, or set steps_taken back: each step sells a third',
    );
  }
  throw wrong(
    'bought',
    `${contracts} are held of ${bought} bought`,
    'give the contracts bought, at least those held',
  );
}

function checkWhole(count: number, key: string): void {
  if (Number.isSafeInteger(count) && count > 0 && count <= MOST_CONTRACTS) return;
  throw wrong(
    key,
    `${count} contracts are no long holding`,
    'give a positive whole number (holdings are bought, not sold)',
  );
}

function readContract(
  text: string,
  entryDate: IsoDate,
): { symbol: string; contract: HeldContract } {
  const name = text.trim().toUpperCase();
  const etp = etpSpecOf(name);
  if (etp !== undefined) {
    const fault = noHedgeEtp(etp.symbol);
    if (fault !== undefined) throw wrong('symbol', fault.problem, fault.mend);
    return { symbol: etp.symbol, contract: { kind: 'etp' } };
  }
  if (/\d{6}[CP]\d{8}$/.test(name)) return readOption(text);
  try {
    const { root, expiry, symbol } = parseFutureSymbol(text, entryDate);
    return { symbol, contract: { kind: 'future', mini: root === 'VXM', expiry } };
  } catch (error) {
    throw error instanceof Refusal ? error.at({ key: 'symbol' }) : error;
  }
}

function readOption(text: string): { symbol: string; contract: HeldContract } {
  const series = parseOptionSymbol(text);
  const { root, expiry, strike, right } = series;
  if ((root !== 'VIX' && root !== 'VIXW') || right !== 'call') {
    throw wrong(
      'symbol',
      `${text} is no VIX call`,
      'give holdings that gain when VIX rises: VX, VXM, VIX or VIXW calls, VIX products',
    );
  }
  const kind = vixExpiryKind(expiry);
  if (kind !== (root === 'VIX' ? 'monthly' : 'weekly')) {
    throw wrong(
      'symbol',
      `no ${root} option expires on ${expiry}`,
      'check date and root: VIX for monthly expiries, VIXW for weekly ones',
    );
  }
  return { symbol: formatOptionSymbol(series), contract: { kind: 'call', root, expiry, strike } };
}

function wrong(key: string, problem: string, mend: string): Refusal {
  return new Refusal(problem, mend, { key });
}

/** A holding with its price now, in contracts as they are held. */
export interface PricedHolding {
  readonly instrument: HedgeInstrument;
  /** Points, or dollars a share. */
  readonly price: number;
  readonly priceSource: string;
  readonly multiplierUsd: number;
  /** Absent for an ETP. */
  readonly daysToExpiry?: number;
}

/** A holding at the snapshot's prices; undefined where the snapshot has none for it. */
export function priceHolding(
  { contract, symbol }: Holding,
  market: HedgeMarket,
): PricedHolding | undefined {
  if (contract.kind === 'etp') {
    const quote = market.snapshot.etps.find((etp) => etp.symbol === symbol);
    const spec = etpSpecOf(symbol);
    if (quote === undefined || spec === undefined) return undefined;
    return {
      instrument: etpOn(spec, quote, market.curve.date),
      price: quote.priceUsd,
      priceSource: 'snapshot',
      multiplierUsd: 1,
    };
  }
  const { nodes, weeklies } = market.curve;
  const node = [...nodes, ...weeklies].find(({ expiry }) => expiry === contract.expiry);
  if (node === undefined) return undefined;
  const { daysToExpiry } = node;
  if (contract.kind === 'future') {
    const instrument: HedgeInstrument = { kind: 'future', node, minis: contract.mini };
    const multiplierUsd = unitMultiplierUsd(instrument);
    return { instrument, price: node.price, priceSource: 'snapshot', multiplierUsd, daysToExpiry };
  }
  const calls = { ...market, settings: market.settings.vixOptions };
  const call = vixCallAt(calls, node, contract.strike);
  if (call === undefined) return undefined;
  const instrument: HedgeInstrument = { kind: 'call', node, call };
  return {
    instrument,
    price: call.pricePoints,
    priceSource: call.priceSource,
    multiplierUsd: unitMultiplierUsd(instrument),
    daysToExpiry,
  };
}

/** Commission and half-spread to sell so many of the contracts as they are held (METHOD 15.11). */
export function saleCostUsd(priced: PricedHolding, contracts: number, costs: CostSettings): number {
  const { instrument, price, multiplierUsd } = priced;
  switch (instrument.kind) {
    case 'future':
      return instrument.minis
        ? contracts * (costs.vxmCommissionUsd + costs.vxmHalfSpreadPoints * multiplierUsd)
        : contracts * (costs.vxCommissionUsd + costs.vxHalfSpreadPoints * multiplierUsd);
    case 'call':
    case 'callSpread': {
      const quote = instrument.kind === 'call' ? instrument.call : {};
      const half = optionHalfSpreadPoints(quote, price, costs);
      return contracts * (costs.optionCommissionUsd + half * multiplierUsd);
    }
    case 'etp':
      return contracts * price * costs.etpHalfSpreadShare;
  }
}
