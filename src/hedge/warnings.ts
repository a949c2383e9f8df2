import { bookCreditUsd, lastExpiry } from '../condor/book.js';
import type { Book } from '../condor/book.js';
import { positionWarnings } from '../condor/position-warnings.js';
import { wingWidths } from '../condor/condor.js';
import { contractWarnings } from './contract-warnings.js';
import { dollars } from './dollars.js';
import type { LayerPart } from './hedge-market.js';
import { splitUnits, unitNotionalUsd, unitPremiumUsd } from './instruments.js';
import { smallestSymbol } from './instrument-symbols.js';
import type { LimitReading } from './limits.js';
import type { PreparedHedge } from './prepare.js';
import type { HedgeSummary, LayerResult, Warning } from './result.js';
import type { HeldPart } from './structure.js';
import type { WholeChoice } from './whole-contracts.js';

interface WarningInputs {
  readonly prepared: PreparedHedge;
  readonly book: Book;
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
  return [
    ...regimeWarnings(inputs),
    ...layerWarnings(inputs),
    ...contractWarnings(inputs.prepared, inputs.held),
    ...bandWarnings(inputs),
    ...inputs.limits.flatMap(({ warning }) => warning ?? []),
    ...roundingWarnings(inputs),
    ...inputs.capital,
    ...dataWarnings(inputs),
    ...bookWarnings(inputs),
  ];
}

function warn(code: string, message: string): Warning {
  return { code, message };
}

function regimeWarnings({ prepared }: WarningInputs): Warning[] {
  switch (prepared.regime.regime) {
    case 'crisis':
      return [
        warn(
          'crisis-no-new-short',
          'Crisis regime: add nothing to the first layer; this is a time to monetise a hedge rather than to buy one (our convention). Weights stay in their bands.',
        ),
      ];
    case 'stress':
      return [
        warn(
          'stress-late',
          'Stress regime: new long volatility is late here; roll or monetise what is held before buying more.',
        ),
      ];
    case 'unknown':
      return [
        warn(
          'regime-unknown',
          'The regime is not known: the snapshot has neither VIX3M nor two futures. Its factors are 1.',
        ),
      ];
    case 'flat':
    case 'normal':
    case 'calm':
      return [];
  }
}

function layerWarnings({ prepared, held, layerResults }: WarningInputs): Warning[] {
  return prepared.layers.flatMap((layer, i) => {
    const { name } = layer.layer;
    const result = layerResults[i];
    const parts = held[i] ?? [];
    const first = parts[0]?.instrument;
    if (result === undefined) return [];
    if (first === undefined) {
      return [
        warn(
          'layer-no-contract',
          `${name}: no contract is left for this layer; the snapshot's months end too early.`,
        ),
      ];
    }
    const out: Warning[] = [];
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
      out.push(
        warn(
          'layer-bought-nothing',
          `${name}: its target of ${dollars(result.targetNotionalUsd)} buys no whole contract; one ${smallestSymbol(first.instrument)} is ${dollars(one)}, ${neededFor(halfway(first), result, prepared)}.`,
        ),
      );
    }
    for (const { instrument } of parts) {
      if (instrument.kind !== 'future' || instrument.minis || instrument.node.weekly) continue;
      out.push(
        warn(
          'mini-liquidity',
          `${name}: minis are not taken to trade in ${instrument.node.symbol}, beyond the first ${prepared.market.settings.hedge.miniMonths} monthly expiries (hedge.miniMonths); the layer is in whole VX.`,
        ),
      );
    }
    return out;
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

function bandWarnings({ choice, layerResults, hedge, prepared }: WarningInputs): Warning[] {
  const out: Warning[] = [];
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
  return out;
}

/** Limits bind the fractional target; whole contracts may then cost a little more. */
function roundingWarnings({ prepared, book, held }: WarningInputs): Warning[] {
  const budget = prepared.market.settings.hedge.premiumBudget * bookCreditUsd(book);
  const premium = held
    .flat()
    .reduce((sum, { instrument, units }) => sum + units * unitPremiumUsd(instrument), 0);
  if (premium <= budget) return [];
  return [
    warn(
      'budget-exceeded-by-rounding',
      `Whole contracts cost ${dollars(premium)} of premium, more than the budget of ${dollars(budget)} (hedge.premiumBudget).`,
    ),
  ];
}

function dataWarnings({ prepared, layerResults, hedge, held }: WarningInputs): Warning[] {
  const { market, rate, dividendYield } = prepared;
  const out: Warning[] = [];
  if (market.snapshot.indices.SPX === undefined) {
    out.push(
      warn(
        'no-spx',
        'The snapshot has no SPX level: structure break-evens, what-ifs and the carry cap are not known.',
      ),
    );
  }
  const assumed = [
    ...(rate.given ? [] : [`rate ${rate.value}`]),
    ...(dividendYield.given ? [] : [`dividend yield ${dividendYield.value}`]),
  ];
  if (assumed.length > 0) {
    out.push(warn('rate-default', `Not in the snapshot, so assumed: ${assumed.join(', ')}.`));
  }
  if (hedge.marginUsd === undefined) {
    out.push(
      warn(
        'margin-unknown',
        "Futures margin is not known: give your broker's as --vx-margin. It jumps in stress, and VIX gains may not meet condor margin the same day (another clearing house).",
      ),
    );
  }
  const modelled = held.flat().flatMap(({ instrument }) => {
    if (instrument.kind === 'call') return instrument.call.modelled ? [instrument.call] : [];
    if (instrument.kind !== 'callSpread') return [];
    return [instrument.long, instrument.short].filter((call) => call.modelled);
  });
  if (modelled.length > 0) {
    const list = modelled
      .map(
        ({ node, strike, impliedVol }) =>
          `${node.expiry} ${strike} call at vol ${impliedVol.toFixed(3)}`,
      )
      .join(', ');
    out.push(
      warn(
        'vix-option-model-vol',
        `No quote in the snapshot gives their vol, so priced from VVIX ${market.vvix === undefined ? '' : (market.vvix * 100).toFixed(2)} by tenor and skew: ${list}.`,
      ),
    );
  }
  const lastDays = market.curve.nodes[market.curve.nodes.length - 1]?.daysToExpiry ?? 0;
  const needsLong = held
    .flat()
    .some(({ instrument }) => instrument.kind === 'etp' && instrument.tenorDays > 60);
  if (needsLong && market.curve.nodes.length < 7) {
    out.push(
      warn(
        'etp-short-curve',
        `A mid-term ETP follows the fourth to seventh contract, and the snapshot ends at ${lastDays} days: its roll is understated.`,
      ),
    );
  }
  if (layerResults.some(({ instrument }) => instrument === 'etp')) {
    out.push(
      warn(
        'etp-path',
        'ETPs are valued as constant-maturity futures at their daily leverage; over days their path decays further than shown.',
      ),
    );
  }
  return out;
}

/** First trading day of VXM. From memory, unconfirmed: no stored text states it. */
const MINI_LISTED = '2020-08-10';

function bookWarnings({ book, prepared, hedge, held }: WarningInputs): Warning[] {
  const out: Warning[] = [...positionWarnings(book, prepared.valuation)];
  for (const condor of book.condors) {
    const { put, call } = wingWidths(condor.strikes);
    if (condor.creditPoints >= Math.min(put, call)) {
      out.push(
        warn(
          'side-cannot-lose',
          `${condor.id}: the credit of ${condor.creditPoints} points is not below the ${put < call ? 'put' : 'call'} wing, so that side cannot lose; check the credit.`,
        ),
      );
    }
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
  const holdsMinis = held
    .flat()
    .some(
      ({ instrument, units }) =>
        instrument.kind === 'future' && splitUnits(instrument, units).minis > 0,
    );
  if (holdsMinis) {
    out.push(
      warn(
        'mini-liquidity',
        `The answer holds VXM minis, which are taken to trade in the first ${miniMonths} monthly expiries (hedge.miniMonths); check the order book.`,
      ),
    );
  }
  if (holdsMinis && prepared.market.curve.date < MINI_LISTED) {
    out.push(
      warn(
        'mini-not-listed',
        `The answer holds VXM minis, which trade since ${MINI_LISTED} only (unconfirmed); before, --set hedge.miniMonths=0 sizes in whole VX.`,
      ),
    );
  }
  out.push(warn('holdings-not-counted', 'VIX hedges that you already hold are not counted.'));
  return out;
}
