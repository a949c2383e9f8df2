import { createBook } from '../condor/book.js';
import { condorReport } from '../condor/condor-report.js';
import type { Condor } from '../condor/condor.js';
import { positionWarnings } from '../condor/position-warnings.js';
import { DISCLAIMER } from '../disclaimer.js';
import { Refusal } from '../errors.js';
import { CARRY_DAYS } from '../hedge/carry.js';
import { callsOf, modelVolWarnings } from '../hedge/standing-warnings.js';
import { PERIODS_PER_YEAR } from '../hedge/limits.js';
import type { TermStructureSummary, Warning } from '../hedge/result.js';
import type { HedgePlan } from '../hedge/size.js';
import type { HedgeSettings } from '../hedge/settings.js';
import type { IsoDate } from '../market/date.js';
import { roundUsd } from '../market/rounding.js';
import { formatMoment } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { heldCarryUsd, heldUnits, layerAt, sameContract } from './held.js';
import type { HeldUnits } from './held.js';
import { bigTop } from './big-top.js';
import { decidePress } from './decision.js';
import { entryWarnings } from './entry-check.js';
import { percentileOf, recentMax, shareOfHigh } from './closes.js';
import type { Close } from './closes.js';
import { priceHolding } from './holding.js';
import type { Holding, PricedHolding } from './holding.js';
import { ladderReading } from './ladder.js';
import type { LadderReading } from './ladder.js';
import { ledgerState, rollsOf } from './ledger.js';
import type { LedgerState } from './ledger.js';
import type { Ledger } from './ledger-event.js';
import type { PressReplay } from './replay.js';
import type { CarryCheck, PressResult, ThetaHarvest } from './result.js';
import { evaluateRolls } from './roll.js';
import type { RollReading } from './roll.js';
import type { PressTilts } from './share.js';
import { budgetWarnings, concernsPress, endedWarnings, pressWarnings } from './warnings.js';

/** Trading days of VIX closes that METHOD 8.5 takes the maximum of. */
const VIX_MAX_DAYS = 5;

/** What {@link pressBook} takes beside the sized book. */
export interface PressInputs {
  readonly ledger: Ledger;
  /** Daily closes before the valuation date; later rows are not used. */
  readonly closes?: { readonly spx?: readonly Close[]; readonly vix?: readonly Close[] };
  readonly breadthDivergence?: boolean;
  /** Why breadth, although given, could not be read. */
  readonly breadthUnread?: string;
  readonly rsi?: number;
  readonly tilts?: PressTilts;
  readonly holdings?: readonly Holding[];
  /** Condors proposed in the place of those of the same id. */
  readonly rollTo?: readonly Condor[];
  /** Rolls so far of every condor that is rolled, where the ledger does not hold them all. */
  readonly rollsBefore?: number;
  readonly replay?: PressReplay;
}

/**
 * The Temporal Theta cash press of a book (METHOD 8): what the condors decay by, what the ledger
 * has realised, how much of it buys the long layer and which contracts, the monetisation ladder
 * of what is held, and rolls. Pure.
 * @throws Refusal of kind `limits` for a roll that would let risk grow
 */
export function pressBook(plan: HedgePlan, inputs: PressInputs): PressResult {
  const { prepared, result } = plan;
  const { settings, snapshot, asOf, curve } = prepared.market;
  const state = ledgerState(inputs.ledger, settings.press.shareMax);
  const top = bigTop(
    {
      spxShareOfHigh: shareOfHigh(inputs.closes?.spx, curve.date, snapshot.indices.SPX),
      vixPercentile: percentileOf(inputs.closes?.vix, curve.date, curve.spotVix),
      slope12: prepared.measures.slope12,
      breadthDivergence: inputs.breadthDivergence,
      breadthUnread: inputs.breadthUnread,
      rsi: inputs.rsi,
    },
    settings.press.bigTop,
  );
  const priced = (inputs.holdings ?? []).map((holding) => ({
    holding,
    priced: priceHolding(holding, prepared.market),
  }));
  const ladder = inputs.holdings && priced.map((one) => ladderOf(plan, one, inputs));
  const held = heldUnits(plan, inputs.holdings && knownParts(priced));
  const kept = heldUnits(plan, ladder && knownParts(priced, ladder));
  const decision = decidePress(plan, kept, state, top, inputs);
  const rolls = inputs.rollTo && rollsOfBook(plan, inputs, inputs.rollTo);
  return {
    ...head(asOf, settings),
    snapshotTime: formatMoment(snapshot.time),
    market: marketOf(result.termStructure),
    theta: thetaOf(plan),
    ledger: ledgerPart(inputs.ledger, state),
    bigTop: top,
    press: decision,
    carryCheck: carryCheckOf(plan, held),
    ...(ladder && { ladder }),
    ...(rolls && { rolls }),
    ...(inputs.replay && { replay: inputs.replay }),
    warnings: [
      ...result.warnings.filter(({ code }) => concernsPress(code, inputs.holdings !== undefined)),
      ...(inputs.rollTo ? positionWarnings(createBook(inputs.rollTo), plan.priced?.valuation) : []),
      ...endedWarnings(plan.book, inputs.ledger),
      ...entryWarnings(priced),
      ...(inputs.holdings ? heldModelWarnings(plan, priced) : []),
      ...budgetWarnings(state, settings.press.shareMax),
      ...pressWarnings(state, decision, ladder, curve.date),
    ],
    disclaimer: DISCLAIMER,
  };
}

function marketOf({
  spotVix,
  spx,
  regime,
  regimeRule,
  slope12,
  vixToVix3m,
}: TermStructureSummary): NonNullable<PressResult['market']> {
  return {
    spotVix,
    ...(spx !== undefined && { spx }),
    regime,
    regimeRule,
    ...(slope12 !== undefined && { slope12 }),
    ...(vixToVix3m !== undefined && { vixToVix3m }),
  };
}

/** A replay by itself: a ledger and no book. */
export function pressReplayAlone(
  ledger: Ledger,
  asOf: EpochMs,
  settings: HedgeSettings,
  replay: PressReplay,
): PressResult {
  const state = ledgerState(ledger, settings.press.shareMax);
  return {
    ...head(asOf, settings),
    ledger: ledgerPart(ledger, state),
    replay,
    warnings: [
      ...budgetWarnings(state, settings.press.shareMax),
      ...pressWarnings(state, undefined, undefined),
    ],
    disclaimer: DISCLAIMER,
  };
}

function head(
  asOf: EpochMs,
  settings: HedgeSettings,
): Pick<PressResult, 'schemaVersion' | 'command' | 'asOf' | 'profile' | 'static'> {
  return {
    schemaVersion: 1,
    command: 'press',
    asOf: formatMoment(asOf),
    profile: settings.profile,
    static: settings.static,
  };
}

function ledgerPart({ events }: Ledger, state: LedgerState): PressResult['ledger'] {
  return { from: events[0]?.date as IsoDate, events: events.length, ...state };
}

/** Holdings with a price; with the ladder, what its sales leave. */
function knownParts(
  priced: readonly { holding: Holding; priced: PricedHolding | undefined }[],
  ladder?: readonly LadderReading[],
): { priced: PricedHolding; contracts: number }[] {
  return priced.flatMap(({ holding, priced: one }, i) => {
    const contracts = ladder?.[i]?.contractsLeft ?? holding.contracts;
    return one === undefined ? [] : [{ priced: one, contracts }];
  });
}

/** Prices that no quote gives: of what is held, and of what the press buys. */
function heldModelWarnings(
  { prepared }: HedgePlan,
  priced: readonly { priced: PricedHolding | undefined }[],
): Warning[] {
  const held = priced.flatMap(({ priced: one }) => (one === undefined ? [] : [one.instrument]));
  const bought = prepared.layers.at(-1)?.parts.map(({ instrument }) => instrument) ?? [];
  return modelVolWarnings(prepared.market, callsOf([...held, ...bought]));
}

function thetaOf({ prepared, book }: HedgePlan): ThetaHarvest {
  const { snapshot, asOf, settings } = prepared.market;
  const report = condorReport(book, {
    snapshot,
    asOf,
    model: settings.vol,
    carry: { rate: prepared.rate.value, dividendYield: prepared.dividendYield.value },
    assumedRates: [],
  });
  const { creditUsd, extrinsicUsd, expectedDailyRange, oneDay, decay, greeks } = report;
  return {
    creditUsd,
    ...(greeks && { thetaUsdPerDay: greeks.thetaUsdPerDay }),
    ...(extrinsicUsd !== undefined && { extrinsicUsd }),
    ...(expectedDailyRange && { expectedDailyRange }),
    ...(oneDay && { oneDay }),
    ...(decay && { decay }),
  };
}

function ladderOf(
  plan: HedgePlan,
  one: { holding: Holding; priced: PricedHolding | undefined },
  { closes }: PressInputs,
): LadderReading {
  const { market, measures } = plan.prepared;
  const { settings, curve } = market;
  return ladderReading(
    one.holding,
    one.priced,
    {
      vix: curve.spotVix,
      vixMax: recentMax(closes?.vix, curve.date, curve.spotVix, VIX_MAX_DAYS),
      vixToVix3m: measures.vixToVix3m,
      oneTenorOut: one.priced && oneTenorOut(plan, layerAt(plan, one.priced), one.priced),
    },
    settings.press.ladder,
    settings.costs,
  );
}

/** The next layer that another contract can be held in (METHOD 8.5); none beyond the longest. */
function oneTenorOut(
  { prepared }: HedgePlan,
  layer: number,
  sold: PricedHolding,
): string | undefined {
  for (const { layer: to, parts } of prepared.layers.slice(layer + 1)) {
    const other = parts.find(({ instrument }) => !sameContract(instrument, sold.instrument));
    if (other === undefined) continue;
    const { instrument } = other;
    return `${to.name}, ${instrument.kind === 'etp' ? instrument.symbol : instrument.node.symbol}`;
  }
  return undefined;
}

function rollsOfBook(
  plan: HedgePlan,
  { ledger, rollsBefore }: PressInputs,
  rollTo: readonly Condor[],
): RollReading[] {
  const { priced, book, prepared } = plan;
  if (priced === undefined) {
    throw new Refusal(
      'a roll is priced on SPX, and the snapshot has no SPX level',
      'add an index SPX row to the snapshot',
      { key: '--roll-to' },
    );
  }
  const { settings } = prepared.market;
  const inputs = rollTo.map((to) => {
    const from = priced.resolved.find(({ condor }) => condor.id === to.id);
    if (from === undefined) {
      throw new Refusal(
        `no condor of the position is called ${to.id}`,
        `give the new condor the id of the one it replaces: ${book.condors.map(({ id }) => id).join(', ')}`,
        { key: 'id' },
      );
    }
    const seen = rollsOf(ledger, to.id);
    if (rollsBefore !== undefined && rollsBefore < seen) {
      throw new Refusal(
        `${to.id} has ${seen} roll rows in the ledger`,
        `give at least ${seen}, or leave it out`,
        { key: '--rolls' },
      );
    }
    return { from, to, rolls: rollsBefore ?? seen };
  });
  return evaluateRolls(book, inputs, priced.valuation, settings.costs, settings.press.maxRolls);
}

function carryCheckOf(plan: HedgePlan, held: readonly HeldUnits[]): CarryCheck {
  const { accountUsd } = plan.prepared.market.settings.portfolio;
  const carryPerMonthUsd = roundUsd(heldCarryUsd(plan, held, CARRY_DAYS));
  const carryPerYearUsd = roundUsd(PERIODS_PER_YEAR * carryPerMonthUsd);
  return {
    carryPerMonthUsd,
    carryPerYearUsd,
    ...(accountUsd !== undefined && { accountUsd, shareOfAccount: carryPerYearUsd / accountUsd }),
    ...(carryPerYearUsd < 0 && {
      accountAtOnePercentUsd: roundUsd(-carryPerYearUsd / 0.01),
      accountAtTwoPercentUsd: roundUsd(-carryPerYearUsd / 0.02),
    }),
  };
}
