import { condorReport } from '../condor/condor-report.js';
import type { Condor } from '../condor/condor.js';
import { DISCLAIMER } from '../disclaimer.js';
import { Refusal } from '../errors.js';
import { CARRY_DAYS } from '../hedge/carry.js';
import { dollars } from '../hedge/dollars.js';
import type { Warning } from '../hedge/result.js';
import type { HedgePlan } from '../hedge/size.js';
import type { HedgeSettings } from '../hedge/settings.js';
import type { IsoDate } from '../market/date.js';
import { roundUsd } from '../market/rounding.js';
import { chicagoDate, formatMoment } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { heldCarryUsd, heldUnits, layerAt, pressPurchase } from './allocate.js';
import type { HeldUnits, PressPurchase } from './allocate.js';
import { bigTop } from './big-top.js';
import type { BigTop } from './big-top.js';
import { percentileOf, recentMax, shareOfHigh } from './closes.js';
import type { Close } from './closes.js';
import { priceHolding } from './holding.js';
import type { Holding, PricedHolding } from './holding.js';
import { ladderReading } from './ladder.js';
import type { LadderReading } from './ladder.js';
import { ledgerState, pressBudget, rollsOf } from './ledger.js';
import type { LedgerState } from './ledger.js';
import type { Ledger } from './ledger-event.js';
import type { PressReplay } from './replay.js';
import type { CarryCheck, PressDecision, PressResult, ThetaHarvest } from './result.js';
import { evaluateRolls } from './roll.js';
import type { RollReading } from './roll.js';
import { pressShare } from './share.js';
import type { PressTilts } from './share.js';

/** Trading days of VIX closes that METHOD 8.5 takes the maximum of. */
const VIX_MAX_DAYS = 5;
const MONTHS = 12;

/** What {@link pressBook} takes beside the sized book. */
export interface PressInputs {
  readonly ledger: Ledger;
  /** Daily closes before the valuation date; later rows are not used. */
  readonly closes?: { readonly spx?: readonly Close[]; readonly vix?: readonly Close[] };
  readonly breadthDivergence?: boolean;
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
  const state = ledgerState(inputs.ledger);
  const top = bigTop(
    {
      spxShareOfHigh: shareOfHigh(inputs.closes?.spx, curve.date, snapshot.indices.SPX),
      vixPercentile: percentileOf(inputs.closes?.vix, curve.date, curve.spotVix),
      slope12: prepared.measures.slope12,
      breadthDivergence: inputs.breadthDivergence,
      rsi: inputs.rsi,
    },
    settings.press.bigTop,
  );
  const priced = (inputs.holdings ?? []).map((holding) => ({
    holding,
    priced: priceHolding(holding, prepared.market),
  }));
  const held = heldUnits(plan, inputs.holdings && knownParts(priced));
  const decision = decide(plan, held, state, top, inputs);
  const ladder = inputs.holdings && priced.map((one) => ladderOf(plan, one, inputs));
  const rolls = inputs.rollTo && rollsOfBook(plan, inputs, inputs.rollTo);
  const { nodes: _, ...market } = result.termStructure;
  return {
    ...head(asOf, settings),
    snapshotTime: formatMoment(snapshot.time),
    market,
    theta: thetaOf(plan),
    ledger: ledgerPart(inputs.ledger, state),
    bigTop: top,
    press: decision,
    carryCheck: carryCheckOf(plan, held),
    ...(ladder && { ladder }),
    ...(rolls && { rolls }),
    ...(inputs.replay && { replay: inputs.replay }),
    warnings: [
      ...result.warnings.filter(({ code }) => code !== 'holdings-not-counted'),
      ...warningsOf(state, decision, ladder),
    ],
    disclaimer: DISCLAIMER,
  };
}

/** A replay by itself: a ledger and no book. */
export function pressReplayAlone(
  ledger: Ledger,
  asOf: EpochMs,
  settings: HedgeSettings,
  replay: PressReplay,
): PressResult {
  const state = ledgerState(ledger);
  return {
    ...head(asOf, settings),
    ledger: ledgerPart(ledger, state),
    replay,
    warnings: warningsOf(state, undefined, undefined),
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

function knownParts(
  priced: readonly { holding: Holding; priced: PricedHolding | undefined }[],
): { priced: PricedHolding; contracts: number }[] {
  return priced.flatMap(({ holding, priced: one }) =>
    one === undefined ? [] : [{ priced: one, contracts: holding.contracts }],
  );
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

function decide(
  plan: HedgePlan,
  held: readonly HeldUnits[],
  state: LedgerState,
  top: BigTop,
  inputs: PressInputs,
): PressDecision {
  const { regime, market } = plan.prepared;
  const share = pressShare(market.settings, regime.regime, top, inputs.tilts);
  const { leftOverInUsd, budgetUsd } = pressBudget(state, share.value);
  const purchase = pressPurchase(plan, held, budgetUsd);
  const spentUsd = purchase?.spentUsd ?? 0;
  const waiting = roundUsd(state.leftOverUsd - leftOverInUsd);
  return {
    share,
    cashUsd: state.cashUsd,
    leftOverInUsd,
    budgetUsd,
    ...(purchase && { purchase }),
    spentUsd,
    leftOverUsd: roundUsd(waiting + budgetUsd - spentUsd),
    lossCarryUsd: state.lossCarryUsd,
    reason: reasonOf(state, share.value, budgetUsd, purchase),
    ledgerRow: ledgerRow(market.curve.date, budgetUsd, purchase),
    heldBasis:
      inputs.holdings === undefined
        ? 'the contracts that alvh size asks for (give yours with --holdings)'
        : 'the holdings given',
  };
}

function reasonOf(
  state: LedgerState,
  share: number,
  budgetUsd: number,
  purchase: PressPurchase | undefined,
): string {
  if (state.lossCarryUsd > 0) {
    return `nothing is pressed: ${dollars(state.lossCarryUsd)} of losses are still to be earned back`;
  }
  if (share === 0) return 'nothing is pressed: the share is 0';
  if (budgetUsd === 0) return 'nothing is pressed: no cash has been realised since the last press';
  if (purchase === undefined) return 'nothing is bought: the long layer has no contract left';
  const { units, unitSymbol, unitCostUsd, limits } = purchase;
  const binding = limits.filter(({ binds }) => binds).map(({ name }) => name);
  if (units > 0) return `the ${binding.join(' and ')} allows no more`;
  if (binding.includes('budget')) {
    return `the budget of ${dollars(budgetUsd)} buys no whole contract: one ${unitSymbol} costs ${dollars(unitCostUsd)}; it is carried on`;
  }
  return `nothing is bought: the ${binding.join(' and ')} leaves no room; the budget is carried on`;
}

/** date,type,amount_usd,id,note,budget_usd */
function ledgerRow(date: IsoDate, budgetUsd: number, purchase: PressPurchase | undefined): string {
  const spent = purchase?.spentUsd ?? 0;
  const names = (purchase?.orders ?? []).map(({ symbol, contracts }) => `${contracts} ${symbol}`);
  // Up to the cent, never below what was spent.
  const budget = Math.max(Math.round(budgetUsd * 100), Math.round(spent * 100)) / 100;
  const amount = -Math.round(spent * 100) / 100 + 0;
  const note = names.join(' + ') || 'no whole contract';
  return `${date},press,${amount},${purchase?.unitSymbol.trim() ?? ''},${note},${budget}`;
}

function ladderOf(
  plan: HedgePlan,
  one: { holding: Holding; priced: PricedHolding | undefined },
  { closes }: PressInputs,
): LadderReading {
  const { market, measures, layers } = plan.prepared;
  const { settings, curve } = market;
  return ladderReading(
    one.holding,
    one.priced,
    {
      vix: curve.spotVix,
      vixMax: recentMax(closes?.vix, curve.date, curve.spotVix, VIX_MAX_DAYS),
      vixToVix3m: measures.vixToVix3m,
      oneTenorOut: () => {
        const from = one.priced === undefined ? 0 : layerAt(plan, one.priced);
        const to = layers[Math.min(from + 1, layers.length - 1)];
        const part = to?.parts[0]?.instrument;
        const what =
          part === undefined ? '' : `, ${part.kind === 'etp' ? part.symbol : part.node.symbol}`;
        return `${to?.layer.name ?? 'the long layer'}${what}`;
      },
    },
    settings.press.ladder,
    settings.costs,
  );
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
  const carryPerYearUsd = roundUsd(MONTHS * carryPerMonthUsd);
  const costUsd = Math.max(0, -carryPerYearUsd);
  return {
    carryPerMonthUsd,
    carryPerYearUsd,
    ...(accountUsd !== undefined && { accountUsd, shareOfAccount: carryPerYearUsd / accountUsd }),
    accountAtOnePercentUsd: roundUsd(costUsd / 0.01),
    accountAtTwoPercentUsd: roundUsd(costUsd / 0.02),
  };
}

function warningsOf(
  state: LedgerState,
  decision: PressDecision | undefined,
  ladder: readonly LadderReading[] | undefined,
): Warning[] {
  const warnings: Warning[] = [];
  const over = state.periods.filter(({ overPressedUsd }) => overPressedUsd !== undefined);
  for (const { press, overPressedUsd = 0 } of over) {
    warnings.push({
      code: 'pressed-more-than-cash',
      message: `The press of ${press ?? ''} spent ${dollars(overPressedUsd)} more than had been realised: carried on as a loss to be earned back.`,
    });
  }
  if (state.totals.uncountedRows > 0) {
    warnings.push({
      code: 'unrealised-not-counted',
      message: `${state.totals.uncountedRows} rows of type mark or margin are not counted: open gains and margin are no cash.`,
    });
  }
  if (decision?.purchase?.kind === 'future' && decision.purchase.units > 0) {
    warnings.push({
      code: 'future-loses-more',
      message:
        'The press budget of a future is its expected carry, not its risk: it loses its multiplier times every point the future falls.',
    });
  }
  const unpriced = (ladder ?? []).filter(({ price }) => price === undefined);
  if (unpriced.length > 0) {
    warnings.push({
      code: 'holding-without-price',
      message: `The snapshot has no price for ${unpriced.map(({ symbol }) => symbol).join(', ')}: not in the ladder, the limits or the carry.`,
    });
  }
  warnings.push({
    code: 'press-evidence',
    message:
      'The press, Big Top and the ladder are conventions: no study shows that they pay. Monthly measures such as price to cash flow or the exchange rate cannot determine a hedge of 30 to 220 days.',
  });
  return warnings;
}
