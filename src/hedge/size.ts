import { assertLive, assertScale, bookCreditUsd, createBook, lastExpiry } from '../condor/book.js';
import type { Book } from '../condor/book.js';
import type { Condor } from '../condor/condor.js';
import type { Payoff } from '../condor/payoff.js';
import { atRiskNowUsd, positionSummary } from '../condor/position.js';
import { priceBook } from '../condor/priced-book.js';
import type { PricedBook } from '../condor/priced-book.js';
import { RISK_CAPITAL_METHOD, payoffsOf, riskOfPayoffsUsd } from '../condor/risk-capital.js';
import { Refusal } from '../errors.js';
import { optionSettlementMoment } from '../market/settlement-time.js';
import type { Snapshot } from '../market/snapshot.js';
import type { EpochMs } from '../market/time.js';
import { horizonPath } from '../scenario/horizon-path.js';
import type { AdaptiveInputs } from './adaptive.js';
import { factor, productOf } from './factors.js';
import type { Horizon } from './horizon-value.js';
import { hedgeSummary, notionalOf } from './hedge-summary.js';
import { layerFacts } from './layer-facts.js';
import type { LayerFacts } from './layer-facts.js';
import { layerResult } from './layer-result.js';
import { accountCap, carryCap, premiumBudget } from './limits.js';
import type { LimitReading } from './limits.js';
import { prepareHedge } from './prepare.js';
import type { PreparedHedge } from './prepare.js';
import type { Factor, SizeResult, StructureResult } from './result.js';
import type { HedgeSettings } from './settings.js';
import { sizeResult } from './size-result.js';
import { structureCapital } from './structure-capital.js';
import type { CapitalView } from './structure-capital.js';
import { createStructure, structureResult } from './structure.js';
import type { HeldPart } from './structure.js';
import { sizeWarnings } from './warnings.js';
import { unitOnHorizon } from './unit-on-horizon.js';
import type { UnitOnHorizon } from './unit-on-horizon.js';
import { wholeHoldings } from './whole-holdings.js';

/** What {@link sizeHedge} takes. */
export interface SizeInputs {
  readonly condors: readonly Condor[];
  readonly snapshot: Snapshot;
  readonly settings: HedgeSettings;
  /** Valuation time; the snapshot's own where absent. */
  readonly asOf?: EpochMs;
  readonly adaptive?: AdaptiveInputs;
}

/**
 * Sizes the layered VIX hedge of a book of condors: bands to weights to target notional to whole
 * contracts to cost, carry and break-evens (METHOD 6, 15). Pure: the same inputs give the same
 * result.
 * @throws Refusal where a condor has settled, or a layer's instrument has no price
 */
export function sizeHedge(inputs: SizeInputs): SizeResult {
  const { condors, snapshot, settings, adaptive } = inputs;
  const prepared = prepareHedge(snapshot, settings, inputs.asOf ?? snapshot.time, adaptive);
  return sizeBook(prepared, createBook(condors));
}

/** Sizes one book on a prepared hedge: for many books on one snapshot. */
export function sizeBook(prepared: PreparedHedge, book: Book): SizeResult {
  return planBook(prepared, book).result;
}

/** A sizing with what it was made of: for revaluing position and hedge in other markets. */
export interface HedgePlan {
  readonly prepared: PreparedHedge;
  readonly book: Book;
  readonly result: SizeResult;
  /** What is held of each layer's instruments. */
  readonly held: readonly (readonly HeldPart[])[];
  /** The book's options resolved; absent without an SPX level. */
  readonly priced?: PricedBook;
}

/**
 * Sizes one book and keeps what the result was made of.
 * @param chosen whole units of every layer's parts, in their order, where a search has found them;
 *   absent: the rules find them
 */
export function planBook(
  prepared: PreparedHedge,
  book: Book,
  chosen?: readonly (readonly number[])[],
): HedgePlan {
  const { market, layers, valuation } = prepared;
  const { settings, asOf } = market;
  for (const condor of book.condors) assertLive(condor, asOf);
  if (valuation) for (const condor of book.condors) assertScale(condor, valuation.spx);
  const priced = valuation && priceBook(book, valuation);
  const payoffs = payoffsOf(book);
  const risk = riskCapitalOf(book, payoffs, settings, priced);
  const creditUsd = bookCreditUsd(book);
  const { factors, limits } = targetFactors(prepared, book, risk.factor, priced);
  const targetUsd = productOf(factors);
  const { held, choice } = wholeHoldings(prepared, targetUsd, chosen);
  const totalNotionalUsd = notionalOf(held);
  const { horizon, units } = horizonOf(prepared, book, valuation?.spx);
  const facts = layerFacts(prepared);
  let nextPart = 0;
  const layerResults = layers.map((layer, index) => {
    const firstPart = nextPart;
    nextPart += layer.parts.length;
    return layerResult({
      prepared,
      layer,
      facts: facts[index] as LayerFacts,
      units,
      firstPart,
      held: held[index] ?? [],
      targetNotionalUsd: layer.weight * targetUsd,
      totalNotionalUsd,
      creditUsd,
      lastCondorExpiry: lastExpiry(book),
      horizon,
    });
  });
  const allHeld: HeldPart[] = [];
  for (const parts of held) for (const part of parts) allHeld.push(part);
  const hedge = hedgeSummary(
    prepared,
    risk.factor.value,
    creditUsd,
    factors,
    layerResults,
    allHeld,
  );
  const { structure, capital } = structureOf(prepared, book, payoffs, priced, allHeld);
  const position = positionSummary(book, asOf, risk.factor.value, risk.method, priced?.resolved);
  const warnings = sizeWarnings({
    prepared,
    book,
    priced,
    limits,
    choice,
    held,
    layerResults,
    hedge,
    capital: capital?.warnings ?? [],
  });
  const result = sizeResult({
    prepared,
    position,
    hedge,
    layers: layerResults,
    structure,
    capital,
    warnings,
  });
  return priced === undefined
    ? { prepared, book, result, held }
    : { prepared, book, result, held, priced };
}

/** Condors and hedge as one, with the money behind them; nothing without an SPX level. */
function structureOf(
  prepared: PreparedHedge,
  book: Book,
  payoffs: readonly Payoff[],
  priced: PricedBook | undefined,
  held: readonly HeldPart[],
): { structure?: StructureResult; capital?: CapitalView } {
  if (priced === undefined) return {};
  const both = createStructure(prepared, book, priced.resolved, priced.valuation, held, payoffs);
  const structure = structureResult(both);
  const capital = structureCapital(both, structure);
  // The result is fresh: what may be absent is set after the rest, and most often nothing is.
  return { structure: Object.assign(structure, capital.figures), capital };
}

/** Risk capital by the configured basis (METHOD 6.1): at entry, or from today's model value. */
function riskCapitalOf(
  book: Book,
  payoffs: readonly Payoff[],
  settings: HedgeSettings,
  priced: PricedBook | undefined,
): { factor: Factor; method: string } {
  const atEntry = riskOfPayoffsUsd(payoffs);
  if (settings.hedge.riskCapital === 'atRiskNow') {
    if (priced === undefined) {
      throw new Refusal(
        'atRiskNow values the book today, and the snapshot has no SPX level',
        'add an index SPX row, or set it to entry',
        { key: 'hedge.riskCapital' },
      );
    }
    const method = `${RISK_CAPITAL_METHOD}, from today's model value`;
    const value = atRiskNowUsd(book, priced.resolved, priced.valuation);
    return { factor: factor('riskCapital', value, 'position, method 6.1', method), method };
  }
  const method = RISK_CAPITAL_METHOD;
  return { factor: factor('riskCapital', atEntry, 'position, method 6.1', method), method };
}

/** Risk capital, ratio factors, then the limits, each of which sees what those before it left. */
function targetFactors(
  prepared: PreparedHedge,
  book: Book,
  riskCapital: Factor,
  priced: PricedBook | undefined,
): { factors: Factor[]; limits: LimitReading[] } {
  const factors = [riskCapital, ...prepared.ratioFactors];
  const limits: LimitReading[] = [];
  const apply = (reading: LimitReading | undefined): void => {
    if (reading === undefined) return;
    factors.push(reading.factor);
    limits.push(reading);
  };
  apply(carryCap(prepared, book, productOf(factors), priced));
  apply(premiumBudget(prepared, book, productOf(factors)));
  apply(accountCap(prepared, productOf(factors)));
  return { factors, limits };
}

/**
 * The first condor expiry with the units of all parts there; without an SPX level the path is
 * walked in relative terms.
 */
function horizonOf(
  prepared: PreparedHedge,
  book: Book,
  spx: number | undefined,
): { readonly horizon: Horizon; readonly units: readonly UnitOnHorizon[] } {
  const [{ expiry, settlement }] = book.groups;
  const moment = optionSettlementMoment(expiry, settlement);
  const { market, layers, horizons } = prepared;
  if (spx !== undefined) return horizons.at(spx, expiry, moment, 0);
  const horizon = { path: horizonPath(market.settings.dynamics, market.curve, 1, expiry), moment };
  const units = layers.flatMap(({ parts }) =>
    parts.map(({ instrument }) => unitOnHorizon(market, instrument, horizon)),
  );
  return { horizon, units };
}
