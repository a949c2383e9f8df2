import { bookCreditUsd, lastExpiry } from '../condor/book.js';
import type { Book } from '../condor/book.js';
import { positionWarnings } from '../condor/position-warnings.js';
import type { PricedBook } from '../condor/priced-book.js';
import { sharedWarnings } from './contract-warnings.js';
import { dollars } from './dollars.js';
import { frozen } from './frozen.js';
import { minisTrade } from './hedge-market.js';
import type { LayerPart } from './hedge-market.js';
import { splitUnits, unitNotionalUsd, unitPremiumUsd } from './instruments.js';
import { layerFacts } from './layer-facts.js';
import type { LimitReading } from './limits.js';
import type { PreparedHedge } from './prepare.js';
import type { HedgeSummary, LayerResult, Warning } from './result.js';
import { standingWarnings, warn } from './standing-warnings.js';
import type { HeldPart } from './structure.js';
import type { WholeChoice } from './whole-contracts.js';

interface WarningInputs {
  readonly prepared: PreparedHedge;
  readonly book: Book;
  readonly priced: PricedBook | undefined;
  readonly limits: readonly LimitReading[];
  readonly choice: WholeChoice;
  readonly held: readonly (readonly HeldPart[])[];
  readonly layerResults: readonly LayerResult[];
  readonly hedge: HedgeSummary;
  /** Of the money behind the structure. */
  readonly capital: readonly Warning[];
}

/** What the trader must know of a sizing, the weightiest first. */
export function sizeWarnings(inputs: WarningInputs): Warning[] {
  const { prepared, held, limits, capital } = inputs;
  const standing = standingWarnings(prepared);
  const out: Warning[] = [...standing.regime];
  addLayerWarnings(out, inputs);
  out.push(...standing.contracts);
  if (standing.mayShare) out.push(...sharedWarnings(prepared.layers, held));
  addBandWarnings(out, inputs);
  for (const { warning } of limits) if (warning !== undefined) out.push(warning);
  addRoundingWarning(out, inputs);
  out.push(...capital, ...standing.rates);
  if (inputs.hedge.marginUsd === undefined) out.push(MARGIN_UNKNOWN);
  out.push(...standing.options);
  addBookWarnings(out, inputs);
  return out;
}

const MARGIN_UNKNOWN = frozen(
  warn(
    'margin-unknown',
    "Futures margin is not known: give your broker's as --vx-margin. It jumps in stress, and VIX gains may not meet condor margin the same day (another clearing house).",
  ),
);

function addLayerWarnings(out: Warning[], { prepared, held, layerResults }: WarningInputs): void {
  const facts = layerFacts(prepared);
  prepared.layers.forEach((layer, i) => {
    const { name } = layer.layer;
    const result = layerResults[i];
    const parts = held[i] ?? [];
    const first = parts[0]?.instrument;
    if (result === undefined) return;
    if (first === undefined) {
      out.push(
        warn(
          'layer-no-contract',
          `${name}: no contract is left for this layer; the snapshot's months end too early.`,
        ),
      );
      return;
    }
    if (result.tenor.outsideWindow && first.kind !== 'etp') {
      out.push(
        warn(
          'outside-window',
          `${name}: no contract has ${result.tenor.minDays} to ${result.tenor.maxDays} days; ${first.node.symbol} with ${first.node.daysToExpiry} is the nearest that is longer than the layer before.`,
        ),
      );
    }
    if (parts.every(({ units }) => units === 0) && result.targetNotionalUsd > 0) {
      // Of a blend, the part of which a growing target buys one first.
      const first = layer.parts.reduce((a, b) => (halfway(b) < halfway(a) ? b : a));
      const one = unitNotionalUsd(first.instrument);
      const symbol = facts[i]?.parts[layer.parts.indexOf(first)]?.next.symbol ?? '';
      out.push(
        warn(
          'layer-bought-nothing',
          `${name}: its target of ${dollars(result.targetNotionalUsd)} buys no whole contract; one ${symbol} is ${dollars(one)}, ${neededFor(halfway(first), result, prepared)}.`,
        ),
      );
    }
    for (const { instrument } of parts) {
      if (instrument.kind !== 'future' || instrument.minis || instrument.node.weekly) continue;
      // A search counts VX and VXM of one month apart: a VX there says nothing of its minis.
      if (minisTrade(instrument.node, prepared.market)) continue;
      out.push(
        warn(
          'mini-liquidity',
          `${name}: minis are not taken to trade in ${instrument.node.symbol}, beyond the first ${prepared.market.settings.hedge.miniMonths} monthly expiries (hedge.miniMonths); the layer is in whole VX.`,
        ),
      );
    }
  });
}

/** The layer's target at which half a contract of a part is wanted. */
function halfway({ instrument, share }: LayerPart): number {
  return unitNotionalUsd(instrument) / 2 / share;
}

/** What would make the layer's target one contract. */
function neededFor(target: number, result: LayerResult, prepared: PreparedHedge): string {
  const ratio = prepared.ratioFactors.reduce((product, { value }) => product * value, 1);
  const needed = target / (result.weight * ratio);
  return `which needs about ${dollars(needed)} of risk capital before other limits (half a contract rounds to one)`;
}

function addBandWarnings(
  out: Warning[],
  { choice, layerResults, hedge, prepared }: WarningInputs,
): void {
  if (!choice.bandsHeld && hedge.targetNotionalUsd > 0) {
    const broken = layerResults.filter(({ bandHeld }) => !bandHeld).map(({ name }) => name);
    const { tolerance } = prepared.market.settings.hedge;
    const miss = Math.abs(hedge.notionalUsd / hedge.targetNotionalUsd - 1);
    const names = [...broken, ...(miss > tolerance ? ['the total'] : [])].join(', ');
    out.push(
      warn(
        'bands-not-met',
        `No combination of whole contracts keeps every band with the total within tolerance; the nearest to the targets is shown. Not met: ${names}.`,
      ),
    );
  }
  if (choice.incomplete) {
    out.push(
      warn(
        'search-cut-off',
        'The search for whole contracts inside the bands was cut off; widen a band that is nearly a point.',
      ),
    );
  }
}

/** Limits bind the fractional target; whole contracts may then cost a little more. */
function addRoundingWarning(out: Warning[], { prepared, book, held }: WarningInputs): void {
  let premium = 0;
  for (const parts of held) {
    for (const { instrument, units } of parts) premium += units * unitPremiumUsd(instrument);
  }
  const budget = prepared.market.settings.hedge.premiumBudget * bookCreditUsd(book);
  if (premium <= budget) return;
  out.push(
    warn(
      'budget-exceeded-by-rounding',
      `Whole contracts cost ${dollars(premium)} of premium, more than the budget of ${dollars(budget)} (hedge.premiumBudget).`,
    ),
  );
}

/** First trading day of VXM. From memory, unconfirmed: no stored text states it. */
const MINI_LISTED = '2020-08-10';

function addBookWarnings(
  out: Warning[],
  { book, prepared, priced, hedge, held }: WarningInputs,
): void {
  for (const warning of positionWarnings(book, prepared.valuation, priced?.nowUsd)) {
    out.push(warning);
  }
  if (hedge.targetNotionalUsd <= 0) {
    const cannotLose = (hedge.factors[0]?.value ?? 0) <= 0;
    out.push(
      cannotLose
        ? warn('no-risk', 'The book cannot lose at any settlement, so there is nothing to size.')
        : warn('no-target', 'A factor of the hedge is 0, so nothing is bought; see --explain.'),
    );
  }
  if (book.groups.length > 1) {
    out.push(
      warn(
        'several-expiries',
        `Risk capital is the sum of each expiry's worst loss. Hedged figures stand at ${book.groups[0].expiry}, with the later condors (last: ${lastExpiry(book)}) at model value on that day.`,
      ),
    );
  }
  const { miniMonths } = prepared.market.settings.hedge;
  const minis = holdsMinis(held);
  if (minis) {
    out.push(
      warn(
        'mini-liquidity',
        `The answer holds VXM minis, which are taken to trade in the first ${miniMonths} monthly expiries (hedge.miniMonths); check the order book.`,
      ),
    );
  }
  if (minis && prepared.market.curve.date < MINI_LISTED) {
    out.push(
      warn(
        'mini-not-listed',
        `The answer holds VXM minis, which trade since ${MINI_LISTED} only (unconfirmed); before, --set hedge.miniMonths=0 sizes in whole VX.`,
      ),
    );
  }
  out.push(HOLDINGS_NOT_COUNTED);
}

function holdsMinis(held: readonly (readonly HeldPart[])[]): boolean {
  for (const parts of held) {
    for (const { instrument, units } of parts) {
      if (instrument.kind === 'future' && splitUnits(instrument, units).minis > 0) return true;
    }
  }
  return false;
}

const HOLDINGS_NOT_COUNTED = frozen(
  warn('holdings-not-counted', 'VIX hedges that you already hold are not counted.'),
);
